"""A joint institution answers as the source reads the procedure for it (読み替え; 第2章(3), before (1)).

In (1) the co-PI stands for the PI, and the joint institution for that of the PI; it checks (1) and (3) to (5), and not
(2): what (2) asks about it is for the institution of the PI to settle. Held over the complete application, which has a
joint institution in Japan with a co-PI and a participant, and a foreign company with a co-PI.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.decide.assemble import assemble
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.intake import read_facts
from tejun.policytest import apply_changes
from tejun.terms import OPEN

from tests.support.cases import AS_OF, PROGRAM, complete

LEAD, PI = "aoba", "sato"
JOINT = ("minato", "northfield")
TEAMS = {"minato": ("mori", "tanaka"), "northfield": ("weber",)}
CO_PIS = ("mori", "weber")
TEAM_OF_B = [person for team in TEAMS.values() for person in team]

DISCLOSURES = {
    "RS-P1-01a": "education",
    "RS-P1-01b": "career",
    "RS-P1-01c": "funding",
    "RS-P1-02": "other_support",
    "RS-P1-03": "papers",
    "RS-P1-04": "talent_programs",
    "RS-P1-05": "intellectual_property",
    "RS-P1-06": "records",
}
CONTROLS = {
    "RS-D4-03": "objects",
    "RS-D4-04a": "systems",
    "RS-D4-04b": "pi_systems",
    "RS-D4-05": "places",
}
TERMS = ("RS-O5-01a", "RS-O5-01b", "RS-O5-01c", "RS-O5-01d")

Cell = tuple[str, str]
Findings = dict[Cell, dict[str, Any]]


class Desk:
    """Decides over the complete application with changes: the findings by requirement and subject."""

    def __init__(self, bundle: Bundle, engine: WasmEngine) -> None:
        self._bundle, self._engine = bundle, engine
        self.requirements = {
            requirement["id"]: requirement for requirement in bundle.catalog["requirements"]
        }
        self.sound = self.decide()

    def decide(self, **how: Any) -> Findings:
        """`remove` and `change` as in a case."""
        facts = read_facts(canonical.dumps(apply_changes(complete(PROGRAM), how)))
        document = assemble(facts, as_of=date.fromisoformat(AS_OF))
        result = self._engine.evaluate(self._bundle, document.canonical).result
        return {
            (finding["requirement"], finding["subject"]): finding for finding in result["findings"]
        }

    def of_item(self, item: str) -> set[str]:
        """The requirements of the procedure that rest on one item, (1) to (5)."""
        return {
            name
            for name, requirement in self.requirements.items()
            if requirement["clause"]["item"] == item and requirement["layer"] == "procedure"
        }

    def asked_of(self, subject: str) -> set[str]:
        return {requirement for requirement, ref in self.sound if ref == subject}

    def opened(self, **how: Any) -> set[Cell]:
        """The cells that are settled over the complete application, and no longer once it is changed so."""
        found = self.decide(**how)
        return {cell for cell in found if is_open(found[cell]) and not is_open(self.sound[cell])}


def is_open(finding: Mapping[str, Any]) -> bool:
    return finding["status"] in OPEN


@pytest.fixture(scope="module")
def desk(bundle: Bundle, engine: WasmEngine) -> Desk:
    return Desk(bundle, engine)


# --- (1), read for the co-PI and the participants of B -----------------------------------------


@pytest.mark.parametrize("person", TEAM_OF_B)
def test_everyone_in_the_team_of_b_is_asked_what_the_pi_is_asked_in_1(
    desk: Desk, person: str
) -> None:
    assert desk.of_item("(1)") == {*DISCLOSURES, "RS-P1-07"}
    assert desk.of_item("(1)") <= desk.asked_of(f"person:{PI}")
    assert desk.of_item("(1)") <= desk.asked_of(f"person:{person}")


@pytest.mark.parametrize(("requirement", "disclosure"), DISCLOSURES.items())
def test_what_a_co_pi_left_out_is_missing_as_it_is_for_the_pi(
    desk: Desk, requirement: str, disclosure: str
) -> None:
    for person in CO_PIS:
        left_out = (f"/people/{person}/disclosures/{disclosure}",)
        assert desk.opened(remove=left_out) == {
            (requirement, f"person:{person}"),
            ("RS-C2-05", f"person:{person}"),
        }
    # What differed in the PI's papers stands with them, and is gone with them, too.
    with_it = {("RS-DD-04", f"person:{PI}")} if disclosure == "papers" else set()
    assert desk.opened(remove=(f"/people/{PI}/disclosures/{disclosure}",)) == {
        (requirement, f"person:{PI}"),
        *with_it,
    }


def test_what_a_participant_of_b_left_out_is_missing_under_1_alone(desk: Desk) -> None:
    left_out = ("/people/tanaka/disclosures/career",)
    assert desk.opened(remove=left_out) == {("RS-P1-01b", "person:tanaka")}


# --- (2) is asked about B, and of A ------------------------------------------------------------


def test_what_2_asks_is_for_the_institution_of_the_pi_to_settle(desk: Desk) -> None:
    assert desk.of_item("(2)")
    assert {desk.requirements[name]["actor"] for name in desk.of_item("(2)")} == {"lead"}


def test_2_is_asked_about_each_b_and_its_co_pis_and_about_nobody_else(desk: Desk) -> None:
    about = {ref for requirement, ref in desk.sound if requirement in desk.of_item("(2)")}
    assert about == {
        *(f"institution:{name}" for name in JOINT),
        *(f"person:{name}" for name in CO_PIS),
    }


def test_what_b_has_to_settle_itself_lies_in_1_3_4_and_what_frames_them(desk: Desk) -> None:
    """The range (対象範囲) has its statement that it manages its own team. Due diligence over B is A's, as (2)
    is; so is what is agreed with B (5).
    """
    itself = {"joint", "institution", "researcher"}

    def items(subject: str) -> set[str]:
        asked = [desk.requirements[name] for name in desk.asked_of(subject)]
        kind = "joint" if subject.startswith("institution:") else "person"
        actors = [
            (entry["clause"]["item"], entry["actors"].get(kind, entry["actor"])) for entry in asked
        ]
        return {item for item, actor in actors if actor in itself}

    assert items("institution:minato") == {"平時", "(3)", "(4)", "対象範囲"}
    assert items("person:mori") == {"(1)", "DD", "軽減措置"}
    assert items("person:tanaka") == {"(1)", "DD", "軽減措置"}


@pytest.mark.parametrize("institution", JOINT)
def test_b_itself_says_that_it_manages_its_own_team_and_data(desk: Desk, institution: str) -> None:
    assert desk.requirements["RS-SCP-03"]["actor"] == "joint"
    assert desk.opened(remove=(f"/institutions/{institution}/partner/own_management",)) == {
        ("RS-SCP-03", f"institution:{institution}")
    }


# --- (3) to (5), asked of B as of A ------------------------------------------------------------


def test_a_supporter_of_b_is_asked_everything_of_3_and_b_says_it(desk: Desk) -> None:
    of_a = complete(PROGRAM)["institutions"][0]["supporters"]

    def of_b(supporters: Any) -> dict[str, Any]:
        none = {"state": "none", "declared": of_a["declared"]}
        return {
            "/institutions/aoba/supporters": none,
            "/institutions/minato/supporters": supporters,
        }

    by_b = said_by(of_a, "minato")
    assert desk.opened(change=of_b(by_b)) == set()
    decided = desk.decide(change=of_b(by_b))
    asked = {name for name, ref in decided if ref == "supporter:kitakaze"}
    assert desk.of_item("(3)") - {"RS-S3-00"} <= asked
    (supporter,), (by_a,) = by_b["entries"], of_a["entries"]
    for conditions in ({}, {"conditions": by_a["conditions"]}):
        rest = {key: value for key, value in supporter.items() if key != "conditions"}
        changed = by_b | {"entries": [rest | conditions]}
        assert desk.opened(change=of_b(changed)) == {("RS-S3-02", "supporter:kitakaze")}


def said_by(value: Any, institution: str) -> Any:
    """The same, with every declaration, look and mark in it made by the institution."""
    if isinstance(value, dict):
        found = {key: said_by(item, institution) for key, item in value.items()}
        made = {"by", "on"} <= set(value) and "rationale" not in value
        return found | {"institution": institution, "by": "総務部 長谷川 透"} if made else found
    return [said_by(item, institution) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("institution", JOINT)
@pytest.mark.parametrize(("requirement", "control"), CONTROLS.items())
def test_a_policy_of_4_that_b_lacks_is_missing_for_b_alone(
    desk: Desk, institution: str, requirement: str, control: str
) -> None:
    left_out = (f"/institutions/{institution}/controls/{control}",)
    assert desk.opened(remove=left_out) == {(requirement, f"institution:{institution}")}
    assert (requirement, f"institution:{LEAD}") in desk.sound


@pytest.mark.parametrize("institution", JOINT)
def test_a_contract_of_5_that_b_lacks_is_missing_for_b_alone(desk: Desk, institution: str) -> None:
    others = [LEAD, *(name for name in JOINT if name != institution)]
    assert desk.opened(change={"/agreements/a1/between": others}) == {
        (term, f"institution:{institution}") for term in TERMS
    }
    assert not set(TERMS) & desk.asked_of(f"institution:{LEAD}")


# --- the words ---------------------------------------------------------------------------------

OF_SEVERAL = frozenset({"joint", "institution", "person", "co_pi"})
"""Subjects among which are some of a joint institution."""

_PI_ALONE = {
    "ja": re.compile(r"研究代表者(?!の所属)"),
    "en": re.compile(r"(?<![\w-])PI\b(?!’s institution|'s institution)"),
}
_READ_FOR_B = {"ja": "研究分担者", "en": "co-PI"}


def speaking_of_the_pi_alone(requirements: list[dict[str, Any]]) -> list[str]:
    """Where a title, message or remedy names the PI, and no co-PI, though it is also said of a joint institution's."""
    return [
        f"{where} ({language}): {text}"
        for requirement in requirements
        if OF_SEVERAL & set(requirement["subjects"])
        for where, words in spoken(requirement)
        for language, text in words.items()
        if _PI_ALONE[language].search(text) and _READ_FOR_B[language] not in text
    ]


def spoken(requirement: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text of a requirement that reaches a person, with its place."""
    yield f"{requirement['id']} title", requirement["title"]
    for code, reason in requirement["reasons"].items():
        for key in ("message", "remedy"):
            if key in reason:
                yield f"{requirement['id']} {code} {key}", reason[key]


def test_no_words_call_a_joint_institutions_researcher_the_pi(bundles: dict[str, Bundle]) -> None:
    for bundle in bundles.values():
        assert speaking_of_the_pi_alone(bundle.catalog["requirements"]) == []


def said(ja: str, en: str) -> list[dict[str, Any]]:
    reason = {"status": "missing_information", "message": {"ja": ja, "en": en}}
    title = {"ja": "題", "en": "Title"}
    return [{"id": "X-1", "title": title, "subjects": ["person"], "reasons": {"absent": reason}}]


@pytest.mark.parametrize(
    ("ja", "en", "found"),
    [
        ("研究代表者の情報がありません。", "It is missing.", ["ja"]),
        ("情報がありません。", "The PI has not declared it.", ["en"]),
        ("研究代表者の所属研究機関が確認します。", "The PI's institution checks it.", []),
        ("研究代表者又は研究分担者が管理します。", "The PI (the co-PI) manages it.", []),
    ],
)
def test_words_that_do_are_found(ja: str, en: str, found: list[str]) -> None:
    places = speaking_of_the_pi_alone(said(ja, en))
    assert [place[len("X-1 absent message (") :][:2] for place in places] == found
