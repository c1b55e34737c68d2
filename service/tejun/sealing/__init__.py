"""Sealing: bytes that only who has their key can read, and keys that only who has the master key can use.

A value is sealed with a data key (AES-256-GCM, NIST SP 800-38D); a data key is kept wrapped by a master key, and there
is one for each thing that may be erased by itself: with the last copy of a wrapped data key, all that it sealed is
gone, wherever it stands. A master key comes from a file, from the environment, or from a key management service.

Always holds: what was changed, or stands elsewhere than where it was sealed for, does not open; a value names the key,
and a wrapped key the master, that it needs. Random bytes come from the caller.

May not know: what is sealed, or where it is kept.
"""

from tejun.sealing.local import (
    FindService,
    LocalMaster,
    OpenMaster,
    make_master_key,
    names_a_file,
    read_masters,
)
from tejun.sealing.master import Master, Masters, master_id_of
from tejun.sealing.seal import (
    DataKey,
    RandomBytes,
    key_id_of,
    make_data_key,
    open_sealed,
    seal,
)

__all__ = [
    "DataKey",
    "FindService",
    "LocalMaster",
    "Master",
    "Masters",
    "OpenMaster",
    "RandomBytes",
    "key_id_of",
    "make_data_key",
    "make_master_key",
    "master_id_of",
    "names_a_file",
    "open_sealed",
    "read_masters",
    "seal",
]
