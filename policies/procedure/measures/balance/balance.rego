# METADATA
# title: Measures that weigh research against risk
# description: |
#   The aim is not zero risk: a measure answers a risk indicator, with the reason why it is reasonable for the
#   research too. Where no measure answers it, the FA's acceptance of the judgement settles the point.
# custom:
#   id: RS-MT-00
#   title:
#     ja: 合理的なリスク軽減策
#     en: Measures that weigh research against risk
#   description_ja: |
#     ゼロリスクを目指すのではなく、措置は、研究の推進にとっても合理的である理由とともに、リスク指標に応えるものとします。
#     応える措置がない場合は、判断についてのFAの了承によって整います。
#   clause:
#     section: 第2章(3)
#     item: 軽減措置
#     quote: ゼロリスクを目指すのではなく、研究の推進とリスクの軽減を勘案した合理的なリスク軽減策を講じることとする基本方針に基づき
#   actor: institution
#   stage: measures
#   classes: [research_security]
#   subjects: [indicator]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   reasons:
#     no_indicator:
#       status: not_applicable
#       message:
#         ja: "判断を要するリスク指標は挙がっていません。リスクがないことを示すものではありません。"
#         en: "No risk indicator was raised. This does not say that there is no risk."
#     measure_linked:
#       status: satisfied
#       message:
#         ja: "リスク指標（{indicator}）に対し、理由を付した軽減措置（{measures}）が挙げられています。"
#         en: "{indicator} is answered by the measures {measures}, with their reason."
#     none_needed:
#       status: satisfied
#       message:
#         ja: "リスク指標（{indicator}）に対する軽減措置は挙げられていませんが、機関の判断について、資金配分機関（FA）の了承が記録されています。"
#         en: "No measure answers {indicator}; the funding agency (FA) accepted the judgement on it."
#     no_measure:
#       status: missing_information
#       message:
#         ja: "リスク指標（{indicator}）に対する軽減措置が挙げられていません。"
#         en: "No measure answers {indicator}."
#       remedy:
#         ja: "研究の推進とリスクの軽減を勘案した措置とその理由を記載するか、措置を要しないとの判断について資金配分機関（FA）と相談・調整してください。"
#         en: "Enter a measure and its reason, or consult the FA on the judgement that none is needed."
package policy.procedure.measures.balance

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.risk.judgement

id := "RS-MT-00"

findings := [finding.of(id, subject, assess(subject)) | some subject in judgement.raised]

assess(subject) := verdict.not_applicable("no_indicator", []) if {
	subject.kind == "application"
} else := verdict.with_params(verdict.satisfied("measure_linked", reads), {
	"indicator": subject.fact.key,
	"measures": sort([measure.id | some measure in linked(subject)]),
}) if {
	count(linked(subject)) > 0
	reads := array.concat([subject.at], [measure.at | some measure in linked(subject)])
} else := verdict.with_params(verdict.satisfied("none_needed", judged(subject).reads), {"indicator": subject.fact.key}) if {
	judged(subject).reason == "fa_accepted"
} else := verdict.with_params(
	verdict.missing("no_measure", [subject.at, "/facts/measures"]),
	{"indicator": subject.fact.key},
)

judged(subject) := judgement.assess(subject)

# METADATA
# description: the measures that name the indicator and say why
linked(subject) := [{"id": measure.fact.id, "at": measure.at} |
	some measure in subjects.measures
	subject.fact.key in measure.fact.indicators
	is_string(measure.fact.reason)
]
