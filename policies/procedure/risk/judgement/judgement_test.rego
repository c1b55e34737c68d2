package policy.procedure.risk.judgement_test

import data.policy.procedure.risk.judgement

test_an_indicator_that_points_at_no_fact_is_to_be_judged_all_the_same if {
	raised := {"key": "KP-03/application/record", "requirement": "KP-03", "subject": "application", "reads": []}
	found := judgement.findings with input as {"as_of": "2026-11-20", "facts": {}}
		with data.policy.program as {"example": {"indicators": [raised]}}
	outcome := [[finding.status, finding.reason, finding.params, finding.reads] | some finding in found]
	params := {"indicator": "KP-03/application/record"}
	outcome == [["missing_information", "not_judged", params, ["/facts"]]]
}
