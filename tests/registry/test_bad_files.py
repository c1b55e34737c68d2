"""Whatever lies about in a registry: one file that is bad is named, costs no more than its size, and stops no other."""

import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tejun.bundle import signatures
from tejun.errors import BundleError, RegistryError, SignatureError, TejunError
from tejun.registry import Registry, publication, reader
from tejun.registry import registry as registry_module
from tejun.signing import example_keys

from tests.support.bundles import tiny_archive
from tests.support.published import KEY, LATEST, archive_in, publish

DAY = date(2026, 5, 1)
GOOD, BAD = "other-2026", "tiny-2026"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path, tiny_archive())
    publish(tmp_path, tiny_archive(program=GOOD))
    return tmp_path


def named(registry: Registry) -> str:
    """The problems, which must be of use: each has its advice, in both languages."""
    for problem in registry.problems:
        assert problem.advice.in_("ja")
        assert problem.advice.in_("en")
    return "\n".join(problem.detail.in_("en") for problem in registry.problems)


def started_and_running(folder: Path, spoil: Callable[[Path], None]) -> tuple[Registry, Registry]:
    """One that was running when it was spoiled, and one that starts afterwards."""
    running = Registry.load(folder)
    running.all_bundles()
    spoil(folder)
    running.refresh()
    return running, Registry.load(folder)


# --- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "zzz.999999999.json",
        "zzz.10000.json",
        "zzz.0.json",
        "zzz.007.json",
        f"zzz.{'9' * 200}.json",
        "tiny-2026.999999999.json",
        "tiny-2026.00.json",
    ],
)
def test_a_number_that_no_publication_has_is_named_and_nothing_counts_up_to_it(
    folder: Path, name: str
) -> None:
    began = time.process_time()
    for registry in started_and_running(folder, lambda place: (place / name).touch()):
        assert name[:80] in named(registry)
        assert str(publication.MAX_NUMBER) in named(registry)
        assert registry.programs() == (GOOD, BAD)
        assert registry.bundle(BAD, DAY).edition == "1"
    assert time.process_time() - began < 5


def test_the_highest_number_there_may_be_is_a_gap_and_costs_nothing(folder: Path) -> None:
    (folder / "zzz.9999.json").touch()
    registry = Registry.load(folder)
    assert "zzz.1.json: A publication is missing" in named(registry)
    assert registry.bundle(BAD, DAY).edition == "1"
    with pytest.raises(SignatureError):
        registry.log("zzz")


@pytest.mark.parametrize(
    "name",
    ["tiny-2026.1٣.json", "tiny-2026.٣.json", "Tiny.1.json", "..1.json", ".1.json", "x.json"],
)
def test_what_is_not_named_as_a_publication_is_none(folder: Path, name: str) -> None:
    (folder / name).touch()
    assert publication.parse_file_name(name) is None
    assert Registry.load(folder).problems == ()


def test_of_very_many_new_programs_some_are_looked_at_and_every_known_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MAX_NEW_PROGRAMS", 3)
    monkeypatch.setattr(registry_module, "MAX_PROBLEMS", 2)

    def spoil(place: Path) -> None:
        for number in range(9):
            (place / f"a{number}.1.json").touch()

    running, started = started_and_running(folder, spoil)
    assert running.programs() == ("a0", "a1", "a2", GOOD, BAD)
    assert len(started.programs()) == 3
    for registry in (running, started):
        assert len(registry.problems) == 3
        assert "; the first 3 were looked at" in named(registry)
        assert "And 2 more problems" in named(registry)


# --- contents --------------------------------------------------------------------------------------


def statement(**changes: Any) -> bytes:
    """An unsigned one, of a form that the schema takes."""
    digest = f"sha256:{'0' * 64}"
    document = {
        "schema": publication.SCHEMA_ID,
        "kind": "edition",
        "program": BAD,
        "edition": "2",
        "number": 2,
        "previous": digest,
        "published_at": "2026-06-01T00:00:00.000Z",
        "reason": "",
        "archive": digest,
        "revision": digest,
        "base": "b",
        "sequence": 2,
        "effective_from": "2026-06-01",
        "call": "c",
        **changes,
    }
    return json.dumps({"publication": document, "signature": "a..b"}).encode()


UNSIGNED = {
    "a leap second": statement(published_at="2026-06-01T23:59:60.000Z"),
    "a second of 60 elsewhere": statement(published_at="2026-06-01T00:00:60.000Z"),
    "the year 0": statement(published_at="0000-06-01T00:00:00.000Z"),
    "hour 24": statement(published_at="2026-06-01T24:00:00.000Z"),
    "a first day in the year 0": statement(effective_from="0000-01-01"),
    "a last day in the year 0": statement(effective_until="0000-01-01"),
    "a day that is not": statement(effective_from="2026-02-30"),
    "a number without end": statement(number=10**15),
    "a number of a float": statement(number=2.5),
    "a lone surrogate": statement().replace(b'"reason": ""', b'"reason": "\\ud800"'),
    "deep": b"[" * 60_000,
    "no text": bytes(range(256)),
    "a signature that is none": statement(),
}


@pytest.mark.parametrize("content", UNSIGNED.values(), ids=UNSIGNED)
def test_an_unsigned_statement_is_refused_by_an_error_of_ours(content: bytes) -> None:
    with pytest.raises(SignatureError) as caught:
        publication.read(content, example_keys())
    assert caught.value.advice.in_("ja")


@pytest.mark.parametrize("content", UNSIGNED.values(), ids=UNSIGNED)
def test_one_bad_statement_stops_no_other_program_running_or_started_anew(
    folder: Path, content: bytes
) -> None:
    def spoil(place: Path) -> None:
        (place / f"{BAD}.2.json").write_bytes(content)
        publish_next(place, GOOD)

    running, started = started_and_running(folder, spoil)
    for registry in (running, started):
        assert f"{BAD}.2.json: " in named(registry)
        assert registry.bundle(GOOD, date(2026, 10, 1)).edition == "2"
    assert running.bundle(BAD, DAY).edition == "1"
    with pytest.raises(SignatureError, match=rf"{BAD}\.2\.json"):
        started.bundle(BAD, DAY)


def publish_next(place: Path, program: str) -> None:
    archive = tiny_archive(program=program, edition="2", sequence=2, effective_from="2026-10-01")
    publish(place, archive)


@pytest.mark.parametrize("failure", [ValueError, OverflowError, RecursionError, KeyError])
def test_what_no_check_foresaw_is_a_bad_file_and_stops_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    read = publication._to_publication

    def fails(document: dict[str, Any]) -> publication.Publication:
        if document["program"] == BAD:
            raise failure
        return read(document)

    monkeypatch.setattr(publication, "_to_publication", fails)
    registry = Registry.load(folder)
    assert f"{BAD}.1.json" in named(registry)
    assert failure.__name__ in named(registry)
    assert registry.bundle(GOOD, DAY).edition == "1"


@pytest.mark.parametrize("failure", [ValueError, RecursionError])
def test_an_archive_that_fails_as_nobody_foresaw_stops_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    read, bad = (
        signatures.read_signed,
        archive_in(folder, Registry.load(folder).edition(BAD, "1")),
    )
    damaged = bad.read_bytes()

    def fails(archive: bytes, *arguments: Any, **more: Any) -> Any:
        if archive == damaged:
            raise failure
        return read(archive, *arguments, **more)

    monkeypatch.setattr(registry_module, "read_signed", fails)
    registry = Registry.load(folder)
    with pytest.raises(BundleError, match=bad.name):
        registry.bundle(BAD, DAY)
    assert registry.bundle(GOOD, DAY).edition == "1"


# --- what is no file ---------------------------------------------------------------------------------


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def locked(path: Path) -> None:
    path.write_bytes(b"{}")
    path.chmod(0)


@pytest.mark.parametrize("make", [link_to_itself, link_to_nothing, pipe, Path.mkdir, locked])
def test_what_is_no_file_is_named_and_stops_no_other_program(
    folder: Path, make: Callable[[Path], None]
) -> None:
    """A pipe would keep a reader waiting for ever."""
    running, started = started_and_running(folder, lambda place: make(place / f"{BAD}.2.json"))
    for registry in (running, started):
        assert f"{BAD}.2.json: " in named(registry)
        assert registry.bundle(GOOD, DAY).edition == "1"
    assert running.bundle(BAD, DAY).edition == "1"
    with pytest.raises(RegistryError if make is not locked else TejunError):
        started.bundle(BAD, DAY)


def test_a_link_to_itself_elsewhere_in_the_folder_is_nothing_to_anybody(folder: Path) -> None:
    link_to_itself(folder / "loop")
    link_to_itself(folder / "sha256-00.tar.gz")
    assert Registry.load(folder).problems == ()


# --- publishing beside a bad file --------------------------------------------------------------------


def test_whoever_publishes_where_a_bad_file_has_the_name_is_shown_what_is_wrong_with_it(
    folder: Path,
) -> None:
    registry = Registry.load(folder)
    (folder / f"{BAD}.2.json").write_bytes(b"{}")
    registry.refresh()
    log = registry.log(BAD)
    new = publication.of_withdrawal("1", log, published_at=LATEST, reason="")
    with pytest.raises(SignatureError, match=rf"{BAD}\.2\.json: The publication cannot be read"):
        registry.publish(publication.sign(new, KEY), None)
