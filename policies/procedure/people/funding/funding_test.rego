package policy.procedure.people.funding_test

import data.policy.procedure.people.funding

declared := {"by": "研究推進部", "on": "2026-10-06"}

test_what_is_declared_to_be_none_is_as_short_as_what_is_declared[state] if {
	some state in ["provided", "none"]
	envelope := {"state": state, "declared": declared, "entries": [{"title": "量子計測"}]}
	facts := {"people": [{"id": "sato", "disclosures": {"funding": envelope}}]}
	found := funding.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts}
		with data.policy.params.funding_look_back_years as 5
	found[0].reason == "period_too_short"
}

test_a_day_that_is_no_date_sets_no_look_back if {
	envelope := {"state": "provided", "declared": declared, "entries": [{"title": "量子計測"}]}
	facts := {"people": [{"id": "sato", "disclosures": {"funding": envelope}}]}
	found := funding.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts}
		with data.policy.params.funding_look_back_from as "2021年4月"
	found[0].reason == "provided"
}
