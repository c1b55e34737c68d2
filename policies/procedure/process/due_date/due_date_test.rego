package policy.procedure.process.due_date_test

import data.policy.procedure.process.due_date

declared := {"by": "研究推進部", "on": "2026-11-20"}

completed(entries) := {"state": "provided", "declared": declared, "entries": entries}

on(day) := completed([{"completed_on": day}])

none := {"state": "none", "declared": declared}

# What is found where the program sets one day, the institution entered another, and completion is declared so.
found(envelope, program, entered) := finding if {
	facts := {"application": {"call": {"risk_management_due": entered}}, "process": {"completion": envelope}}

	# regal ignore:with-outside-test-context,line-length
	[finding] := due_date.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts} with data.policy.params.risk_management_due as program
}

test_completion_is_held_to_its_day[note] if {
	some note, [envelope, due, reason] in {
		"on the day": [on("2026-11-10"), "2026-11-10", "in_time"],
		"a day late": [on("2026-11-11"), "2026-11-10", "late"],
		"today": [on("2026-11-20"), "2026-11-20", "in_time"],
		"ahead": [on("2026-11-21"), "2026-11-30", "dated_ahead"],
		"not yet, and due today": [none, "2026-11-20", "not_completed"],
		"not yet, and due yesterday": [none, "2026-11-19", "overdue"],
	}
	found(envelope, due, null).reason == reason
}

test_completion_is_known_where_every_entry_says_its_day[note] if {
	some note, [envelope, reason] in {
		"on no date": [on("完了"), "absent"],
		"one of two on no date": [completed([{"completed_on": "2026-11-01"}, {}]), "absent"],
		"withheld, whatever stands beside it": [object.union(on("2026-11-01"), {"state": "withheld"}), "withheld"],
	}
	found(envelope, "2026-11-10", null).reason == reason
	found(envelope, null, null).reason == reason
}

test_the_earlier_of_two_days_counts_and_what_is_no_date_does_not[note] if {
	some note, [program, entered, params] in {
		"the program's": ["2026-11-10", "2026-11-15", {"due": "2026-11-10"}],
		"the institution's": ["2026-11-15", "2026-11-10", {"due": "2026-11-10"}],
		"neither": [null, null, {}],
		"no dates": ["未定", "1月上旬", {}],
	}
	found(null, program, entered).params == params
}
