"""The record's own log: its head, and whether the record still is what it was when a head was noted.

Always holds: nothing is written but what an earlier tejun recorded without an entry. A log that has the head that was
noted has lost, changed and moved nothing since.

May not know: where a head was kept, or how it is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tejun.base64_text import write_base64
from tejun.decide.digests import require_own_codes, require_unaltered
from tejun.errors import AlteredRecordError, InvalidInputError, NotFoundError
from tejun.operations import kept_checkpoints
from tejun.operations.kept_checkpoints import KeyName, name_of, read_signed, require_kept
from tejun.operations.log_key import read_log_key
from tejun.operations.noted import (
    NotedHead,
    forked_from_log,
    of_another_log,
    require_one_log,
)
from tejun.operations.workplace import Workplace
from tejun.settings import Settings
from tejun.signing.notes import NoteKey
from tejun.store.log import Checked
from tejun.store.records import altered
from tejun.transparency.tree import TreeHead
from tejun.words import Message, Words
from tejun.words.moments import moment
from tejun.words.quoting import quoted

if TYPE_CHECKING:
    from tejun.store.store import Store


@dataclass(frozen=True)
class Progress:
    """How many entries were looked at so far, of how many; at the end the log's head.

    `sealed`: of how many decisions the codes alone, since the master key is not at hand. `former`: the head of the log
    that the record says it had before. `unproven`: the heads that were noted and are that one; this log proves nothing
    of them. `misdated`: what is said of decisions whose date does not go with their place.
    """

    count: int
    size: int
    head: TreeHead | None = None
    sealed: int = 0
    former: TreeHead | None = None
    unproven: tuple[NotedHead, ...] = ()
    misdated: tuple[Words, ...] = ()


def read_log_head(workplace: Workplace) -> TreeHead:
    """The head of the log: to be noted where nobody can change it who can change the record.

    Raises NotFoundError where there is no record, or StoreError.
    """
    _require_record(workplace)
    return workplace.store.log.head()


def verify_log(workplace: Workplace, against: Sequence[NotedHead] = ()) -> Iterator[Progress]:
    """Looks at every decision and every entry, at the heads that were noted, and at the checkpoints that are kept. The
    last head of the log that an earlier tejun kept is passed over, and named as not proven: that the record had that
    log is its own word. A checkpoint that this log's key has signed never is.

    Raises AlteredRecordError, which names the first that is not as it was; ForkError, where the log's key has signed
    another tree than that of this record; CheckpointError for the checkpoint of another log; NotFoundError where there
    is no record, which is none that is whole; or StoreError.
    """
    require_one_log(against)
    _require_record(workplace)
    own = _own_keys(workplace) if against else ()
    size, former = workplace.store.log.size(), workplace.store.log.former_head()
    unproven = tuple(noted for noted in against if noted.key is None and noted.head == former)
    against = [noted for noted in against if noted not in unproven]
    for noted in against:
        if noted.head.size > size:
            _require_own(noted, own)
            raise _cut(noted.head, size)
    checked: Checked | None = None
    sizes = {noted.head.size for noted in against}
    for checked in workplace.store.check_log(
        require_unaltered,
        require_codes=require_own_codes,
        at_sizes=sizes,
        may_stay_sealed=True,
    ):
        yield Progress(checked.head.size, max(size, checked.head.size))
    assert checked is not None  # noqa: S101 - the last one is always given
    for noted in against:
        _require_noted(noted, checked, own, former=former)
    require_kept_checkpoints(workplace.store, workplace.settings)
    size = checked.head.size
    misdated = find_misdated(workplace.store, workplace.settings, workplace.clock())
    yield Progress(size, size, checked.head, checked.sealed, former, unproven, misdated)


def _require_record(workplace: Workplace) -> None:
    if not workplace.has_record():
        raise NotFoundError(
            Message("operations.log.no_record.detail", path=workplace.settings.database),
            Message("operations.log.no_record.advice"),
        )


def _own_keys(workplace: Workplace) -> Sequence[KeyName]:
    """The keys that have signed for this record, the present one last; none is made, and none remembered."""
    signed = read_signed(workplace.store.log)
    signer = read_log_key(workplace.settings, workplace.settings.database)
    return signed or (() if signer is None else (name_of(signer.key),))


def _require_own(noted: NotedHead, own: Sequence[KeyName]) -> None:
    """That a checkpoint is one of this record's log. Raises CheckpointError, which names both logs."""
    if noted.key is not None and name_of(noted.key) not in own:
        words = own[-1].words if own else None
        raise of_another_log(noted.path, name_of(noted.key).words, words)


def _require_noted(
    noted: NotedHead, checked: Checked, own: Sequence[KeyName], *, former: TreeHead | None
) -> None:
    then = checked.then.get(noted.head.size)
    if then == noted.head:
        return
    size = noted.head.size
    if noted.key is not None:
        _require_own(noted, own)
        raise forked_from_log(noted.head, then or checked.head, noted.path)
    if former is not None and former.size > size:
        raise altered(f"1–{size}", Message("operations.log.of_former", head=head_text(former)))
    raise altered(f"1–{size}", Message("operations.log.another_root", size=size))


def look_over(record: "Store") -> TreeHead:
    """The head of the log, after every decision and every entry was looked at.

    Raises AlteredRecordError, which names the first that is not as it was, or StoreError.
    """
    *_, last = record.check_log(require_unaltered, require_codes=require_own_codes)
    return last.head


MISDATED = Message("operations.log.misdated.advice")
"""What to do where decisions are misdated."""


def find_misdated(record: "Store", settings: Settings, now: datetime) -> tuple[Words, ...]:
    """What is said of decisions that are dated after this moment, or after later ones: nothing of them is altered.

    Raises StoreError.
    """
    ahead, before = record.log.misdated(now, timedelta(seconds=settings.clock_skew_seconds))
    said = []
    if ahead is not None:
        words = {"id": quoted(ahead.decision_id), "at": moment(ahead.at)}
        said.append(Message("operations.log.ahead", **words))
    if before is not None:
        words = {"id": quoted(before.decision_id), "at": moment(before.at)}
        said.append(Message("operations.log.before_earlier", count=before.earlier, **words))
    return tuple(said)


def require_kept_checkpoints(record: "Store", settings: Settings) -> None:
    """Holds the checkpoints that are kept beside the log to its key, where that is at hand, and to its root.

    Raises AlteredRecordError, ForkError or StoreError.
    """
    require_kept(record.log, _key_at_hand(settings))


def require_not_cut(workplace: Workplace) -> None:
    """That nothing is gone which a witness has cosigned, before more is recorded. Raises AlteredRecordError or
    StoreError."""
    kept_checkpoints.require_not_cut(workplace.store.log, _key_at_hand(workplace.settings))


def _key_at_hand(settings: Settings) -> NoteKey | None:
    try:
        signer = read_log_key(settings, settings.database)
    except InvalidInputError:  # whoever signs is told
        return None
    return None if signer is None else signer.key


def head_text(head: TreeHead) -> str:
    """A head as it is noted down: the size and the root, in base64, as in a checkpoint."""
    return f"{head.size} {write_base64(head.root)}"


def _cut(against: TreeHead, size: int) -> AlteredRecordError:
    return altered(
        f"{size + 1}–{against.size}",
        Message("operations.log.cut", size=size, noted=against.size),
    )
