package policy.lib.selection_test

import data.policy.lib.selection

call := {"selection": "DB-04", "opens": "2026-09-14", "closes": "2026-11-20"}

applying := {"stage": "under_review"}

# What is said of an application, under such a call, with what the agency recorded and what is reported of it.
said_of(application, at, recorded, more) := [found.status, found.reason, found.params] if {
	world := {
		"as_of": "2026-11-20",
		"mode": object.get(more, "mode", "formal"),
		"facts": {"application": application, "determinations": object.get(more, "reported", [])},
		"fa": {"determinations": recorded},
	}

	# regal ignore:with-outside-test-context
	found := selection.assess("DB-04") with input as world with data.policy.call as object.union(call, at)
}

signed(state, day) := {"state": state, "declared": {"by": "研究推進部", "on": day}}

# --- before any notice

# What is said at a stage, of what is entered of the notice, where the call closes on a day.
before(stage, entered, closes) := said_of({"stage": stage, "selection": entered}, {"closes": closes}, [], {})

test_before_the_selection_no_notice_is_asked_for[note] if {
	none := signed("none", "2026-11-20")
	some note, [stage, entered, closes, reason] in {
		"in preparation": ["preparing", null, "2026-11-20", "before_selection"],
		"applying": ["applying", null, "2026-11-20", "before_selection"],
		"applying, and none has come": ["applying", none, "2026-11-20", "before_selection"],
		"applying, and it is withheld": ["applying", signed("withheld", "2026-11-20"), "2026-11-20", "withheld"],
		"applying, after the closing": ["applying", null, "2026-11-19", "absent"],
		"under review": ["under_review", null, "2026-11-20", "absent"],
		"under review, and none has come": ["under_review", none, "2026-11-20", "before_selection"],
		"applying after the closing, and none has come": ["applying", none, "2026-11-19", "stage_differs"],
		"selected, and none has come": ["selected", none, "2026-11-20", "stage_differs"],
		"said on the last day of the call": [
			"under_review",
			signed("none", "2026-11-19"),
			"2026-11-19",
			"none_before_closing",
		],
		"said after it": ["under_review", none, "2026-11-19", "before_selection"],
		"said before the call opened": ["under_review", signed("none", "2026-09-13"), "2026-11-20", "absent"],
		"said on the day on which it opened": [
			"under_review",
			signed("none", "2026-09-14"),
			"2026-11-20",
			"before_selection",
		],
		"withheld since": ["under_review", signed("withheld", "2026-11-20"), "2026-11-20", "withheld"],
	}
	before(stage, entered, closes)[1] == reason
}

test_that_it_does_not_apply_is_said_as_that if {
	before("applying", null, "2026-11-20")[0] == "not_applicable"
	before("under_review", signed("none", "2026-11-20"), "2026-11-19")[0] == "not_applicable"
}

# --- whose word stands

notice(result, day) := {"result": result, "notified_on": day}

entered(entries, day) := object.union(signed("provided", day), {"entries": entries})

answer(result, day) := {"about": [{"requirement": "DB-04"}], "result": result, "on": day, "reason": "審査の結果"}

chosen(day, teller) := ["satisfied", "candidate", {"notified_on": day, "teller": teller}]

not_chosen(reason, day, teller) := ["not_applicable", reason, {"notified_on": day, "teller": teller}]

test_the_applicants_notice_counts_since_the_call_and_once_it_has_come[note] if {
	absent := ["missing_information", "absent", {}]
	some note, [day, declared, expected] in {
		"today": ["2026-11-20", "2026-11-20", chosen("2026-11-20", "institution")],
		"ahead": [
			"2026-11-21", "2026-11-20",
			["missing_information", "notified_ahead", {"notified_on": "2026-11-21"}],
		],
		"on the day on which the call opened": ["2026-09-14", "2026-11-20", chosen("2026-09-14", "institution")],
		"before": ["2026-09-13", "2026-11-20", absent],
		"on the day of the declaration": ["2026-10-02", "2026-10-02", chosen("2026-10-02", "institution")],
		"after it": ["2026-10-03", "2026-10-02", absent],
		"today, and signed before": ["2026-11-20", "2026-11-19", absent],
		"in a month": ["2026-10", "2026-11-20", absent],
	}
	application := object.union(applying, {"selection": entered([notice("candidate", day)], declared)})
	said_of(application, {}, [], {}) == expected
}

# What is said of a notice that the project was not chosen, at a stage.
refused(stage, mode, day) := said_of(
	{"stage": stage, "selection": entered([notice("not_selected", day)], "2026-11-20")},
	{}, [], {"mode": mode},
)

test_that_it_was_not_chosen_is_believed_in_a_precheck_of_what_does_not_go_on[note] if {
	reported := not_chosen("not_selected_reported", "2026-10-02", "institution")
	asked := ["consult_fa", "not_selected_not_confirmed", {"notified_on": "2026-10-02"}]
	some note, [stage, mode, expected] in {
		"in a precheck": ["under_review", "precheck", reported],
		"formally": ["under_review", "formal", asked],
		"selected": ["selected", "precheck", asked],
		"started": ["started", "precheck", asked],
		"ended": ["ended", "precheck", asked],
	}
	refused(stage, mode, "2026-10-02") == expected
}

test_a_notice_of_today_is_none_ahead if {
	refused("under_review", "formal", "2026-11-20")[1] == "not_selected_not_confirmed"
	refused("under_review", "formal", "2026-11-21")[1] == "notified_ahead"
}

test_what_the_agency_recorded_stands[note] if {
	none := ["missing_information", "absent", {}]
	expired := object.union(answer("accepted", "2026-10-02"), {"expires_on": "2026-11-19"})
	some note, [recorded, expected] in {
		"chosen": [[answer("accepted", "2026-10-02")], chosen("2026-10-02", "fa")],
		"not chosen": [[answer("declined", "2026-10-02")], not_chosen("not_selected", "2026-10-02", "fa")],
		"before the call": [[answer("accepted", "2026-09-13")], none],
		"on the day on which the call opened": [[answer("accepted", "2026-09-14")], chosen("2026-09-14", "fa")],
		"chosen until a day": [[expired], none],
		"chosen, and then until a day": [[answer("accepted", "2026-10-01"), expired], none],
		"chosen twice": [
			[answer("accepted", "2026-10-02"), answer("accepted", "2026-10-10")],
			chosen("2026-10-02", "fa"),
		],
		"chosen anew": [
			[answer("accepted", "2026-10-02"), answer("declined", "2026-10-05"), answer("accepted", "2026-10-10")],
			chosen("2026-10-10", "fa"),
		],
	}
	said_of(applying, {}, recorded, {}) == expected
}

test_what_is_reported_of_the_agency_counts_as_the_applicants_word[note] if {
	some note, [result, mode, expected] in {
		"chosen": ["accepted", "formal", chosen("2026-10-02", "institution")],
		"not chosen": ["declined", "precheck", not_chosen("not_selected_reported", "2026-10-02", "institution")],
		"not chosen, formally": ["declined", "formal", ["missing_information", "absent", {}]],
	}
	said_of(applying, {}, [], {"mode": mode, "reported": [answer(result, "2026-10-02")]}) == expected
}

test_what_is_reported_to_have_expired_says_nothing if {
	expired := object.union(answer("accepted", "2026-10-02"), {"expires_on": "2026-11-19"})
	application := object.union(applying, {"selection": entered([notice("candidate", "2026-10-01")], "2026-11-20")})
	said_of(application, {}, [], {"reported": [expired]})[1] != "candidate"
}

# What is said where the applicant enters these, and the agency recorded that.
beside(entries, day, recorded, mode) := said_of(
	object.union(applying, {"selection": entered(entries, day)}),
	{}, recorded, {"mode": mode},
)

test_the_agencys_word_and_the_applicants_stand_beside_each_other[note] if {
	candidate := notice("candidate", "2026-10-02")
	declined := answer("declined", "2026-10-02")
	refused_by_fa := not_chosen("not_selected", "2026-10-02", "fa")
	some note, [entries, recorded, expected] in {
		"of one day the agency's": [[candidate], [declined], refused_by_fa],
		"of one day the same": [[candidate], [answer("accepted", "2026-10-02")], chosen("2026-10-02", "fa")],
		"the applicant's was later": [
			[candidate],
			[answer("declined", "2026-10-01")],
			chosen("2026-10-02", "institution"),
		],
		"the applicant's was earlier": [
			[notice("candidate", "2026-10-01")],
			[answer("accepted", "2026-10-02")],
			chosen("2026-10-01", "fa"),
		],
		"the applicant's was earlier, before the call": [
			[notice("candidate", "2026-09-13")],
			[answer("accepted", "2026-10-02")],
			chosen("2026-10-02", "fa"),
		],
		"the applicant's was earlier, on its first day": [
			[notice("candidate", "2026-09-14")],
			[answer("accepted", "2026-10-02")],
			chosen("2026-09-14", "fa"),
		],
		"the applicant's was of the day of a refusal, and came again": [
			[candidate, notice("candidate", "2026-10-10")],
			[declined],
			chosen("2026-10-02", "institution"),
		],
		"the agency's was overtaken": [
			[notice("candidate", "2026-10-10")],
			[answer("accepted", "2026-09-20"), answer("declined", "2026-10-05")],
			chosen("2026-10-10", "institution"),
		],
	}
	beside(entries, "2026-11-20", recorded, "formal") == expected
}

test_that_it_was_chosen_since_contradicts_that_it_was_not_whoever_signed_it[note] if {
	declined := [answer("declined", "2026-10-02")]
	some note, [entry, reason] in {
		"since": [notice("candidate", "2026-10-03"), "absent"],
		"of the same day": [notice("candidate", "2026-10-02"), "not_selected"],
		"that it was not": [notice("not_selected", "2026-10-03"), "not_selected"],
		"on a day that is none": [notice("candidate", "2026-1X"), "not_selected"],
	}
	beside([entry], "2026-10-01", declined, "formal")[1] == reason
}

test_that_it_was_chosen_on_a_day_ahead_contradicts_that_it_was_not[note] if {
	declined := [answer("declined", "2026-10-02")]
	some note, [entries, recorded, reason] in {
		"an entry": [[notice("candidate", "2026-11-21")], declined, "notified_ahead"],
		"on the day of the decision": [[notice("candidate", "2026-11-20")], declined, "candidate"],
		"that it was not": [[notice("not_selected", "2026-11-21")], declined, "not_selected"],
		"an answer": [
			[notice("not_selected", "2026-10-02")],
			array.concat(declined, [answer("accepted", "2026-11-21")]),
			"not_selected_not_confirmed",
		],
		"that it declines": [
			[notice("not_selected", "2026-10-02")],
			array.concat(declined, [answer("declined", "2026-11-21")]),
			"not_selected",
		],
	}
	beside(entries, "2026-11-20", recorded, "formal")[1] == reason
}

test_a_notice_that_was_signed_too_early_tells_since_when_the_project_was_chosen[note] if {
	accepted := [answer("accepted", "2026-10-02")]
	some note, [day, declared, since] in {
		"on the day on which the call opened": ["2026-09-14", "2026-09-13", "2026-09-14"],
		"before it": ["2026-09-13", "2026-09-12", "2026-10-02"],
		"later than the agency's": ["2026-10-03", "2026-10-01", "2026-10-02"],
	}
	beside([notice("candidate", day)], declared, accepted, "formal") == chosen(since, "fa")
}

test_what_is_withheld_is_no_notice if {
	withheld := object.union(entered([notice("candidate", "2026-10-02")], "2026-11-20"), {"state": "withheld"})
	said_of(object.union(applying, {"selection": withheld}), {}, [], {})[1] == "withheld"
}

test_of_two_notices_of_one_day_the_one_that_asks_for_more_stands if {
	entries := [notice("candidate", "2026-10-02"), notice("not_selected", "2026-10-02")]
	beside(entries, "2026-11-20", [], "precheck") == chosen("2026-10-02", "institution")
}

test_where_the_program_does_not_select_nobodys_word_is_asked if {
	application := object.union(applying, {"selection": entered([notice("candidate", "2026-10-02")], "2026-11-20")})
	world := {"as_of": "2026-11-20", "mode": "formal", "facts": {"application": application}}
	not selection.word with input as world with data.policy.call as object.remove(call, ["selection"])
}
