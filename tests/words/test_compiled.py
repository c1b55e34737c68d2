"""The compiled catalogs: read beforehand by who asks for it, and plainly said to be missing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tejun.words import CatalogError, Message, catalog, read_catalogs

from tests.cli.support import tejun

KEY = Message("list.separator")


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    catalog._catalog.cache_clear()
    yield
    catalog._catalog.cache_clear()


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogs, to be spoiled."""
    shutil.copytree(catalog.LOCALE, tmp_path / "locale")
    monkeypatch.setattr(catalog, "LOCALE", tmp_path / "locale")
    return tmp_path / "locale"


def test_what_was_read_needs_no_file_any_more(locale: Path) -> None:
    read_catalogs()
    shutil.rmtree(locale)
    assert (KEY.in_("ja"), KEY.in_("en")) == ("、", ", ")


@pytest.mark.parametrize("content", [None, b"", b"no catalog at all", b"\xde\x12\x04\x95"])
def test_one_that_cannot_be_read_is_an_error_that_says_so(
    locale: Path, content: bytes | None
) -> None:
    file = locale / "en" / "LC_MESSAGES" / "tejun.mo"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CatalogError, match="make setup") as caught:
        KEY.in_("en")
    assert str(caught.value).startswith(f"{file}: ")


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["editions"], ["check", "nowhere.yaml"], ["serve", "--lang", "ja"], ["x"]],
)
def test_a_command_without_them_says_what_to_do(locale: Path, arguments: list[str]) -> None:
    (locale / "en" / "LC_MESSAGES" / "tejun.mo").unlink()
    done = tejun(*arguments, this_process=True)
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert said.startswith("tejun: ")
    assert "No such file or directory" in said
    assert "make setup" in said
    assert said.count("\n") == 1
