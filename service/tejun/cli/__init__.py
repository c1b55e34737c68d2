"""The command line: `tejun`.

Every command is a module here that reads its arguments, calls the same few functions as the API, and prints. Start-up
time is part of the contract: `group` loads a command when it is asked for, and `check` never imports the web framework,
the store or Pydantic; `tests/cli/test_startup.py` holds it.
"""

import sys


def main() -> None:
    """The entry point: runs the command line of this process and exits with its code."""
    from tejun.cli.run import run  # noqa: PLC0415 - the parts of the package may be imported without click

    sys.exit(run(sys.argv[1:]))
