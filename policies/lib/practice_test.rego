package policy.lib.practice_test

import data.policy.lib.practice

test_an_institution_collects_or_not_by_its_own_word[note] if {
	some note, [state, by, expected] in {
		"collects": ["provided", "a", ["satisfied", "provided"]],
		"does not": ["none", "a", ["unsatisfied", "not_collected"]],
		"cannot be had": ["unobtainable", "a", ["consult_fa", "unobtainable"]],
		"the word of another": ["provided", "b", ["missing_information", "stated_by_another"]],
	}
	stated := {"state": state, "declared": {"by": "総務部", "on": "2026-10-06", "institution": by}, "entries": [{}]}
	fact := {"id": "a", "role": "joint", "kind": "university", "country": "JP", "routine": {"funding": stated}}
	subject := {"kind": "institution", "ref": "institution:a", "at": "/facts/institutions/0", "fact": fact}
	said := practice.assess("RS-PRE-02", subject, "funding") with input as {
		"as_of": "2026-11-20",
		"facts": {"institutions": [fact]},
	}
	[said.status, said.reason] == expected
}
