package policy.procedure.due_diligence.discrepancies_test

import data.policy.procedure.due_diligence.discrepancies

# An application by one person, looked at by due diligence, with these discrepancies noted and these answers of the FA.
application(noted, determinations) := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"prepared": {"digests": {"/facts/people/0/due_diligence/discrepancies/0": "0a1b2c3d"}},
	"facts": {"people": [{"id": "sato", "due_diligence": {
		"state": "provided",
		"declared": {"by": "研究推進部", "on": "2026-10-06"},
		"entries": [{"source": "researchmap", "available": true, "result": "照合した"}],
		"discrepancies": noted,
	}}]},
	"fa": {"determinations": determinations},
}

of_sato(found) := [[finding.status, finding.reason, finding.params] |
	some finding in found
	finding.subject == "person:sato"
]

answer(result) := {
	"about": [{"indicator": "RS-DD-04/person:sato/discrepancy.d1.0a1b2c3d"}],
	"result": result,
	"reason": "回答のとおり",
	"on": "2026-11-01",
}

test_the_fas_acceptance_settles_a_discrepancy_without_a_disposition if {
	found := discrepancies.findings with input as application([{"id": "d1"}], [answer("accepted")])
	of_sato(found) == [["satisfied", "settled", {}]]
}

test_a_discrepancy_that_the_fa_declined_still_waits_for_a_disposition if {
	found := discrepancies.findings with input as application([{"id": "d1"}], [answer("declined")])
	of_sato(found) == [["consult_fa", "undisposed", {"ids": ["d1"]}]]
}

test_a_discrepancy_that_cannot_be_named_is_not_identified[note] if {
	some note, noted in {
		"without an id": [{"field": "papers"}],
		"an id that is no text": [{"id": 1}],
		"no list": "論文が一致しない",
		"null": null,
	}
	found := discrepancies.findings with input as application(noted, [])
	of_sato(found) == [["missing_information", "not_identified", {}]]
}

viewed(view) := {"id": "d1", "disposition": {
	"view": view,
	"rationale": "所属機関に照会した",
	"by": "西村",
	"on": "2026-10-20",
}}

unsigned := object.remove(viewed("explained"), ["disposition"])

test_a_discrepancy_is_settled_by_a_disposition_that_is_signed_and_one_of_three[note] if {
	some note, [noted, reason] in {
		"explained": [viewed("explained"), "settled"],
		"corrected": [viewed("corrected"), "settled"],
		"unresolved": [viewed("unresolved"), "unresolved"],
		"another word": [viewed("noted"), "undisposed"],
		"not signed": [{"id": "d1", "disposition": {"view": "explained"}}, "undisposed"],
		"none": [unsigned, "undisposed"],
	}
	found := discrepancies.findings with input as application([noted], [])
	of_sato(found)[0][1] == reason
}

test_an_answer_on_what_was_found_before_is_none_on_what_is_found_now if {
	before := object.union(answer("accepted"), {"about": [{"indicator": "RS-DD-04/person:sato/discrepancy.d1.ffffffff"}]})
	found := discrepancies.findings with input as application([{"id": "d1"}], [before])
	of_sato(found) == [["consult_fa", "undisposed", {"ids": ["d1"]}]]
}

test_a_disposition_dated_ahead_settles_nothing if {
	ahead := {"id": "d1", "disposition": object.union(viewed("explained").disposition, {"on": "2026-11-21"})}
	found := discrepancies.findings with input as application([ahead], [])
	of_sato(found) == [["consult_fa", "undisposed", {"ids": ["d1"]}]]
}

test_what_is_not_settled_raises_an_indicator[note] if {
	some note, [noted, keys] in {
		"explained": [viewed("explained"), []],
		"unresolved": [viewed("unresolved"), ["RS-DD-04/person:sato/discrepancy.d1.0a1b2c3d"]],
		"not signed": [{"id": "d1", "disposition": {"view": "explained"}}, ["RS-DD-04/person:sato/discrepancy.d1.0a1b2c3d"]],
	}
	raised := discrepancies.indicators with input as application([noted], [])
	[one.key | some one in raised] == keys
}

test_the_fas_acceptance_settles_what_is_unresolved if {
	found := discrepancies.findings with input as application([viewed("unresolved")], [answer("accepted")])
	of_sato(found) == [["satisfied", "settled", {}]]
}

test_without_due_diligence_it_is_not_known_whether_there_are_discrepancies[state] if {
	some state, reason in {
		"none": "not_examined",
		"unknown": "not_examined",
		"unobtainable": "not_confirmed",
		"withheld": "not_confirmed",
	}
	envelope := {"state": state, "declared": {"by": "研究推進部", "on": "2026-10-06"}}
	found := discrepancies.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"people": [{"id": "sato", "due_diligence": envelope}]},
	}
	of_sato(found)[0][1] == reason
}

test_where_nobody_is_examined_the_application_is_asked_once if {
	found := discrepancies.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {}}
	[[finding.subject, finding.reason] | some finding in found] == [["application", "nothing_else"]]
}

test_what_is_noted_at_the_lead_institution_stands_with_the_application if {
	lead := {"id": "aoba", "role": "lead", "desk": {"discrepancies": [{"id": "d2"}]}}
	world := object.union(application([], []), {"facts": {"institutions": [lead]}})
	found := discrepancies.findings with input as world
	[[finding.subject, finding.reason, finding.params, finding.reads] | some finding in found] == [
		["application", "undisposed", {"ids": ["d2"]}, ["/facts/institutions/0/desk/discrepancies/0"]],
		["person:sato", "none_found", {}, ["/facts/people/0/due_diligence"]],
	]
}
