package policy.procedure.process.further_requests_test

import data.policy.procedure.process.further_requests

declared := {"by": "研究推進部", "on": "2026-11-16"}

test_a_request_without_an_id_is_not_answered if {
	found := further_requests.findings with input as {
		"as_of": "2026-11-20",
		"mode": "precheck",
		"facts": {"requests": {"state": "provided", "declared": declared, "entries": [null]}},
	}
	[[finding.reason, finding.params] | some finding in found] == [["not_answered", {"requests": ["?"]}]]
}

test_an_acceptance_does_not_reach_a_later_request if {
	request := {
		"id": "q1",
		"on": "2026-11-09",
		"response": {"state": "planned", "rationale": "2027年1月に導入する。", "by": "研究担当理事", "on": "2026-11-16"},
	}
	found := further_requests.findings with input as {
		"as_of": "2026-11-20",
		"mode": "precheck",
		"facts": {"requests": {"state": "provided", "declared": declared, "entries": [request]}},
		"fa": {"determinations": [{"requirement": "RS-STP-04", "result": "accepted", "on": "2026-11-02"}]},
	}
	[finding.reason | some finding in found] == ["planned"]
}
