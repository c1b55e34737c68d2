# METADATA
# title: Research funding received
# description: |
#   Research funding received. The source sets no look-back period for it, and none is asked unless a program sets
#   one, with its source, in years or from a day on; the declared period must then reach back that far.
# custom:
#   id: RS-P1-01c
#   title:
#     ja: 研究費取得歴
#     en: Research funding received
#   description_ja: |
#     研究費取得歴です。さかのぼる期間を手順書は定めておらず、プログラムが典拠とともに年数又は起算日を定めた場合に限り、
#     申告の対象期間がそこまで及ぶことを求めます。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 学歴(必要に応じて指導教官等の情報を含む)、研究歴、研究費取得歴
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     funding_look_back_years:
#       type: integer
#       schema: {minimum: 1}
#       direction: increase
#       description:
#         ja: "研究費取得歴をさかのぼる年数"
#         en: "how many years before the decision the declaration must cover"
#     funding_look_back_from:
#       type: string
#       schema: {format: date}
#       direction: decrease
#       description:
#         ja: "研究費取得歴の起算日"
#         en: "the day from which on the declaration must cover; of two look-backs the longer counts"
#   inherits: [collected, fa]
#   reasons:
#     period_too_short:
#       status: missing_information
#       message:
#         ja: "申告の対象期間が、プログラムの定める時期（{start}）までさかのぼっていないか、申告日に及んでいません。"
#         en: "The declaration does not cover the time from {start}, which the program asks for, to its own day."
#       remedy:
#         ja: "{start}から申告日までを対象として申告し、対象期間（period）を記載してください。"
#         en: "Declare from {start} up to the day of the declaration, and enter the period covered."
package policy.procedure.people.funding

import data.policy.lib.collected
import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-P1-01c"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.people]

assess(subject) := collected.assess(declared(subject)) if {
	not declared(subject).state in {"provided", "none"}
} else := collected.assess(declared(subject)) if {
	count(look_backs) == 0
} else := collected.assess(declared(subject)) if {
	fact.covers(declared(subject).envelope, min(look_backs))
} else := verdict.with_params(
	verdict.missing("period_too_short", [declared(subject).at]),
	{"start": min(look_backs)},
)

declared(subject) := fact.read(subject, ["disclosures", "funding"])

# METADATA
# scope: document
# description: the days to which the program's look-backs reach; empty where it sets none
look_backs contains dates.years_before(data.policy.params.funding_look_back_years) if {
	is_number(data.policy.params.funding_look_back_years)
}

look_backs contains data.policy.params.funding_look_back_from if {
	dates.well_formed(data.policy.params.funding_look_back_from)
}
