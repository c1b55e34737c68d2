package policy.procedure.scope.adjustment_test

import data.policy.procedure.scope.adjustment

narrowed := {
	"state": "provided",
	"declared": {"by": "研究推進部", "on": "2026-11-10"},
	"entries": [{"summary": "技術補佐員を含めない"}],
}

accepted(day) := {"determinations": [{
	"id": "d1",
	"about": [{"requirement": "RS-SCP-04"}],
	"result": "accepted",
	"on": day,
	"reason": "差し支えない",
}]}

reason(envelope, fa) := found[0].reason if {
	# regal ignore:with-outside-test-context
	found := adjustment.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"scope": {"adjustment": envelope}},
		"fa": fa,
	}
}

test_an_answer_is_no_older_than_the_narrowing[note] if {
	unchanged := object.union(narrowed, {"entries": [{"summary": "技術補佐員を含めない", "since": "2026-10-01"}]})
	some note, [envelope, day, expected] in {
		"of the same day": [narrowed, "2026-11-10", "fa_accepted"],
		"older": [narrowed, "2026-11-09", "fa_answer_older"],
		"older than what was signed again unchanged": [unchanged, "2026-10-01", "fa_accepted"],
		"older than that too": [unchanged, "2026-09-30", "fa_answer_older"],
	}
	reason(envelope, accepted(day)) == expected
}
