package policy.procedure.joint.entity_lists_test

import data.policy.procedure.joint.entity_lists

test_a_program_that_names_no_entity_list_leaves_every_list_unnamed if {
	joint := {"id": "b", "name": "Merrin Bay", "role": "joint", "country": "US"}
	found := entity_lists.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [joint]},
		"prepared": {"names": {"Merrin Bay": {"forms": ["merrinbay"], "latin": true}}},
	}
	[[one.status, one.reason, one.params] | some one in found] == [[
		"missing_information",
		"lists_not_named",
		{"lists": ["JP", "UN", "US"]},
	]]
}
