"""The SBOM holds every distribution of the runtime lock, follows CycloneDX's own schema, and is the same each time."""

import json
import re
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest

from tests.support.cases import ROOT
from tools.release.sbom import Locked, Product, read_lock, sbom

LOCK = (ROOT / "requirements" / "runtime.txt").read_text("utf-8")
PRODUCT = Product(
    name="tejun", version="1.2.3", license="Apache-2.0", sha256="a" * 64, moment=1_764_288_000
)


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(sbom(PRODUCT, read_lock(LOCK)))
    return made


def schema_of(name: str) -> dict[str, Any]:
    """A schema of CycloneDX, as its library carries it."""
    text = (files("cyclonedx.schema") / "_res" / f"{name}.SNAPSHOT.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def test_it_follows_the_schema(bill: dict[str, Any]) -> None:
    schema = schema_of("bom-1.6")
    others = [
        (schema["$id"].replace("bom-1.6", f"{name}.SNAPSHOT"), schema_of(name))
        for name in ("spdx", "jsf-0.82", "cryptography-defs")
    ]
    registry = jsonschema_rs.Registry(others, draft=jsonschema_rs.Draft7)
    validator = jsonschema_rs.Draft7Validator(schema, registry=registry, validate_formats=True)
    assert [error.message for error in validator.iter_errors(bill)] == []
    spoilt = {**bill, "components": [{"name": "without a type"}]}
    assert not validator.is_valid(spoilt)


def test_it_holds_every_distribution_of_the_lock_with_the_digests_that_it_allows(
    bill: dict[str, Any],
) -> None:
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE))
    assert {part["name"]: part["version"] for part in bill["components"]} == pins
    digests = [
        digest["content"]
        for part in bill["components"]
        for reference in part["externalReferences"]
        for digest in reference["hashes"]
    ]
    assert sorted(digests) == sorted(re.findall(r"sha256:(\w+)", LOCK))


def test_it_says_what_the_product_is_and_what_it_needs(bill: dict[str, Any]) -> None:
    product = bill["metadata"]["component"]
    assert (product["name"], product["version"]) == ("tejun", "1.2.3")
    assert product["hashes"] == [{"alg": "SHA-256", "content": "a" * 64}]
    assert bill["metadata"]["timestamp"] == "2025-11-28T00:00:00+00:00"
    needs = {entry["ref"]: entry.get("dependsOn", []) for entry in bill["dependencies"]}
    direct = re.findall(r'^    "([\w-]+)(?:\[\w+\])?[>=]=', pyproject_dependencies(), re.MULTILINE)
    assert {re.sub(r"pkg:pypi/|@.*", "", ref) for ref in needs["pkg:pypi/tejun@1.2.3"]} == {*direct}
    assert set().union(*needs.values()) == needs.keys() - {"pkg:pypi/tejun@1.2.3"}


def pyproject_dependencies() -> str:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return text.partition("\ndependencies = [")[2].partition("\n]")[0]


def test_the_same_lock_and_wheel_give_the_same_text() -> None:
    lock = read_lock(LOCK)
    assert sbom(PRODUCT, lock) == sbom(PRODUCT, lock)


def test_where_a_distribution_is_wanted_is_said(bill: dict[str, Any]) -> None:
    cffi = next(part for part in bill["components"] if part["name"] == "cffi")
    assert cffi["properties"] == [
        {"name": "tejun:environment-marker", "value": "platform_python_implementation != 'PyPy'"}
    ]


def test_a_lock_is_read_with_who_asks_for_what() -> None:
    digest = "0" * 64
    text = (
        "# made\n"
        f"a-b==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{digest}\n    # via tejun (pyproject.toml)\n"
        f"c==2 \\\n    --hash=sha256:{digest} \\\n    --hash=sha256:{digest}\n"
        "    # via\n    #   a-b\n    #   tejun (pyproject.toml)\n"
    )
    assert read_lock(text) == [
        Locked("a-b", "1.0", "sys_platform == 'win32'", (digest,), ("tejun",)),
        Locked("c", "2", "", (digest, digest), ("a-b", "tejun")),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "a==1\n",  # without a digest
        "a @ file:///a.whl \\\n    --hash=sha256:" + "0" * 64 + "\n    # via b\n",
        "a==1 \\\n    --hash=sha256:" + "0" * 64 + "\n",  # asked for by nobody
        "-e .\n",
    ],
)
def test_a_lock_that_is_not_understood_gives_no_bill(line: str) -> None:
    with pytest.raises(ValueError, match="not understood"):
        read_lock(LOCK + line)
