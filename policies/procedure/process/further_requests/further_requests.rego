# METADATA
# title: Step 3, further measures that the FA asked for
# description: |
#   ③ Where the FA judges that more is needed, it asks the institution to introduce further measures. What the FA
#   recorded counts beside what the institution declares, so that `none` of the institution does not hide a
#   request; where the two tell of the same request (same `id`) with different responses, the less advanced one
#   counts. A response `planned` announces a measure and does not introduce it, and the source sets no time for
#   it: whether the plan is enough for now is the FA's to say, as it was to ask, and its answer settles it.
#   Otherwise only `done`, signed and dated, is positive proof.
# custom:
#   id: RS-STP-04
#   title:
#     ja: ③FAが要請した追加的なリスク軽減措置
#     en: "Step 3: further measures that the FA asked for"
#   description_ja: |
#     ③では、FAが更に必要と判断する場合に、追加的なリスク軽減措置を導入するよう要請します。
#     FAの記録は機関の申告と並べて数えるため、機関が「要請なし」としても要請は隠れません。
#     同じ要請（同じid）について両者の対応の記載が異なるときは、進んでいないほうによります。
#     「予定」（planned）は措置の導入ではなく、手順書はその期限も定めていないため、
#     当面それで足りるかは要請したFAが判断し、その回答によって整います。そのほかは、
#     署名と日付のある「実施済み」（done）だけが積極的な証拠となります。
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
#   inherits: [fa, unavailable]
#   reasons:
#     none_requested:
#       status: not_applicable
#       message:
#         ja: "資金配分機関（FA）から、追加的なリスク軽減措置の要請はありません。"
#         en: "The funding agency (FA) asked for no further measure."
#     introduced:
#       status: satisfied
#       message:
#         ja: "要請された追加的なリスク軽減措置は、すべて導入済みと回答されています。"
#         en: "Every further measure that was asked for is answered as introduced."
#     refused:
#       status: unsatisfied
#       message:
#         ja: "資金配分機関（FA）の要請に応じないと回答したものがあります（{requests}）。"
#         en: "The institution refused requests of the funding agency (FA): {requests}."
#       remedy:
#         ja: "要請された措置を導入するか、代わりとなる措置を資金配分機関（FA）と相談・調整してください。"
#         en: "Introduce the measure, or agree on another with the funding agency (FA)."
#     not_answered:
#       status: missing_information
#       message:
#         ja: "資金配分機関（FA）の要請に回答していないものがあります（{requests}）。"
#         en: "Requests of the funding agency (FA) have no response: {requests}."
#       remedy:
#         ja: "要請への対応を、理由・回答者・回答日とともに記載してください。"
#         en: "Enter the response with its rationale, who responds and when."
#     planned:
#       status: consult_fa
#       message:
#         ja: "要請された措置のうち、導入の予定にとどまるものがあります（{requests}）。"
#         en: "Measures that were asked for are planned and not yet introduced: {requests}."
#       remedy:
#         ja: "導入の時期を資金配分機関（FA）と相談・調整し、導入後に回答を「実施済み」（done）としてください。"
#         en: "Agree on the time with the funding agency (FA), and set the response to `done` once introduced."
package policy.procedure.process.further_requests

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-STP-04"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.with_params(
	verdict.unsatisfied("refused", reads(subject)),
	{"requests": sort(refused(subject))},
) if {
	count(refused(subject)) > 0
} else := verdict.with_params(
	verdict.missing("not_answered", reads(subject)),
	{"requests": sort(unanswered(subject))},
) if {
	count(unanswered(subject)) > 0
} else := verdict.with_params(
	verdict.consult("planned", reads(subject), last_requested(subject)),
	{"requests": sort(answered(subject, "planned"))},
) if {
	count(answered(subject, "planned")) > 0
} else := verdict.satisfied("introduced", reads(subject)) if {
	{telling.state | some telling in with_requests(subject)} == {"provided"}
} else := verdict.not_applicable("none_requested", reads(subject)) if {
	count(with_requests(subject)) == 0
	"none" in {telling.state | some telling in tellings(subject)}
} else := unavailable.assess(tellings(subject)[0])

reads(subject) := [telling.at | some telling in tellings(subject)]

# METADATA
# description: what the institution declares, and what the FA recorded
tellings(subject) := [
	fact.read(subject, ["requests"]),
	fact.at(object.get(input, ["fa", "requests"], null), "/fa/requests"),
]

with_requests(subject) := [telling | some telling in tellings(subject); count(telling.entries) > 0]

requests(subject) := [request | some telling in with_requests(subject); some request in telling.entries]

# METADATA
# description: the day of the newest request (an answer from before is not on it)
last_requested(subject) := max([request.on | some request in requests(subject); dates.well_formed(request.on)])

refused(subject) := {name(request) | some request in requests(subject); request.response.state == "refused"}

# METADATA
# description: the requests with such a response, signed and dated
answered(subject, state) := {name(request) |
	some request in requests(subject)
	request.response.state == state
	fact.signed(request.response)
}

unanswered(subject) := {name(request) | some request in requests(subject)} - responded(subject)

responded(subject) := answered(subject, "planned") | answered(subject, "done")

name(request) := request.id if {
	is_string(request.id)
} else := "?"
