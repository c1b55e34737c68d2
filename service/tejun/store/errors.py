"""What can go wrong with the record's file, in words for the person who runs the service.

Always holds: every failure of SQLite becomes a StoreError that names the file and says what to do; SQL and the values
in it are never shown.

May not know: what was being written.
"""

import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tejun.errors import StoreError, Text

_ADVICE: dict[int, tuple[Text, Text]] = {
    sqlite3.SQLITE_FULL: (
        Text(ja="記録の保存先に空きがありません", en="the disk that holds it is full"),
        Text(ja="空き容量を増やしてください。", en="Make room on the disk."),
    ),
    sqlite3.SQLITE_READONLY: (
        Text(ja="書き込みができません", en="it may not be written"),
        Text(
            ja="ファイルとフォルダーの書き込み権限を確かめてください。",
            en="See that the file and its folder may be written.",
        ),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        Text(ja="開けません", en="it cannot be opened"),
        Text(
            ja="フォルダーがあること、書き込み権限があることを確かめてください。",
            en="See that its folder is there and may be written.",
        ),
    ),
    sqlite3.SQLITE_NOTADB: (
        Text(ja="SQLiteのファイルではありません", en="it is not an SQLite file"),
        Text(
            ja="TEJUN_DATABASE に別のファイル名を指定するか、控えから戻してください。",
            en="Name another file in TEJUN_DATABASE, or restore this one from a copy.",
        ),
    ),
    sqlite3.SQLITE_CORRUPT: (
        Text(ja="壊れています", en="it is damaged"),
        Text(
            ja="サービスを止め、控えから戻してください。壊れたファイルは消さずに保管してください。",
            en="Stop the service and restore it from a copy; keep the damaged file.",
        ),
    ),
    sqlite3.SQLITE_BUSY: (
        Text(ja="別のプロセスが使用中です", en="another process keeps it locked"),
        Text(
            ja="しばらく待って、もう一度お試しください。続く場合は、ファイルを開いている別のプログラムを閉じてください。",
            en="Wait a little and try again; if it goes on, close the other program that has it open.",
        ),
    ),
}
_OTHER = (
    Text(ja="読み書きに失敗しました", en="reading or writing it failed"),
    Text(
        ja="保存先の状態を確かめ、もう一度お試しください。",
        en="Look at the disk that holds it, and try again.",
    ),
)


def of_sqlite(error: SQLAlchemyError | sqlite3.Error, path: Path) -> StoreError:
    """The StoreError for a failure of SQLite over the file at `path`."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return _of_code(code, path)


def full(path: Path) -> StoreError:
    """There is no room for more records."""
    return _of_code(sqlite3.SQLITE_FULL, path)


def foreign(path: Path) -> StoreError:
    """The file is some other program's database."""
    return StoreError(
        Text(
            ja=f"{path} は tejun の記録ではなく、別のプログラムのデータベースです。",
            en=f"{path} is not a record of tejun but another program's database.",
        ),
        Text(
            ja="TEJUN_DATABASE に別のファイル名を指定してください。このファイルには何も書き込んでいません。",
            en="Name another file in TEJUN_DATABASE. Nothing was written to this one.",
        ),
    )


def newer(path: Path, version: int, known: int) -> StoreError:
    """The file was made by a later tejun."""
    return StoreError(
        Text(
            ja=f"記録 {path} は新しい形式（{version}）です。この tejun が扱えるのは {known} までです。",
            en=f"The record {path} has the newer form {version}; this tejun knows forms up to {known}.",
        ),
        Text(
            ja="tejun を新しい版に更新してください。記録はそのままです。",
            en="Update tejun. The record was left as it is.",
        ),
    )


def moved(path: Path) -> StoreError:
    """The file was moved, replaced or deleted while the service had it open."""
    return StoreError(
        Text(
            ja=f"記録 {path} が、使用中に移動または削除されました。",
            en=f"The record {path} was moved or deleted while it was in use.",
        ),
        Text(
            ja="ファイルを元の場所に戻し、サービスを再起動してください。",
            en="Put the file back and restart the service.",
        ),
    )


def full_queue() -> StoreError:
    """More decisions wait to be written than may wait."""
    return StoreError(
        Text(ja="保存を待つ決定が多すぎます。", en="Too many decisions wait to be recorded."),
        _LATER,
    )


def too_slow(seconds: float) -> StoreError:
    """The decision could not be written in time and was withdrawn."""
    return StoreError(
        Text(
            ja=f"{seconds:g}秒以内に記録できなかったため、取りやめました。何も記録されていません。",
            en=f"It could not be recorded within {seconds:g} seconds and was withdrawn. Nothing was recorded.",
        ),
        _LATER,
    )


def in_doubt(seconds: float) -> StoreError:
    """The write was begun and has not come back: nobody can say how it will end."""
    return StoreError(
        Text(
            ja=f"保存先が{seconds:g}秒以内に応答しませんでした。記録されたかどうかは不明です。",
            en=f"The disk did not answer within {seconds:g} seconds. Whether it was recorded is not known.",
        ),
        Text(
            ja="同じ Idempotency-Key で送り直せば、記録は一つだけになります。",
            en="Send it again with the same Idempotency-Key: it will then stand in the record once.",
        ),
    )


def closed() -> StoreError:
    """The store was closed: the process is ending."""
    return StoreError(
        Text(ja="サービスを停止しています。", en="The service is shutting down."), _LATER
    )


_LATER = Text(ja="しばらく待って、もう一度送ってください。", en="Wait a little and send it again.")


def _of_code(code: int, path: Path) -> StoreError:
    what, advice = _ADVICE.get(code, _OTHER)
    return StoreError(
        Text(ja=f"記録 {path} は{what.ja}。", en=f"The record {path}: {what.en}."), advice
    )
