"""Decisions on applications, recorded in records of their own and filed, and what a page of one is made of.

As a fixture (`tests/conftest.py` loads it): `filed`.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tejun.audit.filing import FiledDecision, Traced
from tejun.audit.receipt import Receipt
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.intake import Facts, read_facts
from tejun.operations.deciding import decide
from tejun.operations.filing import file_recorded
from tejun.operations.receipts import receipt_of
from tejun.operations.remedying import Bounds
from tejun.operations.workplace import open_workplace
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.words import Language

from tests.support.cases import applications
from tests.support.records import NOW

DAY = date(2026, 11, 20)
NAME = "<script>alert`1`<!-- \u202e\u2066'\"&amp;--> " + "w" * 200
"""A name that would be markup, a script, a comment, words from right to left; and that has no place to break."""
HOSTILE = f"</script></td></table>{NAME}(1)"

VOID = {"meta", "br", "wbr", "col", "path"}


@dataclass(frozen=True)
class Filed:
    """A decision that is filed, and its receipt."""

    decision: FiledDecision
    receipt: Receipt


FileOf = Callable[..., Filed]
"""From facts to what is filed: the fixture `filed`."""


@pytest.fixture
def filed(every_edition: Registry, engine: WasmEngine, tmp_path: Path) -> Iterator[FileOf]:
    """Records a decision on the facts and files it."""
    with ExitStack() as opened:
        settings = Settings(database=tmp_path / "filed.db")
        workplace = opened.enter_context(
            open_workplace(settings, clock=lambda: NOW, registry=every_edition, engine=engine)
        )

        def of(
            facts: Facts, language: Language = "ja", traced: Traced = "none", settled: bool = False
        ) -> Filed:
            decided = decide(workplace, facts, as_of=DAY, record=True).decision["id"]
            return Filed(
                file_recorded(
                    workplace,
                    decided,
                    language,
                    traced=traced,
                    settled=Bounds() if settled else None,
                ),
                receipt_of(workplace, decided),
            )

        yield of


def facts_of(program: str, name: str = "typical") -> Facts:
    return read_facts((applications(program) / f"{name}.yaml").read_bytes(), "yaml")


def with_hostile_names(facts: Facts) -> Facts:
    """The same application, with names and titles that no page may take for anything but words."""
    value: Any = json.loads(facts.canonical)
    value["application"]["title"] = HOSTILE
    for part, name in (("people", NAME), ("institutions", HOSTILE)):
        for each in value[part]:
            each["name"] = f"{name} {each['id']}"  # no two may have one name
    value.pop("dmp", None)  # which names people too
    for agreement in value.get("agreements", []):
        agreement["title"] = HOSTILE
    return read_facts(json.dumps(value).encode())


class Page(HTMLParser):
    """What a page is made of: its anchors, its links, its elements and its words. An element that is not closed where
    it should be is an error."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.contents: set[str] = set()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    @property
    def text(self) -> str:
        return "".join(self.words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.elements.add(tag)
        self.attributes |= known.keys()
        if known.get("id"):
            self.ids.append(str(known["id"]))
        if "href" in known:
            self.links.append(str(known["href"]))
            if "nav" in self._open:
                self.contents.add(str(known["href"]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words.append(data)
