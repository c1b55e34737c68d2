package policy.procedure.people.funding_test

import data.policy.procedure.people.funding

envelope(state) := {
	"state": state,
	"declared": {"by": "研究推進部", "on": "2026-10-06"},
	"entries": [{"title": "量子計測"}],
	"period": {"start": "2023-04-01", "end": "2026-10-06"},
}

world(state) := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"facts": {"people": [{"id": "sato", "disclosures": {"funding": envelope(state)}}]},
}

test_what_is_declared_to_be_none_is_as_short_as_what_is_declared[state] if {
	some state in ["provided", "none"]
	found := funding.findings with input as world(state)
		with data.policy.params.funding_look_back_years as 5
		with data.policy.call.opens as "2026-09-14"
	found[0].reason == "period_too_short"
	found[0].params == {"start": "2021-11-20", "end": "2026-09-14"}
}

test_of_two_look_backs_the_longer_counts[from] if {
	some from, start in {"2020-04-01": "2020-04-01", "2022-04-01": "2021-11-20"}
	found := funding.findings with input as world("provided")
		with data.policy.params.funding_look_back_years as 5
		with data.policy.params.funding_look_back_from as from
		with data.policy.call.opens as "2026-09-14"
	found[0].params.start == start
}

test_a_day_that_is_no_date_sets_no_look_back if {
	found := funding.findings with input as world("provided")
		with data.policy.params.funding_look_back_from as "2021年4月"
		with data.policy.call.opens as "2026-09-14"
	found[0].reason == "look_back_not_defined"
}
