package policy.procedure.process.agreed_measures_test

import data.policy.procedure.process.agreed_measures

test_a_consultation_that_names_nothing_is_open if {
	found := agreed_measures.findings with input as {
		"as_of": "2026-11-20",
		"mode": "precheck",
		"facts": {"measures": [], "consultations": [null]},
	}
	[[finding.reason, finding.params] | some finding in found] == [["consultation_open", {"consultations": ["?"]}]]
}
