# METADATA
# title: A refusal by the funding agency
# description: |
#   What the FA did not accept and has not answered on since. A refusal stands on each of its topics by itself, whatever
#   was changed there, until the FA answers on that very topic; an answer on another one lifts nothing. One dated
#   before the call opened is none on this application; but it is not passed over, as its day may be mistyped.
# custom:
#   reasons:
#     refusal_before_call:
#       status: missing_information
#       message:
#         ja: "資金配分機関（FA）が了承しない旨の回答のうち、公募の開始より前の日付で、その後の回答がないものがあります（{answers}）。"
#         en: "Answers by which the FA did not accept something date from before the call, with none since: {answers}."
#       remedy:
#         ja: "回答の日（on）を確かめてください。この申請についての回答であれば、実際の日付に改めるか、同じ事項についての改めての回答を記載してください。別の申請についての回答であれば、除いてください（FAの記録にあるものは、FAに確認を求めてください）。"
#         en: >-
#           Check the day of each answer (`on`). Where it is on this application, correct the day, or enter the new
#           answer on the same; where it is on another, leave it out (of what the FA recorded, ask the FA to check it).
#     refusal_stands:
#       status: consult_fa
#       answered_at: {of: consultations}
#       message:
#         ja: "資金配分機関（FA）が了承しない旨を回答し、その後の回答がないものがあります（{topics}。回答：{answers}）。"
#         en: "The funding agency (FA) did not accept {topics}, and has not answered on it since ({answers})."
#       remedy:
#         ja: "回答で求められた対応をとり、これらの事項を挙げた、資金配分機関（FA）の改めての回答を記録してください。"
#         en: "Do what the answer asks for, and record the funding agency’s (FA) new answer, naming these."
#   readings:
#     - ja: "FAが了承しないと回答したものは、その事項の記載が改められ、相談を要しない結果となっていても、FAの改めての回答を求めます。了承しないとの回答は、新たな回答があるまで有効と読むためです。"
#       en: >-
#         What the FA did not accept needs its new answer, although what was entered there was changed since and
#         no longer waits for one: a refusal stands until the FA answers anew.
#       reasons: [refusal_stands]
#     - ja: "公募の開始より前の日付の、了承しない旨の回答は、この申請についてのものとしては数えませんが、その日付の確認を求めます。年の書き誤りにより、この申請についての了承しない旨の回答が見落とされることのないようにするためです。同じ事項についてのその後の回答があるものは、確認を要しません。公募の前に相談を受けたFAが、後に了承したこともあり、FAの記録にあるものは申請側では除けないためです。"
#       en: >-
#         A refusal dated before the call opened is none on this application, but its day is to be checked, so that none
#         that is on it is passed over for a mistyped year. One that the FA followed by an answer on the same is
#         not: the FA may have been asked before the call and have accepted since, and what it recorded itself the
#         applicant could not leave out.
#       reasons: [refusal_before_call]
package policy.lib.refusals

import data.policy.lib.fa
import data.policy.lib.recent

# METADATA
# description: |
#   each topic of each answer that stands so and is on this application, given since the call opened, as {at, id, on,
#   about, label}; `at` points to the answer
standing contains refusal if {
	some refusal in unanswered
	refusal.on >= recent.opened
}

# METADATA
# description: the same of any day
unanswered contains found if {
	some document in ["facts", "fa"]
	some i, refusal in object.get(input, [document, "determinations"], [])
	refusal.result == "declined"
	some about in refusal.about
	not says_otherwise(about)
	answer := fa.latest(fa.topic(about))
	answer.result == "declined"
	answer.on == refusal.on
	found := {
		"at": concat("/", ["", document, "determinations", format_int(i, 10)]),
		"id": refusal.id,
		"on": refusal.on,
		"about": about,
		"label": label(about),
	}
}

# As it is written where somebody is to name it.
label(about) := concat(" ", [about.requirement, object.get(about, "subject", "application")]) if {
	is_string(about.requirement)
} else := about.indicator if {
	is_string(about.indicator)
} else := fa.topic(about)

# METADATA
# scope: document
# description: |
#   what asks nobody to change anything when it is declined: that a measure outside the procedure is taken in its place,
#   that the application is selected, and whatever is about somebody who takes part no longer
says_otherwise(about) if about.requirement == "RS-O5-02"

says_otherwise(about) if about.requirement == data.policy.call.selection

says_otherwise(about) if about.former == true
