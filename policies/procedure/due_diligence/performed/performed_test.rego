package policy.procedure.due_diligence.performed_test

import data.policy.procedure.due_diligence.performed

test_a_source_not_said_to_be_available_or_not_shows_no_due_diligence if {
	found := performed.findings with input as {"as_of": "2026-11-20", "facts": {"people": [{
		"id": "sato",
		"due_diligence": {
			"state": "provided",
			"declared": {"by": "研究推進部", "on": "2026-10-06"},
			"entries": [{"source": "researchmap"}, {"source": "CiNii", "available": false}],
		},
	}]}}
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "not_done", {}]]
}

declared := {"by": "研究推進部", "on": "2026-10-06"}

# What is found of one person, whose due diligence is this, with the FA's acceptance of it or without.
reason(envelope, accepted) := found[0].reason if {
	answer := {"requirement": "RS-DD-01", "subject": "person:sato", "result": "accepted", "on": "2026-11-01"}

	# regal ignore:with-outside-test-context
	found := performed.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"people": [{"id": "sato", "due_diligence": envelope}]},
		"fa": {"determinations": [answer | accepted]},
	}
}

provided(check) := {"state": "provided", "declared": declared, "entries": [check]}

closed := provided({"source": "CiNii", "available": false, "result": "休止中"})

test_what_the_fa_accepted_is_settled[note] if {
	some note, [envelope, without_answer] in {
		"unobtainable": [{"state": "unobtainable", "declared": declared}, "unobtainable"],
		"withheld": [{"state": "withheld", "declared": declared}, "withheld"],
		"no source within reach": [closed, "no_source_available"],
	}
	reason(envelope, false) == without_answer
	reason(envelope, true) == "fa_accepted"
}
