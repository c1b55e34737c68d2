package policy.procedure.designation.fund_test

import data.policy.procedure.designation.fund

whole := {"public_call": true, "competitive": true, "research": true}

place := {"by": "内閣府", "call_reference": "公募要領1.3"}

# What is found where the edition says this of the fund and that of the designation, and the application repeats some.
found(edition, status, entered) := [finding.reason, finding.params] if {
	facts := {"application": {"fund": entered}}
	designation := object.union(place, {"status": status})

	# regal ignore:with-outside-test-context,line-length
	[finding] := fund.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts} with data.policy.fund as edition with data.policy.designation as designation
}

test_the_edition_says_which_marks_the_money_has[note] if {
	some note, [changed, status, expected] in {
		"all": [{}, "designated", ["competitive_research_fund", {}]],
		"all, and not designated": [{}, "not_designated", ["competitive_research_fund", {}]],
		"no public call": [{"public_call": false}, "designated", ["designated_all_the_same", {"marks": ["public_call"]}]],
		"no competition": [{"competitive": false}, "designated", ["designated_all_the_same", {"marks": ["competitive"]}]],
		"not for research": [{"research": false}, "designated", ["designated_all_the_same", {"marks": ["research"]}]],
		"of old": [
			{"public_call": false, "formerly_competitive_fund": true},
			"not_designated",
			["formerly_competitive_fund", {}],
		],
		"not of old": [
			{"public_call": false, "formerly_competitive_fund": false},
			"not_designated",
			["not_competitive_research_fund", {"marks": ["public_call"]}],
		],
		"designation pending": [
			{"research": false},
			"pending",
			["designation_open", {"marks": ["research"]}],
		],
		"a mark not stated, and designation pending": [{"research": null}, "pending", ["not_said", {"marks": ["research"]}]],
		"a mark not stated, and not designated": [
			{"research": null},
			"not_designated",
			["not_said", {"marks": ["research"]}],
		],
		"a mark not stated": [{"research": null}, "designated", ["not_said", {"marks": ["research"]}]],
	}
	found(object.union(whole, changed), status, {}) == expected
}

test_an_application_that_differs_is_put_to_the_agency[note] if {
	some note, [edition, entered, expected] in {
		"the same": [whole, whole, ["competitive_research_fund", {}]],
		"the same no": [
			object.union(whole, {"public_call": false}),
			{"public_call": false},
			["designated_all_the_same", {"marks": ["public_call"]}],
		],
		"a mark": [whole, {"public_call": false}, ["application_differs", {"marks": ["public_call"]}]],
		"of old": [
			object.union(whole, {"formerly_competitive_fund": false}),
			{"formerly_competitive_fund": true},
			["application_differs", {"marks": ["formerly_competitive_fund"]}],
		],
		"no, and the edition nothing": [{}, {"research": false}, ["application_differs", {"marks": ["research"]}]],
		"yes, and the edition nothing": [
			{},
			{"research": true},
			["not_said", {"marks": ["competitive", "public_call", "research"]}],
		],
	}
	found(edition, "designated", entered) == expected
}
