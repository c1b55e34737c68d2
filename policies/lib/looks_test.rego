# METADATA
# description: Who looks, which looks count, and what is a look itself.
package policy.lib.looks_test

import data.policy.lib.looks
import data.policy.lib.subjects

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
		"in a month": [[object.union(entry, {"on": "2026-10"})], []],
		"on the day of the signature": [[object.union(entry, {"on": "2026-10-20"})], ["2026-10-20"]],
		"after the signature": [[object.union(entry, {"on": "2026-10-21"})], []],
		"before the call opened": [[object.union(entry, {"on": "2026-09-13"})], []],
		"before the call opened, and again": [[object.union(entry, {"on": "2026-09-13"}), entry], ["2026-10-14"]],
		"before the call opened, and another since": [
			[object.union(entry, {"on": "2026-09-13", "source": "有価証券報告書"}), entry],
			[],
		],
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

# --- which looks count, at which items

look(changed) := object.union(
	{"source": "researchmap", "on": "2026-10-08", "by": "西村", "items": ["career"], "available": true},
	changed,
)

declared(day, entries) := {"state": "provided", "declared": {"by": "西村", "on": day}, "entries": entries}

# A person of the lead institution, of whom such facts are known, at whom these looks were made by 20 October.
person(facts, made) := object.union_n([
	{"id": "p", "role": "participant", "institution": "a"},
	{"disclosures": {"career": declared("2026-10-01", [{}])}, "due_diligence": declared("2026-10-20", made)},
	facts,
])

at(people, institutions) := {"as_of": "2026-11-20", "facts": {"institutions": institutions, "people": people}}

test_a_look_counts_by_its_day_its_source_and_who_made_it[note] if {
	some note, [changed, expected] in {
		"whole": [{}, ["2026-10-08"]],
		"on the day of the record": [{"on": "2026-10-20"}, ["2026-10-20"]],
		"after it": [{"on": "2026-10-21"}, []],
		"on the day on which the call opened": [{"on": "2026-09-14"}, ["2026-09-14"]],
		"before it": [{"on": "2026-09-13"}, []],
		"in a month": [{"on": "2026-10"}, []],
		"by nobody": [{"by": null}, []],
		"at no source": [{"source": null}, []],
		"of another institution": [{"institution": "b"}, []],
	}
	one := person({}, [look(changed)])

	# regal ignore:with-outside-test-context,line-length
	found := looks.counted(subjects.people[0]) with input as at([one], world.facts.institutions) with data.policy.call.opens as "2026-09-14"
	[made.on | some made in found] == expected
}

# The days of the looks at an item of the person.
days_at(item, facts, made) := [one.on | some one in found[item].looks] if {
	# regal ignore:with-outside-test-context
	found := looks.items(subjects.people[0]) with input as at([person(facts, made)], world.facts.institutions)
}

test_a_look_is_at_what_stood_on_its_day[day] if {
	some day, expected in {"2026-09-30": [], "2026-10-01": ["2026-10-01"]}
	days_at("career", {}, [look({"on": day})]) == expected
}

test_further_posts_are_looked_at_with_the_other_support[note] if {
	posts := {"affiliations": declared("2026-10-10", [{}])}
	employed := {"employment": declared("2026-10-10", [{"employer": "汐入大学"}])}
	none := {"affiliations": null}
	some note, [item, facts, day, expected] in {
		"since they were declared": ["other_support", posts, "2026-10-10", ["2026-10-10"]],
		"before": ["other_support", posts, "2026-10-09", []],
		"since another body employs the person": ["other_support", employed, "2026-10-10", ["2026-10-10"]],
		"before another body does": ["other_support", employed, "2026-10-09", []],
		"none declared": ["other_support", none, "2026-10-09", ["2026-10-09"]],
		"at another item": ["career", posts, "2026-10-09", ["2026-10-09"]],
	}
	days_at(item, facts, [look({"on": day, "items": [item]})]) == expected
}

test_a_supervisor_is_looked_at_where_one_is_named[state] if {
	some state, expected in {"provided": ["supervisor"], "none": []}
	supervisor := object.union(declared("2026-10-01", [{}]), {"state": state})
	one := person({"disclosures": {"supervisor": supervisor}}, [])
	found := looks.items(subjects.people[0]) with input as at([one], world.facts.institutions)
	[item | some item in object.keys(found); item == "supervisor"] == expected
}

test_looks_that_were_made_are_kept_apart_from_those_that_could_not_be if {
	looks.made([look({}), look({"available": false}), look({"available": null})]) == [look({})]
}

test_the_first_look_is_one_that_was_made_where_any_was[note] if {
	closed := look({"on": "2026-10-02", "available": false})
	some note, [made, expected] in {
		"made later": [[closed, look({})], ["2026-10-08"]],
		"none made": [[closed, look({"on": "2026-10-03", "available": false})], ["2026-10-02"]],
		"none at all": [[], []],
	}
	found := looks.first_days(subjects.people[0], {"a"}) with input as at([person({}, made)], world.facts.institutions)
	found == expected
}

test_the_first_look_of_some_is_theirs[note] if {
	co_pi := {"role": "co_pi", "institution": "b"}
	made := [look({"on": "2026-10-02"}), look({"institution": "b"})]
	some note, [whom, expected] in {
		"of both": [{"a", "b"}, ["2026-10-02"]],
		"of the lead": [{"a"}, ["2026-10-02"]],
		"of its own": [{"b"}, ["2026-10-08"]],
	}
	found := looks.first_days(subjects.people[0], whom) with input as at([person(co_pi, made)], world.facts.institutions)
	found == expected
}

test_a_supporter_is_looked_at_by_its_kind[kind] if {
	some kind, more in {"foundation": set(), "company": {"capital"}}
	supporters := declared("2026-10-06", [{"id": "s", "kind": kind}])
	lead := object.union(world.facts.institutions[0], {"supporters": supporters})
	found := looks.items(subjects.supporters[0]) with input as at([], [lead])
	object.keys(found) == {"content", "purpose", "conditions", "compliance", "reputation"} | more
}

test_what_was_found_of_a_partner_is_a_look_unless_it_says_so_itself[note] if {
	some note, [by, own] in {"of the lead": [{}, ["2026-10-14"]], "its own": [{"institution": "b"}, []]}
	finances := object.union(declared("2026-10-20", [entry]), {"declared": by})
	joint := object.union(world.facts.institutions[1], {"partner": {"finances": finances}})
	found := looks.items(subjects.joint[0]) with input as at([], [world.facts.institutions[0], joint])
	found.finances.own == own
}

test_a_concern_stands_since_its_own_institution_raised_it_first[note] if {
	raised := {"mark": "raised", "by": "西村", "reason": "説明がない"}
	again := object.union(raised, {"on": "2026-10-14", "institution": "a"})
	some note, [institution, since] in {"its own": ["a", "2026-10-08"], "another": ["b", "2026-10-14"]}
	first := object.union(raised, {"on": "2026-10-08", "institution": institution})
	subject := {"fact": {"concerns": [first, again]}}
	looks.concerned_since(subject, again) == since with input as world
}

test_only_its_own_other_mark_in_between_ends_a_concern[note] if {
	raised := {"mark": "raised", "by": "西村", "reason": "説明がない", "on": "2026-10-08"}
	again := object.union(raised, {"on": "2026-10-14"})
	some note, [institution, since] in {"its own": ["a", "2026-10-14"], "another's": ["b", "2026-10-08"]}
	between := {"mark": "none", "by": "西村", "on": "2026-10-10", "institution": institution}
	subject := {"fact": {"concerns": [raised, between, again]}}
	looks.concerned_since(subject, again) == since with input as world
}

places := {
	"map": [["map"]], "my map": [["mymap"]], "scopus": [["scopus"]], "e": [["e-rad"]],
	"system (e)": [["e-rad", "system"]], "scopus, map": [["scopus"], ["map"]],
	"map, my map": [["map"], ["mymap"]], "page": [], "": [[""]],
}

test_a_list_that_is_kept_at_a_place_is_held_against_other_sources[note] if {
	some note, [place, source, others] in {
		"the same": ["map", "map", 0],
		"the place says more": ["my map", "map", 0],
		"the source says more": ["map", "my map", 0],
		"under one of two names": ["system (e)", "e", 0],
		"under one of two names of the source": ["e", "system (e)", 0],
		"another": ["map", "scopus", 1],
		"another beside it": ["map", "scopus, map", 1],
		"twice the same": ["map", "map, my map", 0],
		"at the one and the other of two": ["scopus, map", "scopus, map", 0],
		"at a third": ["scopus, map", "e", 1],
		"a source that names no place": ["map", "page", 0],
		"a place that is not known": ["", "scopus", 0],
		"a source that is not prepared": ["map", "cinii", 0],
		"a place that is not prepared": ["cinii", "map", 0],
	}
	made := [look({"source": source})]

	# regal ignore:with-outside-test-context
	found := looks.elsewhere(made, {"envelope": {"kept": {"place": place}}}) with input.prepared.places as places
	count(found) == others
}

test_a_list_that_is_entered_here_is_held_against_any_source if {
	looks.elsewhere([look({})], {"envelope": {}}) == [look({})]
}

test_institutions_are_named_by_their_ids if {
	named := {"facts": {"institutions": [{"id": "b", "name": "B"}, {"id": "a", "name": "A"}, {"id": "c", "name": "C"}]}}
	looks.names_of({"a", "b"}) == ["A", "B"] with input as named
	looks.names_of(["c", "d"]) == ["C"] with input as named
}

# --- the first look at an item, whatever was added to it since

first_at_career(stood, entries, looked) := found if {
	p := {
		"id": "p", "role": "pi", "institution": "a",
		"disclosures": {"career": {
			"state": "provided",
			"declared": {"by": "本人", "on": "2026-11-15", "since": stood},
			"entries": entries,
		}},
		"due_diligence": {
			"state": "provided",
			"declared": {"by": "西村", "on": "2026-11-16"},
			"entries": [{"by": "西村", "source": "CiNii", "items": ["career"], "available": made, "on": day} |
				some [day, made] in looked
			],
		},
	}
	facts := {"institutions": [{"id": "a", "role": "lead"}], "people": [p]}
	subject := {"kind": "person", "ref": "person:p", "at": "/facts/people/0", "owner": "a", "fact": p}

	# regal ignore:with-outside-test-context,line-length
	found := looks.first_at_items(subject) with input as {"as_of": "2026-11-20", "facts": facts} with data.policy.call.opens as "2026-09-01"
}

test_what_is_added_to_an_item_makes_no_first_look_newer[note] if {
	post := {"institution": "A", "start": "2020"}
	added := object.union(post, {"since": "2026-11-12"})
	some note, [entries, looked, expected] in {
		"one": [[post], [["2026-10-06", true]], [["2026-10-06", "2026-10-05"]]],
		"on the day": [[post], [["2026-10-05", true]], [["2026-10-05", "2026-10-05"]]],
		"before it was declared": [[post], [["2026-10-04", true]], []],
		"again after something was added": [
			[post, added],
			[["2026-10-06", true], ["2026-11-13", true]],
			[["2026-10-06", "2026-10-05"]],
		],
		"what was there at first is gone": [[added], [["2026-11-13", true]], [["2026-11-13", "2026-10-05"]]],
		"out of reach at first": [[post], [["2026-10-06", false], ["2026-10-07", true]], [["2026-10-07", "2026-10-05"]]],
	}
	first_at_career("2026-10-05", entries, looked) == expected
}
