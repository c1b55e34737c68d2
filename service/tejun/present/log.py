"""What is said of the record's own log.

May not know: colours, terminals.
"""

from tejun.operations.log_key import LogKey
from tejun.words import Message, Words


def log_key_line(key: LogKey) -> Words:
    """Under which name the log signs; of a key that was just made, where it is and what that means."""
    if key.made is None:
        return Message("present.log.signs", origin=key.signer.key.name, id=key.signer.key.id)
    return Message("present.log.key_made", path=key.made, origin=key.signer.key.name)
