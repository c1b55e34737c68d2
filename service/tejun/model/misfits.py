"""Where a value does not fit a JSON Schema: the first such places, in time and memory that keep step with the value.

The validator looks at a whole value and makes every error before it gives the first, each with a copy of what is wrong:
of 424 KB, `{}` a hundred thousand times, a gigabyte. So what is given to it of a large value is thinned out: of a list,
or of a map by names, only the parts that do not fit are kept, and of them no more than can be shown.

Always holds: a value that fits has no misfit, and one that does not has at least one; of a small value all are found.
Of a large one those given are among its misfits, at their places in it.

May not know: what the value is, or what is said of a misfit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import jsonschema_rs

from tejun.reading import Path
from tejun.words.schema import MOST_COUNTED

Misfit = tuple[Path, jsonschema_rs.ValidationError]
"""A place, and the validator's error there."""

MOST_PARTS = 100
"""So many parts that do not fit are looked into."""
_MOST_REFERENCES = 32
"""So many references lead on from one to the next; more are a ring."""
_FEW = 100
"""A list of no more items is left as it is, where a rule is on the list as a whole."""
_SMALL = 3_000
"""Of a value of fewer parts than these all errors are made: ten thousand of them take twenty megabytes."""
_MOST_UNKNOWN = MOST_COUNTED + 1
"""So many keys that the schema does not know are kept of one object: one more than are counted."""


def first_misfit(
    validator: jsonschema_rs.Draft202012Validator, value: Any
) -> jsonschema_rs.ValidationError | None:
    """The first error alone; the validator goes no further."""
    try:
        validator.validate(value)
    except jsonschema_rs.ValidationError as error:
        return error
    return None


@dataclass(frozen=True)
class Misfits:
    """The misfits that were found, and whether there may be more of them."""

    found: tuple[Misfit, ...]
    are_all: bool


class Shape:
    """A JSON Schema to which values are held."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.schema = schema
        self._whole = _validator(schema)
        self._of_rules: dict[int, jsonschema_rs.Draft202012Validator] = {}

    def misfits(self, value: Any, *, most_parts: int = MOST_PARTS) -> Misfits:
        """Where the value does not fit, in that many parts at most."""
        if self._whole.is_valid(value):
            return Misfits((), are_all=True)
        if not _has_more_parts(value, _SMALL):
            return Misfits(tuple(_errors(self._whole, value)), are_all=True)
        thinned = _Thinned(self, left=most_parts)
        few = thinned.part(value, Rule(self.schema, self.schema), ())
        found = tuple((thinned.place(path), error) for path, error in _errors(self._whole, few))
        if not found:  # a rule on a list as a whole
            error = first_misfit(self._whole, value)
            found = () if error is None else ((tuple(error.instance_path), error),)
            return Misfits(found, are_all=False)
        return Misfits(found, are_all=not (thinned.is_cut or thinned.hides))

    def fits(self, value: Any, rule: "Rule") -> bool:
        """Whether a part fits a rule of the schema."""
        known = self._of_rules.get(id(rule.content))
        if known is None:
            whole = {"$defs": rule.root.get("$defs", {}), "allOf": [rule.content]}
            known = self._of_rules[id(rule.content)] = _validator(whole)
        return bool(known.is_valid(value))


@dataclass(frozen=True)
class Rule:
    """A part of a schema, and the schema within which its references are."""

    content: Any
    root: Mapping[str, Any]

    def resolved(self) -> "Rule":
        """The rule that it refers to, where it refers to one."""
        rule = self
        for _ in range(_MOST_REFERENCES):
            if "$ref" not in rule.keywords:
                break
            found: Any = rule.root
            for step in str(rule.keywords["$ref"]).removeprefix("#/").split("/"):
                found = found.get(step, {}) if isinstance(found, Mapping) else {}
            is_root = isinstance(found, Mapping) and "$id" in found
            rule = Rule(found, found if is_root else rule.root)
        return rule

    @property
    def keywords(self) -> Mapping[str, Any]:
        """What it asks for."""
        return self.content if isinstance(self.content, Mapping) else {}

    def of_several(self, keyword: str) -> "Rule":
        """The rule itself, or the one of its alternatives that has the keyword."""
        found = self.resolved()
        choices = (*found.keywords.get("oneOf", ()), *found.keywords.get("anyOf", ()))
        for choice in (found, *(Rule(choice, found.root).resolved() for choice in choices)):
            if keyword in choice.keywords:
                return choice
        return found

    def below(self, keyword: str, key: str | None = None) -> "Rule":
        """The rule under a keyword, and a key there."""
        found = self.keywords[keyword]
        return Rule(found if key is None else found[key], self.root)


@dataclass
class _Thinned:
    """What is kept of one value; `kept` has the places in it of a thinned list's items, by the list's new place."""

    shape: Shape
    left: int
    is_cut: bool = False
    """Whether parts that do not fit were left out."""
    hides: bool = False
    """Whether a rule on a list as a whole may go unseen."""
    kept: dict[Path, list[int]] = field(default_factory=dict)

    def part(self, value: Any, rule: Rule, at: Path) -> Any:
        """A copy of a part, with what does not fit."""
        if isinstance(value, dict):
            return self._object(value, rule.of_several("properties"), at)
        if isinstance(value, list):
            return self._list(value, rule.of_several("items"), at)
        return value

    def _object(self, value: dict[str, Any], rule: Rule, at: Path) -> dict[str, Any]:
        properties, others = rule.keywords.get("properties", {}), "additionalProperties"
        is_map = isinstance(rule.keywords.get(others), Mapping)
        if not properties and not is_map:
            return value
        few: dict[str, Any] = {}
        unknown = 0
        for key, item in value.items():
            if key in properties:
                few[key] = self.part(item, rule.below("properties", key), (*at, key))
            elif is_map:
                if self._is_wrong(item, rule.below(others)):
                    few[key] = self.part(item, rule.below(others), (*at, key))
            elif unknown < _MOST_UNKNOWN:
                unknown += 1
                few[key] = None  # whatever it is: that it is there is what is wrong, if anything
        return few

    def _list(self, value: list[Any], rule: Rule, at: Path) -> list[Any]:
        if "items" not in rule.keywords:
            return value
        if "uniqueItems" in rule.keywords:
            if len(value) <= _FEW:
                return value
            self.hides = True
        least = rule.keywords.get("minItems", 1)
        few: list[Any] = []
        kept = self.kept[at] = []
        for i, item in enumerate(value):
            is_wrong = self._is_wrong(item, rule.below("items"))
            # A list that has enough items is not to seem to have too few.
            if is_wrong or len(value) - i <= least - len(few):
                kept.append(i)
                few.append(self.part(item, rule.below("items"), (*at, len(few))))
            if self.is_cut and len(few) >= least:
                break
        return few

    def _is_wrong(self, item: Any, rule: Rule) -> bool:
        """Whether a part is to be kept for what does not fit in it."""
        if self.shape.fits(item, rule):
            return False
        if not self.left:
            self.is_cut = True
            return False
        self.left -= 1
        return True

    def place(self, path: Path) -> Path:
        """The place in the value of a place in what was kept."""
        steps: list[str | int] = []
        for i, step in enumerate(path):
            kept = self.kept.get(path[:i])
            steps.append(step if kept is None or isinstance(step, str) else kept[step])
        return tuple(steps)


def _errors(validator: jsonschema_rs.Draft202012Validator, value: Any) -> Iterator[Misfit]:
    for error in validator.iter_errors(value):
        yield tuple(error.instance_path), error


def _validator(schema: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(dict(schema), validate_formats=True)


def _has_more_parts(value: Any, most: int) -> bool:
    """Level by level, and no further than that many."""
    level, count = [value], 0
    while level:
        deeper: list[Any] = []
        for part in level:
            count += 1
            if count > most:
                return True
            if isinstance(part, dict):
                deeper.extend(part.values())
            elif isinstance(part, list):
                deeper.extend(part)
        level = deeper
    return False
