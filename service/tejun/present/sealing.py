"""What is said of the keys with which facts are sealed.

May not know: colours, terminals.
"""

from pathlib import Path

from tejun.words import Message, Words


def master_key_line(made: Path) -> Words:
    """Of a master key that was just made: in which file, and what that means."""
    return Message("present.sealing.key_made", path=made)
