package policy.procedure.people.education_test

import data.policy.procedure.people.education

test_education_without_a_word_on_the_supervisor_leaves_the_supervisor_undecided if {
	found := education.findings with input as {"as_of": "2026-11-20", "facts": {"people": [{
		"id": "sato",
		"disclosures": {"education": {
			"state": "provided",
			"declared": {"by": "佐藤", "on": "2026-10-06"},
			"entries": [{"institution": "青葉大学"}],
		}},
	}]}}
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "supervisor_undecided", {}]]
}
