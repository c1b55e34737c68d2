package policy.program.mandatory_training_test

import data.policy.program.mandatory_training

test_the_tightening_speaks_in_the_name_of_the_procedures_requirement if {
	found := mandatory_training.tightenings with input as {"facts": {"measures": []}}
		with data.policy.params.mandatory_measures as ["training"]
	outcome := [[finding.requirement, finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["RS-MT-01", "unsatisfied", "mandatory_not_chosen", {}]]
}

test_a_training_that_the_program_does_not_make_mandatory_is_not_asked_for if {
	found := mandatory_training.tightenings with input as {"facts": {"measures": []}}
		with data.policy.params.mandatory_measures as ["data_access"]
	found == []
}

test_where_no_measures_are_stated_it_is_not_known_whether_training_is_among_them if {
	found := mandatory_training.tightenings with input as {"facts": {}}
		with data.policy.params.mandatory_measures as ["training"]
	[[finding.status, finding.reason] | some finding in found] == [["missing_information", "mandatory_not_stated"]]
}

test_a_training_that_was_chosen_is_planned_or_done[note] if {
	measure := {"id": "m1", "kind": "training", "chosen_on": "2026-11-01", "owner": "西村", "due": "2026-11-20"}
	shown := {"done_on": "2026-11-19", "evidence": [{"title": "名簿", "on": "2026-11-19", "kept_at": "研究推進部"}]}
	some note, [changed, expected] in {
		"planned": [{}, []],
		"overdue": [{"due": "2026-11-19"}, ["mandatory_overdue"]],
		"done": [shown, []],
		"not shown": [{"done_on": "2026-11-19"}, ["mandatory_not_shown"]],
	}
	facts := {"measures": [object.union(measure, changed)]}
	found := mandatory_training.tightenings with input as {"as_of": "2026-11-20", "facts": facts}
		with data.policy.params.mandatory_measures as ["training"]
	[finding.reason | some finding in found] == expected
}
