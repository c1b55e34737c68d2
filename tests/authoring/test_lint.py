"""A small tree without mistakes, with one mistake at a time: each is refused with its file and a message."""

from pathlib import Path

import pytest
from tejun.authoring import lint
from tejun.authoring.catalog import build_catalog
from tejun.authoring.data import data_document
from tejun.authoring.source import read_source
from tejun.bundle.metadata import read_metadata
from tejun.errors import BundleError, Place

from tests.support.bundles import TREE, write_tree
from tests.support.cases import POLICIES, PROGRAM

PAPERS = "procedure/people/papers/papers.rego"
TIGHTENING_FILE = "programs/tiny-2026/stricter.rego"
COLLECTED = "lib/collected.rego"
CONFIG = "programs/tiny-2026/program.yaml"


def check(folder: Path) -> None:
    lint.check_sources(read_source(folder, "tiny-2026"), folder)


def problems(folder: Path) -> tuple[Place, ...]:
    with pytest.raises(BundleError) as caught:
        check(folder)
    assert all(place.message.in_("ja") and place.message.in_("en") for place in caught.value.places)
    return caught.value.places


def test_the_small_tree_is_right(tree: Path) -> None:
    check(tree)


def test_line_ends_of_windows_are_no_mistake(tree: Path) -> None:
    for path in tree.rglob("*.rego"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    check(tree)


def test_the_real_tree_is_right() -> None:
    lint.check_sources(read_source(POLICIES, PROGRAM), POLICIES)


MISTAKES: dict[str, tuple[str, str, str, str]] = {
    "no Japanese title": (PAPERS, "{ja: 発表論文, en: Papers}", "{en: Papers}", "title: “ja”"),
    "a blank English title": (PAPERS, "en: Papers}", 'en: " "}', "title/en"),
    "no clause": (
        PAPERS,
        "#   clause: {section: 第2章(3), ",
        "#   klause: {section: 第2章(3), ",
        "klause",
    ),
    "a quote that does not stand in the source": (
        PAPERS,
        "quote: 発表論文(筆頭著者",
        "quote: 発表論文(第一著者",
        "do not stand in source/procedure-2025-06-11.txt",
    ),
    "a status that there is not": (
        PAPERS,
        "status: unsatisfied",
        "status: rejected",
        "too_short/status",
    ),
    "a reason's actor that there is not": (
        PAPERS,
        "status: unsatisfied",
        "status: unsatisfied\n#       actor: somebody",
        "too_short/actor",
    ),
    "an open reason without a remedy": (
        PAPERS,
        "#       remedy: {ja: 期間を延ばしてください, en: declare more}\n",
        "",
        "reasons/too_short: a remedy is needed",
    ),
    "an answer on what is not there": (
        PAPERS,
        "status: unsatisfied",
        "status: consult_fa\n#       answered_at: {of: waiting, requirement: RS-P1-99}",
        "answered_at: this edition has no requirement RS-P1-99",
    ),
    "an answer that settles what does not wait for one": (
        PAPERS,
        "status: unsatisfied",
        "status: unsatisfied\n#       answered_at: {of: subject}",
        "answered_at: only a reason whose status is consult_fa",
    ),
    "an answer on an institution without a requirement": (
        PAPERS,
        "status: unsatisfied",
        "status: consult_fa\n#       answered_at: {of: institution}",
        "too_short/answered_at: “requirement” is missing",
    ),
    "an answer on something else": (
        PAPERS,
        "status: unsatisfied",
        "status: consult_fa\n#       answered_at: {of: desk}",
        "too_short/answered_at/of",
    ),
    "a remedy in one language": (PAPERS, ", en: declare more}", "}", "remedy: “en”"),
    "a settled reason with a remedy": (
        COLLECTED,
        "#       message: {ja: 収集済み, en: collected}\n",
        "#       message: {ja: 収集済み, en: collected}\n#       remedy: {ja: 何か, en: x}\n",
        "reasons/provided: a remedy",
    ),
    "words that name different values": (
        PAPERS,
        "{years}年に足りません",
        "足りません",
        "name different",
    ),
    "a heritage that there is not": (
        PAPERS,
        "[collected]",
        "[collecting]",
        "lib/collecting has no reasons",
    ),
    "an id that differs from the rule": (
        PAPERS,
        'id := "RS-P1-03"',
        'id := "RS-P1-04"',
        "no rule `id",
    ),
    "an id used twice": (
        TIGHTENING_FILE,
        "id: TP-01",
        "id: RS-P1-03",
        "used in procedure/people/papers",
    ),
    "a package that the entrypoint does not collect": (
        PAPERS,
        "package policy.procedure.people.papers",
        "package policy.procedure.papers",
        "The package must be policy.procedure.people.papers",
    ),
    "an actor that there is not": (PAPERS, "actor: researcher", "actor: nobody", "actor:"),
    "a subject that there is not": (
        PAPERS,
        "subjects: [application]",
        "subjects: [everyone]",
        "subjects/0",
    ),
    "a binding requirement of research integrity alone": (
        PAPERS,
        "classes: [research_security]",
        "classes: [research_integrity]",
        "must not bind",
    ),
    "words of a reason that do not stand in the source": (
        PAPERS,
        "#       status: unsatisfied\n",
        "#       status: unsatisfied\n#       words: 筆頭著者に限る\n",
        "reasons/too_short/words",
    ),
    "words of a program's reason that its clause does not have": (
        TIGHTENING_FILE,
        "#     stricter:\n",
        "#     stricter:\n#       words: 論文を求めない。\n",
        "reasons/stricter/words",
    ),
    "a reading of a reason that there is not": (
        PAPERS,
        "#   reasons:\n",
        '#   readings: [{ja: "読み方", en: A reading, reasons: [to_short]}]\n#   reasons:\n',
        "there is no reason to_short",
    ),
    "no class": (PAPERS, "classes: [research_security]", "classes: []", "classes:"),
    "a parameter without a direction": (
        PAPERS,
        "direction: increase, ",
        "",
        "look_back_years: “direction”",
    ),
    "no description": (
        PAPERS,
        "# description: The papers.\n",
        "",
        "needs a title and a description",
    ),
    "a day that is not in the calendar": (PAPERS, '"2025-06-11"', '"2025-06-31"', "effective_from"),
    "a tightening of nothing": (
        TIGHTENING_FILE,
        "tightens: RS-P1-03",
        "tightens: RS-P1-99",
        "RS-P1-99 to tighten",
    ),
    "a tightening that says a reason otherwise": (
        TIGHTENING_FILE,
        "stricter:\n#       status",
        "too_short:\n#       status",
        "RS-P1-03 has a reason too_short already",
    ),
    "a parameter that no requirement declares": (
        CONFIG,
        "  look_back_years: 5\n",
        "  look_back_years: 5\n  other: 1\n",
        "parameters/other: no requirement declares it",
    ),
    "a parameter of another type": (
        CONFIG,
        "look_back_years: 5",
        'look_back_years: "5"',
        "not of the type integer",
    ),
    "a parameter that is a truth value": (
        CONFIG,
        "look_back_years: 5",
        "look_back_years: yes",
        "not of the type",
    ),
    "a program under another name": (
        CONFIG,
        "slug: tiny-2026",
        "slug: small-2026",
        "not the folder's name",
    ),
    "an edition that is a number": (CONFIG, 'edition: "1"', "edition: 1", "edition:"),
    "a base that is not there": (
        CONFIG,
        "procedure-2025-06-11",
        "procedure-2026",
        "base: no edition.yaml names the edition “procedure-2026”; there are: procedure-2025-06-11",
    ),
    "a sequence of zero": (CONFIG, "sequence: 1", "sequence: 0", "sequence:"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_the_lint_refuses(name: str, tmp_path: Path) -> None:
    path, old, new, message = MISTAKES[name]
    assert TREE[path].count(old) == 1, "the mutation must hit exactly one place"
    places = problems(write_tree(tmp_path, {path: TREE[path].replace(old, new)}))
    expected = [place for place in places if message in place.message.in_("en")]
    assert expected, [place.message.in_("en") for place in places]
    assert expected[0].pointer.endswith((".rego", ".yaml"))
    assert expected[0].line is not None
    before = TREE[path][: TREE[path].index(old)]
    assert 1 <= expected[0].line <= f"{before}{new}".count("\n") + 1


LINES: dict[str, tuple[str, str, str, str]] = {
    "a value of METADATA": (PAPERS, "actor: researcher", "actor: nobody", "actor: "),
    "a value deep in it": (
        PAPERS,
        "status: unsatisfied",
        "status: bad",
        "reasons/too_short/status: ",
    ),
    "a key too few in a map of its own": (PAPERS, ", en: Papers}", "}", "title: “en” is missing"),
    "a value of program.yaml": (CONFIG, "sequence: 1", "sequence: 0", "sequence: "),
    "a parameter": (
        CONFIG,
        "look_back_years: 5",
        "look_back_years: x",
        "parameters/look_back_years",
    ),
    "another folder's name": (CONFIG, "slug: tiny-2026", "slug: other-2026", "folder"),
    "a day before the base": (CONFIG, "2026-04-01", "2020-04-01", "2025-06-11"),
}


@pytest.mark.parametrize("name", LINES)
def test_the_line_is_that_of_the_mistake(name: str, tmp_path: Path) -> None:
    path, old, new, message = LINES[name]
    text = TREE[path].replace(old, new)
    places = problems(write_tree(tmp_path, {path: text}))
    assert [place.line for place in places if message in place.message.in_("en")] == [
        text[: text.index(new)].count("\n") + 1
    ]


def test_what_is_wrong_with_the_whole_names_no_key_that_is_not_there(tmp_path: Path) -> None:
    """`custom` is a key of METADATA; program.yaml has none."""
    papers = TREE[PAPERS].replace("#   stage: collection\n", "")
    config = TREE[CONFIG].replace("contact: desk@example.org\n", "")
    places = problems(write_tree(tmp_path, {PAPERS: papers, CONFIG: config}))
    assert [place.message.in_("en") for place in places] == [
        "“contact” is missing.",
        "custom: “stage” is missing.",
    ]


def test_a_list_that_is_text_is_one_mistake(tmp_path: Path) -> None:
    papers = TREE[PAPERS].replace("inherits: [collected]", "inherits: collected")
    [place] = problems(write_tree(tmp_path, {PAPERS: papers}))
    assert place.message.in_("en").startswith("inherits: ")


def test_a_requirement_without_metadata_is_refused(tmp_path: Path) -> None:
    bare = TREE[PAPERS][TREE[PAPERS].index("package") :]
    places = problems(write_tree(tmp_path, {PAPERS: bare}))
    assert [(place.pointer, place.message.in_("en")) for place in places] == [
        (PAPERS, "There is no METADATA.")
    ]


def test_every_problem_is_told_in_one_run(tmp_path: Path) -> None:
    papers = TREE[PAPERS].replace("actor: researcher", "actor: nobody")
    config = TREE[CONFIG].replace("sequence: 1", "sequence: 0")
    places = problems(write_tree(tmp_path, {PAPERS: papers, CONFIG: config}))
    assert {place.pointer for place in places} == {PAPERS, CONFIG}


# --- METADATA ----------------------------------------------------------------------------------


def test_a_date_without_quotes_is_refused_with_its_file_and_line() -> None:
    text = "\n\n# METADATA\n# title: x\n# custom:\n#   effective_from: 2025-06-11\npackage a\n"
    with pytest.raises(BundleError, match=r"line 3 of x\.rego.*a date stands without quotes"):
        read_metadata("x.rego", text)


@pytest.mark.parametrize("block", ["# title: a: b", "# - x", "# custom: [1]", "# title: [", "# {"])
def test_metadata_that_is_no_map_in_yaml_is_refused(block: str) -> None:
    with pytest.raises(BundleError, match=r"x\.rego cannot be read"):
        read_metadata("x.rego", f"# METADATA\n{block}\npackage a\n")


def test_a_rules_metadata_is_not_the_packages() -> None:
    assert read_metadata("x.rego", "package a\n\n# METADATA\n# title: x\nx := 1\n") is None


def test_a_program_that_is_not_there_is_refused_with_those_that_are(tree: Path) -> None:
    with pytest.raises(BundleError, match="no such file") as caught:
        read_source(tree, "other-2026")
    assert "tiny-2026" in caught.value.advice.in_("en")


# --- what is made of it ------------------------------------------------------------------------


def test_the_catalog_holds_inherited_reasons_and_the_programs_own(tree: Path) -> None:
    made = build_catalog(read_source(tree, "tiny-2026"))
    [requirement] = made["requirements"]
    assert (requirement["id"], requirement["layer"]) == ("RS-P1-03", "procedure")
    assert requirement["package"] == "policy.procedure.people.papers"
    assert set(requirement["reasons"]) == {"provided", "absent", "too_short", "stricter"}
    assert requirement["reasons"]["stricter"]["by"]["id"] == "TP-01"
    assert made["program"]["slug"] == "tiny-2026"


def test_data_name_what_the_edition_asks_for(tree: Path) -> None:
    data = data_document(read_source(tree, "tiny-2026"))
    agency = data.pop("funding_agency")["forms"]
    assert agency == sorted(agency)
    assert {"agency fictional", "fictional agency", "架空機構"} < set(agency)
    assert data == {
        "edition": {"program": "tiny-2026", "edition": "1", "base": "procedure-2025-06-11"},
        "call": {
            "reference": "架空の公募要領",
            "opens": "2026-09-01",
            "closes": "2026-12-18",
            "review": "with_application",
        },
        "designation": {},
        "fund": {},
        "params": {"look_back_years": 5},
        "forms": {},
        "effects": {},
    }


RETENTION = "retention: {years: 10, from: end}\n"


def test_how_long_facts_are_kept_stands_in_the_catalog_where_a_program_says_it(
    tmp_path: Path, tree: Path
) -> None:
    silent = build_catalog(read_source(tree, "tiny-2026"))
    source = read_source(write_tree(tmp_path, {CONFIG: TREE[CONFIG] + RETENTION}), "tiny-2026")
    lint.check_sources(source, tmp_path)
    assert build_catalog(source)["program"]["retention"] == {"years": 10, "from": "end"}
    assert "retention" not in silent["program"]
    assert "retention" not in data_document(source)  # no rule reads it


@pytest.mark.parametrize(
    ("retention", "says"),
    [
        ("{years: 0, from: end}", "retention/years"),
        ("{years: 101, from: end}", "retention/years"),
        ("{years: 1.5, from: end}", "retention/years"),
        ("{years: 10, from: start}", "retention/from"),
        ("{years: 10}", "from"),
        ("{years: 10, from: end, days: 1}", "days"),
        ("10", "retention"),
    ],
)
def test_a_period_that_means_nothing_is_refused(tmp_path: Path, retention: str, says: str) -> None:
    write_tree(tmp_path, {CONFIG: f"{TREE[CONFIG]}retention: {retention}\n"})
    [place] = problems(tmp_path)
    assert says in place.message.in_("en")
    assert place.pointer.endswith("program.yaml")


FORM = """forms:
  - id: questionnaire
    title: {ja: 質問票, en: Questionnaire}
    asked_of: person
    items:
      - {id: q01, title: {ja: 兼業, en: Side posts}}
      - {id: q02, title: {ja: 助成, en: Grants}}
"""


def test_a_form_is_named_by_its_items_in_the_data_and_told_in_the_catalog(tmp_path: Path) -> None:
    source = read_source(write_tree(tmp_path, {CONFIG: TREE[CONFIG] + FORM}), "tiny-2026")
    lint.check_sources(source, tmp_path)
    assert data_document(source)["forms"] == {"questionnaire": ["q01", "q02"]}
    (form,) = build_catalog(source)["program"]["forms"]
    assert form["items"][1]["title"]["en"] == "Grants"


def test_a_description_in_japanese_is_one_line_without_blanks_between_its_lines() -> None:
    lines = ["手順書の", "DMP", "plan も見る。"]
    block = "".join(f"#     {line}\n" for line in lines)
    text = f"# METADATA\n# custom:\n#   description_ja: |\n{block}package policy.a\n"
    metadata = read_metadata("a.rego", text)
    assert metadata is not None
    assert metadata.descriptions["ja"] == "手順書のDMP plan も見る。"


def test_the_requirements_stand_in_the_order_of_the_clauses() -> None:
    made = build_catalog(read_source(POLICIES, PROGRAM))
    ids = [requirement["id"] for requirement in made["requirements"]]
    assert ids[:2] == ["RS-DES-01", "RS-DES-02"]
    assert ids.index("RS-PRE-01") < ids.index("RS-STP-01") < ids.index("RS-P1-01a")
    assert ids.index("RS-O5-02") < ids.index("RS-RA-01") < ids.index("RS-MT-00")
    assert ids[-1].startswith("KP-")
