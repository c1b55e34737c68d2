"""The words in which `tejun bundle diff` and `tejun bundle inspect` speak, in ja and en.

May not know: requirements and parameters; their words are in the bundle's catalog.
"""

from collections.abc import Mapping
from typing import cast

from tejun.compare.changes import Kind
from tejun.errors import Text
from tejun.explain import words as said
from tejun.present import checklist_words as reference

TITLE = Text(ja="{before} → {after} の変更点", en="What changes from {before} to {after}")
EDITION = Text(ja="{program} 第{edition}版", en="{program} edition {edition}")
SAME = Text(
    ja="{before} と {after} に違いはありません。",
    en="Nothing differs between {before} and {after}.",
)
OLD = Text(ja="リビジョン（旧）: {revision}", en="old revision: {revision}")
NEW = Text(ja="リビジョン（新）: {revision}", en="new revision: {revision}")
FILES = Text(ja="ファイル: {count}個、{size}バイト", en="files: {count}, {size} bytes")

PARTS: Mapping[str, Text] = {
    "loosened": Text(
        ja="以前より緩くなる点（復元の場合を除き、公開できません）",
        en="What asks less than before (publishing refuses it, but for a rollback)",
    ),
    "program": Text(ja="プログラム", en="Program"),
    "edition": Text(ja="版", en="Edition"),
    "parameters": Text(ja="プログラムの設定値", en="What the program sets (parameters)"),
    "procedure": Text(ja="手順書の事項", en="Requirements of the procedure"),
    "own": Text(
        ja="プログラム独自の事項と上乗せ", en="The program's own requirements and tightenings"
    ),
    "forms": Text(ja="様式（質問票等）", en="Forms"),
    "data": Text(ja="その他のデータ（data.json）", en="Other data (data.json)"),
    "rego": Text(ja="判定の規則（Rego）", en="The rules (Rego)"),
}

KINDS: Mapping[Kind, Text] = {
    "added": Text(ja="追加", en="added"),
    "removed": Text(ja="取りやめ", en="withdrawn"),
    "changed": Text(ja="変更", en="changed"),
}
REORDERED = Text(ja="順序の変更", en="in another order")
TIGHTENS = Text(ja="{id} への上乗せ", en="tightens {id}")
COUNTED = Text(ja="{kind}{count}件", en="{count} {kind}")

MOVES: Mapping[str, Text] = {
    "stricter": Text(ja="以前より厳しくなります", en="stricter than before"),
    "looser": Text(ja="以前より緩くなります", en="looser than before"),
    "both": Text(
        ja="緩くなるところがあるか、比べられません", en="looser in part, or not to be compared"
    ),
}
DIRECTIONS: Mapping[str, Text] = {
    "increase": Text(
        ja="増やす（遅らせる）方向にのみ変更可", en="may only be raised or made later"
    ),
    "decrease": Text(
        ja="減らす（早める）方向にのみ変更可", en="may only be lowered or made earlier"
    ),
    "add": Text(ja="追加のみ可", en="may only be added to"),
    "set": Text(ja="プログラムが自由に定める", en="set by the program as it likes"),
}
UNDECLARED = Text(ja="どの事項も読まない値です", en="nothing declares it: no requirement reads it")

RULES_ALONE = Text(
    ja="規則のみ変更（説明の文言は同じでも、判定が変わることがあります）",
    en="rules only: it may decide otherwise under the same words",
)
RULES = Text(ja="規則と説明の変更", en="rules and METADATA")
WORDS_ALONE = Text(ja="説明のみ変更（規則は同じ）", en="METADATA only; the rules are the same")
COMMENTS = Text(ja="コメントのみ変更（規則は同じ）", en="comments only; the rules are the same")
MODULE = Text(
    ja="規則が同じでも、コンパイルの結果が違います（opa の版の違い等）",
    en="compiled otherwise from the same rules, by another opa perhaps",
)

LANGUAGES: Mapping[str, Text] = {
    "ja": Text(ja="（日本語）", en=" (Japanese)"),
    "en": Text(ja="（英語）", en=" (English)"),
}

FIELDS: Mapping[str, Text] = {
    "slug": Text(ja="プログラムの識別子", en="program"),
    "title": Text(ja="題名", en="title"),
    "funding_agency": Text(ja="資金配分機関（FA）", en="funding agency (FA)"),
    "contact": Text(ja="問合せ先", en="contact"),
    "example": Text(ja="例示", en="example"),
    "sources": Text(ja="典拠", en="sources"),
    "call": Text(ja="公募", en="call"),
    "reference": Text(ja="公募要領", en="reference"),
    "opens": Text(ja="開始日", en="opens"),
    "closes": Text(ja="締切日", en="closes"),
    "review": Text(ja="研究セキュリティの確認の時期", en="research-security review"),
    "edition": Text(ja="版", en="edition"),
    "sequence": Text(ja="通し番号", en="sequence"),
    "effective_from": Text(ja="適用開始日", en="effective from"),
    "effective_until": Text(ja="適用終了日", en="effective until"),
    "restores": Text(ja="内容を戻す元のアーカイブ", en="restores the archive"),
    "base": Text(ja="基準とする版", en="base"),
    "base_edition": Text(ja="基準とする版", en="base"),
    "dated": Text(ja="日付", en="dated"),
    "status": Text(ja="状態", en="status"),
    "description": Text(ja="説明", en="description"),
    "clause": Text(ja="条項", en="clause"),
    "section": Text(ja="章", en="section"),
    "item": Text(ja="項", en="item"),
    "quote": Text(ja="原文", en="quote"),
    "actor": Text(ja="行う者", en="who acts"),
    "actors": Text(ja="代わりに行う者", en="who acts instead"),
    "stage": Text(ja="段階", en="stage"),
    "classes": Text(ja="区分", en="classes"),
    "subjects": Text(ja="対象", en="asked of"),
    "enforcement": Text(ja="結果への影響", en="enforcement"),
    "layer": Text(ja="定めるもの", en="layer"),
    "tightens": Text(ja="上乗せする事項", en="tightens"),
    "package": Text(ja="パッケージ", en="package"),
    "parameters": Text(ja="設定値の宣言", en="parameters declared"),
    "direction": Text(ja="変更できる方向", en="direction"),
    "type": Text(ja="型", en="type"),
    "schema": Text(ja="スキーマ", en="schema"),
    "reasons": Text(ja="理由", en="reason"),
    "outcome": Text(ja="もたらす結果", en="brings about"),
    "message": Text(ja="メッセージ", en="message"),
    "remedy": Text(ja="対処", en="remedy"),
    "asked_of": Text(ja="回答者", en="answered by"),
    "items": Text(ja="項目", en="item"),
    # of an archive
    "program": Text(ja="プログラム", en="program"),
    "revision": Text(ja="リビジョン", en="revision"),
    "digest": Text(ja="アーカイブ", en="archive"),
    "entrypoint": Text(ja="エントリーポイント", en="entrypoint"),
    "requirements": Text(ja="事項", en="requirements"),
    "tightenings": Text(ja="上乗せ", en="tightenings"),
}
"""Keys of the catalog and of a description of an edition."""

_ACTORS = cast("Mapping[str, Text]", said.ACTORS)

VALUES: Mapping[str, Mapping[str, Text]] = {
    "status": cast("Mapping[str, Text]", said.STATUS),
    "enforcement": cast("Mapping[str, Text]", said.ENFORCEMENT),
    "layer": cast("Mapping[str, Text]", said.LAYERS),
    "actor": _ACTORS,
    "actors": _ACTORS,
    "stage": reference.STAGES,
    "classes": reference.CLASSES,
    "subjects": reference.SUBJECTS,
    "review": reference.REVIEWS,
    "asked_of": reference.SUBJECTS,
    "direction": DIRECTIONS,
}
"""Codes, by the key under which they stand."""

CLAUSE = Text(ja="{section} {item}「{quote}」", en="{section} {item}: “{quote}”")
BASE = Text(ja="{base}（{title}、{status}）", en="{base} ({title}; {status})")
YES_NO = {True: Text(ja="はい", en="yes"), False: Text(ja="いいえ", en="no")}
JOIN = Text(ja="、", en=", ")
BETWEEN = Text(ja="；", en="; ")
