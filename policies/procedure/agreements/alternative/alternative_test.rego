package policy.procedure.agreements.alternative_test

import data.policy.procedure.agreements.alternative

offered := {
	"state": "provided",
	"declared": {"by": "産学連携部", "on": "2026-10-06"},
	"entries": [{"document": {"title": "代替措置の案", "digest": "sha256:0"}, "submitted_on": "2026-10-06"}],
}

reason(envelope) := found[0].reason if {
	# regal ignore:with-outside-test-context
	found := alternative.findings with input as {"as_of": "2026-11-20", "facts": {"alternative": envelope}}
}

submitted(day) := object.union(offered, {"entries": [object.union(offered.entries[0], {"submitted_on": day})]})

with_document(document) := object.union(offered, {"entries": [{"document": document, "submitted_on": "2026-10-06"}]})

test_an_alternative_is_submitted_with_its_document[note] if {
	some note, [envelope, expected] in {
		"whole": [offered, "undecided"],
		"declared by nobody": [object.remove(offered, ["declared"]), "not_submitted"],
		"without a title": [with_document({"digest": "sha256:0"}), "not_submitted"],
		"without a digest": [with_document({"title": "代替措置の案"}), "not_submitted"],
		"submitted later": [submitted("2026-11-21"), "not_submitted"],
	}
	reason(envelope) == expected
}
