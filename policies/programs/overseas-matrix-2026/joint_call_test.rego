package policy.program.joint_call_test

import data.policy.program.joint_call

test_where_the_program_names_no_lists_at_all_the_partner_countrys_are_not_known if {
	facts := {
		"application": {"joint_call": {
			"state": "provided",
			"declared": {"by": "研究推進課", "on": "2026-10-05"},
			"entries": [{"country": "AU", "agency": "相手国の機関", "reference": "公募"}],
		}},
		"institutions": [{"id": "merrin", "role": "joint", "country": "AU"}],
	}
	found := joint_call.findings with input as {"as_of": "2026-11-20", "facts": facts}
	[[finding.status, finding.reason, finding.params] | some finding in found] == [[
		"missing_information",
		"lists_not_named",
		{"countries": ["AU"]},
	]]
}

test_a_country_for_which_the_program_names_no_list_of_bodies_is_without_lists if {
	facts := {
		"application": {"joint_call": {
			"state": "provided",
			"declared": {"by": "研究推進課", "on": "2026-10-05"},
			"entries": [{"country": "AU", "agency": "相手国の機関", "reference": "公募"}],
		}},
		"institutions": [{"id": "merrin", "role": "joint", "country": "AU"}],
	}
	found := joint_call.findings with input as {"as_of": "2026-11-20", "facts": facts}
		with data.policy.params.person_lists as {"AU": ["au-persons"]}
		with data.policy.params.entity_lists as {"AU": []}
	found[0].reason == "lists_not_named"
}
