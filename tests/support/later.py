"""Cases whose input document is made when somebody first asks for it.

All are named where tests are collected, on each worker: to make what nobody there asks for took five seconds of each,
and half a gigabyte.

May not know: what a case says.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tejun.policytest import Case


class LaterCase(Case):
    """A case; `make_input` gives its input document, once. What that raises is raised where `input` is asked for."""

    _make_input: Callable[[], dict[str, Any]]

    @classmethod
    def of(
        cls,
        make_input: Callable[[], dict[str, Any]],
        *,
        requirement: str,
        reason: str,
        program: str,
        path: Path,
        overrides: dict[str, Any],
        expect: dict[str, Any],
    ) -> "LaterCase":
        case = object.__new__(cls)
        vars(case).update(
            requirement=requirement,
            reason=reason,
            program=program,
            path=path,
            overrides=overrides,
            expect=expect,
            _make_input=make_input,
        )
        return case

    def __getattr__(self, name: str) -> Any:
        """Python asks here for what is not there yet."""
        if name != "input":
            raise AttributeError(name)
        made = vars(self)["input"] = self._make_input()
        return made
