"""The API's own errors, which the domain knows nothing of: media types, parameters, paths, readiness.

May not know: which door refuses.
"""

from typing import Any

from tejun.api.problem import Problem, ProblemError
from tejun.api.shapes import BATCH_LIMIT, ITEM_ID
from tejun.errors import Place, TejunError, Text, TooLargeError
from tejun.model.document import too_large


def internal() -> Problem:
    """Something that nobody foresaw; the log has it under the request's id."""
    return Problem(
        code="internal",
        status=500,
        title=TejunError.title,
        detail=Text(
            ja="予期しない問題が起きました。何も記録されていない可能性があります。",
            en="Something unexpected happened; it may be that nothing was recorded.",
        ),
        advice=Text(
            ja="request_id を添えて、サービスの運営者に知らせてください。",
            en="Tell whoever runs the service, with the request_id.",
        ),
    )


def not_ready(error: TejunError | None) -> Problem:
    """The service cannot decide or record at present."""
    return Problem(
        code="not-ready",
        status=503,
        title=Text(ja="受け付けの準備ができていません", en="Not ready"),
        detail=error.detail
        if error
        else Text(ja="使用できる版が一つもありません。", en="No edition is at hand."),
        advice=error.advice
        if error
        else Text(
            ja="版のフォルダー（TEJUN_BUNDLES）を確かめ、サービスを再起動してください。",
            en="Look at the folder of editions (TEJUN_BUNDLES) and restart the service.",
        ),
        retryable=True,
    )


def wrong_media_type(found: str) -> ProblemError:
    """The body is not said to be JSON."""
    return ProblemError(
        Problem(
            code="unsupported-media-type",
            status=415,
            title=Text(ja="この形式の本文は扱えません", en="Unsupported media type"),
            detail=Text(
                ja=f"Content-Type は「{found[:80]}」です。"
                if found
                else "Content-Type がありません。",
                en=f"The Content-Type is “{found[:80]}”." if found else "There is no Content-Type.",
            ),
            advice=Text(
                ja="JSONを Content-Type: application/json で送ってください。YAMLは `tejun convert` でJSONになります。",
                en="Send JSON as Content-Type: application/json; `tejun convert` makes JSON of YAML.",
            ),
            headers={"Accept": "application/json", "Connection": "close"},
        )
    )


def encoded(found: str) -> ProblemError:
    """The body is compressed."""
    return ProblemError(
        Problem(
            code="unsupported-media-type",
            status=415,
            title=Text(ja="この形式の本文は扱えません", en="Unsupported media type"),
            detail=Text(
                ja=f"Content-Encoding は「{found[:80]}」です。",
                en=f"The Content-Encoding is “{found[:80]}”.",
            ),
            advice=Text(
                ja="圧縮せずに送ってください。",
                en="Send it without compression.",
            ),
            headers={"Accept-Encoding": "identity", "Connection": "close"},
        )
    )


def busy() -> ProblemError:
    """More pre-checks wait than may wait."""
    return ProblemError(
        Problem(
            code="busy",
            status=503,
            title=Text(ja="混み合っています", en="Busy"),
            detail=Text(
                ja="処理を待っている要求が多すぎます。何も記録されていません。",
                en="Too many requests wait already. Nothing was recorded.",
            ),
            advice=Text(
                ja="しばらく待って、もう一度送ってください。", en="Wait a little and send it again."
            ),
            retryable=True,
            headers={"Connection": "close"},
        )
    )


def batch_too_large(max_bytes: int) -> TooLargeError:
    """A batch over the limit of a body, in bytes."""
    return TooLargeError(
        too_large(max_bytes).detail,
        Text(
            ja="申請をいくつかの一括確認に分けて送ってください。何も記録されていません。",
            en="Send the applications in several batches. Nothing was recorded.",
        ),
    )


def publication_too_large(max_bytes: int) -> TooLargeError:
    """An edition over the limit, in bytes."""
    return TooLargeError(
        too_large(max_bytes).detail,
        Text(
            ja="アーカイブは16 MBまでです。何も公開されていません。",
            en="An archive has 16 MB at most. Nothing was published.",
        ),
    )


def publishing_closed() -> ProblemError:
    """Nobody in particular is trusted here, so nobody's editions are taken."""
    return ProblemError(
        Problem(
            code="publishing-closed",
            status=403,
            title=Text(ja="公開を受け付けていません", en="No editions are taken here"),
            detail=Text(
                ja="このサービスは例示用の鍵だけを信頼しています。その鍵では誰でも署名できるため、公開を受け付けません。",
                en="This service trusts the example key alone, with which anybody can sign: it takes no editions.",
            ),
            advice=Text(
                ja="公開する人の公開鍵を TEJUN_TRUSTED_KEYS に指定して、サービスを起動してください。",
                en="Start the service with the publishers' public keys in TEJUN_TRUSTED_KEYS.",
            ),
        )
    )


def fixtures_unusable() -> ProblemError:
    """The service's own fixtures cannot be read; the log says which."""
    return ProblemError(
        Problem(
            code="fixtures-unusable",
            status=503,
            title=Text(ja="事例を実行できません", en="The fixtures cannot be run"),
            detail=Text(
                ja="このサービスの事例（TEJUN_FIXTURES）を読み取れません。何も公開されていません。",
                en="This service's fixtures (TEJUN_FIXTURES) cannot be read. Nothing was published.",
            ),
            advice=Text(
                ja="サービスの運営者に知らせてください。どのファイルかはログにあります。",
                en="Tell whoever runs the service; its log names the file.",
            ),
            retryable=True,
        )
    )


def report_too_large(max_bytes: int) -> TooLargeError:
    """What an OPA reports at once is over the limit, in bytes."""
    return TooLargeError(
        too_large(max_bytes).detail,
        Text(
            ja="OPAの設定で decision_logs.reporting.upload_size_limit_bytes を 262144 以下にし、"
            "status.prometheus を有効にしないでください。",
            en="In the OPA's configuration keep decision_logs.reporting.upload_size_limit_bytes at 262144 or less, "
            "and leave status.prometheus off.",
        ),
    )


def invalid_batch(pointer: str, message: Text) -> ProblemError:
    """The body is no batch; what is wrong with an item is a problem of that item."""
    return ProblemError(
        Problem(
            code="invalid-batch",
            status=422,
            title=Text(ja="一括確認の本文が正しくありません", en="The batch does not fit its form"),
            detail=message,
            advice=Text(
                ja='本文は {"inputs": {"申請ごとのid": 記載内容, …}} の形です。idは1〜'
                f"{ITEM_ID}文字、申請は一度に{BATCH_LIMIT}件までです。何も記録されていません。",
                en='The body is {"inputs": {"<an id of yours>": <facts>, …}}, with ids of 1 to '
                f"{ITEM_ID} characters and at most {BATCH_LIMIT} applications. Nothing was recorded.",
            ),
            places=(Place(pointer=pointer, message=message),),
        )
    )


def too_slow(seconds: float) -> ProblemError:
    """The body did not come in time."""
    return ProblemError(
        Problem(
            code="request-timeout",
            status=408,
            title=Text(ja="本文の送信に時間がかかりすぎました", en="The body came too slowly"),
            detail=Text(
                ja=f"{seconds:g}秒以内に本文が届きませんでした。何も記録されていません。",
                en=f"The body did not arrive within {seconds:g} seconds. Nothing was recorded.",
            ),
            advice=Text(
                ja="通信の状態を確かめ、もう一度送ってください。",
                en="Look at the connection and send it again.",
            ),
            retryable=True,
            headers={"Connection": "close"},
        )
    )


def no_such_path(path: str) -> Problem:
    shown = path[:120]
    return Problem(
        code="not-found",
        status=404,
        title=Text(ja="見つかりません", en="Not found"),
        detail=Text(ja=f"{shown} はありません。", en=f"There is nothing at {shown}."),
        advice=Text(
            ja="/openapi.json に、使えるパスの一覧があります。",
            en="/openapi.json lists the paths that there are.",
        ),
    )


def no_such_method(method: str, allowed: str) -> Problem:
    return Problem(
        code="method-not-allowed",
        status=405,
        title=Text(ja="このメソッドは使えません", en="Method not allowed"),
        detail=Text(
            ja=f"ここでは {method[:20]} は使えません。", en=f"{method[:20]} is not possible here."
        ),
        advice=Text(ja=f"使えるのは {allowed} です。", en=f"Possible are: {allowed}."),
        headers={"Allow": allowed},
    )


_PARAMETERS = {
    "as_of": Text(
        ja="as_of には 2026-11-20 の形で、暦にある日を指定してください。",
        en="Give as_of as a date of the calendar such as 2026-11-20.",
    ),
    "call": Text(
        ja="call には公募の名称（1〜300文字）を指定してください。",
        en="Give call as the reference of a call for proposals, of 1 to 300 characters.",
    ),
    "cursor": Text(
        ja="cursor には前のページの next_cursor をそのまま指定してください。",
        en="Give cursor as the next_cursor of the page before.",
    ),
    "limit": Text(ja="limit は1から200までです。", en="limit is a whole number from 1 to 200."),
    "logs": Text(ja="logs は true または false です。", en="logs is true or false."),
    "known_at": Text(
        ja="known_at には 2026-11-20T09:00:00+09:00 の形で、時差を付けた時刻を指定してください。",
        en="Give known_at as a moment with its offset, such as 2026-11-20T09:00:00+09:00.",
    ),
    "lang": Text(ja="lang は ja または en です。", en="lang is ja or en."),
    "depth": Text(ja="depth は full または trace です。", en="depth is full or trace."),
    "Idempotency-Key": Text(
        ja="Idempotency-Key は空白を含まない英数字・記号で、1〜255文字です。",
        en="An Idempotency-Key has 1 to 255 printable ASCII characters, without spaces.",
    ),
}


def trace_of_what(*, depth: str) -> ProblemError:
    """A trace without the requirement that it is to be of, or a requirement without a trace."""
    text = (
        Text(
            ja="depth=trace には requirement に要求事項のIDを指定してください（IDは説明の各事項にあります）。",
            en="With depth=trace, name the requirement by its id, which each finding of the explanation has.",
        )
        if depth == "trace"
        else Text(
            ja="requirement と subject は depth=trace とともに指定してください。",
            en="requirement and subject go with depth=trace.",
        )
    )
    return ProblemError(_invalid((Place(pointer="", message=text),)))


def invalid_parameters(errors: Any) -> Problem:
    messages = dict.fromkeys(_about(str(error["loc"][1]), str(error["type"])) for error in errors)
    return _invalid(tuple(Place(pointer="", message=message) for message in messages))


def _invalid(places: tuple[Place, ...]) -> Problem:
    return Problem(
        code="invalid-parameter",
        status=422,
        title=Text(ja="パラメーターが正しくありません", en="A parameter is not right"),
        detail=places[0].message,
        advice=Text(
            ja="直して、もう一度送ってください。何も記録されていません。",
            en="Mend it and send it again. Nothing was recorded.",
        ),
        places=places,
    )


def _about(name: str, kind: str) -> Text:
    if kind == "extra_forbidden" or name not in _PARAMETERS:
        shown = name[:60]
        return Text(
            ja=f"「{shown}」というパラメーターはありません。綴りを確認してください。",
            en=f"There is no parameter “{shown}”. Check the spelling.",
        )
    return _PARAMETERS[name]
