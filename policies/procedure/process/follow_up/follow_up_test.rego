package policy.procedure.process.follow_up_test

import data.policy.procedure.process.follow_up

test_a_stage_that_is_not_stated_is_not_before_the_start if {
	found := follow_up.findings with input as {"as_of": "2026-11-20", "facts": {"measures": [{"id": "m1"}]}}
	[[finding.subject, finding.reason] | some finding in found] == [["measure:m1", "absent"]]
}

declared := {"by": "研究推進部", "on": "2026-11-20"}

checked(days) := {"state": "provided", "declared": declared, "entries": [{"measure": "m1", "checked_on": day} |
	some day in days
]}

# What is found of one measure at a stage, under such a follow-up, where the program sets an interval.
found(stage, envelope, interval) := finding if {
	facts := {"application": {"stage": stage}, "measures": [{"id": "m1"}], "follow_up": envelope}

	# regal ignore:with-outside-test-context,line-length
	[finding] := follow_up.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts} with data.policy.params.follow_up_interval_days as interval
}

test_follow_up_is_asked_once_the_research_has_started[stage] if {
	some stage, reason in {
		"preparing": "before_start",
		"applying": "before_start",
		"under_review": "before_start",
		"selected": "before_start",
		"started": "checked",
		"ended": "checked",
		"unknown": "absent",
	}
	found(stage, checked(["2026-11-19"]), 365).reason == reason
}

test_where_stage_or_measures_are_not_stated_it_is_not_known[note] if {
	some note, facts in {
		"no stage": {"measures": [{"id": "m1"}]},
		"no measures": {"application": {"stage": "started"}},
	}
	[finding] := follow_up.findings with input as {"as_of": "2026-11-20", "facts": facts}
	finding.reason == "absent"
	finding.status == "missing_information"
	finding.reads == ["/facts/application/stage", "/facts/measures"]
}

test_a_check_is_no_older_than_the_interval[note] if {
	some note, [days, reason] in {
		"as old": [["2026-11-10"], "checked"],
		"older": [["2026-11-09"], "check_too_old"],
		"the latest counts": [["2026-11-01", "2026-11-15"], "checked"],
		"one that lies ahead does not": [["2026-11-21"], "not_checked"],
	}
	found("started", checked(days), 10).reason == reason
}

test_an_interval_that_is_no_number_is_none if {
	found("started", checked(["2026-11-19"]), "毎年").reason == "interval_not_defined"
}

test_follow_up_declared_to_be_none_shows_no_check if {
	none := {"state": "none", "declared": declared}
	found("started", none, 365).reason == "not_checked"
	found("started", object.union(checked(["2026-11-19"]), none), 365).reason == "not_checked"
}
