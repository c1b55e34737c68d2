# METADATA
# description: An indicator's key carries what raised it.
package policy.lib.indicator_test

import data.policy.lib.indicator

subject := {"ref": "person:p"}

keys(entries) := [[one.key, one.reads] | some one in raised] if {
	digests := {"/facts/0": "0a1b2c3d", "/facts/1": "4e5f6a7b", "/facts/2": "0a1b2c3d"}

	places := [{"at": at, "since": ""} | some at in entries]

	# regal ignore:with-outside-test-context
	raised := indicator.raised_by("RS-P1-06", subject, "record", places) with input.prepared.digests as digests
}

test_each_entry_raises_one_and_those_that_say_the_same_raise_one_together if {
	keys([]) == []
	keys(["/facts/1", "/facts/0"]) == [
		["RS-P1-06/person:p/record.0a1b2c3d", ["/facts/0"]],
		["RS-P1-06/person:p/record.4e5f6a7b", ["/facts/1"]],
	]
	keys(["/facts/2", "/facts/0"]) == [["RS-P1-06/person:p/record.0a1b2c3d", ["/facts/0", "/facts/2"]]]
}

test_each_indicator_stands_since_what_raised_it if {
	places := [
		{"at": "/facts/0", "since": "2026-10-01"},
		{"at": "/facts/1", "since": "2026-11-01"},
		{"at": "/facts/2", "since": "2026-10-02"},
	]
	digests := {"/facts/0": "0a1b2c3d", "/facts/1": "4e5f6a7b", "/facts/2": "0a1b2c3d"}
	raised := indicator.raised_by("RS-P1-06", subject, "record", places) with input.prepared.digests as digests
	[one.since | some one in raised] == ["2026-10-02", "2026-11-01"]
}

test_an_entry_without_a_digest_raises_one_all_the_same if {
	keys(["/facts/9"]) == [["RS-P1-06/person:p/record.?", ["/facts/9"]]]
}

test_what_a_form_of_a_program_brought_up_of_a_person_has_its_day[note] if {
	some note, [at, of, since, expected] in {
		"by the questionnaire": ["/facts/people/0/questionnaire/entries/1", "person:p", "2026-11-05", ["2026-11-05"]],
		"by a relation": ["/facts/people/0/factors/entries/1", "person:p", "2026-11-20", ["2026-11-20"]],
		"on a day ahead": ["/facts/people/0/factors/entries/1", "person:p", "2026-11-21", []],
		"on no day": ["/facts/people/0/factors/entries/1", "person:p", "", []],
		"of another": ["/facts/people/0/factors/entries/1", "person:q", "2026-11-05", []],
		"by a run": ["/facts/people/0/screening/0/candidates/0", "person:p", "2026-11-05", []],
	}
	raised := {"subject": of, "reads": [at], "since": since}
	found := indicator.by_forms({"ref": "person:p"}) with input.as_of as "2026-11-20"
		with data.policy.program as {"form": {"indicators": [raised]}}
	found == expected
}

# What is said of two entries that stand, or of some of them, beside judgements on these digests on these days.
less(standing, judged) := [said.reason |
	entries := [{"text": digest} | some digest in standing]
	found := {"at": "/f", "state": "provided", "entries": entries, "envelope": {"declared": {"on": "2026-11-10"}}}
	digests := {at: digest | some i, digest in standing; at := concat("/", ["/f/entries", format_int(i, 10)])}
	judgements := [{"indicator": concat(".", ["RS-P1-06/person:p/record", digest]), "on": on} |
		some [digest, on] in judged
	]

	# regal ignore:with-outside-test-context
	said := indicator.less_than_judged("RS-P1-06", subject, "record", found) with input as {
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
