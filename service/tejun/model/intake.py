"""From a submitted document to `Facts`: the schema, then the references between its parts.

Always holds: a `Facts` fits the schema of the facts and its ids are unique and resolve; every error names the place in
the user's own file. The JSON Schema is the authority (jsonschema-rs), not Pydantic's coercions: see
docs/decisions/0001-facts-travel-as-json.md.

May not know: requirements or programs; whether facts are *enough* is the policies' word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from pathlib import Path as FilePath
from typing import Any, Literal

import jsonschema_rs

from tejun import canonical
from tejun.errors import InvalidFactsError, Place
from tejun.model.misfits import MOST_PARTS, Misfits, Shape
from tejun.model.mistakes import Mistake
from tejun.model.references import found, of_condition, reference_errors
from tejun.model.walks import Contents, contents_of
from tejun.reading import DOCUMENT, Bounds, Document, Path, Syntax, empty, read_document
from tejun.reading.lenient import read_own
from tejun.terms import EARLIER_FACTS_SCHEMA_ID, FACTS_SCHEMA_ID
from tejun.words import Message, Words
from tejun.words.schema import schema_error

Form = Literal["facts-1", "facts-2"]
"""A form of the facts, as its file of JSON Schema is called: this one's, and the earlier one's, which is converted."""

MAX_PLACES = 100
"""How many places an error names at most; the rest are counted."""

_MOST_COUNTED = 10_000
"""So many places are counted; of more it is said that there are more."""


@dataclass(frozen=True)
class Facts:
    """A valid facts document (`tejun/facts/2`): plain JSON, not to be changed, and the digest of its canonical form."""

    document: dict[str, Any] = field(repr=False)
    canonical: bytes = field(repr=False)
    digest: str
    source: Document = field(repr=False)
    """What was read, of which the facts are the whole or a part."""

    contents: Contents = field(repr=False)
    """What there is in the document, gone through once."""


def read_facts(data: bytes, syntax: Syntax = "json", bounds: Bounds = DOCUMENT) -> Facts:
    """Reads and validates. Raises UnreadableDocumentError, TooLargeError or InvalidFactsError."""
    document = read_document(data, syntax, bounds)
    if document.is_empty():
        raise empty()
    bounds.go_on()
    facts = validate_facts(document)
    bounds.go_on()
    return facts


def validate_facts(source: Document, at: Path = ()) -> Facts:
    """The facts at the path `at` of a document that was read, validated; errors name places in that document.

    Raises InvalidFactsError.
    """
    value = source.value
    for key in at:
        value = value[key]
    if isinstance(value, dict) and value.get("schema") == EARLIER_FACTS_SCHEMA_ID:
        raise _earlier_form(source, at)
    wrong = mistakes(value)
    if wrong.found:
        raise invalid_facts(source, wrong, at)
    contents = contents_of(value)
    wrong = _first_of(reference_errors(value, contents))
    if wrong.found:
        raise invalid_facts(source, wrong, at)
    content = canonical.dumps(value)
    return Facts(value, content, canonical.digest(content), source, contents)


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
def _shape(form: Form) -> Shape:
    schema: dict[str, Any] = read_own(_schema_text(form).encode())
    return Shape(schema)


@dataclass(frozen=True)
class Mistakes:
    """Where a value does not fit the form, and why, in words that are not found yet; and whether there may be more."""

    found: tuple[Mistake, ...]
    are_all: bool


def mistakes(value: Any) -> Mistakes:
    """Those of facts, in this form."""
    wrong = misfits(value, "facts-2")
    worded = (
        (path, partial(words_of_misfit, path, error, "facts-2")) for path, error in wrong.found
    )
    return Mistakes(tuple(worded), wrong.are_all)


def words_of_misfit(path: Path, error: jsonschema_rs.ValidationError, form: Form) -> Words:
    """The words for one of the `misfits` of a form."""
    if not path and _misses_schema(error):
        return _no_schema()
    words = schema_error(error, _asked(error, form))
    return of_condition(words) if path[-2:-1] == ("conditions",) else words


def misfits(value: Any, form: Form, *, most_parts: int = MOST_PARTS) -> Misfits:
    """The validator's errors, one for each mistake, in that many parts at most."""
    wrong = _shape(form).misfits(value, most_parts=most_parts)
    errors = wrong.found
    kinds: dict[Path, set[str]] = {}
    for path, error in errors:
        kinds.setdefault(path, set()).add(error.kind.name)
        if _names_missing(error) == "state":
            kinds.setdefault((*path, "state"), set()).add("required")
    said_once = (
        (path, error)
        for path, error in errors
        if not kinds[path] & _SAID_BY.get(error.kind.name, set())
        # whether there may be entries is open while the state is
        and not (error.kind.name == "falseSchema" and (*path[:-1], "state") in kinds)
    )
    return Misfits(tuple(said_once), wrong.are_all)


_SAID_BY = {"pattern": {"minLength"}, "type": {"enum", "const"}, "minItems": {"falseSchema"}}
"""Which kind of error says already what another one of the same place would say again."""


def _names_missing(error: jsonschema_rs.ValidationError) -> str | None:
    """The key that is missing, where that is the error."""
    return error.kind.as_dict()["property"] if error.kind.name == "required" else None


def _asked(error: jsonschema_rs.ValidationError, form: Form) -> list[dict[str, Any]]:
    """The parts of the schema on the way to the rule that is broken, the whole one first."""
    part: Any = _shape(form).schema
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


def _first_of(errors: Iterator[Mistake]) -> Mistakes:
    counted = tuple(islice(errors, _MOST_COUNTED))
    return Mistakes(counted, are_all=next(errors, None) is None)


def invalid_facts(document: Document, wrong: Mistakes, at: Path = ()) -> InvalidFactsError:
    """The error that names the first of these places, which are below `at` in the document, with its lines."""
    shown = wrong.found[:MAX_PLACES]
    places = tuple(place_in(document, (*at, *path), found(words)) for path, words in shown)
    return InvalidFactsError(_how_many(wrong), Message("model.invalid.advice"), places=places)


def _how_many(wrong: Mistakes) -> Words:
    count = len(wrong.found)
    if not wrong.are_all:
        shown = min(count, MAX_PLACES)
        return Message("model.invalid.detail.more", count=count, shown=shown)
    if count > MAX_PLACES:
        return Message("model.invalid.detail.first", count=count, shown=MAX_PLACES)
    if count == 1:
        return Message("model.invalid.detail.one", count=count)
    return Message("model.invalid.detail", count=count)


def _earlier_form(source: Document, at: Path) -> InvalidFactsError:
    path = (*at, "schema")
    place = place_in(source, path, Message("model.schema_of_this_form", form=FACTS_SCHEMA_ID))
    return InvalidFactsError(
        Message("model.earlier_form.detail", earlier=EARLIER_FACTS_SCHEMA_ID, form=FACTS_SCHEMA_ID),
        Message("model.earlier_form.advice"),
        places=(place,),
    )
