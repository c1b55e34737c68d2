"""`python -m tools.reference [FOLDER]`: write the reference, by default docs/procedure, and readings.md beside it."""

import sys
import tempfile
from datetime import date
from pathlib import Path

from tejun.engine.embedded.wasm import WasmEngine
from tejun.registry import Registry

from tests.support.cases import PROGRAMS, ROOT, source_of
from tools.reference import book, evidence
from tools.reference.write import readings_page, write


def main(arguments: list[str]) -> int:
    """Writes the reference with the bundles that `make bundles` built."""
    registry = Registry.load(ROOT / "bundles")
    bundles = {program: registry.bundle(program, date.max) for program in PROGRAMS}
    gathered = book.gather({program: source_of(program) for program in PROGRAMS})
    folder = Path(arguments[0]) if arguments else ROOT / "docs" / "procedure"
    with tempfile.TemporaryDirectory() as modules:
        engine = WasmEngine(deadline_seconds=60, cache=Path(modules))
        write(folder, gathered, evidence.gather(bundles, engine))
        engine.close()
    (folder.parent / "readings.md").write_text(readings_page(gathered), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
