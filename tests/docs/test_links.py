"""Every relative link in the documents leads somewhere."""

from pathlib import Path

import pytest

from tests.docs.links import broken
from tests.support.cases import ROOT

DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "fixtures").rglob("README.md")),
]


def test_every_link_in_the_documents_leads_somewhere() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): links
        for path in DOCUMENTS
        if (links := list(broken(path)))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](other.md)", []),
        ("[a](other.md#情報不足-too_short)", []),
        ("[a](other.md#L12)", []),
        ("[a](#here)\n\n# Here\n", []),
        ("[a](https://example.com/nowhere)", []),
        ("```\n[a](nowhere.md)\n```\n", []),
        ("[a](nowhere.md)", ["nowhere.md"]),
        ("[a](other.md#L13)", ["other.md#L13"]),
        ("[a](#there)", ["#there"]),
    ],
)
def test_a_link_that_leads_nowhere_is_reported(text: str, found: list[str], tmp_path: Path) -> None:
    other = '### 情報不足 `too_short`\n\n| <a id="L12"></a>12 |\n'
    (tmp_path / "other.md").write_text(other, "utf-8")
    (tmp_path / "page.md").write_text(text, "utf-8")
    assert list(broken(tmp_path / "page.md")) == found
