package policy.lib.start_test

import data.policy.lib.start

# Whether the research lies ahead on 20 November, by its stage, its first day and the projects of its DMP.
ahead(stage, starts_on, projects) := [true |
	# regal ignore:with-outside-test-context
	start.ahead with input as {"as_of": "2026-11-20", "facts": {
		"application": {"stage": stage, "starts_on": starts_on},
		"dmp": {
			"state": "provided",
			"declared": {"by": "研究推進部", "on": "2026-11-20"},
			"entries": [{"madmp": {"dmp": {"project": projects}}}],
		},
	}}
]

test_the_research_lies_ahead_by_its_stage_until_its_first_day[note] if {
	some note, [stage, starts_on, expected] in {
		"before": ["selected", "2026-11-21", [true]],
		"on the day": ["selected", "2026-11-20", []],
		"no day, before the selection": ["applying", null, [true]],
		"no day, under review": ["under_review", null, [true]],
		"no day, in preparation": ["preparing", null, [true]],
		"no day, in a stage that nobody knows": ["?", null, []],
		"under way": ["running", "2026-11-21", []],
	}
	ahead(stage, starts_on, []) == expected
}

test_without_a_first_day_the_stage_is_not_enough_once_every_project_of_the_dmp_has_started[note] if {
	some note, [projects, expected] in {
		"started": [[{"start": "2026-11-20"}], []],
		"to start": [[{"start": "2026-11-21"}], [true]],
		"one to start": [[{"start": "2026-11-20"}, {"start": "2026-11-21"}], [true]],
		"one on a day that is none": [[{"start": "2026-11-20"}, {"start": "未定"}], []],
		"none on a day": [[{"start": "未定"}], [true]],
	}
	ahead("selected", null, projects) == expected
}

test_a_first_day_outweighs_the_start_in_the_dmp if {
	ahead("selected", "2026-11-21", [{"start": "2026-11-01"}]) == [true]
}

# The same once the call has closed, on this day.
after_closing(stage, starts_on, projects, closes) := [true |
	# regal ignore:with-outside-test-context
	some _ in ahead(stage, starts_on, projects) with data.policy.call.closes as closes
]

test_once_the_call_has_closed_a_stage_but_that_of_the_review_says_nothing_of_the_start[note] if {
	some note, [stage, starts_on, projects, closes, expected] in {
		"the day after": ["applying", null, [], "2026-11-19", []],
		"in preparation, the day after": ["preparing", null, [], "2026-11-19", []],
		"on its last day": ["applying", null, [], "2026-11-20", [true]],
		"under review": ["under_review", null, [], "2026-11-19", [true]],
		"selected": ["selected", null, [], "2026-11-19", []],
		"selected, on its last day": ["selected", null, [], "2026-11-20", [true]],
		"selected, to start tomorrow": ["selected", "2026-11-21", [], "2026-11-19", [true]],
		"selected, to start tomorrow by the DMP": ["selected", null, [{"start": "2026-11-21"}], "2026-11-19", [true]],
		"to start tomorrow": ["applying", "2026-11-21", [], "2026-11-19", [true]],
		"starts today": ["applying", "2026-11-20", [], "2026-11-19", []],
		"to start tomorrow by the DMP": ["applying", null, [{"start": "2026-11-21"}], "2026-11-19", [true]],
		"starts today by the DMP": ["applying", null, [{"start": "2026-11-20"}], "2026-11-19", []],
		"on no day by the DMP": ["applying", null, [{"start": "未定"}], "2026-11-19", []],
		"one to start": [
			"preparing", null, [{"start": "2026-11-01"}, {"start": "2026-11-21"}],
			"2026-11-19", [true],
		],
	}
	after_closing(stage, starts_on, projects, closes) == expected
}

test_once_the_call_has_closed_no_first_day_at_all_is_none_ahead if {
	not start.ahead with data.policy.call.closes as "2026-11-19"
		with input as {"as_of": "2026-11-20", "facts": {"application": {"stage": "applying"}}}
	start.ahead with data.policy.call.closes as "2026-11-20"
		with input as {"as_of": "2026-11-20", "facts": {"application": {"stage": "applying"}}}
}
