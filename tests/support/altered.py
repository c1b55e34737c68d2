"""Editions that differ from one at hand in what a test says: in their catalog, their data or their sources.

Always holds: the edition at hand stays as it is.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tejun import canonical
from tejun.authoring.module import compile_module, find_capabilities
from tejun.bundle.archive import WASM, Bundle, read_archive

from tests.support import shared
from tests.support.bundles import write_tree

Pointer = tuple[str | int, ...]
Built = Callable[[Mapping[str, str]], Bundle]
"""From changed files of the small tree, by path, to the bundle that is built: the fixture `built_from`."""


def with_catalog(bundle: Bundle, pointer: Pointer, value: Any) -> Bundle:
    """The edition, its catalog holding the value at the place."""
    catalog = deepcopy(bundle.catalog)
    _put(catalog, pointer, value)
    return replace(bundle, catalog=catalog)


def with_data(bundle: Bundle, pointer: Pointer, value: Any) -> Bundle:
    """The edition, its data holding the value at the place below its root."""
    data = deepcopy(bundle.data)
    _put(data[bundle.root], pointer, value)
    return replace(bundle, data=data)


def with_param(bundle: Bundle, name: str, value: Any) -> Bundle:
    """The edition, its program setting the parameter so: in the data and in the catalog; None leaves it out."""
    params = {**bundle.data[bundle.root]["params"], name: value}
    if value is None:
        del params[name]
    return with_catalog(with_data(bundle, ("params",), params), ("program", "parameters"), params)


def with_rego(bundle: Bundle, path: str, old: str, *, new: str) -> Bundle:
    """The edition, the words replaced in one of its modules."""
    path = f"{bundle.root}/{path}"
    text = bundle.files[path].decode()
    assert old in text
    return replace(bundle, files={**bundle.files, path: text.replace(old, new).encode()})


def compiled(bundle: Bundle, opa: Path) -> Bundle:
    """The edition with the module that OPA makes of its Rego as it stands; a fourth of the time of a whole build."""
    module = compile_module(bundle.files, bundle.root, opa=opa, capabilities=find_capabilities())
    return replace(
        bundle,
        revision=canonical.digest(bundle.revision.encode() + module),
        wasm=module,
        files={**bundle.files, WASM: module},
    )


def requirement(bundle: Bundle, name: str, *within: str) -> Pointer:
    """The place of a requirement in the catalog, or of what is within it."""
    ids = [entry["id"] for entry in bundle.catalog["requirements"]]
    return ("requirements", ids.index(name), *within)


def leaves(value: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    """Everything in a JSON value that holds nothing more, with its place."""
    if isinstance(value, dict | list) and value:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*pointer, key))
    else:
        yield pointer, value


def _put(document: Any, pointer: Pointer, value: Any) -> None:
    for key in pointer[:-1]:
        document = document[key]
    document[pointer[-1]] = value


@pytest.fixture(scope="session")
def built_from(opa: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Builds the small tree with these files in the place of its own; the same ones once a session."""
    built: dict[bytes, Bundle] = {}

    def of(changed: Mapping[str, str]) -> Bundle:
        key = canonical.dumps(dict(changed))
        if key not in built:
            folder = write_tree(tmp_path_factory.mktemp("tree"), changed)
            built[key] = read_archive(shared.built(folder, "tiny-2026", opa=opa))
        return built[key]

    return of
