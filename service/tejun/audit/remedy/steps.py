"""A step: what somebody does and enters, at which place, and whose it is.

Always holds: frozen; a step is one act at one place. Its variants are what may be found by it, each a proof's sample:
the first is nothing out of the ordinary. Nobody is shown a sample.

May not know: what a step settles.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from tejun import canonical
from tejun.audit.remedy.edits import Edit, Facts, Path, apply_edits
from tejun.audit.remedy.vocabulary import ACTS, Act
from tejun.canonical import pointer

Sensitivity = Literal["of_bodies", "of_people", "of_conduct"]
"""How sensitive the facts are that a step asks for: of institutions and the research; of a person; what a person is
asked of sanctions, talent programs or a program's own questions, and under which names."""

SENSITIVITIES: tuple[Sensitivity, ...] = ("of_bodies", "of_people", "of_conduct")
"""The least sensitive first."""


@dataclass(frozen=True)
class Step:
    """One act at one place. `detail` tells apart two acts of one kind there (which list, which item); `of` has the
    names that go with it, as the finding gave them."""

    act: Act
    path: Path
    detail: str = ""
    of: Mapping[str, Any] = field(default_factory=dict, compare=False)
    variants: tuple[tuple[Edit, ...], ...] = field(default=(), repr=False, compare=False)
    requirement: str = field(default="", compare=False)
    """For whose finding the step was proposed first."""

    made: str = field(init=False, repr=False)
    """What the variants make: two steps that make something else are two."""

    def __post_init__(self) -> None:
        edits = [
            [[type(edit).__name__, asdict(edit)] for edit in variant] for variant in self.variants
        ]
        object.__setattr__(self, "made", canonical.digest(canonical.dumps(edits)))

    @property
    def pointer(self) -> str:
        """The place in the input document."""
        return pointer(("facts", *self.path))

    @property
    def sensitivity(self) -> Sensitivity:
        if self.path[0] != "people":
            return "of_bodies"
        return "of_conduct" if _OF_CONDUCT & {*self.path} else "of_people"

    def apply(self, facts: Facts, day: str, variant: int = 0) -> Facts:
        """The facts after the step. Raises CannotApplyError."""
        return apply_edits(facts, self.variants[variant], day)


_OF_CONDUCT = {"records", "talent_programs", "questionnaire", "factors", "screening", "other_names"}


_TURNS: Mapping[Act, int] = {
    **dict.fromkeys(ACTS, 0),
    **dict.fromkeys(("look", "run"), 1),
    "mark": 2,
    "plan": 3,
    "respond": 4,
    "carry_out": 5,
    "check": 6,
}
"""When an act's turn is. What is declared is looked into, so it comes first; a mark closes the looks, and a measure is
on what was found."""

_ANEW: Mapping[Act, int] = {"renew": 1, "repeat": 2}
"""What is done anew at a place, once the rest of it is entered: declared, or done in view of that."""

_LAST: Path = ("process", "completion")
"""Where it is declared that all was done."""


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps in an order in which they can be done, each some days after the one before; of those whose turn is
    together the least sensitive first."""
    return tuple(sorted(steps, key=_rank))


def _rank(step: Step) -> tuple[bool, int, int, str, int, str, int, str]:
    return (
        step.path[: len(_LAST)] == _LAST,
        _TURNS[step.act],
        SENSITIVITIES.index(step.sensitivity),
        pointer(step.path[:2]),
        _ANEW.get(step.act, 0),
        step.pointer,
        ACTS.index(step.act),
        step.detail,
    )
