package policy.procedure.scope.joint_institution_test

import data.policy.procedure.scope.joint_institution

test_without_a_list_of_institutions_it_is_not_known_whether_there_is_a_joint_one[note] if {
	some note, [institutions, reason] in {
		"the lead alone": [[{"id": "aoba", "role": "lead"}], "no_joint_research"],
		"nobody": [[], "absent"],
	}
	found := joint_institution.findings with input as {"as_of": "2026-11-20", "facts": {"institutions": institutions}}
	[[finding.subject, finding.reason] | some finding in found] == [["application", reason]]
}
