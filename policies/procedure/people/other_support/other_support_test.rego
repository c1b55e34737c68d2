package policy.procedure.people.other_support_test

import data.policy.procedure.people.other_support

signed := {"by": "森", "on": "2026-10-06", "institution": "b"}

none := {"state": "none", "declared": signed, "reason": "ほかの職はない"}

# What is found of a participant of a joint institution that withholds this item.
reason(facts) := finding.reason if {
	withheld := {"items": ["RS-P1-02"], "reason": "規程による", "by": "西村", "on": "2026-10-26"}
	mori := object.union({"id": "mori", "role": "participant", "institution": "b"}, facts)

	# regal ignore:with-outside-test-context
	[finding] := other_support.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {
		"institutions": [
			{"id": "a", "role": "lead"},
			{"id": "b", "role": "joint", "partner": {"withholds": [withheld]}},
		],
		"people": [mori],
	}}
}

test_what_is_declared_is_not_withheld_where_there_are_no_further_posts[note] if {
	some note, [facts, expected] in {
		"not declared": [{}, "part_withheld"],
		"declared": [{"disclosures": {"other_support": none}}, "declared_none"],
	}
	reason(facts) == expected
}
