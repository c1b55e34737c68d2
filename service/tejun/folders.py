"""Where the files stand that tejun works with and that are no Python: the procedure with its programs, the editions.

In a checkout they stand at its top level. A built distribution carries them inside the package, where `setup.py` puts
them; an editable installation carries none and runs from its checkout. Nobody else knows the difference.

Always holds: an installation never looks into the folders around it; a folder of that name where the command is run
comes first.

May not know: what the files say.
"""

import os
from pathlib import Path

_PACKAGE = Path(__file__).absolute().parent

POLICIES = "policies"
BUNDLES = "bundles"


def shipped(name: str) -> Path | None:
    """The folder `policies` or `bundles` that came with tejun, absolute; None where there is none."""
    folder = (checkout() or _carried()) / name
    return folder if folder.is_dir() else None


def checkout() -> Path | None:
    """The top of the repository from which tejun runs; None where it is installed."""
    top = _PACKAGE.parent.parent
    is_source = top / "service" / "tejun" == _PACKAGE and (top / "pyproject.toml").is_file()
    return top if is_source and not _carried().is_dir() else None


def find_bundles() -> Path:
    """The registry of editions where none is named: the one here, else the examples that came with tejun."""
    return _here_or_shipped(BUNDLES)


def find_policies() -> Path:
    """The folder of policies where none is named: the one here, else that which came with tejun."""
    return _here_or_shipped(POLICIES)


def _carried() -> Path:
    """Where a built distribution has them; a checkout has no such folder."""
    return _PACKAGE / "share"


def _here_or_shipped(name: str) -> Path:
    """Where there is neither, the one here: an error then names the place where a person can put it.

    So it is where something of the name is here and no folder, such as a link that leads nowhere: who put it there did
    not mean those that came with tejun.
    """
    here = Path(name)
    return here if os.path.lexists(here) else shipped(name) or here
