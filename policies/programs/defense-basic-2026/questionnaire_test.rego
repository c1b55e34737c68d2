package policy.program.questionnaire_test

import data.policy.program.questionnaire

declared := {"by": "遠藤 拓", "on": "2026-10-07"}

notice := {"state": "provided", "declared": declared, "entries": [{"result": "candidate", "notified_on": "2026-10-01"}]}

of(entries) := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"facts": {"application": {"selection": notice}, "people": [{"id": "endo", "questionnaire": {
		"state": "provided",
		"declared": declared,
		"entries": entries,
		"evidence": [{"title": "様式5", "digest": "sha256:0"}],
	}}]},
}

test_an_answer_to_a_form_without_items_is_no_answer if {
	found := questionnaire.findings with data.policy.call.selection as "DB-04"
		with input as of([{"item": "q01", "answer": "no"}])
		with data.policy.forms.questionnaire as []
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "items_unknown", {"items": ["q01"]}]]
}

test_what_is_neither_yes_nor_no_nor_unsure_is_no_answer if {
	found := questionnaire.findings with data.policy.call.selection as "DB-04"
		with input as of([
			{"item": "q01", "answer": "no"},
			{"item": "q02", "answer": "たぶん"},
			{"item": "q03", "answer": null},
		])
		with data.policy.forms.questionnaire as ["q01", "q02", "q03"]
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "items_unanswered", {"items": ["q02", "q03"]}]]
}

test_only_an_answer_that_asks_for_judgement_raises_an_indicator if {
	raised := questionnaire.indicators with data.policy.call.selection as "DB-04"
		with input as of([
			{"item": "q01", "answer": "no"},
			{"item": "q02", "answer": "yes"},
		])
	[one.key | some one in raised] == ["DB-01/person:endo/questionnaire.q02.?"]
}

test_a_form_is_attached_and_can_be_found if {
	whole := of([{"item": "q01", "answer": "no", "due_diligence": "not_needed"}]).facts.people[0].questionnaire
	form := object.union(whole, {"evidence": [{"title": "様式5"}]})
	found := questionnaire.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"application": {"selection": notice}, "people": [{"id": "endo", "questionnaire": form}]},
	}
		with data.policy.call.selection as "DB-04"
		with data.policy.forms.questionnaire as ["q01"]
	found[0].reason == "form_not_attached"
}

# What is found of one answer whose item was looked into like this.
reason(looked_into) := found[0].reason if {
	facts := of([object.union({"item": "q01", "answer": "no"}, looked_into)])

	# regal ignore:with-outside-test-context,line-length
	found := questionnaire.findings with input as facts with data.policy.call.selection as "DB-04" with data.policy.forms.questionnaire as ["q01"]
}

test_each_item_says_whether_it_was_looked_into[note] if {
	some note, [looked_into, expected] in {
		"done": [{"due_diligence": "done"}, "answered"],
		"not needed": [{"due_diligence": "not_needed"}, "answered"],
		"needed": [{"due_diligence": "needed"}, "due_diligence_to_do"],
		"not said": [{}, "due_diligence_not_said"],
		"no word for it": [{"due_diligence": "済"}, "due_diligence_not_said"],
	}
	reason(looked_into) == expected
}

test_before_the_interview_nothing_is_asked_and_nothing_raised if {
	facts := object.remove(of([{"item": "q01", "answer": "yes"}]).facts, ["application"])
	found := questionnaire.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts}
		with data.policy.call.selection as "DB-04"
	[finding.reason | some finding in found] == ["before_interview"]
	raised := questionnaire.indicators with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts}
		with data.policy.call.selection as "DB-04"
	raised == []
}
