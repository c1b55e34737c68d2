package policy.lib.routine_test

import data.policy.lib.routine

# Whether the routine is not asked of such an institution.
not_asked(changed, of_all) := [said.status | some said in found] if {
	fact := object.union({"role": "joint", "kind": "university", "country": "JP"}, changed)
	params := {"routine_of_every_institution": of_all}

	# regal ignore:with-outside-test-context,line-length
	found := [said | said := routine.not_asked({"at": "/facts/institutions/1", "fact": fact})] with data.policy.params as params
}

test_of_whom_the_routine_of_research_institutions_in_japan_is_not_asked[note] if {
	some note, [changed, of_all, expected] in {
		"a university in Japan": [{}, false, []],
		"a company": [{"kind": "company"}, false, ["not_applicable"]],
		"another body": [{"kind": "other"}, false, ["not_applicable"]],
		"a university elsewhere": [{"country": "US"}, false, ["not_applicable"]],
		"a university in a country that is not known": [{"country": null}, false, []],
		"a company that leads": [{"kind": "company", "role": "lead"}, false, []],
		"a company, where the program asks every one": [{"kind": "company"}, true, []],
	}
	not_asked(changed, of_all) == expected
}
