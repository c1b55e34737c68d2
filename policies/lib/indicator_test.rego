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
