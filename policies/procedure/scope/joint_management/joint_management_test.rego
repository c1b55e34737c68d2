package policy.procedure.scope.joint_management_test

import data.policy.procedure.scope.joint_management

test_without_a_list_of_institutions_it_is_not_known_whether_there_is_a_joint_one[note] if {
	some note, [institutions, reason] in {
		"the lead alone": [[{"id": "aoba", "role": "lead"}], "no_joint_research"],
		"nobody": [[], "absent"],
	}
	found := joint_management.findings with input as {"as_of": "2026-11-20", "facts": {"institutions": institutions}}
	[[finding.subject, finding.reason] | some finding in found] == [["application", reason]]
}

declared := {"by": "研究公正課", "on": "2026-10-26", "institution": "minato"}

# What is found of a joint institution that states this of its own part.
reason(entry) := found[0].reason if {
	own := {"state": "provided", "declared": declared, "entries": [entry]}
	roster := {"state": "provided", "declared": declared, "entries": [{"person": "mori"}]}
	minato := {"id": "minato", "role": "joint", "partner": {"own_management": own}, "roster": roster}

	# regal ignore:with-outside-test-context
	found := joint_management.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {
		"institutions": [{"id": "aoba", "role": "lead"}, minato],
		"people": [{"id": "mori", "role": "co_pi", "institution": "minato"}],
	}}
}

test_a_day_of_completion_is_a_day_that_has_come[note] if {
	some note, [day, expected] in {
		"the day of the declaration": ["2026-10-26", "managed"],
		"before": ["2026-10-20", "managed"],
		"after": ["2026-10-27", "not_completed"],
		"null": [null, "not_completed"],
		"a number": [20261020, "not_completed"],
	}
	reason({"completed_on": day, "concern": "none"}) == expected
}

test_a_concern_is_marked_in_one_of_two_words[mark] if {
	some mark, expected in {"none": "managed", "raised": "managed", "some": "not_completed"}
	reason({"completed_on": "2026-10-20", "concern": mark}) == expected
}

test_a_concern_raises_an_indicator[note] if {
	some note, [marks, expected] in {
		"raised": [["none", "raised"], 1],
		"twice the same": [["raised", "raised"], 1],
		"none": [["none"], 0],
	}
	own := {"state": "provided", "declared": declared, "entries": [{"concern": mark} | some mark in marks]}
	minato := {"id": "minato", "role": "joint", "partner": {"own_management": own}}
	raised := joint_management.indicators with input as {
		"as_of": "2026-11-20",
		"prepared": {"digests": {}},
		"facts": {"institutions": [minato]},
	}
	count(raised) == expected
}
