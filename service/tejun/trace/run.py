"""Runs OPA with a trace: evaluates the recorded input again for the findings of one requirement.

Always holds: OPA runs on the very files of the bundle, for a trace on those that its rules can reach, in a folder of
its own that is removed afterwards; the input document goes through a pipe and never to the disk; time and output are
limited; OPA gets no environment. Built-in errors are errors. Output of an unexpected form is an error, never part of a
trace.

May not know: the record. `tejun.trace.recorded` checks that the findings are those recorded.
"""

import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tejun.bundle.archive import DATA, MANIFEST, Bundle
from tejun.bundle.metadata import read_metadata
from tejun.bundle.mount import AUTHORED_ROOT, package_of
from tejun.errors import ToolMissingError, TraceError
from tejun.model.json_types import FindingJson
from tejun.reading.lenient import read_printed
from tejun.toolchain import OPA_VERSION, how_to_get_opa
from tejun.trace.events import EvaluatedRule, Trace
from tejun.trace.reached import reached
from tejun.trace.text import UnreadableTraceError, read_trace
from tejun.words import Message, Words
from tejun.words.system import system_reason

DEADLINE_SECONDS = 30.0
"""For each of the two evaluations. A trace takes half a second for ten people, and grows faster than their number."""

MAX_BYTES = 128 * 1024 * 1024
"""The limit of OPA's output; the committed applications need a tenth of it."""

_EVAL = ("eval", "--stdin-input", "--strict-builtin-errors", "--bundle", ".")
# Without the index, a branch that cannot hold is evaluated and fails in the trace, instead of being left out of it.
_TRACE_OPTIONS = ("--explain=full", "--var-values", "--disable-indexing", "--format=pretty")

Decided = Mapping[str, Any]
"""OPA's answer to a bundle's entrypoint."""


def run_trace(
    bundle: Bundle,
    requirement: str,
    input_document: bytes,
    *,
    opa: Path,
    deadline_seconds: float = DEADLINE_SECONDS,
    decided: Decided | None = None,
) -> Trace:
    """The trace of the requirement on the input document; `decided` is what `decide` gave for the same one, where that
    is at hand. Raises TraceError or ToolMissingError."""
    if decided is None:
        decided = decide(bundle, input_document, opa=opa, deadline_seconds=deadline_seconds)
    texts = _texts(bundle)
    rule, tightenings = _find_rules(bundle, texts, requirement)
    query = _query(rule, tightenings)
    wanted = reached(texts, (path for _, path in (rule, *tightenings)))
    with _bundle_folder(bundle, wanted) as (folder, paths):
        opa_run = _OpaRun(opa, folder, input_document, deadline_seconds)
        output = opa_run.output(*_TRACE_OPTIONS, query)
    try:
        events, value = read_trace(output, paths)
        return Trace(
            root=bundle.root,
            requirement=requirement,
            findings=_findings_of(requirement, decided),
            rule=EvaluatedRule(*rule, results=tuple(value["findings"])),
            tightenings=tuple(
                EvaluatedRule(*tightening, results=tuple(_of_requirement(requirement, findings)))
                for tightening, findings in zip(tightenings, value["tightenings"], strict=True)
            ),
            events=events,
        )
    except (UnreadableTraceError, LookupError, TypeError) as error:
        raise _unreadable(str(error)) from error


def decide(
    bundle: Bundle,
    input_document: bytes,
    *,
    opa: Path,
    deadline_seconds: float = DEADLINE_SECONDS,
) -> Decided:
    """OPA's whole decision: for who traces several requirements of one. Raises TraceError or ToolMissingError."""
    with _bundle_folder(bundle, _texts(bundle)) as (folder, _):
        return _decision(_OpaRun(opa, folder, input_document, deadline_seconds), bundle)


def _decision(opa_run: "_OpaRun", bundle: Bundle) -> Decided:
    query = f"data.{bundle.entrypoint.replace('/', '.')}"
    answer: Decided = _parse_json(opa_run.output("--format=json", query))
    return answer


# --- the query ---------------------------------------------------------------------------------

_RuleFile = tuple[str, str]
"""A rule's full name, and the path of its file in the bundle."""


def _texts(bundle: Bundle) -> dict[str, str]:
    """The modules of the bundle, by their paths."""
    return {
        path: content.decode() for path, content in bundle.files.items() if path.endswith(".rego")
    }


def _find_rules(
    bundle: Bundle, texts: Mapping[str, str], requirement: str
) -> tuple[_RuleFile, list[_RuleFile]]:
    """The rule of the requirement's findings, and the program's rules that tighten them."""
    catalog = {item["id"]: item for item in bundle.catalog["requirements"]}
    below = catalog[requirement]["package"].removeprefix(f"{AUTHORED_ROOT}.")
    package = f"{bundle.root}.{below}"
    path = next(path for path, text in texts.items() if package_of(text) == package)
    return (f"data.{package}.findings", path), list(_find_tightenings(texts, requirement))


def _find_tightenings(texts: Mapping[str, str], requirement: str) -> Iterator[_RuleFile]:
    for path, text in sorted(texts.items()):
        if "tightens:" not in text:
            continue  # YAML is slow to read, and most packages tighten nothing
        metadata = read_metadata(path, text)
        if metadata is not None and metadata.custom.get("tightens") == requirement:
            yield f"data.{metadata.package}.tightenings", path


def _query(rule: _RuleFile, tightenings: list[_RuleFile]) -> str:
    rules = ", ".join(rule for rule, _ in tightenings)
    return f'{{"findings": {rule[0]}, "tightenings": [{rules}]}}'


def _findings_of(requirement: str, answer: Any) -> tuple[FindingJson, ...]:
    result = answer["result"][0]["expressions"][0]["value"]
    return tuple(_of_requirement(requirement, result["findings"]))


def _of_requirement(requirement: str, findings: list[FindingJson]) -> Iterator[FindingJson]:
    return (finding for finding in findings if finding["requirement"] == requirement)


# --- the run -----------------------------------------------------------------------------------


@contextmanager
def _bundle_folder(bundle: Bundle, modules: Iterable[str]) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with these modules of the bundle and its data, and the bundle's path of each by its name in the folder.

    The files are numbered, since OPA shortens long names of files in a trace.
    """
    names = {f"{number}.rego": path for number, path in enumerate(sorted(modules))}
    with tempfile.TemporaryDirectory(prefix="tejun-trace-") as temporary:
        folder = Path(temporary)
        for name, path in {**names, DATA: DATA, MANIFEST: MANIFEST}.items():
            (folder / name).write_bytes(bundle.files[path])
        yield folder, names


class _OpaRun:
    """OPA in a folder, on one input document."""

    def __init__(self, opa: Path, folder: Path, document: bytes, seconds: float) -> None:
        self._command = [str(opa.resolve()), *_EVAL]
        self._folder = folder
        self._document = document
        self._seconds = seconds

    def output(self, *arguments: str) -> bytes:
        """OPA's output. Raises TraceError where OPA fails, takes too long or writes too much."""
        with tempfile.TemporaryFile() as stderr, self._start(arguments, stderr) as process:
            clock = threading.Timer(self._seconds, process.kill)
            clock.start()
            try:
                output = self._exchange(process)
                process.wait()
            finally:
                in_time = clock.is_alive()
                clock.cancel()
                process.kill()
            stderr.seek(0)
            error_text = stderr.read(400).decode(errors="replace")
        if not in_time:
            raise _too_slow(self._seconds)
        if len(output) > MAX_BYTES:
            raise _too_large()
        if process.returncode != 0:
            raise _unreadable(error_text or output[:400].decode(errors="replace"))
        return output

    def _start(self, arguments: tuple[str, ...], stderr: Any) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(  # noqa: S603 - the opa that the caller chose, fixed arguments
                [*self._command, *arguments],
                cwd=self._folder,
                env={},  # a policy could ask for it, and there may be keys in it
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
            )
        except OSError as error:
            raise _no_opa(self._command[0], system_reason(error)) from error

    def _exchange(self, process: "subprocess.Popen[bytes]") -> bytes:
        """Sends the document, then reads: OPA writes nothing before it has read the document to its end."""
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both are pipes")
        with suppress(BrokenPipeError):
            process.stdin.write(self._document)
            process.stdin.close()
        output = process.stdout.read(MAX_BYTES + 1)
        if len(output) > MAX_BYTES:
            process.kill()
        return output


def _parse_json(output: bytes) -> Any:
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
        Message("trace.unreadable.detail", reason=shown),
        Message("trace.unreadable.advice", version=OPA_VERSION),
    )


def _no_opa(opa: str, reason: Words) -> ToolMissingError:
    return ToolMissingError(
        Message("toolchain.opa_not_running.detail", opa=opa, reason=reason),
        how_to_get_opa(),
    )
