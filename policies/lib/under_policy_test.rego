package policy.lib.under_policy_test

import data.policy.lib.under_policy

# What is found of an account of DMPs that is declared on a day, by this institution.
said(state, by, day) := [found.reason, found.params] if {
	stated := {"state": state, "declared": {"by": "総務部", "on": day, "institution": by}, "entries": [{"summary": "把握"}]}
	fact := {"id": "a", "role": "joint", "kind": "university", "country": "JP", "routine": {"dmp": stated}}
	subject := {"kind": "institution", "ref": "institution:a", "at": "/facts/institutions/0", "fact": fact}

	# regal ignore:with-outside-test-context
	found := under_policy.assess("RS-PRE-07", subject, "dmp") with input as {
		"as_of": "2026-11-20",
		"facts": {"institutions": [fact]},
	}
}

test_what_rests_on_a_policy_is_declared_since_its_day[note] if {
	before := {"on": "2021-04-26", "policy_of": "2021-04-27"}
	some note, [state, by, day, expected] in {
		"on its day": ["provided", "a", "2021-04-27", ["provided", {}]],
		"on the day before": ["provided", "a", "2021-04-26", ["declared_before_policy", before]],
		"the word of another, before it": ["provided", "b", "2021-04-26", ["stated_by_another", {}]],
		"not collected, before it": ["none", "a", "2021-04-26", ["not_collected", {}]],
	}
	said(state, by, day) == expected
}
