package policy.program.undertakings_test

import data.policy.program.undertakings

declared := {"by": "遠藤 拓", "on": "2026-10-07"}

notice := {"state": "provided", "declared": declared, "entries": [{"result": "candidate", "notified_on": "2026-10-01"}]}

test_an_undertaking_is_signed_on_a_day_by_the_declaration[day] if {
	some day, reason in {"2026-10-07": "signed", "2026-10-08": "document_missing", "2026-10": "document_missing"}
	documents := [{"kind": kind, "document": {"title": kind, "on": day}} | some kind in ["undertaking", "consent"]]
	signed := {"state": "provided", "declared": declared, "entries": documents}
	[finding] := undertakings.findings with data.policy.call.selection as "DB-04"
		with input as {
			"as_of": "2026-11-20",
			"mode": "formal",
			"facts": {"application": {"selection": notice}, "people": [{"id": "endo", "undertakings": signed}]},
		}
	finding.reason == reason
}
