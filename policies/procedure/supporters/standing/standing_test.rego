package policy.procedure.supporters.standing_test

import data.policy.procedure.supporters.standing

known := {
	"state": "provided",
	"declared": {"by": "研究推進部", "on": "2026-10-06"},
	"entries": [{"adverse": false}],
}

test_capital_is_asked_of_a_private_company_and_of_a_kind_not_known[note] if {
	some note, [supporter, expected] in {
		"foundation": [{"kind": "foundation"}, ["satisfied", "provided", {"items": ["compliance", "reputation"]}]],
		"company": [{"kind": "company"}, ["missing_information", "absent", {"items": ["capital"]}]],
		"not known": [{}, ["missing_information", "absent", {"items": ["capital"]}]],
	}
	entry := object.union(supporter, {"id": "zaidan", "compliance": known, "reputation": known})
	facts := {"supporters": {"state": "provided", "entries": [entry]}}
	found := standing.findings with input as {"as_of": "2026-11-20", "facts": facts}
	[[finding.status, finding.reason, finding.params] | some finding in found] == [expected]
}
