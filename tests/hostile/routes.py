"""Where requests go: every operation that `openapi/openapi.json` has, a new one without being named here.

Always holds: a parameter that is known by its name gets a value that leads somewhere; any other one that its schema
allows.

May not know: what is done to a request.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.cases import ROOT

OPENAPI = ROOT / "openapi" / "openapi.json"
METHODS = ("get", "post", "put", "patch", "delete")
BESIDE = {
    "/logs/{partition}": ("POST", "opa_logs"),
    "/status/{partition}": ("POST", "opa_status"),
    "/openapi.json": ("GET", "openapi"),
    "/nowhere/{name}": ("GET", "nowhere"),
}
"""What the service answers and the document does not show."""


@dataclass(frozen=True)
class Operation:
    """One operation: its path with its parameters' places, and the query's parameters."""

    id: str
    method: str
    path: str
    path_values: tuple[tuple[str, str], ...] = ()
    query: tuple[str, ...] = ()
    takes_body: bool = False

    @property
    def target(self) -> str:
        """The path with values that lead somewhere, as far as they are known."""
        target = self.path
        for name, value in self.path_values:
            target = target.replace(f"{{{name}}}", value)
        return target


def operations(document: Mapping[str, Any], known: Mapping[str, str]) -> tuple[Operation, ...]:
    """Those of an OpenAPI document; `known` has values of parameters by their names."""
    found = [
        _operation(path, method, described, known)
        for path, methods in document["paths"].items()
        for method, described in methods.items()
        if method in METHODS
    ]
    beside = [
        Operation(name, method, path, (("partition", "p"), ("name", "x")), (), method == "POST")
        for path, (method, name) in BESIDE.items()
    ]
    return (*found, *beside)


def described_operations(known: Mapping[str, str], path: Path = OPENAPI) -> tuple[Operation, ...]:
    """Those of the service, as its document stands."""
    return operations(json.loads(path.read_bytes()), known)


def _operation(
    path: str, method: str, described: Mapping[str, Any], known: Mapping[str, str]
) -> Operation:
    parameters = described.get("parameters", [])
    return Operation(
        id=described.get("operationId", f"{method} {path}"),
        method=method.upper(),
        path=path,
        path_values=tuple(
            (each["name"], known.get(each["name"]) or _sample(each.get("schema", {})))
            for each in parameters
            if each["in"] == "path"
        ),
        query=tuple(each["name"] for each in parameters if each["in"] == "query"),
        takes_body="requestBody" in described,
    )


def _sample(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return str(schema["enum"][0])
    for name in ("const", "default", "example"):
        if name in schema:
            return str(schema[name])
    return "1" if schema.get("type") in {"integer", "number"} else "x"
