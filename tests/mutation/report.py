"""What became of the mutants, for the reader of a terminal and for the gate.

Always holds: the gate passes only where every survivor is listed as equivalent, and every mutant that is listed is
there and survives, if it is asked at all.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tests.mutation.mutants import Mutant
from tests.mutation.running import Fate


@dataclass(frozen=True)
class Report:
    fates: Mapping[Mutant, Fate]
    equivalent: Mapping[str, str]

    @property
    def survivors(self) -> list[Mutant]:
        """Mutants that nothing notices, and that are not listed."""
        survived = (mutant for mutant, fate in self.fates.items() if fate is Fate.SURVIVED)
        return [mutant for mutant in survived if mutant.key not in self.equivalent]

    @property
    def wrongly_listed(self) -> list[str]:
        """What the list has, though it is noticed or is no mutant of the files at hand."""
        fates = {mutant.key: fate for mutant, fate in self.fates.items()}
        paths = {mutant.path for mutant in self.fates}
        return [
            key
            for key in self.equivalent
            if key.partition(" ")[0] in paths
            and fates.get(key) not in {Fate.SURVIVED, Fate.NOT_ASKED}
        ]

    @property
    def score(self) -> str:
        counted = Counter(self.fates.values())
        survived = len(self.survivors)
        asked = f"; {left} not in the sample" if (left := counted[Fate.NOT_ASKED]) else ""
        return (
            f"{counted[Fate.KILLED] + counted[Fate.SURVIVED]} mutants: {counted[Fate.KILLED]} killed,"
            f" {counted[Fate.SURVIVED] - survived} equivalent (listed), {survived} survived;"
            f" {counted[Fate.BROKEN]} did not compile{asked}"
        )

    def __str__(self) -> str:
        told = [shown(mutant) for mutant in self.survivors]
        listed = [f"listed as equivalent, and is not: {key}" for key in self.wrongly_listed]
        return "\n\n".join([*told, *listed, self.score])


def shown(mutant: Mutant) -> str:
    before, after = mutant.change
    place = f"{mutant.path}:{mutant.line} ({mutant.edit.operator} in {mutant.rule})"
    return f"{place}\n- {before}\n+ {after}"
