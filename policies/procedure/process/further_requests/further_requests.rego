# METADATA
# title: Step 3, further measures that the FA asked for
# description: |
#   ③ Where the FA judges that more is needed, it asks the institution to introduce further measures. What the FA
#   recorded counts beside what the institution declares, so that `none` of the institution does not hide a
#   request; where the two tell of the same request (same `id`) with different responses, the less advanced one
#   counts. The conditions of an acceptance are such requests, too. A response is no older than the request. One that
#   says `planned` announces a measure and does not introduce it, and the source sets no time for it: whether the plan
#   is enough for now is the FA's to say, as it was to ask, and its answer on the request or on this step, given since
#   the response, settles it; but once the first check of ④ would be due, it is followed up. What was refused is settled
#   only where the FA, since then, accepted that on the request: it asked, and may let it drop. Otherwise only `done`,
#   signed and dated, is positive proof.
# custom:
#   id: RS-STP-04
#   title:
#     ja: ③FAが要請した追加的なリスク軽減措置
#     en: "Step 3: further measures that the FA asked for"
#   description_ja: |
#     ③では、FAが更に必要と判断する場合に、追加的なリスク軽減措置を導入するよう要請します。
#     FAの記録は機関の申告と並べて数えるため、機関が「要請なし」（none）としても要請は隠れません。
#     同じ要請（同じid）について両者の対応の記載が異なるときは、進んでいないほうによります。
#     了承に付された条件も、この要請に当たります。要請より前の対応は、その要請への対応とはみなしません。
#     「予定」（planned）は措置の導入ではなく、手順書はその期限も定めていないため、
#     当面それで足りるかは要請したFAが判断し、その要請又はこの事項についての、対応の日以後の回答をもって充足とします。
#     ただし、研究の開始後、④の最初の確認の時期を過ぎれば、導入の状況を記載します。
#     要請に応じないとの回答は、その日以後に、その要請についてFAが了承した場合に限り、充足とします。
#     そのほかは、署名と日付のある「実施済み」（done）だけが積極的な証拠となります。
#   clause:
#     section: 第2章(3)
#     item: ③
#     quote: FAが、更に必要があると判断する場合には、追加的なリスク軽減措置を導入するよう要請
#   actor: lead
#   stage: measures
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, to_be_made, unavailable]
#   reasons:
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」についての記載がありません（基準日より後の申告、他の機関による申告は数えません）。"
#         en: "Nothing is stated on “{title}” (not counted: a declaration dated ahead, and another institution's word)."
#       remedy:
#         ja: "要請と対応を記載するか、要請がなければ「該当なし」を、申告者・申告日とともに記載してください。"
#         en: >-
#           Enter the requests and the responses, or declare `none` (nothing asked for), with who declares it and when.
#     none_requested:
#       status: not_applicable
#       message:
#         ja: "資金配分機関（FA）から、追加的なリスク軽減措置の要請はありません。"
#         en: "The funding agency (FA) asked for no further measure."
#     none_before_the_call:
#       status: missing_information
#       message:
#         ja: "追加的なリスク軽減措置の要請はないとの記載は、公募の開始より前のものです。"
#         en: "That no further measure was asked for was entered before the call opened."
#       remedy:
#         ja: "この申請について要請の有無を確かめ、記載し直してください。"
#         en: "See whether any was asked for on this application, and enter that anew."
#     declared_before_the_answer:
#       status: missing_information
#       message:
#         ja: "追加的なリスク軽減措置の要請の有無についての記載は、リスク評価についての資金配分機関（FA）の回答より前のものです。"
#         en: "Which further measures were asked for was entered before the FA answered on the risk judgement."
#       remedy:
#         ja: "回答以後の要請の有無を確かめ、記載し直してください（変わりがなければ、改めて申告した日を記載してください）。"
#         en: "See whether any was asked for with that answer or since, and declare the list anew."
#     introduced:
#       status: satisfied
#       message:
#         ja: "要請された追加的なリスク軽減措置は、すべて導入済みと回答されています。"
#         en: "Every further measure that was asked for is answered as introduced."
#     let_drop:
#       status: satisfied
#       message:
#         ja: "要請された措置のうち、導入しないことを資金配分機関（FA）が了承したと記載されているものがあります（{requests}）。ほかの要請に残るものはありません。"
#         en: "It is entered that the funding agency (FA) accepts that {requests} are not introduced; no other request
#           is left open."
#     refused:
#       status: unsatisfied
#       words: "追加的なリスク軽減措置を導入するよう要請"
#       message:
#         ja: "資金配分機関（FA）の要請に応じないと回答したものがあります（{requests}）。"
#         en: "The institution refused requests of the funding agency (FA): {requests}."
#       remedy:
#         ja: "要請された措置を導入するか、代わりとなる措置を資金配分機関（FA）と相談・調整し、その要請についての回答を記載してください。"
#         en: "Introduce the measure, or agree on another with the funding agency (FA) and enter its answer on the
#           request."
#     not_answered:
#       status: missing_information
#       message:
#         ja: "資金配分機関（FA）の要請に、要請以後の日付の回答をしていないものがあります（{requests}）。"
#         en: "Requests of the funding agency (FA) have no response, or one that is older than the request: {requests}."
#       remedy:
#         ja: "要請への対応を、理由・回答者・回答日とともに記載してください。"
#         en: "Enter the response with its rationale, who responds and when."
#     condition_not_entered:
#       status: missing_information
#       message:
#         ja: "資金配分機関（FA）の了承に付された条件、又はFAの回答がある要請のうち、要請として記載されていないものがあります（{requests}）。"
#         en: "Not entered as requests of the funding agency (FA), although an acceptance depends on them or it
#           answered on them: {requests}."
#       remedy:
#         ja: "条件又は要請の内容を、資金配分機関（FA）の要請として対応とともに記載してください。"
#         en: "Enter each as a request of the funding agency (FA), with your response."
#     declined:
#       status: unsatisfied
#       message:
#         ja: "要請された措置の導入の予定を、資金配分機関（FA）が了承しない旨を回答したと記載されています（{requests}）：{answers}"
#         en: "It is entered that the funding agency (FA) does not accept the plan for what it asked for
#           ({requests}): {answers}"
#       remedy:
#         ja: "回答で求められた対応をとり、要請への回答を改めてください。"
#         en: "Do what the answer asks for, and respond to the request anew."
#     done_anew:
#       status: consult_fa
#       message:
#         ja: "資金配分機関（FA）が了承しなかった要請について、改めて導入済みと回答しています（{requests}）。その後の回答がまだありません。"
#         en: "What the funding agency (FA) did not accept is answered as introduced anew, and it has not answered
#           since: {requests}."
#       remedy:
#         ja: "改めて行った対応を資金配分機関（FA）に示し、その要請についての回答を記録してください。"
#         en: "Show the funding agency (FA) what was done since, and record its answer on the request."
#     planned_and_accepted:
#       status: satisfied
#       message:
#         ja: "要請された措置は導入済みか、導入の予定を資金配分機関（FA）が了承したと記載されています（{requests}）。"
#         en: "What was asked for is introduced, or it is entered that the funding agency (FA) accepts the plan for
#           it ({requests})."
#     plan_not_followed_up:
#       status: missing_information
#       message:
#         ja: "資金配分機関（FA）が了承した導入の予定のうち、研究の開始後、導入されたかどうかが記載されていないものがあります（{requests}）。"
#         en: "The funding agency (FA) accepted plans of which, since the start of the research, it is not said whether
#           they were carried out: {requests}."
#       remedy:
#         ja: "導入後に回答を「実施済み」（done）とするか、リスク軽減措置の一覧に担当者・期限とともに記載して回答（measure）に示し、④で確認してください。予定が続くときは、資金配分機関（FA）の改めての回答を記載してください。"
#         en: >-
#           Set the response to `done` once introduced; or enter it among the measures, with owner and day, name that
#           one in the response (`measure`), and check it in step 4. Where it stays a plan, enter the FA's new answer.
#     planned:
#       status: consult_fa
#       message:
#         ja: "要請された措置のうち、導入の予定にとどまるものがあります（{requests}）。"
#         en: "Measures that were asked for are planned and not yet introduced: {requests}."
#       remedy:
#         ja: "導入の時期を資金配分機関（FA）と相談・調整し、導入後に回答を「実施済み」（done）としてください。"
#         en: "Agree on the time with the funding agency (FA), and set the response to `done` once introduced."
#   readings:
#     - ja: "了承に付された条件も、FAの追加の要請として扱います。実施の予定だけで足りるかを手順書は定めていないため、要請したFAに確認し、FAが了承しなければ未充足とします。"
#       en: >-
#         A condition of an acceptance is a further request too. The source does not say whether a plan is
#         enough, so the FA that asked is asked; declined, it is unsatisfied.
#       reasons: [condition_not_entered, planned, declined]
#     - ja: "要請がないとの記載、及び要請の一覧は、リスク評価についてのFAの回答以後のものを求めます。FAは①②の結果を踏まえて更に必要かを判断するため、その前の記載は要請の有無を示さないと読みます。"
#       en: >-
#         That none was asked for, or which were, is entered no earlier than the FA's answer on the evaluation: it
#         finds whether more is
#         needed in view of ① and ②, so that what was entered before says nothing of it.
#       reasons: [declared_before_the_answer]
#     - ja: "FAが了承した導入の予定は、研究の開始後、プログラムの定める最初の確認の時期（定めがなければ開始日）を過ぎれば、導入されたか、措置の一覧に加えられて④で確認されるか、FAの改めての了承があることを求めます。要請された措置もリスク軽減措置であり、④はその実施状況を確認するとしているためです。"
#       en: >-
#         A plan that the FA accepted is, once the first interval after the start is over (without one, from the start),
#         either carried out, or entered among the measures, whose state ④ checks, or accepted anew: what was asked for
#         is a measure too, and ④ checks the state of the measures.
#       reasons: [plan_not_followed_up]
#     - ja: "FAが了承しなかった対応を改めたときは、FAの改めての回答をもって充足とします。了承しないとの回答は、新たな回答があるまで有効と読むためです。"
#       en: >-
#         Where what was done was not accepted and is done anew, the FA's new answer settles it: its refusal
#         stands until it answers anew.
#       reasons: [done_anew]
#     - ja: "要請に応じないとの回答は、要請したFAがその後に了承した場合に限り、充足とします。要請は「更に必要があると判断する場合」のものであり、必要がないとするのもFAだからです。"
#       en: >-
#         What was refused is settled where the FA then accepts that: it asks where it finds more to be needed
#         (更に必要があると判断する場合), so it may also find that it is not.
#       reasons: [let_drop]
package policy.procedure.process.further_requests

import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.measures
import data.policy.lib.recent
import data.policy.lib.start
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.unavailable
import data.policy.lib.verdict
import data.policy.procedure.process.follow_up

id := "RS-STP-04"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := of_requests(verdict.unsatisfied("refused", reads(subject)), in_state(subject, "refused")) if {
	count(in_state(subject, "refused")) > 0
} else := declined(subject) if {
	count(in_state(subject, "declined")) > 0
} else := of_requests(verdict.missing("not_answered", reads(subject)), in_state(subject, "unanswered")) if {
	count(in_state(subject, "unanswered")) > 0
} else := of_requests(verdict.missing("condition_not_entered", reads(subject)), unentered(subject)) if {
	count(unentered(subject)) > 0
} else := verdict.missing("declared_before_the_answer", reads(subject)) if {
	count(requests(subject)) > 0
	declared_before(subject, evaluated(subject))
	not cell_refused(subject)
} else := of_requests(verdict.missing("plan_not_followed_up", reads(subject)), not_followed_up(subject)) if {
	count(not_followed_up(subject)) > 0
} else := waiting(subject)

# METADATA
# description: what waits for the FA; what is wanting goes before it, which no answer on the step settles
waiting(subject) := of_requests(
	verdict.consult("done_anew", reads(subject), last_response(subject)),
	in_state(subject, "done_anew"),
) if {
	count(in_state(subject, "done_anew")) > 0
} else := of_requests(
	verdict.consult("planned", reads(subject), since),
	in_state(subject, "planned"),
) if {
	since := last_response(subject)
} else := with_requests(subject)

not_followed_up(subject) := left_alone(subject) | in_state(subject, "unfollowed")

cell_refused(subject) if fa.refused(id, subject, reads(subject))

# METADATA
# description: what is said where nothing is left to do about the requests that are there
with_requests(subject) := said if {
	said := fa.refused(id, subject, reads(subject))
} else := of_requests(verdict.satisfied("let_drop", reads(subject)), in_state(subject, "let_drop")) if {
	states_with_entries(subject) == {"provided"}
	count(in_state(subject, "let_drop")) > 0
} else := of_requests(verdict.satisfied("planned_and_accepted", reads(subject)), in_state(subject, "accepted")) if {
	states_with_entries(subject) == {"provided"}
	count(in_state(subject, "accepted")) > 0
} else := verdict.satisfied("introduced", reads(subject)) if {
	states_with_entries(subject) == {"provided"}
} else := without_requests(subject)

# METADATA
# description: what is said where none is there
without_requests(subject) := verdict.not_applicable("none_requested", reads(subject)) if {
	count(requests(subject)) == 0
	some list in lists(subject)
	list.state == "none"
	list.on >= recent.opened
	list.on >= evaluated(subject)
} else := verdict.missing("declared_before_the_answer", reads(subject)) if {
	count(requests(subject)) == 0
	some list in lists(subject)
	list.state == "none"
	list.on >= recent.opened
} else := verdict.missing("none_before_the_call", reads(subject)) if {
	count(requests(subject)) == 0
	"none" in {list.state | some list in lists(subject)}
} else := said if {
	said := to_be_made.assess(id, subject, lists(subject)[0])
} else := as_of_the_answer(unavailable.assess(lists(subject)[0]), evaluated(subject))

# What the FA accepted as not to be had says nothing of what came with its later answer.
as_of_the_answer(said, day) := object.union(said, {"since": max([said.since, day])})

# A list from before the answer says nothing of what came with it.
declared_before(subject, day) if {
	every list in lists(subject) {
		list.on < day
	}
}

# The day of the FA's last answer on the evaluation, of all or of an indicator, with which it says whether more is
# needed; "" where there is none.
evaluated(subject) := max({fa.answer("RS-RA-01", subject).on} | {fa.on_indicator(raised.key).on |
	some raised in indicator.brought_up
})

of_requests(said, names) := verdict.with_params(said, {"requests": sort(names)})

declined(subject) := verdict.with_params(verdict.unsatisfied("declined", reads(subject)), {
	"requests": sort(in_state(subject, "declined")),
	"answers": sort({reason |
		some request in requests(subject)
		state(subject, request) == "declined"
		reason := fa.on_thing("request", name(request)).determination.reason
	}),
})

reads(subject) := [list.at | some list in lists(subject)]

# METADATA
# description: what the institution declares, and what the FA recorded
lists(subject) := [
	steps.read(subject, ["requests"]),
	fact.at(object.get(input, ["fa", "requests"], null), "/fa/requests"),
]

# METADATA
# description: in which states they are told that tell of some
states_with_entries(subject) := {list.state | some list in lists(subject); count(list.entries) > 0}

requests(subject) := [object.union(held(request), {"signed_on": list.on}) |
	some list in lists(subject)
	some request in list.entries
]

held(request) := request if {
	is_object(request)
} else := {}

# METADATA
# scope: document
# description: a request is carried out, or the FA accepted its plan or that it is let drop
carried_out(subject, name) if name in in_state(subject, "done")

carried_out(subject, name) if name in in_state(subject, "accepted")

# The FA accepted that it is not done.
carried_out(subject, name) if name in in_state(subject, "let_drop")

# METADATA
# description: |
#   the requests that are in one of these states (`worst_first`); of two tellings the worse
in_state(subject, wanted) := {name(request) |
	some request in requests(subject)
	states := {state(subject, other) | some other in requests(subject); name(other) == name(request)}
	worst(states) == wanted
}

worst(states) := [state | some state in worst_first; state in states][0]

worst_first := [
	"refused", "declined", "done_anew", "planned", "unfollowed",
	"let_drop", "accepted", "done", "unanswered",
]

# METADATA
# description: how one list of a request has it; where another has a response, one without does not count
state(subject, request) := "let_drop" if {
	request.response.state == "refused"
	responded(subject, request)
	answer := fa.on_thing("request", name(request))
	answer.result == "accepted"
	answer.on >= request.response.on
} else := "refused" if {
	request.response.state == "refused"
} else := "unanswered" if {
	not responded(subject, request)
} else := as_answered(request, fa.on_thing("request", name(request)))

# How a response stands with the FA's newest answer on the request.
as_answered(request, answer) := "declined" if {
	answer.result == "declined"
	answer.on >= request.response.on
} else := "done_anew" if {
	request.response.state == "done"
	answer.result == "declined"
} else := "done" if {
	request.response.state == "done"
	not unfinished(request)
} else := "planned" if {
	answer.result != "accepted"
} else := "planned" if {
	answer.on < request.response.on
} else := "unfollowed" if {
	follow_up_is_due
	not among_measures(request)
	not renewed(answer)
} else := "accepted"

# It is said to be introduced by a measure that is still to be carried out, that was given up without the FA's answer,
# or that was there before.
unfinished(request) if {
	measure := request.response.measure
	is_string(measure)
	not carried_out_on(measure, request)
}

# The measure was carried out by `as_of`, not given up, and not over before the request.
carried_out_on(name_of_measure, request) if {
	some measure in measures.taken
	measure.id == name_of_measure
	dates.reached(measure.done_on)
	not done_before(measure, request)
}

# Or it was carried out, and the FA accepted that it ended.
carried_out_on(name_of_measure, request) if {
	some measure in input.facts.measures
	measure.id == name_of_measure
	dates.reached(measure.done_on)
	not done_before(measure, request)
	answer := measures.answer(measure)
	answer.result == "accepted"
	answer.on >= measure.withdrawn.on
}

# What was carried out before anybody asked for more is nothing more, whenever it was chosen or changed.
done_before(measure, request) if {
	dates.reached(measure.done_on)
	measure.done_on < request.on
}

# The plans that the FA accepted on the step as a whole, and that nobody followed up since.
left_alone(subject) := {name(request) |
	follow_up_is_due
	answer := fa.answer(id, subject)
	answer.result == "accepted"
	not renewed(answer)
	some request in requests(subject)
	state(subject, request) == "planned"
	answer.on >= request.response.on
	not among_measures(request)
}

# ④ asks whether a measure is in place; a plan that was accepted and nothing more tells nobody so.
follow_up_is_due if {
	not start.ahead
	not in_first_interval
}

in_first_interval if dates.age(input.facts.application.starts_on) <= follow_up.interval

# A measure of the list has its owner, its day and its checks.
among_measures(request) if {
	some measure in measures.taken
	measure.id == request.response.measure
	dates.reached(measure.chosen_on)
	not done_before(measure, request)
}

# The FA accepted the plan once more since the start, not longer ago than a check would count.
renewed(answer) if {
	answer.on >= input.facts.application.starts_on
	not too_long_ago(answer)
}

too_long_ago(answer) if dates.age(answer.on) > follow_up.interval

responded(subject, request) if {
	request.response.state in ["planned", "done", "refused"]
	fact.signed(request.response)
	request.response.on <= request.signed_on
	every other in requests(subject) {
		not newer(other, request)
	}
	not set_later(request)
}

# An acceptance made it a condition only after the response.
set_later(request) if min(conditions[name(request)]) > request.response.on

# METADATA
# description: a list of the same request is newer than the response
newer(other, request) if {
	name(other) == name(request)
	some said in ["on", "since"]
	other[said] > request.response.on
}

# METADATA
# description: |
#   the day of the newest response that waits for an answer (one from before is not on it), or of the answer that was
#   given to it and has expired; undefined where none waits
last_response(subject) := max([day |
	some request in requests(subject)
	state(subject, request) in ["planned", "done_anew"]
	some day in [request.response.on, fa.on_thing("request", name(request)).on]
])

# METADATA
# description: |
#   the conditions of acceptances, and the requests on which the FA answered, as either side tells them, that are not
#   among the requests
unentered(subject) := (object.keys(conditions) | fa.named("request")) - entered if {
	entered := {name(request) | some request in requests(subject)}
}

# METADATA
# scope: document
# description: on which days acceptances, as either side tells them, set each condition
conditions[condition] contains answer.on if {
	some answers in [
		object.get(input, ["fa", "determinations"], []),
		object.get(input, ["facts", "determinations"], []),
	]
	some answer in answers
	answer.result == "accepted"
	dates.reached(answer.on)
	some condition in answer.conditions
}

# METADATA
# scope: document
# description: the id of a request
name(request) := request.id if {
	is_string(request.id)
} else := "?"
