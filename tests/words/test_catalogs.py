"""The catalogs and the code agree, both ways: keys, places, languages; and no word for people stands in Python."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from tejun.words import catalog

from tests.words import reading
from tools import catalogs

ROOT = Path(__file__).parents[2]
LANGUAGES = catalogs.LANGUAGES
MAY_LEAVE_OUT: Mapping[str, frozenset[str]] = {
    # the words of a library, which are English: they help whoever reads English
    "bundle.gzip.damaged": frozenset({"error"}),
    "bundle.not_tar": frozenset({"error"}),
    "cli.usage.bad_value.other": frozenset({"message"}),
    "cli.usage.file": frozenset({"message"}),
    "cli.usage.other": frozenset({"message"}),
    "signing.signature_unreadable": frozenset({"error"}),
    "system.unknown_host": frozenset({"reason"}),
}
"""Places that the Japanese leaves out."""


HOLD_JAPANESE = {
    "service/tejun/api/description.py": "the procedure's own name, in the description of the API",
    "service/tejun/authoring/catalog.py": "the source's names of its sections, in their order",
    "service/tejun/authoring/data.py": "how a year is written behind a program's name: a pattern",
    "service/tejun/authoring/checks/protected.py": "how Japanese law is cited: a pattern",
    "service/tejun/cli/confirm.py": "yes, as it is typed: a word to be recognised",
    "service/tejun/cli/layout.py": "kana, and what may not begin or end a line: patterns",
    "service/tejun/decide/named.py": "kinds of corporations, before a body's name",
    "service/tejun/decide/plan_names.py": "how plans name units and companies in short: patterns",
    "service/tejun/model/bodies.py": "kinds of corporations, before a body's name",
    "service/tejun/model/self_checks.py": "how people sign as themselves: a pattern",
    "service/tejun/explain/words.py": "the source's names of its sections: keys, not words",
    "service/tejun/model/facts/application.py": "the source's own term, in the schema",
    "service/tejun/model/facts/data.py": "the source's own terms, in the schema",
    "service/tejun/model/facts/institution.py": "the source's own term, in the schema",
    "service/tejun/model/facts/person.py": "the source's own terms, in the schema",
    "service/tejun/model/facts/support.py": "the source's own term, in the schema",
    "service/tejun/model/left_out.py": "how somebody is left out: patterns",
    "service/tejun/model/mentions.py": "what stands behind a name: patterns",
    "service/tejun/reading/periods.py": "how a year is written: patterns",
    "service/tejun/model/places.py": "names of portals, and what joins or divides places: patterns",
    "service/tejun/model/companies.py": "the legal forms of companies, in their names: patterns",
    "service/tejun/model/conditions.py": "how an acceptance words a condition: a pattern",
    "service/tejun/model/pasted.py": "a word for a laboratory, in the name of a source",
    "service/tejun/model/documents.py": "how a letter is numbered: patterns",
    "service/tejun/model/not_yet.py": "what people write of what is to come: a pattern",
    "service/tejun/model/placeholders.py": "what people write in place of an answer: a pattern",
    "service/tejun/model/repeated.py": "how a policy is said to hold for several bodies: a pattern",
    "service/tejun/model/runs.py": "how a scale is written: a pattern",
    "service/tejun/model/schools.py": "how universities and institutes are called: patterns",
    "service/tejun/model/two_names.py": "how a former name is marked: patterns",
    "service/tejun/present/checklist.py": "the end of a Japanese phrase, taken off it",
    "tools/editions.py": "the reason in the published examples, which are signed",
}
"""Literals with Japanese in them, each with what it is; none of them is a word for people that is ours to choose."""


@cache
def all_uses() -> list[reading.Use]:
    return [use for name, source in reading.modules(ROOT) for use in reading.uses(source, name)]


def words(language: str) -> dict[str, str]:
    found = catalogs.read(ROOT, language)
    return {str(message.id): str(message.string) for message in found if message.id}


WORDS = {language: words(language) for language in LANGUAGES}
PLAIN_WORD = re.compile(r"[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_code_is_in_the_catalog_and_no_other(language: str) -> None:
    assert set(WORDS[language]) == set(catalogs.extracted(ROOT))


def test_babel_finds_the_keys_that_the_syntax_has() -> None:
    assert set(catalogs.extracted(ROOT)) == {use.key for use in all_uses()} | {"list.separator"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_words_that_are_settled(language: str) -> None:
    found = catalogs.read(ROOT, language)
    assert [message.id for message in found if message.id and not message.string] == []
    assert [message.id for message in found if message.id and message.fuzzy] == []


JOINED = re.compile(r"[a-z.;:)\]](?<!Web)[A-Z][a-z]+\b")
"""A sentence that begins where another one has not ended: two texts of one key that were merged stand like that."""


def joined(texts: Mapping[str, str]) -> list[str]:
    return [key for key, text in texts.items() if JOINED.search(text)]


def test_no_text_is_two_texts() -> None:
    assert joined(WORDS["en"]) == []
    repeated = [key for key, text in WORDS["ja"].items() if _is_repeated(text)]
    assert repeated == []


def _is_repeated(text: str) -> bool:
    """Whether a sentence of the text stands in it twice."""
    sentences = [each for each in text.split("。") if len(each) > 12]
    return len(sentences) != len(set(sentences))


@pytest.mark.parametrize(
    ("text", "is_joined"),
    [
        ("of more none is looked forCompares two decisions", True),
        ("Nothing was recorded.Evaluated with the edition", True),
        ("in a module of WebAssembly", False),
        ("Nothing was recorded. Evaluated with the edition", False),
    ],
)
def test_a_text_that_is_two_texts_is_found(text: str, *, is_joined: bool) -> None:
    assert bool(joined({"key": text})) == is_joined


def test_both_languages_have_the_places_that_the_code_fills() -> None:
    bad = [use.where for use in all_uses() if use.places is not None and not _fits(use)]
    assert bad == []


def _fits(use: reading.Use) -> bool:
    en = reading.placeholders(WORDS["en"][use.key])
    ja = reading.placeholders(WORDS["ja"][use.key])
    return en == use.places and ja == en - MAY_LEAVE_OUT.get(use.key, frozenset())


def misnamed(uses: Iterable[reading.Use]) -> Iterator[str]:
    """The keys that begin with no room or module that uses them, and those that are, or have places that are, no words.

    An error's key ends in its code; what a list is made of belongs to nobody.
    """
    modules: dict[str, set[str]] = {}
    for use in uses:
        parts = Path(use.where.partition(":")[0].removesuffix(".py")).parts
        modules.setdefault(use.key, {"list"}).update(parts)
        if not all(map(PLAIN_WORD.fullmatch, use.places or ())):
            yield f"{use.key}: {sorted(use.places or ())}"
    for key, parts_of_its_modules in modules.items():
        room, _, rest = key.partition(".")
        if room == "error":
            if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rest):
                yield key
        elif room not in parts_of_its_modules or not all(
            map(PLAIN_WORD.fullmatch, rest.split("."))
        ):
            yield key


def test_keys_begin_with_their_room_and_say_what_they_are() -> None:
    assert list(misnamed(all_uses())) == []


def test_what_may_be_left_out_is_left_out() -> None:
    for key, left_out in MAY_LEAVE_OUT.items():
        missing = reading.placeholders(WORDS["en"][key]) - reading.placeholders(WORDS["ja"][key])
        assert missing == left_out, key


def test_no_japanese_stands_in_python() -> None:
    found = [
        place for name, source in reading.modules(ROOT) for place in reading.japanese(source, name)
    ]
    assert {place.partition(":")[0] for place in found} == set(HOLD_JAPANESE)


def test_the_compiled_catalogs_are_those_of_the_sources() -> None:
    for language in LANGUAGES:
        for key, text in WORDS[language].items():
            assert catalog.text(key, language) == text, key


def test_the_catalogs_are_written_as_the_command_writes_them(tmp_path: Path) -> None:
    keys = catalogs.extracted(ROOT)
    for language in LANGUAGES:
        catalogs.write(tmp_path, language, WORDS[language], keys)
        written = catalogs.po_file(tmp_path, language).read_text("utf-8")
        assert written == catalogs.po_file(ROOT, language).read_text("utf-8"), "run `make catalogs`"


# --- the gate can fail -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('Message("a.b", name=1, other=x)', {"name", "other"}),
        ('Message("a.b")', set()),
        ('raised(Message("a.b", what=Message("c.d")))', {"what"}),
    ],
)
def test_a_use_is_read_with_its_places(source: str, expected: set[str]) -> None:
    assert reading.Use("a.b", "m:1", frozenset(expected)) in set(reading.uses(source, "m"))


@pytest.mark.parametrize(
    "source",
    [
        'Message("elsewhere.none")',
        'Message("store.patterns.a-z_2")',
        'Message("store.duplicate", name_2=1)',
        'Message("error.Too_Large")',
        'Message("store")',
    ],
)
def test_a_key_or_place_that_says_nothing_is_found(source: str) -> None:
    assert len(list(misnamed(reading.uses(source, "service/tejun/store/errors.py")))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'Message("store.busy.advice", path=1)',
        'Message("errors.base64")',
        'Message("error.too-large")',
    ],
)
def test_a_key_that_says_what_it_is_may_stay(source: str) -> None:
    assert list(misnamed(reading.uses(source, "service/tejun/store/errors.py"))) == []


def test_a_key_that_is_made_up_at_run_time_is_refused() -> None:
    with pytest.raises(AssertionError, match="m:1"):
        list(reading.uses('Message(f"a.{b}")', "m"))


def test_japanese_in_code_is_found_and_a_docstring_is_not() -> None:
    assert list(reading.japanese('"""手順"""\nx = "手順"\n', "m")) == ["m:2"]


@pytest.mark.parametrize("text", ["{name!r}", "{size:g}", "{0}", "{a.b}"])
def test_a_place_that_is_more_than_a_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="plain place"):
        reading.placeholders(text)
