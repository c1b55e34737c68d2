"""What the cases show: for each reason an example with the finding that comes out, for each requirement what it reads.

Always holds: findings are the embedded engine's, on the bundle with the case's own parameters; a finding that a
program's tightening gave counts as that tightening's.

May not know: pages.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import orjson
import yaml
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.protocol import Engine
from tejun.explain import explain_findings
from tejun.explain.shape import FindingView, Verdict
from tejun.model.json_types import DecisionJson
from tejun.policytest import Case, matching_findings, meets_expectation, with_overrides
from tejun.reading import read_document
from tejun.reading.lenient import read_own
from tejun.words import LANGUAGES, Language, Message

from tests.support.cases import ROOT, load_cases

_NUMBER = re.compile(r"/\d+(?=/|$)")
_BLOCK = re.compile(r"^(?=\S)", re.MULTILINE)
_FA_RECORD = re.compile(r"^fa:", re.MULTILINE)
_NOT_CHANGES = ("case:", "expect:", "#")


@dataclass(frozen=True)
class Example:
    """A case and its finding. `patch` is what the case changes, in the author's own YAML.

    `explained` has the outcome and the finding in each language. They are made where the case's facts are at hand: to
    read them again for each page took as long as to decide.
    """

    case: Case
    title: Mapping[str, str]
    patch: str
    explained: Mapping[Language, tuple[Verdict, FindingView]]

    @property
    def file(self) -> str:
        """The case's file, or that of the case which was asked again with an answer, from the repository's root."""
        return written(self.case).relative_to(ROOT).as_posix()

    @property
    def has_fa_record(self) -> bool:
        """Whether it shows what the FA has on its own record, which no applicant enters so."""
        return _FA_RECORD.search(self.patch) is not None


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
        catalog = bundles[case.program].catalog
        examples[case.requirement, case.reason].append(_example(case, result, catalog))
        for entry, pointers in _reads(result, catalog):
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
        document = read_own(orjson.dumps(case.input))  # in a fifth of `deepcopy`'s time
        day = date.fromisoformat(last) - timedelta(days=days)
        document["fa"]["determinations"][-1]["on"] = day.isoformat()
        yield replace(case, input=document)


def _example(case: Case, result: dict[str, Any], catalog: Mapping[str, Any]) -> Example:
    text = written(case).read_text("utf-8")
    explained = _explained(case, result, catalog)
    if written(case) == case.path:
        return Example(case, title(text), patch(text), explained)
    titles = title(text)
    named: dict[str, str] = {
        language: Message("reference.answered", title=titles[language]).in_(language)
        for language in LANGUAGES
    }
    rest = patch(text, but=("fa:",))
    return Example(case, named, f"{rest}\n{_fa_record(case)}".strip(), explained)


def _explained(
    case: Case, result: dict[str, Any], catalog: Mapping[str, Any]
) -> dict[Language, tuple[Verdict, FindingView]]:
    """The outcome and the case's own finding, in each language."""
    [finding] = matching_findings(case, result)
    document = case.input
    decision = cast("DecisionJson", _decision(case, document, finding))
    explained = {}
    for language in LANGUAGES:
        outcome, [view] = explain_findings(decision, catalog, language=language, document=document)
        explained[language] = outcome, view
    return explained


def _decision(
    case: Case, document: Mapping[str, Any], finding: Mapping[str, Any]
) -> dict[str, Any]:
    """As much of a decision as an explanation of this one finding needs."""
    return {
        "id": case.name,
        "application": document["facts"]["application"],
        "program": case.program,
        "edition": "",
        "base": "",
        "bundle": {"revision": ""},
        "engine": {"name": "", "version": ""},
        "mode": document["mode"],
        "as_of": document["as_of"],
        "decided_at": "",
        "outcome": finding["outcome"],
        "findings": [finding],
        "indicators": [],
    }


def written(case: Case) -> Path:
    """The file in which the case is written; of one made from another, the other's."""
    return _written(case.path)


@cache
def _written(path: Path) -> Path:
    return path if path.exists() else path.with_name(path.name.partition(".")[2])


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
