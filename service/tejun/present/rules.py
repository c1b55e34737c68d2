"""The rules of an edition's requirements, to be read: the Rego of each with its lines, and what its parameters are set
to, and by whom.

Always holds: pure. Lines are the bundle's own, with the numbers that they have there; the comments above a package,
which the catalog has in both languages, are left out.

May not know: decisions, or how rules are shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.bundle.metadata import Metadata
from tejun.bundle.mount import AUTHORED_ROOT, package_of
from tejun.compare.parameters import parameter_values, read_tightenings
from tejun.present.checklist import Phrases
from tejun.terms import Layer
from tejun.words import Bilingual


@dataclass(frozen=True)
class Parameter:
    """A parameter that the rules read. `value` in words; None where the program does not set it: then the rule of the
    layer that declares it holds as it is written."""

    name: str
    description: Bilingual
    value: Bilingual | None
    declared_by: Layer


@dataclass(frozen=True)
class RuleFile:
    """A file of the bundle: its lines from the package on, `first` being the number of the first of them."""

    path: str
    layer: Layer
    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """All that decides on one requirement, but for what it shares with others."""

    requirement: str
    title: Bilingual
    files: tuple[RuleFile, ...]
    parameters: tuple[Parameter, ...]


def rules_of(bundle: Bundle, requirements: Iterable[str]) -> tuple[Rules, ...]:
    """The rules of these requirements, in the order of the catalog. Raises BundleError for METADATA that is none."""
    wanted, reader = set(requirements), _Reader(bundle)
    return tuple(
        reader.rules(requirement)
        for requirement in bundle.catalog["requirements"]
        if requirement["id"] in wanted
    )


class _Reader:
    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._paths = {
            package_of(content.decode()) or "": path
            for path, content in bundle.files.items()
            if path.endswith(".rego")
        }
        self._tightenings: dict[str, list[Metadata]] = {}
        for metadata in read_tightenings(bundle):
            self._tightenings.setdefault(metadata.custom["tightens"], []).append(metadata)
        titles = {item["id"]: item["title"] for item in bundle.catalog["requirements"]}
        self._phrases = [Phrases(language, titles=titles) for language in ("ja", "en")]
        self._values = parameter_values(bundle)

    def rules(self, requirement: Mapping[str, Any]) -> Rules:
        tightenings = self._tightenings.get(requirement["id"], [])
        return Rules(
            requirement["id"],
            Bilingual(**requirement["title"]),
            tuple(self._files(requirement, tightenings)),
            tuple(self._parameters(requirement, tightenings)),
        )

    def _files(
        self, requirement: Mapping[str, Any], tightenings: Iterable[Metadata]
    ) -> Iterator[RuleFile]:
        package = str(requirement["package"]).replace(AUTHORED_ROOT, self._bundle.root, 1)
        path = self._paths.get(package)
        if path is not None:
            yield self._file(path, requirement["layer"])
        for metadata in tightenings:
            yield self._file(metadata.path, "program")

    def _file(self, path: str, layer: Layer) -> RuleFile:
        lines = self._bundle.files[path].decode().rstrip("\n").split("\n")
        first = next((i for i, line in enumerate(lines) if line.startswith("package ")), 0)
        return RuleFile(path, layer, first + 1, tuple(lines[first:]))

    def _parameters(
        self, requirement: Mapping[str, Any], tightenings: Iterable[Metadata]
    ) -> Iterator[Parameter]:
        for name, declared in sorted(requirement.get("parameters", {}).items()):
            yield self._parameter(name, declared, requirement["layer"])
        for metadata in tightenings:
            for name, declared in sorted(metadata.custom.get("parameters", {}).items()):
                yield self._parameter(name, declared, "program")

    def _parameter(self, name: str, declared: Mapping[str, Any], layer: Layer) -> Parameter:
        value = None
        if name in self._values:
            ja, en = (phrases.value(self._values[name]) for phrases in self._phrases)
            value = Bilingual(ja, en)
        return Parameter(name, Bilingual(**declared["description"]), value, layer)
