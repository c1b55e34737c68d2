# METADATA
# title: Measures that weigh research against risk
# description: |
#   The aim is not zero risk: a measure answers a risk indicator, with the reason why it is reasonable for the
#   research too; one on a person, only where it is for that person. Where no measure answers it, the newest judgement
#   on it says why none is taken, and the point is settled with the FA's acceptance of that judgement (RS-RA-01).
#   A decline by the FA on this very cell goes first.
# custom:
#   id: RS-MT-00
#   title:
#     ja: 合理的なリスク軽減策
#     en: Measures that weigh research against risk
#   description_ja: |
#     ゼロリスクを目指すのではなく、措置は、研究の推進にとっても合理的である理由とともに、リスク評価を要する事項に応えるものとします。
#     人について挙がった事項に応えるのは、その人を対象とする措置に限ります。
#     応える措置がない場合は、最新の判断に措置を講じない理由を記載し、
#     その判断についてのFAの了承（RS-RA-01）をもって充足とします。この事項についてFAが了承しない旨の回答は、これらに優先します。
#     「該当なし」という申告はなく、措置を講じない理由を判断に記載します。
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
#   inherits: [fa]
#   reasons:
#     no_indicator:
#       status: not_applicable
#       message:
#         ja: "リスク評価を要する事項は挙がっていません。リスクがないことを示すものではありません。"
#         en: "No risk indicator was raised. This does not say that there is no risk."
#     measure_linked:
#       status: satisfied
#       message:
#         ja: "リスク評価を要する事項（{indicator}）に対し、理由を付した軽減措置（{measures}）が挙げられています。"
#         en: "{indicator} is answered by the measures {measures}, with their reason."
#     none_needed:
#       status: satisfied
#       message:
#         ja: "リスク評価を要する事項（{indicator}）に対する軽減措置を講じない理由が示され、その判断について、資金配分機関（FA）の了承が記録されています。"
#         en: "Why no measure answers {indicator} is stated; it is entered that the funding agency (FA) accepted
#           that judgement."
#     none_to_consult:
#       status: consult_fa
#       answered_at: {requirement: RS-RA-01, of: subject}
#       message:
#         ja: "リスク評価を要する事項（{indicator}）に対する軽減措置を講じない理由が示されていますが、その判断は資金配分機関（FA）の了承を得ていません。"
#         en: "Why no measure answers {indicator} is stated; the funding agency (FA) has not accepted that judgement."
#       remedy:
#         ja: "理由を示して資金配分機関（FA）と相談・調整し、リスク評価を要する事項についての回答を記録してください（RS-RA-01）。"
#         en: "Consult the funding agency (FA), giving the reason, and record its answer on the indicator (RS-RA-01)."
#     no_measure:
#       status: missing_information
#       message:
#         ja: "リスク評価を要する事項（{indicator}）に対する軽減措置も、措置を講じない理由も記載されていません。"
#         en: "No measure answers {indicator}, and why none is taken is not stated."
#       remedy:
#         ja: "研究の推進とリスクの軽減を勘案した措置とその理由を記載するか、リスク評価を要する事項についての判断に、措置を講じない理由（no_measure）を記載してください。"
#         en: "Enter a measure and its reason, or say in the judgement on the indicator why none is taken
#           (`no_measure`)."
#     measure_for_others:
#       status: missing_information
#       message:
#         ja: "リスク評価を要する事項（{indicator}）に応える措置（{measures}）の対象者（people）に、その事項の本人が含まれていません。"
#         en: "{indicator} is on a person who is not among those for whom the measures that name it ({measures}) are
#           (`people`)."
#       remedy:
#         ja: "本人を対象とする措置であれば、対象者（people）に加えるか、全員のものであるときは項目ごと外してください。本人を対象としないときは、本人についての措置を加えるか、判断に措置を講じない理由（no_measure）を記載してください。"
#         en: "Where the measure is for that person too, add it to `people`, or take the list out where it is for all.
#           Where it is not, enter a measure that is, or say in the judgement why none is taken (`no_measure`)."
#   readings:
#     - ja: "挙がった事項ごとに、それに応える措置と理由、又は措置を講じない理由を求めます。「勘案した合理的な」措置であることは、理由によってしか示せないためです。"
#       en: >-
#         Each indicator has a measure with its reason, or the reason for none: that a measure weighs research
#         and risk can be shown only by its reason.
#       reasons: [no_measure, none_to_consult]
#     - ja: "人について挙がった事項に応える措置に対象者（people）の一覧があるときは、その人が対象者であることを求めます。その人に及ばない措置は、その人についてのリスクを軽減しないためです。一覧が省かれているときは、全員のものと読みます。"
#       en: >-
#         A measure that answers an indicator on a person, and says for whom it is (`people`), is for that person: what
#         does not reach somebody mitigates no risk there. Without that list it is for all.
#       reasons: [measure_for_others]
package policy.procedure.measures.balance

import data.policy.lib.fa
import data.policy.lib.finding
import data.policy.lib.measures
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.risk.judgement

id := "RS-MT-00"

findings := [finding.of(id, subject, assess(subject)) | some subject in judgement.raised]

assess(subject) := verdict.not_applicable("no_indicator", []) if {
	subject.kind == "application"
} else := fa.as_answered({"reads": [subject.at, "/facts/measures"], "since": ""}, answer) if {
	answer := fa.answer(id, subject)
	answer.result == "declined"
} else := verdict.with_params(verdict.satisfied("measure_linked", reads), {
	"indicator": subject.fact.key,
	"measures": sort([measure.id | some measure in linked(subject)]),
}) if {
	count(linked(subject)) > 0
	reads := array.concat([subject.at], [measure.at | some measure in linked(subject)])
} else := said if {
	none_taken(subject)
	said := verdict.with_params(without_measure(judged(subject)), {"indicator": subject.fact.key})
} else := verdict.with_params(
	verdict.missing("measure_for_others", array.concat([subject.at], [measure.at | some measure in found])),
	{"indicator": subject.fact.key, "measures": sort([measure.id | some measure in found])},
) if {
	found := linked_for_others(subject)
	count(found) > 0
} else := verdict.with_params(
	verdict.missing("no_measure", [subject.at, "/facts/measures"]),
	{"indicator": subject.fact.key},
)

without_measure(judged) := verdict.satisfied("none_needed", judged.reads) if {
	judged.reason in ["fa_accepted", "fa_accepted_within_limits"]
} else := verdict.consult("none_to_consult", judged.reads, verdict.elsewhere)

judged(subject) := judgement.assess(subject)

# METADATA
# description: the newest judgement, each one of that day, says why no measure is taken
none_taken(subject) if {
	views := judgement.views(subject)
	newest := [view |
		some view in views
		view.said.on == judgement.last_judged(views)
	]
	count(newest) > 0
	every view in newest {
		is_string(view.said.no_measure)
	}
}

# METADATA
# description: the measures that name the indicator and say why
linked(subject) := [{"id": measure.fact.id, "at": measure.at} |
	some measure in subjects.measures
	not measures.withdrawn(measure.fact)
	measures.answers(measure.fact, subject.fact.key)
	is_string(measure.fact.reason)
]

# METADATA
# description: those that name the indicator, but are for others than the person whom it is on
linked_for_others(subject) := [{"id": measure.fact.id, "at": measure.at} |
	some measure in subjects.measures
	not measures.withdrawn(measure.fact)
	subject.fact.key in measure.fact.indicators
	measures.for_others(measure.fact, subject.fact.key)
]
