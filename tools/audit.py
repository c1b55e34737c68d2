"""`python -m tools.audit PIP-AUDIT [OPTIONS]`: whether an advisory stands against anything that our locks pin.

`make audit` runs it; OPTIONS go to pip-audit (`--vulnerability-service osv`). It ends with

| code | when |
|---|---|
| 0 | each pin of each lock but LEFT_OUT was looked up; no advisory stands against any but those known not to touch us |
| 1 | an advisory stands against a pin, or the time of a known one is over |
| 2 | not all was looked up, so nothing can be said; what was not is named |

Where its service cannot be reached, or knows nothing, pip-audit says that there are no known vulnerabilities and ends
with 0 (seen: a package index that gives 404; `--strict` does not help). So what it says counts only with an answer for
each pin, of any platform, and with the advisories against a release that is known to have some (CANARY).

Known advisories stand in requirements/advisories.toml, each with its reason and its last day.

Always holds: the judgement is pure; only `ask` starts pip-audit.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"
LOCKS = ("runtime", "build", "dev", "audit")
LEFT_OUT = {
    "bench": "the engine of before, old on purpose: only `make bench` runs it, on our own modules"
}
"""Locks that are not looked up, and why."""
KNOWN = "advisories.toml"
LONGEST = timedelta(days=184)
"""For how long an advisory may be known not to touch us before somebody looks again."""


@dataclass(frozen=True, order=True)
class Pin:
    """One release that a lock names."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


CANARY = Pin("pyyaml", "5.3")
"""Advisories stand against it since 2020: who knows none of them knows none at all."""


@dataclass(frozen=True)
class Known:
    """An advisory that does not touch us: why, and until when that holds."""

    id: str
    package: str
    reason: str
    expires: date


@dataclass(frozen=True)
class Advisory:
    """What stands against a pin."""

    pin: Pin
    ids: frozenset[str]
    mended_in: tuple[str, ...]

    def is_known(self, known: Known) -> bool:
        return known.package == self.pin.name and known.id in self.ids

    def __str__(self) -> str:
        mended = ", ".join(self.mended_in) or "no release yet"
        return f"{self.pin}: {', '.join(sorted(self.ids))}; mended in {mended}"


@dataclass(frozen=True)
class Answers:
    """What pip-audit found of each pin that it looked up, and why it did not look up others, by their names."""

    found: dict[Pin, tuple[Advisory, ...]]
    skipped: dict[str, str]


_PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ;.*)? \\$")


class AuditError(Exception):
    """There is nothing to judge by."""


Ask = Callable[[Sequence[Pin]], str]
"""Gives what pip-audit prints as JSON. Raises AuditError."""


def main(arguments: list[str], *, today: date) -> int:
    """Prints what was looked up and what was found."""
    program, *options = arguments
    try:
        locks = [(REQUIREMENTS / f"{name}.txt").read_text("utf-8") for name in LOCKS]
        known = read_known((REQUIREMENTS / KNOWN).read_text("utf-8"))
        pins = sorted({pin for lock in locks for pin in read_pins(lock)})
        answers = look_up(pins, lambda some: ask(program, some, options))
    except (AuditError, OSError, ValueError) as error:
        print(f"not audited: {error}", file=sys.stderr)
        return 2
    return report(pins, answers, known, today=today)


def read_pins(lock: str) -> Iterator[Pin]:
    """Every pin, of whatever platform. Raises AuditError where a line is none."""
    for line in lock.splitlines():
        if line[:1] in {"", " ", "#"}:
            continue
        found = _PIN.match(line)
        if found is None:
            raise AuditError(f"all of it: a line of a lock was not understood: {line}")
        yield Pin(found["name"], found["version"])


def read_known(text: str) -> tuple[Known, ...]:
    """The tables `[[known]]`. Raises AuditError where one does not say all there is to say."""
    tables = tomllib.loads(text).get("known", [])
    names = {field.name for field in fields(Known)}
    for table in tables:
        values = [table.get(name) for name in sorted(names)]
        is_whole = set(table) == names and all(values) and type(table["expires"]) is date
        if not is_whole:
            raise AuditError(
                f"{KNOWN}: each [[known]] has {', '.join(sorted(names))} (a day): {table}"
            )
    return tuple(Known(**table) for table in tables)


def look_up(pins: Iterable[Pin], ask: Ask) -> Answers:
    """What is known of the pins and of CANARY; two releases of one name are asked for apart. Raises AuditError."""
    found: dict[Pin, tuple[Advisory, ...]] = {}
    skipped: dict[str, str] = {}
    for round_ in _rounds([*pins, CANARY]):
        answer = _parsed(ask(round_))
        for entry in answer:
            if "skip_reason" in entry:
                skipped[entry["name"]] = entry["skip_reason"]
            else:
                pin = Pin(entry["name"], entry["version"])
                found[pin] = tuple(_advisory(pin, each) for each in entry["vulns"])
    return Answers(found, skipped)


def report(pins: Sequence[Pin], answers: Answers, known: Sequence[Known], *, today: date) -> int:
    """Prints the judgement; gives the code."""
    missing = list(_not_audited(pins, answers))
    against = list(_against(pins, answers, known, today=today))
    for line in missing:
        print(f"not audited: {line}", file=sys.stderr)
    for line in against:
        print(f"against us: {line}", file=sys.stderr)
    for line in _left_over(answers, known):
        print(f"note: {line}")
    for name, reason in LEFT_OUT.items():
        print(f"note: requirements/{name}.txt is not looked up: {reason}")
    looked_up = sum(pin in answers.found for pin in pins)
    print(f"{looked_up} of {len(pins)} pins were looked up")
    if missing:
        return 2
    return 1 if against else 0


def ask(program: str, pins: Sequence[Pin], options: Sequence[str]) -> str:
    """What pip-audit prints; it installs nothing and resolves nothing. Raises AuditError."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pins.txt"
        file.write_text("".join(f"{pin.name}=={pin.version}\n" for pin in pins), "utf-8")
        command = [program, "--requirement", str(file), "--no-deps", "--disable-pip"]
        command += ["--format", "json", "--progress-spinner", "off", *options]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode not in {0, 1} or not ended.stdout.strip():
        last = (ended.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise AuditError(f"all of it: pip-audit ended with {ended.returncode}: {last}")
    return ended.stdout


def _rounds(pins: Iterable[Pin]) -> Iterator[list[Pin]]:
    """Lists that hold each name once."""
    left = list(dict.fromkeys(pins))
    while left:
        first = {pin.name: pin for pin in reversed(left)}
        yield list(first.values())
        left = [pin for pin in left if first[pin.name] != pin]


def _parsed(text: str) -> list[dict[str, Any]]:
    try:
        entries: list[dict[str, Any]] = json.loads(text)["dependencies"]
        return entries
    except (ValueError, KeyError, TypeError) as error:
        raise AuditError(f"all of it: pip-audit said what is no answer: {text[:200]}") from error


def _advisory(pin: Pin, entry: dict[str, Any]) -> Advisory:
    ids = frozenset([entry["id"], *entry.get("aliases", [])])
    return Advisory(pin, ids, tuple(entry["fix_versions"]))


def _not_audited(pins: Iterable[Pin], answers: Answers) -> Iterator[str]:
    for pin in pins:
        if pin not in answers.found:
            yield f"{pin}: {answers.skipped.get(pin.name, 'pip-audit says nothing of it')}"
    if not answers.found.get(CANARY):
        yield f"all of it: no advisory is known there against {CANARY}, against which there are some"


def _against(
    pins: Iterable[Pin], answers: Answers, known: Sequence[Known], *, today: date
) -> Iterator[str]:
    for pin in pins:
        for advisory in answers.found.get(pin, ()):
            if not any(map(advisory.is_known, known)):
                yield str(advisory)
    for each in known:
        if each.expires < today:
            yield f"{each.package}: {each.id} was known until {each.expires}: look again"
        elif each.expires - today > LONGEST:
            yield f"{each.package}: {each.id} is known for over {LONGEST.days} days: name an earlier day"


def _left_over(answers: Answers, known: Iterable[Known]) -> Iterator[str]:
    advisories = [advisory for found in answers.found.values() for advisory in found]
    for each in known:
        if not any(advisory.is_known(each) for advisory in advisories):
            yield f"{each.package}: {each.id} stands against no pin any more: take it out of {KNOWN}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], today=datetime.now(UTC).date()))
