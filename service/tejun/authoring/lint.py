"""The lint of an edition's sources: what METADATA and program.yaml must say before anything is built from them.

Always holds: every problem is found in one run and names its file, its line where there is one, and what to mend, in
both languages.

May not know: what the Rego says, see `tejun.authoring.checks`; or OPA's own checks, see `tejun.authoring.build`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs

from tejun import canonical
from tejun.authoring import catalog, effects, restate
from tejun.authoring.problems import problem_in_file, problem_of_package, problems_error
from tejun.authoring.schemas import PARAMETER_TYPES, PROGRAM, REQUIREMENT, SHARED, TIGHTENING
from tejun.authoring.source import (
    Source,
    is_program_path,
    requirement_packages,
    tightening_packages,
)
from tejun.bundle.metadata import Metadata
from tejun.errors import Place
from tejun.model.misfits import Shape
from tejun.terms import OPEN
from tejun.words import Message, Words
from tejun.words.schema import schema_error

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ANSWERED = ("consult_fa", "missing_information")
_ID = re.compile(r'^id := "([^"]*)"\r?$', re.MULTILINE)


def check_sources(source: Source, policies: Path) -> None:
    """Raises BundleError with every problem of the sources; `policies` holds the source's text under `source/`."""
    places = [*_shape_problems(source)] or [
        *_program_problems(source),
        *_id_problems(source),
        *_reason_problems(source),
        *_class_problems(source),
        *effects.effect_problems(source),
        *restate.restatement_problems(source, policies),
    ]
    if places:
        in_files = [
            replace(place, pointer=source.files.get(place.pointer, place.pointer))
            for place in places
        ]
        raise problems_error(in_files, page="docs/writing-policies.md")


# --- the shape of each block -------------------------------------------------------------------


def _shape_problems(source: Source) -> Iterator[Place]:
    for path, error in Shape(PROGRAM).misfits(source.config).found:
        yield _program_problem(source, path, _misfit(path, error))
    yield from _package_shape_problems(source)
    yield from _inherited_problems(source)


def _package_shape_problems(source: Source) -> Iterator[Place]:
    described = {metadata.path for metadata in source.metadata}
    for path in source.rego:
        if path.startswith(("procedure/", "programs/")) and path not in described:
            yield problem_in_file(path, 1, Message("authoring.no_metadata"))
    for shape, blocks in (
        (REQUIREMENT, requirement_packages(source)),
        (TIGHTENING, tightening_packages(source)),
        (SHARED, source.lib.values()),
    ):
        for metadata in blocks:
            for at, error in Shape(shape).misfits(metadata.custom).found:
                line = metadata.line_of(at)
                yield problem_in_file(metadata.path, line, _misfit(at, error, root="custom"))
            if not metadata.title or not metadata.description:
                yield problem_of_package(metadata, Message("authoring.no_title"))


def _inherited_problems(source: Source) -> Iterator[Place]:
    for metadata in requirement_packages(source):
        inherits = metadata.custom.get("inherits")
        for name in inherits if isinstance(inherits, list) else ():
            if isinstance(name, str) and name not in source.lib:
                yield problem_of_package(
                    metadata, Message("authoring.no_reasons_in_lib", name=name)
                )


def _misfit(
    path: Sequence[str | int], error: jsonschema_rs.ValidationError, *, root: str = ""
) -> Words:
    """The words for a misfit, with its place; `root` is what the whole is called."""
    where = canonical.pointer(path).lstrip("/") or root
    lead = f"{where}: " if where else ""
    return Message("authoring.misfit", lead=lead, reason=schema_error(error))


def _program_problem(source: Source, path: Sequence[str | int], message: Words) -> Place:
    """A problem of program.yaml, on the line of what stands at the path, or around it."""
    line = source.document.line_of(tuple(path)) or 1
    return problem_in_file(source.config_file, line, message)


# --- the program -------------------------------------------------------------------------------


def _program_problems(source: Source) -> Iterator[Place]:
    if source.config["slug"] != source.slug:
        message = Message("authoring.slug_not_folder", folder=source.slug)
        yield _program_problem(source, ["slug"], message)
    selection = source.config["call"].get("selection")
    if selection is not None and selection not in _own_ids(source):
        message = Message("authoring.selection_not_own", id=selection)
        yield _program_problem(source, ["call", "selection"], message)
    declared: dict[str, Any] = {}
    for metadata in (*requirement_packages(source), *tightening_packages(source)):
        own = catalog.declared_parameters(source, metadata)
        yield from _redeclaration_problems(metadata, own, declared)
        declared = {**own, **declared}
    for name, value in source.config["parameters"].items():
        yield from _parameter_problems(source, name, value, declared.get(name))


def _parameter_problems(
    source: Source, name: str, value: Any, declared: dict[str, Any] | None
) -> Iterator[Place]:
    path = ["parameters", name]
    if declared is None:
        yield _program_problem(source, path, Message("authoring.parameter_undeclared", name=name))
    elif not _has_type(declared["type"], value):
        message = Message("authoring.parameter_type", name=name, type=declared["type"])
        yield _program_problem(source, path, message)
    else:
        for at, error in Shape(declared.get("schema", {})).misfits(value).found:
            where = (*path, *at)
            yield _program_problem(source, where, _misfit(where, error))


def _own_ids(source: Source) -> set[str]:
    """The program's own requirements: an answer on one of the procedure's says nothing of a selection."""
    return {
        metadata.custom["id"]
        for metadata in requirement_packages(source)
        if is_program_path(metadata.path)
    }


def _redeclaration_problems(
    metadata: Metadata, own: dict[str, Any], declared: dict[str, Any]
) -> Iterator[Place]:
    """A parameter is declared alike everywhere, or a program could give it what the procedure does not take."""
    for name in sorted(own.keys() & declared.keys()):
        if _declaration(own[name]) != _declaration(declared[name]):
            yield problem_of_package(metadata, Message("authoring.parameter_redeclared", name=name))


def _declaration(parameter: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in parameter.items() if key != "description"}


def _has_type(name: str, value: Any) -> bool:
    return isinstance(value, PARAMETER_TYPES[name]) and (
        name == "boolean" or not isinstance(value, bool)
    )


# --- ids ---------------------------------------------------------------------------------------


def _id_problems(source: Source) -> Iterator[Place]:
    seen: dict[str, str] = {}
    for metadata in (*requirement_packages(source), *tightening_packages(source)):
        name = metadata.custom["id"]
        if name in seen:
            yield problem_of_package(
                metadata, Message("authoring.id_twice", id=name, file=seen[name])
            )
        seen[name] = source.files[metadata.path]
        # A tightening speaks in the name of the requirement that it tightens.
        if "tightens" not in metadata.custom and _ID.findall(source.rego[metadata.path]) != [name]:
            yield problem_of_package(metadata, Message("authoring.no_id_rule", id=name))
        yield from _package_problems(metadata)


def _package_problems(metadata: Metadata) -> Iterator[Place]:
    """The entrypoint collects by the packages' depth, so a misplaced package would fall silent."""
    parts = metadata.path.removesuffix(".rego").split("/")
    own = ["program", parts[-1]] if is_program_path(metadata.path) else parts[:-1]
    expected = ".".join(["policy", *own])
    if metadata.package != expected or (parts[0] == "procedure" and len(parts) != 4):
        yield problem_of_package(metadata, Message("authoring.wrong_package", package=expected))


# --- reasons -----------------------------------------------------------------------------------


def _reason_problems(source: Source) -> Iterator[Place]:
    for metadata in (
        *requirement_packages(source),
        *tightening_packages(source),
        *source.lib.values(),
    ):
        for code, reason in metadata.custom.get("reasons", {}).items():
            yield from _word_problems(metadata, code, reason)
        yield from _reading_problems(source, metadata)
    yield from _answer_problems(source)
    yield from _collision_problems(source)


def _reading_problems(source: Source, metadata: Metadata) -> Iterator[Place]:
    known = catalog.declared_reasons(source, metadata)
    for reading in metadata.custom.get("readings", []):
        for code in reading.get("reasons", []):
            if code not in known:
                yield problem_of_package(
                    metadata, Message("authoring.reading_of_no_reason", code=code)
                )


def _word_problems(metadata: Metadata, code: str, reason: dict[str, Any]) -> Iterator[Place]:
    if ("remedy" in reason) != (reason["status"] in OPEN):
        yield problem_of_package(metadata, Message("authoring.remedy_misplaced", code=code))
    for key in ("message", "remedy"):
        words = reason.get(key, {"ja": "", "en": ""})
        if set(_PLACEHOLDER.findall(words["ja"])) != set(_PLACEHOLDER.findall(words["en"])):
            yield problem_of_package(
                metadata, Message("authoring.languages_differ", code=code, name=key)
            )


def _answer_problems(source: Source) -> Iterator[Place]:
    """An answer of the FA settles what waits for it, or for information; and is on a requirement of this edition."""
    known = {metadata.custom["id"] for metadata in requirement_packages(source)}
    for metadata in (*requirement_packages(source), *tightening_packages(source)):
        for code, reason in catalog.declared_reasons(source, metadata).items():
            answered_at = reason.get("answered_at")
            if answered_at is None:
                continue
            if reason["status"] not in _ANSWERED:
                yield problem_of_package(
                    metadata, Message("authoring.answered_at_misplaced", code=code)
                )
            name = answered_at.get("requirement")
            if name is not None and name not in known:
                yield problem_of_package(
                    metadata, Message("authoring.answered_at_unknown", code=code, requirement=name)
                )


def _collision_problems(source: Source) -> Iterator[Place]:
    """A tightening may repeat a reason of its requirement word for word, never say it otherwise."""
    base = {metadata.custom["id"]: metadata for metadata in requirement_packages(source)}
    for metadata in tightening_packages(source):
        target = base.get(metadata.custom["tightens"])
        known = catalog.declared_reasons(source, target) if target else {}
        for code in metadata.custom["reasons"]:
            if code in known:
                yield problem_of_package(
                    metadata,
                    Message(
                        "authoring.reason_in_both",
                        requirement=metadata.custom["tightens"],
                        code=code,
                    ),
                )


# --- classes -----------------------------------------------------------------------------------


def _class_problems(source: Source) -> Iterator[Place]:
    """What belongs to research integrity alone binds nobody: the classes change no present practice (chapter 2 (4))."""
    for metadata in (*requirement_packages(source), *tightening_packages(source)):
        custom = metadata.custom
        if custom["enforcement"] == "binding" and custom["classes"] == ["research_integrity"]:
            yield problem_of_package(metadata, Message("authoring.integrity_binds"))
