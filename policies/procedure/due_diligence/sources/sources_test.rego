package policy.procedure.due_diligence.sources_test

import data.policy.procedure.due_diligence.sources

test_one_source_used_does_not_stand_in_for_one_out_of_reach_without_a_reason if {
	found := sources.findings with input as {"as_of": "2026-11-20", "facts": {"people": [{
		"id": "sato",
		"due_diligence": {
			"state": "provided",
			"declared": {"by": "研究推進部", "on": "2026-10-06"},
			"entries": [
				{"source": "researchmap", "available": true, "result": "照合した"},
				{"source": "CiNii", "available": false},
			],
		},
	}]}}
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "no_record", {}]]
}
