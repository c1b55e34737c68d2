"""The source tree of a program's edition: the base procedure, the program's overlay, its parameters.

Always holds: everything is authored under the Rego root `policy`; a program sees the base and itself, never another
program. `data_document` is what the Rego reads besides the input.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

AUTHORED_ROOT = "policy"


@dataclass(frozen=True)
class Source:
    """One program's sources: `config` as in program.yaml, `rego` as path below `policies/` → text (tests left out)."""

    slug: str
    config: dict[str, Any]
    rego: dict[str, str]


def read_source(policies: Path, slug: str) -> Source:
    """Reads base and overlay of the program `slug` from the `policies` folder."""
    program = policies / "programs" / slug
    config = yaml.safe_load((program / "program.yaml").read_text("utf-8"))
    folders = [policies / "lib", policies / "procedure", program]
    paths = [
        policies / "decision.rego",
        *(path for folder in folders for path in folder.rglob("*.rego")),
    ]
    rego = {
        path.relative_to(policies).as_posix(): path.read_text("utf-8")
        for path in sorted(paths)
        if not path.name.endswith("_test.rego")
    }
    return Source(slug=slug, config=config, rego=rego)


def data_document(source: Source) -> dict[str, Any]:
    """What Rego reads as `data.policy`: the edition's name and the program's parameters."""
    config = source.config
    return {
        "edition": {
            "program": config["slug"],
            "edition": config["edition"],
            "base": config["base"],
        },
        "params": config["parameters"],
    }
