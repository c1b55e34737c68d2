# METADATA
# title: Papers
# description: |
#   Papers as first, corresponding or co-author. The source sets no look-back period: a program sets it with its
#   source; without one the FA is to be asked, and its answer settles the point.
# custom:
#   id: RS-P1-03
#   title:
#     ja: 発表論文
#     en: Papers
#   description_ja: |
#     筆頭著者、責任著者、共著者としての論文です。さかのぼる期間を手順書は定めていません。プログラムが典拠とともに定め、
#     定めがなければFAに確認し、その回答によって整います。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 発表論文(筆頭著者、責任著者、共著者を対象)
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     papers_look_back_years:
#       type: integer
#       schema: {minimum: 1}
#       direction: increase
#       description:
#         ja: "発表論文をさかのぼる年数"
#         en: "how many years before the decision the declaration must cover"
#   inherits: [collected, fa]
#   reasons:
#     look_back_not_defined:
#       status: consult_fa
#       message:
#         ja: "発表論文をさかのぼる期間が、手順書にもプログラムにも定められていません。"
#         en: "Neither the procedure nor the program says how far back papers are to be declared."
#       remedy:
#         ja: "対象期間を資金配分機関（FA）に確認してください。"
#         en: "Ask the funding agency (FA) which period applies."
#     period_too_short:
#       status: missing_information
#       message:
#         ja: "申告の対象期間が、プログラムの定める{years}年に足りません。"
#         en: "The declaration does not cover the {years} years that the program asks for."
#       remedy:
#         ja: "{start}から申告日までを対象として申告し、対象期間（period）を記載してください。"
#         en: "Declare from {start} up to the day of the declaration, and enter the period covered."
package policy.procedure.people.papers

import data.policy.lib.collected
import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-P1-03"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.people]

assess(subject) := collected.assess(declared(subject)) if {
	not declared(subject).state in {"provided", "none"}
} else := verdict.consult("look_back_not_defined", [declared(subject).at], declared(subject).since) if {
	not look_back_set
} else := collected.assess(declared(subject)) if {
	fact.covers(declared(subject).envelope, look_back)
} else := verdict.with_params(
	verdict.missing("period_too_short", [declared(subject).at]),
	{"years": data.policy.params.papers_look_back_years, "start": look_back},
)

declared(subject) := fact.read(subject, ["disclosures", "papers"])

look_back_set if is_number(data.policy.params.papers_look_back_years)

look_back := dates.years_before(data.policy.params.papers_look_back_years)
