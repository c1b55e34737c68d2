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

test_a_training_that_was_chosen_is_the_procedures_matter if {
	facts := {"measures": [{"kind": "training"}]}
	found := mandatory_training.tightenings with input as {"as_of": "2026-11-20", "facts": facts}
		with data.policy.params.mandatory_measures as ["training"]
	found == []
}
