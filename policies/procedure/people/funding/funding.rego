# METADATA
# title: Research funding received
# description: |
#   Research funding received. The source sets no look-back period for it, and none is asked unless a program sets
#   one, with its source; the declared period must then reach back that far.
# custom:
#   id: RS-P1-01c
#   title:
#     ja: 研究費取得歴
#     en: Research funding received
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
#       direction: increase
#       description: how many years before the decision the declaration must cover
#   inherits: [collected]
#   reasons:
#     period_too_short:
#       status: missing_information
#       message:
#         ja: "申告の対象期間が、プログラムの定める{years}年に足りません。"
#         en: "The declaration does not cover the {years} years that the program asks for."
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
	not look_back_set
} else := collected.assess(declared(subject)) if {
	fact.covers(declared(subject).envelope, look_back)
} else := verdict.with_params(
	verdict.missing("period_too_short", [declared(subject).at]),
	{"years": data.policy.params.funding_look_back_years, "start": look_back},
)

declared(subject) := fact.read(subject, ["disclosures", "funding"])

look_back_set if is_number(data.policy.params.funding_look_back_years)

look_back := dates.years_before(data.policy.params.funding_look_back_years)
