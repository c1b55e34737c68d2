"""docs/procedure is what the policies and cases make of it today, and can be read in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tejun.bundle.archive import Bundle
from tejun.engine.protocol import Engine

from tests.support.cases import CASES, PROGRAMS, ROOT, source_of
from tools.reference import book, evidence, words
from tools.reference.write import LANGUAGES, readings_page, replace, write

REFERENCE = ROOT / "docs" / "procedure"
BOOK = book.gather({program: source_of(program) for program in PROGRAMS})


@pytest.fixture(scope="module")
def shown(bundles: dict[str, Bundle], decided_once: Engine) -> evidence.Evidence:
    return evidence.gather(bundles, decided_once)


@pytest.fixture(scope="module")
def made(shown: evidence.Evidence, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("procedure")
    write(folder, BOOK, shown)
    return folder


def differences(there: Path, made: Path) -> Iterator[str]:
    """What would change if the reference were made again."""
    pages = [
        {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        for folder in (there, made)
    ]
    for name in sorted({*pages[0], *pages[1]}):
        found = [page[name].read_bytes() if name in page else None for page in pages]
        if found[0] != found[1]:
            yield name


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_reference_is_what_the_policies_and_cases_make_of_it(made: Path) -> None:
    """`make reference` brings it up to date when this fails; read what changed."""
    assert list(differences(REFERENCE, made)) == []


def test_the_readings_are_those_of_the_policies() -> None:
    """`make reference` brings them up to date when this fails."""
    assert (ROOT / "docs" / "readings.md").read_text("utf-8") == readings_page(BOOK)


def test_a_page_that_is_not_up_to_date_too_many_or_missing_is_reported(tmp_path: Path) -> None:
    replace(tmp_path / "there", {"same.md": "1", "old.md": "1", "too_many.md": "1"})
    replace(tmp_path / "made", {"same.md": "1", "old.md": "2", "missing.md": "1"})
    found = list(differences(tmp_path / "there", tmp_path / "made"))
    assert found == ["missing.md", "old.md", "too_many.md"]


def test_a_page_that_is_no_longer_made_is_removed(tmp_path: Path) -> None:
    replace(tmp_path, {"a.md": "1", "b.md": "1"})
    replace(tmp_path, {"a.md": "2"})
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"a.md": "2"}


def test_every_requirement_and_every_tightening_has_a_page_in_each_language(made: Path) -> None:
    ids = {folder.name for folder in CASES.iterdir()}
    for language in LANGUAGES:
        assert ids - {path.stem for path in (made / language).glob("*.md")} == set()


def test_every_fact_that_is_read_has_a_name_in_both_languages(shown: evidence.Evidence) -> None:
    """Where it fails, name the place in tools/reference/facts.yaml."""
    read = {pointer for pointers in shown.reads.values() for pointer in pointers}
    assert read
    assert {
        pointer for pointer in read for language in LANGUAGES if not words.fact(pointer, language)
    } == set()


def test_a_fact_without_a_name_is_noticed() -> None:
    assert words.fact("/facts/nothing/of/the/kind", "ja") is None


def test_an_example_shows_what_its_case_changes_and_not_what_it_expects() -> None:
    text = (
        "# a note\ncase: {ja: 題, en: title}\nchange:\n  /people/sato/name: x\n"
        "expect:\n  status: satisfied\nremove: [/data]\n"
    )
    assert evidence.patch(text) == "change:\n  /people/sato/name: x\nremove: [/data]"
    assert evidence.title(text) == {"ja": "題", "en": "title"}


def test_facts_are_told_by_their_place_in_any_list() -> None:
    assert (
        evidence.general("/facts/people/12/disclosures/x1/0") == "/facts/people/*/disclosures/x1/*"
    )


def test_code_in_a_description_stays_code_and_nothing_else_becomes_markup() -> None:
    assert words.prose("see `a.b_c` <b>, *x*") == r"see `a.b_c` \<b>, \*x\*"


def test_a_page_shows_the_message_as_a_person_would_read_it(made: Path) -> None:
    page = (made / "ja" / "RS-P1-03.md").read_text("utf-8")
    assert (
        "申告の対象期間が、2021-11-20から公募の開始（2026-09-14）までの期間に足りません。" in page
    )
    assert "→ 2021-11-20から2026-09-14以降までを対象として申告し" in page
    assert "`people[*].disclosures.papers`" in page


def test_an_answer_made_from_a_case_is_shown_only_where_nobody_wrote_one(
    shown: evidence.Evidence,
) -> None:
    for key, examples in shown.examples.items():
        made_up = [one for one in examples if evidence.written(one.case) != one.case.path]
        assert made_up == [] or made_up == list(examples), key


def test_a_page_says_whose_record_fa_is_wherever_it_shows_one(made: Path) -> None:
    for language, words_ in (("ja", "申請者は `fa:` を記載しません"), ("en", "does not enter it")):
        for path in (made / language).glob("*.md"):
            text = path.read_text("utf-8")
            assert text.count("\nfa:\n") == text.count(words_), path.name


def test_an_answer_that_is_shown_was_given_when_one_might_have_been(made: Path) -> None:
    for path in (made / "ja").glob("*.md"):
        assert "2000-01-01" not in path.read_text("utf-8"), path.name
