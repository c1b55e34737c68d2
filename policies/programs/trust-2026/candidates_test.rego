package policy.program.candidates_test

import data.policy.program.candidates

declared := {"by": "研究推進部", "on": "2026-11-20"}

notice(day, result) := {"state": "provided", "declared": declared, "entries": [{"notified_on": day, "result": result}]}

# What is found at a stage, where the selection is told like this.
reason(stage, selection) := found[0].reason if {
	facts := {"application": {"stage": stage, "selection": selection}}

	# regal ignore:with-outside-test-context,line-length
	found := candidates.findings with input as {"as_of": "2026-11-20", "mode": "precheck", "facts": facts} with data.policy.call.selection as "TR-01"
}

test_a_notice_counts_from_its_day[note] if {
	some note, [day, expected] in {
		"today": ["2026-11-20", "candidate"],
		"tomorrow": ["2026-11-21", "notified_ahead"],
		"on no date": ["未定", "absent"],
	}
	reason("under_review", notice(day, "candidate")) == expected
}

test_a_notice_says_candidate_or_not_selected[result] if {
	some result, expected in {"candidate": "candidate", "not_selected": "not_selected_reported", "pending": "absent"}
	reason("under_review", notice("2026-11-10", result)) == expected
}

test_before_the_selection_there_is_no_notice[stage] if {
	some stage in ["preparing", "applying"]
	reason(stage, null) == "before_selection"
	reason(stage, {"state": "none", "declared": declared}) == "before_selection"
	reason(stage, {"state": "withheld", "declared": declared}) == "withheld"
}

test_what_stands_beside_a_selection_that_is_withheld_is_no_notice if {
	withheld := object.union(notice("2026-11-10", "candidate"), {"state": "withheld"})
	reason("under_review", withheld) == "withheld"
}

# What is found in a formal check, where the applicant tells it like this and the FA answered like that.
formally(selection, result) := [found[0].reason, object.get(found[0].params, "teller", "")] if {
	answers := [{
		"id": "d1",
		"about": [{"requirement": "TR-01"}],
		"result": result,
		"on": "2026-11-12",
		"reason": "選考の結果",
	}]

	facts := {"application": {"stage": "under_review", "selection": selection}}

	# regal ignore:with-outside-test-context,line-length
	found := candidates.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts, "fa": {"determinations": answers}} with data.policy.call.selection as "TR-01"
}

test_the_agencys_notice_stands_whatever_the_applicant_tells[note] if {
	some note, [selection, result, expected] in {
		"accepted": [notice("2026-11-10", "not_selected"), "accepted", ["candidate", "fa"]],
		"declined": [notice("2026-11-10", "candidate"), "declined", ["not_selected", "fa"]],
		"declined, and nothing told": [null, "declined", ["not_selected", "fa"]],
		"no answer": [notice("2026-11-10", "not_selected"), "?", ["not_selected_not_confirmed", ""]],
		"no answer yet to a notice of today": [notice("2026-11-20", "not_selected"), "?", ["not_selected_not_confirmed", ""]],
		"no answer, and the notice is to come": [notice("2026-11-21", "not_selected"), "?", ["notified_ahead", ""]],
		"no answer to a candidate": [notice("2026-11-10", "candidate"), "?", ["candidate", "institution"]],
	}
	formally(selection, result) == expected
}

test_what_was_said_before_the_call_closed_is_not_known_any_more[note] if {
	call := {"selection": "TR-01", "opens": "2026-09-01", "closes": "2026-10-31"}
	some note, [state, day, expected] in {
		"none, on the day on which it opened": ["none", "2026-09-01", "none_before_closing"],
		"none, before it opened": ["none", "2026-08-31", "absent"],
		"none, on the day on which it closed": ["none", "2026-10-31", "none_before_closing"],
		"none, the day after": ["none", "2026-11-01", "before_selection"],
		"withheld, before it closed": ["withheld", "2026-10-31", "withheld"],
	}
	selection := {"state": state, "declared": {"by": "研究推進部", "on": day}}
	reason("under_review", selection) == expected with data.policy.call as call
}
