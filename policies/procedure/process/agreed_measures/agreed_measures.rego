# METADATA
# title: Step 3, measures agreed with the FA
# description: |
#   ③ Measures that follow from ① and ② are carried out through consultation and adjustment between the FA and the
#   institution. A measure is agreed where the program prescribes it, or where an answer of the FA accepts it, given
#   since it was chosen (or since it stands as it does) and naming it or an indicator that it answers. One that the FA
#   declined is not, whoever prescribes it. One on which it answered is withdrawn with its acceptance. No consultation
#   is left without an answer, and no refusal is passed over for its day, be it ahead or from before the call. Where
#   no measure is taken, which an empty list says and not `none`, the step stands as the worst of RS-RA-01. A list that
#   is left out says nothing. Whether a measure was carried out by its day is the matter of RS-MT-01 to 06, and here
#   that of the kinds which have no such requirement.
# custom:
#   id: RS-STP-03
#   title:
#     ja: ③リスク軽減措置（FAとの相談・調整と実施）
#     en: "Step 3: measures agreed with the FA and carried out"
#   description_ja: |
#     ③では、FAと研究機関の間で相談・調整等を行い、①②の結果を踏まえた措置を実施します。
#     措置が整ったと言えるのは、プログラムが定めた措置である場合か、措置を選んだ日（又は現在の内容となった日）以後に、
#     その措置又はそれが応えるリスク評価を要する事項についてFAが了承した場合です。FAが了承しなかった措置は整いません。
#     FAの回答があった措置を取りやめる（withdrawn）には、その了承を求めます。
#     すべての相談に、相談を始めた日以後のFAの回答が必要です（始めた日が先の日付の相談は、情報不足とします）。
#     了承しない旨の回答が公募の開始より前の日付であるときは、その日付の確認を求めます。措置には、担当者、期限及び選んだ日を記載します。
#     措置がない場合（「措置なし」との記載）は、RS-RA-01のうち最も重い状況によります。
#     措置と相談の一覧（measures、consultations）は両方とも必要です。「措置なし」「相談なし」でも構いませんが、一覧そのものがなければ、どちらであるかが分かりません。
#     措置が期日までに実施されたかはRS-MT-01から06までで扱い、
#     そのような要件のない種類の措置についてはここで扱います。
#     措置がないことは、「該当なし」ではなく、一覧を空にして「措置なし」と記載することで示します。
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
#   parameters:
#     mandatory_measures:
#       type: array
#       direction: add
#       description:
#         ja: "義務づける軽減措置"
#         en: "the kinds of measures that the program makes mandatory"
#   inherits: [fa, refusals]
#   reasons:
#     overdue:
#       status: unsatisfied
#       words: "①②の結果を踏まえたリスク軽減措置を実施"
#       message:
#         ja: "期限を過ぎていますが実施されていないリスク軽減措置があります（{measures}）。"
#         en: "Measures were not carried out by their due dates: {measures}."
#       remedy:
#         ja: "速やかに実施して実施日と資料を記載するか、期限の変更を資金配分機関（FA）と相談・調整してください。"
#         en: "Carry them out and enter the date and evidence, or consult the funding agency (FA) on a new date."
#     measure_declined:
#       status: unsatisfied
#       message:
#         ja: "資金配分機関（FA）が了承しない旨を回答したリスク軽減措置があります（{measures}）：{answers}"
#         en: "The funding agency (FA) does not accept the measures {measures}: {answers}"
#       remedy:
#         ja: "回答で求められた措置に改め、選んだ日を記載して、改めて資金配分機関（FA）と相談・調整してください。別の措置に替える場合は、元の措置に取りやめた日・者・理由（withdrawn）を記載してください。"
#         en: "Change them as the answer asks for, enter the day on which they were chosen anew, and consult the
#           funding agency (FA) again. Of one that another replaces, say when, by whom and why it was withdrawn
#           (`withdrawn`)."
#     consultation_declined:
#       status: unsatisfied
#       words: "FAと研究機関の間で相談・調整等を通じて"
#       message:
#         ja: "資金配分機関（FA）が了承しない旨を回答した相談（{consultations}）があります。"
#         en: "The funding agency (FA) did not accept what was put to it ({consultations})."
#       remedy:
#         ja: "求められた内容に応じて改め、改めて相談し、その回答を記載してください。"
#         en: "Do what it asks for, consult it anew, and enter its answer."
#     risk_declined:
#       status: unsatisfied
#       message:
#         ja: "リスク軽減措置はないとされていますが、資金配分機関（FA）が了承しない旨を回答したリスク評価があります（RS-RA-01）。"
#         en: "No measure is taken, and the funding agency (FA) does not accept a risk judgement (RS-RA-01)."
#       remedy:
#         ja: "RS-RA-01に示された回答で求められた対応をとってください。"
#         en: "Do what the answer under RS-RA-01 asks for."
#     absent:
#       status: missing_information
#       message:
#         ja: "リスク軽減措置の一覧、又は資金配分機関（FA）への相談の一覧がありません。"
#         en: "The list of measures, or that of consultations with the funding agency (FA), is missing."
#       remedy:
#         ja: "両方の一覧を記載してください。措置や相談がない場合は、「措置なし」「相談なし」と記載してください（一覧を空にします）。"
#         en: "Enter both lists; where there is no measure or no consultation, leave the list empty."
#     not_shown:
#       status: missing_information
#       message:
#         ja: "期限までの実施を示す資料がないか、担当者・期限が明らかでないか、期限がDMPの示す研究の終わりより後であるリスク軽減措置があります（{measures}）。"
#         en: "Not shown to be carried out, without owner or due date, or due after the project ends: {measures}."
#       remedy:
#         ja: "担当者、期限（研究の終わりまでの日）及び実施日を記載し、実施を示す資料の名称と保管場所（又はダイジェスト）を添えてください。"
#         en: "Enter the owner, the due date (by the end of the project) and the date it was done, with the evidence's
#           title and where it is kept (or its digest)."
#     not_dated:
#       status: missing_information
#       message:
#         ja: "担当者、期限若しくは選んだ日の記載のないリスク軽減措置、又はいつから変わらないか（since）が判定の基準日より先の日付であるリスク軽減措置があります（{measures}）。"
#         en: "Measures lack an owner, a due day or the day of their choice, or stand from a day ahead: {measures}."
#       remedy:
#         ja: "担当者（owner）、期限（due）及び選んだ日（chosen_on）を記載し、いつから変わらないか（since）の記載があればその日付を確かめてください。"
#         en: "Enter `owner`, `due` and the day of the choice (`chosen_on`), and check `since` where it is said."
#     consultation_ahead:
#       status: missing_information
#       message:
#         ja: "始めた日（opened_on）又は回答の日（on）が、判定の基準日より先の日付である相談・回答があります（{consultations}）。"
#         en: "The day of a consultation, or of an answer, lies ahead of the day of this decision: {consultations}."
#       remedy:
#         ja: "実際に相談を始めた日、又は回答の日を記載してください。まだ始めていない相談は、始めてから記載してください。"
#         en: "Enter the day on which it was opened, or answered; enter what is planned once it is opened."
#     not_listed:
#       status: missing_information
#       message:
#         ja: "資金配分機関（FA）の回答がある措置のうち、一覧に記載されていないものがあります（{measures}）。"
#         en: "The funding agency (FA) answered on measures that are not in the list: {measures}."
#       remedy:
#         ja: "その措置を一覧に記載してください。取りやめた場合は、取りやめた日・者・理由（withdrawn）を記載します。"
#         en: "Enter them; of one that was given up, say when, by whom and why (`withdrawn`)."
#     risk_not_judged:
#       status: missing_information
#       message:
#         ja: "リスク軽減措置はないとされていますが、リスク評価の記載が揃っていません（RS-RA-01）。"
#         en: "No measure is taken, and the risk judgement is not whole (RS-RA-01)."
#       remedy:
#         ja: "RS-RA-01に示された事項を記載してください。"
#         en: "Enter what RS-RA-01 asks for."
#     consultation_open:
#       status: consult_fa
#       answered_at: {of: consultations}
#       message:
#         ja: "資金配分機関（FA）の有効な回答がない相談があります（{consultations}）。まだ回答がないか、回答の期限が過ぎています。"
#         en: "Consultations have no answer of the funding agency (FA) in force, or none yet: {consultations}."
#       remedy:
#         ja: "資金配分機関（FA）との相談・調整を進め、回答を記録してください。"
#         en: "Go on with the consultation, and record the answer."
#     not_agreed:
#       status: consult_fa
#       message:
#         ja: "選んだ日以後の資金配分機関（FA）の回答がないリスク軽減措置があります（{measures}）。"
#         en: "No answer of the funding agency (FA) since they were chosen names the measures {measures}."
#       remedy:
#         ja: "措置の内容を資金配分機関（FA）と相談・調整し、その措置又はリスク評価を要する事項を挙げた回答を記録してください。"
#         en: "Consult the funding agency (FA) on them, and record its answer, naming the measure or its indicator."
#     given_up:
#       status: consult_fa
#       message:
#         ja: "資金配分機関（FA）の回答の後に取り下げられた措置（{measures}）について、取下げ又は替わりの措置を了承する回答がありません。"
#         en: "Withdrawn after the funding agency (FA) answered on them; it has accepted neither that nor what
#           replaces them: {measures}."
#       remedy:
#         ja: "取り下げる理由、又は替わりの措置を示して資金配分機関（FA）と相談・調整し、その措置、又は同じ事項に応える替わりの措置を挙げた、取り下げた日（withdrawn.on）以後の回答を記録してください。了承されなかった措置に替えた措置が既に了承されているときは、取り下げた措置の withdrawn.replaced_by に、替えた措置（それも更に替えたときは、了承された措置も併せて）を記載してください。"
#         en: "Consult the funding agency (FA) on why, or on what replaces it, and record its answer, naming the measure
#           or what answers the same in its place, of the day of the withdrawal (`withdrawn.on`) or later. Where it was
#           declined, and another in its place is accepted, name the accepted one in `withdrawn.replaced_by`."
#     risk_to_consult:
#       status: consult_fa
#       answered_at: {requirement: RS-RA-01, of: waiting}
#       message:
#         ja: "リスク軽減措置はないとされていますが、リスク評価について資金配分機関（FA）との相談・調整を終えていません（RS-RA-01）。"
#         en: "No measure is taken, and the risk judgement is not yet settled with the funding agency (FA) (RS-RA-01)."
#       remedy:
#         ja: "RS-RA-01に示された事項を、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA) on what RS-RA-01 names."
#     agreed:
#       status: satisfied
#       message:
#         ja: "リスク軽減措置（{measures}）は、資金配分機関（FA）が了承したか、プログラムの定めるものであり、回答を待つ相談はありません。"
#         en: "The funding agency (FA) accepted the measures {measures}, or the program prescribes them, and no
#           consultation awaits its answer."
#     no_measures:
#       status: satisfied
#       message:
#         ja: "リスク軽減措置はないとされ、リスク評価と相談に資金配分機関（FA）の回答を待つ事項はありません。"
#         en: "No measure is taken, and nothing in the risk judgement or the consultations awaits the funding agency
#           (FA)."
#   readings:
#     - ja: "措置には担当者、期限及び選んだ日を求めます。FAの回答がその措置についてのものかどうかを、日付の前後によって確かめるためです。"
#       en: >-
#         A measure has an owner, a day due and the day it was chosen: these show that the FA's answer was on it.
#       reasons: [not_dated, not_shown]
#     - ja: "FAが了承しないと回答した措置、又は措置を講じない判断は、未充足とします。「相談・調整等を通じて」実施する措置である以上、FAの了承しないものは③の措置とはいえないためです。"
#       en: >-
#         A measure that the FA did not accept, or taking none that it did not accept, is unsatisfied:
#         measures of ③ come about through consultation (相談・調整等を通じて).
#       reasons: [measure_declined, risk_declined]
#     - ja: "FAの回答があった措置を取り下げるときも、FAの了承を求めます。相談・調整を通じて決めた措置を、機関だけで取りやめることはできないと読むためです。了承されなかった措置を替えた先が更に替えられたときは、了承された措置を、それぞれの replaced_by に挙げることを求めます。FAの了承したものが何に替わるかは、記載によってのみ分かるためです。回答の文章だけに現れる措置は、その回答が挙げた（about）措置とは読みません。"
#       en: >-
#         A measure on which the FA answered is withdrawn with its acceptance: what came about through
#         consultation is not given up by the institution alone. Of a chain each names the one that was accepted. A
#         measure that only the answer's own words mention is not named by it (`about`).
#       reasons: [given_up]
package policy.procedure.process.agreed_measures

import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.finding
import data.policy.lib.measures
import data.policy.lib.recent
import data.policy.lib.refusals
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.process.further_requests
import data.policy.procedure.risk.judgement

id := "RS-STP-03"

findings := [finding.of(id, subject, unless_refused(subject, assess(subject))) | subject := subjects.application]

# An answer from before the call is none on this application; but a refusal is heard: its day may be mistyped.
unless_refused(subject, said) := verdict.with_params(
	verdict.missing("refusal_before_call", array.concat(reads(subject), sort(object.keys(refused_before)))),
	{"answers": sort({answer | some answer in refused_before})},
) if {
	said.status in ["satisfied", "consult_fa"]
	count(refused_before) > 0
} else := said

assess(subject) := verdict.missing("absent", unstated(subject)) if {
	count(unstated(subject)) > 0
} else := of_measures(verdict.unsatisfied("overdue", reads(subject)), standing(subject, "overdue")) if {
	count(standing(subject, "overdue")) > 0
} else := declined_measures(subject) if {
	count(in_state("declined")) > 0
} else := verdict.with_params(verdict.unsatisfied("consultation_declined", reads(subject)), {
	"consultations": sort({name(consultation) | some consultation in declined_consultations}),
}) if {
	count(declined_consultations) > 0
} else := said if {
	said := wanting(subject)
} else := without_measures(subject) if {
	count(measures.taken) == 0
	worst_of_risk != "satisfied"
} else := agreement(subject)

# What is wanting in the lists; undefined where nothing is.
wanting(subject) := of_measures(verdict.missing("not_shown", reads(subject)), standing(subject, "not_shown")) if {
	count(standing(subject, "not_shown")) > 0
} else := of_measures(verdict.missing("not_dated", reads(subject)), in_state("not_dated")) if {
	count(in_state("not_dated")) > 0
} else := verdict.with_params(
	verdict.missing("consultation_ahead", reads(subject)),
	{"consultations": sort(consultations_ahead)},
) if {
	count(consultations_ahead) > 0
} else := of_measures(verdict.missing("not_listed", reads(subject)), unlisted) if {
	count(unlisted) > 0
}

# METADATA
# description: what was settled with the FA, and what was not
agreement(subject) := said if {
	said := fa.refused(id, subject, reads(subject))
	said.params.on >= max(open_since | {recent.opened})
} else := verdict.with_params(
	verdict.consult("consultation_open", reads(subject), verdict.elsewhere),
	{"consultations": sort(open_consultations)},
) if {
	count(open_consultations) > 0
} else := verdict.with_params(
	verdict.consult("refusal_stands", array.concat(reads(subject), sort(object.keys(open_refusals))), verdict.elsewhere),
	{"answers": sort({answer | some answer in open_refusals}), "topics": sort(refused_topics)},
) if {
	count(open_refusals) > 0
} else := on_measures(subject)

# What is said of the measures where nothing else waits for the FA.
on_measures(subject) := of_measures(
	verdict.consult("given_up", reads(subject), max(open_since)),
	object.keys(given_up),
) if {
	count(given_up) > 0
} else := of_measures(verdict.consult("not_agreed", reads(subject), since), in_state("open")) if {
	since := max(open_since)
} else := verdict.satisfied("no_measures", reads(subject)) if {
	count(measures.taken) == 0
} else := of_measures(verdict.satisfied("agreed", reads(subject)), in_state("agreed"))

# Since when each measure waits: an answer on the step is on all of them.
open_since := {day | some day in given_up} | {day |
	some taken in standings
	taken.state == "open"
	day := max({measures.stands_since(taken.measure)} | {answer.on | some answer in ever(taken.measure)})
}

of_measures(said, names) := verdict.with_params(said, {"measures": sort(names)})

declined_measures(subject) := verdict.with_params(verdict.unsatisfied("measure_declined", reads(subject)), {
	"measures": sort(in_state("declined")),
	"answers": sort({answer.determination.reason |
		some measure in measures.taken
		some answer in answers(measure)
		answer.result == "declined"
	}),
})

# Where no measure is taken, the step is as the risk judgement is.
without_measures(subject) := verdict.unsatisfied("risk_declined", reads(subject)) if {
	worst_of_risk == "unsatisfied"
} else := verdict.missing("risk_not_judged", reads(subject)) if {
	worst_of_risk == "missing_information"
} else := verdict.consult("risk_to_consult", reads(subject), verdict.elsewhere)

default worst_of_risk := "satisfied"

worst_of_risk := worst[0] if {
	found := {finding.status | some finding in judgement.findings}
	worst := [status | some status in ["unsatisfied", "missing_information", "consult_fa"]; status in found]
}

unstated(subject) := [concat("/", [subject.at, list]) |
	some list in ["measures", "consultations"]
	not is_array(object.get(subject.fact, list, null))
]

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

# The measures that are `declined`, `not_dated`, `open` or `agreed`.
in_state(state) := {measures.name(taken.measure) | some taken in standings; taken.state == state}

# Each measure with its state, worked out once.
standings := [{"measure": measure, "state": agreed_with(measure)} | some measure in measures.taken]

agreed_with(measure) := "declined" if {
	"declined" in results(answers(measure))
} else := "not_dated" if {
	not planned(measure)
} else := "agreed" if {
	prescribed(measure)
	not "declined" in results(ever(measure))
} else := "agreed" if {
	newest_results(answers(measure)) == {"accepted"}
	not declined_itself(measure)
} else := "agreed" if {
	introduced_on_request(measure)
	count(ever(measure)) == 0
} else := "open"

# An answer on an indicator lifts no refusal of the measure, though it was changed since.
declined_itself(measure) if measures.answer(measure).result == "declined"

# The FA asked for it itself, it was chosen then, and it is carried out: that it is wanted is the FA's own word. In a
# formal check that is only what the FA recorded.
introduced_on_request(measure) if {
	some request in further_requests.requests(subjects.application)
	recorded_by_the_fa(request)
	measure.chosen_on >= request.on
	request.response.measure == measures.name(measure)
	request.response.on >= measures.stands_since(measure)
	further_requests.carried_out(subjects.application, further_requests.name(request))
}

recorded_by_the_fa(_) if input.mode == "precheck"

recorded_by_the_fa(request) if {
	some recorded in object.get(input, ["fa", "requests", "entries"], [])
	recorded.id == request.id
}

# What the FA declined stands until it answers on the same, whatever it accepts beside it.
results(found) := {answer.result | some answer in found}

# Of acceptances of the measure and of its indicators the newest stand: one that has expired brings back none before it.
newest_results(found) := {answer.result |
	last := max([answer.on | some answer in found])
	some answer in found
	answer.on == last
}

# Without the day on which it was chosen nobody can say which answers are on it: a prescribed one has it, too. One that
# was changed on a day ahead is not unchanged until then.
planned(measure) if {
	is_string(measure.owner)
	dates.well_formed(measure.due)
	dates.reached(measure.chosen_on)
	dates.reached(object.get(measure, "since", measure.chosen_on))
}

# What the FA answered on is not forgotten by leaving it out.
unlisted := fa.named("measure") - {measures.name(measure) | some measure in input.facts.measures}

prescribed(measure) if measure.kind in data.policy.params.mandatory_measures

# METADATA
# description: the FA's answers that name the measure or one of its indicators, given since it stands as it does
answers(measure) := [answer | some answer in ever(measure); answer.on >= measures.stands_since(measure)]

# Those on the measure as it stood before, too.
ever(measure) := [answer |
	some answer in array.concat(
		[measures.answer(measure)],
		array.concat([fa.on_indicator(key) | some key in measure.indicators], on_requests(measure)),
	)
	answer.on >= recent.opened
	answer.result != "none"
]

# Of a measure that the FA requested it accepted the plan.
on_requests(measure) := [fa.on_thing("request", request.id) |
	some request in input.facts.requests.entries
	request.response.measure == measures.name(measure)
]

# And those on all that was chosen by then, before it was withdrawn: what comes later is on what is said here.
on_all(measure) := [answer |
	answer := fa.answer(id, subjects.application)
	answer.result != "none"
	answer.on >= measure.chosen_on
	answer.on < measure.withdrawn.on
]

# METADATA
# description: |
#   the measures on which the FA answered and that were withdrawn, each with that day, unless it has let them go since
given_up[measures.name(measure)] := measure.withdrawn.on if {
	some measure in input.facts.measures
	measures.withdrawn(measure)
	count(array.concat(ever(measure), on_all(measure))) > 0
	not let_go(measure)
}

# It accepts the measure's end itself, or on each of the indicators that the measure answered what is done now.
let_go(measure) if accepted_since(measures.answer(measure), measure.withdrawn.on)

let_go(measure) if {
	answer := measures.answer(measure)
	day := measure.withdrawn.on
	not declined_after(answer, day)
	count(measure.indicators) > 0
	every key in measure.indicators {
		answered_since(key, day, answer)
	}
}

# What it declined never came about: another that it accepted, chosen or changed since, is said to replace it.
let_go(measure) if {
	declined := measures.answer(measure)
	declined.result == "declined"
	declined.on <= measure.withdrawn.on
	count(object.get(measure, "indicators", [])) == 0
	some other in input.facts.measures
	measures.name(other) in measure.withdrawn.replaced_by
	measures.stands_since(other) >= declined.on
	accepted_since(measures.answer(other), declined.on)
}

declined_after(answer, day) if {
	answer.result == "declined"
	answer.on > day
}

answered_since(key, day, on_measure) if accepted_anew(fa.on_indicator(key), day, on_measure)

answered_since(key, day, on_measure) if {
	some measure in measures.taken
	key in measure.indicators
	accepted_anew(measures.answer(measure), day, on_measure)
}

# What the FA accepted in the letter by which it declined the measure is no answer on its end.
accepted_anew(answer, day, on_measure) if {
	accepted_since(answer, day)
	[on_measure.result, on_measure.on] != ["declined", answer.on]
}

accepted_since(answer, day) if {
	answer.result == "accepted"
	answer.on >= day
}

# METADATA
# description: |
#   the consultations, as either side recorded them, of which a topic has no answer in force given since it was opened
open_consultations contains name(consultation) if {
	some document in ["facts", "fa"]
	some consultation in object.get(input, [document, "consultations"], [])
	not answered(consultation)
}

# One dated after `as_of` is not opened, or given, yet, or its day is mistyped: it is not passed over.
consultations_ahead contains name(act) if {
	some document in ["facts", "fa"]
	some list, day in {"consultations": "opened_on", "determinations": "on"}
	some act in object.get(input, [document, list], [])
	dates.ahead(act[day])
}

# What the FA did not accept of what was put to it: a consultation ends with its answer, and what it declined is not
# done because nothing waits for it any more. Of other measures, and of the selection, a decline says something else.
declined_consultations contains consultation if {
	some document in ["facts", "fa"]
	some consultation in object.get(input, [document, "consultations"], [])
	some about in consultation.about
	is_string(about.requirement)
	some refusal in refusals.standing
	fa.topic(refusal.about) == fa.topic(about)
	refusal.on >= consultation.opened_on
}

# METADATA
# description: |
#   the answers by which the FA declined a cell or an indicator and which nothing followed, by their pointers; of a
#   measure or a request its own state says so
open_refusals[refusal.at] := refusal.id if {
	some refusal in refusals.standing
	on_a_point(refusal.about)
}

# regal ignore:prefer-set-or-object-rule
refused_topics := {refusal.label | some refusal in refusals.standing; on_a_point(refusal.about)}

# The refusals from before the call opened which no answer followed, by their pointers.
refused_before[refusal.at] := refusal.id if {
	some refusal in refusals.unanswered
	refusal.on < recent.opened
}

on_a_point(about) if {
	is_string(about.requirement)
	fa.topic(about) != concat("|", [id, subjects.application.ref])
}

on_a_point(about) if is_string(about.indicator)

answered(consultation) if {
	count(consultation.about) > 0
	every about in consultation.about {
		replied(consultation, about)
	}
}

replied(_, about) if about.former == true

replied(consultation, about) if {
	dates.well_formed(consultation.opened_on)
	answer := fa.latest(fa.topic(about))
	answer.on >= consultation.opened_on
	answer.result in ["accepted", "declined"]
}

name(consultation) := consultation.id if {
	is_string(consultation.id)
} else := "?"
