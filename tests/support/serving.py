"""A served application, for tests that speak to it over loopback."""

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TEJUN = str(Path(sys.executable).parent / "tejun")


@contextmanager
def serving(*arguments: str, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A running service: the process, its URL and what it said at the start."""
    command = [TEJUN, "serve", "--port", "0", "--lang", "en", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=cwd) as process:
        assert process.stdout is not None
        said = ""
        url = None
        while url is None:
            line = process.stdout.readline()
            assert line, said
            said += line
            url = re.search(r"listens on (http://\S+)", line)
        try:
            yield process, url[1], said
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def answer(url: str) -> int:
    """The status of a GET, once somebody answers."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - loopback
                return int(response.status)
        except ConnectionError:
            continue
        except urllib.error.URLError:
            time.sleep(0.05)
    raise AssertionError(url)
