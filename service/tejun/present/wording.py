"""The words of the command line's own output, in ja and en."""

from tejun.errors import Text

EDITION = Text(
    ja="{program} 第{edition}版（基準 {base}、{effective_from} から） {revision}",
    en="{program} edition {edition} (base {base}, from {effective_from}) {revision}",
)

APPLICATION = Text(ja="申請", en="Application")
PROGRAM = Text(ja="プログラム", en="Program")
AS_OF = Text(ja="基準日", en="As of")

NEXT = Text(ja="次に行うこと", en="What to do next")
NOTHING = Text(ja="行うことは残っていません。", en="Nothing is left to do.")
INDICATORS = Text(ja="人による判断を要する事項", en="What asks for a person's judgement")
FINDINGS = Text(ja="条項ごとの結果", en="Findings by clause")

ABSENT = Text(ja="（記載なし）", en="(not there)")
MORE = Text(ja="ほか{count}か所（--all ですべて表示）", en="and {count} more (--all shows them)")

BASIS = Text(
    ja="適用: {program} 第{edition}版（基準 {base}）{revision}、エンジン {engine}（{version}）、基準日 {as_of}",
    en="By {program}, edition {edition} (base {base}), {revision}; engine {engine} ({version}); as of {as_of}",
)
NOT_RECORDED = Text(
    ja="何も記録していません。この端末から何も送信していません。",
    en="Nothing was recorded, and nothing left this machine.",
)
RECORDED = Text(
    ja="記録しました: {id}（{database}）。`tejun explain {id}` で再び表示できます。この端末から何も送信していません。",
    en="Recorded as {id} in {database}; `tejun explain {id}` shows it again. Nothing left this machine.",
)
FROM_RECORD = Text(
    ja="記録された決定です: {id}（{decided_at}）。",
    en="A decision from the record: {id}, made {decided_at}.",
)
