package policy.lib.controls_test

import data.policy.lib.controls

declared(institution) := {"by": "研究推進部", "on": "2026-10-06", "institution": institution}

# What is said of the policy of an institution in this role.
found(role, policy) := [said.status, said.reason] if {
	fact := {"id": "a", "role": role, "controls": {"places": policy}}
	subject := {"kind": "institution", "ref": "institution:a", "at": "/facts/institutions/0", "fact": fact}

	# regal ignore:with-outside-test-context
	said := controls.assess("RS-D4-03", subject, "places") with input as {
		"as_of": "2026-11-20",
		"prepared": {"says_no_policy": ["規程は定めていない"]},
		"facts": {"institutions": [fact]},
	}
}

test_an_institution_has_a_policy_or_says_why_none_is_used[note] if {
	none := {"state": "none", "declared": declared("a")}
	provided := {"state": "provided", "declared": declared("a"), "entries": [{}]}
	some note, [role, policy, expected] in {
		"there": ["joint", provided, ["satisfied", "provided"]],
		"the word of another": [
			"joint",
			object.union(provided, {"declared": declared("b")}),
			["missing_information", "stated_by_another"],
		],
		"none at the lead": ["lead", none, ["unsatisfied", "no_policy"]],
		"none at a joint one": ["joint", none, ["missing_information", "none_without_reason"]],
		"none at a joint one, with a reason": [
			"joint",
			object.union(none, {"reason": "管理対象データを使用しない"}),
			["not_applicable", "none_used"],
		],
		"none at a joint one, which has no policy": [
			"joint",
			object.union(none, {"reason": "規程は定めていない"}),
			["unsatisfied", "no_policy"],
		],
		"there, and it says that there is none": [
			"lead",
			object.union(provided, {"entries": [{"policy": "施錠する"}, {"policy": "規程は定めていない"}]}),
			["unsatisfied", "no_policy"],
		],
		"withheld": ["joint", object.union(none, {"state": "withheld"}), ["consult_fa", "withheld"]],
		"not said": ["joint", null, ["missing_information", "absent"]],
	}
	found(role, policy) == expected
}
