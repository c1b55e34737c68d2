package policy.procedure.supporters.conditions_test

import data.policy.procedure.supporters.conditions

declared := {"by": "研究推進部", "on": "2026-10-06"}

provided(entry) := {"state": "provided", "declared": declared, "entries": [entry]}

none(signed) := {"state": "none", "declared": signed}

asked := provided({"summary": "成果の優先実施", "return_asked": true})

# An application with one supporter, of whom this is known.
application(known) := {"as_of": "2026-11-20", "prepared": {"digests": {}}, "facts": {"institutions": [{
	"id": "aoba",
	"role": "lead",
	"supporters": {"state": "provided", "declared": declared, "entries": [object.union(
		{"id": "zaidan", "purpose": provided({"summary": "助成"})},
		known,
	)]},
}]}}

test_what_is_asked_in_return_needs_judgement[note] if {
	some note, [known, reason] in {
		"something": [{"conditions": asked}, "provided_needs_judgement"],
		"nothing": [{"conditions": provided({"summary": "なし", "return_asked": false})}, "provided"],
		"not said": [{"conditions": provided({"summary": "覚書"})}, "provided_needs_judgement"],
		"something, for a purpose not known": [{"conditions": asked, "purpose": null}, "absent"],
		"something, for no purpose": [{"conditions": asked, "purpose": none(declared)}, "no_purpose"],
		"something, for no purpose by another's word": [
			{"conditions": asked, "purpose": none(object.union(declared, {"institution": "minato"}))},
			"stated_by_another",
		],
	}
	found := conditions.findings with input as application(known)
	found[0].reason == reason
}

test_only_conditions_that_are_known_raise_an_indicator if {
	raised := conditions.indicators with input as application({"conditions": asked})
	[one.key | some one in raised] == [concat("/", [conditions.id, "supporter:zaidan", "return_asked.?"])]
	withheld := object.union(asked, {"state": "withheld"})
	none := conditions.indicators with input as application({"conditions": withheld})
	none == []
}

test_each_condition_that_asks_for_something_raises_one_of_its_own if {
	free := {"summary": "報告書の提出のみ", "return_asked": false}
	both := object.union(asked, {"entries": [free, asked.entries[0]]})
	raised := conditions.indicators with input as application({"conditions": both})
	[one.reads | some one in raised] == [["/facts/institutions/0/supporters/entries/0/conditions/entries/1"]]
}
