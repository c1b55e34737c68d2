# METADATA
# description: |
#   The funding agency's answers. What the FA recorded itself (`input.fa`) comes before what the institution
#   reports of it (`input.facts`), and a formal decision takes only the former. An answer counts from its
#   date until it expires; of several the latest counts, and `declined` where two share a day.
package policy.lib.fa

# METADATA
# description: |
#   The FA's answer on a requirement for a subject: {result, teller, at}. `result` is accepted, declined, or
#   none where there is no live answer.
answer(requirement, subject) := latest(concat("|", [requirement, subject.ref]))

# METADATA
# description: the FA's answer on a risk indicator, by its key
on_indicator(key) := latest(concat("|", ["indicator", key]))

latest(topic) := last(recorded[topic], "fa") if {
	topic in object.keys(recorded)
} else := last(reported[topic], "institution") if {
	input.mode == "precheck"
	topic in object.keys(reported)
} else := {"result": "none", "teller": "nobody", "at": []}

last(answers, teller) := {"result": result, "teller": teller, "at": [pointer]} if {
	sorted := sort(answers)
	[_, result, pointer] := sorted[count(sorted) - 1]
}

recorded := by_topic(object.get(input, ["fa", "determinations"], []), "/fa/determinations")

reported := by_topic(object.get(input, ["facts", "determinations"], []), "/facts/determinations")

by_topic(determinations, list) := {topic(determination): answers |
	some determination in determinations
	answers := [[answer.on, answer.result, concat("/", [list, format_int(i, 10)])] |
		some i, answer in determinations
		live(answer)
		topic(answer) == topic(determination)
	]
	count(answers) > 0
}

topic(determination) := concat("|", ["indicator", determination.indicator]) if {
	determination.indicator
} else := concat("|", [determination.requirement, object.get(determination, "subject", "application")])

live(determination) if {
	determination.result in {"accepted", "declined"}
	determination.on <= input.as_of
	object.get(determination, "expires_on", input.as_of) >= input.as_of
}
