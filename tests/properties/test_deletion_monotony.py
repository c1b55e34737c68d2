"""Saying less never looks better: no fact can be deleted so that a decision comes closer to `prepared`.

Held over the whole applications of every program, place by place (a sample of every shape), and over the cases (two of
each group of requirements, one with something left to do), at the places where the case differs from a complete
application; a long run takes all of both. What the statuses mean themselves needs no reason (`deletions.py` beside
this): what is not known to fail any more is missing, not met. Whatever else looks better is a record that nobody
reports, named in UNREPORTED with the reason; that each is still needed there is seen of all in a long run, of one for
every part of the facts else.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path as FilePath

import pytest
from tejun.bundle.archive import Bundle
from tejun.canonical import pointer
from tejun.engine.embedded.wasm import WasmEngine
from tejun.reading import Path

from tests.properties.deletions import Deletion, Deletions, compared, deleting, deletions
from tests.properties.seen_in import SEEN_IN
from tests.support.altered import compiled, with_rego
from tests.support.cases import PROGRAM, PROGRAMS, complete, load_cases
from tests.support.judged import (
    Cell,
    CellDecision,
    Question,
    application_questions,
    case_question,
    decide,
    group_of,
    left_to_do,
)
from tests.support.places import all_paths, changed_paths, with_value
from tests.support.sample import Sample

UNREPORTED = {
    r"/people/\d+": "a person whom no roster names either; the roster is declared (RS-SCP-01)",
    r"/people/\d+/disclosures(/\w+)?(/discrepancies(/\d+)?)?": "a discrepancy, with the declaration"
    " that it is of or without",
    r"/(people|institutions)/\d+/screening/\d+/candidates/\d+": "a candidate that the search brought up",
    r"/(people|institutions)/\d+/screening/\d+(/disposition)?": "a run among others against the same list, with"
    " what a person said of it",
    r"/(people|institutions)/\d+/screening/\d+/institution": "who ran it: left out, the lead institution did",
    r"/(people|institutions)/\d+/other_names/\d+": "a former name or an alias, beside the one in Latin letters",
    r"/process/judgement/entries/\d+": "a newer judgement that leaves its concern open, beside one that does not",
    r"/institutions/\d+/partner/own_management/entries/\d+(/completed_on)?": "likewise a round of a joint"
    " institution, or the day of one that raises a concern",
    r"/.*/evidence/\d+/on": "the day of a document; left out, it is of the day of what it shows",
    r"/people/\d+/screening": "runs by another institution, beside the word that they are withheld",
    r"/institutions/[1-9]\d*/supporters/entries/\d+/(purpose|capital)": "of a joint institution's supporter, beside"
    " the word that the rest is withheld",
    r"/.*/period": "for what time something was declared: left out, it is of the whole",
    r"/institutions/0/(roster|supporters)": "who takes part since when; where the procedure is replaced, RS-SCP-01 and"
    " RS-S3-00 do not count",
    r"/institutions/\d+/managed_data/entries/\d+/dataset_id": "which dataset of the DMP it is; left out, the list"
    " describes it in words",
    r"/institutions/\d+/managed_data/entries/\d+/place": "where it is kept; left out, the DMP says it",
    r"/institutions/0/not_managed": "why data of the DMP that need no such reason are no managed data",
    r"/institutions/\d+/managed_data/entries/\d+/access": "who has access; left out, the DMP says it",
    r"/.*/declared/since": "since when it stands unchanged; left out, it is as new as its signature",
    r"/institutions/\d+/partner(/\w+)?": "what is not declared of a partner needs no look, and is missing itself",
    r"/.*/entries/\d+/on": "the day of a source: without one it is the source that is missing, not a newer judgement",
    r"/measures/\d+/since": "that a measure was changed",
    r"/measures/\d+/chosen_on": "on which day it was chosen, beside the FA's request that it answers",
    r"/measures/\d+/people/\d+": "somebody for whom a measure is, among others",
    r"/requests/entries/\d+": "a request among others that the institution alone tells of",
    r"/requests": "what the FA asked for; where its measures are replaced, RS-STP-04 does not count",
    r"/application/technology_areas_since": "that the areas of technology were changed",
    r"/dmp/entries/\d+/madmp/dmp/dataset/\d+/distribution(/\d+(/data_access)?)?": "the access that the DMP gives data"
    " which the list describes itself",
    r"/dmp/entries/\d+/madmp/dmp/dataset/\d+/distribution/\d+/host": "where data are kept that no list has, for a"
    " reason that the lead institution gives; without it, the reason alone says who has them",
    r"/determinations/\d+/expires_on": "until when an answer counts; as the answer itself",
    r"/people/\d+/disclosures/talent_programs/entries/\d+/end": "another entry, which raises another indicator",
    r"/(people|institutions)/\d+/due_diligence/entries/\d+": "a look into one web page among other sources",
    r"/institutions/\d+/roster/entries/\d+": "an entry that names somebody of another institution",
    r"/people/\d+/affiliations(/entries/\d+)?": "posts beside the one at the institution of the team",
    r"/institutions/\d+/supporters/entries/\d+/due_diligence/entries/\d+": "a look into one web page, at a supporter",
    r"/.*/due_diligence/entries/\d+/(institution|items(/\d+)?)": "whose look, and at what: another look proves it",
    r"/institutions/\d+/partner/(purpose|record|capital|finances|compliance)/entries/\d+": "what was added on a"
    " partner, or what it was added to",
    r"/.*/reputation/entries/\d+(/kind)?": "a source among others, or that it is a web page, beside its address",
    r"/people/\d+/(disclosures/\w+|due_diligence)/discrepancies/\d+/disposition": "what a person said of it: without,"
    " it is open",
    r"/institutions/\d+/supporters/entries/\d+/due_diligence/discrepancies/\d+/disposition": "likewise, of a supporter",
    r"/measures/\d+/people": "that a training was for some people alone",
    r"/risk(/judgements(/\d+)?)?": "that the institution judged, otherwise in between, or what is declared no more",
    r"/institutions/0/(due_diligence|concerns|screening)": "what the lead institution found about itself",
    r"/consultations/\d+/about(/.*)?": "what a consultation is about",
    r"/follow_up(/entries/\d+(/state)?)?": "a check of a measure, and what it found",
    r"/measures/\d+/done_on": "that a training is over: without it, it is planned, and for who joins by then",
    r"/measures/\d+/withdrawn": "that a measure was withdrawn: without it, it is asked for and may be done",
    r"/requests/entries/\d+/response/measure": "the measure by which a request was met: without it, it is met",
    r"/measures/\d+": "a measure, late or without evidence: none is asked for by the procedure",
    r"/agreements(/\d+(/(between/\d+|on))?)?": "a second contract with the same institution, or the only one where"
    " none is needed, and its day",
    r"/alternative": "measures offered outside the procedure: without them the procedure applies",
    r"/consultations/\d+": "a consultation that was opened",
    r"/.*/entries/\d+/since": "that an entry is newer than what it was declared with",
    r"/people/\d+/employment(/entries/\d+)?": "a post beside the own one that the employment alone tells of",
    r"/people/\d+/(employment|affiliations|disclosures/career)/entries/\d+/end": "the end of a post, which goes on"
    " without one",
    r"/determinations/\d+/conditions(/\d+)?": "on what an answer depends; as the answer itself",
    r"/(people|institutions)/\d+/concerns(/\d+(/institution)?)?": "a concern, or when it was first marked,"
    " beside the mark of those that look, which is missing itself then",
    r"/.*/due_diligence/entries/\d+/finding": "what a look found, beside its words",
    r"/determinations/\d+/about(/.*)?": "what an answer is about; as the answer itself",
    r"/determinations(/\d+)?": "an answer of the FA; a formal decision takes only what the FA recorded",
    r"/program(/designation)?": "what the application says otherwise than the program, whose word holds anyway (R6)",
    r"/application/(fund|call/\w+)": "the same",
    r"/people/\d+/disclosures/\w+/entries/\d+": "a post, a course or a support among others",
    r"/people/\d+/questionnaire(/entries/\d+)?": "a `yes` in a program's questionnaire; the form itself is asked for",
    r"/people/\d+/factors/entries/\d+/end": "the end of a relation: without one it goes on, and the matrix says what"
    " it says of one that does",
    r"/people/\d+/factors/entries/\d+": "a relation that a program's matrix names, among others",
    r"/application/joint_call/entries/\d+": "a partner in a joint call, among others",
    r"/application/selection": "a notice of the selection; once under review its absence is missing",
    r"/dmp/entries/\d+": "a plan drawn up anew after the judgement, beside the one that was judged",
    r"/dmp/entries/\d+/madmp/dmp/dataset/\d+": "a dataset under the identifier of another one",
    r"/dmp/entries/\d+/madmp/dmp/(contributor|dataset/\d+/creator)(/\d+(/\w+_id(/\d+)?)?)?": "somebody whom the DMP"
    " names and nobody lists; without an ORCID the name says who it is",
    r"/institutions/\d+/managed_data/entries/\d+": "managed data that no DMP describes; the DMP itself is whole",
    r"/institutions/\d+/partner/withholds(/\d+(/items)?)?": "what a joint institution withholds, as the lead enters"
    " it; where no items are said, it is the whole part",
    r"/people/\d+/(due_diligence|undertakings|factors)": "of a participant, beside the word that a partner withholds"
    " it",
    r"/application/starts_on": "the start, after which a company was first there: the FA's answer was on another one",
    r"/institutions/[1-9]\d*/due_diligence": "the looks at such a company, which are missing themselves then",
    r"/institutions/[1-9]\d*/partner/capital/discrepancies(/\d+(/disposition)?)?": "what differs at such a company",
    r"/process(/judgement(/entries/\d+/concern)?)?": "the judgement of such a company, which is missing itself then",
    r"/institutions/[1-9]\d*/(roster|managed_data)": "a joint institution's, beside the word that it is withheld",
    r"/.*/declared/institution": "left out, the lead institution declares it",
}
"""Records that no one can see where nobody reports them, as patterns of pointers, each with its reason."""


def unreported(place: Path) -> bool:
    return matches(place, UNREPORTED)


def matches(place: Path, patterns: Iterable[str]) -> bool:
    name = pointer(place)
    return any(re.fullmatch(pattern, name) for pattern in patterns)


def better(deleted: Iterable[Deletion]) -> Iterator[Deletion]:
    return (cell for cell in deleted if cell.better or cell.eased)


def holes(deleted: Iterable[Deletion]) -> list[Deletion]:
    """The deletions by which something looks better without a reason."""
    return [cell for cell in better(deleted) if not unreported(cell.place)]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("program", PROGRAMS)
def test_deleting_any_fact_of_an_application_never_looks_better(
    program: str, deletions_of: Deletions
) -> None:
    found = [
        f"{name}: {hole}" for name, made in deletions_of(program).items() for hole in holes(made)
    ]
    assert found == []


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_deleting_what_a_case_is_about_never_looks_better(
    engine: WasmEngine, bundles: dict[str, Bundle], sample: Sample
) -> None:
    deleted: list[Deletion] = []
    for case in sample.of(load_cases(), lambda case: (group_of(case), left_to_do(case))):
        question = case_question(case, bundles[case.program])
        decided = decide(engine, question)
        if decided is not None and decided.outcome != "prepared":
            deleted += deletions(
                engine, question, changed_paths(question.facts, complete(case.program))
            )
    assert deleted != []
    assert [str(hole) for hole in holes(deleted)] == []


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_each_unreported_record_looks_better_without_it(
    engine: WasmEngine, bundles: dict[str, Bundle], sample: Sample
) -> None:
    left = sample.of(UNREPORTED, lambda pattern: pattern.split("/")[1])
    likely = [name for name, seen in SEEN_IN.items() if not set(left).isdisjoint(seen)]
    for question, at in chain(named(bundles, likely), whole_applications(bundles), cases(bundles)):
        if not left:
            break
        found = [place for place in at if matches(place, left)]
        if found:
            without = cache(deleting(engine, question))
            left = [cell for cell in left if not looks_better(without, found, pattern=cell)]
    assert left == [], "nothing looks better without it: take it out of UNREPORTED"


Asked = Iterable[tuple[Question, Iterable[Path]]]


def whole_applications(bundles: dict[str, Bundle], names: Container[str] | None = None) -> Asked:
    """Every application with something left to do, or those of the names, with all its places."""
    for program in PROGRAMS:
        for question in application_questions(program, bundles[program]):
            if question.name != "complete" and is_named(f"{program}/{question.name}", names):
                yield question, all_paths(question.facts)


def cases(bundles: dict[str, Bundle], names: Container[str] | None = None) -> Asked:
    """Every case, or those of the names, with the places at which it differs from a complete application."""
    for case in load_cases():
        if is_named(case.name, names):
            question = case_question(case, bundles[case.program])
            yield question, changed_paths(question.facts, complete(case.program))


def is_named(name: str, names: Container[str] | None) -> bool:
    return names is None or name in names


def named(bundles: dict[str, Bundle], names: Container[str]) -> Asked:
    """The applications and cases of these names."""
    return chain(whole_applications(bundles, names), cases(bundles, names))


def looks_better(deletion: Callable[[Path], Deletion], at: Iterable[Path], *, pattern: str) -> bool:
    """Whether it does without one of these places that are of the pattern; no more are looked at than it takes."""
    return any(better(deletion(place) for place in at if matches(place, [pattern])))


# --- the gate itself ---------------------------------------------------------------------------


@pytest.mark.opa
def test_a_policy_that_takes_silence_for_consent_is_caught(
    engine: WasmEngine, bundle: Bundle, opa: FilePath
) -> None:
    spoilt = compiled(with_rego(bundle, NARROWED, HEARD, new=CONSENT), opa)
    facts = with_value(complete(PROGRAM), ADJUSTMENT, WITHHELD)
    [found] = holes(deletions(engine, Question("withheld", spoilt, facts), [ADJUSTMENT]))
    assert found.eased == "consultation_required"
    assert [(cell.cell, cell.reason_before, cell.reason_after) for cell in found.better] == [
        (("RS-SCP-04", "application"), "withheld", "not_narrowed")
    ]


NARROWED = "procedure/scope/adjustment/adjustment.rego"
HEARD = 'narrowing(subject).state == "none"\n}'
CONSENT = 'narrowing(subject).state in {"none", "absent"}\n}'
"""Silence is taken for it."""
ADJUSTMENT = ("scope", "adjustment")
WITHHELD = {
    "state": "withheld",
    "declared": {"by": "青葉理工大学 研究推進部", "on": "2026-10-06"},
    "reason": "担当者から回答を得られなかった。",
}


def decided(outcome: str, cells: dict[Cell, str]) -> CellDecision:
    """A decision by hand; each reason is named as its status."""
    return CellDecision(
        outcome, {cell: {"status": status, "reason": status} for cell, status in cells.items()}
    )


ONE: Cell = ("RS-STP-01", "application")
RECORD = "indicator:RS-P1-06/person:p/record"


@pytest.mark.parametrize(
    ("before", "after", "hole"),
    [
        (
            ("action_required", "unsatisfied"),
            ("information_required", "missing_information"),
            False,
        ),
        (("action_required", "unsatisfied"), ("consultation_required", "consult_fa"), True),
        (("action_required", "unsatisfied"), ("out_of_scope", "unsatisfied"), True),
        (
            ("information_required", "missing_information"),
            ("replaced", "missing_information"),
            True,
        ),
        (("consultation_required", "consult_fa"), ("consultation_required", "satisfied"), True),
        (
            ("consultation_required", "consult_fa"),
            ("information_required", "missing_information"),
            False,
        ),
        (("prepared", "satisfied"), ("prepared", "not_applicable"), False),
    ],
)
def test_what_counts_as_better(before: tuple[str, str], after: tuple[str, str], hole: bool) -> None:
    was, now = (decided(outcome, {ONE: status}) for outcome, status in (before, after))
    assert bool(holes([compared(("x",), was, now)])) is hole


@pytest.mark.parametrize(
    ("cell", "left", "hole"),
    [
        (("RS-S3-01", "supporter:s"), {}, True),
        (("RS-S3-01", "supporter:s"), {("RS-S3-01", "application"): "satisfied"}, True),
        (("RS-S3-01", "supporter:s"), {("RS-S3-01", "application"): "missing_information"}, False),
        (("RS-RA-01", RECORD), {}, True),
        (("RS-RA-01", RECORD), {("RS-P1-06", "person:p"): "satisfied"}, True),
        (("RS-RA-01", RECORD), {("RS-P1-06", "person:p"): "missing_information"}, False),
    ],
)
def test_a_cell_that_is_gone_is_better_unless_something_else_is_open_in_its_place(
    cell: Cell, left: dict[Cell, str], hole: bool
) -> None:
    before = decided("consultation_required", {cell: "consult_fa"})
    after = decided("consultation_required", left)
    assert bool(holes([compared(("x",), before, after)])) is hole


JUDGED: Cell = ("RS-STP-02", "application")
LISTED: Cell = ("RS-S3-00", "institution:a")


@pytest.mark.parametrize(
    ("cell", "listed", "hole"),
    [
        (JUDGED, ("satisfied", "satisfied"), True),
        (JUDGED, ("missing_information", "missing_information"), True),
        (JUDGED, ("satisfied", "consult_fa"), True),
        (JUDGED, ("satisfied", "missing_information"), False),
        (ONE, ("satisfied", "missing_information"), True),
        (("RS-S3-01", "supporter:s"), ("satisfied", "missing_information"), False),
        (("RS-S3-01", "person:p"), ("satisfied", "missing_information"), True),
    ],
)
def test_what_weighs_the_facts_of_another_is_better_unless_the_other_misses_them_now(
    cell: Cell, listed: tuple[str, str], hole: bool
) -> None:
    was, now = listed
    before = decided("information_required", {cell: "missing_information", LISTED: was})
    after = decided("information_required", {LISTED: now})
    assert bool(holes([compared(("x",), before, after)])) is hole
