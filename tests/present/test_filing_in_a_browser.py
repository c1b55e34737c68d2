"""A filed decision in Chromium, as a page and printed on A4: nothing goes beyond its place, whatever names hold.

They are looked at as pictures by people; what is measured here is that nothing is cut off or lies over something else.
"""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tejun.present.filing import FilingPresentation
from tejun.words import Language

from tests.support.cases import PROGRAM, PROGRAMS
from tests.support.filed import FileOf, facts_of, with_hostile_names

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
POPPLER = shutil.which("pdftotext") or ""
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1000,1400")
MARGIN = 28.0
"""Of a printed page, in points: 10 mm, but for rounding."""

CLOSING, HANGING = "）」』】〉》。、，．", 6.0
"""Of these the right half is empty, and may stand in the margin: half of a character, in points."""

MEASURE = """<script>
const beyond = [], width = document.documentElement.clientWidth;
for (const each of document.body.querySelectorAll("*")) {
  const box = each.getBoundingClientRect();
  const cut = ["TD", "TH", "PRE", "P", "LI"].includes(each.tagName) && each.scrollWidth > each.clientWidth + 1;
  if (box.width && (box.right > width + 1 || box.left < -1 || cut)) beyond.push(each.outerHTML.slice(0, 120));
}
document.title = JSON.stringify([document.querySelectorAll("*").length, beyond]);
</script>"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _browser() -> None:
    assert CHROMIUM, "install chromium (Debian: chromium, fonts-noto-cjk)"
    assert POPPLER, "install pdftotext (Debian: poppler-utils)"


def page_of(filed: FileOf, program: str, language: Language, *, hostile: bool) -> str:
    facts = facts_of(program)
    found = filed(with_hostile_names(facts) if hostile else facts, language)
    return FilingPresentation(found.decision, with_facts=True).html()


def chromium(folder: Path, *arguments: str) -> bytes:
    profile = f"--user-data-dir={folder / 'profile'}"
    run = subprocess.run(
        [CHROMIUM, *OPTIONS, profile, *arguments], capture_output=True, check=True, timeout=100
    )
    return run.stdout


def measured(page: str, folder: Path) -> tuple[int, list[str]]:
    """How many elements the page has on the screen, and those that go beyond their places."""
    policy = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')
    with_script = policy.sub("", page).replace("</body>", f"{MEASURE}</body>")
    (folder / "measured.html").write_text(with_script, "utf-8")
    seen = chromium(folder, "--dump-dom", f"file://{folder}/measured.html").decode()
    title = re.search("<title>(.*?)</title>", seen, re.DOTALL)
    assert title
    elements, beyond = json.loads(html.unescape(title[1]))
    return elements, beyond


def test_what_goes_beyond_its_place_is_seen(tmp_path: Path) -> None:
    cell = f"<td style='max-width: 50px'>{'w' * 90}</td>"
    page = f"<!DOCTYPE html><title></title><body><table><tr>{cell}</tr></table></body>"
    _, beyond = measured(page, tmp_path)
    assert beyond
    assert all("www" in each for each in beyond)


WHOLE = [(program, language, False) for program in PROGRAMS for language in ("ja", "en")]


@pytest.mark.parametrize(("program", "language", "hostile"), [(PROGRAM, "en", True), *WHOLE])
def test_nothing_goes_beyond_its_place(
    filed: FileOf, tmp_path: Path, program: str, language: Language, *, hostile: bool
) -> None:
    page = page_of(filed, program, language, hostile=hostile)
    elements, beyond = measured(page, tmp_path)
    assert elements > 1000
    assert beyond == []
    (tmp_path / "page.html").write_text(page, "utf-8")
    printed = tmp_path / "page.pdf"
    chromium(
        tmp_path,
        "--no-pdf-header-footer",
        f"--print-to-pdf={printed}",
        f"file://{tmp_path}/page.html",
    )
    boxes = subprocess.run(
        [POPPLER, "-bbox", str(printed), "-"], capture_output=True, check=True, text=True
    ).stdout
    pages = re.findall(r'<page width="([0-9.]+)" height="([0-9.]+)">(.*?)</page>', boxes, re.DOTALL)
    assert len(pages) > 20
    for number, (width, height, words) in enumerate(pages, 1):
        assert (round(float(width)), round(float(height))) == (595, 842)
        places = re.findall(
            r'<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">([^<]*)',
            words,
        )
        for *place, word in places:
            left, top, right, bottom = map(float, place)
            assert left >= MARGIN - 1, number
            assert right <= float(width) - MARGIN + (HANGING if word[-1] in CLOSING else 1), number
            assert top >= 0, number
            assert bottom <= float(height), number
        assert f">{number}</word>" in words
