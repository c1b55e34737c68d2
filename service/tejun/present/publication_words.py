"""The words in which `tejun publish`, `withdraw`, `rollback`, `key`, `bundle verify` and `bundle sign` speak.

May not know: what is published.
"""

from collections.abc import Mapping

from tejun.errors import Text

TITLE = Text(
    ja="{program} 第{edition}版（sequence {sequence}、{effective_from} から）",
    en="{program}, edition {edition} (sequence {sequence}, from {effective_from})",
)
BUILT = Text(ja="{policies} からビルド", en="built from {policies}")
GIVEN = Text(ja="アーカイブ {file}", en="the archive {file}")
RESTORED = Text(ja="第{earlier}版の内容を復元", en="restored from edition {earlier}")

NAMES: Mapping[str, Text] = {
    "archive": Text(ja="アーカイブ", en="archive"),
    "signature": Text(ja="署名", en="signature"),
    "order": Text(ja="順序と期間", en="order"),
    "decides": Text(ja="判定", en="decides"),
    "compiled": Text(ja="モジュール", en="compiled"),
    "fixtures": Text(ja="事例", en="fixtures"),
    "loosened": Text(ja="緩和の有無", en="loosened"),
    "restores": Text(ja="復元", en="restores"),
    "revision": Text(ja="リビジョン", en="revision"),
}
"""Of each check."""

ADVICE = Text(ja="対処", en="What to do")
AT_THE_SERVICE = Text(ja="公開先 {url} での確認:", en="What {url} looked at:")
PUBLISHED = Text(ja="公開しました: {file}（{place}）", en="Published as {file} in {place}.")
WITHDRAWN = Text(
    ja="第{edition}版を取り下げました: {file}（{place}）",
    en="Edition {edition} is withdrawn: {file} in {place}.",
)
DRY_RUN = Text(
    ja="公開できます。--dry-run のため、何も公開していません。",
    en="It can be published. Nothing was: this was a dry run.",
)
STANDING = Text(ja="有効な版:", en="What stands:")
STANDS = Text(ja="{since} から 第{edition}版", en="from {since}  edition {edition}")
UNTIL = Text(ja="（{until} まで）", en=" until {until}")
TODAY = Text(ja=" ← 今日（{day}）", en="  ← today, {day}")
NONE_STANDS = Text(
    ja="有効な版はありません。このプログラムでの確認はできなくなりました。",
    en="No edition stands: nobody can check for this program any more.",
)

KEY_MADE = Text(
    ja="鍵 {id} を作りました: 秘密鍵 {private}、公開鍵 {public}",
    en="Made the key {id}: private {private}, public {public}",
)
KEY_NEXT = Text(
    ja="公開鍵を、版を受け取る側の信頼する鍵（TEJUN_TRUSTED_KEYS）に加えてください。秘密鍵は渡さないでください。",
    en="Add the public key to those that the takers trust (TEJUN_TRUSTED_KEYS); give the private one to nobody.",
)

WITHOUT_FIXTURES = "（事例を実行せずに公開 / published without running the fixtures）"
"""Stands at the end of the reason in the statement itself, for every reader of it."""

SIGNED = Text(ja="{file}  {digest}  鍵 {id}", en="{file}  {digest}  key {id}")
