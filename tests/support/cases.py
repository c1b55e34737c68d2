"""The cases in `fixtures/cases/<requirement>/<reason>.yaml`: a changed application and its finding.

    python -m tests.support.cases [REQUIREMENT …]    runs them on a real OPA and prints what differs

How a case is written and read, and to which program it belongs: `tejun.policytest`. Here they are put to a real OPA,
with the policies as they stand in the sources.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import orjson
from tejun import canonical, policytest
from tejun.authoring.data import data_document
from tejun.authoring.source import (
    Source,
    is_program_path,
    read_source,
    requirement_packages,
    tightening_packages,
)
from tejun.bundle.mount import package_of
from tejun.policytest import Case, Fixtures
from tejun.policytest.case import OVERRIDDEN
from tejun.reading import read_document
from tejun.reading.lenient import read_own
from tejun.toolchain import find_opa

from tests.support.answers import made_from
from tests.support.later import LaterCase

ROOT = Path(__file__).parents[2]
POLICIES = ROOT / "policies"
CASES = ROOT / "fixtures" / "cases"
PROGRAMS = tuple(sorted(path.parent.name for path in POLICIES.glob("programs/*/program.yaml")))
"""The slugs of the programs in `policies/programs`."""
FIXTURES = Fixtures.open(ROOT / "fixtures")
PROGRAM = FIXTURES.program
"""kprogram-2026: the program whose complete application the cases of the procedure's own requirements change."""
AS_OF = FIXTURES.as_of


def applications(program: str) -> Path:
    """The folder of the program's whole applications."""
    return ROOT / "fixtures" / "programs" / program


def whole_applications(program: str) -> list[Path]:
    """The program's whole applications."""
    return FIXTURES.applications(program)


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
        for metadata in (
            *requirement_packages(source_of(program)),
            *tightening_packages(source_of(program)),
        )
        if is_program_path(metadata.path)
    }


def load_yaml(path: Path) -> Any:
    """The document in the file; the same again is not read as YAML again, in a thirtieth of the time."""
    return read_own(_as_json(path.read_bytes()))


@lru_cache(maxsize=128)
def _as_json(document: bytes) -> bytes:
    return orjson.dumps(read_document(document, "yaml").value)


def load_cases(only: tuple[str, ...] = ()) -> list[Case]:
    """The cases of these requirements, or of all: those in files, and what the FA's answers make of them.

    Not to be changed.
    """
    return list(_with_answers(only))


@cache
def _with_answers(only: tuple[str, ...]) -> tuple[Case, ...]:
    written = written_cases(only)
    return (*written, *made_from(written))


def written_cases(only: tuple[str, ...] = ()) -> list[Case]:
    """The cases in files, of these requirements or of all."""
    paths = sorted(CASES.glob("*/*.yaml"))
    return [read_case(path) for path in paths if not only or path.parent.name in only]


def by_program(cases: Iterable[Case]) -> dict[str, list[Case]]:
    grouped: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        grouped[case.program].append(case)
    return grouped


@cache
def read_case(path: Path) -> Case:
    """The case in the file; not to be changed. Its input document is made when it is first asked for."""
    content = policytest.read_case(path)
    program = content.get("program", owners().get(path.parent.name, PROGRAM))
    requirement, reason = path.parent.name, path.stem.split(".")[0]
    return LaterCase.of(
        lambda: FIXTURES.case(path, content, program).input,
        requirement=requirement,
        reason=reason,
        program=program,
        path=path,
        overrides={key: content[key] for key in OVERRIDDEN if key in content},
        expect={"requirement": requirement, "reason": reason, **content["expect"]},
        made_from=lambda: canonical.digest(
            f"{path}\n{_complete_digest(program)}\n".encode() + path.read_bytes()
        ),
    )


@cache
def _complete_digest(program: str) -> str:
    return canonical.digest((applications(program) / "complete.yaml").read_bytes())


def complete(program: str) -> dict[str, Any]:
    """The program's complete application; not to be changed."""
    return FIXTURES.complete(program)


@cache
def rego_data(program: str) -> dict[str, Any]:
    """What the program's Rego reads as `data.policy`; not to be changed."""
    return data_document(source_of(program))


def data_of(case: Case) -> dict[str, Any]:
    """The parameters of the program's sources, and its word on itself, as the case sets them."""
    return policytest.apply_overrides(case.overrides, rego_data(case.program))


@cache
def packages(program: str) -> Mapping[str, list[str]]:
    """The package of each requirement and tightening of a program, below `policy`, by its id."""
    source = source_of(program)
    return {
        metadata.custom["id"]: str(package_of(source.rego[metadata.path])).split(".")[1:]
        for metadata in (*requirement_packages(source), *tightening_packages(source))
    }


@cache
def policy_files(program: str) -> Mapping[str, str]:
    """The file of each requirement and tightening of a program, below `policies`, by its id."""
    source = source_of(program)
    return {
        metadata.custom["id"]: str(source.files[metadata.path])
        for metadata in (*requirement_packages(source), *tightening_packages(source))
    }


def for_opa(cases: list[Case]) -> dict[str, Any]:
    """The cases as data for `tests/policies/on_cases`."""
    return {
        "cases": {
            case.name: {
                "input": case.input,
                **data_of(case),
                "package": packages(case.program)[case.requirement],
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
    data = {"policy": rego_data(program), **for_opa(cases)}
    (target / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def on_opa(opa: str | Path, program: str, cases: list[Case]) -> dict[str, Any]:
    """What a real OPA decides on cases of one program: the decisions, by the case's name."""
    answer = _asked(opa, program, cases, "decisions")
    decisions: dict[str, Any] = answer["result"][0]["expressions"][0]["value"]
    return decisions


COVERAGE = ("--coverage", "--coverage-runs=")
"""Lines that were reached; not why others were not, for which OPA would evaluate everything twice more."""


def coverage(opa: str | Path, program: str, cases: list[Case]) -> dict[str, Any]:
    """Which lines a real OPA reaches, by file, where of each case only its own requirement is asked."""
    files: dict[str, Any] = _asked(opa, program, cases, "own", *COVERAGE)["coverage"]["files"]
    return files


def _asked(
    opa: str | Path, program: str, cases: list[Case], rule: str, *options: str
) -> dict[str, Any]:
    """The answer of `opa eval` to the rule, of which `tests/policies/on_cases` has a file."""
    with tempfile.TemporaryDirectory() as folder:
        stage(Path(folder), program, cases)
        shutil.copy(ROOT / "tests" / "policies" / "on_cases" / f"{rule}.rego", folder)
        command = [
            str(opa),
            "eval",
            "-d",
            ".",
            "--format",
            "json",
            "--strict-builtin-errors",  # as the service asks an OPA
            *options,
            f"data.on_cases.{rule}",
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if run.returncode != 0:
        raise RuntimeError(run.stderr or run.stdout)
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def main(only: tuple[str, ...]) -> int:
    """Prints, for each case that fails, what was found where something else was expected."""
    cases = load_cases(only)
    decided: dict[str, Any] = {}
    for program, own in by_program(cases).items():
        decided |= on_opa(find_opa(), program, own)
    failed = [
        case for case in cases if not policytest.meets_expectation(case, decided.get(case.name))
    ]
    for case in failed:
        findings = policytest.matching_findings(case, decided.get(case.name))
        print(f"{case.name}\n  expected {case.expect}\n  found    {findings}")
    print(f"{len(cases) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
