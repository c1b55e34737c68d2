# METADATA
# title: Measures outside the procedure
# description: |
#   An NDA, a trade secret under the Unfair Competition Prevention Act or the like may stand in for risk management
#   under the procedure, where the FA, to which it is submitted in writing, so decides. Nobody has to use it:
#   without a submitted document, where it is declared none, or where the FA declines, the whole procedure applies. An
#   answer older than the submission is no answer to it, and an acceptance none on those who came later (people, joint
#   institutions, supporters, managed data) or on other areas of technology. A refusal of what the call asks for beside
#   the procedure stands until the FA answers on that. Where the FA accepts, the outcome is `replaced` and the other
#   findings stay visible; what the call asks for beside the procedure is asked for all the same, and gives the outcome
#   where it is worse.
# custom:
#   id: RS-O5-02
#   title:
#     ja: 当該手順書によらないかたちでの技術流出の防止措置
#     en: Measures outside the procedure
#   description_ja: |
#     秘密保持契約（NDA）や不正競争防止法に基づく営業秘密の指定等は、その旨を文書で提出されたFAの判断により、
#     手順書に基づくリスクマネジメントに代わる措置とすることができます。利用は任意であり、
#     文書の提出がない場合（該当なしとの申告を含む）やFAが認めない場合は、手順書の全体が適用されます。
#     提出より前の日付の回答は、その提出への回答とはみなさず、認める回答は、その後に加わった研究者、共同研究先、支援者、管理対象データや変更された技術領域には及びません。FAが認めた場合、
#     結果は「手順書によらない措置で代える」（replaced）となり、各事項の状況はそのまま示します。
#     公募が手順書に加えて求める事項は、その場合も求められ、より重いときは結果となります。そのような事項を了承しない旨の回答は、その事項についての改めての回答まで有効です。
#   clause:
#     section: 第2章(3)
#     item: "(5)"
#     quote: 秘密保持契約 (NDA) の締結や不正競争防止法に基づく営業秘密の指定等により、技術流出防止が確保される場合には、 その旨を文書で資金配分機関に提出することで、当該手順書に基づくリスクマネジメントに代わる措置とすることができる (資金配分機関の判断による)
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa]
#   reasons:
#     not_used:
#       status: not_applicable
#       message:
#         ja: "当該手順書によらない措置の文書は提出されていません。手順書に基づくリスクマネジメントを行います。"
#         en: "No measure outside the procedure was submitted: the procedure applies."
#     declined:
#       status: not_applicable
#       message:
#         ja: "当該手順書によらない措置は、資金配分機関（FA）に認められなかったと記載されています。手順書の全体が適用されます。"
#         en: "It is entered that the funding agency (FA) declined the measure: the whole procedure applies."
#     not_submitted:
#       status: missing_information
#       message:
#         ja: "当該手順書によらない措置について、文書の提出を確認できません。"
#         en: "It is not known that the document on the measure outside the procedure was submitted."
#       remedy:
#         ja: "文書の名称、日付、保管場所（又はダイジェスト）及び資金配分機関（FA）への提出日を記載してください。"
#         en: "Enter the document's title, its day, where it is kept (or its digest), and the day it was submitted
#           to the funding agency (FA)."
#     answer_ahead:
#       status: missing_information
#       message:
#         ja: "当該手順書によらない措置を認めない旨の資金配分機関（FA）の回答（{answers}）が、基準日より後の日付で記載されています。"
#         en: "An answer by which the funding agency (FA) declines the measure is dated ahead ({answers})."
#       remedy:
#         ja: "回答の日付を確かめ、訂正してください。"
#         en: "Look up the day of that answer, and correct it."
#     condition_open:
#       status: missing_information
#       message:
#         ja: "手順書によらない措置についての了承は、資金配分機関（FA）の要請（{requests}）を条件とし、又はその後に要請がされていますが、これが実施されていません。"
#         en: "Requests of the funding agency (FA), set as conditions or made since, are not carried out ({requests})."
#       remedy:
#         ja: "要請への対応を実施し、RS-STP-04に記載してください。"
#         en: "Carry them out, and enter that at RS-STP-04."
#     undecided:
#       status: consult_fa
#       message:
#         ja: "当該手順書によらない措置の文書が提出され、資金配分機関（FA）の判断を待っています。"
#         en: "The document was submitted; the funding agency (FA) has not decided."
#       remedy:
#         ja: "資金配分機関（FA）の判断を確認し、記録してください。それまでは手順書に基づく確認を続けてください。"
#         en: "Ask the funding agency (FA) for its decision and record it; until then the procedure applies."
#     refused_since:
#       status: consult_fa
#       answered_at: {of: consultations}
#       message:
#         ja: "手順書によらない措置を認めた日以後に、資金配分機関（FA）が了承しない旨を回答し、その後の回答がないものがあります（{answers}）。"
#         en: "Since it accepted the measure, the funding agency (FA) did not accept something and has not answered on
#           it since ({answers})."
#       remedy:
#         ja: "回答で求められた対応をとり、その回答と同じ事項、又は手順書によらない措置（RS-O5-02）を挙げた、資金配分機関（FA）の改めての回答を記録してください。"
#         en: "Do what the answer asks for, and record the funding agency’s (FA) new answer, on the same as that one
#           or on the measure outside the procedure (RS-O5-02)."
#     refused_of_the_call:
#       status: consult_fa
#       answered_at: {of: consultations}
#       message:
#         ja: "手順書によらない措置は認められていますが、公募が手順書に加えて求める事項について、資金配分機関（FA）が了承しない旨を回答し、その事項についてのその後の回答がないものがあります（{answers}）。"
#         en: "The measure was accepted, but the funding agency (FA) did not accept something that the call asks for
#           beside the procedure, and has not answered on it since ({answers})."
#       remedy:
#         ja: "回答で求められた対応をとり、その回答と同じ事項を挙げた、資金配分機関（FA）の改めての回答を記録してください。"
#         en: "Do what the answer asks for, and record the funding agency’s (FA) new answer on the same as that one."
#     accepted:
#       status: satisfied
#       outcome: replaced
#       message:
#         ja: "資金配分機関（FA）が、手順書に基づくリスクマネジメントに代わる措置として認めたと記載されています（{teller}、{on}）。"
#         en: "It is entered that the funding agency (FA) accepted the measure in place of risk management under the
#           procedure ({teller}, {on})."
#     accepted_within_limits:
#       status: satisfied
#       outcome: replaced
#       message:
#         ja: "資金配分機関（FA）が、手順書に基づくリスクマネジメントに代わる措置として認めたと記載されています（{teller}、{on}）。期限・条件：{limits}"
#         en: "It is entered that the funding agency (FA) accepted the measure in place of risk management under the
#           procedure ({teller}, {on}). Until, or if: {limits}."
#   readings:
#     - ja: "措置を認めた回答のほかに、認めない旨の回答が基準日より後の日付で記載されているときは、その日付の確認を求めます。日付の書き誤りにより、後の回答が見落とされることのないようにするためです。"
#       en: >-
#         Where beside an answer that accepts the measure one that declines it is entered, dated ahead, its day is to be
#         checked: else a later answer would be passed over for a mistyped day.
#       reasons: [answer_ahead]
#     - ja: "FAの判断は、文書の提出以後のものに限ります。プログラムが手順書に加えて求める事項は、手順書によらない措置では代えられないと読みます（「当該手順書に基づくリスクマネジメントに代わる」とあるため）。"
#       en: >-
#         The FA's decision counts from the submission on. What the program asks beyond the procedure is not
#         replaced: the text replaces 当該手順書に基づくリスクマネジメント alone.
#       reasons: [undecided]
#     - ja: "措置を認めた日以後に、FAが了承しないと回答したものがあるときは、その回答があるまで「代わる」とはしません。認めたことと了承しないことのどちらが有効かを、機関だけでは決められないためです。"
#       en: >-
#         Where the FA refused something since it accepted the measure, the procedure is not replaced until it answers
#         again: which of its two words holds is not for the institution to say.
#       reasons: [refused_since]
#     - ja: "公募が手順書に加えて求める事項について、FAが了承しないと回答したものは、その事項についての改めての回答があるまで有効とし、手順書によらない措置を認める回答では解消しないと読みます。"
#       en: >-
#         Where the FA refused what the call asks for beside the procedure, that stands until it answers on the very
#         same: accepting a measure in place of the procedure is no answer on what that does not replace.
#       reasons: [refused_of_the_call]
#     - ja: "FAが認めた措置は、その日以後に加わった研究者、共同研究先、支援者、管理対象データ及び変更された技術領域には及ばないと読みます。FAが流出防止の確保を判断したのは、その日までのものについてだからです。"
#       en: >-
#         The measure that the FA accepted does not reach the people, joint institutions, supporters and managed data
#         that came after its answer, nor areas of technology that changed since: the FA judged whether leakage is
#         prevented with those of that day.
package policy.procedure.agreements.alternative

import data.policy.lib.covered
import data.policy.lib.dates
import data.policy.lib.evidence
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.recent
import data.policy.lib.refusals
import data.policy.lib.roster
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.process.further_requests

id := "RS-O5-02"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

# METADATA
# description: the FA let the measure stand in for risk management under the procedure
stands_in if {
	some found in findings
	found.status == "satisfied"
}

assess(subject) := verdict.not_applicable("not_used", [offered(subject).at]) if {
	not claimed(offered(subject))
} else := verdict.missing("not_submitted", [offered(subject).at]) if {
	not submitted(offered(subject))
} else := verdict.with_params(verdict.missing("answer_ahead", [offered(subject).at]), {"answers": sort(declined_ahead(subject))}) if {
	fa.answer(id, subject).result == "accepted"
	count(declined_ahead(subject)) > 0
} else := verdict.with_params(verdict.missing("condition_open", [offered(subject).at]), {"requests": sort(open_conditions(subject))}) if {
	fa.answer(id, subject).result == "accepted"
	count(open_conditions(subject)) > 0
} else := unless_refused(subject, said) if {
	said := decided(offered(subject), fa.answer(id, subject))
} else := verdict.consult("undecided", reads, since) if {
	later := came_later(fa.answer(id, subject))
	reads := array.concat([offered(subject).at], sort({new.at | some new in later}))
	since := max({last_submitted(offered(subject))} | {new.since | some new in later})
}

declined_ahead(subject) := {determination.id |
	some determination in fa.answers_ahead(id, subject)
	determination.result == "declined"
}

# The FA let it stand in place of the procedure, and has not accepted something since: the two are to be put together.
unless_refused(subject, said) := refused("refused_since", subject, refusals_since) if {
	said.status == "satisfied"
	count(refusals_since) > 0
} else := refused("refused_of_the_call", subject, refusals_of_call) if {
	said.status == "satisfied"
	count(refusals_of_call) > 0
} else := said

refused(reason, subject, answers) := verdict.with_params(
	verdict.consult(reason, array.concat([offered(subject).at], sort(object.keys(answers))), verdict.elsewhere),
	{"answers": sort({name | some name in answers})},
)

refusals_since[refusal.at] := refusal.id if {
	some refusal in refusals.standing
	refusal.on >= fa.answer(id, subjects.application).on
}

# What the call asks for beside the procedure no such measure replaces: a refusal of it is older or newer alike.
refusals_of_call[refusal.at] := refusal.id if {
	some refusal in refusals.standing
	requirement_of(fa.topic(refusal.about)) in requirements_of_call
}

# An indicator's key begins with the requirement that raised it.
requirement_of(topic) := split(trim_prefix(topic, "indicator|"), "/")[0] if {
	startswith(topic, "indicator|")
} else := split(topic, "|")[0]

requirements_of_call := {requirement | requirement := data.policy.program[_].id} | {requirement |
	requirement := data.policy.program[_].tightens
}

# METADATA
# description: what the FA decided on what was submitted; undefined where it is older, has expired or is not there
decided(alternative, answer) := verdict.with_params(said, object.union(limited, answered)) if {
	answer.on >= last_submitted(alternative)
	count(came_later(answer)) == 0
	answered := {"teller": answer.teller, "on": answer.on}
	reads := array.concat([alternative.at], answer.at)
	limited := {"limits": fa.limits(answer) | answer.result == "accepted"; count(fa.limits(answer)) > 0}
	said := by_result(answer.result, limited, reads)
}

by_result("declined", _, reads) := verdict.not_applicable("declined", reads)

by_result("accepted", limited, reads) := verdict.satisfied("accepted", reads) if {
	count(limited) == 0
} else := verdict.satisfied("accepted_within_limits", reads)

# METADATA
# description: |
#   the requests on which the acceptance depends, or that the FA made since it gave it, and that are not carried out
open_conditions(subject) := {name |
	some name in (object.keys(further_requests.conditions) | requested_since(subject, fa.answer(id, subject).on))
	not further_requests.carried_out(subject, name)
}

requested_since(subject, day) := {further_requests.name(request) |
	some request in further_requests.requests(subject)
	request.on >= day
}

offered(subject) := steps.read(subject, ["alternative"])

claimed(alternative) if alternative.envelope.state == "provided"

submitted(alternative) if {
	alternative.state == "provided"
	every entry in alternative.entries {
		evidence.stands(entry.document)
		dates.reached(entry.submitted_on)
		entry.submitted_on <= alternative.on
		dates.well_formed(entry.document.on)
		entry.document.on <= entry.submitted_on
	}
}

# METADATA
# description: the day of the newest submission, or of what was declared since (an answer from before is not on it)
last_submitted(alternative) := max(submitted_on | {fact.since(alternative), recent.opened}) if {
	submitted_on := {entry.submitted_on | some entry in alternative.entries}
}

# What the FA accepted secures nothing with those who were added later, nor in what became an area of technology since.
came_later(answer) := [new | some new in covered_now; new.since > answer.on] if {
	answer.result == "accepted"
} else := []

covered_now := array.concat(entered, array.concat(
	array.concat(declared(unnamed_people, "disclosures"), declared(subjects.joint_institutions, "partner")),
	[{"at": "/facts/application/technology_areas_since", "since": day} | some day in covered.areas_since],
))

entered := array.concat(
	[on_roster(fact.read(institution, ["roster"]), new) |
		some institution in subjects.institutions
		some new in covered.entries(institution, ["roster"])
	],
	[new |
		some institution in subjects.institutions
		some new in covered.entries(institution, ["supporters", "managed_data"])
	],
)

# Whose post began since the FA answered came later, though the roster was not signed anew.
on_roster(list, new) := object.union(new, {"since": max([new.since, roster.entry_since(list, new.entry, answered)])})

answered := fa.answer(id, subjects.application).on

unnamed_people := [person | some person in subjects.named_people; not named(person)]

named(person) if {
	some new in entered
	new.entry.person == person.fact.id
}

# Whom no list names with a day takes part since something was first declared.
declared(those, group) := [{"at": subject.at, "since": min(days)} |
	some subject in those
	days := [fact.since(found) |
		some name, _ in subject.fact[group]
		found := fact.read(subject, [group, name])
	]
]
