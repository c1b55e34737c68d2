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

declared := {"by": "研究推進部", "on": "2026-10-06"}

# What is found of a joint institution like this, under an answer of the FA with this result.
reason(institution, result) := found[0].reason if {
	answer := {"requirement": "RS-C2-04", "subject": "institution:kaisha", "result": result, "on": "2026-11-01"}
	joint := object.union({"id": "kaisha", "role": "joint", "kind": "company", "country": "JP"}, institution)

	# regal ignore:with-outside-test-context
	found := foreign_company.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [joint]},
		"fa": {"determinations": [answer]},
	}
}

linked(envelope) := {"partner": {"foreign_link": object.union({"declared": declared}, envelope)}}

test_only_a_company_can_be_a_foreign_company[kind] if {
	some kind, expected in {
		"university": "not_a_company",
		"research_institute": "not_a_company",
		"other": "not_a_company",
		"company": "foreign_company",
		"unknown": "foreign_company",
	}
	reason({"kind": kind, "country": "US"}, "none") == expected
}

test_the_fa_accepts_or_declines_whatever_waits_for_it[note] if {
	some note, [institution, waiting] in {
		"abroad": [{"country": "US"}, "foreign_company"],
		"a link claimed": [linked({"state": "provided", "entries": [{"summary": "親会社が国外"}]}), "foreign_link_claimed"],
		"a link not to be learnt": [linked({"state": "unobtainable"}), "foreign_link_not_confirmed"],
		"a link withheld": [linked({"state": "withheld"}), "foreign_link_not_confirmed"],
	}
	reason(institution, "none") == waiting
	reason(institution, "accepted") == "fa_accepted"
	reason(institution, "declined") == "fa_declined"
}

test_nothing_is_declined_where_nothing_waits if {
	reason(linked({"state": "none"}), "declined") == "no_foreign_link"
}

test_a_country_that_is_no_text_is_not_known if {
	reason({"country": 1}, "none") == "foreign_link_unknown"
}
