"""A misspelt read is refused where it is written, with the right name; the same rule without the slip passes."""

from pathlib import Path

import pytest
from tejun.authoring.source import Source

from tests.support.gates import Slip, messages_by_slip, refusals, with_modules, with_rules

pytestmark = pytest.mark.opa

SLIPS = {
    "a path from the input": Slip(
        "x := input.facts.application.stage\n",
        "application",
        "aplication",
        "1: The input at /facts has no “aplication”. Is it “application”?",
    ),
    "a path through a list": Slip(
        "x contains input.facts.people[_].disclosures.papers.state\n",
        "disclosures",
        "disclosure",
        "1: The input at /facts/people/* has no “disclosure”. Is it “disclosures”?",
    ),
    "a fact that is read through lib": Slip(
        'x := [fact.read(person, ["disclosures", "papers"]) | some person in subjects.people]\n',
        "papers",
        "papres",
        "1: The input at /facts/people/*/disclosures has no “papres”. Is it “papers”?",
    ),
    "a fact of another kind of subject": Slip(
        'x := [fact.read(one, ["partner", "capital"]) | some one in subjects.joint]\n',
        "subjects.joint",
        "subjects.people",
        "1: The input at /facts|/facts/people/* has no “partner”.",
    ),
    "a key that is one of several": Slip(
        'x := [fact.read(one, ["partner", key]) | some one in subjects.joint; some key in ["capital", "record"]]\n',
        '"record"',
        '"records"',
        "1: The input at /facts/institutions/*/partner has no “records”. Is it “record”?",
    ),
    "a key that object.get asks for": Slip(
        'x contains object.get(person.fact, "student", null) if some person in subjects.people\n',
        "student",
        "studnet",
        "1: The input at /facts|/facts/people/* has no “studnet”. Is it “student”?",
    ),
    "a field of an entry": Slip(
        'x contains entry.submitted_on if some entry in fact.read(subjects.application, ["alternative"]).entries\n',
        "submitted_on",
        "submited_on",
        "1: The input at /facts/alternative/entries/* has no “submited_on”. Is it “submitted_on”?",
    ),
    "a field of an opinion within an entry": Slip(
        'x if {\n\tsome run in input.facts.people[_].screening\n\trun.disposition.view == "same"\n}\n',
        "view",
        "veiw",
        "3: The input at /facts/people/*/screening/*/disposition has no “veiw”. Is it “view”?",
    ),
    "a field that a function reads": Slip(
        "x contains owner(one) if some one in input.facts.measures\n\nowner(one) := one.owner\n",
        "one.owner",
        "one.ower",
        "3: The input at /facts/measures/* has no “ower”. Is it “owner”?",
    ),
    "a key of what Rego makes itself": Slip(
        'x := [thing.at | some thing in [fact.read(one, ["roster"]) | some one in subjects.lead]]\n',
        "thing.at",
        "thing.att",
        "1: The value that Rego makes has no “att”. Is it “at”?",
    ),
    "a key of what is gathered by another": Slip(
        "x contains p.role if some p in by_institution[_]\n\n"
        "by_institution[p.institution] contains p if some p in input.facts.people\n",
        "p.role",
        "p.rolle",
        "1: The input at /facts/people/* has no “rolle”. Is it “role”?",
    ),
    "a list that is read as if it were one entry": Slip(
        'x if input.facts.people[_].disclosures.papers.entries[_].venue == "x"\n',
        "entries[_].venue",
        "entries.venue",
        "1: The input at /facts/people/*/disclosures/papers/entries has no “venue”. It has no keys.",
    ),
    "a key of what may be a word instead": Slip(
        "x contains person.disclosures.papers.period.start if some person in input.facts.people\n",
        "start",
        "strat",
        "1: The input at /facts/people/*/disclosures/papers/period has no “strat”. Is it “start”?",
    ),
    "a key that is nothing like any other": Slip(
        "x := input.facts.program.designation\n",
        "designation",
        "zzz",
        "1: The input at /facts/program has no “zzz”. There are: designation",
    ),
}


@pytest.fixture(scope="module")
def messages(library: Source, opa: Path) -> dict[str, list[str]]:
    return messages_by_slip(library, opa, SLIPS)


@pytest.mark.parametrize("name", SLIPS)
def test_a_misspelt_read_is_refused_with_the_right_name(
    name: str, messages: dict[str, list[str]]
) -> None:
    assert len(messages[name]) == 1
    assert messages[name][0].startswith(SLIPS[name].message)


def test_the_same_reads_without_the_slip_pass(library: Source, opa: Path) -> None:
    assert refusals(with_rules(library, *(slip.right for slip in SLIPS.values())), opa) == ()


def test_what_cannot_be_told_is_not_refused(library: Source, opa: Path) -> None:
    passing = (
        "x contains plan.madmp.dmp.whatever if some plan in input.facts.dmp.entries\n",  # another standard's document
        "x := data.policy.params.whatever.it_holds\n",
        'x := object.get(input.facts, [concat("", ["a", "b"])], null)\n',
        "x(thing) := thing.whatever\n",  # nobody calls it
        # one of the two has it
        "x contains one.fact.ror if some one in array.concat(subjects.people, subjects.lead)\n",
    )
    assert refusals(with_rules(library, *passing), opa) == ()


def test_a_helper_of_lib_is_refused_for_entries_that_lack_what_it_reads(
    library: Source, opa: Path
) -> None:
    """Every paper would count as adverse: a paper says nothing on that."""
    rules = """
x if {
	some one in subjects.people
	some entry in fact.read(one, ["disclosures", "papers"]).entries
	not collected.harmless(entry)
}
"""
    [place] = refusals(with_rules(library, rules), opa)
    assert place.pointer == "lib/collected.rego"
    assert "/disclosures/papers/entries/* has no “adverse”" in place.message.in_("en")


def test_slips_in_the_real_policies_are_all_told_in_one_run(source: Source, opa: Path) -> None:
    slips = {
        "lib/collected.rego": ("entry.adverse ==", "entry.advers =="),
        "lib/fact.rego": ("found.envelope.kept.place", "found.envelope.kept.plase"),
        "lib/periods.rego": ("period.start <=", "period.strat <="),
        "lib/screening.rego": ("run.retrieved_on ==", "run.retreived_on =="),
        "lib/subjects.rego": ('subject.fact.role == "lead"', 'subject.fact.rolle == "lead"'),
        "procedure/people/papers/papers.rego": ('"papers")', '"paper")'),
    }
    for path, (right, _) in slips.items():
        assert source.rego[path].count(right) == 1
    wrong = {path: source.rego[path].replace(*slip) for path, slip in slips.items()}
    assert {place.pointer for place in refusals(with_modules(source, wrong), opa)} == set(slips)


def test_the_real_policies_pass(source: Source, opa: Path) -> None:
    assert refusals(source, opa) == ()
