# METADATA
# title: Step 3, measures agreed with the FA
# description: |
#   ③ Measures that follow from ① and ② are carried out through consultation and adjustment between the FA and the
#   institution. Before that can be said, no consultation is without an answer of the FA given since it was opened;
#   the latest answer to none of them is a refusal; every risk indicator that was raised, judged or made the reason
#   of a measure has the FA's acceptance; and where measures are taken there was a consultation, or the FA accepted
#   this step without one: the source sets no form for it. Both lists, `measures` and `consultations`, must be there;
#   each may be empty, but a list that is left out says nothing. Whether a measure was carried out by its day is the
#   matter of RS-MT-01 to 06, and here that of the kinds which have no requirement of their own.
# custom:
#   id: RS-STP-03
#   title:
#     ja: ③リスク軽減措置（FAとの相談・調整と実施）
#     en: "Step 3: measures agreed with the FA and carried out"
#   description_ja: |
#     ③では、FAと研究機関の間で相談・調整等を行い、①②の結果を踏まえた措置を実施します。整ったと言うには、
#     すべての相談に、相談を始めた日以後のFAの回答があること、どの相談についても最新の回答が「受け入れない」でないこと、
#     挙がったリスク指標、判断されたリスク指標、措置の理由とされたリスク指標のすべてをFAが了承していること、
#     そして措置を講じる場合は、相談が行われたか、相談なしに進めることをFAが了承していることが必要です。
#     相談の形式を手順書は定めていません。措置と相談の一覧（measures、
#     consultations）は両方とも必要です。空でも構いませんが、省かれた一覧は何も示しません。
#     措置が期日までに実施されたかはRS-MT-01から06までで扱い、
#     固有の要件のない種類の措置についてはここで扱います。
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
#   inherits: [fa]
#   reasons:
#     overdue:
#       status: unsatisfied
#       message:
#         ja: "期限を過ぎていますが実施されていないリスク軽減措置があります（{measures}）。"
#         en: "Measures were not carried out by their due dates: {measures}."
#       remedy:
#         ja: "速やかに実施して実施日と資料を記載するか、期限の変更を資金配分機関（FA）と相談・調整してください。"
#         en: "Carry them out and enter the date and evidence, or consult the funding agency (FA) on a new date."
#     not_shown:
#       status: missing_information
#       message:
#         ja: "期限までの実施を示す資料がないか、担当者・期限が明らかでないリスク軽減措置があります（{measures}）。"
#         en: "Measures have no evidence that they were carried out, or no owner or due date: {measures}."
#       remedy:
#         ja: "担当者、期限及び実施日を記載し、実施を示す資料の名称とハッシュ値を添えてください。"
#         en: "Enter the owner, the due date and the date it was done, with the title and digest of the evidence."
#     not_consulted:
#       status: consult_fa
#       message:
#         ja: "リスク軽減措置が記載されていますが、資金配分機関（FA）との相談・調整の記録がありません。"
#         en: "Measures are entered, and no consultation with the funding agency (FA)."
#       remedy:
#         ja: "措置の内容を資金配分機関（FA）と相談・調整し、相談とその回答を記載してください。"
#         en: "Consult the funding agency (FA) on the measures, and enter the consultation with its answer."
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
#         ja: "資金配分機関（FA）との調整を終えていないリスク指標があります（{indicators}）。"
#         en: "Risk indicators are not yet settled with the funding agency (FA): {indicators}."
#       remedy:
#         ja: "各リスク指標について判断と措置の案を示し、資金配分機関（FA）と相談・調整してください。"
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
import data.policy.lib.measures
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.risk.judgement

id := "RS-STP-03"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.missing("absent", reads(subject)) if {
	not stated
} else := listing(verdict.unsatisfied("overdue", reads(subject)), {"measures": standing(subject, "overdue")}) if {
	count(standing(subject, "overdue")) > 0
} else := listing(verdict.missing("not_shown", reads(subject)), {"measures": standing(subject, "not_shown")}) if {
	count(standing(subject, "not_shown")) > 0
} else := agreement(subject)

# METADATA
# description: what was settled with the FA, and what was not
agreement(subject) := listing(
	verdict.consult("consultation_open", reads(subject), verdict.elsewhere),
	{"consultations": with_reply("open")},
) if {
	count(with_reply("open")) > 0
} else := listing(verdict.consult("not_agreed", reads(subject), verdict.elsewhere), {"consultations": with_reply("declined")}) if {
	count(with_reply("declined")) > 0
} else := listing(verdict.consult("indicator_open", reads(subject), verdict.elsewhere), {"indicators": unsettled}) if {
	count(unsettled) > 0
} else := verdict.satisfied("no_measures", reads(subject)) if {
	count(input.facts.measures) == 0
} else := verdict.satisfied("agreed", reads(subject)) if {
	count(with_reply("accepted")) > 0
} else := verdict.consult("not_consulted", reads(subject), "")

listing(said, names) := verdict.with_params(said, {param: sort(found) | some param, found in names})

stated if {
	is_array(input.facts.measures)
	is_array(input.facts.consultations)
}

# METADATA
# description: the measures that stand so, of the kinds that no requirement of their own judges
standing(subject, reason) := {measure.id |
	some kind in ["employment", "other"]
	some measure in measures.chosen(subject, kind)
	measure.reason == reason
}

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
# description: the worst of the FA's latest answers on its topics; one given before it was opened leaves it open
reply(consultation) := [result | some result in ["open", "declined", "accepted"]; result in replies(consultation)][0]

replies(consultation) := {on_topic(consultation, about) | some about in consultation.about}

on_topic(consultation, about) := answer.result if {
	dates.well_formed(consultation.opened_on)
	answer := fa.on_topic(about)
	answer.on >= consultation.opened_on
	answer.result != "none"
} else := "open"

name(consultation) := consultation.id if {
	is_string(consultation.id)
} else := "?"
