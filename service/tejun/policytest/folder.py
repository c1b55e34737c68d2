"""The folder of fixtures: which cases and whole applications an edition has there.

A case of a requirement that a program has of its own, or of its own tightening, belongs to that program; one of the
procedure's requirements to the program that `fixtures.yaml` names; unless the case names another (`program`).

Always holds: a file that cannot be used is an error that names it, never a case that is left out.

May not know: engines, or what an edition finds.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema_rs

from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.errors import InvalidInputError, TejunError
from tejun.model.misfits import first_misfit
from tejun.policytest.case import Case, make_case
from tejun.reading import read_bytes, read_document
from tejun.words import Message, Words
from tejun.words.schema import schema_error
from tejun.words.system import system_reason

GOLDEN = ".golden.yaml"
"""The end of the name of a whole application's golden decision."""

_DATE = {"type": "string", "format": "date"}


def _validator(schema: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


_DEFAULTS = _validator(
    {
        "type": "object",
        "properties": {"as_of": _DATE, "program": {"type": "string"}},
        "required": ["as_of", "program"],
        "additionalProperties": False,
    }
)
_CASE = _validator(
    {
        "type": "object",
        "properties": {
            "case": {"type": "object"},
            "program": {"type": "string"},
            "as_of": _DATE,
            "mode": {"type": "string"},
            "remove": {"type": "array", "items": {"type": "string"}},
            "change": {"type": "object"},
            "fa": {"type": "object"},
            "params": {"type": "object"},
            "call": {"type": "object"},
            "designation": {"type": "object"},
            "fund": {"type": "object"},
            "expect": {"type": "object", "required": ["subject"]},
        },
        "required": ["expect"],
        "additionalProperties": False,
    }
)
_APPLICATION = _validator({"type": "object"})


@dataclass(frozen=True)
class Fixtures:
    """One folder of fixtures.

    `as_of` is the day of every fixture without a day of its own; `program` is the one with the procedure's cases.
    """

    folder: Path
    as_of: str
    program: str
    _complete: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, folder: Path) -> "Fixtures":
        """Reads `fixtures.yaml`. Raises InvalidInputError."""
        return cls(folder, **_read(folder / "fixtures.yaml", _DEFAULTS))

    def cases(self, bundle: Bundle) -> list[Case]:
        """The cases that belong to the edition, by requirement and name. Raises InvalidInputError."""
        program_ids, procedure_ids = _program_ids(bundle), _requirement_ids(bundle, "procedure")
        cases = []
        for path in sorted((self.folder / "cases").glob("*/*.yaml")):
            content = _read(path, _CASE)
            requirement = path.parent.name
            belongs = requirement in program_ids or (
                requirement in procedure_ids and bundle.program == self.program
            )
            if content.get("program") == bundle.program or ("program" not in content and belongs):
                cases.append(self.case(path, content, bundle.program))
        return cases

    def case(self, path: Path, content: dict[str, Any], program: str) -> Case:
        """The case in the file, over the program's complete application. Raises InvalidInputError."""
        facts = self.complete(program)
        try:
            return make_case(path, content, facts, program=program, as_of=self.as_of)
        except (LookupError, TypeError, ValueError) as error:
            raise _unusable_file(
                path, Message("policytest.points_to_nothing", error=error)
            ) from error

    def complete(self, program: str) -> dict[str, Any]:
        """The program's complete application; not to be changed. Raises InvalidInputError."""
        if program not in self._complete:
            path = self.folder / "programs" / program / "complete.yaml"
            self._complete[program] = _read(path, _APPLICATION)
        return self._complete[program]

    def applications(self, program: str) -> list[Path]:
        """The program's whole applications, in order."""
        paths = sorted((self.folder / "programs" / program).glob("*.yaml"))
        return [path for path in paths if not path.name.endswith(GOLDEN)]


def read_case(path: Path) -> dict[str, Any]:
    """The content of a case's file. Raises InvalidInputError."""
    return _read(path, _CASE)


def _program_ids(bundle: Bundle) -> set[str]:
    """The ids of the program's own requirements and tightenings."""
    reasons = (
        reason for entry in bundle.catalog["requirements"] for reason in entry["reasons"].values()
    )
    return _requirement_ids(bundle, "program") | {
        reason["by"]["id"] for reason in reasons if "by" in reason
    }


def _requirement_ids(bundle: Bundle, layer: str) -> set[str]:
    return {entry["id"] for entry in bundle.catalog["requirements"] if entry["layer"] == layer}


def _read(path: Path, validator: jsonschema_rs.Draft202012Validator) -> dict[str, Any]:
    try:
        value = read_document(read_bytes(path), "yaml").value
    except OSError as error:
        raise _unusable_file(
            path, Message("policytest.file_unreadable", reason=system_reason(error))
        ) from error
    except TejunError as error:
        raise _unusable_file(path, error.detail) from error
    violation = first_misfit(validator, value)
    if violation is not None:
        where, reason = canonical.pointer(violation.instance_path) or "/", schema_error(violation)
        raise _unusable_file(path, Message("policytest.at", where=where, reason=reason))
    document: dict[str, Any] = value
    return document


def _unusable_file(path: Path, reason: Words) -> InvalidInputError:
    return InvalidInputError(
        Message("policytest.unusable.detail", path=path, reason=reason),
        Message("policytest.unusable.advice"),
    )
