"""What a database of the record has beside its rows, held to what tejun makes: what is gone, another, or too much.

Who can write to the database can take a trigger away, and rows could be changed from then on; or add one that copies
what is erased, or an index that keeps it.

Always holds: what is compared is the text by which a part is made, whitespace aside.

May not know: which database it is, or how its parts are found.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tejun.words.quoting import quoted


@dataclass(frozen=True, order=True)
class Part:
    """A table, an index, a trigger: `kind` in SQL's words. `table` is that on which it is, where it is on one."""

    kind: str
    name: str
    table: str = ""

    def __str__(self) -> str:
        on = f" ON {quoted(self.table)}" if self.table else ""
        return f"{self.kind} {quoted(self.name)}{on}"


Texts = Mapping[Part, str]
"""By what text each part is made."""


@dataclass(frozen=True)
class Differences:
    """What is `gone` of that which tejun makes, what is `another` under its name, and what tejun does not make."""

    gone: tuple[Part, ...] = ()
    another: tuple[Part, ...] = ()
    added: tuple[Part, ...] = ()

    @property
    def of_others(self) -> tuple[Part, ...]:
        """What tejun did not write: it may keep a copy of what is erased."""
        return *self.another, *self.added

    def __bool__(self) -> bool:
        return bool(self.gone or self.of_others)


NONE = Differences()


def compare(made: Texts, found: Texts) -> Differences:
    """How what was found differs from what tejun makes."""
    both = made.keys() & found.keys()
    return Differences(
        gone=tuple(sorted(made.keys() - found.keys())),
        another=tuple(sorted(each for each in both if _plain(made[each]) != _plain(found[each]))),
        added=tuple(sorted(found.keys() - made.keys())),
    )


def listed(parts: Iterable[Part]) -> str:
    """In one line."""
    return ", ".join(map(str, parts))


def warnings(differences: Differences) -> Iterator[str]:
    """For a service's log, in English."""
    if differences.gone:
        yield f"Of what guards the record there is no more: {listed(differences.gone)}."
    if differences.another:
        yield f"Of what guards the record there is another: {listed(differences.another)}."
    if differences.added:
        yield f"The record has what tejun did not make: {listed(differences.added)}."
    if differences.of_others:
        yield "Nothing is erased while the record has that: see `tejun doctor`."


def _plain(text: str) -> str:
    return " ".join(text.split())
