# METADATA
# description: What a completion rests on, and who came later than it.
package policy.procedure.process.first_done_test

import data.policy.procedure.process.due_date

lead := {"id": "a", "role": "lead"}

checks(state, entries) := due_date.first_check({"at": "/facts/institutions/1", "fact": {"partner": {"checked_by_lead": {
	"state": state,
	"declared": {"by": "西村", "on": "2026-11-12"},
	"entries": entries,
}}}})

test_the_first_check_counts[note] if {
	some note, [state, entries, days] in {
		"one": ["provided", [{}], ["2026-11-12"]],
		"again": ["provided", [{"since": "2026-10-26"}, {}], ["2026-10-26"]],
		"withheld": ["withheld", [{}], []],
		"none": ["provided", [], []],
	}

	checks(state, entries) == days with input.as_of as "2026-11-20"
}

brought_up := {"key": "KP-03/application/record", "requirement": "KP-03", "subject": "application", "reads": []}

judged_after(since, judgements, measures) := found if {
	known := [object.union({"indicator": brought_up.key}, said) | some said in judgements]
	planned := [{"chosen_on": day, "indicators": [brought_up.key]} | some day in measures]
	facts := {"risk": {"judgements": known}, "measures": planned}

	# regal ignore:with-outside-test-context,line-length
	found := due_date.indicators_after("2026-11-10") with input as {"as_of": "2026-11-20", "facts": facts} with data.policy.program as {"example": {"indicators": [object.union(brought_up, {"since": since})]}}
}

test_what_had_been_brought_up_was_judged_and_answered_by_then[note] if {
	some note, [since, judgements, measures, days] in {
		"judged on the day": ["2026-11-10", [{"on": "2026-11-10"}], [], []],
		"judged the day after": ["2026-11-10", [{"on": "2026-11-11"}], [], ["2026-11-11"]],
		"judged again": ["2026-11-10", [{"on": "2026-11-11"}, {"on": "2026-11-01"}], [], []],
		"brought up after it": ["2026-11-11", [{"on": "2026-11-12"}], ["2026-11-12"], []],
		"another one judged": ["2026-11-10", [{"on": "2026-11-11", "indicator": "KP-03/application/other"}], [], []],
		"answered on the day": ["2026-11-10", [], ["2026-11-10"], []],
		"answered the day after": ["2026-11-10", [], ["2026-11-11"], ["2026-11-11"]],
		"answered again": ["2026-11-10", [], ["2026-11-11", "2026-11-10"], []],
		"none needed by then": ["2026-11-10", [{"on": "2026-11-10", "no_measure": "公開される。"}], ["2026-11-11"], []],
		"none needed since": [
			"2026-11-10",
			[{"on": "2026-11-01"}, {"on": "2026-11-11", "no_measure": "公開される。"}],
			["2026-11-12"],
			["2026-11-12"],
		],
		"no reason for none": ["2026-11-10", [{"on": "2026-11-10", "no_measure": null}], ["2026-11-11"], ["2026-11-11"]],
		"another left without": [
			"2026-11-10",
			[{"on": "2026-11-01", "indicator": "KP-03/application/other", "no_measure": "公開される。"}],
			["2026-11-11"],
			["2026-11-11"],
		],
	}
	judged_after(since, judgements, measures) == days
}

came_later(subject, facts) if {
	# regal ignore:with-outside-test-context
	due_date.came_later(subject, "2026-11-10") with input as {
		"as_of": "2026-11-20",
		"prepared": {"names": {"A": {"forms": ["a"]}}},
		"facts": facts,
	}
}

team(changed) := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-15"}, "entries": [
	object.union({"person": "p"}, changed),
	{"person": "q"},
]}

test_who_came_later_is_told_by_the_roster_or_the_post[note] if {
	some note, [entry, career, expected] in {
		"since the day": [{"since": "2026-11-10"}, [], false],
		"since the day after": [{"since": "2026-11-11"}, [], true],
		"known on the day": [{"since": "2026-11-11", "known_since": "2026-11-10"}, [], false],
		"is to join": [{"since": "2026-11-21"}, [], false],
		"is to join, and known by then": [{"since": "2026-11-21", "known_since": "2026-11-10"}, [], false],
		"is to join, and known the day after": [{"since": "2026-11-21", "known_since": "2026-11-11"}, [], true],
		"known by then, with a post since the day after": [
			{"known_since": "2026-11-10"},
			[{"institution": "A", "start": "2026-11-11"}],
			false,
		],
		"not said": [{}, [], false],
		"a post since the day after": [{}, [{"institution": "A", "start": "2026-11-11"}], true],
		"a post since before": [{}, [{"institution": "A", "start": "2026-11-09"}], false],
	}
	p := object.union({"id": "p", "role": "pi", "institution": "a"}, {"disclosures": {"career": {
		"state": "provided",
		"declared": {"by": "本人", "on": "2026-11-15"},
		"entries": career,
	}}})
	a := object.union(lead, {"name": "A", "roster": team(entry)})
	subject := {"kind": "person", "ref": "person:p", "at": "/facts/people/0", "owner": "a", "fact": p}
	says(subject, {"institutions": [a], "people": [p]}) == expected
}

says(subject, facts) if {
	came_later(subject, facts)
} else := false

newcomer := {"id": "p", "role": "pi", "institution": "a", "disclosures": {"career": {
	"state": "provided",
	"declared": {"by": "本人", "on": "2026-11-15"},
	"entries": [{"institution": "A", "start": "2026-11-11"}],
}}}

test_who_stood_on_the_roster_by_then_is_no_newcomer_by_the_post[note] if {
	some note, [day, expected] in {"the day after": ["2026-11-11", true], "on the day": ["2026-11-10", false]}
	listed := object.union(team({}), {"declared": {"by": "西村", "on": "2026-11-15", "since": day}})
	says(
		{"kind": "person", "ref": "person:p", "at": "/facts/people/0", "owner": "a", "fact": newcomer},
		{"institutions": [object.union(lead, {"name": "A", "roster": listed})], "people": [newcomer]},
	) == expected
}

joined := object.union(lead, {"roster": team({"since": "2026-11-11"})})

as_body := {"kind": "institution", "ref": "institution:a", "at": "/facts/institutions/0", "owner": "", "fact": joined}

test_an_institution_came_later_with_all_of_its_people[note] if {
	some note, [people, expected] in {
		"all": [["p"], true],
		"one of two": [["p", "q"], false],
		"nobody": [[], false],
	}
	facts := {"institutions": [joined], "people": [{"id": id, "institution": "a"} | some id in people]}
	says(as_body, facts) == expected
}

test_a_supporter_came_later_by_its_own_entry[note] if {
	some note, [since, owner, expected] in {
		"on the day": ["2026-11-10", "a", false],
		"the day after": ["2026-11-11", "a", true],
		"of another": ["2026-11-11", "b", false],
	}
	entry := {"id": "s", "since": since}
	a := object.union(lead, {"supporters": {
		"state": "provided",
		"declared": {"by": "西村", "on": "2026-11-15"},
		"entries": [entry],
	}})
	giver := {"kind": "supporter", "ref": "supporter:s", "at": "/x", "owner": owner, "fact": entry}
	says(giver, {"institutions": [a]}) == expected
}

said_first(disclosures) := found if {
	p := {"id": "p", "role": "pi", "institution": "a", "disclosures": disclosures}
	subject := {"kind": "person", "ref": "person:p", "at": "/facts/people/0", "owner": "a", "fact": p}
	facts := {"institutions": [lead], "people": [p]}

	# regal ignore:with-outside-test-context
	found := due_date.first_declared(subject) with input as {"as_of": "2026-11-20", "facts": facts}
}

career(day) := {"career": {
	"state": "provided",
	"declared": {"by": "本人", "on": day},
	"entries": [{"institution": "A", "start": "2020"}],
}}

test_of_a_person_what_was_declared_first_counts[note] if {
	some note, [disclosures, days] in {
		"nothing": [{}, []],
		"one item": [career("2026-10-02"), ["2026-10-02"]],
		"two items": [
			object.union(career("2026-10-02"), {"papers": {
				"state": "none",
				"declared": {"by": "本人", "on": "2026-10-01"},
			}}),
			["2026-10-01"],
		],
		"one that is not signed": [
			object.union(career("2026-10-02"), {"papers": {"state": "none", "declared": {"on": "2026-10-01"}}}),
			["2026-10-02"],
		],
		"ahead": [career("2026-11-21"), []],
		"no supervisor needed": [
			object.union(career("2026-10-02"), {"supervisor": {
				"state": "none",
				"declared": {"by": "西村", "on": "2026-10-01"},
			}}),
			["2026-10-02"],
		],
		"kept elsewhere": [
			{"papers": {
				"state": "provided",
				"declared": {"by": "本人", "on": "2026-11-15"},
				"kept": {"place": "researchmap", "on": "2026-10-07"},
			}},
			["2026-11-15"],
		],
		"withheld": [
			{"papers": {"state": "withheld", "declared": {"by": "本人", "on": "2026-10-04"}, "reason": "拒否"}},
			["2026-10-04"],
		],
		"added to": [
			{"papers": {
				"state": "provided",
				"declared": {"by": "本人", "on": "2026-11-15", "since": "2026-10-05"},
				"entries": [{"title": "x", "since": "2026-11-15"}],
			}},
			["2026-10-05"],
		],
		"in part unchanged": [
			{"papers": {
				"state": "provided",
				"declared": {"by": "本人", "on": "2026-11-15"},
				"entries": [{"title": "x"}, {"title": "y", "since": "2026-10-06"}],
			}},
			["2026-10-06"],
		],
	}
	said_first(disclosures) == days
}

test_of_a_body_nothing_is_declared_so if {
	subject := {"kind": "institution", "ref": "institution:a", "at": "/facts/people/0", "owner": "", "fact": lead}
	facts := {"institutions": [lead], "people": [{"id": "p", "institution": "a", "disclosures": career("2026-10-02")}]}
	due_date.first_declared(subject) == [] with input as {"as_of": "2026-11-20", "facts": facts}
}

# --- each item and each list

named(id, changed) := object.union({"id": id, "name": id, "role": "pi", "institution": "a"}, changed)

run(list, day) := {
	"list_id": list,
	"list_version": "1",
	"retrieved_on": day,
	"run_on": day,
	"queried_names": ["p", "q"],
	"candidates": [],
}

after(rule, of_p, of_q, entry) := found if {
	facts := {
		"institutions": [object.union(lead, {"name": "A", "roster": team(entry)})],
		"people": [named("p", of_p), named("q", of_q)],
	}
	asked := {
		"as_of": "2026-11-20",
		"prepared": {"names": {name: {"forms": [name]} | some name in ["A", "p", "q"]}},
		"facts": facts,
	}

	# regal ignore:with-outside-test-context
	found := by(rule) with input as asked with data.policy.call.opens as "2026-09-01"
}

by("lists") := due_date.lists_after("2026-11-10")

by("items") := due_date.items_after("2026-11-10")

test_a_list_that_was_in_use_by_then_was_run_by_then[note] if {
	before := run("un", "2026-11-10")
	later := run("jp", "2026-11-11")
	some note, [of_p, of_q, entry, days] in {
		"in time": [[before, run("jp", "2026-11-10")], [before, run("jp", "2026-11-10")], {}, []],
		"in use for another": [[before, later], [before, run("jp", "2026-11-10")], {}, ["2026-11-11"]],
		"a new list": [[before, later], [before, later], {}, []],
		"run again": [[before, run("un", "2026-11-11")], [before], {}, []],
		"joined since": [[later], [run("jp", "2026-11-10")], {"since": "2026-11-11"}, []],
	}
	after("lists", {"screening": of_p}, {"screening": of_q}, entry) == days
}

looked(items) := {
	"disclosures": {name: {"state": "none", "declared": {"by": "本人", "on": stood}} |
		some name, [stood, _] in items
	},
	"due_diligence": {
		"state": "provided",
		"declared": {"by": "西村", "on": "2026-11-15"},
		"entries": [{"by": "西村", "source": "CiNii", "items": [name], "available": true, "on": day} |
			some name, [_, day] in items
		],
	},
}

test_an_item_that_was_declared_by_then_was_looked_at_by_then[note] if {
	papers := ["2026-10-05", "2026-10-06"]
	some note, [career_days, entry, days] in {
		"on the day": [["2026-10-05", "2026-11-10"], {}, []],
		"the day after": [["2026-10-05", "2026-11-11"], {}, ["2026-11-11"]],
		"declared on the day": [["2026-11-10", "2026-11-11"], {}, ["2026-11-11"]],
		"declared the day after": [["2026-11-11", "2026-11-11"], {}, []],
		"joined since": [["2026-10-05", "2026-11-11"], {"since": "2026-11-11"}, []],
	}
	after("items", looked({"papers": papers, "career": career_days}), {}, entry) == days
}
