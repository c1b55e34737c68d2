package policy.procedure.due_diligence.web_sources_test

import data.policy.procedure.due_diligence.web_sources

test_a_web_page_without_a_name_is_unchecked_all_the_same if {
	found := web_sources.findings with input as {"as_of": "2026-11-20", "facts": {"people": [{
		"id": "sato",
		"due_diligence": {
			"state": "provided",
			"declared": {"by": "研究推進部", "on": "2026-10-06"},
			"entries": [{"kind": "web", "available": true}],
		},
	}]}}
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "unchecked", {"sources": [""]}]]
}
