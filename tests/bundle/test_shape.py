"""The shape of a catalog: what a build writes fits, and whatever else stands in it is named with its place."""

from collections.abc import Callable
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import CATALOG, Bundle, pack, read_archive
from tejun.bundle.shape import find_misfit
from tejun.errors import BundleError
from tejun.reading import read_json

from tests.support import earlier
from tests.support.bundles import sealed, tiny_files, tiny_manifest

Spoil = Callable[[dict[str, Any]], object]


def catalog_of(bundle: Bundle) -> dict[str, Any]:
    catalog: dict[str, Any] = read_json(bundle.files[CATALOG])
    return catalog


def test_what_is_built_has_it(bundles: dict[str, Bundle]) -> None:
    assert [find_misfit(catalog_of(bundle)) for bundle in bundles.values()] == [None] * len(bundles)


def test_an_archive_of_an_earlier_tejun_has_it() -> None:
    assert find_misfit(catalog_of(read_archive(earlier.ARCHIVE))) is None


def first(catalog: dict[str, Any]) -> dict[str, Any]:
    requirement: dict[str, Any] = catalog["requirements"][0]
    return requirement


MISFITS: dict[str, tuple[Spoil, str]] = {
    "a program without a title": (lambda all_: all_["program"].pop("title"), "program"),
    "a title in one language": (
        lambda all_: all_["program"].__setitem__("title", {"ja": "題名"}),
        "program/title",
    ),
    "a title that is text": (
        lambda all_: first(all_).__setitem__("title", "x"),
        "requirements/0/title",
    ),
    "a language more": (
        lambda all_: first(all_)["title"].__setitem__("fr", "x"),
        "requirements/0/title",
    ),
    "a retention of no years": (
        lambda all_: all_["program"].__setitem__("retention", {"years": 0, "from": "end"}),
        "program/retention/years",
    ),
    "a retention from another moment": (
        lambda all_: all_["program"].__setitem__("retention", {"years": 1, "from": "call"}),
        "program/retention/from",
    ),
    "a call without dates": (lambda all_: all_["program"]["call"].pop("opens"), "program/call"),
    "a day that is none": (
        lambda all_: all_["program"]["call"].__setitem__("opens", "2026-02-30"),
        "program/call/opens",
    ),
    "a clause without a section": (
        lambda all_: first(all_)["clause"].pop("section"),
        "requirements/0/clause",
    ),
    "an actor that nobody knows": (
        lambda all_: first(all_).__setitem__("actor", "minister"),
        "requirements/0/actor",
    ),
    "a stage that nobody knows": (
        lambda all_: first(all_).__setitem__("stage", "later"),
        "requirements/0/stage",
    ),
    "a class that nobody knows": (
        lambda all_: first(all_).__setitem__("classes", ["x"]),
        "requirements/0/classes/0",
    ),
    "subjects that are no list": (
        lambda all_: first(all_).__setitem__("subjects", "person"),
        "requirements/0/subjects",
    ),
    "an open reason without a remedy": (
        lambda all_: first(all_)["reasons"].__setitem__(
            "x", {"status": "unsatisfied", "message": {"ja": "あ", "en": "a"}}
        ),
        "requirements/0/reasons/x",
    ),
    "reasons that are a list": (
        lambda all_: first(all_).__setitem__("reasons", []),
        "requirements/0/reasons",
    ),
    "a requirement that is text": (
        lambda all_: all_["requirements"].__setitem__(0, "x"),
        "requirements/0",
    ),
    "a requirement twice": (
        lambda all_: all_["requirements"].append(first(all_)),
        "requirements",
    ),
    "a form that asks nobody known": (
        lambda all_: all_["program"].__setitem__(
            "forms", [{"id": "x", "title": {"ja": "あ", "en": "a"}, "asked_of": "all", "items": []}]
        ),
        "program/forms/0/asked_of",
    ),
}


@pytest.mark.parametrize("name", MISFITS)
def test_a_misfit_is_found_at_its_place(bundle: Bundle, name: str) -> None:
    spoil, where = MISFITS[name]
    catalog = catalog_of(bundle)
    spoil(catalog)
    misfit = find_misfit(catalog)
    assert misfit is not None
    assert misfit.where == where


def test_an_archive_with_one_is_refused() -> None:
    files = tiny_files()
    catalog = read_json(files[CATALOG])
    del catalog["program"]["title"]
    files[CATALOG] = canonical.dumps(catalog)
    with pytest.raises(BundleError) as caught:
        read_archive(pack(sealed(files, tiny_manifest())))
    assert caught.value.detail.in_("en") == (
        "catalog.json does not have the shape of a catalog: program: “title” is missing."
    )
