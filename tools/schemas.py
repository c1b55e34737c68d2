"""Write the schemas that are generated from the models: `python tools/schemas.py`, from the root of the repository.

One goes with the package: facts are held to it, one with the policies (`opa check` reads it).
"""

import json
import sys
from pathlib import Path
from typing import Any

from tejun.model.schema import facts_schema, input_schema

ROOT = Path(__file__).resolve().parents[1]
FACTS = ROOT / "service" / "tejun" / "model" / "facts-2.schema.json"
INPUT = ROOT / "policies" / "schemas" / "input.json"


def text(schema: dict[str, Any]) -> str:
    """Indented, so that a change of the models is a diff that a person can read."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write both files."""
    for path, schema in ((FACTS, facts_schema()), (INPUT, input_schema())):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(schema), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
