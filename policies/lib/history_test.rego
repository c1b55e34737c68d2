# METADATA
# description: A history does not grow shorter without a word.
package policy.lib.history_test

import data.policy.lib.history

subject := {"ref": "person:p"}

# What is said of two entries that stand, or of some of them, beside judgements on these digests on these days.
less(standing, judged) := [said.reason |
	entries := [{"text": digest} | some digest in standing]
	found := {"at": "/f", "state": "provided", "entries": entries, "envelope": {"declared": {"on": "2026-11-10"}}}
	digests := {at: digest | some i, digest in standing; at := concat("/", ["/f/entries", format_int(i, 10)])}
	judgements := [{"indicator": concat(".", ["RS-P1-06/person:p/record", digest]), "on": on} |
		some [digest, on] in judged
	]

	# regal ignore:with-outside-test-context
	said := history.less_than_judged("RS-P1-06", subject, "record", found) with input as {
		"as_of": "2026-11-20",
		"facts": {"risk": {"judgements": judgements}},
		"prepared": {"digests": digests},
	}
]

test_less_is_declared_where_nothing_newer_may_stand_for_what_was_judged[note] if {
	one_day := [["a", "2026-10-01"], ["b", "2026-10-01"]]
	some note, [standing, judged, expected] in {
		"both": [["a", "b"], one_day, []],
		"one": [["a"], one_day, ["fewer_than_judged"]],
		"the other": [["b"], one_day, ["fewer_than_judged"]],
		"one corrected, and not judged yet": [["a", "c"], one_day, []],
		"both as one": [["c"], one_day, ["fewer_than_judged"]],
		"corrected and judged": [["a", "c"], array.concat(one_day, [["c", "2026-10-02"]]), []],
		"corrected twice": [["a", "d"], array.concat(one_day, [["c", "2026-10-02"], ["d", "2026-10-03"]]), []],
		"the last one dropped": [["a"], [["a", "2026-10-01"], ["b", "2026-10-02"]], ["fewer_than_judged"]],
		"judged again": [["a"], array.concat(one_day, [["a", "2026-10-09"]]), ["fewer_than_judged"]],
		"none judged": [["a"], [], []],
	}
	less(standing, judged) == expected
}
