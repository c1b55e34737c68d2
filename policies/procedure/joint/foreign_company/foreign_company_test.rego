package policy.procedure.joint.foreign_company_test

import data.policy.procedure.joint.foreign_company

test_declared_to_have_no_foreign_link_a_company_must_still_be_in_japan[note] if {
	some note, [company, expected] in {
		"country not known": [{}, ["missing_information", "foreign_link_unknown", {}]],
		"in Japan": [{"country": "JP"}, ["not_applicable", "no_foreign_link", {}]],
	}
	joint := object.union(company, {
		"id": "kaisha",
		"role": "joint",
		"kind": "company",
		"partner": {"foreign_link": {"state": "none", "declared": {"by": "研究推進部", "on": "2026-10-06"}}},
	})
	found := foreign_company.findings with input as {"as_of": "2026-11-20", "facts": {"institutions": [joint]}}
	[[finding.status, finding.reason, finding.params] | some finding in found] == [expected]
}
