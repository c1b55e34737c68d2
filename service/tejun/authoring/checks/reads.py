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

from tejun.authoring.problems import place
from tejun.authoring.rego import model
from tejun.authoring.rego.notes import Note, Read
from tejun.authoring.rego.values import Origin
from tejun.errors import Place, Text

_MOST_KEYS = 8
_MOST_PLACES = 3
"""How many of the right keys, and of the places, are shown at most."""


def problems(notes: Iterable[Note]) -> Iterator[Place]:
    """A problem for every key, where it is written, that there is not."""
    unknown: dict[tuple[Origin, str], list[Read]] = defaultdict(list)
    for note in notes:
        if isinstance(note, Read) and note.known is not None:
            unknown[note.where, note.key].append(note)
    for ((path, line), key), reads in unknown.items():
        read = max(reads, key=lambda each: sorted(each.places))
        held, right = _holder(read, len(reads) - 1), _right(key, read.known or ())
        yield place(
            path,
            line or 1,
            ja=f"{held.ja}に「{key}」という項目はありません。{right.ja}",
            en=f"{held.en} has no “{key}”. {right.en}",
        )


def _holder(read: Read, others: int) -> Text:
    if not read.places:
        return Text(ja="Regoが作った値", en="The value that Rego makes")
    places = [model.pointer(each) for each in sorted(read.places)]
    shown = "|".join(places[:_MOST_PLACES]) + ("|…" if len(places) > _MOST_PLACES else "")
    return Text(
        ja=f"入力の {shown}" + (f"（ほか{others}か所）" if others else ""),
        en=f"The input at {shown}" + (f" (and {others} more)" if others else ""),
    )


def _right(key: str, known: tuple[str, ...]) -> Text:
    near = get_close_matches(key, known, n=1)
    if near:
        return Text(ja=f"「{near[0]}」ではありませんか。", en=f"Is it “{near[0]}”?")
    listed = ", ".join(known[:_MOST_KEYS]) + (", …" if len(known) > _MOST_KEYS else "")
    return Text(
        ja=f"あるのは {listed} です。" if known else "項目を持たない値です。",
        en=f"There are: {listed}." if known else "It has no keys.",
    )
