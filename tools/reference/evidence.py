"""What the cases show: for each reason an example with the finding that comes out, for each requirement what it reads.

Always holds: findings are the embedded engine's, on the bundle with the case's own parameters; a finding that a
program's tightening gave counts as that tightening's.

May not know: pages.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.protocol import Engine
from tejun.model.json_types import DecisionJson
from tejun.policytest import Case, matching_findings, meets_expectation, with_overrides
from tejun.reading import read_document
from tejun.words import LANGUAGES, Message

from tests.support.cases import ROOT, load_cases

_NUMBER = re.compile(r"/\d+(?=/|$)")
_BLOCK = re.compile(r"^(?=\S)", re.MULTILINE)
_FA_RECORD = re.compile(r"^fa:", re.MULTILINE)
_NOT_CHANGES = ("case:", "expect:", "#")


@dataclass(frozen=True)
class Example:
    """A case and its finding. `patch` is what the case changes, in the author's own YAML."""

    case: Case
    title: Mapping[str, str]
    patch: str
    finding: Mapping[str, Any]

    @property
    def file(self) -> str:
        """The case's file, or that of the case which was asked again with an answer, from the repository's root."""
        return written(self.case).relative_to(ROOT).as_posix()

    @property
    def has_fa_record(self) -> bool:
        """Whether it shows what the FA has on its own record, which no applicant enters so."""
        return _FA_RECORD.search(self.patch) is not None

    @property
    def decision(self) -> DecisionJson:
        """As much of a decision as an explanation of this one finding needs."""
        decision = {
            "id": self.case.name,
            "application": self.case.input["facts"]["application"],
            "program": self.case.program,
            "edition": "",
            "base": "",
            "bundle": {"revision": ""},
            "engine": {"name": "", "version": ""},
            "mode": self.case.input["mode"],
            "as_of": self.case.input["as_of"],
            "decided_at": "",
            "outcome": self.finding["outcome"],
            "findings": [self.finding],
            "indicators": [],
        }
        return cast("DecisionJson", decision)


@dataclass(frozen=True)
class Evidence:
    """`examples` by entry and reason; `reads` the pointers read, by entry, list items as `*`."""

    examples: Mapping[tuple[str, str], tuple[Example, ...]]
    reads: Mapping[str, tuple[str, ...]]


def gather(bundles: Mapping[str, Bundle], engine: Engine) -> Evidence:
    """Evaluates every case on its program's bundle."""
    examples: dict[tuple[str, str], list[Example]] = defaultdict(list)
    reads: dict[str, set[str]] = defaultdict(set)
    for case, result in _evaluated(bundles, engine):
        examples[case.requirement, case.reason].append(_example(case, result))
        for entry, pointers in _reads(result, bundles[case.program].catalog):
            reads[entry] |= pointers
    return Evidence(
        examples={
            key: tuple(sorted(chosen(shown), key=lambda outcome: outcome.case.path.stem))
            for key, shown in examples.items()
        },
        reads={entry: tuple(sorted(pointers)) for entry, pointers in reads.items()},
    )


def chosen(examples: Sequence[Example]) -> Sequence[Example]:
    """Those that somebody wrote, where there are some: an answer made from a case says little of its own."""
    own = [example for example in examples if written(example.case) == example.case.path]
    return own or examples


def patch(text: str, *, but: tuple[str, ...] = ()) -> str:
    """What a case's file changes: all of it but its title, what it expects, and the blocks that begin so."""
    blocks = _BLOCK.split(text)
    return "".join(block for block in blocks if not block.startswith((*_NOT_CHANGES, *but))).strip()


def title(text: str) -> dict[str, str]:
    """What a case's file calls it, in ja and en."""
    block = next(block for block in _BLOCK.split(text) if block.startswith("case:"))
    named: dict[str, str] = read_document(block.encode(), "yaml").value["case"]
    return named


@cache
def general(pointer: str) -> str:
    """The pointer with `*` for each item of a list."""
    return _NUMBER.sub("/*", pointer)


def _evaluated(
    bundles: Mapping[str, Bundle], engine: Engine
) -> Iterator[tuple[Case, dict[str, Any]]]:
    """Each case with its result."""
    for case in load_cases():
        bundle = with_overrides(bundles[case.program], case)
        result = engine.evaluate(bundle, canonical.dumps(case.input)).result
        for likelier in _likelier(case, result):
            again = engine.evaluate(bundle, canonical.dumps(likelier.input)).result
            if meets_expectation(likelier, again):
                case, result = likelier, again  # noqa: PLW2901 - the same case, on other days
                break
        yield case, result


def _likelier(case: Case, result: dict[str, Any]) -> Iterator[Case]:
    """A case made from another, with an answer of a day on which an FA might have given it; the likeliest day first.

    As it is made, one that is too old is decades old, and one that has run out was given when it had.
    """
    if written(case) == case.path or case.reason not in {"fa_answer_older", "fa_answer_expired"}:
        return
    [finding] = matching_findings(case, result)
    last = finding["params"]["since" if case.reason == "fa_answer_older" else "expires_on"]
    for days in (1, 7, 30, 365):
        document = deepcopy(case.input)
        day = date.fromisoformat(last) - timedelta(days=days)
        document["fa"]["determinations"][-1]["on"] = day.isoformat()
        yield replace(case, input=document)


def _example(case: Case, result: dict[str, Any]) -> Example:
    [finding] = matching_findings(case, result)
    text = written(case).read_text("utf-8")
    if written(case) == case.path:
        return Example(case, title(text), patch(text), finding)
    titles = title(text)
    named: dict[str, str] = {
        language: Message("reference.answered", title=titles[language]).in_(language)
        for language in LANGUAGES
    }
    rest = patch(text, but=("fa:",))
    return Example(case, named, f"{rest}\n{_fa_record(case)}".strip(), finding)


def written(case: Case) -> Path:
    """The file in which the case is written; of one made from another, the other's."""
    if case.path.exists():
        return case.path
    return case.path.with_name(case.path.name.partition(".")[2])


def _fa_record(case: Case) -> str:
    """What the FA's record has, the answer among it with which the case was asked again."""
    text: str = yaml.safe_dump(
        {"fa": case.input["fa"]}, allow_unicode=True, sort_keys=False, width=100
    )
    return text


def _reads(result: dict[str, Any], catalog: Mapping[str, Any]) -> Iterator[tuple[str, set[str]]]:
    reasons = {item["id"]: item["reasons"] for item in catalog["requirements"]}
    for finding in result["findings"]:
        requirement = finding["requirement"]
        by = reasons[requirement][finding["reason"]].get("by")
        yield (by["id"] if by else requirement), {general(pointer) for pointer in finding["reads"]}
