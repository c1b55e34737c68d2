# METADATA
# description: Both ends of the span that a declaration covers.
package policy.lib.periods_test

import data.policy.lib.periods

covers(period) if {
	# regal ignore:with-outside-test-context
	periods.covers(period, "2021-11-20") with data.policy.call.opens as "2026-09-14"
} else := false

test_a_period_reaches_from_the_start_to_the_opening_of_the_call[note] if {
	some note, [period, covered] in {
		"to the day": [{"start": "2021-11-20", "end": "2026-09-14"}, true],
		"from earlier, to later": [{"start": "2020-04-01", "end": "2026-11-01"}, true],
		"starts a day late": [{"start": "2021-11-21", "end": "2026-09-14"}, false],
		"ends a day early": [{"start": "2021-11-20", "end": "2026-09-13"}, false],
		"no start": [{"start": null, "end": "2026-10-05"}, false],
		"no end": [{"start": "2021-11-20"}, false],
		"an end that is a word": [{"start": "2021-11-20", "end": "現在"}, false],
		"a start that is a number": [{"start": 2016, "end": "2026-10-05"}, false],
		"a whole life": ["all", true],
		"another word": ["5年", false],
		"no period": [null, false],
	}
	covers(period) == covered
}

test_the_days_of_the_look_backs_that_are_set[note] if {
	some note, [years, from, expected] in {
		"both": [5, "2020-04-01", {"2021-11-20", "2020-04-01"}],
		"years": [5, null, {"2021-11-20"}],
		"a day": [null, "2020-04-01", {"2020-04-01"}],
		"neither": [null, null, set()],
		"a word": ["5年", "2020年", set()],
	}
	periods.days(years, from) == expected with input.as_of as "2026-11-20"
}

# What is said of a declaration in this state, for a period, where the program looks back to these days.
reason(state, period, look_backs) := found.reason if {
	declared := {"by": "佐藤", "on": "2026-10-06"}
	fact := {"at": "/x", "state": state, "on": "2026-10-06", "entries": [], "envelope": {
		"declared": declared,
		"period": period,
	}}

	# regal ignore:with-outside-test-context,line-length
	found := periods.assess(fact, look_backs) with input as {"as_of": "2026-11-20"} with data.policy.call.opens as "2026-09-14"
}

test_a_declaration_reaches_as_far_back_as_the_program_looks[note] if {
	span := {"start": "2021-04-01", "end": "2026-10-06"}
	some note, [state, period, look_backs, expected] in {
		"far enough": ["provided", span, {"2021-04-01", "2023-04-01"}, "provided"],
		"too short": ["none", span, {"2021-03-31", "2023-04-01"}, "period_too_short"],
		"a whole life": ["none", "all", {"2021-03-31"}, "declared_none"],
		"a whole life, where the program does not say": ["provided", "all", set(), "provided"],
		"where the program does not say": ["provided", span, set(), "look_back_not_defined"],
		"withheld": ["withheld", span, {"2021-03-31"}, "withheld"],
		"not there": ["absent", null, set(), "absent"],
	}
	reason(state, period, look_backs) == expected
}
