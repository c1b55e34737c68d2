# METADATA
# title: Existing practice goes on
# description: |
#   For all research, institutions and researchers ensure research integrity, and institutions manage risk on
#   their own; the source asks that this go on steadily (各研究機関における自律的なリスクマネジメントが求められており、今後も着実に行っていく). It is the
#   ground on which the procedure stands, not a condition that the procedure sets: the finding is advisory and
#   never `unsatisfied`. An institution that says it has no such practice is referred to the FA.
#   `none` means that there is no such practice.
# custom:
#   id: RS-GEN-01
#   title:
#     ja: 研究インテグリティの確保と自律的なリスクマネジメント
#     en: Research integrity and autonomous risk management
#   description_ja: |
#     すべての研究について、研究機関・研究者は研究インテグリティを確保し、研究機関は自律的なリスクマネジメントを行います。
#     手順書は、これを今後も着実に行うことを求めています。手順書の前提であって手順書が新たに課す条件ではないため、
#     参考としての確認にとどめ、「未充足」とすることはありません。取組がないとする機関には、FAとの相談を案内します。
#     「該当なし」は、取組がないことを意味します。
#   clause:
#     section: 第2章(4)
#     item: 基本的枠組み
#     quote: 各研究機関・研究者における研究インテグリティの確保
#   actor: lead
#   stage: routine
#   classes: [research_integrity, governance]
#   subjects: [lead]
#   enforcement: advisory
#   effective_from: "2025-06-11"
#   inherits: [unavailable]
#   reasons:
#     goes_on:
#       status: satisfied
#       message:
#         ja: "研究インテグリティの確保と自律的なリスクマネジメントを継続していることが、機関から示されています。"
#         en: "The institution attests that its research-integrity practice and risk management go on."
#     no_practice:
#       status: consult_fa
#       message:
#         ja: "研究インテグリティの確保・自律的なリスクマネジメントの取組はないと申告されています。"
#         en: "The institution declares that it has no such practice."
#       remedy:
#         ja: "今後の取組の進め方を、資金配分機関（FA）と相談してください。"
#         en: "Consult the funding agency (FA) on how to go about it."
#   readings:
#     - ja: "研究インテグリティの取組は手順書の前提であって新たに課すものではないと読み、参考として示すにとどめます。"
#       en: >-
#         Research integrity is read as what the procedure builds on, not as what it newly asks: shown as
#         advice only.
package policy.procedure.scope.existing_practice

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-GEN-01"

findings := [finding.shown(id, subject, assess(subject), "advisory") | some subject in subjects.lead]

assess(subject) := verdict.satisfied("goes_on", [practice(subject).at]) if {
	practice(subject).state == "provided"
} else := verdict.consult("no_practice", [practice(subject).at], fact.since(practice(subject))) if {
	practice(subject).state == "none"
} else := unavailable.assess(practice(subject))

practice(subject) := fact.read(subject, ["integrity"])
