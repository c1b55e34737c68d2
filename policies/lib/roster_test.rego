package policy.lib.roster_test

import data.policy.lib.roster

people := [
	{"id": "sato", "institution": "a"},
	{"id": "mori", "institution": "b"},
]

# What is said of the roster of the lead institution, on which Sato works and these must stand as well.
gap(list, others) := [[said.status, said.reason, said.params] | some said in found] if {
	fact := {"id": "a", "role": "lead", "roster": list}
	subject := {"kind": "institution", "ref": "institution:a", "at": "/facts/institutions/0", "fact": fact}

	# regal ignore:with-outside-test-context,line-length
	found := [said | said := roster.gap(subject, others)] with input as {"as_of": "2026-11-20", "facts": {"institutions": [fact], "people": people}}
}

listed(entries) := {"state": "provided", "declared": {"by": "西村", "on": "2026-10-06"}, "entries": entries}

test_a_roster_names_the_people_of_the_institution_and_nobody_else[note] if {
	sato := {"person": "sato"}
	none := {"state": "none", "declared": {"by": "西村", "on": "2026-10-06"}}
	some note, [list, others, expected] in {
		"whole": [listed([sato]), set(), []],
		"not kept": [none, set(), [["unsatisfied", "no_roster_kept", {}]]],
		"not said": [null, set(), [["missing_information", "no_roster", {}]]],
		"withheld": [object.union(none, {"state": "withheld"}), set(), [["consult_fa", "roster_not_at_hand", {}]]],
		"of another's word": [
			object.union(none, {"declared": {"institution": "b"}}),
			set(),
			[["missing_information", "stated_by_another", {}]],
		],
		"somebody left out": [
			listed([sato]), {"abe"},
			[["missing_information", "not_in_roster", {"people": ["abe"]}]],
		],
		"its own left out": [
			listed([{"person": "abe"}]), set(),
			[["missing_information", "not_in_roster", {"people": ["sato"]}]],
		],
		"another's person": [
			listed([sato, {"person": "mori"}]), set(),
			[["missing_information", "not_of_institution", {"people": ["mori"]}]],
		],
		"an entry that names nobody": [
			listed([sato, {"person": 7}]), set(),
			[["missing_information", "not_of_institution", {"people": ["?"]}]],
		],
	}
	gap(list, others) == expected
}

# --- who came after an answer of the FA

hired := {
	"as_of": "2026-11-20",
	"prepared": {"names": {"みなと機構": {"forms": ["みなと機構"]}}},
	"facts": {
		"institutions": [{"id": "a", "role": "lead", "name": "みなと機構"}],
		"people": [{"id": "abe", "institution": "a", "name": "阿部", "employment": {
			"state": "provided",
			"declared": {"by": "人事課", "on": "2026-11-12"},
			"entries": [{"employer": "みなと機構", "start": "2026-11-05"}],
		}}],
	},
}

test_an_entry_stands_since_the_hire_where_nothing_but_the_whole_says_since_when[note] if {
	some note, [entry, answered, expected] in {
		"hired after the answer": [{"person": "abe"}, "2026-11-02", "2026-11-05"],
		"hired on its day": [{"person": "abe"}, "2026-11-05", "2026-10-06"],
		"says itself since when": [{"person": "abe", "since": "2026-10-01"}, "2026-11-02", "2026-10-01"],
		"since a day that has yet to come": [{"person": "abe", "since": "2027-01-01"}, "2026-11-02", "2026-11-05"],
		"no answer": [{"person": "abe"}, "", "2026-10-06"],
		"somebody else": [{"person": "mori"}, "2026-11-02", "2026-10-06"],
	}
	read := {"envelope": listed([entry]), "entries": [entry]}

	# regal ignore:with-outside-test-context
	since := roster.entry_since(read, entry, answered) with input as hired
	since == expected
}

# --- who joined later

# The people who are known to have joined after the day, each alone and all of them together.
after(entries, day) := [sort(alone), together] if {
	facts := {"institutions": [{"id": "a", "role": "lead", "roster": listed(entries)}], "people": people}
	team := [{"ref": "person:sato"}, {"ref": "person:mori"}]

	# regal ignore:with-outside-test-context
	alone := [person.ref | some person in team; roster.all_joined_after([person], day)] with input as {
		"as_of": "2026-11-20",
		"facts": facts,
	}

	# regal ignore:with-outside-test-context
	together := [true | roster.all_joined_after(team, day)] with input as {"as_of": "2026-11-20", "facts": facts}
}

test_who_joined_after_a_day_is_known_by_the_own_entry[note] if {
	sato := "person:sato"
	mori := "person:mori"
	some note, [entries, expected] in {
		"both": [
			[{"person": "sato", "since": "2026-11-12"}, {"person": "mori", "since": "2026-11-13"}],
			[[mori, sato], [true]],
		],
		"one of them": [[{"person": "sato", "since": "2026-11-12"}, {"person": "mori"}], [[sato], []]],
		"on that day": [
			[{"person": "sato", "since": "2026-11-01"}, {"person": "mori", "since": "2026-11-13"}],
			[[mori], []],
		],
		"known before": [[{"person": "sato", "since": "2026-11-12", "known_since": "2026-10-01"}], [[], []]],
		"known on the day": [[{"person": "sato", "since": "2026-11-12", "known_since": "2026-11-01"}], [[], []]],
		"known the day after": [[{"person": "sato", "since": "2026-11-12", "known_since": "2026-11-02"}], [[sato], []]],
		"known, and not there yet": [[{"person": "sato", "known_since": "2026-11-12"}], [[], []]],
		"ahead": [[{"person": "sato", "since": "2026-11-21"}], [[], []]],
		"nobody": [[{"person": 7, "since": "2026-11-12"}], [[], []]],
	}
	after(entries, "2026-11-01") == expected
}

test_the_day_of_the_roster_is_no_day_of_joining if {
	after([{"person": "sato"}, {"person": "mori", "since": "2026-11-21"}], "2026-10-01") == [[], []]
}

test_nobody_at_all_did_not_join_later if {
	not roster.all_joined_after([], "2026-11-01") with input as {"as_of": "2026-11-20", "facts": {"institutions": []}}
}

test_of_two_rosters_that_name_one_person_neither_stops_the_other if {
	lists := [
		{"id": "a", "role": "lead", "roster": listed([{"person": "sato", "since": "2026-11-12"}])},
		{"id": "b", "role": "joint", "roster": listed([{"person": "sato", "since": "2026-11-13"}])},
	]
	found := roster.joined({"ref": "person:sato"}) with input as {"as_of": "2026-11-20", "facts": {"institutions": lists}}
	found == "2026-11-13"
}

test_each_joined_on_a_day_of_his_or_her_own if {
	listed_both := listed([{"person": "mori", "since": "2026-11-13"}, {"person": "sato", "since": "2026-11-12"}])
	facts := {"institutions": [{"id": "a", "role": "lead", "roster": listed_both}]}
	found := roster.joined({"ref": "person:sato"}) with input as {"as_of": "2026-11-20", "facts": facts}
	found == "2026-11-12"
}

test_a_roster_names_who_says_no_day_of_joining[note] if {
	some note, [changed, entry, owner, expected] in {
		"the day after": [{}, {}, "a", []],
		"on the day": [{"since": "2026-11-01"}, {}, "a", [true]],
		"to join ahead": [{"since": "2026-11-01"}, {"since": "2027-04-01"}, "a", [true]],
		"joined": [{"since": "2026-11-01"}, {"since": "2026-11-01"}, "a", []],
		"known": [{"since": "2026-11-01"}, {"known_since": "2026-11-01"}, "a", []],
		"somebody else": [{"since": "2026-11-01"}, {"person": "mori"}, "a", []],
		"of another": [{"since": "2026-11-01"}, {}, "b", []],
		"not provided": [{"since": "2026-11-01", "by": null}, {}, "a", []],
	}
	read := {
		"state": "provided",
		"declared": object.union({"by": "西村", "on": "2026-11-02"}, changed),
		"entries": [object.union({"person": "sato"}, entry)],
	}
	facts := {"institutions": [{"id": "a", "role": "lead", "roster": read}], "people": people}
	subject := {"ref": "person:sato", "owner": owner}
	found := [true | roster.named_by(subject, "2026-11-01")] with input as {"as_of": "2026-11-20", "facts": facts}
	found == expected
}

test_who_is_known_to_join_is_judged_from_then_on[note] if {
	some note, [entry, expected] in {
		"joined": [{"since": "2026-11-12"}, "2026-11-12"],
		"known before": [{"since": "2026-11-12", "known_since": "2026-11-01"}, "2026-11-01"],
		"known after": [{"since": "2026-11-12", "known_since": "2026-11-13"}, "2026-11-12"],
		"known in a year": [{"since": "2026-11-12", "known_since": "2025"}, "2026-11-12"],
		"known on no day": [{"since": "2026-11-12", "known_since": "秋"}, "2026-11-12"],
		"known ahead": [{"since": "2026-11-12", "known_since": "2026-11-21"}, "2026-11-12"],
		"known, without a day of joining": [{"known_since": "2026-10-01"}, "2026-10-01"],
	}
	envelope := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-14"}, "entries": [entry]}
	roster.known_since(envelope, entry) == expected with input.as_of as "2026-11-20"
}

test_who_is_known_to_join_is_judged_from_then_on_whenever_it_is[note] if {
	some note, [entry, expected] in {
		"there": [{}, []],
		"joined": [{"since": "2026-11-12"}, ["2026-11-12"]],
		"joined, and known before": [{"since": "2026-11-12", "known_since": "2026-11-02"}, ["2026-11-02"]],
		"joins, and is known": [{"since": "2027-04-01", "known_since": "2026-11-02"}, ["2026-11-02"]],
		"joins": [{"since": "2027-04-01"}, []],
		"is known": [{"known_since": "2026-11-02"}, ["2026-11-02"]],
		"will be known": [{"known_since": "2026-11-21"}, []],
	}
	listed_anew := {
		"state": "provided",
		"declared": {"by": "西村", "on": "2026-11-14", "since": "2026-10-06"},
		"entries": [object.union({"person": "sato"}, entry)],
	}
	facts := {"institutions": [{"id": "a", "role": "lead", "roster": listed_anew}], "people": people}

	found := [day | day := roster.joined({"ref": "person:sato"})] with input as {"as_of": "2026-11-20", "facts": facts}
	found == expected
}

test_who_is_to_join_does_so_on_a_day_ahead[note] if {
	some note, [list, expected] in {
		"ahead": [listed([{"person": "sato", "since": "2026-11-21"}]), ["2026-11-21"]],
		"today": [listed([{"person": "sato", "since": "2026-11-20"}]), []],
		"in words": [listed([{"person": "sato", "since": "年度末"}]), []],
		"not said": [listed([{"person": "sato"}]), []],
		"somebody else": [listed([{"person": "mori", "since": "2026-11-21"}]), []],
		"signed by nobody": [{"state": "provided", "entries": [{"person": "sato", "since": "2026-11-21"}]}, []],
		"twice": [
			listed([{"person": "sato", "since": "2026-11-21"}, {"person": "sato", "since": "2026-12-01"}]),
			["2026-12-01"],
		],
	}
	facts := {"institutions": [{"id": "a", "role": "lead", "roster": list}]}
	found := [day | day := roster.joins_on({"ref": "person:sato"})] with input as {"as_of": "2026-11-20", "facts": facts}
	found == expected
}

# Whether a post that ends so is left to join, for somebody who stands so on the roster, with such an own post.
left_to_join(end, entry, own_start, stage) if {
	elsewhere := {"body": "潮", "begun": "2020-04", "end": end, "employed": false, "entry": {"start": "2020-04"}}
	own := {"body": "港", "begun": own_start, "end": "9999", "employed": false, "entry": {"start": own_start}}
	person := {"ref": "person:mori", "owner": "b", "at": "/facts/people/0", "fact": {"student": false}}

	# regal ignore:with-outside-test-context
	roster.is_left_to_join(person, [elsewhere, own], elsewhere) with input as {
		"as_of": "2026-11-20",
		"prepared": {"names": {name: {"forms": [name]} | some name in ["潮", "港"]}},
		"facts": {
			"application": {"stage": stage},
			"institutions": [{"id": "b", "role": "lead", "name": "港", "roster": listed([entry])}],
		},
	}
}

test_a_post_is_left_to_join[note] if {
	none := {"person": "mori"}
	joins := {"person": "mori", "since": "2026-12-01"}
	some note, [end, entry, own_start, stage, expected] in {
		"before joining": ["2026-11-30", joins, "2018", "running", true],
		"in the month of joining": ["2026-12", joins, "2018", "running", true],
		"in the month after joining": ["2027-01-01", joins, "2018", "running", false],
		"in no month": ["9999", joins, "2018", "running", false],
		"in the year of joining": ["2026", joins, "2018", "running", true],
		"before the own post": ["2026-11-30", none, "2026-12-01", "selected", true],
		"in the month of the own post": ["2026-12-15", none, "2026-12", "selected", true],
		"before the own post, of a research that goes on": ["2026-11-30", none, "2026-12-01", "running", false],
		"in the month after the own post began": ["2027-01-01", none, "2026-12-01", "selected", false],
		"before an own post that began": ["2026-11-30", none, "2026-11", "selected", false],
		"in the year of the own post": ["2027-03", none, "2027", "selected", true],
	}
	found := [true | left_to_join(end, entry, own_start, stage)]
	found == [true | expected]
}
