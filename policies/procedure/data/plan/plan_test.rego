package policy.procedure.data.plan_test

import data.policy.procedure.data.plan

test_a_plan_without_a_version_is_dated_by_the_day_of_its_declaration[day] if {
	some day, reason in {
		"2026-10-05": "provided",
		"2026-10-06": "provided",
		"2026-10-07": "version_absent",
		"2026-10": "version_absent",
	}
	[finding] := plan.findings with input as {"as_of": "2026-11-20", "facts": {"dmp": {
		"state": "provided",
		"declared": {"by": "研究推進部", "on": "2026-10-06"},
		"entries": [{"title": "DMP", "on": day, "kept_at": "研究推進部"}],
	}}}
	finding.reason == reason
}
