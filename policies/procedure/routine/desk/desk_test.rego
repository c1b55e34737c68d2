package policy.procedure.routine.desk_test

import data.policy.procedure.routine.desk

test_a_desk_without_a_unit_is_absent if {
	entry := {"contact": "desk@example", "decides": "研究担当理事"}
	fact := {"state": "provided", "declared": {"by": "研究推進部", "on": "2026-10-05"}, "entries": [entry]}
	found := desk.findings with input as {
		"as_of": "2026-11-20",
		"facts": {"institutions": [{"id": "aoba", "role": "lead", "desk": fact}]},
	}
	[[finding.status, finding.reason] | some finding in found] == [["missing_information", "absent"]]
}
