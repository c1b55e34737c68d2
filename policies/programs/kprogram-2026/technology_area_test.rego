package policy.program.technology_area_test

import data.policy.program.technology_area

test_an_application_that_enters_no_area_names_none_of_the_call if {
	facts := {"application": {"technology_areas": []}}
	[finding] := technology_area.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts}
		with data.policy.params.technology_areas as ["量子"]
	[finding.reason, finding.params] == ["areas_not_dated", {"areas": [], "named": ["量子"]}]
}
