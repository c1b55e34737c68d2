# METADATA
# description: |
#   The funding agency's answers. What the FA recorded itself (`input.fa`) comes before what the institution
#   reports of it (`input.facts`), and a formal decision takes only the former. An answer counts from its
#   date until it expires; of several the latest counts, and `declined` where two share a day.
package policy.lib.fa

import data.policy.lib.dates
import data.policy.lib.verdict

# METADATA
# description: |
#   The FA's answer on a requirement for a subject: {result, teller, at, on}. `result` is accepted, declined, or
#   none where there is no live answer; `on` is its date, and "" where there is none.
answer(requirement, subject) := latest(concat("|", [requirement, subject.ref]))

# METADATA
# description: the FA's answer on a risk indicator, by its key
on_indicator(key) := latest(concat("|", ["indicator", key]))

# METADATA
# description: the FA's answer on a topic of a question
on_topic(about) := latest(topic(about))

# METADATA
# description: |
#   A verdict that waits for the FA, settled where the FA accepted this cell. `reasons` are those that the source or
#   the table leaves to the FA; a verdict for any other reason, and a declined one, stands as it is.
settled(requirement, subject, waiting, reasons) := verdict.with_params(
	verdict.satisfied("fa_accepted", array.concat(waiting.reads, found.at)),
	{"teller": found.teller},
) if {
	waiting.status == "consult_fa"
	waiting.reason in reasons
	found := answer(requirement, subject)
	found.result == "accepted"
} else := waiting

latest(topic) := last(answers, "fa") if {
	answers := recorded[topic]
} else := last(answers, "institution") if {
	input.mode == "precheck"
	answers := reported[topic]
} else := {"result": "none", "teller": "nobody", "at": [], "on": ""}

last(answers, teller) := {"result": result, "teller": teller, "at": [pointer], "on": on} if {
	sorted := sort(answers)
	[on, result, pointer] := sorted[count(sorted) - 1]
}

recorded := by_topic(object.get(input, ["fa", "determinations"], []), "/fa/determinations")

reported := by_topic(object.get(input, ["facts", "determinations"], []), "/facts/determinations")

by_topic(determinations, list) := {topic(about): answers |
	some determination in determinations
	some about in determination.about
	answers := [[answer.on, answer.result, concat("/", [list, format_int(i, 10)])] |
		some i, answer in determinations
		live(answer)
		some other in answer.about
		topic(other) == topic(about)
	]
}

# METADATA
# description: a key for what a question or an answer is about
topic(about) := concat("|", ["indicator", about.indicator]) if {
	is_string(about.indicator)
} else := concat("|", ["measure", about.measure]) if {
	is_string(about.measure)
} else := concat("|", ["request", about.request]) if {
	is_string(about.request)
} else := concat("|", [about.requirement, subject]) if {
	is_string(about.requirement)
	subject := object.get(about, "subject", "application")
	is_string(subject)
}

live(determination) if {
	determination.result in {"accepted", "declined"}
	dates.reached(determination.on)
	expires_on := object.get(determination, "expires_on", input.as_of)
	dates.well_formed(expires_on)
	expires_on >= input.as_of
}
