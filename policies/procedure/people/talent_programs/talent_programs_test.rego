package policy.procedure.people.talent_programs_test

import data.policy.procedure.people.talent_programs

look(kind, finding, day) := {"kind": kind, "finding": finding, "on": day, "available": true}

# What is said of participation declared none on 1 October, by such looks.
reason(looks) := talent_programs.of_looks([], "2026-10-01", looks).reason

test_what_open_sources_cannot_confirm_a_newer_look_at_open_sources_confirms[kind] if {
	some kind, expected in {
		"papers": "none_borne_out",
		"portal": "none_borne_out",
		"research_database": "none_borne_out",
		"ip_database": "none_borne_out",
		"list": "none_borne_out",
		"web": "none_borne_out",
		"own_records": "not_confirmable",
		"institution": "not_confirmable",
	}
	reason([look("portal", "not_confirmable", "2026-10-10"), look(kind, "nothing_against", "2026-10-11")]) == expected
}

test_an_open_source_bears_it_out_and_own_papers_alone_do_not[note] if {
	own := look("own_records", "nothing_against", "2026-10-11")
	unreached := object.union(look("portal", "", "2026-10-10"), {"available": false})
	some note, [looks, expected] in {
		"own records": [[own], "no_open_source"],
		"what was handed over": [[look("document", "nothing_against", "2026-10-11")], "no_open_source"],
		"another institution's": [[look("institution", "nothing_against", "2026-10-11")], "no_open_source"],
		"papers": [[look("papers", "nothing_against", "2026-10-11")], "none_borne_out"],
		"own records and a page": [[own, look("web", "nothing_against", "2026-10-10")], "none_borne_out"],
		"a page that says nothing of it": [[own, look("web", "", "2026-10-10")], "no_open_source"],
		"a page alone, which says nothing of it": [[look("web", "", "2026-10-10")], "not_looked_at"],
		"own records, an open source out of reach": [[own, unreached], "not_confirmable"],
		"an open source out of reach": [[unreached], "not_confirmable"],
		"a page that was looked at, a portal out of reach": [
			[unreached, look("web", "nothing_against", "2026-10-10")],
			"none_borne_out",
		],
		"own records out of reach": [[object.union(own, {"available": false})], "not_looked_at"],
		"own records, others of them out of reach": [[own, object.union(own, {"available": false})], "no_open_source"],
		"own records cannot confirm it": [[look("own_records", "not_confirmable", "2026-10-11")], "not_confirmable"],
		"no look": [[], "not_looked_at"],
	}
	reason(looks) == expected
}

test_whose_word_on_it_is_the_newest[note] if {
	some note, [looks, expected] in {
		"confirmed on the same day": [
			[look("portal", "not_confirmable", "2026-10-10"), look("web", "nothing_against", "2026-10-10")],
			"not_confirmable",
		],
		"confirmed before": [
			[look("portal", "not_confirmable", "2026-10-10"), look("web", "nothing_against", "2026-10-09")],
			"not_confirmable",
		],
		"not confirmable once more": [
			[
				look("portal", "not_confirmable", "2026-10-10"),
				look("web", "nothing_against", "2026-10-11"),
				look("papers", "not_confirmable", "2026-10-12"),
			],
			"not_confirmable",
		],
		"own records cannot confirm it": [
			[look("own_records", "not_confirmable", "2026-10-12"), look("web", "nothing_against", "2026-10-11")],
			"none_borne_out",
		],
		"a newer one that was not made": [
			[
				look("portal", "not_confirmable", "2026-10-10"),
				object.union(look("web", "nothing_against", "2026-10-11"), {"available": false}),
			],
			"not_confirmable",
		],
		"a newer one that says nothing of it": [
			[
				look("web", "nothing_against", "2026-10-09"),
				look("portal", "not_confirmable", "2026-10-10"),
				look("web", "", "2026-10-11"),
			],
			"not_confirmable",
		],
		"of no kind": [
			[
				object.remove(look("", "not_confirmable", "2026-10-10"), ["kind"]),
				look("own_records", "nothing_against", "2026-10-11"),
			],
			"not_confirmable",
		],
	}
	reason(looks) == expected
}

# Since when that is to be put to the FA.
day(looks) := talent_programs.of_looks([], "2026-10-01", looks).since

test_who_tries_once_more_has_nothing_new_to_ask[note] if {
	first := look("portal", "not_confirmable", "2026-10-10")
	again := look("portal", "not_confirmable", "2026-11-10")
	some note, [looks, expected] in {
		"once": [[first], "2026-10-10"],
		"again": [[again, first], "2026-10-10"],
		"again, after it was confirmed": [[first, look("web", "nothing_against", "2026-10-20"), again], "2026-11-10"],
		"again, after own records held nothing": [
			[first, look("own_records", "nothing_against", "2026-10-20"), again],
			"2026-10-10",
		],
		"own records held nothing before": [[look("own_records", "nothing_against", "2026-10-05"), first], "2026-10-10"],
		"never reached, beside own records": [
			[
				object.union(look("web", "", "2026-10-05"), {"available": false}),
				look("own_records", "nothing_against", "2026-10-20"),
			],
			"2026-10-05",
		],
		"never reached": [[object.union(look("web", "nothing_against", "2026-10-05"), {"available": false})], "2026-10-05"],
		"confirmed on the same day": [[first, look("web", "nothing_against", "2026-10-10"), again], "2026-10-10"],
		"out of reach, then again": [[object.union(first, {"available": false}), again], "2026-10-10"],
		"found otherwise since": [[first, look("web", "differs", "2026-11-01"), again], "2026-11-01"],
		"found otherwise twice": [
			[look("web", "differs", "2026-11-01"), look("web", "differs", "2026-11-03"), again],
			"2026-11-03",
		],
		"before it was declared": [[look("portal", "not_confirmable", "2026-09-10")], "2026-10-01"],
		"found otherwise before it was declared": [[look("portal", "differs", "2026-09-10")], "2026-10-01"],
	}
	day(looks) == expected
}

# What is found of a person who declared on 1 October to have taken part in none, with such a look at that.
of_person(look) := finding.reason if {
	signed := {"by": "佐藤", "on": "2026-10-01"}
	sato := {
		"id": "sato",
		"disclosures": {"talent_programs": {"state": "none", "declared": signed}},
		"due_diligence": {
			"state": "provided",
			"declared": {"by": "西村", "on": "2026-11-20"},
			"entries": [object.union({"source": "researchmap", "items": ["talent_programs"], "by": "西村"}, look)],
		},
	}

	# regal ignore:with-outside-test-context
	[finding] := talent_programs.findings with input as {"as_of": "2026-11-20", "facts": {"people": [sato]}}
}

test_a_look_that_does_not_count_is_heard_where_it_found_otherwise_by_now[note] if {
	by_nobody := {"by": null}
	some note, [said, changed, expected] in {
		"nothing against it": ["nothing_against", {}, "none_borne_out"],
		"nothing against it, by nobody": ["nothing_against", by_nobody, "not_looked_at"],
		"otherwise": ["differs", {}, "look_differs"],
		"otherwise, by nobody": ["differs", by_nobody, "look_differs"],
		"otherwise, today": ["differs", {"on": "2026-11-20"}, "look_differs"],
		"otherwise, ahead": ["differs", {"on": "2026-11-21"}, "not_looked_at"],
	}
	of_person(object.union(look("web", said, "2026-10-10"), changed)) == expected
}

test_where_the_looks_were_out_of_reach_only_what_is_missing_waits_for_the_agency[note] if {
	out_of_reach := {"state": "unobtainable", "declared": {"by": "研究推進部", "on": "2026-10-12"}, "reason": "照会先がない"}
	subject := {"kind": "person", "at": "/facts/people/0", "fact": {"due_diligence": out_of_reach}}
	some note, [said, expected] in {
		"missing": [{"status": "missing_information", "reason": "not_looked_at", "reads": []}, "not_confirmable"],
		"borne out": [{"status": "satisfied", "reason": "none_borne_out", "reads": []}, "none_borne_out"],
		"found otherwise": [{"status": "consult_fa", "reason": "found_otherwise", "reads": []}, "found_otherwise"],
	}
	found := talent_programs.unless_out_of_reach(subject, "2026-10-01", said) with input as {"as_of": "2026-11-20"}
	found.reason == expected
}
