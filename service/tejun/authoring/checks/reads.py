"""Every key that Rego reads from the facts must be one that the models have there: a misspelt one is never found.

Seen: paths from `input`; keys read from what a rule gets of it, through variables, functions, comprehensions and
`object.get`, be it a key written out or a path handed on (`fact.read(subject, ["disclosures", "papers"])`); keys of
objects that Rego makes itself. Where a term may be one of several things, one of them must have the key.

Not seen: keys that are put together from text or come from parameters; what stands in an open object of the schema (the
data management plan); strings that facts are compared with; functions that nobody calls.

May not know: rules' meaning.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from tejun.authoring.problems import problem_in_file
from tejun.authoring.rego import input_schema
from tejun.authoring.rego.notes import Note, Read
from tejun.authoring.rego.values import Location
from tejun.errors import Place
from tejun.words import Message, Words

_MOST_KEYS = 8
_MOST_PLACES = 3
"""How many of the right keys, and of the places, are shown at most."""


def read_problems(notes: Iterable[Note]) -> Iterator[Place]:
    """A problem for every key that does not exist, where it is written."""
    unknown: dict[tuple[Location, str], list[Read]] = defaultdict(list)
    for note in notes:
        if isinstance(note, Read) and note.known is not None:
            unknown[note.where, note.key].append(note)
    for ((path, line), key), reads in unknown.items():
        read = max(reads, key=lambda read: sorted(read.paths))
        holder, right = _holder(read, len(reads) - 1), _known_keys(key, read.known or ())
        yield problem_in_file(
            path,
            line or 1,
            Message("authoring.unknown_place", holder=holder, name=key, hint=right),
        )


def _holder(read: Read, others: int) -> Words:
    if not read.paths:
        return Message("authoring.holder.made")
    places = [input_schema.pointer(path) for path in sorted(read.paths)]
    shown = "|".join(places[:_MOST_PLACES]) + ("|…" if len(places) > _MOST_PLACES else "")
    if others:
        return Message("authoring.holder.others", places=shown, count=others)
    return Message("authoring.holder.places", places=shown)


def _known_keys(key: str, known: tuple[str, ...]) -> Words:
    near = get_close_matches(key, known, n=1)
    if near:
        return Message("authoring.hint.near", near=near[0])
    if not known:
        return Message("authoring.hint.no_keys")
    listed = ", ".join(known[:_MOST_KEYS]) + (", …" if len(known) > _MOST_KEYS else "")
    return Message("authoring.hint.known", known=listed)
