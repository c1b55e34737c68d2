# METADATA
# title: The funding agency's answer
# description: |
#   The funding agency's answers, and what they settle. A formal decision takes only what the FA recorded itself
#   (`input.fa`); a pre-check takes what the institution reports of it (`input.facts`) too, where the FA recorded
#   nothing since, and did not decline. Of several answers on one thing the newest stands, of one day the worse; one
#   that has expired, or that another followed, never comes back. An answer counts only for what stood on its day; one
#   from before the call opened is none on this application.
# custom:
#   reasons:
#     fa_accepted:
#       status: satisfied
#       message:
#         ja: "「{title}」について、資金配分機関（FA）が了承する旨の回答があったと記載されています（{teller}、{on}）。"
#         en: "“{title}”: an answer by which the funding agency (FA) accepts is entered ({teller}, {on})."
#     fa_accepted_within_limits:
#       status: satisfied
#       message:
#         ja: "「{title}」について、資金配分機関（FA）が了承する旨の回答があったと記載されています（{teller}、{on}）。期限・条件：{limits}"
#         en: "“{title}”: the funding agency (FA) accepts, as entered ({teller}, {on}). Until, or if: {limits}."
#     fa_declined:
#       status: unsatisfied
#       message:
#         ja: "「{title}」について、資金配分機関（FA）が了承しない旨の回答があったと記載されています（{teller}、{on}）：{answer}"
#         en: "“{title}”: the funding agency (FA) does not accept, as entered ({teller}, {on}): {answer}"
#       remedy:
#         ja: "回答で求められた対応をとり、改めて資金配分機関（FA）と相談・調整してください。"
#         en: "Do what the answer asks for, and consult the funding agency (FA) anew."
#     fa_answer_expired:
#       status: consult_fa
#       message:
#         ja: "「{title}」についての資金配分機関（FA）の回答（{teller}、{on}）は、{expires_on}までのものでした。"
#         en: "“{title}”: the answer of the funding agency (FA) ({teller}, {on}) counted until {expires_on}."
#       remedy:
#         ja: "現在の状況を示して、改めて資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA) anew, showing how things stand now."
#     fa_answer_older:
#       status: consult_fa
#       message:
#         ja: "「{title}」についての資金配分機関（FA）の回答（{teller}、{on}）は、{since}（対象とする申告・記載の日と公募の開始日の遅い方）より前のものです。"
#         en: "“{title}”: the answer of the FA ({teller}, {on}) is from before {since}: the day of what it is on, or of
#           the call’s opening, the later of both."
#       remedy:
#         ja: "その後の申告を示して、改めて資金配分機関（FA）と相談・調整してください。内容が変わっていなければ、その申告・記載（署名した箇所）に、いつから変わらないか（since）を記載してください。"
#         en: "Consult the funding agency (FA) anew; if nothing changed, say so at what was signed (`since`)."
#   readings:
#     - ja: "FAの回答が「了承しない」であれば、未充足とします。手順書は相談・調整の結末を定めていませんが、FAが認めなかったものを充足とも相談中ともいえないためです。FAが求めた内容に応じた後の、改めての回答をもって充足とします。"
#       en: >-
#         The FA's answer ‘not accepted’ is unsatisfied. The source does not say how a consultation ends; but
#         what the FA did not accept is neither satisfied nor still under consultation. A new answer, after
#         what the FA asked for is done, settles it.
#       reasons: [fa_declined]
#     - ja: "「必要に応じて政府と相談」は、相談の相手として政府を認める趣旨と読み、政府との相談を求めることはありません。"
#       en: >-
#         “Where needed, with the government” is read as allowing a consultation with the government; none is
#         ever asked for.
#     - ja: "FAの回答は、その日以後に内容が変わったもの、期限が過ぎたものには及ばないと読みます。相談・調整は、現に示された内容についてのものだからです。"
#       en: >-
#         An answer of the FA does not reach what changed after its day, nor past its expiry: a consultation
#         is on what was put to the FA.
#       reasons: [fa_answer_expired, fa_answer_older]
#     - ja: "公募の開始より前の回答は、この申請についてのものではないとして数えません。"
#       en: >-
#         An answer from before the call opened is none on this application.
#     - ja: "相談を要しない結果（充足など）に対する回答は、その結果を変えません。回答は、相談・調整している事項についてのものだからです。ただし、了承しない旨の回答については、③（RS-STP-03）でFAの改めての回答を求めます。"
#       en: >-
#         An answer on what waits for none (a point that is satisfied, say) changes nothing there: an answer is
#         on what is consulted. After a refusal the FA's new answer is asked for all the same, in ③ (RS-STP-03).
#     - ja: "回答者（by）の名称は、プログラムの資金配分機関の名称と突き合わせません。略称、部署、担当者の名で書かれることが多く、別の機関の回答であるかを規則では決められないためです。正式な判定では、FAの記録する回答によります。"
#       en: >-
#         Who answered (`by`) is not held against the name of the program's agency: it is often written in short, or
#         by a unit or a person, and no rule can tell that it is another one. In a formal check the answers are those
#         that the FA records.
package policy.lib.fa

import data.policy.lib.dates
import data.policy.lib.recent
import data.policy.lib.verdict

# METADATA
# description: |
#   The FA's answer on a requirement for a subject: {result, teller, at, on, determination}. `result` is accepted,
#   declined, expired, or none where there is no answer; `on` is its day, and "" where there is none.
answer(requirement, subject) := latest(concat("|", [requirement, subject.ref]))

# METADATA
# description: |
#   all that `teller` (fa or institution) tells of the FA's answers on a requirement for a subject, each with its
#   day under "1" and its `determination` under "answer"
answers(requirement, subject, who) := object.get(recorded, concat("|", [requirement, subject.ref]), set()) if {
	who == "fa"
} else := object.get(reported, concat("|", [requirement, subject.ref]), set())

# METADATA
# description: |
#   the answers on a requirement for a subject, whoever tells of them, that are dated after `as_of`: not given yet, or
#   of a mistyped day
answers_ahead(requirement, subject) := [determination |
	some document in ["facts", "fa"]
	some determination in object.get(input, [document, "determinations"], [])
	dates.ahead(determination.on)
	some about in determination.about
	topic(about) == concat("|", [requirement, subject.ref])
]

# METADATA
# description: the FA's answer on a risk indicator, by its key
on_indicator(key) := latest(concat("|", ["indicator", key]))

# METADATA
# description: |
#   the FA's answer on a `measure` or a `request` of its own, by the id, given since the call opened
on_thing(kind, name) := found if {
	found := latest(concat("|", [kind, name]))
	found.on >= recent.opened
} else := no_answer

# METADATA
# description: the ids of the measures, or requests, on which the FA answered since the call opened, by either's telling
named(kind) := {name |
	some document in ["facts", "fa"]
	some determination in object.get(input, [document, "determinations"], [])
	made(determination)
	determination.on >= recent.opened
	some about in determination.about
	name := about[kind]
	is_string(name)
}

# METADATA
# description: a verdict that waits for the FA, as its answer on this very cell leaves it; any other stands as it is
settled(requirement, subject, waiting) := as_answered(waiting, answer(requirement, subject)) if {
	waiting.status == "consult_fa"
	answer(requirement, subject).result != "none"
	waiting.since != verdict.elsewhere
} else := waiting

# METADATA
# description: |
#   what the FA's refusal of a whole cell makes of it where nothing else waits there, undefined where it has not refused
#   it: it stands until the FA answers on the cell anew
refused(requirement, subject, reads) := as_answered({"reads": reads, "since": recent.opened}, found) if {
	found := answer(requirement, subject)
	found.result == "declined"
	found.on >= recent.opened
}

# METADATA
# description: the same, with an answer at hand
as_answered(waiting, found) := from_answer(waiting, found, "fa_answer_older", {"since": since}) if {
	since := max([waiting.since, recent.opened])
	found.on < since
} else := from_answer(waiting, found, "fa_declined", {"answer": found.determination.reason}) if {
	found.result == "declined"
} else := from_answer(waiting, found, "fa_answer_expired", {"expires_on": found.determination.expires_on}) if {
	found.result == "expired"
} else := from_answer(waiting, found, "fa_accepted_within_limits", {"limits": limits(found)}) if {
	count(limits(found)) > 0
} else := from_answer(waiting, found, "fa_accepted", {})

status_of := {
	"fa_accepted": "satisfied",
	"fa_accepted_within_limits": "satisfied",
	"fa_declined": "unsatisfied",
	"fa_answer_expired": "consult_fa",
	"fa_answer_older": "consult_fa",
}

from_answer(waiting, found, reason, params) := {
	"status": status_of[reason],
	"reason": reason,
	"params": object.union({"teller": found.teller, "on": found.on}, params),
	"reads": array.concat(waiting.reads, found.at),
}

# METADATA
# description: until when an acceptance counts, and on which further requests it depends
limits(found) := array.concat(
	[day | day := found.determination.expires_on],
	[request | some request in found.determination.conditions],
)

# METADATA
# description: the FA's answer on a topic, by its key (`topic`)
latest(topic) := found if {
	input.mode == "precheck"
	found := newest(reported[topic], "institution")
	not outweighed(found, topic)
} else := found if {
	found := newest(recorded[topic], "fa")
} else := no_answer

no_answer := {"result": "none", "teller": "nobody", "at": [], "on": "", "determination": {}}

outweighed(report, topic) if newest(recorded[topic], "fa").on > report.on

outweighed(report, topic) if {
	own := newest(recorded[topic], "fa")
	own.on == report.on
	rank[own.result] >= rank[report.result]
}

outweighed(report, topic) if {
	newest(recorded[topic], "fa").result == "declined"
	report.result != "declined"
}

# The answer that counts; undefined where none does.
newest(answers, who) := {
	"result": in_force(last.determination),
	"teller": who,
	"at": [last.at],
	"on": last.on,
	"determination": last.determination,
} if {
	sorted := sort(answers)
	last := sorted[count(sorted) - 1].answer
}

# METADATA
# description: the result of an answer on `as_of`; what the FA declined stays declined until it answers anew
in_force(determination) := "expired" if {
	determination.result == "accepted"
	determination.expires_on < input.as_of
} else := determination.result

# Gathered once into a map: asked for by its key, such a rule would be gone through anew each time.
# regal ignore:prefer-set-or-object-rule
recorded := {topic: answers | some topic, answers in of_fa}

# regal ignore:prefer-set-or-object-rule
reported := {topic: answers | some topic, answers in of_institution}

of_fa[about] contains answer if {
	some i, determination in input.fa.determinations
	some about in topics(determination)
	answer := numbered(determination, "/fa/determinations", i)
}

of_institution[about] contains answer if {
	some i, determination in input.facts.determinations
	some about in topics(determination)
	answer := numbered(determination, "/facts/determinations", i)
}

# Of two answers of one day the worse counts.
rank := {"accepted": 0, "expired": 1, "declined": 2}

# What an answer is about; nothing where it does not count.
topics(determination) := {topic(about) | some about in determination.about} if {
	made(determination)
}

numbered(determination, list, i) := {"1": determination.on, "2": rank[in_force(determination)], "answer": {
	"at": concat("/", [list, format_int(i, 10)]),
	"determination": determination,
	"on": determination.on,
}}

# METADATA
# description: |
#   a key for what a question or an answer is about; the cell of an indicator's judgement (`RS-RA-01`,
#   `indicator:<key>`) is the indicator
topic(about) := concat("|", ["indicator", about.indicator]) if {
	is_string(about.indicator)
} else := concat("|", ["indicator", substring(about.subject, count("indicator:"), -1)]) if {
	about.requirement == "RS-RA-01"
	startswith(about.subject, "indicator:")
} else := concat("|", ["measure", about.measure]) if {
	is_string(about.measure)
} else := concat("|", ["request", about.request]) if {
	is_string(about.request)
} else := concat("|", [about.requirement, subject]) if {
	is_string(about.requirement)
	subject := object.get(about, "subject", "application")
	is_string(subject)
}

made(determination) if {
	determination.result in ["accepted", "declined"]
	is_string(determination.reason)
	dates.reached(determination.on)
	dates.well_formed(object.get(determination, "expires_on", determination.on))
}
