package policy.lib.verdict_test

import data.policy.lib.verdict

test_each_word_for_a_verdict_has_its_status[status] if {
	some status, found in {
		"satisfied": verdict.satisfied("said", ["/x"]),
		"not_applicable": verdict.not_applicable("said", ["/x"]),
		"missing_information": verdict.missing("said", ["/x"]),
		"unsatisfied": verdict.unsatisfied("said", ["/x"]),
		"consult_fa": verdict.consult("said", ["/x"], verdict.elsewhere),
	}
	found == {"status": status, "reason": "said", "params": {}, "reads": ["/x"], "since": verdict.elsewhere}
}
