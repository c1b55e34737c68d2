package policy.program.mandatory_training_test

import data.policy.program.mandatory_training

test_the_tightening_speaks_in_the_name_of_the_procedures_requirement if {
	found := mandatory_training.tightenings with input as {"facts": {"measures": []}}
		with data.policy.params.mandatory_measures as ["training"]
	outcome := [[finding.requirement, finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["RS-MT-01", "unsatisfied", "mandatory_not_chosen", {}]]
	mandatory_training.id == "KP-02"
}
