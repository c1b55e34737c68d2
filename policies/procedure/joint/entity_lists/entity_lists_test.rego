package policy.procedure.joint.entity_lists_test

import data.policy.procedure.joint.entity_lists

test_a_program_that_names_no_entity_list_leaves_every_list_unnamed if {
	joint := {"id": "aoba-us", "role": "joint", "country": "US"}
	found := entity_lists.findings with input as {"as_of": "2026-11-20", "facts": {"institutions": [joint]}}
		with data.policy.params.screening_max_age_days as 365
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "lists_not_named", {"lists": ["JP", "UN", "US"]}]]
}
