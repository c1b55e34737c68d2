package policy.procedure.due_diligence.sources_test

import data.policy.procedure.due_diligence.sources

test_one_source_used_does_not_stand_in_for_one_out_of_reach_without_a_reason if {
	found := sources.findings with input as {"as_of": "2026-11-20", "facts": {"people": [{
		"id": "sato",
		"due_diligence": {
			"state": "provided",
			"declared": {"by": "研究推進部", "on": "2026-10-06"},
			"entries": [
				{"source": "researchmap", "available": true, "result": "照合した"},
				{"source": "CiNii", "available": false},
			],
		},
	}]}}
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "no_record", {}]]
}

declared := {"by": "研究推進部", "on": "2026-10-06"}

# What is found of one person, whose due diligence is this, with the FA's acceptance of it or without.
reason(envelope, accepted) := found[0].reason if {
	answer := {"requirement": "RS-DD-01", "subject": "person:sato", "result": "accepted", "on": "2026-11-01"}

	# regal ignore:with-outside-test-context
	found := sources.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"people": [{"id": "sato", "due_diligence": envelope}]},
		"fa": {"determinations": [answer | accepted]},
	}
}

provided(check) := {"state": "provided", "declared": declared, "entries": [check]}

closed := provided({"source": "CiNii", "available": false, "result": "休止中"})

test_what_the_fa_accepted_is_settled[note] if {
	some note, [envelope, without_answer] in {
		"unobtainable": [{"state": "unobtainable", "declared": declared}, "not_confirmed"],
		"withheld": [{"state": "withheld", "declared": declared}, "not_confirmed"],
		"no source within reach": [closed, "none_within_reach"],
	}
	reason(envelope, false) == without_answer
	reason(envelope, true) == "fa_accepted"
}

test_a_look_names_its_source_and_what_it_gave[note] if {
	whole := {"source": "CiNii", "result": "照合した", "available": true}
	some note, [check, expected] in {
		"whole": [whole, "used"],
		"without a source": [object.remove(whole, ["source"]), "no_record"],
		"without a result": [object.remove(whole, ["result"]), "no_record"],
		"available in other words": [object.union(whole, {"available": "はい"}), "no_record"],
	}
	reason(provided(check), false) == expected
}
