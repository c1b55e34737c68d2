package policy.procedure.measures.employment_test

import data.policy.procedure.measures.employment

measure := {"id": "m1", "kind": "employment", "owner": "人事部", "due": "2026-11-19"}

relation(entry) := {"state": "provided", "declared": {"by": "人事部", "on": "2026-10-05"}, "entries": [entry]}

# What is found of a student under such a relation, where these measures were chosen.
reason(envelope, list) := finding.reason if {
	facts := {"people": [{"id": "p", "student": true, "employment": envelope}], "measures": list}

	# regal ignore:with-outside-test-context
	[finding] := employment.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts}
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
