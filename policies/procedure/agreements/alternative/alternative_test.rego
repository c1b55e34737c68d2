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

# The same, as the FA accepted it on 10-10, with these facts and these further answers.
accepted_with(facts, others) := found[0].reason if {
	answers := array.concat(said("accepted", "2026-10-10", {}).determinations, others)
	world := {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": object.union({"alternative": submitted("2026-10-10")}, facts),
		"fa": {"determinations": answers},
	}

	# regal ignore:with-outside-test-context
	found := alternative.findings with input as world with data.policy.program as of_call
}

of_call := {"plan": {"id": "KP-01"}, "training": {"tightens": "RS-MT-01"}}

list(entries) := {"state": "provided", "declared": {"by": "研究推進部", "on": "2026-10-05"}, "entries": entries}

later := "2026-10-11"

purpose(on) := object.union(list([{"summary": "共同研究"}]), {"declared": {"by": "B", "on": on}})

papers(on) := {"papers": {"state": "none", "declared": {"by": "近藤", "on": on}}}

of_a(facts) := {"institutions": [object.union({"id": "a"}, facts)]}

of_b(partner) := {"institutions": [{"id": "b", "role": "joint", "partner": partner}]}

of_kondo(disclosures) := {"people": [{"id": "kondo", "disclosures": disclosures}]}

record_from_before := {"record": {"state": "none", "declared": {"by": "B", "on": "2026-10-10"}}}

test_what_the_agency_accepted_does_not_reach_what_came_later[note] if {
	newcomer := {"person": "kondo", "since": later}
	some note, [facts, expected] in {
		"a person": [of_a({"roster": list([newcomer])}), "fa_answer_older"],
		"a person of that day": [of_a({"roster": list([object.union(newcomer, {"since": "2026-10-10"})])}), "accepted"],
		"a supporter": [of_a({"supporters": list([{"id": "s", "since": later}])}), "fa_answer_older"],
		"a dataset": [of_a({"managed_data": list([{"name": "d", "since": later}])}), "fa_answer_older"],
		"a joint institution": [of_b({"purpose": purpose(later)}), "fa_answer_older"],
		"one from before": [of_b(object.union({"purpose": purpose(later)}, record_from_before)), "accepted"],
		"one of which nothing is declared": [of_b({"purpose": {}}), "accepted"],
		"a person in no roster": [of_kondo(papers(later)), "fa_answer_older"],
		"one in no roster from before": [of_kondo(papers("2026-10-10")), "accepted"],
		"a person in a roster who declares anew": [
			object.union(of_kondo(papers(later)), of_a({"roster": list([{"person": "kondo"}])})),
			"accepted",
		],
		"a person in no roster, beside one who is in it": [
			object.union(of_kondo(papers(later)), of_a({"roster": list([{"person": "ito"}])})),
			"fa_answer_older",
		],
		"other areas of technology": [{"application": {"technology_areas_since": later}}, "fa_answer_older"],
		"other areas, of that day": [{"application": {"technology_areas_since": "2026-10-10"}}, "accepted"],
	}
	accepted_with(facts, []) == expected
}

declined(about, on) := {
	"id": concat(" ", ["declined", on]),
	"about": [about],
	"result": "declined",
	"on": on,
	"reason": "確認した",
}

test_a_refusal_of_what_the_call_asks_for_stands_beside_it[note] if {
	plan := {"requirement": "KP-01"}
	of_procedure := {"requirement": "RS-C2-04"}
	training := {"requirement": "RS-MT-01"}
	answered := object.union(declined(plan, "2026-10-09"), {"result": "accepted"})
	some note, [answers, expected] in {
		"of its own": [[declined(plan, "2026-10-09")], "refused_of_the_call"],
		"of what it tightens": [[declined(training, "2026-10-09")], "refused_of_the_call"],
		"of what it brings up": [[declined({"indicator": "KP-01/person:a/x.0"}, "2026-10-09")], "refused_of_the_call"],
		"of the procedure": [[declined(of_procedure, "2026-10-09")], "accepted"],
		"of what that brings up": [[declined({"indicator": "RS-P1-06/person:a/x.0"}, "2026-10-09")], "accepted"],
		"of the procedure since": [[declined(of_procedure, "2026-10-10")], "refused_since"],
		"and answered since": [[declined(plan, "2026-10-08"), answered], "accepted"],
	}
	accepted_with({}, answers) == expected
}

test_a_declined_measure_is_declined_whatever_else_was if {
	before := declined({"requirement": "KP-01"}, "2026-10-09")
	answers := array.concat(said("declined", "2026-10-10", {}).determinations, [before])

	# regal ignore:with-outside-test-context
	[finding] := alternative.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"alternative": submitted("2026-10-10")},
		"fa": {"determinations": answers},
	}
		with data.policy.program as of_call
	finding.reason == "declined"
}

test_a_declined_measure_is_declined_whoever_joins if {
	facts := {"institutions": [{"id": "a", "roster": list([{"person": "kondo", "since": later}])}]}

	# regal ignore:with-outside-test-context
	[finding] := alternative.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": object.union({"alternative": submitted("2026-10-10")}, facts),
		"fa": said("declined", "2026-10-10", {}),
	}
	finding.reason == "declined"
}

test_that_it_is_declined_is_asked_about_where_that_is_dated_ahead[note] if {
	accepted := said("accepted", "2026-10-10", {}).determinations[0]
	some note, [first, later, expected] in {
		"ahead": [accepted, said("declined", "2026-11-21", {"id": "d2"}), "answer_ahead"],
		"on the day": [accepted, said("declined", "2026-11-20", {"id": "d2"}), "declined"],
		"accepted ahead": [accepted, said("accepted", "2026-11-21", {"id": "d2"}), "accepted"],
		"on something else": [
			accepted,
			said("declined", "2026-11-21", {"id": "d2", "about": [{"requirement": "RS-C2-04"}]}),
			"accepted",
		],
		"beside a decline": [
			object.union(accepted, {"result": "declined"}),
			said("declined", "2026-11-21", {"id": "d2"}),
			"declined",
		],
	}
	reason(submitted("2026-10-10"), {"determinations": array.concat([first], later.determinations)}) == expected
}

# What the FA answered on the alternative lets it stand in for risk management under the procedure.
stands_in(envelope, fa) if {
	# regal ignore:with-outside-test-context
	alternative.stands_in with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"alternative": envelope},
		"fa": fa,
	}
}

test_only_what_the_fa_accepted_stands_in if {
	stands_in(submitted("2026-10-10"), said("accepted", "2026-10-10", {}))
	stands_in(submitted("2026-10-10"), said("accepted", "2026-10-10", {"expires_on": "2026-11-20"}))
	not stands_in(submitted("2026-10-10"), said("accepted", "2026-10-10", {"expires_on": "2026-11-19"}))
	not stands_in(submitted("2026-10-10"), said("accepted", "2026-10-09", {}))
	not stands_in(submitted("2026-10-10"), said("declined", "2026-10-10", {}))
	not stands_in(submitted("2026-10-10"), {})
}
