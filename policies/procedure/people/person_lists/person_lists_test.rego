package policy.procedure.people.person_lists_test

import data.policy.procedure.people.person_lists

world(names) := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"facts": {"people": [{"id": "sato", "name": "佐藤 遥", "other_names": names}]},
	"prepared": {"names": {
		"佐藤 遥": {"forms": ["佐藤遥"], "latin": false},
		"Haruka Sato": {"forms": ["harukasato", "satoharuka"], "latin": true},
	}},
}

latin := [{"name": "Haruka Sato", "kind": "latin"}]

test_a_program_that_names_no_list_of_persons_leaves_every_list_unnamed if {
	found := person_lists.findings with input as world(latin)
	[[one.status, one.reason, one.params] | some one in found] == [[
		"missing_information",
		"lists_not_named",
		{"lists": ["JP", "UN"]},
	]]
}

test_a_name_in_latin_letters_is_asked_for_first if {
	found := person_lists.findings with input as world([])
	[[one.status, one.reason] | some one in found] == [["missing_information", "no_latin_name"]]
}

test_where_nobody_is_named_no_name_is_known if {
	found := person_lists.findings with input as {"as_of": "2026-11-20", "facts": {}}
	[[one.subject, one.reason] | some one in found] == [["application", "no_latin_name"]]
}

test_what_affiliations_are_run_against_is_judged_elsewhere[note] if {
	some note, [params, expected] in {
		"none": [{}, []],
		"a list": [{"affiliation_lists": ["listed-bodies"]}, ["listed-bodies"]],
	}
	asked := person_lists.asked with data.policy.params as params
	asked.elsewhere == expected
}
