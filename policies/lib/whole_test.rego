package policy.lib.whole_test

import data.policy.lib.whole

declared(state, period) := {
	"at": "/x",
	"state": state,
	"on": "2026-10-06",
	"entries": [],
	"envelope": {"declared": {"on": "2026-10-06"}, "period": period},
}

span := {"start": "2021-04-01", "end": "2026-10-06"}

test_a_declaration_of_the_whole_has_no_span[note] if {
	some note, [found, reason] in {
		"something, in a span": [declared("provided", span), "declared_in_part"],
		"none, in a span": [declared("none", span), "declared_in_part"],
		"something at all": [declared("provided", "all"), "provided"],
		"none at all": [declared("none", "all"), "declared_none"],
		"no span": [object.remove(declared("none", null), ["envelope"]), "declared_none"],
		"withheld, in a span": [declared("withheld", span), "withheld"],
	}
	whole.assess(found).reason == reason
}

test_a_time_that_was_over_when_the_call_opened_says_nothing_of_now[note] if {
	some note, [state, end, expected] in {
		"over": ["none", "2026-09-13", [true]],
		"up to the day of the call": ["none", "2026-09-14", []],
		"something found, over": ["provided", "2026-09-13", [true]],
		"something found, up to the day of the call": ["provided", "2026-09-14", []],
		"not to be had": ["unobtainable", "2026-09-13", []],
	}
	found := declared(state, {"start": "2021-04-01", "end": end})

	# regal ignore:with-outside-test-context
	said := [true | whole.over(found)] with data.policy.call.opens as "2026-09-14"
	said == expected
}
