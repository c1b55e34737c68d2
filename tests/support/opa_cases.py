"""OPA's own test cases, as they come with its Go module, and what of them a compiled policy can be asked.

They are read where Go keeps the module whose version `tools/opa/go.mod` pins; where Go has not fetched it yet, as the
program came from elsewhere, it does.

Always holds: a case that is not asked is left out for a reason that is named. No case is changed.

May not know: how a case is evaluated.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tejun.errors import UnreadableDocumentError
from tejun.reading import read_document

from tests.support.cases import ROOT

MODULE = "github.com/open-policy-agent/opa"
CASES = Path("v1", "test", "cases", "testdata", "v1")
EXCEPTIONS = Path("internal", "wasm", "sdk", "test", "e2e", "exceptions.yaml")
"""Where OPA names the cases that a compiled policy does not meet, each with its reason."""
CONFLICT = "eval_conflict_error"

_CALL = re.compile(r"([a-z][a-z0-9_.]*)\(", re.ASCII)
_QUERY = re.compile(r"data((?:\.[a-z_][a-z0-9_]*)+) = ([a-z])", re.ASCII)


@dataclass(frozen=True)
class Case:
    """One case: its policies, what they are given, and what comes out; `result` is None where it is an error."""

    note: str
    theme: str
    """The folder that it is from: a built-in, or a part of the language."""
    modules: tuple[str, ...]
    entrypoint: str
    data: bytes
    input_document: bytes
    result: Any

    def is_met_by(self, answer: Any, *, ordered: bool = False) -> bool:
        """Whether an answer (`[{"result": …}]`, or `[]`) is the one that OPA gives, in whatever order of its items.

        A compiled policy gives sets in an order of its own, and JSON does not tell them from arrays.
        """
        here, there = (_plain(each, ordered=ordered) for each in (answer, self.result))
        return bool(here == there)


def opa_cases() -> list[Case]:
    """Every case that has one rule for its query and its input in JSON, in OPA's order."""
    return [case for each in _all() if (case := _case(*each)) is not None]


def calls(case: Case, names: Iterable[str]) -> bool:
    """Whether its policies call one of the functions, as far as their text shows."""
    words = {word for text in case.modules for word in _CALL.findall(text)}
    return not words.isdisjoint(names)


def _all() -> Iterator[tuple[str, dict[str, Any]]]:
    module = _module_folder()
    folder = module / CASES
    unmet = _read(module / EXCEPTIONS)
    files = sorted(folder.rglob("*.yaml"))
    assert files, f"no cases of OPA in {folder}"
    for path in files:
        # Numbers that no facts can have either are not read: a few files, on time and on shifting bits.
        with suppress(UnreadableDocumentError):
            for case in _read(path)["cases"]:
                if case["note"] not in unmet:
                    yield path.relative_to(folder).parts[0], case


def _read(path: Path) -> Any:
    return read_document(path.read_bytes(), "yaml").value


def _module_folder() -> Path:
    go = shutil.which("go")
    assert go, "OPA's own test cases come with its Go module: install Go, which the tests need"
    done = subprocess.run(
        [go, "mod", "download", "-json", MODULE],
        cwd=ROOT / "tools" / "opa",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (
        f"Go does not give OPA's own test cases: {done.stdout}{done.stderr}"
    )
    return Path(json.loads(done.stdout)["Dir"])


def _case(theme: str, case: dict[str, Any]) -> Case | None:
    """The case; None where its query is not one rule, its input no JSON, or its error one of strict mode."""
    query = _QUERY.fullmatch(case["query"])
    error = case.get("want_error_code")
    if query is None or "input_term" in case or case.get("strict_error"):
        return None
    if (error or "want_error" in case) and error != CONFLICT:
        return None
    path, name = query.groups()
    wanted = [] if error else case["want_result"]
    return Case(
        note=case["note"],
        theme=theme,
        modules=tuple(case.get("modules", ())),
        entrypoint=path.removeprefix(".").replace(".", "/"),
        data=json.dumps(case.get("data", {})).encode(),
        input_document=json.dumps(case["input"]).encode() if "input" in case else b"",
        result=None if error else [{"result": each[name]} for each in wanted],
    )


def _plain(value: Any, *, ordered: bool) -> Any:
    """The value so that equal ones are written alike: numbers by their value, true unlike 1."""
    match value:
        case bool() | None | str():
            return repr(value)
        case int() | float():
            return repr(float(value))
        case list():
            items = [_plain(each, ordered=ordered) for each in value]
            return items if ordered else sorted(items, key=repr)
        case dict():
            return {name: _plain(each, ordered=ordered) for name, each in value.items()}
        case _:
            raise TypeError(value)
