"""The differences between two editions, for whoever publishes or reads one of them.

Always holds: an edition does not differ from itself; a difference anywhere in what two editions say or do is in one
part, and in one only. What data.json repeats of the catalog is not reported twice, nor what the catalog repeats of the
manifest; Rego is compared as it was authored, whatever root it is mounted under.

May not know: which of the two is the later one, languages, or how a difference is shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.bundle.effects import effects_of
from tejun.compare.changes import Change, find_changes, is_same_json
from tejun.compare.parameters import Move, declared_parameters, judge_move, parameter_values
from tejun.compare.rego import FileChange, find_file_changes
from tejun.compare.relaxations import Relaxation, find_relaxations
from tejun.compare.requirements import RequirementChange, find_requirement_changes

DIFF_SCHEMA_ID = "tejun/bundle-diff/1"

_MANIFEST_KEYS = ("edition", "sequence", "effective_from", "effective_until", "restores", "base")


@dataclass(frozen=True)
class Side:
    """One of the two editions. `title` is the program's, in both languages; `example` says that it is no real call."""

    program: str
    edition: str
    effective_from: str
    revision: str
    title: Mapping[str, str]
    example: bool


@dataclass(frozen=True)
class ParameterChange:
    """A parameter that the program sets otherwise; None is what it does not set.

    `direction` is how it is declared to move (None where nothing declares it), `move` how it moved, `description` what
    it is in both languages; `changes` are the differences, of lists and objects those inside.
    """

    name: str
    direction: str | None
    description: Mapping[str, str]
    move: Move
    before: Any
    after: Any
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Diff:
    """What differs; `relaxations` are what the second asks less of, see `tejun.compare.relaxations`."""

    before: Side
    after: Side
    relaxations: tuple[Relaxation, ...]
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


def compare_bundles(before: Bundle, after: Bundle) -> Diff:
    """What differs from the first edition to the second, be they of one program or not.

    Raises BundleError where the METADATA of a file that matters cannot be read.
    """
    data_keys = {key for bundle in (before, after) for key in _keys_beyond_catalog(bundle)}
    return Diff(
        before=_side(before),
        after=_side(after),
        relaxations=find_relaxations(before, after) if before.program == after.program else (),
        program=tuple(find_changes(_program(before), _program(after))),
        edition=tuple(find_changes(_edition(before), _edition(after))),
        parameters=tuple(_parameter_changes(before, after)),
        requirements=tuple(find_requirement_changes(before, after)),
        forms=tuple(find_changes(_forms(before), _forms(after))),
        data=tuple(find_changes(_data(before, data_keys), _data(after, data_keys))),
        rego=tuple(find_file_changes(before, after)),
    )


def diff_as_json(diff: Diff) -> dict[str, Any]:
    """The differences as plain JSON values (`tejun/bundle-diff/1`), in which the relaxations are `loosened`."""
    fields = asdict(diff)
    del fields["relaxations"]
    return {
        "schema": DIFF_SCHEMA_ID,
        "same": diff.same,
        "before": fields.pop("before"),
        "after": fields.pop("after"),
        "loosened": [_relaxation_as_json(relaxation) for relaxation in diff.relaxations],
        **fields,
    }


def _relaxation_as_json(relaxation: Relaxation) -> dict[str, Any]:
    message = relaxation.message
    return {
        "place": relaxation.place,
        "message": {"ja": message.in_("ja"), "en": message.in_("en")},
    }


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
    base_fields = {
        key: value for key, value in base.items() if (key, value) != ("name", bundle.base)
    }
    return {**_manifest_fields(bundle), "base_edition": base_fields}


def _manifest_fields(bundle: Bundle) -> dict[str, Any]:
    """What the manifest says of the edition."""
    return {key: getattr(bundle, key) for key in _MANIFEST_KEYS}


def _program(bundle: Bundle) -> dict[str, Any]:
    """What the catalog says beside the requirements, and nowhere else."""
    catalog = bundle.catalog
    repeated = {**_manifest_fields(bundle), "parameters": parameter_values(bundle)}
    program = {
        key: value
        for key, value in catalog["program"].items()
        if key not in {"base_edition", "forms"} and not is_same_json(repeated.get(key), value)
    }
    other_keys = {
        key: value for key, value in catalog.items() if key not in {"program", "requirements"}
    }
    return {"slug": bundle.program, **other_keys, **program}


def _forms(bundle: Bundle) -> list[Any]:
    forms: list[Any] = bundle.catalog["program"].get("forms", [])
    return forms


# --- data --------------------------------------------------------------------------------------


def _data(bundle: Bundle, keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in bundle.data[bundle.root].items() if key in keys}


def _keys_beyond_catalog(bundle: Bundle) -> Iterator[str]:
    """The keys under which data.json does not say what the catalog and the manifest do."""
    repeated: dict[str, Any] = {
        "edition": bundle.identity,
        "params": parameter_values(bundle),  # a part of their own
        "forms": {form["id"]: [item["id"] for item in form["items"]] for form in _forms(bundle)},
        "effects": effects_of(bundle.catalog),
        **{key: bundle.catalog["program"].get(key, {}) for key in ("call", "designation", "fund")},
    }
    for key, value in bundle.data[bundle.root].items():
        if key not in repeated or not is_same_json(repeated[key], value):
            yield key


# --- parameters --------------------------------------------------------------------------------


def _parameter_changes(before: Bundle, after: Bundle) -> Iterator[ParameterChange]:
    old_values, new_values = parameter_values(before), parameter_values(after)
    declarations = declared_parameters(before) | declared_parameters(after)
    for name in sorted(old_values.keys() | new_values.keys()):
        changes = tuple(find_changes(_entry(old_values, name), _entry(new_values, name)))
        if changes:
            old, new = old_values.get(name), new_values.get(name)
            declaration = declarations.get(name, {})
            direction = declaration.get("direction")
            yield ParameterChange(
                name=name,
                direction=direction,
                description=declaration.get("description", {}),
                move=judge_move(direction or "set", old, new),
                before=old,
                after=new,
                changes=changes,
            )


def _entry(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {name: values[name]} if name in values else {}
