package policy.program.candidates_test

import data.policy.program.candidates

declared := {"by": "研究推進部", "on": "2026-11-20"}

told(day, result) := {"state": "provided", "declared": declared, "entries": [{"notified_on": day, "result": result}]}

# What is found at a stage, where the selection is told like this.
reason(stage, selection) := found[0].reason if {
	# regal ignore:with-outside-test-context
	found := candidates.findings with input as {
		"as_of": "2026-11-20",
		"facts": {"application": {"stage": stage, "selection": selection}},
	}
}

test_a_notice_counts_from_its_day[note] if {
	some note, [day, expected] in {
		"today": ["2026-11-20", "candidate"],
		"tomorrow": ["2026-11-21", "notified_ahead"],
		"on no date": ["未定", "absent"],
	}
	reason("under_review", told(day, "candidate")) == expected
}

test_a_notice_says_candidate_or_not_selected[result] if {
	some result, expected in {"candidate": "candidate", "not_selected": "not_selected", "pending": "absent"}
	reason("under_review", told("2026-11-10", result)) == expected
}

test_before_the_selection_there_is_no_notice[stage] if {
	some stage in ["preparing", "applying"]
	reason(stage, null) == "before_selection"
	reason(stage, {"state": "none", "declared": declared}) == "before_selection"
	reason(stage, {"state": "withheld", "declared": declared}) == "withheld"
}

test_what_stands_beside_a_selection_that_is_withheld_is_no_notice if {
	withheld := object.union(told("2026-11-10", "candidate"), {"state": "withheld"})
	reason("under_review", withheld) == "withheld"
}
