# METADATA
# title: Step 3, measures agreed with the FA
# description: |
#   ③ Measures that follow from ① and ② are carried out through consultation and adjustment between the FA and the
#   institution. Three things must be closed before that can be said: no consultation is without an answer of the
#   FA given since it was opened; the latest answer to none of them is a refusal; and every risk indicator that
#   was raised, judged or made the reason of a measure has the FA's acceptance. The source sets no form for
#   agreement, so nothing more is asked of a single measure. Positive proof is that both lists are there,
#   `measures` and `consultations`: each may be empty, since the source asks for consultation where it is needed
#   and not for measures as such, but a list that is left out says nothing. Whether a measure was done by its day
#   is the matter of RS-MT, and whether it is weighed rightly that of RS-MT-00.
# custom:
#   id: RS-STP-03
#   title:
#     ja: ③リスク軽減措置（FAとの相談・調整と実施）
#     en: "Step 3: measures agreed with the FA and carried out"
#   clause:
#     section: 第2章(3)
#     item: ③
#     quote: FAと研究機関の間で相談・調整等を通じて、①②の結果を踏まえたリスク軽減措置を実施
#   actor: lead
#   stage: measures
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   reasons:
#     agreed:
#       status: satisfied
#       message:
#         ja: "資金配分機関（FA）への相談にはすべて回答があり、リスク軽減措置が記載されています。"
#         en: "Every consultation of the funding agency (FA) has its answer, and the measures are listed."
#     no_measures:
#       status: satisfied
#       message:
#         ja: "資金配分機関（FA）の回答を待つ事項はなく、リスク軽減措置はないとされています。"
#         en: "Nothing awaits the funding agency (FA), and no measure is taken."
#     consultation_open:
#       status: consult_fa
#       message:
#         ja: "資金配分機関（FA）の回答がまだない相談があります（{consultations}）。"
#         en: "Consultations still await the answer of the funding agency (FA): {consultations}."
#       remedy:
#         ja: "資金配分機関（FA）との相談・調整を進め、回答を記録してください。"
#         en: "Go on with the consultation, and record the answer."
#     not_agreed:
#       status: consult_fa
#       message:
#         ja: "資金配分機関（FA）が認めなかった相談があります（{consultations}）。"
#         en: "The funding agency (FA) declined what was put to it: {consultations}."
#       remedy:
#         ja: "講じる措置を見直し、改めて資金配分機関（FA）と相談・調整してください。"
#         en: "Revise the measures and consult the funding agency (FA) again."
#     indicator_open:
#       status: consult_fa
#       message:
#         ja: "資金配分機関（FA）との調整を終えていない確認事項があります（{indicators}）。"
#         en: "Risk indicators are not yet settled with the funding agency (FA): {indicators}."
#       remedy:
#         ja: "各事項について判断と措置の案を示し、資金配分機関（FA）と相談・調整してください。"
#         en: "Put the judgement and the proposed measure for each to the funding agency (FA)."
#     absent:
#       status: missing_information
#       message:
#         ja: "リスク軽減措置の一覧、又は資金配分機関（FA）への相談の一覧がありません。"
#         en: "The list of measures, or that of consultations with the funding agency (FA), is missing."
#       remedy:
#         ja: "両方の一覧を記載してください。措置や相談がない場合は、空の一覧としてください。"
#         en: "Enter both lists; where there is no measure or no consultation, leave the list empty."
package policy.procedure.process.agreed_measures

import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.risk.judgement

id := "RS-STP-03"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := agreement(reads(subject)) if {
	is_array(input.facts.measures)
	is_array(input.facts.consultations)
} else := verdict.missing("absent", reads(subject))

agreement(pointers) := verdict.with_params(
	verdict.consult("consultation_open", pointers),
	{"consultations": sort(with_reply("open"))},
) if {
	count(with_reply("open")) > 0
} else := verdict.with_params(
	verdict.consult("not_agreed", pointers),
	{"consultations": sort(with_reply("declined"))},
) if {
	count(with_reply("declined")) > 0
} else := verdict.with_params(verdict.consult("indicator_open", pointers), {"indicators": sort(unsettled)}) if {
	count(unsettled) > 0
} else := verdict.satisfied("agreed", pointers) if {
	count(input.facts.measures) > 0
} else := verdict.satisfied("no_measures", pointers)

reads(subject) := array.concat(
	[concat("/", [subject.at, part]) | some part in ["measures", "consultations", "determinations"]],
	["/fa"],
)

unsettled contains key if {
	some key in named
	fa.on_indicator(key).result != "accepted"
}

# The indicators that were raised, that were judged, and that a measure is to answer.
named contains subject.fact.key if {
	some subject in judgement.raised
	subject.kind == "indicator"
}

named contains said.indicator if some said in input.facts.risk.judgements

named contains key if {
	some measure in input.facts.measures
	some key in measure.indicators
}

# METADATA
# description: the consultations, as either side recorded them, whose answer is `open`, `declined` or `accepted`
with_reply(kind) := {name(consultation) |
	some document in ["facts", "fa"]
	some consultation in object.get(input, [document, "consultations"], [])
	reply(consultation) == kind
}

# METADATA
# description: the FA's latest answer on the topic; one given before the consultation was opened leaves it open
reply(consultation) := answer(consultation).result if {
	dates.well_formed(consultation.opened_on)
	answer(consultation).on >= consultation.opened_on
} else := "open"

answer(consultation) := fa.on_indicator(consultation.indicator) if {
	is_string(consultation.indicator)
} else := fa.answer(consultation.requirement, {"ref": object.get(consultation, "subject", "application")})

name(consultation) := consultation.id if {
	is_string(consultation.id)
} else := "?"
