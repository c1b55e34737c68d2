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

# What is found of one answer to q01 beside these further posts, where the program holds the two against each other.
beside(answer, posts, row) := finding.reason if {
	whole := of([object.union({"item": "q01", "due_diligence": "not_needed"}, answer)])
	facts := object.union(whole.facts, {
		"institutions": [{"id": "a", "role": "lead", "name": "Aoba"}, {"id": "b", "role": "joint", "name": "Beta"}],
		"people": [object.union(whole.facts.people[0], {"institution": "a", "affiliations": posts})],
	})
	names := {"Aoba": {"forms": ["aoba"]}, "AOBA": {"forms": ["aoba"]}, "Beta": {"forms": ["beta"]}}
	world := object.union(whole, {"facts": facts, "prepared": {"names": names}})
	rows := [object.union({"items": ["q01"], "declared": "affiliations", "kinds": []}, row)]
	params := {"questionnaire_declarations": rows}

	# regal ignore:with-outside-test-context,line-length
	[finding] := questionnaire.findings with input as world with data.policy.call.selection as "DB-04" with data.policy.forms.questionnaire as ["q01"] with data.policy.params as params
}

post_at(body) := {"state": "provided", "declared": declared, "entries": [{"kind": "side_post", "provider": body}]}

test_an_answer_and_a_declaration_do_not_contradict_each_other[note] if {
	none := {"state": "none", "declared": declared}
	newer := object.union(post_at("Beta"), {"declared": object.union(declared, {"on": "2026-10-20"})})
	of_no := {"answer": "no"}
	of_yes := {"answer": "yes"}
	yes := {"answer": "yes", "detail": "Betaの客員研究員"}
	some note, [answer, posts, row, expected] in {
		"no, and a post": [{"answer": "no"}, post_at("Beta"), of_no, "differs_from_declarations"],
		"no, with words that say why, and a post": [
			{"answer": "no", "detail": "無報酬である。"},
			post_at("Beta"), of_no, "answered",
		],
		"no, and a post at one's own institution": [{"answer": "no"}, post_at("AOBA"), of_no, "answered"],
		"no, and a post that is not given": [
			{"answer": "no"},
			object.union(post_at("Beta"), {"state": "withheld"}),
			of_no, "answered",
		],
		"no, and a post of that kind": [
			of_no,
			post_at("Beta"), object.union(of_no, {"kinds": ["side_post"]}), "differs_from_declarations",
		],
		"no, and a post of another kind": [of_no, post_at("Beta"), object.union(of_no, {"kinds": ["pay"]}), "answered"],
		"yes, and a post": [yes, post_at("Beta"), of_yes, "answered_needs_judgement"],
		"yes, and a post, where only no is held against it": [yes, post_at("Beta"), of_no, "answered_needs_judgement"],
		"yes, and a post since": [yes, newer, of_no, "answered_needs_judgement"],
		"yes, and none": [yes, none, of_yes, "differs_from_declarations"],
		"yes, and none, where only no is held against it": [yes, none, of_no, "answered_needs_judgement"],
	}
	beside(answer, posts, row) == expected
}

test_what_is_said_of_a_form_goes_before_what_its_institution_withholds[note] if {
	withheld := {"items": ["DB-01"], "reason": "規程による", "by": "西村", "on": "2026-10-26"}
	some note, [form, expected] in {
		"not said": [null, "part_withheld"],
		"not to be had": [{"state": "unobtainable", "declared": declared}, "unobtainable"],
	}
	found := questionnaire.findings with data.policy.call.selection as "DB-04"
		with input as {
			"as_of": "2026-11-20",
			"mode": "formal",
			"facts": {
				"application": {"selection": notice},
				"institutions": [
					{"id": "a", "role": "lead"},
					{"id": "b", "role": "joint", "partner": {"withholds": [withheld]}},
				],
				"people": [{"id": "endo", "role": "participant", "institution": "b", "questionnaire": form}],
			},
		}
	[finding.reason | some finding in found] == [expected]
}
