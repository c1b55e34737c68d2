package policy.procedure.measures.measure_cases_test

import data.policy.procedure.measures.measure_cases

test_cases_are_shared_where_there_is_a_list_of_them[note] if {
	some note, [cases, reason] in {
		"one": [["事例集"], "shared"],
		"none": [[], "not_shared"],
		"no list": ["事例集", "not_shared"],
	}
	found := measure_cases.findings with input.facts as {} with data.policy.params.shared_measure_cases as cases
	found[0].reason == reason
}
