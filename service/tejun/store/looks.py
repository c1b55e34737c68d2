"""The row of each kind of entry in the log, looked at by itself.

May not know: in which order entries stand.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from tejun.errors import MasterUnavailableError, SealError
from tejun.store import erasures, former_heads, index, publications
from tejun.store.opening import Opener
from tejun.store.records import ERASURE, FORMER, KIND, LOOK, PUBLICATION, Codes, Record
from tejun.store.sealed import opening_of
from tejun.transparency.leaves import Opening

Look = Callable[[Connection, Any], Opening]
"""Looks at a row of a kind by itself, and gives the opening of its entry. Raises AlteredRecordError."""


@dataclass
class Decisions:
    """Looks at decisions; see `tejun.store.log.check_log`."""

    opener: Opener
    require: Callable[[Record], object]
    require_codes: Callable[[Codes], object]
    may_stay_sealed: bool
    sealed: int = 0
    codes: Codes | None = None

    def look(self, connection: Connection, row: Any) -> Opening:
        """See `Look`."""
        codes = self.codes = self.opener.codes(connection, row)
        opening = opening_of(row)  # second: where it is the erasure that was changed, that is named
        record = None if codes.erasure else self._open(connection, row)
        if record is None:
            self.require_codes(codes)
        else:
            self.require(record)
        return opening

    def require_found(self, row: Any) -> None:
        """That the decision that was just looked at is found by what it is. Raises AlteredRecordError."""
        if self.codes is not None:
            index.require_own(row, self.codes)

    def _open(self, connection: Connection, row: Any) -> Record | None:
        try:
            return self.opener.open(connection, row).record
        except MasterUnavailableError:
            raise
        except SealError:
            if not self.may_stay_sealed:
                raise
        self.sealed += 1
        return None


def looks(decisions: Decisions) -> Mapping[str, Look]:
    """How each kind is looked at."""
    return {
        KIND: decisions.look,
        PUBLICATION: lambda _, row: publications.opening_of(row, row.salt),
        LOOK: lambda _, row: publications.opening_of_look(row, row.salt),
        ERASURE: erasures.check_row,
        FORMER: lambda _, row: former_heads.opening_of(row, row.salt),
    }
