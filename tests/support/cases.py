"""The cases in `fixtures/cases/<requirement>/<reason>.yaml`: a changed application and its finding.

    python -m tests.support.cases [REQUIREMENT …]    runs them on a real OPA and prints what differs

A case changes `fixtures/applications/complete.yaml` by pointers whose list items are named by their
`id` (`/people/sato/disclosures/career`), by number, or `-` to append. `change` sets, `remove`
deletes; `fa` is what the FA recorded; `params` overrides parameters of the program (null removes
one), `checklist` the edition's; `as_of` and `mode` stand for themselves.
"""

import copy
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from service.bundle.source import data_document, read_source
from service.bundle.tools import find_opa

ROOT = Path(__file__).parents[2]
CASES = ROOT / "fixtures" / "cases"
COMPLETE = ROOT / "fixtures" / "applications" / "complete.yaml"
PROGRAM = "kprogram-2026"
AS_OF = "2026-11-20"


class _Plain(yaml.SafeLoader):
    """YAML as the facts are read: dates stay strings."""


_Plain.yaml_implicit_resolvers = {
    key: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith("timestamp")]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=_Plain)  # noqa: S506 - a SafeLoader


@dataclass(frozen=True)
class Case:
    """One case: the input document that it makes, its parameters and checklist, and the finding that it expects."""

    requirement: str
    reason: str
    path: Path
    input: dict[str, Any]
    params: dict[str, Any]
    checklist: Any
    expect: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.requirement}/{self.reason}"


def load_cases(only: tuple[str, ...] = ()) -> list[Case]:
    complete = load_yaml(COMPLETE)
    data = data_document(read_source(ROOT / "policies", PROGRAM))
    paths = sorted(CASES.glob("*/*.yaml"))
    return [
        read_case(path, complete, data) for path in paths if not only or path.parent.name in only
    ]


def read_case(path: Path, complete: dict[str, Any], data: dict[str, Any]) -> Case:
    """Reads one case; `data` is the program's own `data.policy`."""
    case = load_yaml(path)
    facts = copy.deepcopy(complete)
    for pointer in case.get("remove", []):
        remove(facts, pointer)
    for pointer, value in case.get("change", {}).items():
        change(facts, pointer, value)
    overridden = {**data["params"], **case.get("params", {})}
    requirement = path.parent.name
    document = {
        "schema": "tejun/input/1",
        "as_of": case.get("as_of", AS_OF),
        "mode": case.get("mode", "precheck"),
        "facts": facts,
        "fa": case.get("fa", {}),
    }
    return Case(
        requirement=requirement,
        reason=path.stem,
        path=path,
        input=document,
        params={key: value for key, value in overridden.items() if value is not None},
        checklist=case.get("checklist", data["checklist"]),
        expect={"requirement": requirement, "reason": path.stem, **case["expect"]},
    )


def change(document: Any, pointer: str, value: Any) -> None:
    *parents, last = pointer.strip("/").split("/")
    for key in parents:
        document = (
            document[position(document, key)]
            if key in document or isinstance(document, list)
            else (document.setdefault(key, {}))
        )
    if isinstance(document, list) and last == "-":
        document.append(value)
    else:
        document[position(document, last)] = value


def remove(document: Any, pointer: str) -> None:
    *parents, last = pointer.strip("/").split("/")
    for key in parents:
        document = document[position(document, key)]
    del document[position(document, last)]


def position(document: Any, key: str) -> Any:
    """The index of the item whose `id` is `key`, or the number itself; in an object the key."""
    if not isinstance(document, list):
        return key
    by_id = {item.get("id"): i for i, item in enumerate(document) if isinstance(item, dict)}
    return by_id[key] if key in by_id else int(key)


def for_opa(cases: list[Case]) -> dict[str, Any]:
    """The cases as data for `tests/policies/cases.rego`."""
    return {
        "cases": {
            case.name: {
                "input": case.input,
                "params": case.params,
                "checklist": case.checklist,
                "expect": case.expect,
            }
            for case in cases
        }
    }


def stage(target: Path, cases: list[Case]) -> None:
    """Lays out in `target` what OPA needs: the program's Rego, its data and the cases."""
    source = read_source(ROOT / "policies", PROGRAM)
    for name, text in source.rego.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    data = {"policy": data_document(source), **for_opa(cases)}
    (target / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def on_opa(opa: str | Path, cases: list[Case], *options: str) -> dict[str, Any]:
    """What a real OPA decides on each case: the answer of `opa eval`, decisions by the case's name."""
    with tempfile.TemporaryDirectory() as folder:
        stage(Path(folder), cases)
        shutil.copy(ROOT / "tests" / "policies" / "cases.rego", folder)
        command = [
            str(opa),
            "eval",
            "-d",
            ".",
            "--format",
            "json",
            *options,
            "data.on_cases.decisions",
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if run.returncode != 0:
        raise RuntimeError(run.stderr or run.stdout)
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def found(case: Case, decision: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The findings on the case's requirement and subject, each with the decision's outcome."""
    return [
        {**finding, "outcome": (decision or {})["outcome"]}
        for finding in (decision or {}).get("findings", [])
        if (finding["requirement"], finding["subject"])
        == (case.expect["requirement"], case.expect["subject"])
    ]


def gives(case: Case, decision: dict[str, Any] | None) -> bool:
    """Whether the decision holds exactly one finding on the case's cell, and it is the one expected."""
    findings = found(case, decision)
    return len(findings) == 1 and case.expect.items() <= findings[0].items()


def main(only: tuple[str, ...]) -> int:
    """Prints, for each case that fails, what was found where something else was expected."""
    cases = load_cases(only)
    answer = on_opa(find_opa(), cases)
    decisions = answer["result"][0]["expressions"][0]["value"]
    failed = [case for case in cases if not gives(case, decisions.get(case.name))]
    for case in failed:
        print(
            f"{case.name}\n  expected {case.expect}\n  found    {found(case, decisions.get(case.name))}"
        )
    print(f"{len(cases) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
