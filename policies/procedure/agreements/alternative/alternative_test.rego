package policy.procedure.agreements.alternative_test

import data.policy.procedure.agreements.alternative

document := {"title": "代替措置の案", "on": "2026-10-05", "digest": "sha256:0"}

offered := {
	"state": "provided",
	"declared": {"by": "産学連携部", "on": "2026-10-06"},
	"entries": [{"document": document, "submitted_on": "2026-10-06"}],
}

reason(envelope, fa) := found[0].reason if {
	# regal ignore:with-outside-test-context
	found := alternative.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"alternative": envelope},
		"fa": fa,
	}
}

submitted(day) := signed("2026-11-20", day)

signed(on, day) := object.union(offered, {
	"declared": {"by": "産学連携部", "on": on, "since": "2026-10-06"},
	"entries": [object.union(offered.entries[0], {"submitted_on": day})],
})

with_document(changed) := object.union(offered, {"entries": [{"document": changed, "submitted_on": "2026-10-06"}]})

test_an_alternative_is_submitted_with_its_document[note] if {
	some note, [envelope, expected] in {
		"whole": [offered, "undecided"],
		"declared none": [{"state": "none", "declared": offered.declared}, "not_used"],
		"declared by nobody": [object.remove(offered, ["declared"]), "not_submitted"],
		"without a title": [with_document(object.remove(document, ["title"])), "not_submitted"],
		"without a day": [with_document(object.remove(document, ["on"])), "not_submitted"],
		"of a later day": [with_document(object.union(document, {"on": "2026-11-21"})), "not_submitted"],
		"of the day of its submission": [with_document(object.union(document, {"on": "2026-10-06"})), "undecided"],
		"of no day": [with_document(object.union(document, {"on": null})), "not_submitted"],
		"kept nowhere": [with_document(object.remove(document, ["digest"])), "not_submitted"],
		"submitted today": [submitted("2026-11-20"), "undecided"],
		"submitted after it was signed": [signed("2026-11-18", "2026-11-19"), "not_submitted"],
		"submitted later": [submitted("2026-11-21"), "not_submitted"],
		"submitted in a month": [submitted("2026-11"), "not_submitted"],
		"nothing in it": [object.union(offered, {"entries": []}), "not_submitted"],
	}
	reason(envelope, {}) == expected
}

said(result, day, more) := {"determinations": [object.union(
	{"id": "d1", "about": [{"requirement": "RS-O5-02"}], "result": result, "on": day, "reason": "確認した"},
	more,
)]}

test_an_answer_is_no_older_than_the_submission[note] if {
	some note, [day, answer, expected] in {
		"of the same day": ["2026-10-10", said("accepted", "2026-10-10", {}), "accepted"],
		"older": ["2026-10-10", said("accepted", "2026-10-09", {}), "fa_answer_older"],
		"declined the same day": ["2026-10-10", said("declined", "2026-10-10", {}), "declined"],
		"declined before": ["2026-10-10", said("declined", "2026-10-09", {}), "fa_answer_older"],
		"until today": ["2026-10-10", said("accepted", "2026-10-10", {"expires_on": "2026-11-20"}), "accepted_within_limits"],
		"until yesterday": ["2026-10-10", said("accepted", "2026-10-10", {"expires_on": "2026-11-19"}), "fa_answer_expired"],
		"if": ["2026-10-10", said("accepted", "2026-10-10", {"conditions": ["q1"]}), "condition_open"],
		"none": ["2026-10-10", {}, "undecided"],
	}
	reason(submitted(day), answer) == expected
}

# An answer on another point, of the day after.
beside(result, more) := object.union(
	{"id": "d2", "about": [{"requirement": "RS-C2-04"}], "result": result, "on": "2026-10-11", "reason": "確認した"},
	more,
)

test_what_the_agency_says_beside_it_counts_once_it_accepted_the_measure[note] if {
	condition := beside("accepted", {"conditions": ["q1"]})
	some note, [result, other, expected] in {
		"a condition": ["accepted", condition, "condition_open"],
		"a condition, and the measure declined": ["declined", condition, "declined"],
		"a refusal": ["accepted", beside("declined", {}), "refused_since"],
		"a refusal, and the measure declined": ["declined", beside("declined", {}), "declined"],
	}
	answers := {"determinations": array.concat(said(result, "2026-10-10", {}).determinations, [other])}
	reason(submitted("2026-10-10"), answers) == expected
}

test_a_decline_has_no_limits if {
	answer := said("declined", "2026-10-10", {"expires_on": "2026-12-31", "conditions": ["q1"]})

	# regal ignore:with-outside-test-context
	[finding] := alternative.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"alternative": submitted("2026-10-10")},
		"fa": answer,
	}
	[finding.reason, finding.params] == ["declined", {"teller": "fa", "on": "2026-10-10"}]
}
