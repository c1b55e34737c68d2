"""The key of the record's own log: found as the settings name it, made beside the record where they name none.

Always holds: a key is made in one place only, and there only where there is none; one that is named and not there is an
error, since a log that suddenly signs with another key is another log.

May not know: what is signed, or how it is said that a key was made.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from tejun.errors import InvalidInputError
from tejun.settings import Settings, log_key_beside
from tejun.signing.log_key import SEED_BYTES, make_log_signer, read_log_signer
from tejun.signing.notes import NoteSigner
from tejun.words import Message
from tejun.words.quoting import quoted


@dataclass(frozen=True)
class LogKey:
    """The key, and the file that was just made for it, where it was."""

    signer: NoteSigner
    made: Path | None = None


def find_log_key(settings: Settings, database: Path) -> LogKey:
    """The key of the log of this record. Raises InvalidInputError."""
    path = log_key_beside(database)
    if settings.log_key is None and not path.exists():
        seed = os.urandom(SEED_BYTES)
        return LogKey(make_log_signer(path, settings.new_log_origin, seed=seed), made=path)
    signer = read_log_signer(settings.log_key or str(path))
    if settings.log_origin not in {None, signer.key.name}:
        raise InvalidInputError(
            Message(
                "operations.log_key.another_origin.detail",
                origin=quoted(str(settings.log_origin)),
                name=quoted(signer.key.name),
            ),
            Message("operations.log_key.another_origin.advice"),
        )
    return LogKey(signer)
