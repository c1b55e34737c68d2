package policy.lib.appointments_test

import data.policy.lib.appointments
import data.policy.lib.subjects

world := {
	"as_of": "2026-11-20",
	"prepared": {"names": {
		"みなと機構": {"forms": ["みなと機構"]},
		"Minato Institute": {"forms": ["institute minato", "minato institute"]},
		"Institute, Minato": {"forms": ["institute minato"]},
		"汐入大学": {"forms": ["汐入大学"]},
	}},
	"facts": {"institutions": [
		{"id": "a", "name": "汐入大学"},
		{"id": "b", "name": "みなと機構", "other_names": [{"name": "Minato Institute", "kind": "latin"}]},
	]},
}

test_a_post_goes_on_until_its_end_is_over[end] if {
	some end, expected in {
		"2026-11-19": false, "2026-11-20": true, "2026-10": false, "2026-11": true, "2025": false, "2026": true,
	}

	# regal ignore:with-outside-test-context
	going_on := [true | appointments.goes_on({"end": end})] with input as world
	count(going_on) == 1 == expected
}

test_a_post_without_an_end_goes_on if {
	appointments.goes_on({"start": "2020-04"}) with input as world
}

test_the_own_institution_is_known_by_each_of_its_names[body] if {
	some body, expected in {
		"みなと機構": true, "Minato Institute": true, "Institute, Minato": true, "汐入大学": false, "※": false,
	}

	# regal ignore:with-outside-test-context
	its_own := [true | appointments.own({"owner": "b"}, body)] with input as world
	count(its_own) == 1 == expected
}

test_a_post_is_held_at_the_body_that_its_key_names if {
	found := {"entries": [
		{"employer": "汐入大学", "start": "2022-04-01"},
		{"employer": "みなと機構", "start": "2018", "end": "2022-03"},
		{"institution": "Minato Institute", "start": "2018"},
	]}
	[[post.body, post.begun, post.end] | some post in appointments.held(found, "employer")] == [
		["汐入大学", "2022-04", "9999"],
		["みなと機構", "2018", "2022-03"],
	]
}

test_two_posts_were_held_at_one_time_where_that_is_certain[[note, order]] if {
	some note, [start, end, expected] in {
		"over before": ["2018-04-01", "2020-03-31", false],
		"over in the month in which the other began": ["2018-04-01", "2020-04-30", false],
		"over a month later": ["2018-04-01", "2020-05-01", true],
		"within": ["2020-05", "2021", true],
		"over in the year in which the other began": ["2018", "2020", false],
		"begun in the month in which the other ended": ["2022-03-01", "2024-03-31", false],
		"begun the month before": ["2022-02-28", "2024-03-31", true],
	}
	found := {"entries": [
		{"institution": "汐入大学", "start": "2020-04-01", "end": "2022-03-31"},
		{"institution": "みなと機構", "start": start, "end": end},
	]}
	[own, other] := appointments.held(found, "institution")
	some order, [post, beside] in [[own, other], [other, own]]
	held_at_once := [true | appointments.at_once(post, beside)]
	count(held_at_once) == 1 == expected
}

# --- the posts beside the own one

schools := object.union_n([world, {
	"mode": "formal",
	"prepared": {"names": {
		"学校法人みなと学園": {"forms": ["学校法人みなと学園"]},
		"学校法人白樺会": {"forms": ["学校法人白樺会"]},
		"株式会社みなと": {"forms": ["株式会社みなと"]},
		"株式会社北": {"forms": ["株式会社北"]},
		"公立大学法人入江大学": {"forms": ["公立大学法人入江大学"]},
		"Veldar Institute": {"forms": ["institute veldar", "veldar institute"]},
	}},
	"facts": {"institutions": [
		{"id": "a", "name": "汐入大学", "kind": "university", "country": "JP"},
		object.union(world.facts.institutions[1], {"kind": "university", "country": "JP"}),
		{"id": "c", "name": "Veldar Institute", "kind": "university", "country": "XA"},
		{"id": "d", "name": "公立大学法人入江大学", "kind": "university", "country": "JP"},
		{"id": "e", "name": "株式会社みなと", "kind": "company", "country": "JP", "supporters": {
			"state": "provided", "declared": {"by": "西村", "on": "2026-10-05"},
			"entries": [{"id": "s", "name": "学校法人白樺会"}],
		}},
	]},
}])

test_a_corporation_employs_for_the_own_post_of_no_student_at_a_school_in_japan[note] if {
	some note, [person, body, expected] in {
		"the institution": [{"owner": "b", "fact": {}}, "Minato Institute", true],
		"a student's": [{"owner": "b", "fact": {"student": true}}, "みなと機構", true],
		"another": [{"owner": "b", "fact": {"student": false}}, "汐入大学", false],
		"the corporation": [{"owner": "b", "fact": {"student": false}}, "学校法人みなと学園", true],
		"of a student": [{"owner": "b", "fact": {"student": true}}, "学校法人みなと学園", false],
		"of who is not said to be none": [{"owner": "b", "fact": {}}, "学校法人みなと学園", false],
		"that is a company": [{"owner": "b", "fact": {"student": false}}, "株式会社北", false],
		"that is an institution of the team": [{"owner": "b", "fact": {"student": false}}, "株式会社みなと", false],
		"that is a supporter": [{"owner": "b", "fact": {"student": false}}, "学校法人白樺会", false],
		"of a corporation": [{"owner": "d", "fact": {"student": false}}, "学校法人みなと学園", false],
		"of a company": [{"owner": "e", "fact": {"student": false}}, "学校法人みなと学園", false],
		"of another than the own institution": [{"owner": "c", "fact": {"student": false}}, "学校法人みなと学園", false],
	}

	# regal ignore:with-outside-test-context
	found := [true | appointments.employs(person, body)] with input as schools
	count(found) == 1 == expected
}

signed(day, entries) := {"state": "provided", "declared": {"by": "人事課", "on": day}, "entries": entries}

# --- by whom somebody is employed for the own post

person_of_b(id, student, employers, career) := {
	"id": id, "role": "participant", "institution": "b", "student": student,
	"employment": signed("2026-10-05", [{"employer": employer, "start": start} | some [employer, start] in employers]),
	"disclosures": {"career": signed("2026-10-05", [{"institution": body, "start": "2020"} | some body in career])},
}

# Whether the post in the career, or in the employment, is at the own institution, beside whom else is employed there.
team_of(person, others) := object.union(schools, {
	"facts": object.union(schools.facts, {"people": array.concat([person], others)}),
	"prepared": {"names": object.union(schools.prepared.names, {
		"国立大学法人汐入大学": {"forms": ["国立大学法人汐入大学"]},
		"学校法人みなと機構": {"forms": ["学校法人みなと機構"]},
		"汐入大学大学院工学研究科": {"forms": ["汐入大学大学院工学研究科"]},
		"北汐入大学": {"forms": ["北汐入大学"]},
	})},
})

at_own(person, body, key, others) := found if {
	subject := {"at": "/facts/people/0", "owner": "b", "fact": person}
	[post] := appointments.held({"entries": [{key: body, "start": "2024-04-01"}]}, key)

	# regal ignore:with-outside-test-context
	at_own := [true | appointments.at_own(subject, post)] with input as team_of(person, others)
	found := count(at_own) == 1
}

corporation := "学校法人みなと学園"

test_who_runs_the_institution_employs_for_the_own_post[note] if {
	national := "国立大学法人汐入大学"
	by_it := [[corporation, "2024-04-01"]]
	some note, [person, body, key, others, expected] in {
		"by the corporation": [person_of_b("p", false, by_it, []), corporation, "employer", [], true],
		"under its own name": [person_of_b("p", false, [["みなと機構", "2024-04-01"]], []), "みなと機構", "employer", [], true],
		"a post of the career there": [person_of_b("p", false, by_it, []), corporation, "institution", [], false],
		"of a student": [person_of_b("p", true, by_it, []), corporation, "employer", [], false],
		"by another beside it": [
			person_of_b("p", false, array.concat(by_it, [["株式会社北", "2023-04-01"]]), []),
			"株式会社北", "employer", [], false,
		],
		"by a company alone": [person_of_b("p", false, [["株式会社北", "2023-04-01"]], []), "株式会社北", "employer", [], false],
		"by the second of two": [
			person_of_b("p", false, [[national, "2024-04-01"], [corporation, "2023-04-01"]], []),
			national, "employer", [], false,
		],
		"by the first of two": [
			person_of_b("p", false, [[national, "2024-04-01"], [corporation, "2023-04-01"]], []),
			corporation, "employer", [], true,
		],
		"by what runs another body of the career": [
			person_of_b("p", false, [[national, "2024-04-01"]], ["汐入大学", "みなと機構"]),
			national, "employer", [], false,
		],
		"after what runs another body of the career": [
			person_of_b("p", false, [[national, "2022-04-01"], [corporation, "2024-04-01"]], ["汐入大学", "みなと機構"]),
			corporation, "employer", [], true,
		],
		"beside another body of the career": [person_of_b("p", false, by_it, ["株式会社北"]), corporation, "employer", [], true],
		"of the own name": [
			person_of_b("p", false, [["学校法人みなと機構", "2024-04-01"]], ["みなと機構"]),
			"学校法人みなと機構",
			"employer",
			[],
			true,
		],
		"by nobody": [person_of_b("p", false, [], []), corporation, "employer", [], false],
		"by what runs a department of the career": [
			person_of_b("p", false, [[national, "2024-04-01"]], ["汐入大学大学院工学研究科", "みなと機構"]),
			national, "employer", [], false,
		],
		"beside a body of the career whose name is within": [
			person_of_b("p", false, [[national, "2024-04-01"]], ["北汐入大学", "みなと機構"]),
			national, "employer", [], true,
		],
	}
	at_own(person, body, key, others) == expected
}

test_who_employs_all_people_of_the_institution_employs_for_the_own_post[note] if {
	company := "株式会社北"
	by_it := [[company, "2024-04-01"]]
	first := person_of_b("p", false, by_it, [])
	also := person_of_b("q", false, by_it, [])
	some note, [others, expected] in {
		"one alone": [[], false],
		"two": [[also], true],
		"two, and a student elsewhere": [[also, person_of_b("r", true, [["学校法人白樺会", "2024-04-01"]], [])], true],
		"one and a student": [[person_of_b("q", true, by_it, [])], false],
		"two, and a third elsewhere": [[also, person_of_b("r", false, [["学校法人白樺会", "2024-04-01"]], [])], false],
		"two, and one under its own name": [[also, person_of_b("r", false, [["みなと機構", "2024-04-01"]], [])], false],
		"two, one of them under its own name, too": [
			[person_of_b("q", false, array.concat(by_it, [["みなと機構", "2024-04-01"]]), [])],
			false,
		],
		"two, and one of whom nothing is said": [[also, object.remove(also, ["employment"])], true],
		"one, and one of another institution": [[object.union(also, {"institution": "a"})], false],
	}
	at_own(first, company, "employer", others) == expected
}

test_whom_a_supporter_employs_is_none_of_its_own if {
	by_it := [["学校法人白樺会", "2024-04-01"]]
	people := [person_of_b(id, false, by_it, []) | some id in ["p", "q"]]
	at_own(people[0], "学校法人白樺会", "employer", [people[1]]) == false
}

test_whom_the_institution_employs_under_its_own_name_tells_who_runs_it[note] if {
	by_it := person_of_b("p", false, [[corporation, "2024-04-01"]], [])
	another := person_of_b("q", false, [[corporation, "2024-04-01"]], [])
	own := person_of_b("r", false, [["みなと機構", "2024-04-01"]], [])
	student := person_of_b("s", true, [["みなと機構", "2020-04-01"]], [])
	some note, [others, expected] in {
		"nobody": [[], true],
		"nobody, and others are employed by it": [[another], true],
		"one, as many as it employs": [[own], false],
		"one who was there earlier": [[with_start(own, "2023-04-01")], false],
		"one who came later": [[with_start(own, "2025-04-01")], true],
		"one of many": [[with_start(own, "2023-04-01"), another], true],
		"most": [[own, object.union(own, {"id": "t"})], false],
		"students alone": [[student, object.union(student, {"id": "t"})], true],
	}
	at_own(by_it, corporation, "employer", others) == expected
}

test_of_a_student_the_corporation_is_another_employer if {
	student := person_of_b("p", true, [[corporation, "2024-04-01"]], [])
	another := person_of_b("q", false, [[corporation, "2024-04-01"]], [])
	at_own(student, corporation, "employer", [another]) == false
}

with_start(person, start) := object.union(person, {"employment": signed("2026-10-05", [object.union(
	person.employment.entries[0],
	{"start": start},
)])})

test_one_corporation_runs_the_institution[note] if {
	national := "国立大学法人汐入大学"
	by_it := person_of_b("q", false, [[corporation, "2025-04-01"]], [])
	by_another := person_of_b("p", false, [[national, "2024-04-01"]], [])
	some note, [others, expected] in {
		"by one alone": [[], true],
		"by the one that was first": [[by_it], true],
		"by the one that employs more": [[by_it, object.union(by_it, {"id": "r"})], false],
		"one student counts for nothing": [[by_it, object.union(by_it, {"id": "r", "student": true})], true],
		"of another institution": [[by_it, object.union(by_it, {"id": "r", "institution": "c"})], true],
	}
	at_own(by_another, national, "employer", others) == expected
}

test_what_employs_when_the_own_post_is_over_or_has_not_begun_does_not_run_the_institution[note] if {
	some note, [own_post, start, end, expected] in {
		"while it goes on": [{"start": "2020-04-01"}, "2024-04-01", {}, true],
		"since it began": [{"start": "2024-04-01"}, "2024-04-01", {}, true],
		"since it is over": [{"start": "2020-04-01", "end": "2026-10-31"}, "2026-11-01", {}, false],
		"since the month in which it is over": [{"start": "2020-04-01", "end": "2026-10-31"}, "2026-10-01", {}, false],
		"since before it is over": [{"start": "2020-04-01", "end": "2026-10-31"}, "2026-09-30", {}, true],
		"and another body has the person since": [
			{"start": "2020-04-01", "end": "2026-10-31", "next": "汐入大学"},
			"2026-11-01", {}, false,
		],
		"until it began": [{"start": "2024-04-01"}, "2015-04-01", {"end": "2024-03-31"}, false],
		"until after it began": [{"start": "2024-04-01"}, "2015-04-01", {"end": "2024-05-31"}, true],
	}
	row := object.union({"employer": corporation, "start": start}, end)
	person := object.union(person_of_b("p", false, [], []), {
		"employment": signed("2026-10-05", [row]),
		"disclosures": {"career": signed("2026-10-05", array.concat(
			[object.union({"institution": "みなと機構"}, own_post)],
			[{"institution": own_post.next, "start": start} | own_post.next],
		))},
	})
	at_own(person, corporation, "employer", []) == expected
}

with_others := object.union(schools, {
	"facts": {"institutions": array.concat(schools.facts.institutions, [{"id": "f", "name": "公立大学法人入"}])},
	"prepared": {"names": {
		"公立大学法人入江": {"forms": ["公立大学法人入江"]},
		"公立大学法人入": {"forms": ["公立大学法人入"]},
		"みなと": {"forms": ["みなと"]},
	}},
})

test_the_corporation_may_stand_before_the_name_of_the_institution[note] if {
	some note, [person, body, expected] in {
		"as contracts have it": [{"owner": "d", "fact": {"student": false}}, "公立大学法人入江", true],
		"no corporation": [{"owner": "b", "fact": {"student": false}}, "みなと", false],
		"another institution": [{"owner": "d", "fact": {"student": false}}, "公立大学法人入", false],
		"another's": [{"owner": "b", "fact": {"student": false}}, "公立大学法人入江大学", false],
	}

	# regal ignore:with-outside-test-context
	found := [true | appointments.employs(person, body)] with input as with_others
	count(found) == 1 == expected
}

at_the_own := {"employer": "みなと機構", "start": "2022-04-01"}

at_another := {"employer": "Veldar Institute", "start": "2026-11-01"}

test_posts_beside_the_own_one_stand_since_they_were_declared[note] if {
	unchanged := object.union(at_another, {"since": "2026-10-05"})
	further := signed("2026-11-12", [{"institution": "みなと機構", "title": "客員教授", "since": "2026-11-02"}])
	some note, [facts, expected] in {
		"none": [{}, []],
		"the own one": [{"employment": signed("2026-11-15", [at_the_own])}, []],
		"another beside it": [{"employment": signed("2026-11-15", [at_the_own, at_another])}, ["2026-11-15"]],
		"another alone": [{"employment": signed("2026-11-15", [at_another])}, ["2026-11-15"]],
		"unchanged": [{"employment": signed("2026-11-15", [at_the_own, unchanged])}, ["2026-10-05"]],
		"the whole unchanged": [
			{"employment": object.union(signed("2026-11-15", [at_another]), {"declared": {"since": "2026-10-06"}})},
			["2026-10-06"],
		],
		"today": [{"employment": signed("2026-11-20", [at_another])}, ["2026-11-20"]],
		"on a day ahead": [{"employment": signed("2026-11-21", [at_another])}, []],
		"by nobody": [{"employment": object.remove(signed("2026-11-15", [at_another]), ["declared"])}, []],
		"a further one, wherever it is": [{"affiliations": further}, ["2026-11-02"]],
		"a further one on a day ahead": [{"affiliations": signed("2026-11-21", [{"institution": "みなと機構"}])}, []],
		"no further one": [{"affiliations": {"state": "none", "declared": {"by": "森", "on": "2026-10-05"}}}, []],
		"both": [
			{"affiliations": further, "employment": signed("2026-11-15", [at_another])},
			["2026-11-02", "2026-11-15"],
		],
	}
	mori := object.union({"id": "mori", "role": "participant", "institution": "b", "student": false}, facts)
	whole := object.union(schools, {"facts": object.union(schools.facts, {"people": [mori]})})

	# regal ignore:with-outside-test-context
	found := appointments.beside_since(subjects.people[0]) with input as whole
	found == expected
}

test_who_is_employed_elsewhere_is_told_of_those_posts_alone[note] if {
	some note, [entries, expected] in {
		"nobody": [[at_the_own], []],
		"without an entry": [[], []],
		"beside the own one": [[at_the_own, at_another], [[at_another]]],
	}
	mori := {"id": "mori", "role": "participant", "institution": "b", "employment": signed("2026-11-15", entries)}
	whole := object.union(schools, {"facts": object.union(schools.facts, {"people": [mori]})})

	# regal ignore:with-outside-test-context
	found := [employment.elsewhere | employment := appointments.employed_elsewhere(subjects.people[0])] with input as whole
	found == expected
}

came_after(person, day) := [found |
	fact := object.union({"id": "p", "institution": "b", "student": false}, person)
	subject := {"kind": "person", "ref": "person:p", "at": "/facts/people/0", "fact": fact, "owner": "b"}

	# regal ignore:with-outside-test-context
	found := appointments.came_after(subject, day) with input as world
]

posts_here(starts) := {"employment": {
	"state": "provided", "declared": {"by": "人事課", "on": "2026-11-20"},
	"entries": [{"employer": "みなと機構", "start": start} | some start in starts],
}}

test_who_certainly_came_after_a_day_came_with_the_first_post_since[note] if {
	some note, [person, day, expected] in {
		"on a day": [posts_here(["2026-11-02"]), "2026-11-01", ["2026-11-02"]],
		"not since": [posts_here(["2026-11-02"]), "2026-11-02", []],
		"in a month": [posts_here(["2026-11"]), "2026-10-31", ["2026-11-01"]],
		"in the month of the day": [posts_here(["2026-11"]), "2026-11-01", []],
		"in a year": [posts_here(["2026"]), "2025-12-31", ["2026-01-01"]],
		"in the year of the day": [posts_here(["2026"]), "2026-01-01", []],
		"with two": [posts_here(["2026-11-10", "2026-11-02"]), "2026-11-01", ["2026-11-02"]],
		"yet to begin": [posts_here(["2026-11-21"]), "2026-11-01", []],
		"there before": [posts_here(["2020-04-01", "2026-11-02"]), "2026-11-01", []],
		"a student": [object.union(posts_here(["2026-11-02"]), {"student": true}), "2026-11-01", []],
		"not known whether a student": [object.union(posts_here(["2026-11-02"]), {"student": null}), "2026-11-01", ["2026-11-02"]],
		"nobody says": [{}, "2026-11-01", []],
	}
	came_after(person, day) == expected
}

posts_of(lists) := object.union_n([given |
	some name, entries in lists
	body := {"employment": "employer", "affiliations": "institution", "career": "institution"}[name]
	listed := signed("2026-11-20", [object.union({body: "みなと機構"}, entry) | some entry in entries])
	given := {
		"career": {"disclosures": {"career": listed}},
		"employment": {"employment": listed},
		"affiliations": {"affiliations": listed},
	}[name]
])

test_who_held_a_post_on_the_day_by_any_list_did_not_come_after_it[note] if {
	day := "2026-11-10"
	later := {"start": "2026-11-15"}
	month := {"start": "2026-11"}
	some note, [lists, expected] in {
		"begun on the day": [{"employment": [{"start": day}, later]}, []],
		"over before it": [{"employment": [{"start": "2020-04-01", "end": "2022-03-31"}, later]}, ["2026-11-15"]],
		"over on it": [{"employment": [{"start": "2020-04-01", "end": day}, later]}, []],
		"a further post": [{"affiliations": [later]}, ["2026-11-15"]],
		"a post elsewhere": [{"employment": [object.union(later, {"employer": "汐入大学"})]}, []],
		"the month's day told by another list": [{"career": [month], "employment": [later]}, ["2026-11-15"]],
		"in one list": [{"employment": [month, later]}, []],
		"told by a further post": [{"career": [month], "affiliations": [later]}, []],
		"in another month": [{"career": [{"start": "2020-04"}], "employment": [later]}, []],
		"over before the other began": [{"career": [object.union(month, {"end": "2026-11-12"})], "employment": [later]}, []],
		"over as the other began": [
			{"career": [object.union(month, {"end": "2026-11-15"})], "employment": [later]}, ["2026-11-15"],
		],
		"the month alone in both": [{"career": [month], "employment": [month, {"start": "2026-11-20"}]}, []],
	}
	came_after(posts_of(lists), day) == expected
}

# --- what runs the institution may run others

test_where_it_is_known_what_runs_the_institution_no_other_corporation_does[note] if {
	national := "国立大学法人汐入大学"
	by_it := person_of_b("q", false, [[corporation, "2020-04-01"]], [])
	by_name := person_of_b("q", false, [["みなと機構", "2020-04-01"]], [])
	by_both := [["みなと機構", "2022-04-01"], [national, "2024-04-01"]]
	some note, [person, body, others, expected] in {
		"that one": [person_of_b("p", false, [], []), corporation, [by_it], true],
		"another": [person_of_b("p", false, [], []), national, [by_it], false],
		"where nobody is employed": [person_of_b("p", false, [], []), national, [], true],
		"the others under the own name": [person_of_b("p", false, [[national, "2024-04-01"]], []), national, [by_name], true],
		"beside the own name": [person_of_b("p", false, by_both, []), national, [by_name], false],
		"by another than the one beside the own name": [person_of_b("p", false, by_both, []), corporation, [by_name], true],
		"of a student": [person_of_b("p", true, [], []), corporation, [by_it], false],
	}
	employs(person, body, others) == expected
}

employs(person, body, others) := known if {
	subject := {"at": "/facts/people/0", "owner": "b", "fact": person}

	# regal ignore:with-outside-test-context
	found := [true | appointments.employs(subject, body)] with input as team_of(person, others)
	known := count(found) == 1
}

# A person whom the corporation employs since 2018, with these posts in the career.
moved_by(posts) := object.union(person_of_b("p", false, [[corporation, "2018-04-01"]], []), {"disclosures": {
	"career": signed("2026-10-05", [{key: value |
		some key, value in {"institution": body, "start": start, "end": end}
		value != ""
	} |
		some [body, start, end] in posts
	]),
}})

test_what_the_corporation_employs_does_not_say_where[note] if {
	here := ["みなと機構", "2022-04-01", "2026-03-31"]
	there := ["北汐入大学", "2026-04-01", ""]
	some note, [posts, body, day, expected] in {
		"since who moved is there": [[here, there], corporation, "2026-04-01", true],
		"on the last day here": [[here, there], corporation, "2026-03-31", false],
		"under the own name": [[here, there], "みなと機構", "2026-04-01", false],
		"between the two": [[here, ["北汐入大学", "2026-05-01", ""]], corporation, "2026-04-30", false],
		"until the last day there": [[here, ["北汐入大学", "2026-04-01", "2026-05-31"]], corporation, "2026-05-31", true],
		"after the last day there": [[here, ["北汐入大学", "2026-04-01", "2026-05-31"]], corporation, "2026-06-01", false],
		"before who comes is here": [[["北汐入大学", "2020-04", "2022-03"], here], corporation, "2022-03-31", true],
		"since who came is here": [[["北汐入大学", "2020-04", "2022-04"], here], corporation, "2022-04-01", false],
		"without a post elsewhere": [[here], corporation, "2026-04-01", false],
		"without an own post": [[there], corporation, "2026-04-01", false],
		"beside another own one": [[here, there, ["みなと機構", "2024-04", ""]], corporation, "2026-04-01", false],
		"without a career": [[], corporation, "2026-04-01", false],
	}
	person := moved_by(posts)
	subject := {"at": "/facts/people/0", "owner": "b", "fact": person}
	[post] := appointments.held({"entries": [{"employer": body, "start": "2018-04-01"}]}, "employer")

	# regal ignore:with-outside-test-context
	found := [true | appointments.leaves_open_where(subject, post, day)] with input as team_of(person, [])
	count(found) == 1 == expected
}

test_a_post_of_the_career_at_the_institution_says_where if {
	person := moved_by([["みなと機構", "2022-04-01", "2026-03-31"], ["北汐入大学", "2026-04-01", ""]])
	subject := {"at": "/facts/people/0", "owner": "b", "fact": person}
	some key in ["institution", "employer"]
	[post] := appointments.held({"entries": [{key: corporation, "start": "2018-04-01"}]}, key)

	# regal ignore:with-outside-test-context
	found := [true | appointments.leaves_open_where(subject, post, "2026-04-01")] with input as team_of(person, [])
	count(found) == count([true | key == "employer"])
}

test_who_moved_within_the_corporation_held_one_post[note] if {
	own := ["みなと機構", "2022-04-01", ""]
	some note, [posts, body, employer, expected] in {
		"at another school": [[own], "北汐入大学", corporation, true],
		"at an institute": [[own], "北研究所", corporation, true],
		"at a company": [[own], "株式会社北研究所", corporation, false],
		"at another corporation": [[own], "国立大学法人汐入大学", corporation, false],
		"at what is no school by its name": [[own], "Veldar Institute", corporation, false],
		"while the own post was held": [[["みなと機構", "2021-04-01", ""]], "北汐入大学", corporation, false],
		"employed under the own name": [[own], "北汐入大学", "みなと機構", false],
		"employed by another": [[own], "北汐入大学", "株式会社北", false],
		"without an own post in the career": [[], "北汐入大学", corporation, false],
	}
	person := moved_by(posts)
	subject := {"at": "/facts/people/0", "owner": "b", "fact": person}
	before := {"institution": body, "start": "2018-04-01", "end": "2022-03-31"}
	[post] := appointments.held({"entries": [before]}, "institution")
	[employment] := appointments.held({"entries": [{"employer": employer, "start": "2018-04-01"}]}, "employer")

	# regal ignore:with-outside-test-context
	found := [true | appointments.may_be_one(subject, post, employment)] with input as team_of(person, [])
	count(found) == 1 == expected
}

test_who_moved_within_the_corporation_came_with_the_post_of_the_career[note] if {
	some note, [posts, day, expected] in {
		"before": [[["北汐入大学", "2018-04-01", "2026-10-31"], ["みなと機構", "2026-11-01", ""]], "2026-10-31", ["2026-11-01"]],
		"since": [[["北汐入大学", "2018-04-01", "2026-10-31"], ["みなと機構", "2026-11-01", ""]], "2026-11-01", []],
		"with no post elsewhere": [[["みなと機構", "2026-11-01", ""]], "2026-10-31", []],
	}
	person := moved_by(posts)
	subject := {"at": "/facts/people/0", "owner": "b", "fact": person}

	# regal ignore:with-outside-test-context
	found := [came | came := appointments.came_after(subject, day)] with input as team_of(person, [])
	found == expected
}
