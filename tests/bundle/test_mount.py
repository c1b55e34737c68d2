"""Moving a module under its edition's root, and what cannot be moved safely."""

import pytest
from tejun.bundle.mount import mount, package_of
from tejun.errors import BundleError

HEAD = "package policy.procedure.people.papers\n\n"


def moved(body: str) -> str:
    return mount("x.rego", HEAD + body, "tiny_2026_1").removeprefix(
        "package tiny_2026_1.procedure.people.papers\n\n"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("import data.policy.lib.fact\n", "import data.tiny_2026_1.lib.fact\n"),
        ("x := data.policy.params.years\n", "x := data.tiny_2026_1.params.years\n"),
        ("x := input.facts.data.policy\n", "x := input.facts.data.policy\n"),
        ("x := subject.data\n", "x := subject.data\n"),
        (
            'x := object.get(y, ["data", "dmp"], null)\n',
            'x := object.get(y, ["data", "dmp"], null)\n',
        ),
        ("x := 1 # the data of a person\n", "x := 1 # the data of a person\n"),
        ("# data[x] is refused\nx := 1\n", "# data[x] is refused\nx := 1\n"),
        ("x := `data`\n", "x := `data`\n"),
    ],
)
def test_only_the_authored_root_is_renamed(body: str, expected: str) -> None:
    assert moved(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        'x := data["policy"].params\n',
        "x := data[root].params\n",
        "x := data\n",
        "x := data.policies.params\n",
        "x := data.other\n",
        "x := [y | some y in data]\n",
    ],
)
def test_what_reads_data_in_another_way_is_refused_and_named(body: str) -> None:
    with pytest.raises(BundleError, match=r"x\.rego: it reads `data` otherwise") as caught:
        moved(body)
    assert "x.rego" in caught.value.detail.in_("ja")


def test_line_ends_of_windows_are_kept() -> None:
    text = "# METADATA\r\n\r\npackage policy.a\r\n\r\nimport data.policy.lib.fact\r\n"
    assert mount("x.rego", text, "tiny_2026_1") == (
        "# METADATA\r\n\r\npackage tiny_2026_1.a\r\n\r\nimport data.tiny_2026_1.lib.fact\r\n"
    )


def test_a_package_outside_the_authored_root_is_refused() -> None:
    with pytest.raises(BundleError, match="not below `policy`"):
        mount("x.rego", "package policies.x\n", "tiny_2026_1")


@pytest.mark.parametrize(
    ("text", "package"),
    [
        ("package a.b_1\n", "a.b_1"),
        ("# package c\n\npackage a # so\n", "a"),
        ("# package c\r\n\r\npackage a # so\r\nimport data.b\r\n", "a"),
        ("package a\r\n", "a"),
        ("x := 1\n", None),
        ("  package a\n", None),
    ],
)
def test_the_package_of_a_module(text: str, package: str | None) -> None:
    assert package_of(text) == package
