"""From a submitted document to `Facts`: the schema, then the references between its parts.

Always holds: a `Facts` fits the schema of the facts and its ids are unique and resolve; every error names the place in
the user's own file. The JSON Schema is the authority (jsonschema-rs), not Pydantic's coercions: see
docs/decisions/0001-facts-travel-as-json.md.

May not know: requirements or programs; whether facts are *enough* is the policies' word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path as FilePath
from typing import Any, Literal

import jsonschema_rs

from tejun import canonical
from tejun.errors import InvalidFactsError, Place
from tejun.model.references import Mistake, found, of_condition, reference_errors
from tejun.reading import Document, Path, Syntax, empty, read_document
from tejun.reading.lenient import read_own
from tejun.terms import EARLIER_FACTS_SCHEMA_ID, FACTS_SCHEMA_ID
from tejun.words import Message, Words
from tejun.words.schema import schema_error

Form = Literal["facts-1", "facts-2"]
"""A form of the facts, as its file of JSON Schema is called: this one's, and the earlier one's, which is converted."""

MAX_PLACES = 50
"""How many places an error names at most; the rest are counted."""


@dataclass(frozen=True)
class Facts:
    """A valid facts document (`tejun/facts/2`): plain JSON, not to be changed, and the digest of its canonical form."""

    document: dict[str, Any] = field(repr=False)
    canonical: bytes = field(repr=False)
    digest: str
    source: Document = field(repr=False)
    """What was read, of which the facts are the whole or a part."""


def read_facts(data: bytes, syntax: Syntax = "json") -> Facts:
    """Reads and validates. Raises UnreadableDocumentError, TooLargeError or InvalidFactsError."""
    document = read_document(data, syntax)
    if document.is_empty():
        raise empty()
    return validate_facts(document)


def validate_facts(source: Document, at: Path = ()) -> Facts:
    """The facts at the path `at` of a document that was read, validated; errors name places in that document.

    Raises InvalidFactsError.
    """
    value = source.value
    for key in at:
        value = value[key]
    if isinstance(value, dict) and value.get("schema") == EARLIER_FACTS_SCHEMA_ID:
        raise _earlier_form(source, at)
    errors = [*mistakes(value)] or [*reference_errors(value)]
    if errors:
        raise invalid_facts(source, [((*at, *path), message) for path, message in errors])
    content = canonical.dumps(value)
    return Facts(document=value, canonical=content, digest=canonical.digest(content), source=source)


def place_in(document: Document, path: Path, message: Words) -> Place:
    """What is wrong at a path of a document, with its line."""
    return Place(
        pointer=canonical.pointer(path),
        message=message,
        line=document.line_of(path),
        name=canonical.place_name(path, document.value),
    )


def facts_schema_text() -> str:
    """The JSON Schema of the facts, as `tools/schemas.py` wrote it from the models."""
    return _schema_text("facts-2")


def _schema_text(form: Form) -> str:
    return FilePath(__file__).with_name(f"{form}.schema.json").read_text("utf-8")


@cache
def _validator(form: Form) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(_schema_text(form), validate_formats=True)


def mistakes(value: Any, form: Form = "facts-2") -> Iterator[Mistake]:
    """Where the value does not fit the form, and why, in words that are not found yet."""
    for path, error in misfits(value, form):
        yield path, partial(words_of_misfit, path, error, form)


def words_of_misfit(path: Path, error: jsonschema_rs.ValidationError, form: Form) -> Words:
    """The words for one of the `misfits` of a form."""
    if not path and _misses_schema(error):
        return _no_schema()
    words = schema_error(error, _asked(error, form))
    return of_condition(words) if path[-2:-1] == ("conditions",) else words


Misfit = tuple[Path, jsonschema_rs.ValidationError]


def misfits(value: Any, form: Form) -> Iterator[Misfit]:
    """The validator's errors, one for each mistake."""
    if _validator(form).is_valid(value):
        return
    errors = [(tuple(error.instance_path), error) for error in _validator(form).iter_errors(value)]
    kinds: dict[Path, set[str]] = {}
    for path, error in errors:
        kinds.setdefault(path, set()).add(error.kind.name)
        if _names_missing(error) == "state":
            kinds.setdefault((*path, "state"), set()).add("required")
    for path, error in errors:
        if not kinds[path] & _SAID_BY.get(error.kind.name, set()) and not (
            error.kind.name == "falseSchema" and (*path[:-1], "state") in kinds
        ):  # whether there may be entries is open while the state is
            yield path, error


_SAID_BY = {"pattern": {"minLength"}, "type": {"enum", "const"}, "minItems": {"falseSchema"}}
"""Which kind of error says already what another one of the same place would say again."""


def _names_missing(error: jsonschema_rs.ValidationError) -> str | None:
    """The key that is missing, where that is the error."""
    return error.kind.as_dict()["property"] if error.kind.name == "required" else None


@cache
def _schema(form: Form) -> dict[str, Any]:
    schema: dict[str, Any] = read_own(_schema_text(form).encode())
    return schema


def _asked(error: jsonschema_rs.ValidationError, form: Form) -> list[dict[str, Any]]:
    """The parts of the schema on the way to the rule that is broken, the whole one first."""
    part: Any = _schema(form)
    parts = [part]
    for step in error.schema_path:
        try:
            part = part[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(part, dict):
            parts.append(part)
    return parts


def _misses_schema(error: jsonschema_rs.ValidationError) -> bool:
    """Whether a part lacks the key `schema`; of facts the document alone has one."""
    return _names_missing(error) == "schema"


def _no_schema() -> Words:
    return Message("model.no_schema", schema=FACTS_SCHEMA_ID)


def invalid_facts(document: Document, errors: Sequence[Mistake]) -> InvalidFactsError:
    """The error that names the first of these places in the document, with its lines."""
    shown = errors[:MAX_PLACES]
    places = tuple(place_in(document, path, found(words)) for path, words in shown)
    count = len(errors)
    return InvalidFactsError(
        Message("model.invalid.detail.one", count=count)
        if count == 1
        else Message("model.invalid.detail", count=count),
        Message("model.invalid.advice"),
        places=places,
    )


def _earlier_form(source: Document, at: Path) -> InvalidFactsError:
    path = (*at, "schema")
    place = place_in(source, path, Message("model.schema_of_this_form", form=FACTS_SCHEMA_ID))
    return InvalidFactsError(
        Message("model.earlier_form.detail", earlier=EARLIER_FACTS_SCHEMA_ID, form=FACTS_SCHEMA_ID),
        Message("model.earlier_form.advice"),
        places=(place,),
    )
