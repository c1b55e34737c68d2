"""Judging mutants: OPA runs the Rego tests and the cases of each, many in one process.

A mutant is first put beside the policies alone, and only its own tests and cases are asked (`alone`). One that they
let pass gets a copy of all policies of its own, and everything that depends on it is asked, in every program that has
it (`together`). What still passes has survived.

Always holds: a mutant is killed only where the same is asked of the unchanged module, laid out beside it, and passes;
otherwise the run ends with an error. One that does not compile is neither killed nor a survivor.

May not know: which survivors are to be expected.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path
from typing import Any

from tests.mutation.mutants import Edit, Mutant, mutants_of
from tests.mutation.staging import VERDICTS, Asked, add, lay_out
from tests.mutation.worlds import World
from tests.support import shared

UNCHANGED = Edit(0, 0, "", "none")
PROCESSES = 2
"""OPA compiles on one core: two at a time keep two busy."""


class Fate(Enum):
    KILLED = "killed"
    SURVIVED = "survived"
    BROKEN = "did not compile"
    NOT_ASKED = "not in the sample"


Question = Callable[[World, str], Asked]


def alone(world: World, file: str) -> Asked:
    return Asked(copied={file} | world.own_tests(file), cases={file})


def together(world: World, file: str) -> Asked:
    dependents = world.dependents(file)
    return Asked(copied=set(world.modules) | dependents, cases=dependents)


BATCHES: dict[Question, int] = {alone: 200, together: 20}
"""How many mutants share a process: a whole copy of the policies is a hundred modules."""


Choice = Callable[[list[Mutant]], list[Mutant]]
"""Which of all mutants are judged."""


def judge(
    opa: Path, worlds: Sequence[World], only: Iterable[str] = (), chosen: Choice = list
) -> dict[Mutant, Fate]:
    """The fate of every mutant of every module, or of those in `only`; what is not chosen was not asked."""
    wanted, seen = set(only), set[str]()
    fates: dict[Mutant, Fate] = {}
    for world in worlds:
        files = [file for file in world.modules if file not in seen and file in (wanted or {file})]
        seen |= set(files)
        mutants = all_made(opa, world, files)
        fates |= dict.fromkeys(mutants, Fate.NOT_ASKED)
        fates |= ask(opa, world, chosen(mutants), question=alone)
    for world in worlds:
        left = [
            mutant
            for mutant, fate in fates.items()
            if fate is Fate.SURVIVED and mutant.path in world.modules
        ]
        fates |= ask(opa, world, left, question=together)
    return fates


def all_made(opa: Path, world: World, files: Iterable[str]) -> list[Mutant]:
    with ThreadPoolExecutor(PROCESSES) as pool:
        per_file = pool.map(lambda file: made(opa, file, world.modules[file]), files)
        return [mutant for mutants in per_file for mutant in mutants]


def made(opa: Path, file: str, text: str) -> list[Mutant]:
    """Every mutant of a module."""
    command = [str(opa), "parse", "--format", "json", "--json-include", "locations,-comments"]
    with tempfile.NamedTemporaryFile("w", suffix=".rego", encoding="utf-8") as module:
        module.write(text)
        module.flush()
        run = subprocess.run([*command, module.name], capture_output=True, check=True)
    return mutants_of(file, text, json.loads(run.stdout))


def ask(
    opa: Path, world: World, mutants: Sequence[Mutant], *, question: Question
) -> dict[Mutant, Fate]:
    """The mutants' fates by one question, in batches."""
    size = BATCHES[question]
    batches = [mutants[start : start + size] for start in range(0, len(mutants), size)]
    fates: dict[Mutant, Fate] = {}
    with ThreadPoolExecutor(PROCESSES) as pool:
        for found in pool.map(lambda batch: of_batch(opa, world, batch, question), batches):
            fates |= found
    return fates


def of_batch(
    opa: Path, world: World, mutants: Sequence[Mutant], question: Question
) -> dict[Mutant, Fate]:
    asked = {mutant.path: question(world, mutant.path) for mutant in mutants}
    patterns = {path: f"u{i}" for i, path in enumerate(asked)}
    unchanged = {patterns[path]: Mutant(path, "", world.modules[path], UNCHANGED) for path in asked}
    roots = {f"m{i}": mutant for i, mutant in enumerate(mutants)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, world, asked.values())
        for root, mutant in (unchanged | roots).items():
            pattern, one = patterns[mutant.path], asked[mutant.path]
            add(folder, world, mutant, root=root, pattern=pattern, asked=one)
        fates = evaluated(opa, folder, set(unchanged | roots))
    for path, root in patterns.items():
        if fates[root] is not Fate.SURVIVED:
            raise RuntimeError(
                f"{path}: {fates[root].value}, although it is unchanged; mend its tests and cases first"
            )
    return {mutant: fates[root] for root, mutant in roots.items()}


def evaluated(opa: Path, folder: Path, roots: set[str]) -> dict[str, Fate]:
    """The fate of each root. What ends the whole evaluation in an error is taken away, and the rest evaluated again."""
    fates: dict[str, Fate] = {}
    while "errors" in (answer := evaluate(opa, folder)):
        for error in located(answer["errors"]):
            root = str(error.get("location", {}).get("file", "")).partition("/")[0]
            if root not in roots:
                raise RuntimeError(json.dumps(error, ensure_ascii=False))
            fates[root] = Fate.BROKEN if error["code"].startswith("rego_") else Fate.KILLED
        for root in fates:
            shutil.rmtree(folder / root, ignore_errors=True)
    verdicts = answer["result"][0]["expressions"][0]["value"]
    return fates | {
        root: Fate.KILLED if verdicts[root].get("killed") else Fate.SURVIVED
        for root in roots - set(fates)
    }


def located(errors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The errors that say where they are, all where none does: after ten, OPA says only that there are more."""
    return [error for error in errors if "location" in error] or errors


def evaluate(opa: Path, folder: Path) -> dict[str, Any]:
    """What `opa eval` says of the verdicts."""
    options = ("-d", ".", "--optimize-store-for-read-speed", "--format", "json")
    command = [str(opa), "eval", *options, f"data.{VERDICTS}"]
    env = {**shared.GO, **os.environ}
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=env)
    if not run.stdout:
        raise RuntimeError(run.stderr)
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer
