package policy.procedure.people.person_lists_test

import data.policy.procedure.people.person_lists

test_a_program_that_names_no_list_of_persons_leaves_every_list_unnamed if {
	found := person_lists.findings with input as {"as_of": "2026-11-20", "facts": {"people": [{"id": "sato"}]}}
		with data.policy.params.screening_max_age_days as 365
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "lists_not_named", {"lists": ["JP", "UN"]}]]
}
