package policy.lib.measures_test

import data.policy.lib.measures

test_a_measure_without_an_id_is_named_by_a_question_mark if {
	subject := {"at": "/facts", "fact": {"measures": [{"kind": "training"}]}}
	found := measures.assess(subject, "training") with input.as_of as "2026-11-20"
	found == {
		"status": "missing_information",
		"reason": "not_shown",
		"params": {"measures": ["?"]},
		"reads": ["/facts/measures/0"],
	}
}
