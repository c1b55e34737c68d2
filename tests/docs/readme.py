"""The README's shell blocks and the output that stands beneath them.

    python -m tests.docs.readme    runs the blocks and brings what is shown up to date; read the diff

A line that is shown may leave out a part with `…`; a line that is `…` alone stands for any lines.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from tests.cli.support import ROOT
from tests.support.server import serving

README = ROOT / "README.md"
SERVED = "http://127.0.0.1:8000"

_BLOCK = re.compile(r"^```sh\n(.*?)^```(?:\n+```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[tuple[str, str]]:
    """Each shell block with the output shown beneath it."""
    return _BLOCK.findall(text)


def run(script: str, url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a block in a folder that looks like the repository, against the application at `url`."""
    for name in ("bundles", "fixtures"):
        link = folder / name
        if not link.is_symlink():
            link.symlink_to(ROOT / name)
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script.replace(SERVED, url)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(folder)},
    )


def fits(shown: str, printed: str) -> bool:
    """Whether a line that is shown is the printed one, but for what `…` leaves out."""
    pattern = ".*".join(re.escape(part) for part in shown.split("…"))
    return re.fullmatch(pattern, printed) is not None


def differences(shown: list[str], printed: list[str]) -> Iterator[str]:
    """What is shown and not printed, in order; nothing may be left out but where `…` stands."""
    at, skip = 0, False
    for line in shown:
        if line.strip() == "…":
            skip = True
            continue
        last = len(printed) if skip else at + 1
        found = next(
            (i for i in range(at, min(last, len(printed))) if fits(line, printed[i])), None
        )
        if found is None:
            yield line
        else:
            at, skip = found + 1, False
    if not skip and at < len(printed):
        yield f"(not shown) {printed[at]}"


def refreshed(shown: list[str], printed: list[str]) -> Iterator[str]:
    """The same lines as they are printed now; what leaves out a part stays.

    Behind `…` a line becomes the one most like it, any other the one that is printed next.
    """
    at, skip = 0, False
    for line in shown:
        if line.strip() == "…" or at >= len(printed):
            skip = True
            yield line
            continue
        ratios = [likeness(line, real) for real in printed[at : None if skip else at + 1]]
        at, skip = at + ratios.index(max(ratios)) + 1, False
        yield line if "…" in line else printed[at - 1]


def likeness(shown: str, printed: str) -> float:
    """How much a line that is shown is like a printed one; 1 where it fits."""
    return 1.0 if fits(shown, printed) else SequenceMatcher(None, shown, printed).ratio()


def main() -> int:
    """Rewrites the README."""
    text = README.read_text("utf-8")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as server,
    ):
        for script, output in blocks(text):
            printed = run(script, server.url, Path(folder)).stdout.splitlines()
            now = "\n".join(refreshed(output.splitlines(), printed))
            text = text.replace(output, f"{now}\n")
    README.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
