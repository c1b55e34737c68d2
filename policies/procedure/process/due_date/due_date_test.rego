package policy.procedure.process.due_date_test

import data.policy.procedure.process.due_date

declared := {"by": "研究推進部", "on": "2026-11-20"}

provided(entries) := {"state": "provided", "declared": declared, "entries": entries}

completed(days) := provided([{"completed_on": day} | some day in days])

none := {"state": "none", "declared": declared}

lines(days) := provided([{"line": line, "by": "西村", "on": day} |
	some i, day in days
	line := ["information", "managed_data"][i % 2]
])

judged(days) := provided([object.union(said, {"field": field, "on": day}) |
	some i, day in days
	field := ["people", "partners", "technology", "data"][i % 4]
])

said := {"view": "問題なし", "concern": "none", "rationale": "確認した", "by": "大西"}

# The PI, at whom such a look was made.
looked_at(changed) := {"institutions": [{"id": "a", "role": "lead"}], "people": [{
	"id": "p",
	"role": "pi",
	"institution": "a",
	"due_diligence": provided([object.union(a_look, changed)]),
}]}

a_look := {"by": "西村", "source": "CiNii", "items": ["career"], "available": true, "on": "2026-09-30"}

# What is found under such a completion, where ① and ② were done on these days and the edition sets one.
found(completion, collection, judgement, due) := found_of(looked_at({}), completion, collection, judgement, due)

found_of(people, completion, collection, judgement, due) := finding if {
	facts := object.union(people, {"process": {
		"collection": collection,
		"judgement": judgement,
		"completion": completion,
	}})

	# regal ignore:with-outside-test-context,line-length
	[finding] := due_date.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts} with data.policy.params.risk_management_due as due
}

early := lines(["2026-10-01", "2026-10-01"])

after := judged(["2026-10-02", "2026-10-02", "2026-10-02", "2026-10-02"])

test_completion_is_held_to_its_day[note] if {
	some note, [envelope, due, reason] in {
		"on the day": [completed(["2026-11-10"]), "2026-11-10", "in_time"],
		"a day late": [completed(["2026-11-11"]), "2026-11-10", "late"],
		"today": [completed(["2026-11-20"]), "2026-11-20", "in_time"],
		"ahead": [completed(["2026-11-21"]), "2026-11-30", "dated_ahead"],
		"once in time and once late": [completed(["2026-11-11", "2026-11-10"]), "2026-11-10", "in_time"],
		"not yet, and due today": [none, "2026-11-20", "not_completed"],
		"not yet, and due yesterday": [none, "2026-11-19", "overdue"],
		"no day set": [completed(["2026-11-10"]), null, "no_due_date"],
		"what is set is no date": [completed(["2026-11-10"]), "未定", "no_due_date"],
		"on no date": [completed(["完了"]), "2026-11-10", "absent"],
		"withheld, whatever stands beside it": [
			object.union(completed(["2026-11-01"]), {"state": "withheld"}),
			"2026-11-10",
			"withheld",
		],
	}
	found(envelope, early, after, due).reason == reason
}

test_the_steps_stand_on_the_day_of_completion[note] if {
	some note, [collection, judgement, reason] in {
		"all on the day": [
			lines(["2026-11-10", "2026-11-10"]),
			judged(["2026-11-10", "2026-11-10", "2026-11-10", "2026-11-10"]),
			"in_time",
		],
		"a line the day after": [lines(["2026-10-01", "2026-11-11"]), after, "steps_not_done"],
		"a field the day after": [early, judged(["2026-10-02", "2026-10-02", "2026-10-02", "2026-11-11"]), "steps_not_done"],
		"a field before the lines": [
			early,
			judged(["2026-10-02", "2026-09-30", "2026-10-02", "2026-10-02"]),
			"steps_not_done",
		],
		"a line only": [lines(["2026-10-01"]), after, "steps_not_done"],
		"a line anew, later": [lines(["2026-10-01", "2026-10-01", "2026-11-12", "2026-11-12"]), after, "in_time"],
		"a field anew, later": [
			early,
			judged(["2026-10-02", "2026-10-02", "2026-10-02", "2026-10-02", "2026-11-12"]),
			"in_time",
		],
		"② withheld, whatever stands beside it": [early, object.union(after, {"state": "withheld"}), "steps_not_done"],
		"① withheld, whatever stands beside it": [object.union(early, {"state": "withheld"}), after, "steps_not_done"],
		"no ② at all": [early, null, "steps_not_done"],
	}
	found(completed(["2026-11-10"]), collection, judgement, "2026-11-15").reason == reason
}

# A run of the PI's names, made on a day.
run_on(day) := {"institutions": [{"id": "a", "role": "lead"}], "people": [{
	"id": "p",
	"role": "pi",
	"institution": "a",
	"screening": [{
		"list_version": "1",
		"retrieved_on": "2026-09-29",
		"run_on": day,
		"queried_names": ["A"],
		"candidates": [],
	}],
}]}

test_what_was_judged_before_anyone_was_looked_at_weighed_nothing[note] if {
	some note, [people, reason] in {
		"looked at on the day": [looked_at({"on": "2026-10-02"}), "in_time"],
		"looked at the day after": [looked_at({"on": "2026-10-03"}), "steps_not_done"],
		"looked at before the call opened": [looked_at({"on": "2026-08-31"}), "steps_not_done"],
		"a look on no date": [looked_at({"on": "10月"}), "steps_not_done"],
		"a look at nothing": [looked_at({"items": []}), "steps_not_done"],
		"a look by another": [looked_at({"institution": "b"}), "steps_not_done"],
		"run on the day": [run_on("2026-10-02"), "in_time"],
		"run the day after": [run_on("2026-10-03"), "steps_not_done"],
		"nobody looked at": [{}, "steps_not_done"],
	}

	# regal ignore:with-outside-test-context,line-length
	found_of(people, completed(["2026-11-10"]), early, after, "2026-11-15").reason == reason with data.policy.call.opens as "2026-09-01"
}

# The PI, looked at in time and marked on these days, and a joint institution that was checked on that one.
marked(days, checked) := object.union(looked_at({}), {
	"institutions": [{"id": "a", "role": "lead"}, {"id": "b", "role": "joint", "partner": {"checked_by_lead": {
		"state": "provided",
		"declared": {"by": "西村", "on": checked},
		"entries": [{"summary": "確認した"}],
	}}}],
	"people": [object.union(looked_at({}).people[0], {"concerns": [{"mark": "none", "by": "西村", "on": day} |
		some day in days
	]})],
})

test_what_was_first_done_later_was_not_completed[note] if {
	some note, [days, checked, completions, expected] in {
		"all on the day": [["2026-11-10"], "2026-11-10", ["2026-11-10"], ["in_time", null]],
		"marked the day after": [["2026-11-11"], "2026-11-10", ["2026-11-10"], ["completed_before", "2026-11-11"]],
		"checked the day after": [["2026-11-10"], "2026-11-11", ["2026-11-10"], ["completed_before", "2026-11-11"]],
		"marked last": [["2026-11-12"], "2026-11-11", ["2026-11-10"], ["completed_before", "2026-11-12"]],
		"marked again": [["2026-11-10", "2026-11-12"], "2026-11-10", ["2026-11-10"], ["in_time", null]],
		"completed again in time": [["2026-11-11"], "2026-11-11", ["2026-11-10", "2026-11-15"], ["in_time", null]],
		"completed again too late": [["2026-11-11"], "2026-11-11", ["2026-11-10", "2026-11-16"], ["late", null]],
	}

	# regal ignore:line-length
	finding := found_of(marked(days, checked), completed(completions), early, after, "2026-11-15") with data.policy.call.opens as "2026-09-01"
	[finding.reason, object.get(finding.params, "since", null)] == expected
}

test_what_was_not_judged_by_then_goes_before_what_was_first_done_later if {
	late_fields := judged(["2026-11-11", "2026-11-11", "2026-11-11", "2026-11-11"])

	# regal ignore:line-length
	found_of(marked(["2026-11-12"], "2026-11-11"), completed(["2026-11-10"]), early, late_fields, "2026-11-15").reason == "steps_not_done" with data.policy.call.opens as "2026-09-01"
}

test_the_first_completion_that_counts_decides[note] if {
	some note, [judgement, due, day, reason] in {
		"the steps by the first": [after, "2026-11-10", "2026-11-05", "in_time"],
		"the steps by the second": [
			judged(["2026-11-06", "2026-11-06", "2026-11-06", "2026-11-06"]),
			"2026-11-10",
			"2026-11-10",
			"in_time",
		],
		"the steps by the second, which is late": [
			judged(["2026-11-06", "2026-11-06", "2026-11-06", "2026-11-06"]),
			"2026-11-07",
			"2026-11-10",
			"late",
		],
		"the steps by neither": [judged(["2026-11-11"]), "2026-11-12", "2026-11-10", "steps_not_done"],
		"the steps by neither, the first on the day and the second late": [
			judged(["2026-11-11"]),
			"2026-11-05",
			"2026-11-10",
			"late",
		],
		"the steps by neither, and both late": [judged(["2026-11-11"]), "2026-11-04", "2026-11-05", "late"],
		"the steps by neither, the second late": [judged(["2026-11-11"]), "2026-11-07", "2026-11-10", "late"],
	}
	finding := found(completed(["2026-11-05", "2026-11-10"]), early, judgement, due)
	[finding.reason, finding.params.completed_on] == [reason, day]
}

done_in_time := {"collection": early, "judgement": after, "completion": completed(["2026-11-10"])}

# What is found where the edition says this of the call, and the application enters that.
reason_of_dates(call, entered) := [finding.reason, object.get(finding.params, "dates", [])] if {
	facts := object.union(looked_at({}), {"application": {"call": entered}, "process": done_in_time})

	# regal ignore:with-outside-test-context,line-length
	[finding] := due_date.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts} with data.policy.params.risk_management_due as "2026-11-12" with data.policy.call as call
}

test_the_dates_that_an_application_enters_are_the_calls[note] if {
	call := {"opens": "2026-09-14", "closes": "2026-12-18"}
	some note, [entered, expected] in {
		"none": [{}, ["in_time", []]],
		"the same": [object.union(call, {"risk_management_due": "2026-11-12"}), ["in_time", []]],
		"one that is no text": [{"opens": null}, ["in_time", []]],
		"another opening day": [{"opens": "2026-09-15"}, ["call_differs", ["opens"]]],
		"another closing day": [{"closes": "2026-12-17"}, ["call_differs", ["closes"]]],
		"an earlier due day": [{"risk_management_due": "2026-11-11"}, ["call_differs", ["risk_management_due"]]],
	}
	reason_of_dates(call, entered) == expected
}

done_late := object.union(completed(["2026-11-11"]), {"declared": {"by": "研究推進部", "on": "2026-11-18"}})

# What is found of a late completion, declared on the 18th, where the FA said this.
late(result, day, more) := finding.reason if {
	answer := {"id": "d1", "about": [{"requirement": "RS-TIM-01"}], "result": result, "on": day, "reason": "確認した"}
	facts := object.union(looked_at({}), {"process": object.union(done_in_time, {"completion": done_late})})

	# regal ignore:with-outside-test-context,line-length
	[finding] := due_date.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts, "fa": {"determinations": [object.union(answer, more)]}} with data.policy.params.risk_management_due as "2026-11-10"
}

test_a_late_completion_is_not_met_until_the_agency_answers_on_it[note] if {
	some note, [result, day, more, reason] in {
		"accepted": ["accepted", "2026-11-18", {}, "fa_accepted"],
		"accepted until today": ["accepted", "2026-11-18", {"expires_on": "2026-11-20"}, "fa_accepted_within_limits"],
		"accepted until yesterday": ["accepted", "2026-11-18", {"expires_on": "2026-11-19"}, "late"],
		"accepted before": ["accepted", "2026-11-17", {}, "late"],
		"declined": ["declined", "2026-11-18", {}, "fa_declined"],
		"declined before": ["declined", "2026-11-17", {}, "late"],
	}
	late(result, day, more) == reason
}

# What is found of a late completion, where the program selects and the FA said this of the project.
of_project(process, result, on) := finding.reason if {
	answer := {"id": "d1", "about": [{"requirement": "TR-01"}], "result": result, "on": on, "reason": "選考の結果"}
	facts := {"process": process}

	# regal ignore:with-outside-test-context,line-length
	[finding] := due_date.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts, "fa": {"determinations": [answer]}} with data.policy.params.risk_management_due as "2026-11-10" with data.policy.call.selection as "TR-01"
}

test_only_a_project_that_the_agency_did_not_choose_is_free_of_it if {
	process := object.union(done_in_time, {"completion": done_late})
	of_project(process, "declined", "2026-11-01") == "not_chosen"
	of_project(process, "declined", "2026-11-21") == "late"
	of_project(process, "accepted", "2026-11-01") == "late"
}

# What is found where it is entered, and recorded by the agency with this result, that the project was not chosen.
not_chosen(mode, result) := [finding.status, finding.reason] if {
	entered := provided([{"notified_on": "2026-11-10", "result": "not_selected"}])
	answer := {"id": "d1", "about": [{"requirement": "DB-04"}], "result": result, "on": "2026-11-10", "reason": "通知"}
	world := {
		"as_of": "2026-11-20",
		"mode": mode,
		"facts": {"application": {"stage": "under_review", "selection": entered}},
		"fa": {"determinations": [answer | result != "none"]},
	}

	call := {"selection": "DB-04", "opens": "2026-09-14"}

	# regal ignore:with-outside-test-context
	[finding] := due_date.findings with input as world with data.policy.call as call
}

test_of_a_project_that_was_not_chosen_nothing_is_asked[note] if {
	some note, [mode, result, expected] in {
		"by the agency's record": ["formal", "declined", ["not_applicable", "not_chosen"]],
		"by the applicant's word": ["precheck", "none", ["not_applicable", "not_chosen_reported"]],
		"by the applicant's word in a formal check": ["formal", "none", ["missing_information", "absent"]],
	}
	not_chosen(mode, result) == expected
}

# --- who did it has left since

# The lead institution's one person, who declared and was looked at in 2027, on such a roster.
successor(entry) := {
	"institutions": [{"id": "a", "role": "lead", "roster": {
		"state": "provided",
		"declared": {"by": "西村", "on": "2027-06-10"},
		"entries": [object.union({"person": "p"}, entry)],
	}}],
	"people": [{
		"id": "p",
		"role": "pi",
		"institution": "a",
		"disclosures": {"career": {
			"state": "provided",
			"declared": {"by": "本人", "on": "2027-06-01"},
			"entries": [{"institution": "青葉", "start": "2020-04"}],
		}},
		"due_diligence": {
			"state": "provided",
			"declared": {"by": "西村", "on": "2027-06-05"},
			"entries": [object.union(a_look, {"on": "2027-06-03"})],
		},
	}],
}

# The same with these steps.
replaced(entry, steps) := object.union(successor(entry), {"process": {name: object.union(step, late_word) |
	some name, step in steps
}})

late_word := {"declared": {"by": "西村", "on": "2027-06-20"}}

both := lines(["2026-10-01", "2026-10-01", "2027-06-11", "2027-06-11"])

judged_twice := judged(array.concat(
	["2026-10-02", "2026-10-02", "2026-10-02", "2026-10-02"],
	["2027-06-12", "2027-06-12", "2027-06-12", "2027-06-12"],
))

test_what_was_done_in_time_stays_so_when_the_team_is_replaced[note] if {
	joined := {"since": "2027-06-02"}
	one_line := lines(["2026-10-01", "2027-06-11", "2027-06-11", "2027-06-11"])
	three := judged([
		"2026-10-02", "2026-10-02", "2026-10-02", "2027-06-12",
		"2027-06-12", "2027-06-12", "2027-06-12", "2027-06-12",
	])
	some note, [entry, collection, judgement, days, expected] in {
		"all on one day": [
			joined,
			lines(["2026-11-09", "2026-11-09", "2027-06-11", "2027-06-11"]),
			judged(array.concat(
				["2026-11-09", "2026-11-09", "2026-11-09", "2026-11-09"],
				["2027-06-12", "2027-06-12", "2027-06-12", "2027-06-12"],
			)),
			["2026-11-09", "2027-06-13"],
			"in_time",
		],
		"replaced": [joined, both, judged_twice, ["2026-11-09", "2027-06-13"], "in_time"],
		"was there all the time": [{}, both, judged_twice, ["2026-11-09", "2027-06-13"], "late"],
		"joined by then": [{"since": "2026-11-09"}, both, judged_twice, ["2026-11-09", "2027-06-13"], "late"],
		"a line was missing": [joined, one_line, judged_twice, ["2026-11-09", "2027-06-13"], "late"],
		"a field was not judged": [joined, both, three, ["2026-11-09", "2027-06-13"], "late"],
		"completed late": [joined, both, judged_twice, ["2026-11-11", "2027-06-13"], "late"],
		"before the call opened": [
			joined,
			both,
			judged(array.concat(
				["2026-08-02", "2026-08-02", "2026-08-02", "2026-08-02"],
				["2027-06-12", "2027-06-12", "2027-06-12", "2027-06-12"],
			)),
			["2026-11-09", "2027-06-13"],
			"late",
		],
	}
	facts := replaced(entry, {"collection": collection, "judgement": judgement, "completion": completed(days)})

	# regal ignore:line-length
	[finding] := due_date.findings with input as {"as_of": "2027-07-01", "facts": facts} with data.policy.params.risk_management_due as "2026-11-10" with data.policy.call as {"opens": "2026-09-01"}
	finding.reason == expected
}
