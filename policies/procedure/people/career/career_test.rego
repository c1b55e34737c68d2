package policy.procedure.people.career_test

import data.policy.procedure.people.career

reason(person) := found[0].reason if {
	none := {"state": "none", "declared": {"by": "伊藤 凪", "on": "2026-10-05"}, "reason": "在学中である"}
	one := object.union({"id": "ito", "disclosures": {"career": none}}, person)

	# regal ignore:with-outside-test-context
	found := career.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {"people": [one]}}
}

test_only_a_participant_who_is_a_student_has_none[note] if {
	some note, [person, expected] in {
		"a student": [{"role": "participant", "student": true}, "declared_none"],
		"no student": [{"role": "participant", "student": false}, "none_not_student"],
		"a PI": [{"role": "pi", "student": true}, "none_not_student"],
		"a co-PI": [{"role": "co_pi", "student": true}, "none_not_student"],
		"not known": [{"role": "participant"}, "none_not_student"],
	}
	reason(person) == expected
}
