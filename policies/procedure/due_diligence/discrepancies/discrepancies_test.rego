package policy.procedure.due_diligence.discrepancies_test

import data.policy.procedure.due_diligence.discrepancies

# An application by one person, looked at by due diligence, with these discrepancies noted and these answers of the FA.
application(noted, determinations) := {
	"as_of": "2026-11-20",
	"mode": "formal",
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
	"indicator": "RS-DD-04/person:sato/discrepancy.d1",
	"result": result,
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
	some note, noted in {"without an id": [{"field": "papers"}], "no list": "論文が一致しない", "null": null}
	found := discrepancies.findings with input as application(noted, [])
	of_sato(found) == [["missing_information", "not_identified", {}]]
}
