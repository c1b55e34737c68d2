package policy.program.questionnaire_test

import data.policy.program.questionnaire

declared := {"by": "遠藤 拓", "on": "2026-10-07"}

of(entries) := {
	"as_of": "2026-11-20",
	"facts": {"people": [{"id": "endo", "questionnaire": {
		"state": "provided",
		"declared": declared,
		"entries": entries,
		"evidence": [{"title": "様式5", "digest": "sha256:0"}],
	}}]},
}

test_an_answer_to_a_form_without_items_is_no_answer if {
	found := questionnaire.findings with input as of([{"item": "q01", "answer": "no"}])
		with data.policy.forms.questionnaire as []
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "items_unknown", {"items": ["q01"]}]]
}

test_what_is_neither_yes_nor_no_nor_unsure_is_no_answer if {
	found := questionnaire.findings with input as of([
		{"item": "q01", "answer": "no"},
		{"item": "q02", "answer": "たぶん"},
		{"item": "q03", "answer": null},
	])
		with data.policy.forms.questionnaire as ["q01", "q02", "q03"]
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "items_unanswered", {"items": ["q02", "q03"]}]]
}

test_only_an_answer_that_asks_for_judgement_raises_an_indicator if {
	raised := questionnaire.indicators with input as of([
		{"item": "q01", "answer": "no"},
		{"item": "q02", "answer": "yes"},
	])
	[one.key | some one in raised] == ["DB-01/person:endo/questionnaire.q02"]
}

test_a_form_is_attached_with_its_digest if {
	whole := of([{"item": "q01", "answer": "no"}]).facts.people[0].questionnaire
	form := object.union(whole, {"evidence": [{"title": "様式5"}]})
	found := questionnaire.findings with input as {
		"as_of": "2026-11-20",
		"facts": {"people": [{"id": "endo", "questionnaire": form}]},
	}
		with data.policy.forms.questionnaire as ["q01"]
	found[0].reason == "form_not_attached"
}
