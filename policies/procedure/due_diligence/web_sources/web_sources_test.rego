package policy.procedure.due_diligence.web_sources_test

import data.policy.procedure.due_diligence.web_sources

test_a_web_page_without_a_name_is_unchecked_all_the_same if {
	found := web_sources.findings with input as {"as_of": "2026-11-20", "facts": {"people": [{
		"id": "sato",
		"due_diligence": {
			"state": "provided",
			"declared": {"by": "研究推進部", "on": "2026-10-06"},
			"entries": [{"kind": "web", "available": true}],
		},
	}]}}
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "unchecked", {"sources": [""]}]]
}

declared := {"by": "研究推進部", "on": "2026-10-06"}

# What is found of one person, whose due diligence is this, with the FA's acceptance of it or without.
reason(envelope, accepted) := found[0].reason if {
	answer := {"requirement": "RS-DD-01", "subject": "person:sato", "result": "accepted", "on": "2026-11-01"}

	# regal ignore:with-outside-test-context
	found := web_sources.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"people": [{"id": "sato", "due_diligence": envelope}]},
		"fa": {"determinations": [answer | accepted]},
	}
}

provided(check) := {"state": "provided", "declared": declared, "entries": [check]}

test_what_the_fa_accepted_is_settled[state] if {
	some state in ["unobtainable", "withheld"]
	reason({"state": state, "declared": declared}, false) == "not_confirmed"
	reason({"state": state, "declared": declared}, true) == "fa_accepted"
}

test_only_a_web_page_is_to_be_checked_for_reliability[kind] if {
	some kind, expected in {
		"papers": "no_web_source",
		"portal": "no_web_source",
		"research_database": "no_web_source",
		"ip_database": "no_web_source",
		"list": "no_web_source",
		"institution": "no_web_source",
		"web": "unchecked",
		"other": "unchecked",
	}
	reason(provided({"source": "CiNii", "kind": kind}), false) == expected
}

test_a_source_whose_name_is_no_text_has_none if {
	found := web_sources.findings with input as {
		"as_of": "2026-11-20",
		"facts": {"people": [{"id": "sato", "due_diligence": provided({"source": 1, "kind": "web"})}]},
	}
	found[0].params == {"sources": [""]}
}
