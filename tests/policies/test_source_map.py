"""Every ✓ and ○ of the source has a requirement, and every requirement a line of the source that it rests on.

`policies/source/procedure-2025-06-11.map.yaml` says which; it is held against the source's lines and against the
METADATA of the requirements, both ways.
"""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from tejun.authoring.source import is_program_path, read_source, requirement_packages

from tests.support.cases import PROGRAM, ROOT, load_yaml
from tools.reference.words import WHO

POLICIES = ROOT / "policies"
EDITION = "procedure-2025-06-11"
MARKS = frozenset("✓○")

Entry = dict[str, Any]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return (POLICIES / "source" / f"{EDITION}.txt").read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    loaded: list[Entry] = load_yaml(POLICIES / "source" / f"{EDITION}.map.yaml")
    return loaded


@pytest.fixture(scope="module")
def quotes() -> dict[str, str]:
    """The words of the source that each requirement of the procedure quotes, by its id."""
    return {
        metadata.custom["id"]: metadata.custom["clause"]["quote"]
        for metadata in requirement_packages(read_source(POLICIES, PROGRAM))
        if not is_program_path(metadata.path)
    }


def problems(
    entries: Sequence[Entry], lines: Sequence[str], quotes: Mapping[str, str]
) -> Iterator[str]:
    """What keeps the map from standing beside the source and the requirements; nothing where it does."""
    yield from _shape_problems(entries)
    yield from _line_problems(entries, lines)
    yield from _requirement_problems(entries, lines, quotes)


def _shape_problems(entries: Sequence[Entry]) -> Iterator[str]:
    numbers = [entry["line"] for entry in entries]
    if numbers != sorted(set(numbers)):
        yield "lines are out of order, or stand twice"
    for entry in entries:
        if (
            not {"line", "words", "requirements", "who"}
            <= entry.keys()
            <= {*("line", "words", "requirements", "who", "note")}
        ):
            yield f"line {entry['line']}: other keys than line, words, requirements, who, note"
        if not entry.get("who") or not set(entry["who"]) <= WHO.keys():
            yield f"line {entry['line']}: who does what it says is none of {', '.join(WHO)}"
        if "note" in entry and entry["note"].keys() != {"ja", "en"}:
            yield f"line {entry['line']}: a note is not in ja and en"
        if len(set(entry["requirements"])) != len(entry["requirements"]):
            yield f"line {entry['line']}: a requirement stands twice"


def _line_problems(entries: Sequence[Entry], lines: Sequence[str]) -> Iterator[str]:
    mapped = {entry["line"] for entry in entries if entry["requirements"]}
    for number, line in enumerate(lines, start=1):
        if MARKS & set(line) and number not in mapped:
            yield f"line {number}: a mark without a requirement: {line.strip()}"
    for entry in entries:
        number = entry["line"]
        there = lines[number - 1].strip() if 0 < number <= len(lines) else None
        if entry["words"] != there:
            yield f"line {number}: its words are {there!r}"
        if not entry["requirements"] and "note" not in entry:
            yield f"line {number}: no requirement, and no note that says why"


def _requirement_problems(
    entries: Sequence[Entry], lines: Sequence[str], quotes: Mapping[str, str]
) -> Iterator[str]:
    rests_on: dict[str, set[int]] = {name: set() for name in quotes}
    for entry in entries:
        for name in entry["requirements"]:
            if name in quotes:
                rests_on[name].add(entry["line"])
            else:
                yield f"line {entry['line']}: there is no requirement {name}"
    for name, quote in quotes.items():
        if not rests_on[name]:
            yield f"{name}: on no line"
        elif not rests_on[name] & quoted(quote, lines):
            yield f"{name}: what it quotes is on none of its lines"


def quoted(quote: str, lines: Sequence[str]) -> set[int]:
    """The numbers of the lines on which the quote stands, spaces and line breaks aside; wherever it stands."""
    of_character = [
        (character, number)
        for number, line in enumerate(lines, start=1)
        for character in "".join(line.split())
    ]
    text = "".join(character for character, _ in of_character)
    words = "".join(quote.split())
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    return {number for i in starts for _, number in of_character[i : i + len(words)]}


def test_the_map_stands_beside_the_source_and_the_requirements(
    entries: list[Entry], lines: list[str], quotes: dict[str, str]
) -> None:
    assert list(problems(entries, lines, quotes)) == []


# --- the gate itself ---------------------------------------------------------------------------


def at(entries: list[Entry], number: int) -> Entry:
    return next(entry for entry in entries if entry["line"] == number)


def without(entries: list[Entry], name: str) -> None:
    """Takes a requirement off every line, and drops the lines that are left without one."""
    for entry in entries:
        entry["requirements"] = [other for other in entry["requirements"] if other != name]
    entries[:] = [entry for entry in entries if entry["requirements"]]


def off_its_quote(entries: list[Entry]) -> None:
    """Leaves RS-PRE-06 to the heading above its line alone; the line keeps another requirement."""
    at(entries, 148)["requirements"] = ["RS-PRE-05"]


SPOILS: dict[str, tuple[Callable[[list[Entry]], Any], str]] = {
    "a ✓ line left out": (
        lambda entries: entries.remove(at(entries, 173)),
        "line 173: a mark without a requirement: - ✓ 発明・特許等の知的財産",
    ),
    "a ○ line that nothing rests on": (
        lambda entries: at(entries, 216).update(requirements=[]),
        "line 216: a mark without a requirement: - ○当該手順書によらないかたちでの技術流出の防止措置について",
    ),
    "other words than the source's": (
        lambda entries: at(entries, 231).update(words="- ✓ 研修の受講"),
        "line 231: its words are '- ✓ 研修受講'",
    ),
    "a line that the source does not have": (
        lambda entries: entries.append({**at(entries, 297), "line": 900}),
        "line 900: its words are None",
    ),
    "a requirement that nobody wrote": (
        lambda entries: at(entries, 171)["requirements"].append("RS-P1-99"),
        "line 171: there is no requirement RS-P1-99",
    ),
    "a requirement on no line": (
        lambda entries: without(entries, "RS-TIM-01"),
        "RS-TIM-01: on no line",
    ),
    "a requirement away from the words that it quotes": (
        off_its_quote,
        "RS-PRE-06: what it quotes is on none of its lines",
    ),
    "a line twice": (
        lambda entries: entries.insert(0, at(entries, 171)),
        "lines are out of order, or stand twice",
    ),
    "a requirement twice on a line": (
        lambda entries: at(entries, 171)["requirements"].append("RS-P1-03"),
        "line 171: a requirement stands twice",
    ),
    "a note in one language": (
        lambda entries: at(entries, 171).update(note={"en": "…"}),
        "line 171: a note is not in ja and en",
    ),
    "a key that nobody reads": (
        lambda entries: at(entries, 171).update(comment="…"),
        "line 171: other keys than line, words, requirements, who, note",
    ),
    "nobody who does what it says": (
        lambda entries: at(entries, 171).update(who=[]),
        "line 171: who does what it says is none of institution, researcher, fa, government",
    ),
    "a line without a mark on which nothing rests, and no reason why": (
        lambda entries: [at(entries, 254).pop("note")],
        "line 254: no requirement, and no note that says why",
    ),
}


@pytest.mark.parametrize("name", SPOILS)
def test_a_map_that_does_not_is_reported(
    name: str, entries: list[Entry], lines: list[str], quotes: dict[str, str]
) -> None:
    spoil, reported = SPOILS[name]
    spoiled = copy.deepcopy(entries)
    spoil(spoiled)
    assert reported in list(problems(spoiled, lines, quotes))


def test_a_quote_is_found_over_two_lines_and_wherever_it_stands() -> None:
    assert quoted("研修 受講", ["- ✓ 研修", "受講", "", "研修受講"]) == {1, 2, 4}
    assert quoted("契約", ["研修受講"]) == set()
