"""What a person must know who publishes an edition, or reads one: what differs between it and another.

Always holds: what the same edition says of itself is the same; a difference anywhere in what two editions say or do is
in one part, and in one only. What data.json repeats of the catalog is not told twice, nor what the catalog repeats of
the manifest; Rego is compared as it was authored, whatever root it is mounted under.

May not know: which of the two is the later one, languages, or how a difference is shown.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from tejun.bundle.archive import WASM, Bundle
from tejun.bundle.effects import effects_of
from tejun.bundle.metadata import Metadata, read_metadata
from tejun.bundle.mount import AUTHORED_ROOT
from tejun.compare import declared
from tejun.compare.changes import Change, Kind, changes, same
from tejun.compare.declared import Move
from tejun.compare.loosened import Loosening, loosened

DIFF_SCHEMA_ID = "tejun/bundle-diff/1"

_Dict = Mapping[str, Any]

_ABOUT = ("edition", "sequence", "effective_from", "effective_until", "restores", "base")
_OF_A_TIGHTENING = (
    "actor",
    "actors",
    "stage",
    "classes",
    "subjects",
    "enforcement",
    "effective_from",
    "parameters",
)
"""What the METADATA of a tightening says and the catalog does not."""


@dataclass(frozen=True)
class Side:
    """One of the two editions. `title` is the program's, in both languages; `example` says that it is no real call."""

    program: str
    edition: str
    effective_from: str
    revision: str
    title: _Dict
    example: bool


@dataclass(frozen=True)
class ParameterChange:
    """A parameter that the program sets otherwise; None is what it does not set.

    `direction` is how it is declared to move (None where nothing declares it), `move` where it went, `description` what
    it is in both languages, `changes` the differences one by one, for lists and objects.
    """

    name: str
    direction: str | None
    description: _Dict
    move: Move
    before: Any
    after: Any
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class RequirementChange:
    """A requirement, or a tightening of one (`tightens`), that was added, removed or changed.

    `requirement` is how it stands in the edition that has it, the later-named one where both do; `changes` are empty
    where it was added or removed.
    """

    id: str
    kind: Kind
    layer: str
    tightens: str | None
    requirement: _Dict
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class FileChange:
    """A file of Rego, by its path as authored; `policy.wasm` where it differs over the same Rego.

    `lines_added` and `lines_removed` count all its lines, `rules` tells that others than comments differ, `metadata`
    that the METADATA of its package does. Where `rules` holds and `metadata` does not, it may behave otherwise under
    the same words.
    """

    path: str
    kind: Kind
    lines_added: int
    lines_removed: int
    rules: bool
    metadata: bool


@dataclass(frozen=True)
class Diff:
    """What differs; `loosened` is what the second asks less of than the first, see `tejun.compare.loosened`."""

    before: Side
    after: Side
    loosened: tuple[Loosening, ...]
    program: tuple[Change, ...]
    edition: tuple[Change, ...]
    parameters: tuple[ParameterChange, ...]
    requirements: tuple[RequirementChange, ...]
    forms: tuple[Change, ...]
    data: tuple[Change, ...]
    """What data.json holds beyond what the catalog says."""
    rego: tuple[FileChange, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        parts = (self.program, self.edition, self.parameters, self.requirements)
        return not any((*parts, self.forms, self.data, self.rego))


def diff(before: Bundle, after: Bundle) -> Diff:
    """What differs from the first edition to the second, be they of one program or not.

    Raises BundleError where the METADATA of a file that matters cannot be read.
    """
    of_data = {key for bundle in (before, after) for key in _beyond_the_catalog(bundle)}
    return Diff(
        before=_side(before),
        after=_side(after),
        loosened=loosened(before, after) if before.program == after.program else (),
        program=tuple(changes(_program(before), _program(after))),
        edition=tuple(changes(_edition(before), _edition(after))),
        parameters=tuple(_parameters(before, after)),
        requirements=tuple(_requirements(before, after)),
        forms=tuple(changes(_forms(before), _forms(after))),
        data=tuple(changes(_data(before, of_data), _data(after, of_data))),
        rego=tuple(_rego(before, after)),
    )


def to_json(found: Diff) -> dict[str, Any]:
    """The differences as plain JSON values (`tejun/bundle-diff/1`)."""
    loosened = [
        {**asdict(item), "message": {"ja": item.message.in_("ja"), "en": item.message.in_("en")}}
        for item in found.loosened
    ]
    plain = {**asdict(found), "loosened": loosened}
    return {"schema": DIFF_SCHEMA_ID, "same": found.same, **plain}


def _side(bundle: Bundle) -> Side:
    return Side(
        program=bundle.program,
        edition=bundle.edition,
        effective_from=bundle.effective_from,
        revision=bundle.revision,
        title=bundle.catalog["program"].get("title", {}),
        example=bundle.is_example,
    )


# --- the program and its edition ---------------------------------------------------------------


def _edition(bundle: Bundle) -> dict[str, Any]:
    base = bundle.catalog["program"].get("base_edition", {})
    named = {key: value for key, value in base.items() if (key, value) != ("name", bundle.base)}
    return {**_about(bundle), "base_edition": named}


def _about(bundle: Bundle) -> dict[str, Any]:
    """What the manifest says of the edition."""
    return {key: getattr(bundle, key) for key in _ABOUT}


def _program(bundle: Bundle) -> dict[str, Any]:
    """What the catalog says beside the requirements, and nowhere else."""
    catalog = bundle.catalog
    repeated = {**_about(bundle), "parameters": declared.values(bundle)}
    own = {
        key: value
        for key, value in catalog["program"].items()
        if key not in {"base_edition", "forms"} and not same(repeated.get(key), value)
    }
    beside = {
        key: value for key, value in catalog.items() if key not in {"program", "requirements"}
    }
    return {"slug": bundle.program, **beside, **own}


def _forms(bundle: Bundle) -> list[Any]:
    found: list[Any] = bundle.catalog["program"].get("forms", [])
    return found


# --- data --------------------------------------------------------------------------------------


def _data(bundle: Bundle, keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in bundle.data[bundle.root].items() if key in keys}


def _beyond_the_catalog(bundle: Bundle) -> Iterator[str]:
    """The keys under which data.json does not say what the catalog and the manifest do."""
    checklist = [
        {key: entry.get(key) for key in ("id", "classes", "enforcement")}
        for entry in bundle.catalog["requirements"]
    ]
    repeated: dict[str, Any] = {
        "edition": bundle.named,
        "params": declared.values(bundle),  # a part of their own
        "forms": {form["id"]: [item["id"] for item in form["items"]] for form in _forms(bundle)},
        "checklist": sorted(checklist, key=lambda item: str(item["id"])),
        "effects": effects_of(bundle.catalog),
    }
    for key, value in bundle.data[bundle.root].items():
        if key not in repeated or not same(repeated[key], value):
            yield key


# --- parameters and requirements ---------------------------------------------------------------


def _parameters(before: Bundle, after: Bundle) -> Iterator[ParameterChange]:
    was, now = declared.values(before), declared.values(after)
    known = declared.parameters(before) | declared.parameters(after)
    for name in sorted(was.keys() | now.keys()):
        found = tuple(changes({name: was[name]} if name in was else {}, _only(now, name)))
        if found:
            about = known.get(name, {})
            direction = about.get("direction")
            yield ParameterChange(
                name=name,
                direction=direction,
                description=about.get("description", {}),
                move=declared.move(direction or "set", was.get(name), now.get(name)),
                before=was.get(name),
                after=now.get(name),
                changes=found,
            )


def _only(values: _Dict, name: str) -> dict[str, Any]:
    return {name: values[name]} if name in values else {}


def _requirements(before: Bundle, after: Bundle) -> Iterator[RequirementChange]:
    was, now = _by_id(before), _by_id(after)
    for name in dict.fromkeys([*now, *was]):
        entry = now.get(name, was.get(name, {}))
        kind: Kind = "added" if name not in was else "removed" if name not in now else "changed"
        found = tuple(changes(was[name], now[name])) if kind == "changed" else ()
        if kind != "changed" or found:
            yield RequirementChange(
                id=name,
                kind=kind,
                layer=entry["layer"],
                tightens=entry.get("tightens"),
                requirement=entry,
                changes=found,
            )


def _by_id(bundle: Bundle) -> dict[str, dict[str, Any]]:
    """The requirements without the reasons for which the program tightens them, then its tightenings with these."""
    found: dict[str, dict[str, Any]] = {}
    tightenings: dict[str, dict[str, Any]] = {}
    described = {
        tightening.custom["id"]: _described(tightening)
        for tightening in declared.tightenings(bundle)
    }
    for entry in bundle.catalog["requirements"]:
        reasons = {code: reason for code, reason in entry["reasons"].items() if "by" not in reason}
        found[entry["id"]] = {**entry, "reasons": reasons}
        for code in entry["reasons"].keys() - reasons.keys():
            reason = dict(entry["reasons"][code])
            by = reason.pop("by")
            about = {**by, "tightens": entry["id"], "layer": "program"}
            new = {**described.get(by["id"], {}), **about, "reasons": {}}
            tightening = tightenings.setdefault(by["id"], new)
            # Each reason repeats whose it is; one that says otherwise than the first keeps its own.
            alike = all(same(tightening[key], value) for key, value in by.items())
            tightening["reasons"][code] = reason if alike else {**reason, "by": by}
    return found | tightenings


def _described(tightening: Metadata) -> dict[str, Any]:
    custom = tightening.custom
    own = {key: custom[key] for key in _OF_A_TIGHTENING if key in custom}
    return {"description": tightening.descriptions, **own}


# --- Rego --------------------------------------------------------------------------------------


def _rego(before: Bundle, after: Bundle) -> Iterator[FileChange]:
    was, now = _authored(before), _authored(after)
    for path in sorted(was.keys() | now.keys()):
        if was.get(path) != now.get(path):
            yield _file(path, was.get(path), now.get(path))
    # The module names its root, so that of another edition differs in any case.
    if was == now and before.root == after.root and before.wasm != after.wasm:
        yield FileChange(
            WASM, "changed", lines_added=0, lines_removed=0, rules=True, metadata=False
        )


def _authored(bundle: Bundle) -> dict[str, str]:
    """The Rego under the root that it was written under."""
    root = re.compile(rf"(?<![\w.])(package[ \t]+|data\.){bundle.root}\b")
    return {
        path.removeprefix(f"{bundle.root}/"): root.sub(
            rf"\g<1>{AUTHORED_ROOT}", content.decode("utf-8", "replace")
        )
        for path, content in bundle.files.items()
        if path.endswith(".rego")
    }


def _file(path: str, was: str | None, now: str | None) -> FileChange:
    kind: Kind = "added" if was is None else "removed" if now is None else "changed"
    removed, added = _lines(was or "", now or "")
    return FileChange(
        path=path,
        kind=kind,
        lines_added=added,
        lines_removed=removed,
        rules=_rules(was or "") != _rules(now or ""),
        metadata=_words(path, was) != _words(path, now),
    )


def _lines(was: str, now: str) -> tuple[int, int]:
    """How many lines are gone, and how many are new."""
    old, new = was.splitlines(), now.splitlines()
    matched = sum(
        block.size
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    )
    return len(old) - matched, len(new) - matched


def _rules(text: str) -> list[str]:
    """The lines that are neither comments nor empty."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _words(path: str, text: str | None) -> tuple[str, str, dict[str, Any]] | None:
    metadata = None if text is None else read_metadata(path, text)
    if metadata is None:
        return None
    return metadata.title, metadata.description, metadata.custom
