"""The cases in `fixtures/cases/<requirement>/<reason>.yaml`: a changed application and its finding.

    python -m tests.support.cases [REQUIREMENT …]    runs them on a real OPA and prints what differs

A case changes the complete application of a program, `fixtures/programs/<slug>/complete.yaml`: that of
the program whose own requirement it is, and `kprogram-2026` for the procedure's, unless it names another
(`program`). It does so by pointers whose list items are named by their `id`
(`/people/sato/disclosures/career`), by number, or `-` to append. `change` sets, `remove` deletes; `fa`
is what the FA recorded; `params` overrides parameters of the program (null removes one), `checklist`
the edition's; `as_of` and `mode` stand for themselves.
"""

import copy
import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from service import canonical
from service.bundle.archive import DATA, Bundle
from service.bundle.source import (
    Source,
    data_document,
    is_program_path,
    read_source,
    requirements,
    tightenings,
)
from service.bundle.tools import find_opa

ROOT = Path(__file__).parents[2]
POLICIES = ROOT / "policies"
CASES = ROOT / "fixtures" / "cases"
PROGRAMS = tuple(sorted(path.parent.name for path in POLICIES.glob("programs/*/program.yaml")))
"""The slugs of the programs in `policies/programs`."""
PROGRAM = "kprogram-2026"
"""The program whose complete application the cases of the procedure's requirements change."""
AS_OF = "2026-11-20"


def applications(program: str) -> Path:
    """The folder of the program's whole applications."""
    return ROOT / "fixtures" / "programs" / program


GOLDEN = ".golden.yaml"
"""How the file of an application's golden decision ends, which stands beside it (`tests.support.golden`)."""


def whole_applications(program: str) -> list[Path]:
    """The program's whole applications."""
    paths = sorted(applications(program).glob("*.yaml"))
    return [path for path in paths if not path.name.endswith(GOLDEN)]


COMPLETE = applications(PROGRAM) / "complete.yaml"


@cache
def source_of(program: str) -> Source:
    return read_source(POLICIES, program)


@cache
def owners() -> Mapping[str, str]:
    """The program of each requirement and tightening that a program has of its own, by its id."""
    return {
        metadata.custom["id"]: program
        for program in PROGRAMS
        for metadata in (*requirements(source_of(program)), *tightenings(source_of(program)))
        if is_program_path(metadata.path)
    }


class _Plain(yaml.CSafeLoader):
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
    program: str
    path: Path
    input: dict[str, Any]
    params: dict[str, Any]
    checklist: Any
    expect: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.requirement}/{self.path.stem}"


def load_cases(only: tuple[str, ...] = ()) -> list[Case]:
    paths = sorted(CASES.glob("*/*.yaml"))
    return [read_case(path) for path in paths if not only or path.parent.name in only]


def by_program(cases: Iterable[Case]) -> dict[str, list[Case]]:
    grouped: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        grouped[case.program].append(case)
    return grouped


@cache
def read_case(path: Path) -> Case:
    """The case in the file; not to be changed."""
    case = load_yaml(path)
    requirement = path.parent.name
    program = case.get("program", owners().get(requirement, PROGRAM))
    data = data_document(source_of(program))
    overridden = {**data["params"], **case.get("params", {})}
    document = {
        "schema": "tejun/input/1",
        "as_of": case.get("as_of", AS_OF),
        "mode": case.get("mode", "precheck"),
        "facts": changed(complete(program), case),
        "fa": case.get("fa", {}),
    }
    reason = path.stem.split(".")[0]
    return Case(
        requirement=requirement,
        reason=reason,
        program=program,
        path=path,
        input=document,
        params={key: value for key, value in overridden.items() if value is not None},
        checklist=case.get("checklist", data["checklist"]),
        expect={"requirement": requirement, "reason": reason, **case["expect"]},
    )


@cache
def complete(program: str) -> dict[str, Any]:
    """The program's complete application; not to be changed."""
    facts: dict[str, Any] = load_yaml(applications(program) / "complete.yaml")
    return facts


def changed(facts: dict[str, Any], case: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the facts with what the case removes and changes."""
    facts = copy.deepcopy(facts)
    for pointer in case.get("remove", []):
        remove(facts, pointer)
    for pointer, value in case.get("change", {}).items():
        change(facts, pointer, value)
    return facts


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


def stage(target: Path, program: str, cases: list[Case]) -> None:
    """Lays out in `target` what OPA needs: the program's Rego, each file where it stands, its data and the cases."""
    source = source_of(program)
    for name, text in source.rego.items():
        path = target / source.files[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    data = {"policy": data_document(source), **for_opa(cases)}
    (target / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def on_opa(opa: str | Path, program: str, cases: list[Case], *options: str) -> dict[str, Any]:
    """What a real OPA decides on cases of one program: the answer of `opa eval`, decisions by the case's name."""
    with tempfile.TemporaryDirectory() as folder:
        stage(Path(folder), program, cases)
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


def decisions(answer: dict[str, Any]) -> dict[str, Any]:
    """The decisions in an answer of `on_opa`, by the case's name."""
    value: dict[str, Any] = answer["result"][0]["expressions"][0]["value"]
    return value


def with_data(bundle: Bundle, case: Case) -> Bundle:
    """The bundle as if its program had set the case's parameters and checklist."""
    return setting(bundle, params=case.params, checklist=case.checklist)


def setting(bundle: Bundle, **data: Any) -> Bundle:
    """The bundle with other data than its program's own (`params`, `checklist`), under a revision of its own."""
    changed = {bundle.root: {**bundle.data[bundle.root], **data}}
    if changed == bundle.data:
        return bundle
    form = canonical.dumps(changed)
    revision = canonical.digest(bundle.revision.encode() + form)
    return replace(bundle, revision=revision, data=changed, files={**bundle.files, DATA: form})


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
    decided: dict[str, Any] = {}
    for program, own in by_program(cases).items():
        decided |= decisions(on_opa(find_opa(), program, own))
    failed = [case for case in cases if not gives(case, decided.get(case.name))]
    for case in failed:
        print(
            f"{case.name}\n  expected {case.expect}\n  found    {found(case, decided.get(case.name))}"
        )
    print(f"{len(cases) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
