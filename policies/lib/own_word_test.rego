# METADATA
# description: Whose word counts on an institution.
package policy.lib.own_word_test

import data.policy.lib.own_word

lead := {"fact": {"id": "aoba", "role": "lead"}}

joint := {"fact": {"id": "minato", "role": "joint"}}

declared(by) := {"at": "/x", "state": "provided", "envelope": {"state": "provided", "declared": by}}

absent := {"at": "/x", "state": "absent", "envelope": {"declared": {"institution": "aoba"}}}

test_each_institution_speaks_for_itself[note] if {
	some note, [institution, by, own] in {
		"the lead, not named": [lead, {}, true],
		"the lead, named": [lead, {"institution": "aoba"}, true],
		"the joint one of the lead": [lead, {"institution": "minato"}, false],
		"the joint one, named": [joint, {"institution": "minato"}, true],
		"the lead of the joint one": [joint, {}, false],
		"the lead of the joint one, named": [joint, {"institution": "aoba"}, false],
	}
	count([1 | own_word.said(institution, declared(by))]) == count([1 | own])
	count([1 | own_word.of_another(institution, declared(by))]) == count([1 | not own])
}

test_what_is_absent_is_nobodys_word if {
	not own_word.said(lead, absent)
	not own_word.of_another(lead, absent)
}
