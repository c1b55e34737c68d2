"""What a proposal of steps is made from, and the steps that several acts make.

Always holds: pure; a step that is made here supplies something, or signs something again, and nothing else.

May not know: which act a reason names, or whether a step settles anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tejun.audit.remedy import places
from tejun.audit.remedy.edits import AddEntry, AddItem, Facts, Path, SignAgain
from tejun.audit.remedy.samples import SAMPLE, Sampler, is_fact
from tejun.audit.remedy.steps import Step
from tejun.audit.remedy.vocabulary import Act
from tejun.model.json_types import FindingJson

Group = list[Step]


@dataclass(frozen=True)
class Site:
    """What a proposal is made from: a finding, the facts as they stand, the others, and the edition's forms."""

    finding: FindingJson
    facts: Facts = field(repr=False)
    day: str
    findings: tuple[FindingJson, ...] = field(default=(), repr=False)
    edition: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def params(self) -> Mapping[str, Any]:
        return self.finding["params"]

    @property
    def sampler(self) -> Sampler:
        return Sampler(self.day)

    def reads(self) -> list[Path]:
        """The places of the facts that the finding read."""
        found = (places.path_of(read, self.facts) for read in self.finding["reads"])
        return list(dict.fromkeys(path for path in found if path))

    def subject_path(self) -> Path:
        """Where the subject stands; () for the application."""
        return places.of_subject(self.finding["subject"], self.facts)

    def at(self, path: Path) -> Any:
        return places.value_at(self.facts, path)


def facts_asked(site: Site) -> list[Path]:
    """The facts that were read, or that stand in the object that was read."""
    return [path for path in site.reads() if is_fact(path)]


def signed(site: Site, institution: str | None) -> dict[str, Any]:
    signed = {"by": SAMPLE, "on": site.day}
    return signed if institution is None else {**signed, "institution": institution}


def same_speaker(site: Site, path: Path) -> str | None:
    name = site.at(path)["declared"].get("institution")
    return name if isinstance(name, str) else None


def entry_added(
    act: Act, site: Site, path: Path, institution: str | None, *, detail: str = "", **said: Any
) -> Step:
    variants = []
    for pick in (0, 1):
        entry = site.sampler.entry(path, pick, **said)
        variants.append((AddEntry(path, entry, signed(site, institution)),))
    kept = variants if variants[0] != variants[1] else variants[:1]
    return Step(act, path, detail, of=said, variants=tuple(kept))


def signed_again(path: Path, *, whole: bool, start: str | None) -> Step:
    return Step(
        "renew",
        path,
        variants=tuple(
            (SignAgain(path, unchanged=unchanged, whole=whole, start=start),)
            for unchanged in (True, False)
        ),
    )


def document_added(site: Site, path: Path) -> Step:
    document = {"title": SAMPLE, "on": site.day, "kept_at": SAMPLE}
    return Step("add", path, variants=((AddItem(path, document),),))


def measures_named(site: Site) -> list[int]:
    """The places of the measures that the finding read, or names."""
    named = {*site.params.get("measures", ())}
    return [
        i
        for i, measure in enumerate(site.facts.get("measures", ()))
        if ("measures", i) in site.reads() or measure["id"] in named
    ]
