# METADATA
# description: What was a first run once, on both sides of the day on which the call opened and of the list's age.
package policy.lib.standing_test

import data.policy.lib.standing

run := {"list_id": "un", "retrieved_on": "2026-10-19", "run_on": "2026-10-20", "counts": true}

first_runs(changed, limit) := found if {
	# regal ignore:with-outside-test-context,line-length
	found := standing.first_runs({}, [object.union(run, changed)]) with input as {"as_of": "2026-12-10"} with data.policy.params.screening_max_age_days as limit with data.policy.call.opens as "2026-09-14"
}

test_a_run_that_is_too_old_by_now_is_the_first_all_the_same[note] if {
	before := {"run_on": "2026-09-13", "retrieved_on": "2026-09-13"}
	some note, [changed, limit, expected] in {
		"it is too old": [{}, 31, ["2026-10-20"]],
		"on the day on which the call opened": [{"run_on": "2026-09-14", "retrieved_on": "2026-09-14"}, 31, ["2026-09-14"]],
		"before the call opened": [before, 31, []],
		"before the call opened, and not too old": [before, 88, ["2026-09-13"]],
		"before the call opened, without an age": [before, null, []],
		"of a list of the last day": [{"retrieved_on": "2026-09-19"}, 31, ["2026-10-20"]],
		"of a list that was too old": [{"retrieved_on": "2026-09-18"}, 31, []],
		"of a list that was old, without an age": [{"retrieved_on": "2026-08-01"}, null, ["2026-10-20"]],
		"it proves nothing": [{"counts": false}, 31, []],
	}
	first_runs(changed, limit) == expected
}
