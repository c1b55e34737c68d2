package policy.lib.disclosed_test

import data.policy.lib.disclosed

# What is said of a fact in this state, declared on a day, where the program sets an age of so many days.
reason(state, day, age) := found.reason if {
	params := {key: value | some key, value in {"declaration_max_age_days": age}; value != null}

	# regal ignore:with-outside-test-context,line-length
	found := disclosed.assess({"at": "/x", "state": state, "on": day, "entries": [], "envelope": {}}) with input as {"as_of": "2026-11-20"} with data.policy.call.opens as "2026-09-14" with data.policy.params as params
}

test_a_declaration_is_of_this_call_or_no_older_than_the_program_has_it[note] if {
	some note, [state, day, age, expected] in {
		"on the day on which the call opened": ["provided", "2026-09-14", null, "provided"],
		"before": ["provided", "2026-09-13", null, "declaration_stale"],
		"before, and within the age": ["provided", "2026-09-13", 90, "provided"],
		"as old as the age": ["none", "2026-11-10", 10, "declared_none"],
		"older": ["none", "2026-11-09", 10, "declaration_stale"],
		"not there": ["absent", "", null, "absent"],
	}
	reason(state, day, age) == expected
}
