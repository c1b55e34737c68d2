"""List the Rego files of a program's edition: `python tools/sources.py PROGRAM`, from the root of the repository.

Tests included: that is what `opa check` and `opa test` take. In the whole of `policies` two bases, or two programs,
may hold packages of one name.
"""

import sys
from pathlib import Path

from tejun.authoring.source import read_source
from tejun.errors import TejunError

POLICIES = Path("policies")


def main(program: str) -> int:
    """Print the files, one a line, or what is wrong where the program cannot be read."""
    try:
        files = read_source(POLICIES, program).files
    except TejunError as error:
        sys.stderr.write(f"{error.detail.in_('en')}\n{error.advice.in_('en')}\n")
        return 1
    sys.stdout.writelines(f"{POLICIES / file}\n" for file in files.values())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
