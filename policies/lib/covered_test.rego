package policy.lib.covered_test

import data.policy.lib.covered

aoba := {"at": "/facts/institutions/0", "fact": {
	"roster": {
		"state": "provided",
		"declared": {"by": "研究推進部", "on": "2026-10-05"},
		"entries": [{"person": "sato"}, {"person": "kondo", "since": "2026-11-01"}],
	},
	"supporters": {"state": "none", "declared": {"by": "研究推進部", "on": "2026-10-06"}},
}}

test_each_entry_is_there_since_a_day if {
	found := covered.entries(aoba, ["roster", "supporters"]) with input as {"as_of": "2026-11-20"}
	found == [
		{"at": "/facts/institutions/0/roster", "entry": {"person": "sato"}, "since": "2026-10-05"},
		{
			"at": "/facts/institutions/0/roster",
			"entry": {"person": "kondo", "since": "2026-11-01"},
			"since": "2026-11-01",
		},
	]
}

test_areas_of_technology_changed_on_a_day_that_may_lie_ahead[day] if {
	some day, expected in {"2026-11-20": {"2026-11-20"}, "2026-11-21": {"2026-11-21"}, "2026-11": set()}
	found := covered.areas_since with input as {
		"as_of": "2026-11-20",
		"facts": {"application": {"technology_areas_since": day}},
	}
	found == expected
}
