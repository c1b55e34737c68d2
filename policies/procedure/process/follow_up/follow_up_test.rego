package policy.procedure.process.follow_up_test

import data.policy.procedure.process.follow_up

declared := {"by": "研究推進部", "on": "2026-11-20"}

provided(entries) := {"state": "provided", "declared": declared, "entries": entries}

check(day, state) := {"measure": "m1", "checked_on": day, "by": "西村", "state": state}

checked(days) := provided([check(day, "as_agreed") | some day in days])

# What is found of one measure, of such an application and follow-up, where the program sets an interval.
found(application, facts, interval) := finding if {
	whole := object.union({"application": application, "measures": [{"id": "m1"}]}, facts)

	# regal ignore:with-outside-test-context,line-length
	[finding] := follow_up.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": whole} with data.policy.params.follow_up_interval_days as interval
}

started := {"stage": "started", "starts_on": "2026-10-01"}

reason(checks, interval) := found(started, {"follow_up": checks}, interval).reason

test_whether_the_research_has_started_is_read_from_its_first_day[note] if {
	some note, [application, expected] in {
		"started": [started, "checked"],
		"started, whatever the stage": [{"stage": "applying", "starts_on": "2026-10-01"}, "checked"],
		"ended": [{"stage": "ended", "starts_on": "2026-10-01"}, "checked"],
		"starts tomorrow": [{"stage": "selected", "starts_on": "2026-11-21"}, "before_start"],
		"no first day, before": [{"stage": "under_review"}, "before_start"],
		"no first day, in preparation": [{"stage": "preparing"}, "before_start"],
		"no first day, started": [{"stage": "started"}, "start_not_known"],
		"no first day, ended": [{"stage": "ended"}, "start_not_known"],
		"a first day ahead, started": [{"stage": "started", "starts_on": "2026-11-21"}, "start_not_known"],
		"no stage": [{}, "start_not_known"],
		"a stage that nobody knows": [{"stage": "unknown"}, "start_not_known"],
	}
	found(application, {"follow_up": checked(["2026-11-19"])}, 365).reason == expected
}

test_where_measures_are_not_stated_it_is_not_known[application] if {
	some application in [started, {"stage": "started"}]
	facts := {"application": application}
	[finding] := follow_up.findings with input as {"as_of": "2026-11-20", "facts": facts}
	[finding.status, finding.reason, finding.reads] == ["missing_information", "absent", ["/facts/measures"]]
}

test_a_check_is_no_older_than_the_interval_and_none_is_asked_for_in_the_first[note] if {
	some note, [days, interval, expected] in {
		"as old": [["2026-11-10"], 10, "checked"],
		"older": [["2026-11-09"], 10, "check_too_old"],
		"the latest counts": [["2026-11-01", "2026-11-15"], 10, "checked"],
		"one that lies ahead does not": [["2026-11-21"], 10, "not_checked"],
		"on the day of the start": [["2026-10-01"], 50, "checked"],
		"before the start": [["2026-09-30"], 49, "not_checked"],
		"before the start, in the first interval": [["2026-09-30"], 50, "first_interval"],
		"an interval that is no number": [["2026-11-19"], "毎年", "interval_not_defined"],
		"not checked, and no interval": [["2026-09-30"], "毎年", "not_checked"],
	}
	reason(checked(days), interval) == expected
}

test_that_it_could_not_be_checked_is_no_older_than_the_interval[note] if {
	some note, [day, expected] in {"as old": ["2026-11-10", "unobtainable"], "older": ["2026-11-09", "check_too_old"]}
	signed := {"by": "西村", "on": day}
	reason({"state": "unobtainable", "declared": signed, "reason": "担当者が不在である。"}, 10) == expected
}

test_the_latest_check_says_how_it_stands_and_of_one_day_the_worse[note] if {
	some note, [entries, expected] in {
		"as agreed": [[check("2026-11-10", "as_agreed")], "checked"],
		"deviating": [[check("2026-11-10", "deviating")], "deviating"],
		"not in place": [[check("2026-11-10", "not_in_place")], "not_in_place"],
		"deviating at first": [[check("2026-11-11", "as_agreed"), check("2026-11-10", "deviating")], "deviating"],
		"not in place at first": [[check("2026-11-11", "deviating"), check("2026-11-10", "not_in_place")], "not_in_place"],
		"of one day": [[check("2026-11-10", "as_agreed"), check("2026-11-10", "deviating")], "deviating"],
		"of one day, not in place": [[check("2026-11-10", "deviating"), check("2026-11-10", "not_in_place")], "not_in_place"],
		"not said": [[object.remove(check("2026-11-10", "as_agreed"), ["state"])], "state_not_said"],
		"not said, of one day": [
			[check("2026-11-10", "as_agreed"), object.remove(check("2026-11-10", "as_agreed"), ["state"])],
			"state_not_said",
		],
		"by nobody": [[object.remove(check("2026-11-10", "as_agreed"), ["by"])], "not_checked"],
		"of another measure": [[object.union(check("2026-11-10", "as_agreed"), {"measure": "m2"})], "not_checked"],
		"deviating, ahead": [[check("2026-11-21", "deviating")], "deviating"],
		"not in place, ahead": [[check("2027-11-10", "not_in_place")], "not_in_place"],
		"as agreed, ahead": [[check("2026-11-21", "as_agreed")], "not_checked"],
		"not said, ahead": [[object.remove(check("2026-11-21", "as_agreed"), ["state"])], "not_checked"],
	}
	reason(provided(entries), 30) == expected
}

test_a_check_is_of_the_measure_as_it_stands_since_it_was_chosen[day] if {
	some day, expected in {"2026-11-09": "not_checked", "2026-11-10": "interval_not_defined"}
	facts := {"measures": [{"id": "m1", "chosen_on": "2026-11-10"}], "follow_up": checked([day, "2026-10-15"])}
	found(started, facts, null).reason == expected
}

test_that_checks_were_signed_long_ago_is_said_of_a_measure_with_checks_alone if {
	old := object.union(
		provided([object.union(check("2026-10-05", "as_agreed"), {"measure": "m2"})]),
		{"declared": {"by": "研究推進部", "on": "2026-10-05"}},
	)
	reason(old, 10) == "not_checked"
	reason(object.union(old, {"state": "withheld"}), 10) == "check_too_old"
}

judged(days) := provided([{"field": field, "view": "可", "concern": "none", "rationale": "確認した", "by": "大西", "on": day} |
	some i, day in days
	field := ["people", "partners", "technology", "data"][i]
])

test_what_deviates_is_followed_up_by_a_later_judgement_and_completion[note] if {
	some note, [days, completed, expected] in {
		"of the same day": [["2026-11-10", "2026-11-10", "2026-11-10", "2026-11-10"], "2026-11-10", "followed_up"],
		"a field before": [["2026-11-10", "2026-11-10", "2026-11-10", "2026-11-09"], "2026-11-10", "deviating"],
		"a field after the completion": [["2026-11-10", "2026-11-11", "2026-11-10", "2026-11-10"], "2026-11-10", "deviating"],
		"a field not at all": [["2026-11-10", "2026-11-10", "2026-11-10"], "2026-11-10", "deviating"],
		"completed ahead": [["2026-11-10", "2026-11-10", "2026-11-10", "2026-11-10"], "2026-11-21", "deviating"],
		"completed before": [["2026-11-10", "2026-11-10", "2026-11-10", "2026-11-10"], "2026-11-09", "deviating"],
	}
	process := {"judgement": judged(days), "completion": provided([{"completed_on": completed}])}
	facts := {"process": process, "follow_up": provided([check("2026-11-10", "deviating")])}
	found(started, facts, 30).reason == expected
}

test_checks_of_a_follow_up_that_is_withheld_are_none if {
	withheld := {"state": "withheld", "declared": declared}
	reason(object.union(provided([check("2026-11-10", "deviating")]), withheld), 30) == "withheld"
}

test_follow_up_declared_to_be_none_is_not_met_once_the_first_interval_is_over if {
	none := {"state": "none", "declared": declared}
	reason(none, 49) == "not_done"
	reason(none, 50) == "first_interval"
	reason(object.union(checked(["2026-11-19"]), none), 49) == "not_done"
}

done := {"measures": [{"id": "m1", "done_on": "2026-10-05", "chosen_on": "2026-10-01"}]}

test_what_was_found_before_the_start_is_mended_before_it[note] if {
	bad := check("2026-11-10", "not_in_place")
	measure := done.measures[0]
	by_another := object.union(check("2026-11-11", "as_agreed"), {"measure": "m2"})
	by_nobody := object.remove(check("2026-11-11", "as_agreed"), ["by"])
	withdrawn := {"by": "西村", "reason": "不要", "on": "2026-11-10"}
	some note, [changed, entries, expected] in {
		"and was not": [{}, [bad], "not_in_place"],
		"deviating": [{}, [check("2026-11-10", "deviating")], "deviating"],
		"as agreed": [{}, [check("2026-11-10", "as_agreed")], "before_start"],
		"said to be done on that day": [{"done_on": "2026-11-10"}, [bad], "not_in_place"],
		"done the day after": [{"done_on": "2026-11-11"}, [bad], "before_start"],
		"not done": [{"done_on": null}, [bad], "before_start"],
		"checked again": [{}, [bad, check("2026-11-11", "as_agreed")], "before_start"],
		"checked again that day": [{}, [bad, check("2026-11-10", "as_agreed")], "not_in_place"],
		"checked again ahead": [{}, [bad, check("2026-11-21", "as_agreed")], "not_in_place"],
		"another measure checked": [{}, [bad, by_another], "not_in_place"],
		"checked by nobody": [{}, [bad, by_nobody], "not_in_place"],
		"checked, and deviating": [{}, [bad, check("2026-11-11", "deviating")], "not_in_place"],
		"checked before it was changed": [
			{"since": "2026-11-09"},
			[check("2026-11-07", "not_in_place"), check("2026-11-08", "as_agreed")],
			"before_start",
		],
		"changed": [{"since": "2026-11-10"}, [bad], "before_start"],
		"changed before": [{"since": "2026-11-09"}, [bad], "not_in_place"],
		"withdrawn": [{"withdrawn": withdrawn}, [bad], "before_start"],
		"withdrawn before": [{"withdrawn": object.union(withdrawn, {"on": "2026-11-09"})}, [bad], "not_in_place"],
		"withdrawn without a word": [{"withdrawn": {"on": "2026-11-12"}}, [bad], "not_in_place"],
	}
	facts := {"measures": [object.union(measure, changed)], "follow_up": provided(entries)}
	found({"stage": "selected", "starts_on": "2027-04-01"}, facts, 30).reason == expected
}

test_what_was_found_since_the_start_is_not_mended_so[note] if {
	some note, [day, expected] in {
		"on its day": ["2026-10-15", "not_in_place"],
		"before it": ["2026-10-14", "checked"],
		"on no day": ["未定", "checked"],
	}
	entries := [check(day, "not_in_place"), check("2026-11-10", "as_agreed")]
	facts := object.union(done, {"follow_up": provided(entries)})
	found({"stage": "started", "starts_on": "2026-10-15"}, facts, 30).reason == expected
}

test_since_the_start_a_measure_that_is_not_done_is_not_in_place_either[note] if {
	some note, [day, expected] in {
		"on its day": ["2026-10-15", "not_in_place"],
		"before it": ["2026-10-14", "first_interval"],
	}
	facts := {"measures": [{"id": "m1"}], "follow_up": provided([check(day, "not_in_place")])}
	found({"stage": "started", "starts_on": "2026-10-15"}, facts, 50).reason == expected
}

test_what_was_not_in_place_is_carried_through_step_3_too[note] if {
	day := "2026-11-10"
	process := {"judgement": judged([day, day, day, day]), "completion": provided([{"completed_on": day}])}
	some note, [measure, state, answers, expected] in {
		"not at all": [{}, "not_in_place", [], "not_put_in_place"],
		"deviating": [{}, "deviating", [], "followed_up"],
		"changed": [{"since": day}, "not_in_place", [], "followed_up"],
		"withdrawn": [{"withdrawn": {"by": "西村", "reason": "不要", "on": day}}, "not_in_place", [], "withdrawn"],
		"accepted as it is": [{}, "not_in_place", [["accepted", day]], "followed_up"],
		"accepted before": [{}, "not_in_place", [["accepted", "2026-11-09"]], "not_put_in_place"],
		"declined": [{}, "not_in_place", [["declined", day]], "not_put_in_place"],
	}
	facts := {
		"application": started,
		"process": process,
		"measures": [object.union(done.measures[0], measure)],
		"follow_up": provided([check(day, state)]),
	}
	given := [{"about": [{"measure": "m1"}], "result": result, "on": on, "reason": "確認した"} | some [result, on] in answers]

	# regal ignore:with-outside-test-context,line-length
	[finding] := follow_up.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts, "fa": {"determinations": given}} with data.policy.params.follow_up_interval_days as 30
	finding.reason == expected
}

test_what_another_institution_found_otherwise_is_heard[note] if {
	some note, [changed, by_another, expected] in {
		"deviating": [{}, {}, "deviating"],
		"not in place": [{"state": "not_in_place"}, {}, "not_in_place"],
		"as agreed": [{"state": "as_agreed"}, {}, "first_interval"],
		"not said": [{"state": null}, {}, "first_interval"],
		"of another measure": [{"measure": "m2"}, {}, "first_interval"],
		"by nobody": [{"by": null}, {}, "first_interval"],
		"on no day": [{"checked_on": "秋"}, {}, "first_interval"],
		"before the start": [{"checked_on": "2026-09-30"}, {}, "deviating_before_done"],
		"not in place before the start": [
			{"checked_on": "2026-09-30", "state": "not_in_place"},
			{},
			"first_interval",
		],
		"withheld": [{}, {"state": "withheld"}, "first_interval"],
	}
	of_another := object.union_n([
		provided([object.union(check("2026-11-19", "deviating"), changed)]),
		{"declared": object.union(declared, {"institution": "b"})},
		by_another,
	])
	facts := {"follow_up": of_another, "institutions": [{"id": "a", "role": "lead"}, {"id": "b", "role": "joint"}]}
	found(started, facts, 365).reason == expected
}
