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
