# METADATA
# description: What a collected fact is worth in each state, alone and together with others.
package policy.lib.collected_test

import data.policy.lib.collected

fact(state) := {
	"at": concat("/", ["/facts", state]),
	"state": state,
	"entries": [],
	"envelope": {"declared": {"by": "大学", "on": "2026-10-05"}},
}

test_each_state_has_its_verdict[state] if {
	some state, [status, reason] in {
		"provided": ["satisfied", "provided"],
		"none": ["satisfied", "declared_none"],
		"unobtainable": ["consult_fa", "unobtainable"],
		"withheld": ["consult_fa", "withheld"],
		"absent": ["missing_information", "absent"],
	}
	verdict := collected.assess(fact(state))
	[verdict.status, verdict.reason, verdict.params] == [status, reason, {}]
	since(verdict) == since_of(status)
	verdict.reads == [concat("/", ["/facts", state])]
}

# Only what waits for the FA is settled by an answer, since the day of its content.
since(verdict) := verdict.since

since_of("consult_fa") := "2026-10-05"

since_of(status) := "9999-12-31" if status != "consult_fa"

test_together_the_fact_furthest_from_known_speaks[note] if {
	some note, [states, reason, items] in {
		"one missing": [{"a": "provided", "b": "absent", "c": "withheld"}, "absent", ["b"]],
		"two withheld": [{"a": "withheld", "b": "none", "c": "withheld"}, "withheld", ["a", "c"]],
		"one unobtainable": [{"a": "provided", "b": "unobtainable"}, "unobtainable", ["b"]],
		"one none": [{"a": "provided", "b": "none"}, "declared_none", ["b"]],
		"all provided": [{"a": "provided", "b": "provided"}, "provided", ["a", "b"]],
	}
	verdict := collected.together({name: fact(state) | some name, state in states})
	verdict.reason == reason
	verdict.params.items == items
	count(verdict.reads) == count(states)
}

test_what_somebody_marked_as_not_adverse_is_harmless_and_nothing_else[note] if {
	some note, [entry, expected] in {
		"not adverse": [{"adverse": false}, [true]],
		"adverse": [{"adverse": true}, []],
		"not said": [{}, []],
	}
	[true | collected.harmless(entry)] == expected
}
