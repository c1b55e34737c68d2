"""What stands at one holder as it stands at another: the same value, or a whole block word for word.

Always holds: each repetition is named once, at the later place, with the name of whoever had it first.

May not know: whether what stands there is true.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tejun import canonical
from tejun.model.mistakes import Mistake
from tejun.model.walks import supporters_of
from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted


class Held(NamedTuple):
    """What stands at a place, and whose it is: `holder` is the same wherever the same one stands."""

    place: Path
    value: str
    holder: int | str
    name: str


def of_another(held: Iterable[Held]) -> Iterator[tuple[Path, str]]:
    """Where a value stands that another has who is listed earlier, and that one's name."""
    first: dict[str, Held] = {}
    for here in held:
        earlier = first.setdefault(here.value, here)
        if earlier.holder != here.holder:
            yield here.place, earlier.name


# --- word for word ------------------------------------------------------------------------------------

_ABOUT_PARTNERS = ("purpose", "record", "capital", "finances", "compliance", "reputation")
_FEWEST_ITEMS, _FEWEST_ENTRIES = 3, 5
"""So much of (1) nobody has in common with another, with the career among it: two students may have less."""


def whole_blocks(facts: dict[str, Any]) -> Iterator[Mistake]:
    """All of (1), (2), (3), the policies of (4), normal times or the desk, as it stands at somebody listed earlier."""
    for blocks in (
        _disclosed(facts),
        _found_of_partners(facts),
        _said_of_supporters(facts),
    ):
        for place, name in of_another(_compared(blocks)):
            yield place, Message("model.block_of_another", name=quoted(name))
    for place, name in of_another(_compared(_policies_of_institutions(facts))):
        yield place, Message("model.policies_of_another", name=quoted(name))
    for blocks in (_routine_of_institutions(facts), _desks(facts)):
        for place, name in of_another(_compared(blocks)):
            yield place, Message("model.practice_of_another", name=quoted(name))


class _Block(NamedTuple):
    """What somebody says, item by item, at a place, and who: see `Held`."""

    place: Path
    said: dict[str, Any]
    holder: int | str
    name: str


def _compared(blocks: Iterable[_Block]) -> Iterator[Held]:
    """Those that can be the same as another, by their words: what has as many entries of each item."""
    every = [(_counts(block.said), block) for block in blocks]
    alike = Counter(counts for counts, _ in every)
    for counts, (place, said, holder, name) in every:
        if alike[counts] > 1:
            yield Held(place, _words_of(said), holder, name)


def _counts(said: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    return tuple((key, len(said[key])) for key in sorted(said))


def _disclosed(facts: dict[str, Any]) -> Iterator[_Block]:
    for i, person in enumerate(facts["people"]):
        disclosures = person.get("disclosures", {})
        said = {key: fact["entries"] for key, fact in disclosures.items() if "entries" in fact}
        count = sum(len(entries) for entries in said.values())
        if "career" in said and len(said) >= _FEWEST_ITEMS and count >= _FEWEST_ENTRIES:
            yield _Block(("people", i, "disclosures"), said, i, person["name"])


def _found_of_partners(facts: dict[str, Any]) -> Iterator[_Block]:
    for i, institution in enumerate(facts["institutions"]):
        partner = institution.get("partner", {})
        said = {key: at(partner, (key,)).get("entries") for key in _ABOUT_PARTNERS}
        if all(said.values()):
            place: Path = ("institutions", i, "partner")
            yield _Block(place, said, i, institution["name"])


_POLICIES = ("objects", "systems", "pi_systems", "places")
_HELD_IN_COMMON = re.compile(
    "(?:グループ共通|企業グループ|(?<!研究)グループ(?:会社)?の|(?:同一|同じ)法人|法人(?:共通)?の|全社(?:共通)?の|本社の|親会社の|共通の)"
    "[^。]{0,20}(?:規程|規則|規定|方針|ポリシー|基準)"
    r"|\b(?:group|corporate|parent company|common)(?:'s|-wide)?\b[^.]{0,40}\b(?:polic|rule|standard|regulation)",
    re.IGNORECASE,
)
"""The policy is of a body over several: a group of companies, or a corporation with several institutes."""


def _policies_of_institutions(facts: dict[str, Any]) -> Iterator[_Block]:
    """All that an institution says of its own devices, systems and rooms; `none` may be said in the same words, and
    what says that it holds for several is the same by right."""
    for i, institution in enumerate(facts["institutions"]):
        controls = institution.get("controls", {})
        said = {key: at(controls, (key,)).get("entries") for key in _POLICIES}
        if all(said.values()) and not _held_in_common(said):
            place: Path = ("institutions", i, "controls")
            yield _Block(place, said, i, institution["name"])


def _held_in_common(said: dict[str, Any]) -> bool:
    entries = (entry for key in _POLICIES for entry in said[key])
    return any(_HELD_IN_COMMON.search(str(entry.get("policy", ""))) for entry in entries)


_ROUTINE = (
    "retrieval", "funding", "outputs", "intellectual_property", "integrity_declarations", "dmp", "systems",
    "facilities",
)  # fmt: skip
_SHARED = re.compile(
    "法人(?:共通|本部|全体)|(?:同一|同じ)法人|(?<!研究)グループ|本社|親会社|機関共通|両(?:機関|大学|研究所)"
    r"|\bgroup\b|\bcorporate\b|\bparent company\b|\bshared by\b|\bcommon to\b",
    re.IGNORECASE,
)
"""It is one for several institutions: of a corporation that runs them, of a group of companies."""


def _routine_of_institutions(facts: dict[str, Any]) -> Iterator[_Block]:
    """All that an institution says of normal times."""
    for i, institution in enumerate(facts["institutions"]):
        routine = institution.get("routine", {})
        said = {key: at(routine, (key,)).get("entries") for key in _ROUTINE}
        if all(said.values()) and not _are_shared(said, ("summary",)):
            yield _Block(("institutions", i, "routine"), said, i, institution["name"])


def _desks(facts: dict[str, Any]) -> Iterator[_Block]:
    """Which unit it is, how it is reached, and who decides."""
    for i, institution in enumerate(facts["institutions"]):
        said = {"desk": at(institution, ("desk",)).get("entries")}
        if said["desk"] and not _are_shared(said, ("unit", "contact", "decides")):
            yield _Block(("institutions", i, "desk"), said, i, institution["name"])


def _are_shared(said: dict[str, Any], keys: tuple[str, ...]) -> bool:
    entries = (entry for found in said.values() for entry in found)
    return any(_SHARED.search(str(entry.get(key, ""))) for entry in entries for key in keys)


_ABOUT_SUPPORTERS = ("content", "purpose", "conditions", "compliance", "reputation")


def _said_of_supporters(facts: dict[str, Any]) -> Iterator[_Block]:
    """Who supports two institutions is the same by the name."""
    for place, supporter in supporters_of(facts):
        said = {key: at(supporter, (key,)).get("entries") for key in _ABOUT_SUPPORTERS}
        if all(said.values()):
            yield _Block(place, said, supporter["name"], supporter["name"])


def _words_of(said: dict[str, Any]) -> str:
    """What is said, whenever it was and since when."""
    content = {
        key: [
            {name: entry[name] for name in entry if name not in {"since", "on"}}
            for entry in entries
        ]
        for key, entries in said.items()
    }
    return canonical.digest(canonical.dumps(content))


def at(value: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    for key in keys:
        value = value.get(key, {})
    return value
