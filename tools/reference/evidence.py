"""What the cases show: for each reason an example with the finding that comes out, for each requirement what it reads.

Always holds: findings are the embedded engine's, on the bundle with the case's own parameters; a finding that a
program's tightening gave counts as that tightening's.

May not know: pages.
"""

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.json_types import DecisionJson
from tejun.policytest import Case, matching_findings, with_overrides
from tejun.reading import read_document
from tejun.words import LANGUAGES, Message

from tests.support.cases import ROOT, load_cases

_NUMBER = re.compile(r"/\d+(?=/|$)")
_BLOCK = re.compile(r"^(?=\S)", re.MULTILINE)
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


def gather(bundles: Mapping[str, Bundle]) -> Evidence:
    """Evaluates every case on its program's bundle."""
    examples: dict[tuple[str, str], list[Example]] = defaultdict(list)
    reads: dict[str, set[str]] = defaultdict(set)
    for case, result in _evaluated(bundles):
        examples[case.requirement, case.reason].append(_example(case, result))
        for entry, pointers in _reads(result, bundles[case.program].catalog):
            reads[entry] |= pointers
    return Evidence(
        examples={
            key: tuple(sorted(shown, key=lambda outcome: outcome.case.path.stem))
            for key, shown in examples.items()
        },
        reads={entry: tuple(sorted(pointers)) for entry, pointers in reads.items()},
    )


def patch(text: str) -> str:
    """What a case's file changes: all of it but its title and what it expects."""
    blocks = _BLOCK.split(text)
    return "".join(block for block in blocks if not block.startswith(_NOT_CHANGES)).strip()


def title(text: str) -> dict[str, str]:
    """What a case's file calls it, in ja and en."""
    block = next(block for block in _BLOCK.split(text) if block.startswith("case:"))
    named: dict[str, str] = read_document(block.encode(), "yaml").value["case"]
    return named


def general(pointer: str) -> str:
    """The pointer with `*` for each item of a list."""
    return _NUMBER.sub("/*", pointer)


def _evaluated(bundles: Mapping[str, Bundle]) -> Iterator[tuple[Case, dict[str, Any]]]:
    """Each case with its result; a module is compiled once, however many parameters it is evaluated with."""
    with (
        tempfile.TemporaryDirectory() as cache,
        closing(WasmEngine(deadline_seconds=60, cache=Path(cache))) as engine,
    ):
        for case in load_cases():
            bundle = with_overrides(bundles[case.program], case)
            yield case, engine.evaluate(bundle, canonical.dumps(case.input)).result


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
    return Example(case, named, f"{patch(text)}\n{_answer(case)}".strip(), finding)


def written(case: Case) -> Path:
    """The file in which the case is written; of one made from another, the other's."""
    if case.path.exists():
        return case.path
    return case.path.with_name(case.path.name.partition(".")[2])


def _answer(case: Case) -> str:
    """The answer with which the case was asked again, as the FA's record has it."""
    answer = case.input["fa"]["determinations"][-1]
    lines = [
        f"      {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in answer.items()
    ]
    first, *rest = lines
    return "\n".join(["fa:", "  determinations:", f"    - {first.strip()}", *rest])


def _reads(result: dict[str, Any], catalog: Mapping[str, Any]) -> Iterator[tuple[str, set[str]]]:
    reasons = {item["id"]: item["reasons"] for item in catalog["requirements"]}
    for finding in result["findings"]:
        requirement = finding["requirement"]
        by = reasons[requirement][finding["reason"]].get("by")
        yield (by["id"] if by else requirement), {general(pointer) for pointer in finding["reads"]}
