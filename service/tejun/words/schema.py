"""What is wrong with a place in a document: the words for a validator's structured error, and for names that are none.

Always holds: what is asked for is said in words; no message shows a regular expression, or the validator's own English.
Names that the document gave are quoted. Looking for the name that was meant takes no longer than a reader waits.

May not know: the validator, only the shape of its errors; where the place is: whoever shows it adds pointer and line.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from heapq import nsmallest
from typing import Any, Protocol

from tejun.words import Message, Words
from tejun.words.quoting import quoted, quoted_value


class SchemaError(Protocol):
    """One error of a validator, as jsonschema_rs has them."""

    @property
    def kind(self) -> Any:
        """What the schema asks for: `name` is its keyword, `as_dict()` what that keyword holds."""
        ...

    @property
    def instance(self) -> Any:
        """What was found at the place."""
        ...

    @property
    def instance_path(self) -> Sequence[str | int]:
        """The place."""
        ...


_TYPES = {
    "object": Message("schema.types.object"),
    "array": Message("schema.types.array"),
    "string": Message("schema.types.string"),
    "integer": Message("schema.types.integer"),
    "number": Message("schema.types.number"),
    "boolean": Message("schema.types.boolean"),
    "null": Message("schema.types.null"),
}

_ID = Message("schema.patterns.id")
_CODE = Message("schema.patterns.code")
_SLUG = Message("schema.patterns.slug")
_COUNTRY = Message("schema.patterns.country")

_PATTERNS = {
    r"\S": Message("schema.patterns.blank"),
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": _ID,
    r"^[a-z][a-z0-9_]*$": _CODE,
    r"^[a-z0-9]+(-[a-z0-9]+)*$": _SLUG,
    r"^[A-Z]{2}$": _COUNTRY,
    r"^https://ror\.org/0[a-z0-9]{8}$": Message("schema.patterns.ror"),
    r"^https://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX]$": Message("schema.patterns.orcid"),
    r"^\d{8}$": Message("schema.patterns.e_rad"),
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$": Message("schema.patterns.when"),
    "^[1-9][0-9]{3}-": Message("schema.date"),
    "^sha256:[0-9a-f]{64}$": Message("schema.patterns.digest"),
    "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*[a-z]?$": Message("schema.patterns.requirement"),
    r"^source/[^/]+\.txt$": Message("schema.patterns.source"),
    "^[a-z0-9]+$": Message("schema.patterns.edition"),
}
"""The words for each pattern, of the facts and of what authors write; the tests know all of them."""

_FORMATS = {
    "date": Message("schema.date"),
    "date-time": Message("schema.date_time"),
    "email": Message("schema.email"),
    "uri": Message("schema.uri"),
    "url": Message("schema.uri"),
}

Part = Mapping[str, Any]
"""A part of a schema: an object of keywords."""


@dataclass(frozen=True)
class _Misfit:
    """An error with what its keyword holds, and the parts of the schema on the way to it, the whole first."""

    error: SchemaError
    details: Part
    asked: Sequence[Part]

    @property
    def key(self) -> str | int:
        """What the place is called where it stands; nothing for the whole document."""
        return self.error.instance_path[-1] if self.error.instance_path else ""

    def nearest(self, keyword: str) -> Part:
        """The innermost part on the way that has the keyword."""
        return next((part for part in reversed(self.asked) if keyword in part), {})

    def resolved(self, part: Part) -> Part:
        """The part, or the one that it refers to."""
        reference = part.get("$ref", "")
        found: Any = self.asked[0] if reference else part
        for step in reference.removeprefix("#/").split("/") if reference else ():
            found = found.get(step, {})
        return found if isinstance(found, Mapping) else {}


def schema_error(error: SchemaError, asked: Sequence[Part] = ()) -> Words:
    """The words for one schema error; a general sentence where its rule has none.

    `asked` are the parts of the schema on the way to the rule, from the whole one on: with them the words say what may
    stand there.
    """
    say = _KINDS.get(error.kind.name)
    if say is None:
        return Message("schema.other", rule=error.kind.name)
    return say(_Misfit(error, error.kind.as_dict(), asked))


def duplicate(key: str, name: str) -> Words:
    return Message("schema.duplicate", key=key, name=quoted(name))


def unknown_id(name: str, known: Collection[str], under: str) -> Words:
    """`name` refers to nothing; offers what it may have meant of what stands at `under`."""
    shown, close = quoted(name), _near(name, known, most=1)
    if close:
        return Message("schema.unknown_id.meant", name=shown, near=close[0])
    if not known:
        return Message("schema.unknown_id.none", name=shown, under=under)
    first = nsmallest(_MOST_KNOWN_SHOWN, known)
    return Message("schema.unknown_id.known", name=shown, known=[quoted(near) for near in first])


def is_near(name: str, known: Collection[str]) -> bool:
    """Whether one of the known names may be meant."""
    return bool(_near(name, known, most=1))


def name_meant(name: str, known: Sequence[str], *, most: int | None = None) -> Words:
    """Advice for whoever asked for a name that there is not: the near ones, else those known, `most` of them."""
    close = _near(name, known, most=3)
    names = ", ".join(close or map(quoted, known[:most]))
    if close:
        return Message("schema.names.near", names=names)
    return Message("schema.names.known", names=names)


_MOST_KNOWN_SHOWN = 8
_MOST_COMPARED = 100
"""Of so many names at most the near ones are looked for: each takes a moment, and there may be an error for each."""
_LONGEST_COMPARED = 100
"""A longer name is no slip of a known one; comparing takes as long as both are long."""


def _near(name: str, known: Collection[str], *, most: int) -> list[str]:
    """The names that may be meant, quoted, the nearest first; none where looking for them would take long."""
    same = [quoted(other) for other in known if other.casefold() == name.casefold()]
    if same:
        return same[:most]
    if len(known) > _MOST_COMPARED or len(name) > _LONGEST_COMPARED:
        return []
    compared = sorted(other for other in known if len(other) <= _LONGEST_COMPARED)
    return [quoted(near) for near in get_close_matches(name, compared, n=most)]


def one_of_role(role: str, count: int) -> Words:
    """There must be exactly one lead institution and one PI."""
    what = {
        "lead": Message("schema.role.lead"),
        "pi": Message("schema.role.pi"),
    }[role]
    return Message("schema.one_of_role", role=what, count=count)


_Say = Callable[[_Misfit], Words]


def _required(misfit: _Misfit) -> Words:
    key = misfit.details["property"]
    condition = misfit.nearest("if").get("if")
    if condition is not None and key in misfit.nearest("if").get("then", {}).get("required", []):
        return _required_there(misfit, key, condition)
    return _with_rule(misfit, key)


def _required_there(misfit: _Misfit, key: str, condition: Part) -> Words:
    """A key that is asked for only where others have, or lack, a certain value."""
    instead = condition.get("not", {}).get("required", [])
    if key == "entries":
        return _no_entries(misfit, listed=bool(instead))
    if instead:
        return Message("schema.required.either", first=instead[0], second=key)
    if key == "reason":
        if "mark" in condition.get("properties", {}):
            return Message("schema.reason_missing.raised")
        return Message("schema.reason_missing")
    return Message("schema.required", name=key)


def _no_entries(misfit: _Misfit, *, listed: bool) -> Words:
    """`listed`: the fact may say where its list is kept instead."""
    if listed:
        return Message("schema.entries_missing.listed")
    properties = misfit.nearest("properties").get("properties", {})
    if "none" in properties.get("state", {}).get("enum", ["none"]):
        return Message("schema.entries_missing")
    return Message("schema.entries_missing.certain")


def _with_rule(misfit: _Misfit, key: str) -> Words:
    missing = Message("schema.required", name=key)
    part = misfit.nearest("properties").get("properties", {}).get(key, {})
    rule = _rule(misfit.resolved(part))
    return missing if rule is None else Message("schema.sentences", first=missing, second=rule)


def _rule(part: Part) -> Words | None:
    """What a part of the schema asks for, where that can be said in a sentence."""
    if "enum" in part:
        return _one_of(part["enum"])
    if "const" in part:
        return Message("schema.const", value=part["const"])
    if part.get("format") in _FORMATS:
        return _FORMATS[part["format"]]
    if "pattern" in part and part["pattern"] != r"\S":
        return _PATTERNS.get(part["pattern"])
    if part.get("type") == "object":
        return _keys(part)
    return None


def _keys(part: Part) -> Words | None:
    """Which keys an object has: those of a fact, or those that it must have."""
    if {"state", "declared"} <= part.get("properties", {}).keys():
        return Message("schema.type.fact")
    required = part.get("required", [])
    return Message("schema.type.keys", keys=required) if required else None


def _unexpected(misfit: _Misfit) -> Words:
    keys = misfit.details["unexpected"]
    known = list(misfit.nearest("properties").get("properties", {}))
    if keys == ["fa"] and "determinations" in known:
        return Message("schema.unexpected.fa")
    shown = keys[:_MOST_NAMES]
    names: list[Words] = [Message("schema.quoted", name=quoted(key)) for key in shown]
    if len(keys) > MOST_COUNTED:
        names.append(Message("schema.and_more_than", count=MOST_COUNTED - len(shown)))
    elif len(keys) > len(shown):
        names.append(Message("schema.and_more", count=len(keys) - len(shown)))
    unexpected = Message("schema.unexpected", keys=names)
    near = [name for key in shown for name in _near(key, known, most=1)]
    if near or 0 < len(known) <= _MOST_NAMES:
        return Message("schema.sentences", first=unexpected, second=_names(near, known))
    return Message("schema.sentences", first=unexpected, second=Message("schema.spelling"))


MOST_COUNTED = 10_000
"""So many keys are counted; of more it is said that there are more."""

_MOST_NAMES = 12
"""A longer list of keys helps nobody."""


def _names(near: Sequence[str], known: Sequence[str]) -> Words:
    if near:
        return Message("schema.names.near", names=", ".join(near))
    return Message("schema.unexpected.known", names=known)


def _type(misfit: _Misfit) -> Words:
    types, found = misfit.details["types"], misfit.error.instance
    if found is None:
        wanted = _either([_TYPES[name] for name in types])
        return Message("schema.type.null", type=wanted)
    if types == ["string"] and isinstance(found, (bool, int, float)):
        return Message("schema.type.unquoted")
    part = misfit.asked[-1] if misfit.asked else {}
    if types == ["array"]:
        if part.get("minItems"):
            return Message("schema.type.list")
        return Message("schema.type.list.or_empty")
    keys = _keys(part) if types == ["object"] else None
    return keys or Message("schema.type", type=_either([_TYPES[name] for name in types]))


def _either(choices: Sequence[Words]) -> Words:
    first, *rest = choices
    return Message("schema.either", first=first, rest=_either(rest)) if rest else first


_MOST_OPTIONS = 100
"""No list of words is that long; the list of countries is."""


def _one_of(options: Sequence[Any]) -> Words:
    if len(options) > _MOST_OPTIONS:
        return _COUNTRY
    return Message("schema.enum", options=[str(option) for option in options])


def _pattern(misfit: _Misfit) -> Words:
    return _PATTERNS.get(misfit.details["pattern"], Message("schema.pattern"))


def _format(misfit: _Misfit) -> Words:
    name = misfit.details["format"]
    return _FORMATS.get(name, Message("schema.format", format=name))


def _too_few(misfit: _Misfit) -> Words:
    limit = misfit.details["limit"]
    if misfit.key == "entries":
        return Message("schema.too_few.entries")
    return Message("schema.too_few", limit=limit)


def _too_long(misfit: _Misfit) -> Words:
    limit = misfit.details["limit"]
    return Message("schema.too_long", limit=limit)


def _bound(misfit: _Misfit) -> Words:
    limit, low = misfit.details["limit"], misfit.error.kind.name == "minimum"
    return Message("schema.minimum", limit=limit) if low else Message("schema.maximum", limit=limit)


def _alternatives(misfit: _Misfit) -> Words:
    choices = list(_said_of_each(misfit))
    if not choices:
        return Message("schema.alternatives")
    return Message("schema.alternatives.known", choices=_either(choices))


def _said_of_each(misfit: _Misfit) -> Iterator[Words]:
    part = misfit.nearest(misfit.error.kind.name)
    for choice in map(misfit.resolved, part.get(misfit.error.kind.name, [])):
        if "const" in choice:
            yield Message("schema.alternative.value", value=choice["const"])
        elif choice.get("required"):
            yield Message("schema.alternative.keys", keys=choice["required"])


def _name_of_key(misfit: _Misfit) -> Words:
    of_name = misfit.details["error"]
    return Message(
        "schema.key_name", name=quoted_value(of_name.instance), rule=schema_error(of_name)
    )


_KINDS: dict[str, _Say] = {
    "required": _required,
    "additionalProperties": _unexpected,
    "type": _type,
    "enum": lambda misfit: _one_of(misfit.details["options"]),
    "const": lambda misfit: Message("schema.const", value=misfit.details["expected_value"]),
    "pattern": _pattern,
    "format": _format,
    "minItems": _too_few,
    "minLength": lambda _: Message("schema.empty"),
    "maxLength": _too_long,
    "minimum": _bound,
    "maximum": _bound,
    "uniqueItems": lambda _: Message("schema.twice"),
    "anyOf": _alternatives,
    "oneOf": _alternatives,
    "propertyNames": _name_of_key,
    "falseSchema": lambda misfit: Message(
        "schema.entries_not_provided", name=quoted(str(misfit.key))
    ),
}
