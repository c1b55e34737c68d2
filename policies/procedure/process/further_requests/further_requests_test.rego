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

planned := {"state": "planned", "rationale": "2027年1月に導入する。", "by": "研究担当理事", "on": "2026-11-16"}

asked(request) := {"state": "provided", "declared": declared, "entries": [request]}

# What is found of one request that the institution enters, accepted by the FA on the 9th, with what the FA recorded.
found(envelope, recorded) := finding if {
	answer := {"requirement": "RS-STP-04", "result": "accepted", "on": "2026-11-09"}

	# regal ignore:with-outside-test-context
	[finding] := further_requests.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"requests": envelope},
		"fa": {"determinations": [answer], "requests": recorded},
	}
}

test_the_fas_acceptance_is_of_a_request_made_by_then[note] if {
	some note, [day, reason] in {
		"on the same day": ["2026-11-09", "fa_accepted"],
		"later": ["2026-11-10", "planned"],
		"on a day that is no date": ["", "planned"],
	}
	found(asked({"id": "q1", "on": day, "response": planned}), null).reason == reason
}

test_a_response_counts_when_it_is_signed if {
	done := object.union(planned, {"state": "done"})
	found(asked({"id": "q1", "on": "2026-11-09", "response": done}), null).reason == "introduced"
	unsigned := object.remove(done, ["by"])
	found(asked({"id": "q1", "on": "2026-11-09", "response": unsigned}), null).reason == "not_answered"
}

test_an_id_that_is_no_text_names_no_request if {
	found(asked({"id": 1, "on": "2026-11-09"}), null).params == {"requests": ["?"]}
}

test_that_the_fa_asked_for_nothing_does_not_outweigh_a_request if {
	none := {"state": "none", "declared": declared}
	done := {"id": "q1", "on": "2026-11-09", "response": object.union(planned, {"state": "done"})}
	found(object.union(asked(done), {"state": "withheld"}), none).reason == "withheld"
}
