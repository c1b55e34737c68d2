# METADATA
# title: Step 2, risk assessment
# description: |
#   ② Risk is judged in view of the researchers, the joint institutions and other partners, the content of the
#   technology, and how the managed data are managed. The judgement is a person's: for each of the four fields a
#   view with its rationale, who judged and when. Where there is no partner, the judgement says so. Whether a
#   single risk indicator is settled is RS-RA-01's matter; no criterion, score or level is applied here.
# custom:
#   id: RS-STP-02
#   title:
#     ja: ②リスク評価（研究者・共同研究先・技術・データについての判断）
#     en: "Step 2: a judgement over people, partners, technology and data"
#   description_ja: |
#     ②では、所属研究者、共同研究相手先等、技術の内容、管理対象データ等の管理状況を踏まえてリスクを判断します。
#     判断は人が行うもので、四つの観点ごとに、所見、根拠、判断者、判断日を求めます。共同研究相手先がない場合は、
#     その旨を判断として記載します。個々のリスク指標が整ったかどうかはRS-RA-01で扱い、ここでは基準、点数、
#     段階のいずれも用いません。
#   clause:
#     section: 第2章(3)
#     item: ②
#     quote: 所属研究者、共同研究相手先等の情報、技術の内容 「管理対象データ」等の管理状況を踏まえたリスク判断
#   actor: lead
#   stage: judgement
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, unavailable]
#   reasons:
#     judged:
#       status: satisfied
#       message:
#         ja: "研究者・共同研究先・技術・データのそれぞれについて、判断が根拠とともに記録されています。"
#         en: "A judgement with its rationale is recorded for people, partners, technology and data."
#     not_judged:
#       status: unsatisfied
#       message:
#         ja: "リスクの判断を行っていないと申告されています。"
#         en: "It is declared that no judgement was made."
#       remedy:
#         ja: "研究者・共同研究先・技術・データのそれぞれについて判断し、根拠・判断者・判断日とともに記載してください。"
#         en: "Judge people, partners, technology and data, and enter each with rationale, who judged and when."
#     field_not_judged:
#       status: missing_information
#       message:
#         ja: "根拠・判断者・判断日のある判断がない観点があります（{fields}）。"
#         en: "There is no judgement with rationale, name and date for {fields}."
#       remedy:
#         ja: "その観点について判断し、記載してください。共同研究先がない場合は、その旨を判断として記載してください。"
#         en: "Judge the field and enter it. Where there is no partner, let the judgement say so."
package policy.procedure.process.judgement

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-STP-02"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.unsatisfied("not_judged", [step(subject).at]) if {
	step(subject).state == "none"
} else := unavailable.assess(step(subject)) if {
	step(subject).state != "provided"
} else := verdict.satisfied("judged", [step(subject).at]) if {
	judged(subject) & fields == fields
} else := verdict.with_params(
	verdict.missing("field_not_judged", [step(subject).at]),
	{"fields": sort(fields - judged(subject))},
)

step(subject) := fact.read(subject, ["process", "judgement"])

fields := {"people", "partners", "technology", "data"}

judged(subject) := {entry.field |
	some entry in step(subject).entries
	is_string(entry.view)
	fact.signed(entry)
}
