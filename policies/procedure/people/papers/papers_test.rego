package policy.procedure.people.papers_test

import data.policy.procedure.people.papers

declared := {"by": "研究推進部", "on": "2026-10-06"}

test_what_is_declared_to_be_none_is_as_short_as_what_is_declared[state] if {
	some state in ["provided", "none"]
	envelope := {"state": state, "declared": declared, "entries": [{"title": "量子計測"}]}
	facts := {"people": [{"id": "sato", "disclosures": {"papers": envelope}}]}
	found := papers.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts}
		with data.policy.params.papers_look_back_years as 5
	found[0].reason == "period_too_short"
}
