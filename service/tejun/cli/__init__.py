"""The command line: `tejun`.

Every command is a module here that reads its arguments, calls the same few functions as the API, and prints. Start-up
time is part of the contract: the module `group` imports a command's module only when that command is asked for, and
`check` never imports the web framework, the store or Pydantic; `tests/cli/test_startup.py` holds it.
"""

import gc
import sys

_GC_THRESHOLDS = (100_000, 50, 100)
"""A command makes tens of thousands of objects, most of them by imports, and hardly any that refer to each other in a
circle: Python's own thresholds (700, 10, 10) have its collector look for such circles a hundred times, in vain."""


def main() -> None:
    """The entry point: runs the command line of this process and exits with its code."""
    gc.set_threshold(*_GC_THRESHOLDS)
    from tejun.cli.run import run  # noqa: PLC0415 - whoever imports a module of this package need not import click

    code = run(sys.argv[1:])
    gc.freeze()  # or Python, as it ends, looks through every object once more: an eighth of a command's time
    sys.exit(code)
