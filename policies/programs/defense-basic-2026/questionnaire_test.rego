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

# What is found of one answer to q01 beside what else is declared of the person, where the program holds the two
# against each other.
besides(answer, changed, row) := finding.reason if {
	whole := of([object.union({"item": "q01", "due_diligence": "not_needed"}, answer)])
	facts := object.union(whole.facts, {
		"institutions": [{"id": "a", "role": "lead", "name": "Aoba"}, {"id": "b", "role": "joint", "name": "Beta"}],
		"people": [object.union_n([whole.facts.people[0], {"institution": "a"}, changed])],
	})
	world := prepared(whole, facts)
	rows := [object.union({"items": ["q01"], "kinds": []}, row)]
	params := {"questionnaire_declarations": rows}

	# regal ignore:with-outside-test-context,line-length
	[finding] := questionnaire.findings with input as world with data.policy.call.selection as "DB-04" with data.policy.forms.questionnaire as ["q01"] with data.policy.params as params
}

prepared(whole, facts) := object.union(whole, {"facts": facts, "prepared": {
	"names": {"Aoba": {"forms": ["aoba"]}, "AOBA": {"forms": ["aoba"]}, "Beta": {"forms": ["beta"]}},
	"named_in": named_in,
}})

# Which words name which body.
named_in := {
	"Betaは国内の企業である。": ["Beta"],
	"Aobaの許可を得ている。": ["Aoba"],
	"BetaとDeltaは国内にある。": ["Beta", "Delta"],
	"Deltaは国内の学会である。": ["Delta"],
	"Epsilonは国内の機関である。": ["Epsilon"],
	"Gammaは国内の機関であった。": ["Gamma"],
	"Gammaの注意である。": ["Gamma"],
}

beside(answer, posts, row) := besides(answer, {"affiliations": posts}, object.union({"declared": "affiliations"}, row))

post_at(body) := {"state": "provided", "declared": declared, "entries": [{"institution": body}]}

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
		"yes, and a post": [yes, post_at("Beta"), of_yes, "answered_needs_judgement"],
		"yes, and a post, where only no is held against it": [yes, post_at("Beta"), of_no, "answered_needs_judgement"],
		"yes, and a post since": [yes, newer, of_no, "answered_needs_judgement"],
		"yes, and none": [yes, none, of_yes, "differs_from_declarations"],
		"yes, and none, where only no is held against it": [yes, none, of_no, "answered_needs_judgement"],
	}
	beside(answer, posts, row) == expected
}

test_support_of_that_kind_by_another_contradicts_a_no[note] if {
	row := {"items": ["q01"], "answer": "no", "declared": "other_support", "kinds": ["side_post"]}
	some note, [kind, provider, expected] in {
		"of that kind": ["side_post", "Beta", [["q01"]]],
		"of another kind": ["pay", "Beta", []],
		"by one's own institution": ["side_post", "AOBA", []],
	}
	endo := {"owner": "a", "at": "/facts/people/0", "fact": {
		"questionnaire": {"state": "provided", "declared": declared, "entries": [{"item": "q01", "answer": "no"}]},
		"disclosures": {"other_support": {
			"state": "provided", "declared": declared,
			"entries": [{"kind": kind, "provider": provider}],
		}},
	}}
	found := questionnaire.against(endo, [row]) with input as {
		"as_of": "2026-11-20",
		"prepared": {"names": {"Aoba": {"forms": ["aoba"]}, "AOBA": {"forms": ["aoba"]}, "Beta": {"forms": ["beta"]}}},
		"facts": {"institutions": [{"id": "a", "role": "lead", "name": "Aoba"}]},
	}
	[clash.items | some clash in found] == expected
}

posts_of(key, posts) := {
	"state": "provided",
	"declared": declared,
	"entries": [entry |
		some [body, start, end] in posts
		entry := {name: value | some name, value in {key: body, "start": start, "end": end}; value != ""}
	],
}

test_a_post_elsewhere_of_the_career_or_the_employment_contradicts_a_no[note] if {
	own := ["Aoba", "2020-04-01", ""]
	no := {"answer": "no"}
	why := {"answer": "no", "detail": "国内の機関である。"}
	yes := {"answer": "yes", "detail": "Betaの技術顧問"}
	some note, [answer, posts, expected] in {
		"one's own": [no, [own], "answered"],
		"one's own, under another name": [no, [["AOBA", "2020-04-01", ""]], "answered"],
		"elsewhere": [no, [own, ["Beta", "2025-04-01", ""]], "differs_from_declarations"],
		"elsewhere alone": [no, [["Beta", "2025-04-01", ""]], "differs_from_declarations"],
		"elsewhere, until today": [no, [own, ["Beta", "2025-04-01", "2026-11-20"]], "differs_from_declarations"],
		"over, and beside the own": [no, [own, ["Beta", "2025-04-01", "2026-03-31"]], "differs_from_declarations"],
		"over, and begun before the own": [no, [own, ["Beta", "2018-04", "2020-05"]], "differs_from_declarations"],
		"over when the own began": [no, [own, ["Beta", "2018-04-01", "2020-03-31"]], "answered"],
		"over in the month in which the own began": [no, [own, ["Beta", "2018-04-01", "2020-04-30"]], "answered"],
		"over, and none of one's own": [no, [["Beta", "2018-04-01", "2020-03-31"]], "answered"],
		"elsewhere, with words that say why": [why, [own, ["Beta", "2025-04-01", ""]], "answered"],
		"elsewhere, and yes": [yes, [own, ["Beta", "2025-04-01", ""]], "answered_needs_judgement"],
	}
	every name, given in {
		"career": {"disclosures": {"career": posts_of("institution", posts)}},
		"employment": {"employment": posts_of("employer", posts)},
	} {
		besides(answer, given, {"answer": "no", "declared": name}) == expected
	}
}

test_a_post_that_is_over_was_beside_the_own_one_by_either_list[began] if {
	elsewhere := posts_of("employer", [["Beta", "2018-04-01", "2021-03-31"]])
	row := {"answer": "no", "declared": "employment"}
	some began, expected in {"2020-04-01": "differs_from_declarations", "2021-04-01": "answered"}
	career := posts_of("institution", [["Aoba", began, ""]])
	besides({"answer": "no"}, {"employment": elsewhere, "disclosures": {"career": career}}, row) == expected
}

test_words_that_name_a_body_are_about_that_one[words] if {
	given := {
		"disclosures": {
			"career": posts_of("institution", [["Aoba", "2020-04-01", ""], ["Gamma", "2012-04-01", "2020-03-31"]]),
			"other_support": {
				"state": "provided", "declared": declared,
				"entries": [{"kind": "honorary_post", "provider": "Delta"}],
			},
		},
		"affiliations": {"state": "provided", "declared": declared, "entries": [{"institution": "Epsilon"}]},
		"employment": posts_of("employer", [["Beta", "2025-04-01", ""]]),
	}
	some words, expected in {
		"Betaは国内の企業である。": "answered",
		"国内の企業である。": "answered",
		"Aobaの許可を得ている。": "answered",
		"BetaとDeltaは国内にある。": "answered",
		"Deltaは国内の学会である。": "differs_from_declarations",
		"Epsilonは国内の機関である。": "differs_from_declarations",
		"Gammaは国内の機関であった。": "differs_from_declarations",
	}
	besides({"answer": "no", "detail": words}, given, {"answer": "no", "declared": "employment"}) == expected
}

test_words_name_the_body_of_a_post_or_of_support_by_the_key_that_it_has[note] if {
	career := posts_of("institution", [["Gamma", "2012-04-01", "2020-03-31"]])
	support := {"state": "provided", "declared": declared, "entries": [{"kind": "other", "provider": "Beta"}]}
	row := {"items": ["q01"], "answer": "no", "kinds": []}
	some note, [facts, name] in {
		"support": [{"disclosures": {"career": career, "other_support": support}}, "other_support"],
		"a further post": [{"disclosures": {"career": career}, "affiliations": post_at("Beta")}, "affiliations"],
		"an employer": [
			{"disclosures": {"career": career}, "employment": posts_of("employer", [["Beta", "2025-04-01", ""]])},
			"employment",
		],
	}
	every words, expected in {"Betaは国内の企業である。": [], "Gammaは国内の機関であった。": [["q01"]]} {
		clashes_of(words, facts, object.union(row, {"declared": name})) == expected
	}
}

# The items of the clashes of a no to q01, with these words, and a row.
clashes_of(words, facts, row) := [clash.items | some clash in found] if {
	answer := {"item": "q01", "answer": "no", "detail": words}
	form := {"state": "provided", "declared": declared, "entries": [answer]}
	fact := object.union({"id": "endo", "questionnaire": form}, facts)

	# regal ignore:with-outside-test-context
	found := questionnaire.against({"owner": "a", "at": "/facts/people/0", "fact": fact}, [row]) with input as {
		"as_of": "2026-11-20",
		"prepared": {
			"names": {"Aoba": {"forms": ["aoba"]}, "Beta": {"forms": ["beta"]}, "Gamma": {"forms": ["gamma"]}},
			"named_in": named_in,
		},
		"facts": {"institutions": [{"id": "a", "role": "lead", "name": "Aoba"}], "people": [fact]},
	}
}

test_words_about_what_has_no_body_may_name_any if {
	given := {"disclosures": {
		"career": posts_of("institution", [["Gamma", "2012-04-01", "2020-03-31"]]),
		"records": {"state": "provided", "declared": declared, "entries": [{"basis": "規程", "on": "2019-04-01"}]},
	}}
	row := {"answer": "no", "declared": "records"}
	besides({"answer": "no", "detail": "Gammaの注意である。"}, given, row) == "answered"
}

test_words_of_before_a_post_was_declared_say_nothing_of_it if {
	newer := object.union(
		posts_of("employer", [["Beta", "2025-04-01", ""]]),
		{"declared": {"by": "人事課", "on": "2026-10-08"}},
	)
	why := {"answer": "no", "detail": "国内の機関である。"}
	row := {"answer": "no", "declared": "employment"}
	besides(why, {"employment": newer}, row) == "differs_from_declarations"
	of_another := object.union(newer, {"declared": {"by": "人事課", "on": "2026-10-08", "institution": "c"}})
	besides(why, {"employment": of_another}, row) == "answered"
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

test_words_name_an_item_by_its_code_or_its_number[words] if {
	some words, expected in {
		"q11に挙げたもの": true, "Q11": true, "問11": true, "設問 11の回答": true, "問１１の端末": true, "問1と問11": true,
		"11": false, "2011年から": false, "問1": false, "問110": false, "問１１０": false, "問12": false,
	}
	count([words | questionnaire.names_item(words, "q11")]) == count([words | expected])
}

test_a_nought_before_the_number_is_no_part_of_it[words] if {
	some words, expected in {"q01": true, "問1": true, "問１の": true, "問10": false, "問11": false}
	count([words | questionnaire.names_item(words, "q01")]) == count([words | expected])
}
