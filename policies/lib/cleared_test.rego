# METADATA
# description: What was adverse, and judged, does not become harmless without a word.
package policy.lib.cleared_test

import data.policy.lib.cleared

subject := {"ref": "institution:b"}

read(state, adverse, reason) := {
	"at": "/f",
	"state": state,
	"entries": [{"adverse": one} | some one in adverse],
	"envelope": {"declared": {"on": "2026-10-28"}, "reason": reason},
}

asked(reads, on) := [said.reason |
	# regal ignore:with-outside-test-context
	said := cleared.assess("RS-C2-02c", subject, reads) with input as {
		"as_of": "2026-11-20",
		"facts": {"risk": {"judgements": [{"indicator": "RS-C2-02c/institution:b/adverse.0a1b2c3d", "on": on}]}},
		"prepared": {"says_nothing": ["なし"]},
	}
]

test_it_is_asked_why_what_was_judged_is_adverse_no_more[note] if {
	harmless := read("provided", [false], null)
	some note, [reads, on, expected] in {
		"harmless": [[harmless], "2026-10-28", ["no_longer_adverse"]],
		"said why on that day": [[read("provided", [false], "別の法人")], "2026-10-28", []],
		"said why before": [[read("provided", [false], "別の法人")], "2026-10-29", ["no_longer_adverse"]],
		"said nothing": [[read("provided", [false], "なし")], "2026-10-28", ["no_longer_adverse"]],
		"adverse": [[read("provided", [false, true], null)], "2026-10-28", []],
		"not said whether it is": [[read("provided", [null], null)], "2026-10-28", []],
		"none": [[read("none", [], null)], "2026-10-28", []],
		"withheld": [[read("withheld", [true], null), harmless], "2026-10-28", ["no_longer_adverse"]],
		"adverse in another": [[harmless, read("provided", [true], null)], "2026-10-28", []],
		"why is said at another": [[harmless, read("none", [], "別の法人")], "2026-10-28", []],
	}
	asked(reads, on) == expected
}

test_nothing_is_asked_where_nothing_was_judged if {
	reads := [read("provided", [false], null)]
	world := {"as_of": "2026-11-20", "facts": {"risk": {"judgements": []}}}
	not cleared.assess("RS-C2-02c", subject, reads) with input as world
}
