"""The API's own errors, which the domain knows nothing of: media types, parameters, paths, readiness.

May not know: which door refuses.
"""

from typing import Any

from service.api.problem import Problem, ProblemError
from service.errors import Place, TejunError, Text


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
    "lang": Text(ja="lang は ja または en です。", en="lang is ja or en."),
    "Idempotency-Key": Text(
        ja="Idempotency-Key は空白を含まない英数字・記号で、1〜255文字です。",
        en="An Idempotency-Key has 1 to 255 printable ASCII characters, without spaces.",
    ),
}


def invalid_parameters(errors: Any) -> Problem:
    messages = dict.fromkeys(_about(str(error["loc"][1]), str(error["type"])) for error in errors)
    places = tuple(Place(pointer="", message=message) for message in messages)
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
