"""The lint of an edition's sources: what METADATA and program.yaml must say before anything is built from them.

Always holds: every problem is found in one run and names its file, its line where there is one, and what to mend, in
both languages.

May not know: Rego's own checks (types, unused imports, built-ins): those are OPA's, see `service.bundle.build`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs

from service import canonical
from service.bundle import catalog
from service.bundle.metadata import Metadata
from service.bundle.shapes import PARAMETER_TYPES, PROGRAM, REQUIREMENT, SHARED, TIGHTENING
from service.bundle.source import Source, is_program_path, requirements, tightenings
from service.errors import BundleError, Place, Text
from service.model import wording
from service.model.terms import OPEN

MAX_PLACES = 50
"""How many problems an error lists at most; the rest are counted."""

_MADE = re.compile(
    r'verdict\.(satisfied|not_applicable|consult|missing|unsatisfied)\(\s*"(\w+)"', re.ASCII
)
_STATUS = {
    "satisfied": "satisfied",
    "not_applicable": "not_applicable",
    "consult": "consult_fa",
    "missing": "missing_information",
    "unsatisfied": "unsatisfied",
}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_IMPORTED = re.compile(r"^import data\.policy\.lib\.(\w+)", re.MULTILINE)
_ID = re.compile(r'^id := "([^"]*)"$', re.MULTILINE)


def check(source: Source, policies: Path) -> None:
    """Raises BundleError with every problem of the sources; `policies` holds the source's text under `source/`."""
    places = [*_shape_problems(source)] or [
        *_program_problems(source),
        *_id_problems(source),
        *_reason_problems(source),
        *_quote_problems(source, policies),
    ]
    if places:
        raise _refused(places)


# --- the shape of each block -------------------------------------------------------------------


def _shape_problems(source: Source) -> Iterator[Place]:
    yield from _misfits(PROGRAM, source.config, f"programs/{source.slug}/program.yaml", 1)
    described = {metadata.path for metadata in source.metadata}
    for path in source.rego:
        if path.startswith(("procedure/", "programs/")) and path not in described:
            yield _place(path, 1, ja="METADATAがありません。", en="There is no METADATA.")
    for shape, blocks in (
        (REQUIREMENT, requirements(source)),
        (TIGHTENING, tightenings(source)),
        (SHARED, source.lib.values()),
    ):
        for metadata in blocks:
            yield from _misfits(shape, metadata.custom, metadata.path, metadata.line)
            if not metadata.title or not metadata.description:
                yield _at(
                    metadata,
                    ja="title と description が必要です。",
                    en="It needs a title and a description.",
                )
    for metadata in requirements(source):
        for name in metadata.custom.get("inherits", []):
            if name not in source.lib:
                yield _at(
                    metadata,
                    ja=f"inherits: lib/{name} に理由がありません。",
                    en=f"inherits: lib/{name} has no reasons.",
                )


def _misfits(shape: dict[str, Any], value: Any, path: str, line: int) -> Iterator[Place]:
    validator = jsonschema_rs.Draft202012Validator(shape, validate_formats=True)
    for error in validator.iter_errors(value):
        where = canonical.pointer(error.instance_path).lstrip("/") or "custom"
        text = wording.schema_error(error)
        yield _place(path, line, ja=f"{where}: {text.ja}", en=f"{where}: {text.en}")


# --- the program -------------------------------------------------------------------------------


def _program_problems(source: Source) -> Iterator[Place]:
    path = f"programs/{source.slug}/program.yaml"
    if source.config["slug"] != source.slug:
        yield _place(
            path,
            1,
            ja=f"slug がフォルダー名「{source.slug}」と違います。",
            en=f"The slug is not the folder's name, {source.slug}.",
        )
    declared: dict[str, Any] = {}
    for metadata in (*requirements(source), *tightenings(source)):
        declared |= catalog.parameters(source, metadata)
    for name, value in source.config["parameters"].items():
        if name not in declared:
            yield _place(
                path,
                1,
                ja=f"parameters/{name}: どの要件のMETADATAにも宣言されていません。",
                en=f"parameters/{name}: no requirement declares it in its METADATA.",
            )
        elif not _is_of(declared[name]["type"], value):
            wanted = declared[name]["type"]
            yield _place(
                path,
                1,
                ja=f"parameters/{name}: 型が {wanted} ではありません。",
                en=f"parameters/{name}: it is not of the type {wanted}.",
            )


def _is_of(name: str, value: Any) -> bool:
    return isinstance(value, PARAMETER_TYPES[name]) and (
        name == "boolean" or not isinstance(value, bool)
    )


# --- ids ---------------------------------------------------------------------------------------


def _id_problems(source: Source) -> Iterator[Place]:
    seen: dict[str, str] = {}
    for metadata in (*requirements(source), *tightenings(source)):
        name = metadata.custom["id"]
        if name in seen:
            yield _at(
                metadata,
                ja=f"id「{name}」は {seen[name]} でも使われています。",
                en=f"The id {name} is used in {seen[name]} too.",
            )
        seen[name] = metadata.path
        if _ID.findall(source.rego[metadata.path]) != [name]:
            yield _at(
                metadata,
                ja=f'`id := "{name}"` という規則がありません。',
                en=f'There is no rule `id := "{name}"`.',
            )
        yield from _package_problems(metadata)
    base = {metadata.custom["id"] for metadata in requirements(source)}
    for metadata in tightenings(source):
        if metadata.custom["tightens"] not in base:
            yield _at(
                metadata,
                ja=f"強化する要件「{metadata.custom['tightens']}」がありません。",
                en=f"There is no requirement {metadata.custom['tightens']} to tighten.",
            )


def _package_problems(metadata: Metadata) -> Iterator[Place]:
    """The entrypoint collects by the packages' depth, so a package astray would fall silent."""
    parts = metadata.path.removesuffix(".rego").split("/")
    own = ["program", parts[-1]] if is_program_path(metadata.path) else parts[:-1]
    wanted = ".".join(["policy", *own])
    if metadata.package != wanted or (parts[0] == "procedure" and len(parts) != 4):
        yield _at(
            metadata,
            ja=f"パッケージは {wanted} でなければなりません（docs/writing-policies.md の配置）。",
            en=f"The package must be {wanted}, laid out as docs/writing-policies.md says.",
        )


# --- reasons -----------------------------------------------------------------------------------


def _reason_problems(source: Source) -> Iterator[Place]:
    for metadata in (*requirements(source), *tightenings(source)):
        yield from _code_problems(source, metadata)
    for metadata in (*requirements(source), *tightenings(source), *source.lib.values()):
        for code, reason in metadata.custom.get("reasons", {}).items():
            yield from _word_problems(metadata, code, reason)
    yield from _collisions(source)


def _code_problems(source: Source, metadata: Metadata) -> Iterator[Place]:
    """The codes that the Rego names stand in the METADATA with the status that the Rego gives them, and the reverse."""
    declared = catalog.reasons(source, metadata)
    text = source.rego[metadata.path]
    for made, code in _MADE.findall(text):
        if declared.get(code, {}).get("status") != _STATUS[made]:
            yield _at(
                metadata,
                ja=f"理由「{code}」（{_STATUS[made]}）がMETADATAにないか、statusが違います。",
                en=f"The reason {code} ({_STATUS[made]}) is not in the METADATA with that status.",
            )
    reach = text + "".join(
        source.rego.get(f"lib/{name}.rego", "") for name in _IMPORTED.findall(text)
    )
    for code in metadata.custom.get("reasons", {}):
        if f'"{code}"' not in reach:
            yield _at(
                metadata,
                ja=f"理由「{code}」を返す箇所がありません。",
                en=f"Nothing gives the reason {code}.",
            )


def _word_problems(metadata: Metadata, code: str, reason: dict[str, Any]) -> Iterator[Place]:
    if ("remedy" in reason) != (reason["status"] in OPEN):
        yield _at(
            metadata,
            ja=f"reasons/{code}: remedy は unsatisfied・missing_information・consult_fa に必要で、他には置けません。",
            en=f"reasons/{code}: a remedy is needed where something is left to do, and only there.",
        )
    for key in ("message", "remedy"):
        words = reason.get(key, {"ja": "", "en": ""})
        if set(_PLACEHOLDER.findall(words["ja"])) != set(_PLACEHOLDER.findall(words["en"])):
            yield _at(
                metadata,
                ja=f"reasons/{code}/{key}: 日英で使われている {{…}} が違います。",
                en=f"reasons/{code}/{key}: ja and en name different {{…}}.",
            )


def _collisions(source: Source) -> Iterator[Place]:
    """A tightening may repeat a reason of its requirement word for word, never say it otherwise."""
    base = {metadata.custom["id"]: metadata for metadata in requirements(source)}
    for metadata in tightenings(source):
        target = base.get(metadata.custom["tightens"])
        known = catalog.reasons(source, target) if target else {}
        for code in metadata.custom["reasons"]:
            if code in known:
                yield _at(
                    metadata,
                    ja=f"理由「{code}」は {metadata.custom['tightens']} にすでにあります。",
                    en=f"{metadata.custom['tightens']} has a reason {code} already.",
                )


# --- quotes ------------------------------------------------------------------------------------


def _quote_problems(source: Source, policies: Path) -> Iterator[Place]:
    """The procedure's quotes stand in its text, spaces and line breaks aside. A program's text is not at hand."""
    base = source.config["base"]
    path = policies / "source" / f"{base}.txt"
    if not path.is_file():
        yield _place(
            f"programs/{source.slug}/program.yaml",
            1,
            ja=f"base: 手順書の原文 source/{base}.txt がありません。",
            en=f"base: there is no text of the procedure, source/{base}.txt.",
        )
        return
    text = _without_spaces(path.read_text("utf-8"))
    for metadata in requirements(source):
        quote = metadata.custom["clause"]["quote"]
        if not is_program_path(metadata.path) and _without_spaces(quote) not in text:
            yield _at(
                metadata,
                ja=f"clause/quote: source/{base}.txt にこのとおりの文言がありません。",
                en=f"clause/quote: these words do not stand in source/{base}.txt.",
            )


def _without_spaces(text: str) -> str:
    return "".join(text.split())


# --- errors ------------------------------------------------------------------------------------


def _at(metadata: Metadata, *, ja: str, en: str) -> Place:
    return _place(metadata.path, metadata.line, ja=ja, en=en)


def _place(path: str, line: int, *, ja: str, en: str) -> Place:
    return Place(pointer=path, message=Text(ja=ja, en=en), line=line)


def _refused(places: list[Place]) -> BundleError:
    first = places[0]
    return BundleError(
        Text(
            ja=f"{first.pointer}: {first.message.ja}（全{len(places)}件）",
            en=f"{first.pointer}: {first.message.en} ({len(places)} in all)",
        ),
        Text(
            ja="各ファイルを直してください。書き方は docs/writing-policies.md にあります。",
            en="Mend each file; docs/writing-policies.md shows the form.",
        ),
        places=tuple(places[:MAX_PLACES]),
    )
