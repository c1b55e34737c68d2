"""Asking OPA how it comes to the findings of one requirement: the recorded input is evaluated again, and traced.

Always holds: OPA runs on the very files of the bundle, in a folder of its own that is gone afterwards; the input
document goes in by a pipe and never to the disk; there is a deadline and a limit on what OPA may say; it is not given
the environment. Built-in errors are errors. What OPA says in another form than the expected is an error, never part of
a trace.

May not know: the record. That the findings are those recorded is for `tejun.trace.recorded` to see.
"""

import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tejun.bundle.archive import DATA, MANIFEST, Bundle
from tejun.bundle.metadata import read_metadata
from tejun.bundle.mount import AUTHORED_ROOT, package_of
from tejun.errors import ToolMissingError, TraceError
from tejun.reading.lenient import read_printed
from tejun.trace.events import Trace, Traced
from tejun.trace.text import UnreadableTraceError, read_trace
from tejun.words import Message

DEADLINE_SECONDS = 30.0
"""For each of the two evaluations. A traced one takes half a second for ten people; it grows faster than they do."""

MAX_BYTES = 128 * 1024 * 1024
"""Of OPA's trace; what the committed applications give is a tenth of it."""

_EVAL = ("eval", "--stdin-input", "--strict-builtin-errors", "--bundle", ".")
# Without the index, a branch that cannot hold is tried and seen to fail, instead of being skipped unseen.
_TRACED = ("--explain=full", "--var-values", "--disable-indexing", "--format=pretty")


def trace(
    bundle: Bundle,
    requirement: str,
    input_document: bytes,
    *,
    opa: Path,
    deadline_seconds: float = DEADLINE_SECONDS,
) -> Trace:
    """Evaluates the requirement of the bundle's catalog again. Raises TraceError, ToolMissingError."""
    own, tightenings = _packages(bundle, requirement)
    asked = _query(own, tightenings)
    with _folder(bundle) as (folder, paths):
        run = _Run(opa, folder, input_document, deadline_seconds)
        decided = _json(run.output("--format=json", f"data.{bundle.entrypoint.replace('/', '.')}"))
        traced = run.output(*_TRACED, asked)
    try:
        events, value = read_trace(traced, paths)
        return Trace(
            root=bundle.root,
            requirement=requirement,
            findings=_findings_of(requirement, decided),
            own=Traced(*own, results=tuple(value["findings"])),
            tightenings=tuple(
                Traced(*package, results=tuple(_of(requirement, said)))
                for package, said in zip(tightenings, value["tightenings"], strict=True)
            ),
            events=events,
        )
    except (UnreadableTraceError, LookupError, TypeError) as error:
        raise _unreadable(str(error)) from error


# --- what is asked -----------------------------------------------------------------------------

_Rule = tuple[str, str]
"""A rule by its full name, and the bundle's file that it stands in."""


def _packages(bundle: Bundle, requirement: str) -> tuple[_Rule, list[_Rule]]:
    """The rule that gives the requirement's findings, and those with which the program tightens them."""
    catalog = {item["id"]: item for item in bundle.catalog["requirements"]}
    below = catalog[requirement]["package"].removeprefix(f"{AUTHORED_ROOT}.")
    package = f"{bundle.root}.{below}"
    texts = {
        path: content.decode() for path, content in bundle.files.items() if path.endswith(".rego")
    }
    path = next(path for path, text in texts.items() if package_of(text) == package)
    return (f"data.{package}.findings", path), list(_tightening(texts, requirement))


def _tightening(texts: Mapping[str, str], requirement: str) -> Iterator[_Rule]:
    for path, text in sorted(texts.items()):
        if "tightens:" not in text:
            continue  # YAML is slow to read, and most packages tighten nothing
        metadata = read_metadata(path, text)
        if metadata is not None and metadata.custom.get("tightens") == requirement:
            yield f"data.{metadata.package}.tightenings", path


def _query(own: _Rule, tightenings: list[_Rule]) -> str:
    said = ", ".join(rule for rule, _ in tightenings)
    return f'{{"findings": {own[0]}, "tightenings": [{said}]}}'


def _findings_of(requirement: str, answer: Any) -> tuple[dict[str, Any], ...]:
    result = answer["result"][0]["expressions"][0]["value"]
    return tuple(_of(requirement, result["findings"]))


def _of(requirement: str, findings: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (finding for finding in findings if finding["requirement"] == requirement)


# --- how it is asked ---------------------------------------------------------------------------


@contextmanager
def _folder(bundle: Bundle) -> Iterator[tuple[Path, dict[str, str]]]:
    """The bundle without its wasm, and the bundle's path of each of its files there.

    OPA shortens long names of files in a trace, so they are numbered here.
    """
    rego = sorted(path for path in bundle.files if path.endswith(".rego"))
    names = {f"{number}.rego": path for number, path in enumerate(rego)}
    with tempfile.TemporaryDirectory(prefix="tejun-trace-") as made:
        folder = Path(made)
        for name, path in {**names, DATA: DATA, MANIFEST: MANIFEST}.items():
            (folder / name).write_bytes(bundle.files[path])
        yield folder, names


class _Run:
    """OPA in a folder, on one input document."""

    def __init__(self, opa: Path, folder: Path, document: bytes, seconds: float) -> None:
        self._command = [str(opa.resolve()), *_EVAL]
        self._folder = folder
        self._document = document
        self._seconds = seconds

    def output(self, *arguments: str) -> bytes:
        """What OPA writes. Raises TraceError where that is an error, comes too late or is too much."""
        with tempfile.TemporaryFile() as told, self._started(arguments, told) as process:
            clock = threading.Timer(self._seconds, process.kill)
            clock.start()
            try:
                output = self._exchange(process)
                process.wait()
            finally:
                in_time = clock.is_alive()
                clock.cancel()
                process.kill()
            told.seek(0)
            words = told.read(400).decode(errors="replace")
        if not in_time:
            raise _too_slow(self._seconds)
        if len(output) > MAX_BYTES:
            raise _too_large()
        if process.returncode != 0:
            raise _unreadable(words or output[:400].decode(errors="replace"))
        return output

    def _started(self, arguments: tuple[str, ...], told: Any) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(  # noqa: S603 - the opa that the caller chose, fixed arguments
                [*self._command, *arguments],
                cwd=self._folder,
                env={},  # a policy could ask for it, and there may be keys in it
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=told,
            )
        except OSError as error:
            raise _no_opa(self._command[0], str(error.strerror)) from error

    def _exchange(self, process: "subprocess.Popen[bytes]") -> bytes:
        """Sends the document, then reads: OPA says nothing before it has read the document to its end."""
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both are pipes")
        with suppress(BrokenPipeError):
            process.stdin.write(self._document)
            process.stdin.close()
        output = process.stdout.read(MAX_BYTES + 1)
        if len(output) > MAX_BYTES:
            process.kill()
        return output


def _json(output: bytes) -> Any:
    try:
        return read_printed(output)
    except ValueError as error:
        raise _unreadable(output[:400].decode(errors="replace")) from error


# --- errors ------------------------------------------------------------------------------------


def _too_slow(seconds: float) -> TraceError:
    return TraceError(
        Message("trace.too_slow.detail", seconds=seconds),
        Message("trace.too_slow.advice"),
    )


def _too_large() -> TraceError:
    size = MAX_BYTES // 1024 // 1024
    return TraceError(
        Message("trace.too_large.detail", size=size),
        Message("trace.too_large.advice"),
    )


def _unreadable(reason: str) -> TraceError:
    shown = " ".join(reason.split())[:300]
    return TraceError(
        Message("trace.unreadable.detail", shown=shown),
        Message("trace.unreadable.advice"),
    )


def _no_opa(opa: str, reason: str) -> ToolMissingError:
    return ToolMissingError(
        Message("toolchain.no_opa.detail", opa=opa, reason=reason),
        Message("toolchain.find_opa.advice"),
    )
