"""The software bill of materials: what an installation by the runtime lock consists of, as CycloneDX JSON.

Always holds: it follows from the lock and the wheel alone, so the same ones give the same bytes; each component has the
digests of the files that the lock allows.

May not know: what is installed here.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

_ENTRY = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\\n(?P<rest>(?: +.*\n?)+)",
    re.MULTILINE,
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_ASKED_BY = re.compile(r"^ +#(?: via)? +(?!via\b)([\w.-]+)(?: \(pyproject\.toml\))?$", re.MULTILINE)

_ANY_OF = "any of these files, as requirements/runtime.txt pins them"
_MARKER = "tejun:environment-marker"


@dataclass(frozen=True)
class Locked:
    """One distribution of a lock: the files that may be installed by their SHA-256, and who asks for it.

    `marker` says on which platforms it is wanted; empty where on all.
    """

    name: str
    version: str
    marker: str
    sha256: tuple[str, ...]
    asked_by: tuple[str, ...]


@dataclass(frozen=True)
class Product:
    """What is released: `sha256` of the wheel, `moment` in seconds since 1970, `license` by its SPDX id."""

    name: str
    version: str
    license: str
    sha256: str
    moment: int


def read_lock(text: str) -> list[Locked]:
    """The distributions of a lock that `make lock` wrote. Raises ValueError where a part of it was not understood."""
    found = [_locked(entry) for entry in _ENTRY.finditer(text)]
    pinned = sum(line[:1] not in {"", " ", "#"} for line in text.splitlines())
    if len(found) != pinned or not all(locked.sha256 and locked.asked_by for locked in found):
        raise ValueError("a line of the lock was not understood")
    return found


def sbom(product: Product, lock: Sequence[Locked]) -> str:
    """The bill as text: the product, what it consists of, and who needs what."""
    root = _product(product)
    parts = [(locked, _component(locked)) for locked in lock]
    bom = Bom(
        serial_number=uuid5(NAMESPACE_OID, product.sha256),
        components=[component for _, component in parts],
    )
    bom.metadata.component = root
    bom.metadata.timestamp = datetime.fromtimestamp(product.moment, UTC)
    for name, component in [(product.name, root), *((part.name, made) for part, made in parts)]:
        bom.register_dependency(component, [made for part, made in parts if name in part.asked_by])
    document: dict[str, Any] = json.loads(JsonV1Dot6(bom).output_as_string())
    return json.dumps(document, indent=2, sort_keys=True) + "\n"


def _locked(entry: re.Match[str]) -> Locked:
    return Locked(
        name=entry["name"],
        version=entry["version"],
        marker=entry["marker"] or "",
        sha256=tuple(_HASH.findall(entry["rest"])),
        asked_by=tuple(_ASKED_BY.findall(entry["rest"])),
    )


def _product(product: Product) -> Component:
    purl = PackageURL("pypi", None, product.name, product.version)
    return Component(
        type=ComponentType.APPLICATION,
        bom_ref=str(purl),
        name=product.name,
        version=product.version,
        purl=purl,
        licenses=[DisjunctiveLicense(id=product.license)],
        hashes=[_sha256(product.sha256)],
    )


def _component(locked: Locked) -> Component:
    purl = PackageURL("pypi", None, locked.name, locked.version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(str(purl)),
        comment=_ANY_OF,
        hashes=[_sha256(digest) for digest in locked.sha256],
    )
    return Component(
        type=ComponentType.LIBRARY,
        bom_ref=str(purl),
        name=locked.name,
        version=locked.version,
        purl=purl,
        external_references=[files],
        properties=[Property(name=_MARKER, value=locked.marker)] if locked.marker else [],
    )


def _sha256(digest: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=digest)
