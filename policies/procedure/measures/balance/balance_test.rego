package policy.procedure.measures.balance_test

import data.policy.procedure.measures.balance

raised := {
	"key": "KP-03/application/record",
	"requirement": "KP-03",
	"subject": "application",
	"reads": ["/facts/risk"],
}

measure := {"id": "m1", "indicators": ["KP-03/application/record"], "reason": "閲覧を要する者に限る"}

test_a_measure_answers_an_indicator_where_it_says_why[note] if {
	some note, [planned, reason] in {
		"with its reason": [measure, "measure_linked"],
		"without": [object.remove(measure, ["reason"]), "no_measure"],
		"for another indicator": [object.union(measure, {"indicators": []}), "no_measure"],
	}
	found := balance.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {"measures": [planned]}}
		with data.policy.program as {"example": {"indicators": [raised]}}
	[finding.reason | some finding in found] == [reason]
}
