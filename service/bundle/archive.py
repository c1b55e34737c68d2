"""A bundle's archive, read with suspicion: caps while streaming, plain relative files only, identity checked.

Always holds: a `Bundle` in hand has its manifest, policy, data and catalog, and its revision is the one that its files
give; nothing of an archive is trusted before that.

May not know: where archives come from, or what an engine does with one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Bundle:
    """One edition of one program, ready for an engine.

    `root` is the Rego root under which it is mounted (`kprogram_2026_1`), `entrypoint` the path that decides
    (`kprogram_2026_1/decision/result`), `revision` the identity of its content and `digest` the archive's SHA-256, both
    as `sha256:<hex>`. `data` is what its Rego reads besides the input.
    """

    program: str
    edition: str
    base: str
    sequence: int
    effective_from: str
    root: str
    entrypoint: str
    revision: str
    digest: str
    wasm: bytes = field(repr=False)
    data: dict[str, Any] = field(repr=False)
    catalog: dict[str, Any] = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
