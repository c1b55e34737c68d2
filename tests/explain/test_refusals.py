"""No refusal of the FA goes unheard: a finding rests on it, or a note names it; and what a note calls idle is idle.

Of each case, refusals on one thing of each kind that is there (a requirement for a subject, an indicator, a measure, a
request) and on misspelt ones, with and without a consultation that asks for just that.

Does not see: refusals overtaken by a newer answer, and those where the outcome says that the findings do not matter. A
refusal that overtakes an acceptance undoes what rested on that, and may be told as one on which nothing rests.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.explain import remarks_on
from tejun.policytest import Case, with_overrides
from tejun.terms import EFFECTS

from tests.support.cases import written_cases
from tests.support.explained import decision
from tests.support.judged import in_threads
from tests.support.sample import Sample

WORDS = "この内容では了承しない。"
Result = dict[str, Any]


@dataclass(frozen=True)
class Refusal:
    """What is refused in a case, and what the case is without it."""

    case: Case
    before: Result
    kind: str
    topic: dict[str, str]
    asked: bool

    @property
    def document(self) -> dict[str, Any]:
        """The case's input document, with the refusal as the FA recorded it on the day of the decision."""
        document = deepcopy(self.case.input)
        about, today = [self.topic], document["as_of"]
        answer = {
            "id": "zz",
            "about": about,
            "result": "declined",
            "on": today,
            "by": "架空機構",
            "reference": "第900号",
            "reason": WORDS,
        }
        question = {"id": "zc", "about": about, "opened_on": today, "question": "支障はないか。"}
        _append(document["fa"], "determinations", answer)
        if self.asked:
            _append(document["fa"], "consultations", question)
        return document


def _append(part: dict[str, Any], name: str, entry: dict[str, Any]) -> None:
    part[name] = [*part.get(name, []), entry]


def topics(case: Case, result: Result) -> Iterator[tuple[str, dict[str, str]]]:
    """All that a refusal may name, each with its kind."""
    for finding in result["findings"]:
        cell = {"requirement": finding["requirement"], "subject": finding["subject"]}
        yield finding["status"], cell
    for indicator in result["indicators"]:
        yield "indicator", {"indicator": indicator["key"]}
        yield "misspelt", {"indicator": f" {indicator['key']}"}
        yield "misspelt", {"indicator": indicator["key"].lower()}
    for measure in case.input["facts"].get("measures") or []:
        if isinstance(measure.get("id"), str):
            yield "measure", {"measure": measure["id"]}
    for part in ("facts", "fa"):
        for request in case.input[part].get("requests", {}).get("entries", []):
            if isinstance(request.get("id"), str):
                yield "request", {"request": request["id"]}
    yield "misspelt", {"requirement": "RS-C2-4", "subject": "institution:aoba"}
    yield "misspelt", {"requirement": "RS-C2-04", "subject": "institution:nobody"}


def refusals(case: Case, before: Result, draw: random.Random) -> Iterator[Refusal]:
    """One refusal of each kind, with or without a consultation that asks for it."""
    of_kind = defaultdict(list)
    for kind, topic in topics(case, before):
        of_kind[kind].append(topic)
    for kind, found in of_kind.items():
        yield Refusal(case, before, kind, draw.choice(found), draw.random() < 0.5)


def consultations_on(topic: dict[str, str], document: Result) -> set[str]:
    """Those that ask for just that requirement and subject."""
    return {
        consultation["id"]
        for part in ("facts", "fa")
        for consultation in document[part].get("consultations") or []
        if "requirement" in topic
        and topic in [{"subject": "application"} | about for about in consultation["about"]]
    }


def rested_on(refusal: Refusal, result: Result) -> bool:
    """Whether a finding read it, says it, calls its consultation declined, or waits for another answer on the thing."""
    place = f"/fa/determinations/{len(refusal.document['fa']['determinations']) - 1}"
    thing = refusal.topic.get("measure", refusal.topic.get("request"))
    asked = consultations_on(refusal.topic, refusal.document)
    for finding in result["findings"]:
        params = finding["params"]
        named = [*params.get("measures", []), *params.get("requests", [])]
        if place in finding["reads"] or WORDS in params.get("answers", []):
            return True
        if finding["reason"] == "consultation_declined" and asked & {*params["consultations"]}:
            return True
        if finding["status"] == "consult_fa" and thing in named:
            return True
    return False


def fault(refusal: Refusal, bundle: Bundle, engine: WasmEngine) -> str | None:
    """What is wrong with how the refusal is told; None where nothing is."""
    document = refusal.document
    bundle = with_overrides(bundle, refusal.case)
    result = engine.evaluate(bundle, canonical.dumps(document)).result
    if result["outcome"] in EFFECTS:
        return None
    made = decision(
        *result["findings"],
        indicators=result["indicators"],
        outcome=result["outcome"],
        as_of=document["as_of"],
        mode=document["mode"],
    )
    remarks = remarks_on(made, bundle.catalog, language="en", document=document)
    told = any("determinations[zz]" in remark for remark in remarks)
    if not told and not rested_on(refusal, result):
        return f"{refusal.case.name}: {refusal.topic} is told nowhere"
    idle = told and not refusal.asked and not overtakes(refusal)
    if idle and cells(result) != cells(refusal.before):
        return f"{refusal.case.name}: {refusal.topic} is told to be idle and is not"
    return None


def overtakes(refusal: Refusal) -> bool:
    """Whether something was answered before on the same."""
    parts = [refusal.case.input[name] for name in ("facts", "fa")]
    answers = [answer for part in parts for answer in part.get("determinations") or []]
    return any(refusal.topic in answer["about"] for answer in answers)


def cells(result: Result) -> dict[tuple[str, str], str]:
    return {(it["requirement"], it["subject"]): it["reason"] for it in result["findings"]}


def undecided(case: Case, bundle: Bundle, engine: WasmEngine) -> Result:
    bundle = with_overrides(bundle, case)
    return dict(engine.evaluate(bundle, canonical.dumps(case.input)).result)


@pytest.mark.timeout(900)
def test_a_refusal_is_heard_or_noted(
    bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    chosen = sample.of(written_cases(), by=lambda case: case.requirement.rpartition("-")[0])
    before = in_threads(lambda case: undecided(case, bundles[case.program], engine), chosen)
    drawn = [
        refusal
        for case, result in zip(chosen, before, strict=True)
        for refusal in refusals(case, result, random.Random(f"{sample.seed} {case.name}"))  # noqa: S311 - no secret
    ]
    made = sample.of(drawn, by=lambda refusal: (refusal.case.program, refusal.kind, refusal.asked))
    assert {"misspelt", "satisfied", "consult_fa"} <= {refusal.kind for refusal in made}
    found = in_threads(lambda it: fault(it, bundles[it.case.program], engine), made)
    assert [words for words in found if words] == []
