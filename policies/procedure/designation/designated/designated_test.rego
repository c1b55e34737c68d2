package policy.procedure.designation.designated_test

import data.policy.procedure.designation.designated

whole := {"status": "designated", "by": "内閣府", "basis": "公募要領1.3", "call_reference": "R8-01"}

test_a_record_says_who_designated_the_program_on_what_basis_for_which_call[note] if {
	some note, [record, reason] in {
		"whole": [whole, "designated"],
		"by nobody": [object.remove(whole, ["by"]), "absent"],
		"on no basis": [object.remove(whole, ["basis"]), "absent"],
		"for no call": [object.remove(whole, ["call_reference"]), "absent"],
	}
	found := designated.findings with input as {"facts": {"program": {"designation": record}}}
	found[0].reason == reason
}
