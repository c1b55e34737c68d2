package policy.program.review_window_of_partners_test

import data.policy.program.review_window_of_partners

declared := {"by": "B大学", "on": "2026-11-20", "institution": "b"}

completed(days) := {"state": "provided", "declared": declared, "entries": [{"completed_on": day, "concern": "none"} |
	some day in days
]}

accepted := [{
	"id": "d1",
	"about": [{"requirement": "RS-SCP-03", "subject": "institution:b"}],
	"result": "accepted",
	"on": "2026-11-20",
	"reason": "確認した",
}]

# The reasons found where the notice of 1 November says such a result, and B says this of its own part.
reasons(result, management, answers) := [finding.reason | some finding in found] if {
	notice := {
		"state": "provided",
		"declared": {"by": "A大学", "on": "2026-11-20"},
		"entries": [{"notified_on": "2026-11-01", "result": result}],
	}
	facts := {
		"application": {"selection": notice},
		"institutions": [
			{"id": "a", "role": "lead"},
			{"id": "b", "role": "joint", "partner": {"own_management": management}},
		],
	}

	# regal ignore:with-outside-test-context,line-length
	found := review_window_of_partners.tightenings with input as {"as_of": "2026-11-20", "mode": "precheck", "facts": facts, "fa": {"determinations": answers}} with data.policy.call.selection as "TR-01" with data.policy.params.review_days_after_selection as 10
}

test_its_part_is_held_to_the_days_after_the_notice[note] if {
	some note, [management, answers, expected] in {
		"on the last day": [completed(["2026-11-11"]), [], []],
		"a day late": [completed(["2026-11-12"]), [], ["partner_late_after_notice"]],
		"a day late, and accepted": [completed(["2026-11-12"]), accepted, []],
		"in time, and once more": [completed(["2026-11-12", "2026-11-11"]), [], []],
		"not stated": [null, [], ["partner_not_stated_after_notice"]],
		"on a day ahead": [completed(["2026-11-21"]), [], ["partner_not_stated_after_notice"]],
		"does not manage risk": [{"state": "none", "declared": declared}, [], ["partner_overdue_after_notice"]],
	}
	reasons("candidate", management, answers) == expected
}

test_while_there_is_time_nothing_is_said_of_what_is_not_stated if {
	# regal ignore:line-length
	reasons("candidate", null, []) == [] with data.policy.program.review_window.over as false
}

test_who_is_no_candidate_has_no_day_to_keep if {
	reasons("not_selected", completed(["2026-11-12"]), []) == []
}

test_where_other_measures_stand_in_there_is_nothing_to_finish[note] if {
	some note, [replaced, management, expected] in {
		"nothing is stated": [true, null, []],
		"nothing is stated, and they do not": [false, null, ["partner_not_stated_after_notice"]],
		"completed late": [true, completed(["2026-11-12"]), []],
	}

	# regal ignore:line-length
	reasons("candidate", management, []) == expected with data.policy.procedure.agreements.alternative.stands_in as replaced
}
