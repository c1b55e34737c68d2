"""What is said of the record's own log.

May not know: colours, terminals.
"""

from pathlib import Path

from tejun.signing.notes import NoteKey
from tejun.words import Message, Words


def log_key_line(key: NoteKey, made: Path | None) -> Words:
    """Under which name the log signs; of a key that was just made, in which file, and what that means."""
    if made is None:
        return Message("present.log.signs", origin=key.name, id=key.id)
    return Message("present.log.key_made", path=made, origin=key.name)
