"""Where the outside programs are that building needs. Running the service needs none of them.

May not know: what they are used for.
"""

import shutil
from pathlib import Path

from service.errors import Text, ToolMissingError

_REPOSITORY = Path(__file__).resolve().parents[2]


def find_opa() -> Path:
    """The opa to build with: `.tools/opa` here or in the repository, else the one on PATH. Raises ToolMissingError."""
    for folder in (Path.cwd(), _REPOSITORY):
        found = shutil.which("opa", path=folder / ".tools")
        if found:
            return Path(found)
    found = shutil.which("opa")
    if found:
        return Path(found)
    raise ToolMissingError(
        Text(ja="opa が見つかりません。", en="opa was not found."),
        Text(
            ja="リポジトリで `make tools` を実行するか、opa に PATH を通してください。",
            en="Run `make tools` in the repository, or put opa on PATH.",
        ),
    )
