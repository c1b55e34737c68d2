"""What the operating system says of a file or an address that cannot be used, by its number (POSIX's errno).

The system's own words are in the language of the process, mostly English; here a reader has them in theirs.

Always holds: English reads as Linux has it; a number that is not here keeps the system's words.

May not know: which file it was, or what to do about it.
"""

import errno
import socket
from collections.abc import Mapping

from tejun.words import Message, Words

_BY_NUMBER: Mapping[int, Words] = {
    errno.ENOENT: Message("system.no_such_file"),
    errno.EACCES: Message("system.permission_denied"),
    errno.EPERM: Message("system.not_permitted"),
    errno.EISDIR: Message("system.is_a_folder"),
    errno.ENOTDIR: Message("system.not_a_folder"),
    errno.EEXIST: Message("system.file_exists"),
    errno.ENOSPC: Message("system.disk_full"),
    errno.EROFS: Message("system.read_only"),
    errno.ENAMETOOLONG: Message("system.name_too_long"),
    errno.EMFILE: Message("system.too_many_open_files"),
    errno.ELOOP: Message("system.link_loop"),
    errno.EBUSY: Message("system.busy"),
    errno.EIO: Message("system.input_output"),
    errno.ENOEXEC: Message("system.not_executable"),
    errno.EADDRINUSE: Message("system.address_in_use"),
    errno.EADDRNOTAVAIL: Message("system.address_not_available"),
    errno.ECONNREFUSED: Message("system.connection_refused"),
}


def system_reason(error: OSError) -> Words:
    """Why, in words that stand in a sentence of the caller's: without a full stop."""
    said = error.strerror or str(error) or type(error).__name__
    if isinstance(error, socket.gaierror):  # its numbers are those of name resolution, not of POSIX
        return Message("system.unknown_host", reason=said)
    number = error.errno or 0  # None where Python raised the error without one
    return _BY_NUMBER.get(number) or Message("system.other", reason=said)
