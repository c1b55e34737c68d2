"""Cases whose input document is made when somebody first asks for it.

All are named where tests are collected, on each worker: to make what nobody there asks for took five seconds of each,
and half a gigabyte. What was made is kept as bytes, which the workers of a run share where `made_from` names all that
it is made from: a fifth of the memory, and nothing that Python looks through for garbage.

May not know: what a case says.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from tejun.policytest import Case
from tejun.reading.lenient import read_own

from tests.support import shared


class LaterCase(Case):
    """A case; `make_input` gives its input document, once. What that raises is raised where `input` is asked for."""

    _make_input: Callable[[], dict[str, Any]]
    _made_from: Callable[[], str] | None
    _made: bytes | None

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
        made_from: Callable[[], str] | None = None,
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
            _made_from=made_from,
            _made=None,
        )
        return case

    def __getattr__(self, name: str) -> Any:
        """Python asks here for what is not there."""
        if name != "input":
            raise AttributeError(name)
        if self._made is None:
            vars(self)["_made"] = self._make()
        return _read(self._made)

    def _make(self) -> bytes:
        if self._made_from is None:
            return orjson.dumps(self._make_input())
        return shared.once("inputs", self._made_from(), lambda: orjson.dumps(self._make_input()))


@lru_cache(maxsize=8)
def _read(document: bytes) -> Any:
    """A test asks for the same again and again, and goes on to the next."""
    return read_own(document)
