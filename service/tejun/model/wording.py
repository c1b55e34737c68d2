"""What is wrong with a place in the facts, in ja and en, from the validator's structured error.

May not know: where the place is; whoever shows it adds the pointer and the line.
"""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

import jsonschema_rs

from tejun.errors import Text

_TYPES = {
    "object": Text(ja="項目の集まり（オブジェクト）", en="a map of keys"),
    "array": Text(ja="一覧（配列）", en="a list"),
    "string": Text(ja="文字列", en="text"),
    "integer": Text(ja="整数", en="a whole number"),
    "number": Text(ja="数", en="a number"),
    "boolean": Text(ja="true または false", en="true or false"),
    "null": Text(ja="空（null）", en="null"),
}

_PATTERNS = {
    r"\S": Text(ja="空白だけにはできません。", en="It must not be blank."),
    "^[A-Z]{2}$": Text(
        ja="国名は JP のような2文字の国コード（ISO 3166-1）で記載してください。",
        en="Give the country as a two-letter code such as JP (ISO 3166-1).",
    ),
    r"^https://ror\.org/0[a-z0-9]{8}$": Text(
        ja="ROR は https://ror.org/0… の形で記載してください。",
        en="Give the ROR as https://ror.org/0….",
    ),
    r"^https://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX]$": Text(
        ja="ORCID は https://orcid.org/0000-… の形で記載してください。",
        en="Give the ORCID as https://orcid.org/0000-….",
    ),
    r"^\d{8}$": Text(
        ja="e-Rad の研究者番号は8桁の数字の文字列です。",
        en="An e-Rad researcher number is a string of eight digits.",
    ),
    "^sha256:[0-9a-f]{64}$": Text(
        ja="ダイジェストは sha256: に続く64桁の16進数です。",
        en="A digest is sha256: and 64 hexadecimal digits.",
    ),
}


def schema_error(error: jsonschema_rs.ValidationError) -> Text:
    """The words for one schema error; the validator's own English where there are none."""
    kind = error.kind.name
    details: dict[str, Any] = error.kind.as_dict()
    say = _KINDS.get(kind)
    if say is None:
        return Text(ja=f"様式に合いません（{error.message}）。", en=f"{error.message}.")
    return say(details, error)


def duplicate(key: str, name: str) -> Text:
    return Text(
        ja=f"{key}「{name}」が二度使われています。", en=f"The {key} “{name}” is used twice."
    )


def unknown_id(name: str, known: list[str]) -> Text:
    """`name` refers to nothing; offers what it may have meant."""
    close = get_close_matches(name, known, n=1)
    choices = "、".join(known[:8]) or "—"
    hint_ja = f"「{close[0]}」のことですか。" if close else f"記載されているのは {choices} です。"
    hint_en = (
        f"Is “{close[0]}” meant?" if close else f"There are: {', '.join(known[:8]) or 'none'}."
    )
    return Text(
        ja=f"「{name}」という id はこの文書にありません。{hint_ja}",
        en=f"No “{name}” is in this document. {hint_en}",
    )


def name_meant(name: str, known: Sequence[str], *, most: int | None = None) -> Text:
    """Advice for whoever asked for a name that there is not: the near ones, else those known, `most` of them."""
    close = get_close_matches(name, known, n=3)
    names = ", ".join(close or known[:most])
    if close:
        return Text(ja=f"もしかして: {names}", en=f"Did you mean: {names}?")
    return Text(ja=f"次のいずれかを指定してください: {names}", en=f"Name one of these: {names}.")


def one_of_role(role: str, count: int) -> Text:
    """There must be exactly one lead institution and one PI."""
    what = {
        "lead": Text(ja="研究代表者の所属機関（role: lead）", en="lead institution (role: lead)"),
        "pi": Text(ja="研究代表者（role: pi）", en="principal investigator (role: pi)"),
    }[role]
    return Text(
        ja=f"{what.ja}はちょうど一つ必要です（現在{count}）。",
        en=f"There must be exactly one {what.en}; there are {count}.",
    )


_Say = Callable[[dict[str, Any], jsonschema_rs.ValidationError], Text]


def _required(details: dict[str, Any], _: jsonschema_rs.ValidationError) -> Text:
    key = details["property"]
    if key == "entries":
        return Text(
            ja="state が provided のときは entries（内容）が必要です。該当がなければ state: none とします。",
            en="With state: provided there must be entries; where there are none, state: none.",
        )
    if key == "reason":
        return Text(
            ja="state が unobtainable・withheld のときは reason（理由）が必要です。",
            en="With state: unobtainable or withheld a reason must be given.",
        )
    return Text(ja=f"「{key}」がありません。", en=f"“{key}” is missing.")


def _unexpected(details: dict[str, Any], _: jsonschema_rs.ValidationError) -> Text:
    keys = details["unexpected"]
    return Text(
        ja=f"「{'」「'.join(keys)}」という項目はありません。綴りを確認してください。",
        en=f"There is no “{'”, “'.join(keys)}” here. Check the spelling.",
    )


def _type(details: dict[str, Any], error: jsonschema_rs.ValidationError) -> Text:
    wanted = [_TYPES[name] for name in details["types"]]
    ja = "または".join(text.ja for text in wanted)
    en = " or ".join(text.en for text in wanted)
    if error.instance is None:
        return Text(
            ja=f"空（null）にはできません。{ja}を記載するか、この項目ごと省いてください。",
            en=f"It must not be empty (null): give {en}, or leave the key out.",
        )
    return Text(ja=f"{ja}でなければなりません。", en=f"It must be {en}.")


def _enum(details: dict[str, Any], _: jsonschema_rs.ValidationError) -> Text:
    options = [str(option) for option in details["options"]]
    return Text(
        ja=f"次のいずれかを記載してください: {'、'.join(options)}。",
        en=f"It must be one of: {', '.join(options)}.",
    )


def _pattern(details: dict[str, Any], _: jsonschema_rs.ValidationError) -> Text:
    pattern = details["pattern"]
    return _PATTERNS.get(
        pattern,
        Text(
            ja=f"形式が違います（{pattern}）。", en=f"It does not have the form wanted ({pattern})."
        ),
    )


def _format(details: dict[str, Any], _: jsonschema_rs.ValidationError) -> Text:
    if details["format"] == "date":
        return Text(
            ja="日付は 2026-04-01 の形で、暦にある日を記載してください。",
            en="Give a date of the calendar as 2026-04-01.",
        )
    return Text(
        ja=f"{details['format']} の形式ではありません。", en=f"It is not a {details['format']}."
    )


def _too_few(details: dict[str, Any], _: jsonschema_rs.ValidationError) -> Text:
    limit = details["limit"]
    return Text(ja=f"{limit}件以上必要です。", en=f"At least {limit} must be given.")


def _too_long(details: dict[str, Any], _: jsonschema_rs.ValidationError) -> Text:
    limit = details["limit"]
    return Text(ja=f"{limit}文字以内で記載してください。", en=f"At most {limit} characters.")


def _bound(details: dict[str, Any], error: jsonschema_rs.ValidationError) -> Text:
    limit, low = details["limit"], error.kind.name == "minimum"
    return Text(
        ja=f"{limit}{'以上' if low else '以下'}でなければなりません。",
        en=f"It must be {'at least' if low else 'at most'} {limit}.",
    )


_KINDS: dict[str, _Say] = {
    "required": _required,
    "additionalProperties": _unexpected,
    "type": _type,
    "enum": _enum,
    "const": lambda details, _: Text(
        ja=f"「{details['expected_value']}」でなければなりません。",
        en=f"It must be “{details['expected_value']}”.",
    ),
    "pattern": _pattern,
    "format": _format,
    "minItems": _too_few,
    "minLength": lambda *_: Text(ja="空にはできません。", en="It must not be empty."),
    "maxLength": _too_long,
    "minimum": _bound,
    "maximum": _bound,
    "falseSchema": lambda *_: Text(
        ja="entries（内容）は state が provided のときだけ記載できます。",
        en="entries may stand only with state: provided.",
    ),
}
