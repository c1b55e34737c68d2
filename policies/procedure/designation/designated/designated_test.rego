package policy.procedure.designation.designated_test

import data.policy.procedure.designation.designated

whole := {"status": "designated", "by": "内閣府", "call_reference": "公募要領1.3"}

# What is found where the edition says this, and the application that.
found(edition, entered) := [finding.status, finding.reason] if {
	facts := {"program": {"designation": {"status": entered}}}

	# regal ignore:with-outside-test-context,line-length
	[finding] := designated.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts} with data.policy.designation as edition
}

test_an_edition_says_who_designated_the_program_and_where_the_call_says_so[note] if {
	some note, [edition, reason] in {
		"whole": [whole, "designated"],
		"by nobody": [object.remove(whole, ["by"]), "not_said"],
		"nowhere": [object.remove(whole, ["call_reference"]), "not_said"],
		"not designated": [object.union(whole, {"status": "not_designated"}), "not_designated"],
		"not designated, by nobody": [{"status": "not_designated", "call_reference": "公募要領1.3"}, "not_said"],
		"not designated, nowhere": [{"status": "not_designated", "by": "内閣府"}, "not_said"],
		"by what is no text": [object.union(whole, {"by": null}), "not_said"],
		"where is no text": [object.union(whole, {"call_reference": null}), "not_said"],
		"pending, by somebody": [object.union(whole, {"status": "pending"}), "pending"],
		"pending": [{"status": "pending"}, "pending"],
		"nothing": [{}, "not_said"],
	}
	found(edition, "unknown")[1] == reason
}

test_an_application_that_differs_is_put_to_the_agency_and_never_out_of_scope[note] if {
	some note, [edition, entered, expected] in {
		"the same": [whole, "designated", "designated"],
		"the same no": [object.union(whole, {"status": "not_designated"}), "not_designated", "not_designated"],
		"otherwise": [whole, "not_designated", "application_differs"],
		"otherwise than an edition that says no": [
			object.union(whole, {"status": "not_designated"}),
			"designated",
			"application_differs",
		],
		"no, of a pending one": [{"status": "pending"}, "not_designated", "application_differs"],
		"no, and the edition nothing": [{}, "not_designated", "application_differs"],
		"yes, and the edition nothing": [{}, "designated", "not_said"],
	}
	found(edition, entered)[1] == expected
}
