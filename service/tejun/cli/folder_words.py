"""The words of `tejun check DIR`, in ja and en."""

from collections.abc import Mapping

from tejun.errors import Text
from tejun.present.rows import Style

NOT_CHECKED = "not_checked"
"""Stands where an outcome would, for a file on which there is no decision."""

LABELS: Mapping[str, Text] = {
    NOT_CHECKED: Text(ja="確認できません", en="could not be checked"),
    "action_required": Text(ja="要対応", en="action needed"),
    "information_required": Text(ja="情報不足", en="information missing"),
    "consultation_required": Text(ja="要相談", en="to be consulted"),
    "prepared": Text(ja="整っています", en="in place"),
    "replaced": Text(ja="他の措置で代替", en="replaced by other measures"),
    "out_of_scope": Text(ja="対象外", en="not covered"),
}
"""Worst first."""

STYLES: Mapping[str, Style] = {
    NOT_CHECKED: "unsatisfied",
    "action_required": "unsatisfied",
    "information_required": "missing_information",
    "consultation_required": "consult_fa",
    "prepared": "satisfied",
    "replaced": "satisfied",
    "out_of_scope": "not_applicable",
}

TABLE = Text(ja="結果ごとの申請（計{count}件）", en="{count} applications, by outcome")
LEFT_ASIDE = Text(
    ja="記載内容の文書ではないため、{count}件を除きました: {names}",
    en="Left aside, being no facts documents: {count} ({names})",
)
NEXT = Text(
    ja="行うことと担当は `tejun check {file}` のように、申請ごとに確認してください。",
    en="`tejun check {file}` shows what is to be done and by whom; so for each of the others.",
)
WHO_DECIDES = Text(ja="決定は資金配分機関（FA）が行います。", en="The funding agency (FA) decides.")
RECORDED = Text(
    ja="{count}件を {database} に記録しました。`tejun explain ID` で再び表示できます。"
    "この端末から何も送信していません。",
    en="{count} decisions were recorded in {database}; `tejun explain ID` shows one again. Nothing left this machine.",
)
