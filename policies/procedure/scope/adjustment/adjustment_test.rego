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

# The lead institution, and a joint one, say of somebody why he takes no part.
left_out(lead, joint, envelope, fa) := found[0] if {
	# regal ignore:with-outside-test-context
	found := adjustment.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"prepared": {"leaves_out": ["対象から除いた"]},
		"facts": {"scope": {"adjustment": envelope}, "institutions": [
			{"id": "a", "role": "lead", "not_participating": lead},
			{"id": "b", "role": "joint", "not_participating": joint},
		]},
		"fa": fa,
	}
}

said(reason, day) := {
	"state": "provided",
	"declared": {"by": "研究推進部", "on": day},
	"entries": [{"name": "近藤", "reason": reason}],
}

not_narrowed := {"state": "none", "declared": {"by": "研究推進部", "on": "2026-11-10"}}

test_who_is_left_out_is_none_where_nobody_narrowed_the_range[note] if {
	out := said("対象から除いた", "2026-11-11")
	some note, [lead, joint, reason, people] in {
		"nobody": [null, null, "not_narrowed", []],
		"by the lead institution": [out, null, "none_beside_left_out", ["近藤"]],
		"by a joint one": [null, out, "none_beside_left_out", ["近藤"]],
		"by both": [out, out, "none_beside_left_out", ["近藤"]],
		"takes no part": [said("参画しない", "2026-11-11"), null, "not_narrowed", []],
		"dated ahead": [said("対象から除いた", "2026-11-21"), null, "not_narrowed", []],
	}
	found := left_out(lead, joint, not_narrowed, {})
	found.reason == reason
	[found.params.people | count(people) > 0] == [people | count(people) > 0]
}

test_an_answer_is_no_older_than_who_is_left_out[note] if {
	unavailable := {"state": "unobtainable", "declared": {"by": "研究推進部", "on": "2026-11-01"}, "reason": "不明"}
	some note, [envelope, day, reason, expected] in {
		"of the same day": [narrowed, "2026-11-12", "対象から除いた", "fa_accepted"],
		"older": [narrowed, "2026-11-11", "対象から除いた", "fa_answer_older"],
		"older than who takes no part": [narrowed, "2026-11-11", "参画しない", "fa_accepted"],
		"on what could not be learnt": [unavailable, "2026-11-12", "対象から除いた", "fa_accepted"],
		"older than that": [unavailable, "2026-11-11", "対象から除いた", "fa_answer_older"],
	}
	left_out(said(reason, "2026-11-12"), null, envelope, accepted(day)).reason == expected
}
