# METADATA
# description: Who looks, which looks count, and what is a look itself.
package policy.lib.looks_test

import data.policy.lib.looks

world := {"as_of": "2026-11-20", "facts": {"institutions": [{"id": "a", "role": "lead"}, {"id": "b", "role": "joint"}]}}

test_who_looks[note] if {
	some note, [subject, expected] in {
		"at its own people": [{"kind": "person", "owner": "b", "fact": {"role": "participant"}}, {"b"}],
		"at the PI": [{"kind": "person", "owner": "a", "fact": {"role": "pi"}}, {"a"}],
		"at a co-PI": [{"kind": "person", "owner": "b", "fact": {"role": "co_pi"}}, {"a", "b"}],
		"at a co-PI of its own": [{"kind": "person", "owner": "a", "fact": {"role": "co_pi"}}, {"a"}],
		"at somebody of no institution": [{"kind": "person", "owner": "", "fact": {}}, {"a"}],
		"at a joint institution": [{"kind": "institution", "owner": "", "fact": {"role": "joint"}}, {"a"}],
		"at a supporter": [{"kind": "supporter", "owner": "b", "fact": {}}, {"b"}],
	}
	looks.institutions(subject) == expected with input as world
}

entry := {"summary": "黒字", "source": "決算公告", "on": "2026-10-14"}

test_entries_that_all_name_source_and_day_are_looks[note] if {
	some note, [entries, expected] in {
		"one": [[entry], ["2026-10-14"]],
		"two": [[entry, object.union(entry, {"on": "2026-09-14"})], ["2026-10-14", "2026-09-14"]],
		"none": [[], []],
		"one of two without a day": [[entry, object.remove(entry, ["on"])], []],
		"without a source": [[object.remove(entry, ["source"])], []],
		"a source that is no text": [[object.union(entry, {"source": 1})], []],
		"ahead": [[object.union(entry, {"on": "2026-11-21"})], []],
		"on the day of the signature": [[object.union(entry, {"on": "2026-10-20"})], ["2026-10-20"]],
		"after the signature": [[object.union(entry, {"on": "2026-10-21"})], []],
		"before the call opened": [[object.union(entry, {"on": "2026-09-13"})], []],
	}
	fact := {"entries": entries, "on": "2026-10-20"}
	looks.own_days(fact, "2026-09-14") == expected with input as world
}

test_whoever_due_diligence_does_not_cover_has_the_looks_that_stand_there_and_none_that_count if {
	envelope := {"state": "provided", "declared": {"by": "西村", "on": "2026-10-20"}, "entries": [{"on": "2026-10-20"}]}
	lead := {"kind": "institution", "at": "/facts/institutions/0", "owner": "", "fact": {"due_diligence": envelope}}
	looks.recorded(lead).entries == envelope.entries with input as world
	looks.counted(lead) == [] with input as world
}

# The first looks at a joint institution whose finances were seen and whose record was looked at on such a day.
first_days(day, limit) := sort(found) if {
	finances := {"summary": "黒字", "source": "決算公告", "on": day, "adverse": false}
	look := {"source": "The Lens", "on": day, "by": "西村", "items": ["record"], "available": true}
	declared := {"by": "西村", "on": "2026-11-18", "since": "2026-04-01"}
	partner := {
		"record": {"state": "provided", "declared": declared, "entries": [{"summary": "規格の原案"}]},
		"finances": {"state": "provided", "declared": declared, "entries": [finances]},
	}
	record := {
		"state": "provided",
		"declared": declared,
		"entries": [look, object.union(look, {"on": "2026-11-15"})],
	}
	joint := {"id": "b", "role": "joint", "partner": partner, "due_diligence": record}

	# regal ignore:with-outside-test-context,line-length
	found := looks.first_days({"at": "/facts/institutions/1", "fact": joint}, {"a"}) with input as {"as_of": "2026-12-10", "facts": {"institutions": [world.facts.institutions[0], joint]}} with data.policy.params.look_max_age_days as limit with data.policy.call.opens as "2026-09-14"
}

test_a_look_that_is_too_old_by_now_is_the_first_all_the_same[note] if {
	some note, [day, limit, expected] in {
		"not too old": ["2026-11-10", 31, ["2026-11-10", "2026-11-10"]],
		"too old": ["2026-10-13", 31, ["2026-10-13", "2026-10-13"]],
		"of the day on which the call opened": ["2026-09-14", 31, ["2026-09-14", "2026-09-14"]],
		"before the call opened": ["2026-09-13", 31, ["2026-11-15"]],
		"before the call opened, and not too old": ["2026-09-13", 88, ["2026-09-13", "2026-09-13"]],
		"before the call opened, without an age": ["2026-09-13", null, ["2026-11-15"]],
	}
	first_days(day, limit) == expected
}
