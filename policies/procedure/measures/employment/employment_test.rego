package policy.procedure.measures.employment_test

import data.policy.procedure.measures.employment

measure := {"id": "m1", "kind": "employment", "owner": "人事部", "due": "2026-11-19"}

relation(entry) := at("汐入大学", entry)

at(employer, entry) := {
	"state": "provided",
	"declared": {"by": "人事部", "on": "2026-10-05"},
	"entries": [object.union({"employer": employer}, entry)],
}

# What is found of a student under such a relation, where these measures were chosen.
reason(envelope, list) := found(envelope, list).reason

found(envelope, list) := finding if {
	world := {
		"as_of": "2026-11-20", "mode": "formal",
		"prepared": {"names": {name: {"forms": [lower(name)]} |
			some name in ["汐入大学", "みなと機構", "Minato Institute", "MINATO INSTITUTE", "株式会社潮", "汐入大学病院"]
		}},
		"facts": {
			"institutions": [
				{"id": "a", "role": "lead", "name": "汐入大学"},
				{
					"id": "b", "role": "joint", "name": "みなと機構",
					"other_names": [{"name": "Minato Institute", "kind": "latin"}],
				},
			],
			"people": [{"id": "p", "institution": "a", "student": true, "employment": envelope}], "measures": list,
		},
	}

	# regal ignore:with-outside-test-context
	[finding] := employment.findings with input as world
}

test_an_institution_of_the_team_employs[note] if {
	some note, [employer, entry, list, expected] in {
		"one's own": ["汐入大学", {}, [measure], "employed"],
		"another of the team": ["みなと機構", {}, [measure], "employed"],
		"under another name of it": ["MINATO INSTITUTE", {}, [measure], "employed"],
		"a company": ["株式会社潮", {}, [measure], "employed_elsewhere"],
		"a company, until yesterday": ["株式会社潮", {"end": "2026-11-19"}, [measure], "not_employed"],
		"a company, until today": ["株式会社潮", {"end": "2026-11-20"}, [measure], "employed_elsewhere"],
		"a name that is none of its own": ["汐入大学病院", {}, [measure], "employed_elsewhere"],
		"a name that nobody prepared": ["※", {}, [measure], "employed_elsewhere"],
		"a company, due today": ["株式会社潮", {}, [object.union(measure, {"due": "2026-11-20"})], "planned"],
		"a company, not chosen": ["株式会社潮", {}, [], "not_chosen"],
		"a company, no measures stated": ["株式会社潮", {}, null, "not_known"],
	}
	reason(at(employer, object.union({"start": "2026-04-01"}, entry)), list) == expected
}

test_who_employs_elsewhere_is_named if {
	envelope := object.union(at("株式会社潮", {}), {"entries": [
		{"employer": "株式会社潮", "start": "2026-06-01"},
		{"employer": "汐入大学", "start": "2026-04-01", "end": "2026-09-30"},
		{"employer": "※", "start": "2026-06-01"},
	]})
	found(envelope, [measure]).params == {"employers": ["※", "株式会社潮"], "measures": ["m1"]}
	with_own := object.union(envelope, {"entries": array.concat(
		envelope.entries,
		[{"employer": "汐入大学", "start": "2026-10-01"}],
	)})
	reason(with_own, [measure]) == "employed"
}

test_employment_holds_on_the_day_of_the_decision[note] if {
	some note, [entry, expected] in {
		"going on": [{"start": "2026-04-01"}, "employed"],
		"until today": [{"start": "2026-04-01", "end": "2026-11-20"}, "employed"],
		"until yesterday": [{"start": "2026-04-01", "end": "2026-11-19"}, "not_employed"],
		"from today": [{"start": "2026-11-20"}, "employed"],
		"from tomorrow": [{"start": "2026-11-21"}, "not_employed"],
		"from no day": [{}, "not_employed"],
		"until no day": [{"start": "2026-04-01", "end": "未定"}, "not_employed"],
	}
	reason(relation(entry), [measure]) == expected
}

test_it_is_asked_for_where_it_was_chosen[note] if {
	none := {"state": "none", "declared": {"by": "人事部", "on": "2026-10-05"}}
	some note, [envelope, list, expected] in {
		"not chosen": [none, [], "not_chosen"],
		"another measure": [none, [object.union(measure, {"kind": "training"})], "not_chosen"],
		"not chosen, not stated": [null, [], "not_chosen"],
		"not chosen, ended": [relation({"start": "2026-04-01", "end": "2026-11-19"}), [], "not_chosen"],
		"no measures stated": [none, null, "not_known"],
		"no measures stated, employed": [relation({"start": "2026-04-01"}), null, "employed"],
		"chosen": [none, [measure], "not_employed"],
		"chosen, not stated": [null, [measure], "absent"],
		"due today": [none, [object.union(measure, {"due": "2026-11-20"})], "planned"],
		"due today, and one before": [none, [object.union(measure, {"due": "2026-11-20"}), measure], "not_employed"],
		"said to be done": [none, [object.union(measure, {"done_on": "2026-11-18"})], "not_employed"],
	}
	reason(envelope, list) == expected
}

test_an_employment_that_is_withheld_is_none if {
	reason(object.union(relation({"start": "2026-04-01"}), {"state": "withheld"}), [measure]) == "withheld"
}

test_who_is_no_student_is_asked_where_a_measure_names_the_person[note] if {
	none := {"state": "none", "declared": {"by": "人事部", "on": "2026-10-05"}}
	some note, [changed, list, expected] in {
		"for everyone": [{}, [measure], "not_student"],
		"for this person": [{}, [object.union(measure, {"people": ["p"]})], "not_employed"],
		"for another": [{}, [object.union(measure, {"people": ["q"]})], "not_student"],
		"no measures stated": [{}, null, "not_known"],
		"a student, for another": [{"student": true}, [object.union(measure, {"people": ["q"]})], "not_chosen"],
	}
	person := object.union({"id": "p", "student": false, "employment": none}, changed)

	# regal ignore:with-outside-test-context
	[finding] := employment.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"people": [person], "measures": list},
	}
	finding.reason == expected
}
