package policy.lib.refusals_test

import data.policy.lib.refusals

cell := {"requirement": "RS-C2-04", "subject": "institution:b"}

said(result, on) := {"id": concat(" ", [result, on]), "about": [cell], "result": result, "on": on, "reason": "確認した。"}

# The refusals that stand in a formal decision on what the FA recorded, and what the institution reports of it.
standing(recorded, reported) := found if {
	world := {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"determinations": reported},
		"fa": {"determinations": recorded},
	}

	# regal ignore:with-outside-test-context
	found := refusals.standing with input as world with data.policy.call.opens as "2026-09-14"
}

ids(recorded, reported) := [one.id | some one in standing(recorded, reported)]

test_a_refusal_stands_until_the_agency_answers_on_the_same_anew[note] if {
	declined := said("declined", "2026-11-10")
	some note, [others, ids_of] in {
		"nothing since": [[], ["declined 2026-11-10"]],
		"accepted before": [[said("accepted", "2026-11-09")], ["declined 2026-11-10"]],
		"accepted that day": [[said("accepted", "2026-11-10")], ["declined 2026-11-10"]],
		"accepted since": [[said("accepted", "2026-11-11")], []],
		"declined anew": [[said("declined", "2026-11-11")], ["declined 2026-11-11"]],
	}
	ids(array.concat([declined], others), []) == ids_of
}

test_a_refusal_from_before_the_call_is_none_on_this_application[day] if {
	some day, ids_of in {"2026-09-13": [], "2026-09-14": ["declined 2026-09-14"]}
	ids([said("declined", day)], []) == ids_of
}

test_a_refusal_of_any_day_is_unanswered_until_the_agency_answers_anew[note] if {
	early := said("declined", "2026-09-13")
	some note, [others, ids_of] in {
		"nothing since": [[], ["declined 2026-09-13"]],
		"accepted since": [[said("accepted", "2026-09-14")], []],
		"declined anew": [[said("declined", "2026-09-14")], ["declined 2026-09-14"]],
	}

	# regal ignore:with-outside-test-context
	unanswered := refusals.unanswered with data.policy.call.opens as "2026-09-14" with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"fa": {"determinations": array.concat([early], others)},
	}
	[one.id | some one in unanswered] == ids_of
}

test_what_the_agency_recorded_of_a_day_outweighs_a_refusal_that_is_reported_of_it if {
	ids([said("accepted", "2026-11-10")], [said("declined", "2026-11-10")]) == []
}

test_a_refusal_is_labelled_by_what_it_is_about[label] if {
	some label, about in {
		"RS-C2-04 institution:b": cell,
		"RS-C2-04 application": {"requirement": "RS-C2-04"},
		"RS-P1-06/person:p/record": {"indicator": "RS-P1-06/person:p/record"},
		"measure|m1": {"measure": "m1"},
		"measure|m2": {"measure": "m2", "indicator": 2},
	}
	found := standing([object.union(said("declined", "2026-11-10"), {"about": [about]})], [])
	[one.label | some one in found] == [label]
}

test_a_refusal_that_is_reported_stands_where_the_agency_recorded_nothing if {
	reported := [said("declined", "2026-11-10")]

	# regal ignore:with-outside-test-context
	found := refusals.standing with input as {
		"as_of": "2026-11-20",
		"mode": "precheck",
		"facts": {"determinations": reported},
	}
	[[one.id, one.at] | some one in found] == [["declined 2026-11-10", "/facts/determinations/0"]]
}

test_what_asks_nobody_to_change_anything_is_no_such_refusal[note] if {
	some note, [about, count_of] in {
		"another cell": [{"requirement": "DB-05"}, 1],
		"a measure in place of the procedure": [{"requirement": "RS-O5-02"}, 0],
		"the selection": [{"requirement": "DB-04"}, 0],
		"somebody who takes part no longer": [object.union(cell, {"former": true}), 0],
	}
	declined := object.union(said("declined", "2026-11-10"), {"about": [about]})

	# regal ignore:with-outside-test-context
	found := standing([declined], []) with data.policy.call.selection as "DB-04"
	count(found) == count_of
}
