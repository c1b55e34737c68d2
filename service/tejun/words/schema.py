"""What is wrong with a place in a document: the words for a validator's structured error, and for names that are none.

May not know: the validator, only the shape of its errors; where the place is: whoever shows it adds pointer and line.
"""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any, Protocol

from tejun.words import Message, Words


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
    def message(self) -> str:
        """The validator's own words, in English."""
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

_PATTERNS = {
    r"\S": Message("schema.patterns.blank"),
    r"^https://ror\.org/0[a-z0-9]{8}$": Message("schema.patterns.ror"),
    r"^https://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX]$": Message("schema.patterns.orcid"),
    r"^\d{8}$": Message("schema.patterns.e_rad"),
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$": Message("schema.patterns.when"),
    "^sha256:[0-9a-f]{64}$": Message("schema.patterns.digest"),
}


def schema_error(error: SchemaError) -> Words:
    """The words for one schema error; the validator's own English where there are none."""
    kind = error.kind.name
    details: dict[str, Any] = error.kind.as_dict()
    say = _KINDS.get(kind)
    if say is None:
        return Message("schema.other", message=error.message)
    return say(details, error)


def duplicate(key: str, name: str) -> Words:
    return Message("schema.duplicate", key=key, name=name)


def unknown_id(name: str, known: list[str]) -> Words:
    """`name` refers to nothing; offers what it may have meant."""
    close = get_close_matches(name, known, n=1)
    if close:
        return Message("schema.unknown_id.meant", name=name, near=close[0])
    if not known:
        return Message("schema.unknown_id.none", name=name)
    return Message("schema.unknown_id.known", name=name, known=known[:8])


def name_meant(name: str, known: Sequence[str], *, most: int | None = None) -> Words:
    """Advice for whoever asked for a name that there is not: the near ones, else those known, `most` of them."""
    close = get_close_matches(name, known, n=3)
    names = ", ".join(close or known[:most])
    if close:
        return Message("schema.names.near", names=names)
    return Message("schema.names.known", names=names)


def one_of_role(role: str, count: int) -> Words:
    """There must be exactly one lead institution and one PI."""
    what = {
        "lead": Message("schema.role.lead"),
        "pi": Message("schema.role.pi"),
    }[role]
    return Message("schema.one_of_role", role=what, count=count)


_Say = Callable[[dict[str, Any], SchemaError], Words]


def _required(details: dict[str, Any], _: SchemaError) -> Words:
    key = details["property"]
    if key == "entries":
        return Message("schema.entries_missing")
    if key == "reason":
        return Message("schema.reason_missing")
    return Message("schema.required", name=key)


def _unexpected(details: dict[str, Any], _: SchemaError) -> Words:
    keys = details["unexpected"]
    quoted = [Message("schema.quoted", name=key) for key in keys]
    return Message("schema.unexpected", keys=quoted)


def _type(details: dict[str, Any], error: SchemaError) -> Words:
    wanted = _either([_TYPES[name] for name in details["types"]])
    if error.instance is None:
        return Message("schema.type.null", type=wanted)
    if details["types"] == ["string"] and isinstance(error.instance, (bool, int, float)):
        return Message("schema.type.unquoted")
    return Message("schema.type", type=wanted)


def _either(choices: Sequence[Words]) -> Words:
    first, *rest = choices
    return Message("schema.either", first=first, rest=_either(rest)) if rest else first


_MOST_OPTIONS = 100
"""No list of words is that long; the list of countries is."""


def _enum(details: dict[str, Any], _: SchemaError) -> Words:
    options = [str(option) for option in details["options"]]
    if len(options) > _MOST_OPTIONS:
        return Message("schema.patterns.country")
    return Message("schema.enum", options=options)


def _pattern(details: dict[str, Any], _: SchemaError) -> Words:
    pattern = details["pattern"]
    return _PATTERNS.get(
        pattern,
        Message("schema.pattern", pattern=pattern),
    )


def _format(details: dict[str, Any], _: SchemaError) -> Words:
    if details["format"] == "date":
        return Message("schema.date")
    return Message("schema.format", format=details["format"])


def _too_few(details: dict[str, Any], _: SchemaError) -> Words:
    limit = details["limit"]
    return Message("schema.too_few", limit=limit)


def _too_long(details: dict[str, Any], _: SchemaError) -> Words:
    limit = details["limit"]
    return Message("schema.too_long", limit=limit)


def _bound(details: dict[str, Any], error: SchemaError) -> Words:
    limit, low = details["limit"], error.kind.name == "minimum"
    return Message("schema.minimum", limit=limit) if low else Message("schema.maximum", limit=limit)


_KINDS: dict[str, _Say] = {
    "required": _required,
    "additionalProperties": _unexpected,
    "type": _type,
    "enum": _enum,
    "const": lambda details, _: Message("schema.const", value=details["expected_value"]),
    "pattern": _pattern,
    "format": _format,
    "minItems": _too_few,
    "minLength": lambda *_: Message("schema.empty"),
    "maxLength": _too_long,
    "minimum": _bound,
    "maximum": _bound,
    "falseSchema": lambda *_: Message("schema.entries_not_provided"),
}
