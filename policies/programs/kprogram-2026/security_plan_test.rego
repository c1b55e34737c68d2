package policy.program.security_plan_test

import data.policy.program.security_plan

policy := {
	"state": "provided",
	"declared": {"by": "研究推進部", "on": "2026-10-05"},
	"entries": [{"title": "管理規程"}],
}

measure := {"id": "m1", "owner": "研究推進部", "due": "2027-01-31"}

# What is found of a lead institution with such policies, and such a measure.
found(controls, planned) := [finding.reason, finding.params] if {
	lead := {"id": "aoba", "role": "lead", "controls": controls}

	# regal ignore:with-outside-test-context
	[finding] := security_plan.findings with input as {
		"as_of": "2026-11-20",
		"facts": {"institutions": [lead], "measures": [planned]},
	}
}

test_a_plan_has_a_policy_for_places_and_one_for_systems if {
	found({"places": policy, "systems": policy}, measure) == ["in_place", {"measures": ["m1"]}]
	found({"systems": policy}, measure) == ["policy_missing", {"items": ["places"]}]
	found({"places": policy}, measure) == ["policy_missing", {"items": ["systems"]}]
}

test_a_measure_of_the_plan_has_an_owner_and_a_day[key] if {
	some key in ["owner", "due"]
	found({"places": policy, "systems": policy}, object.remove(measure, [key])) == ["measure_missing", {}]
}
