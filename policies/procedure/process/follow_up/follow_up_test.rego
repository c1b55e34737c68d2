package policy.procedure.process.follow_up_test

import data.policy.procedure.process.follow_up

test_a_stage_that_is_not_stated_is_not_before_the_start if {
	found := follow_up.findings with input as {"as_of": "2026-11-20", "facts": {"measures": [{"id": "m1"}]}}
	[[finding.subject, finding.reason] | some finding in found] == [["measure:m1", "absent"]]
}
