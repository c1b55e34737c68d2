"""A page in Chromium, on the screen and printed on A4: what goes beyond its place.

May not know: what the page is of.
"""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

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


def chromium(folder: Path, *arguments: str) -> bytes:
    assert CHROMIUM, "install chromium (Debian: chromium, fonts-noto-cjk)"
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


LINE = 30.0
"""How long a line is at least, in points; no letter is so high."""


def upright_lines(printed: Path) -> list[float]:
    """Where upright lines stand on the first page of a PDF, in points from its left."""
    drawn = subprocess.run(
        ["pdftoppm", "-gray", "-r", "144", "-f", "1", "-l", "1", str(printed)],
        capture_output=True,
        check=True,
    ).stdout
    _, width, _, _, pixels = drawn.split(maxsplit=4)
    columns = (pixels[x :: int(width)] for x in range(int(width)))
    dark = re.compile(rb"[\x00-\xa0]{%d}" % (2 * LINE))
    return [x / 2 for x, column in enumerate(columns) if dark.search(column)]


def require_within_printed_pages(page: str, folder: Path) -> int:
    """How many pages of A4 it is; that each word is on one, between its margins, and each page has its number."""
    assert POPPLER, "install pdftotext (Debian: poppler-utils)"
    (folder / "page.html").write_text(page, "utf-8")
    printed = folder / "page.pdf"
    to_file = f"--print-to-pdf={printed}"
    chromium(folder, "--no-pdf-header-footer", to_file, f"file://{folder}/page.html")
    boxes = subprocess.run(
        [POPPLER, "-bbox", str(printed), "-"], capture_output=True, check=True, text=True
    ).stdout
    pages = re.findall(r'<page width="([0-9.]+)" height="([0-9.]+)">(.*?)</page>', boxes, re.DOTALL)
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
    lines = upright_lines(printed)
    assert lines
    assert abs(lines[0] - (595 - lines[-1])) < 3, "what frames a table is cut off at one side"
    return len(pages)
