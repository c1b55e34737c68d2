"""The registry's errors, in words for whoever publishes, and for whoever asks for an edition.

May not know: how any of it is found out.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from tejun.errors import (
    BundleError,
    NotFoundError,
    Place,
    PublicationError,
    SignatureError,
    TejunError,
    Text,
    UnknownCallError,
    UnknownEditionError,
    UnknownProgramError,
)
from tejun.model import wording
from tejun.registry.publication import Publication
from tejun.registry.timeline import Edition

_PUBLISH_ONE = Text(
    ja="`tejun publish` で版を公開するか、版のある場所を指定してください（TEJUN_BUNDLES）。",
    en="Publish an edition with `tejun publish`, or name a place that holds one (TEJUN_BUNDLES).",
)
_RESTORE = Text(
    ja="版の保管場所を、配布元の内容に戻してください。",
    en="Bring the registry back to what its publisher has.",
)


# --- asking for what is not there ----------------------------------------------------------------


def unknown_program(program: str, known: Sequence[str]) -> UnknownProgramError:
    """No publication of this program."""
    return UnknownProgramError(
        Text(
            ja=f"プログラム「{program}」の版がありません。",
            en=f"There is no edition of a program “{program}”.",
        ),
        wording.name_meant(program, known) if known else _PUBLISH_ONE,
    )


def unknown_edition(
    program: str, edition: str, published: Iterable[Edition]
) -> UnknownEditionError:
    """The program has no edition of this name."""
    known = ", ".join(one.edition for one in published)
    return UnknownEditionError(
        Text(
            ja=f"「{program}」に第{edition}版はありません。",
            en=f"“{program}” has no edition {edition}.",
        ),
        Text(ja=f"あるのは {known} です。", en=f"Its editions are: {known}."),
    )


def unknown_call(program: str, call: str, known: Sequence[str]) -> UnknownCallError:
    """The program's editions belong to other calls."""
    return UnknownCallError(
        Text(
            ja=f"「{program}」に公募「{call}」の版がありません。",
            en=f"“{program}” has no edition for the call “{call}”.",
        ),
        Text(
            ja=f"公募の名称を次のいずれかにしてください: {'、'.join(known) or '—'}",
            en=f"Name one of its calls: {'; '.join(known) or '—'}.",
        ),
    )


def not_in_force(
    program: str, as_of: date, published: Iterable[Edition], *, known_at: datetime | None
) -> UnknownProgramError:
    """No edition covers the day, as known at the moment; None is now."""
    if known_at is not None and not any(one.stands(known_at) for one in published):
        return _not_known(program, known_at)
    first = min((one.effective_from for one in published if one.withdrawn is None), default=None)
    advice = Text(
        ja=f"有効な版は {first} からです。その期間の日付で判定してください。",
        en=f"Its editions begin on {first}: ask for a day within their periods.",
    )
    if first is None:
        advice = Text(
            ja="すべての版が取り下げられています。資金配分機関（FA）に確認してください。",
            en="Every edition was withdrawn: ask the funding agency.",
        )
    return UnknownProgramError(
        Text(
            ja=f"{as_of.isoformat()} に有効な「{program}」の版がありません。",
            en=f"No edition of “{program}” is in force on {as_of.isoformat()}.",
        ),
        advice,
    )


def _not_known(program: str, known_at: datetime) -> UnknownProgramError:
    return UnknownProgramError(
        Text(
            ja=f"{known_at.isoformat()} の時点で、公開されていて取り下げられていない「{program}」の版はありません。",
            en=f"At {known_at.isoformat()} no edition of “{program}” was published and not withdrawn.",
        ),
        Text(
            ja="known_at を後の時刻にするか、指定せずに現在の内容を確認してください。",
            en="Give a later known_at, or none to ask what is known now.",
        ),
    )


def unknown_revision(revision: str) -> NotFoundError:
    """No edition has this revision."""
    return NotFoundError(
        Text(
            ja=f"リビジョン {revision} の版がありません。",
            en=f"There is no edition with the revision {revision}.",
        ),
        Text(
            ja="判定に使われた版のある保管場所を指定してください（TEJUN_BUNDLES）。",
            en="Name the registry that holds the edition that decided (TEJUN_BUNDLES).",
        ),
    )


# --- publishing ----------------------------------------------------------------------------------


def refused(new: Publication, reasons: Sequence[Text]) -> PublicationError:
    """It may not follow what was published."""
    return PublicationError(
        Text(
            ja=f"{new.program} 第{new.edition}版: {reasons[0].ja}",
            en=f"{new.program}, edition {new.edition}: {reasons[0].en}",
        ),
        Text(
            ja="program.yaml を直して、もう一度公開してください。何も公開されていません。",
            en="Mend program.yaml and publish again. Nothing was published.",
        ),
        places=tuple(Place(pointer="program.yaml", message=reason) for reason in reasons),
    )


def overtaken(new: Publication) -> PublicationError:
    """Another publisher was faster."""
    return PublicationError(
        Text(
            ja=f"同時に別の公開（{new.file_name}）が行われました。",
            en=f"Somebody else published at the same moment: {new.file_name}.",
        ),
        Text(
            ja="公開された版を確認して、もう一度実行してください。何も公開されていません。",
            en="See what they published, then run it again. Nothing of yours was published.",
        ),
    )


# --- what is wrong with a registry ---------------------------------------------------------------


def in_program(program: str, error: TejunError) -> TejunError:
    """The error, with the program that it is about."""
    return type(error)(
        Text(ja=f"{program}: {error.detail.ja}", en=f"{program}: {error.detail.en}"),
        error.advice,
        places=error.places,
    )


def in_edition(edition: Edition, error: BundleError) -> BundleError:
    """The error, with the edition whose archive it is about."""
    return type(error)(
        Text(
            ja=f"{edition.program} 第{edition.edition}版: {error.detail.ja}",
            en=f"{edition.program}, edition {edition.edition}: {error.detail.en}",
        ),
        error.advice,
    )


def gap(program: str) -> SignatureError:
    """A publication is missing, of those known or before one that is there."""
    return SignatureError(
        Text(
            ja="公開の記録が途中で欠けています。",
            en="A publication is missing from their sequence.",
        ),
        Text(
            ja=f"{program}.1.json から順に欠けなく置いてください。{_RESTORE.ja}",
            en=f"They count from {program}.1.json without a gap. {_RESTORE.en}",
        ),
    )


def misplaced(new: Publication, program: str) -> SignatureError:
    """A file that holds another program's publication."""
    return SignatureError(
        Text(
            ja=f"別のプログラム（{new.program}）の公開の記録が置かれています。",
            en=f"A publication of another program, {new.program}, stands among those of {program}.",
        ),
        _RESTORE,
    )


def not_its_digest(edition: Edition, name: str) -> BundleError:
    """An archive that is not what its name says."""
    return BundleError(
        Text(
            ja=f"{edition.program} 第{edition.edition}版: {name} の内容がダイジェストと一致しません。"
            "壊れているか、差し替えられています。",
            en=f"{edition.program}, edition {edition.edition}: the content of {name} is not that of its digest: "
            "it is damaged, or was exchanged.",
        ),
        _RESTORE,
    )


def not_as_published(edition: Edition) -> BundleError:
    """An archive that says other things of itself than its publication."""
    return BundleError(
        Text(
            ja=f"{edition.program} 第{edition.edition}版: アーカイブが公開の記録と一致しません。",
            en=f"{edition.program}, edition {edition.edition}: the archive is not the one that was published.",
        ),
        _RESTORE,
    )
