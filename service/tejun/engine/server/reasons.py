"""Why an OPA gave no decision, in words, and what may be told of what it said itself.

Always holds: nothing that stands in the input document is repeated: OPA's messages of built-in errors, and whatever
answers in its place, may quote it. OPA's own body is `{code, message, errors: [{code, message, location}]}`.

May not know: what is done about it.
"""

import json
from collections.abc import Iterator
from typing import Any

from tejun.errors import EngineUnavailableError, Text

MAX_SAID = 300
"""How much of an error body is kept, in characters."""

CODES = {
    "unreachable": Text(ja="OPAに接続できません", en="OPA cannot be reached"),
    "timeout": Text(ja="OPAが時間内に答えません", en="OPA did not answer in time"),
    "undefined": Text(ja="OPAの結果が未定義です", en="OPA's result is undefined"),
    "not_loaded": Text(ja="OPAがこの版を読み込んでいません", en="OPA has not loaded this edition"),
    "stale": Text(
        ja="OPAが同じ版の別のリビジョンを読み込んでいます",
        en="OPA has loaded another revision of this edition",
    ),
    "no_provenance": Text(
        ja="OPAの応答に、使った版（provenance）がありません",
        en="OPA's answer does not say which bundles it was made with (provenance)",
    ),
    "misshapen": Text(
        ja="OPAの結果の形が決まりと違います", en="OPA's result does not have its shape"
    ),
    "not_json": Text(
        ja="OPAの応答がJSONオブジェクトではありません", en="The answer is not a JSON object"
    ),
    "redirect": Text(
        ja="OPAの代わりに転送（リダイレクト）が返りました",
        en="The answer is a redirect, which is not followed",
    ),
    "too_large": Text(ja="OPAの応答が大きすぎます", en="The answer is too large"),
    "failed": Text(ja="OPAへの問い合わせが失敗しました", en="Asking OPA failed"),
    "circuit_open": Text(
        ja="OPAの失敗が続いたため、しばらく問い合わせません",
        en="OPA failed several times in a row and is not asked for a while",
    ),
}
"""Every reason, by its code, but for `http_<status>`."""


def unavailable(why: str, body: bytes = b"", given: bytes = b"null") -> EngineUnavailableError:
    """The error of a code, with what OPA said in `body` so far as it says nothing of the `given` input document."""
    status = why.removeprefix("http_")
    words = CODES.get(why) or Text(
        ja=f"OPAがエラー（HTTP {status}）を返しました", en=f"OPA answered with HTTP {status}"
    )
    told = said(body, given)
    return EngineUnavailableError(
        why,
        Text(
            ja=f"{words.ja}{f'（{told}）' if told else ''}。",
            en=f"{words.en}{f': {told}' if told else ''}.",
        ),
        Text(
            ja="TEJUN_ENGINE と、OPAが読み込んでいる版を確かめてください。`tejun doctor` でも確認できます。",
            en="See TEJUN_ENGINE and which editions that OPA has loaded; `tejun doctor` tells too.",
        ),
    )


def said(body: bytes, given: bytes) -> str:
    """OPA's error body in one line; '' where it is none of OPA's."""
    try:
        error = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(error, dict) or not isinstance(error.get("code"), str):
        return ""
    told = [_one(error)]
    errors = error.get("errors")
    told += [
        _one(one) for one in (errors if isinstance(errors, list) else []) if isinstance(one, dict)
    ]
    words = set(_words(json.loads(given)))
    return "; ".join(one for one in told if not _repeats(one, words))[:MAX_SAID]


def _one(error: dict[str, Any]) -> str:
    """Code, message and place. What follows a colon in a message is often the value at fault."""
    message = str(error.get("message", "")).partition(":")[0]
    at = error.get("location")
    place = f"{at.get('file')}:{at.get('row')}" if isinstance(at, dict) else ""
    return " ".join(part for part in (str(error.get("code")), message, place) if part)


def _words(value: Any) -> Iterator[str]:
    """Every text and every longer number in the document, but for the short words that codes are made of."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _words(one)
    elif isinstance(value, (str, int, float)):
        text = str(value).casefold()
        if not text.isascii() or len(text) > 3:
            yield text


def _repeats(told: str, words: set[str]) -> bool:
    return any(word in told.casefold() for word in words)
