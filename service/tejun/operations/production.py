"""What is fine for trying tejun out, and unsafe for an institution's own facts: said at the start and by `doctor`.

Always holds: each has advice; none of them keeps a service from starting.

May not know: how it is shown.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tejun.operations.master_key import find_left_master_keys
from tejun.own_files import find_unfinished
from tejun.settings import Settings, is_loopback, log_key_beside, master_key_beside
from tejun.signing import TrustedKeys
from tejun.store.unfinished import find_left
from tejun.words import Message, Words


@dataclass(frozen=True)
class Unsafe:
    """Something that is unsafe, and what to do."""

    detail: Words
    advice: Words


def is_root() -> bool:
    """Whether this process may do anything on this machine."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def find_unsafe(settings: Settings, trusted: TrustedKeys, *, as_root: bool) -> Iterator[Unsafe]:
    """What is unsafe about these settings; `trusted` are the keys whose editions are taken."""
    if as_root:
        yield Unsafe(Message("production.root.detail"), Message("production.root.advice"))
    if not is_loopback(settings.host):
        yield Unsafe(
            Message("production.public_bind.detail", host=settings.host),
            Message("production.public_bind.advice"),
        )
        if settings.public_url is None:
            yield Unsafe(
                Message("production.no_public_url.detail"),
                Message("production.no_public_url.advice"),
            )
    if settings.database_url is not None and settings.log_key is None:
        yield Unsafe(
            Message("production.own_log_key.detail"), Message("production.own_log_key.advice")
        )
    if settings.database_url is not None and settings.master_key is None:
        yield Unsafe(
            Message("production.own_master_key.detail"), Message("production.own_master_key.advice")
        )
    if any(key.is_example for key in trusted):
        yield Unsafe(
            Message("production.example_key.detail"), Message("production.example_key.advice")
        )
    for name, url in (("TEJUN_ENGINE", settings.engine), ("TEJUN_PUBLIC_URL", settings.public_url)):
        if url is not None and _is_clear(url):
            yield Unsafe(
                Message("production.in_clear.detail", name=name, url=url),
                Message("production.in_clear.advice"),
            )


def find_left_in_clear(settings: Settings) -> Iterator[Unsafe]:
    """What a record that was sealed has left beside it, until somebody deletes it."""
    from tejun.store.places import find_in_clear  # noqa: PLC0415 - SQLModel takes half a second to import

    for path in find_in_clear(settings.database):
        yield Unsafe(
            Message("production.left_in_clear.detail", path=path),
            Message("production.left_in_clear.advice"),
        )


def find_unfinished_copies(settings: Settings) -> Iterator[Unsafe]:
    """Copies of the record that a killed backup has left beside it, under a hidden name."""
    for path in find_left(settings.database.absolute().parent):
        yield Unsafe(
            Message("production.unfinished.detail", path=path),
            Message("production.unfinished.advice"),
        )


def find_left_keys(settings: Settings) -> Iterator[Unsafe]:
    """Files with keys that a killed process has left beside the record's own."""
    left = (find_left_master_keys(settings), find_unfinished(log_key_beside(settings.database)))
    for path in left:
        if path is not None:
            yield Unsafe(
                Message("production.left_keys.detail", path=path),
                Message("production.left_keys.advice"),
            )


def find_lost_record(settings: Settings) -> Iterator[Unsafe]:
    """That the record's keys lie there, and the file of the record does not: the next start begins another."""
    path = settings.database
    if settings.database_url is not None or path.exists():
        return
    keys = [key for key in (master_key_beside(path), log_key_beside(path)) if key.exists()]
    if keys:
        names = ", ".join(key.name for key in keys)
        yield Unsafe(
            Message("production.lost_record.detail", path=path, keys=names),
            Message("production.lost_record.advice"),
        )


def _is_clear(url: str) -> bool:
    """Whether what is sent there goes over a network as it is."""
    parts = urlsplit(url)
    return parts.scheme == "http" and not is_loopback(parts.hostname or "")
