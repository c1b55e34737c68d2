"""Nobody is judged by nationality, ethnicity, religion or the like: not in the facts, not in the rules."""

import json
from pathlib import Path

import pytest
from tejun.authoring.checks.protected import PROTECTED_NAMES
from tejun.authoring.source import Source

from tests.support.cases import POLICIES
from tests.support.gates import Slip, messages_by_slip, path_of, refusals, with_modules, with_rules

pytestmark = pytest.mark.opa

SLIPS = {
    "nationality": Slip(
        "x contains p.role if some p in input.facts.people\n", "p.role", "p.nationality", "1: “nationality” tells"
    ),
    "国籍": Slip(
        'x contains object.get(p, "role", null) if some p in input.facts.people\n', "role", "国籍", "1: “国籍” tells"
    ),
    "religion, through a path that is handed on": Slip(
        'x := [fact.read(p, ["disclosures", "papers"]) | some p in subjects.people]\n',
        "papers",
        "religion",
        "1: “religion” tells",
    ),
    "citizenship, in what the schema leaves open": Slip(
        "x contains plan.madmp.dmp.contact.name if some plan in input.facts.dmp.entries\n",
        "name",
        "citizenship",
        "1: “citizenship” tells",
    ),
    "the country of a school": Slip(
        "x contains e.completed if some e in input.facts.people[_].disclosures.education.entries\n",
        "e.completed",
        "e.country",
        "1: “country” tells",
    ),
    "the country of a post": Slip(
        "x contains e[key] if {\n\tsome e in input.facts.people[_].disclosures.career.entries\n"
        '\tsome key in ["title"]\n}\n',
        '"title"',
        '"country"',
        "3: “country” tells",
    ),
    "the country of other support, with all else": Slip(
        "x contains e.kind if {\n\tsome e in input.facts.people[_].disclosures.other_support.entries\n}\n",
        "e.kind",
        "[value | some key, value in e]",
        "1: “country” tells",
    ),
}  # fmt: skip

HOME = """# METADATA
# title: Export control
# description: An example.
# custom:
#   clause: {section: 外国為替及び外国貿易法, item: 居住性, quote: 外国為替及び外国貿易法第25条第1項}
"""


@pytest.fixture(scope="module")
def messages(library: Source, opa: Path) -> dict[str, list[str]]:
    return messages_by_slip(library, opa, SLIPS)


def test_the_facts_hold_no_protected_attribute() -> None:
    keys = _keys(json.loads((POLICIES / "schemas" / "input.json").read_bytes()))
    assert "disclosures" in keys
    assert [key for key in keys if PROTECTED_NAMES.search(key)] == []


@pytest.mark.parametrize(
    "key",
    ["nationality", "citizenship", "ethnicity", "religion", "creed", "place_of_birth", "race", "民族", "信条"],
)  # fmt: skip
def test_a_fact_of_such_a_name_would_be_noticed(key: str) -> None:
    assert PROTECTED_NAMES.search(key)
    assert _keys({"properties": {"a": {"properties": {key: {}}}}}) == {"a", key}


@pytest.mark.parametrize("key", ["trace", "place", "country", "names", "credit"])
def test_a_harmless_name_is_not_taken_for_one(key: str) -> None:
    assert not PROTECTED_NAMES.search(key)


@pytest.mark.parametrize("name", SLIPS)
def test_reading_a_protected_attribute_is_refused(
    name: str, messages: dict[str, list[str]]
) -> None:
    assert any(text.startswith(SLIPS[name].message) for text in messages[name]), messages[name]


def test_other_reads_of_the_same_people_pass(library: Source, opa: Path) -> None:
    country = "x contains one.fact.country if some one in subjects.joint\n"  # an institution's
    rules = (slip.right for slip in SLIPS.values())
    assert refusals(with_rules(library, country, *rules), opa) == ()


# --- a namespace of their own, for what a law asks ----------------------------------------------

RESIDENCE = "x contains e.country if some e in input.facts.people[_].disclosures.career.entries\n"


def home(
    source: Source, rules: str, *, name: str = "export_control_residence", head: str = HOME
) -> Source:
    text = f"{head}package policy.program.{name}\n\n{rules}"
    return with_modules(source, {path_of(name): text})


@pytest.mark.parametrize("name", ["export_control_residence", "eligibility", "eligibility_of_pi"])
def test_a_rule_of_eligibility_or_export_control_that_cites_the_law_passes(
    name: str, library: Source, opa: Path
) -> None:
    assert refusals(home(library, RESIDENCE, name=name), opa) == ()


def test_another_name_is_no_such_namespace(library: Source, opa: Path) -> None:
    [place] = refusals(home(library, RESIDENCE, name="eligible"), opa)
    assert "“country” tells" in place.message.in_("en")


def test_one_that_cites_no_law_is_refused(library: Source, opa: Path) -> None:
    head = HOME.replace("外国為替及び外国貿易法第25条第1項", "居住者の方法により").replace(
        "外国為替及び外国貿易法", "公募要領"
    )
    [place] = refusals(home(library, RESIDENCE, head=head), opa)
    assert "cites the law and its article" in place.message.in_("en")
    assert place.line == 1


def test_one_that_raises_a_risk_indicator_is_refused(library: Source, opa: Path) -> None:
    [place] = refusals(home(library, RESIDENCE + "\nindicators := [x]\n"), opa)
    assert "raises no risk indicator" in place.message.in_("en")


@pytest.mark.parametrize(
    "reach",
    [
        "x := data.policy.program.export_control_residence.x\n",
        "import data.policy.program.export_control_residence\n\nx := export_control_residence.x\n",
    ],
)
def test_no_other_package_reads_from_it(reach: str, library: Source, opa: Path) -> None:
    [place] = refusals(with_rules(home(library, RESIDENCE), reach), opa)
    assert place.pointer == path_of("extra_0")
    assert "no other package reads from it" in place.message.in_("en")


def _keys(schema: object) -> set[str]:
    """Every key that the schema names for an object."""
    if isinstance(schema, list):
        return set().union(*map(_keys, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", ())).union(*map(_keys, schema.values()))
