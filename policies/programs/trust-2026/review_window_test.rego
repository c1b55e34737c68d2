package policy.program.review_window_test

import data.policy.program.review_window

declared := {"by": "研究推進部", "on": "2026-11-20"}

completed(day) := {"state": "provided", "declared": declared, "entries": [{"completed_on": day}]}

none := {"state": "none", "declared": declared}

withheld := {"state": "withheld", "declared": declared}

# The reasons found where the notice came on a day, with such a result, and completion is declared like this.
reasons(day, result, completion) := answered(day, result, completion, [])

answered(day, result, completion, answers) := [finding.reason | some finding in found] if {
	notice := {"state": "provided", "declared": declared, "entries": [{"notified_on": day, "result": result}]}
	facts := {"application": {"selection": notice}, "process": {"completion": completion}}

	# regal ignore:with-outside-test-context,line-length
	found := review_window.tightenings with input as {"as_of": "2026-11-20", "mode": "precheck", "facts": facts, "fa": {"determinations": answers}} with data.policy.call.selection as "TR-01" with data.policy.params.review_days_after_selection as 10
}

test_completion_is_held_to_the_days_after_the_notice[note] if {
	some note, [day, completion, expected] in {
		"on the last day": ["2026-11-01", completed("2026-11-11"), []],
		"a day late": ["2026-11-01", completed("2026-11-12"), ["late_after_notice"]],
		"not yet, on the last day": ["2026-11-10", none, []],
		"not yet, a day late": ["2026-11-09", none, ["overdue_after_notice"]],
		"not known, on the last day": ["2026-11-10", null, []],
		"not known, a day late": ["2026-11-09", null, ["not_stated_after_notice"]],
		"on a day ahead": ["2026-11-09", completed("2026-11-21"), ["not_stated_after_notice"]],
		"on a day ahead, while there is time": ["2026-11-10", completed("2026-12-21"), []],
		"withheld": ["2026-11-09", withheld, ["not_at_hand_after_notice"]],
		"withheld, while there is time": ["2026-11-10", withheld, []],
		"not found out": ["2026-11-09", object.union(none, {"state": "unobtainable"}), ["not_at_hand_after_notice"]],
	}
	reasons(day, "candidate", completion) == expected
}

test_who_is_no_candidate_has_no_day_to_keep if {
	reasons("2026-11-01", "not_selected", completed("2026-11-12")) == []
}

acceptance := {
	"id": "d1",
	"about": [{"requirement": "RS-TIM-01"}],
	"result": "accepted",
	"on": "2026-11-20",
	"reason": "確認した",
}

test_what_came_late_is_settled_by_an_acceptance_since_the_completion[note] if {
	some note, [changed, expected] in {
		"accepted": [{}, []],
		"before the completion was declared": [{"on": "2026-11-19"}, ["late_after_notice"]],
		"declined": [{"result": "declined"}, ["late_after_notice"]],
		"expired": [{"expires_on": "2026-11-19"}, ["late_after_notice"]],
		"on something else": [{"about": [{"requirement": "RS-STP-03"}]}, ["late_after_notice"]],
	}
	answered("2026-11-01", "candidate", completed("2026-11-12"), [object.union(acceptance, changed)]) == expected
}

test_no_acceptance_stands_for_a_completion_that_is_not_there if {
	answered("2026-11-01", "candidate", none, [acceptance]) == ["overdue_after_notice"]
}

test_an_acceptance_is_no_older_than_the_day_of_the_completion if {
	unchanged := object.union(declared, {"since": "2026-11-10"})
	completion := object.union(completed("2026-11-12"), {"declared": unchanged})
	older := object.union(acceptance, {"on": "2026-11-11"})
	answered("2026-11-01", "candidate", completion, [older]) == ["late_after_notice"]
	later := object.union(acceptance, {"on": "2026-11-12"})
	answered("2026-11-01", "candidate", completion, [later]) == []
}

test_where_other_measures_stand_in_there_is_nothing_to_finish[note] if {
	some note, [replaced, completion, expected] in {
		"none is entered": [true, null, []],
		"none is entered, and they do not": [false, null, ["not_stated_after_notice"]],
		"completed late": [true, completed("2026-11-12"), []],
		"completed late, and they do not": [false, completed("2026-11-12"), ["late_after_notice"]],
	}

	# regal ignore:line-length
	reasons("2026-11-01", "candidate", completion) == expected with data.policy.procedure.agreements.alternative.stands_in as replaced
}
