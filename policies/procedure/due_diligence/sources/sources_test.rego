package policy.procedure.due_diligence.sources_test

import data.policy.procedure.due_diligence.sources

declared := {"by": "研究推進部", "on": "2026-10-06"}

provided(looks) := {"state": "provided", "declared": {"by": "研究推進部", "on": "2026-10-13"}, "entries": looks}

whole := {"source": "CiNii", "by": "西村", "on": "2026-10-13", "result": "照合した", "available": true}

reason(envelope) := found[0].reason if {
	# regal ignore:with-outside-test-context
	found := sources.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"people": [{"id": "sato", "due_diligence": envelope}]},
	}
}

test_one_source_used_does_not_stand_in_for_one_out_of_reach_without_a_reason if {
	reason(provided([whole, object.remove(object.union(whole, {"available": false}), ["result"])])) == "no_record"
}

test_a_look_names_its_source_its_day_and_what_it_gave[note] if {
	some note, [look, expected] in {
		"whole": [whole, "used"],
		"out of reach": [object.union(whole, {"available": false}), "none_within_reach"],
		"without a source": [object.remove(whole, ["source"]), "no_record"],
		"without a result": [object.remove(whole, ["result"]), "no_record"],
		"without a day": [object.remove(whole, ["on"]), "no_record"],
		"by nobody": [object.remove(whole, ["by"]), "no_record"],
		"after the record was signed": [object.union(whole, {"on": "2026-10-14"}), "no_record"],
		"ahead": [object.union(whole, {"on": "2026-11-21"}), "no_record"],
		"available in other words": [object.union(whole, {"available": "はい"}), "no_record"],
		"of another institution": [object.union(whole, {"institution": "elsewhere"}), "no_record"],
	}
	reason(provided([look])) == expected
}

test_one_source_used_does_not_stand_in_for_one_without_a_name if {
	reason(provided([whole, object.remove(whole, ["source"])])) == "no_record"
}

test_what_could_not_be_had_is_for_consultation[state] if {
	some state in ["unobtainable", "withheld"]
	reason({"state": state, "declared": declared}) == "not_confirmed"
}
