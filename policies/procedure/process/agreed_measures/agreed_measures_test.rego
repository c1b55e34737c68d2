package policy.procedure.process.agreed_measures_test

import data.policy.procedure.process.agreed_measures

# What is found under such facts, and what the FA holds; one whose evaluation the program wants consulted when raised.
found(facts, fa) := [finding.reason, finding.params] if {
	whole := object.union({"measures": [], "consultations": []}, facts)

	# regal ignore:with-outside-test-context,line-length
	[finding] := agreed_measures.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": whole, "fa": fa} with data.policy.params as {"evaluation_consultation": "when_raised", "mandatory_measures": ["training"]}
}

test_a_consultation_that_names_nothing_is_open if {
	found({"consultations": [null]}, {}) == ["consultation_open", {"consultations": ["?"]}]
	found({"consultations": [{"id": "c1", "opened_on": "2026-11-01", "about": []}]}, {})[0] == "consultation_open"
}

about := [{"requirement": "RS-C2-04"}]

consultation := {"id": "c1", "about": about, "opened_on": "2026-11-01"}

answered(topics, result, day) := {"determinations": [{
	"id": "d1",
	"about": topics,
	"result": result,
	"on": day,
	"reason": "確認した",
}]}

test_both_lists_are_lists[key] if {
	some key in ["measures", "consultations"]
	found({key: {}}, {})[0] == "absent"
}

test_a_consultation_is_answered_on_the_day_that_it_was_opened_or_later[note] if {
	some note, [opened, answer, reason] in {
		"on the day": ["2026-11-01", answered(about, "accepted", "2026-11-01"), "no_measures"],
		"before": ["2026-11-01", answered(about, "accepted", "2026-10-31"), "consultation_open"],
		"declined": ["2026-11-01", answered(about, "declined", "2026-11-01"), "consultation_declined"],
		"on something else": ["2026-11-01", answered([{"indicator": "a"}], "accepted", "2026-11-01"), "consultation_open"],
		"opened today": ["2026-11-20", {}, "consultation_open"],
		"opened tomorrow": ["2026-11-21", {}, "consultation_ahead"],
		"expired": ["2026-11-01", expired, "consultation_open"],
		"opened on no date that sorts after today": ["いつか", {}, "consultation_open"],
		"opened on no date": ["", answered(about, "accepted", "2026-11-01"), "consultation_open"],
	}
	found({"consultations": [object.union(consultation, {"opened_on": opened})]}, answer)[0] == reason
}

expired := {"determinations": [object.union(one, {"expires_on": "2026-11-19"}) |
	some one in answered(about, "accepted", "2026-11-01").determinations
]}

test_what_the_fa_declined_counts_whoever_recorded_the_question if {
	asked := {"consultations": [object.union(consultation, {"opened_on": "2026-11-01"})]}
	by_fa := object.union(answered(about, "declined", "2026-11-01"), asked)
	found({}, by_fa)[0] == "consultation_declined"
	found({}, object.union(answered(about, "declined", "2026-10-31"), asked))[0] == "consultation_open"
}

test_every_topic_of_a_consultation_is_answered if {
	both := array.concat(about, [{"indicator": "a"}])
	facts := {"consultations": [object.union(consultation, {"about": both})]}
	found(facts, answered(about, "accepted", "2026-11-02"))[0] == "consultation_open"
	found(facts, answered(both, "accepted", "2026-11-02"))[0] == "no_measures"
}

test_a_consultation_that_the_fa_recorded_counts_as_well if {
	found({}, {"consultations": [consultation]}) == ["consultation_open", {"consultations": ["c1"]}]
}

test_an_id_that_is_no_text_names_no_consultation if {
	facts := {"consultations": [object.union(consultation, {"id": 1})]}
	found(facts, {}) == ["consultation_open", {"consultations": ["?"]}]
}

measure := {
	"id": "m1",
	"kind": "data_access",
	"indicators": ["a"],
	"chosen_on": "2026-11-05",
	"owner": "情報基盤センター",
	"due": "2027-03-31",
}

test_a_measure_is_agreed_by_an_answer_since_it_was_chosen[note] if {
	on_measure := [{"measure": "m1"}]
	some note, [changed, answer, reason] in {
		"that names it": [{}, answered(on_measure, "accepted", "2026-11-05"), "agreed"],
		"that names its indicator": [{}, answered([{"indicator": "a"}], "accepted", "2026-11-05"), "agreed"],
		"before": [{}, answered(on_measure, "accepted", "2026-11-04"), "not_agreed"],
		"of another measure": [{}, answered([{"measure": "m2"}], "accepted", "2026-11-05"), "not_listed"],
		"of another indicator": [{}, answered([{"indicator": "b"}], "accepted", "2026-11-05"), "not_agreed"],
		"declined": [{}, answered(on_measure, "declined", "2026-11-05"), "measure_declined"],
		"declined before": [{}, answered(on_measure, "declined", "2026-11-04"), "not_agreed"],
		"since it was changed": [{"since": "2026-11-06"}, answered(on_measure, "accepted", "2026-11-06"), "agreed"],
		"before it was changed": [{"since": "2026-11-06"}, answered(on_measure, "accepted", "2026-11-05"), "not_agreed"],
		"said to stand since today": [{"since": "2026-11-20"}, answered(on_measure, "accepted", "2026-11-05"), "not_agreed"],
		"said to stand since tomorrow": [
			{"since": "2026-11-21"},
			answered(on_measure, "accepted", "2026-11-05"),
			"not_dated",
		],
		"prescribed, chosen on no day, and declined": [
			{"kind": "training", "chosen_on": null},
			answered(on_measure, "declined", "2026-11-05"),
			"measure_declined",
		],
		"prescribed": [{"kind": "training"}, {}, "agreed"],
		"prescribed, declined": [{"kind": "training"}, answered(on_measure, "declined", "2026-11-05"), "measure_declined"],
		"prescribed, chosen on no day": [{"kind": "training", "chosen_on": null}, {}, "not_dated"],
		"prescribed, chosen tomorrow": [{"kind": "training", "chosen_on": "2026-11-21"}, {}, "not_dated"],
		"prescribed, for nobody": [{"kind": "training", "owner": null}, {}, "not_dated"],
		"for nobody": [{"owner": null}, answered(on_measure, "accepted", "2026-11-05"), "not_dated"],
		"for no day": [{"due": null}, answered(on_measure, "accepted", "2026-11-05"), "not_dated"],
		"chosen on no day": [{"chosen_on": null}, answered(on_measure, "accepted", "2026-11-05"), "not_dated"],
		"chosen tomorrow": [{"chosen_on": "2026-11-21"}, answered(on_measure, "accepted", "2026-11-05"), "not_dated"],
		"chosen tomorrow, and said to stand since before": [
			{"chosen_on": "2026-11-21", "since": "2026-11-05"},
			answered(on_measure, "accepted", "2026-11-05"),
			"not_dated",
		],
	}
	found({"measures": [object.union(measure, changed)]}, answer)[0] == reason
}

test_of_the_answers_on_a_measure_and_its_indicator_the_newest_stands[note] if {
	ended := {"expires_on": "2026-11-15"}
	some note, [on_measure, on_indicator, reason] in {
		"of the measure, ended": [ended, {}, "agreed"],
		"of the indicator, ended": [{}, ended, "not_agreed"],
	}
	answers := [
		object.union(given({"measure": "m1"}, "accepted", "2026-11-08"), on_measure),
		object.union(given({"indicator": "a"}, "accepted", "2026-11-09"), on_indicator),
	]
	found({"measures": [measure]}, {"determinations": answers})[0] == reason
}

test_an_acceptance_of_the_plan_for_a_request_is_one_of_the_measure_that_it_names[note] if {
	accepted := {"determinations": [given({"request": "q1"}, "accepted", "2026-11-05")]}
	some note, [named, reason] in {"this one": ["m1", "agreed"], "another": ["m2", "not_agreed"]}
	requests := {"entries": [{"id": "q1", "response": {"measure": named}}]}
	found({"measures": [measure], "requests": requests}, accepted)[0] == reason
}

test_the_answer_on_this_step_is_no_older_than_the_measures if {
	step := [{"requirement": "RS-STP-03"}]
	found({"measures": [measure]}, answered(step, "accepted", "2026-11-05"))[0] == "fa_accepted"
	found({"measures": [measure]}, answered(step, "accepted", "2026-11-04"))[0] == "fa_answer_older"
}

test_a_measure_of_no_kind_of_its_own_is_held_to_its_day[kind] if {
	some kind in ["other", "employment"]
	late := object.union(measure, {"kind": kind, "due": "2026-11-19"})
	found({"measures": [late]}, {}) == ["overdue", {"measures": ["m1"]}]
}

test_the_answer_on_this_step_may_be_older_than_a_measure_that_is_agreed if {
	other := object.union(measure, {"id": "m2", "indicators": [], "chosen_on": "2026-11-10"})
	given := array.concat(
		answered([{"requirement": "RS-STP-03"}], "accepted", "2026-11-06").determinations,
		answered([{"measure": "m2"}], "accepted", "2026-11-10").determinations,
	)
	found({"measures": [measure, other]}, {"determinations": given})[0] == "fa_accepted"
}

test_the_step_names_the_lists_that_are_not_there_or_what_it_rests_on[note] if {
	some note, [facts, expected] in {
		"neither": [{}, ["/facts/measures", "/facts/consultations"]],
		"no consultations": [{"measures": []}, ["/facts/consultations"]],
		"no measures": [{"consultations": []}, ["/facts/measures"]],
		"both are there": [
			{"measures": [], "consultations": []},
			["/facts/measures", "/facts/consultations", "/facts/determinations", "/fa"],
		],
	}

	# regal ignore:with-outside-test-context,line-length
	[finding] := agreed_measures.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts, "fa": {}} with data.policy.params as {}
	finding.reads == expected
}

# What is found where no measure is taken, an indicator was raised, and it was judged like this.
without_measures(judgements, fa) := finding.reason if {
	facts := {"measures": [], "consultations": [], "risk": {"judgements": judgements}}

	# regal ignore:with-outside-test-context,line-length
	[finding] := agreed_measures.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts, "fa": fa} with data.policy.params.evaluation_consultation as "when_raised" with data.policy.program as {"example": {"indicators": [{"key": "a", "requirement": "KP-03", "subject": "application", "reads": [], "since": ""}]}}
}

test_without_measures_the_step_is_as_the_risk_judgement_is if {
	without_measures([], {}) == "risk_not_judged"
	judged := [{"indicator": "a", "view": "問題なし", "rationale": "確認した", "by": "大西", "on": "2026-11-01"}]
	without_measures(judged, answered([{"indicator": "a"}], "declined", "2026-11-02")) == "risk_declined"
}

given(topic, result, day) := {"about": [topic], "result": result, "on": day, "reason": "確認した。", "id": day}

# What is found of a measure that was withdrawn on 10 November, one that replaces it, one from before, and these answers
# of the FA.
withdrawn(indicators, answers) := withdrawn_for(indicators, ["m2", "m3", "m4"], answers)

# The same, where these are said to replace it.
withdrawn_for(indicators, replacing, answers) := found(
	{"measures": [gone, other, before, after]},
	{"determinations": answers},
) if {
	gone := object.union(measure, {
		"indicators": indicators,
		"withdrawn": {"by": "情報基盤センター", "on": "2026-11-10", "reason": "替えた。", "replaced_by": replacing},
	})
	other := object.union(measure, {"id": "m2", "indicators": ["b"], "kind": "training", "chosen_on": "2026-11-10"})
	before := object.union(measure, {"id": "m3", "indicators": [], "kind": "training"})
	after := object.union(measure, {"id": "m4", "indicators": [], "kind": "training", "chosen_on": "2026-11-13"})
}

test_what_was_withdrawn_is_let_go_with_what_replaces_it[note] if {
	own := {"measure": "m1"}
	replaced := given({"measure": "m2"}, "accepted", "2026-11-14")
	some note, [indicators, answers, reason] in {
		"declined before": [[], [given(own, "declined", "2026-11-09"), replaced], "agreed"],
		"declined on the day": [[], [given(own, "declined", "2026-11-10"), replaced], "agreed"],
		"declined since": [[], [given(own, "declined", "2026-11-12"), replaced], "given_up"],
		"declined before, and another chosen before": [
			[],
			[given(own, "declined", "2026-11-09"), given({"measure": "m3"}, "accepted", "2026-11-14")],
			"given_up",
		],
		"accepted before": [[], [given(own, "accepted", "2026-11-09"), replaced], "given_up"],
		"accepted on the day": [[], [given(own, "accepted", "2026-11-10")], "agreed"],
		"accepted the day before": [[], [given(own, "accepted", "2026-11-09")], "given_up"],
		"never answered": [["a"], [], "agreed"],
		"its indicator accepted since": [
			["a"],
			[given(own, "declined", "2026-11-09"), given({"indicator": "a"}, "accepted", "2026-11-12")],
			"agreed",
		],
		"its indicator accepted on the day of the refusal": [
			["a"],
			[given(own, "declined", "2026-11-10"), given({"indicator": "a"}, "accepted", "2026-11-10")],
			"given_up",
		],
		"its indicator accepted the day after it": [
			["a"],
			[given(own, "declined", "2026-11-10"), given({"indicator": "a"}, "accepted", "2026-11-11")],
			"agreed",
		],
		"both accepted on the day": [
			["a"],
			[given(own, "accepted", "2026-11-10"), given({"indicator": "a"}, "accepted", "2026-11-10")],
			"agreed",
		],
		"its indicator alone accepted on the day": [["a"], [given({"indicator": "a"}, "accepted", "2026-11-10")], "agreed"],
		"its indicator accepted before": [["a"], [given({"indicator": "a"}, "accepted", "2026-11-09")], "given_up"],
		"accepted until a day, and its indicator": [
			["a"],
			[
				object.union(given(own, "accepted", "2026-11-12"), {"expires_on": "2026-11-15"}),
				given({"indicator": "a"}, "accepted", "2026-11-13"),
			],
			"agreed",
		],
	}
	withdrawn(indicators, answers)[0] == reason
}

test_what_the_agency_declined_is_let_go_with_what_is_said_to_replace_it_alone[note] if {
	answers := [given({"measure": "m1"}, "declined", "2026-11-09"), given({"measure": "m2"}, "accepted", "2026-11-14")]
	some note, [replacing, reason] in {
		"the one that it accepted": [["m2"], "agreed"],
		"that one and another": [["m4", "m2"], "agreed"],
		"another": [["m4"], "given_up"],
		"none": [[], "given_up"],
	}
	withdrawn_for([], replacing, answers)[0] == reason
}

test_what_the_agency_declined_is_let_go_with_what_was_chosen_since[note] if {
	own := {"measure": "m1"}
	some note, [indicators, day, other_measure, reason] in {
		"and its indicator not answered": [["a"], "2026-11-09", "m2", "given_up"],
		"chosen on the day of the withdrawal": [[], "2026-11-09", "m2", "agreed"],
		"chosen since": [[], "2026-11-09", "m4", "agreed"],
		"declined since the withdrawal": [[], "2026-11-12", "m4", "given_up"],
	}
	answers := [given(own, "declined", day), given({"measure": other_measure}, "accepted", "2026-11-14")]
	withdrawn(indicators, answers)[0] == reason
}

test_what_was_answered_before_the_call_is_withdrawn_without_the_agency[day] if {
	some day, reason in {"2026-09-13": "agreed", "2026-09-14": "given_up"}

	# regal ignore:with-outside-test-context
	said := withdrawn(["a"], [given({"indicator": "a"}, "accepted", day)]) with data.policy.call.opens as "2026-09-14"
	said[0] == reason
}

test_an_answer_on_this_step_is_on_what_was_chosen_by_then_and_not_yet_withdrawn[note] if {
	gone := object.union(measure, {"indicators": [], "withdrawn": {
		"by": "情報基盤センター",
		"on": "2026-11-10",
		"reason": "替えた。",
	}})
	step := {"requirement": "RS-STP-03"}
	some note, [changed, answers, reason] in {
		"before it was chosen": [{}, [given(step, "accepted", "2026-11-04")], "no_measures"],
		"on the day of its choice": [{}, [given(step, "accepted", "2026-11-05")], "fa_answer_older"],
		"the day before it was withdrawn": [{}, [given(step, "accepted", "2026-11-09")], "fa_answer_older"],
		"on the day": [{}, [given(step, "accepted", "2026-11-10")], "no_measures"],
		"since": [{}, [given(step, "accepted", "2026-11-11")], "no_measures"],
		"never": [{}, [], "no_measures"],
		"never, chosen on no day": [{"chosen_on": null}, [], "no_measures"],
	}
	found({"measures": [object.union(gone, changed)]}, {"determinations": answers})[0] == reason
}

test_a_measure_that_is_to_be_withdrawn_is_agreed_until_then[day] if {
	some day, reason in {"2026-11-20": "given_up", "2026-11-21": "agreed"}
	leaving := object.union(measure, {"withdrawn": {"by": "情報基盤センター", "on": day, "reason": "替えた。"}})
	found({"measures": [leaving]}, answered([{"measure": "m1"}], "accepted", "2026-11-05"))[0] == reason
}

test_a_refusal_of_the_step_counts_from_the_day_on_which_the_measure_was_chosen[day] if {
	some day, reason in {"2026-11-04": "fa_answer_older", "2026-11-05": "fa_declined"}
	answers := {"determinations": [given({"requirement": "RS-STP-03"}, "declined", day)]}
	found({"measures": [measure]}, answers)[0] == reason
}

test_a_refusal_of_the_step_since_that_day_comes_before_what_else_waits[day] if {
	some day, reason in {"2026-11-04": "consultation_open", "2026-11-05": "fa_declined"}
	answers := {"determinations": [given({"requirement": "RS-STP-03"}, "declined", day)]}
	found({"measures": [measure], "consultations": [consultation]}, answers)[0] == reason
}

test_of_refusals_those_of_cells_and_indicators_are_named_and_a_measure_that_was_let_go_is_not if {
	said := withdrawn([], [
		given({"measure": "m1"}, "declined", "2026-11-09"),
		given({"measure": "m2"}, "accepted", "2026-11-14"),
		given({"requirement": "RS-C2-04"}, "declined", "2026-11-15"),
		given({"indicator": "b"}, "declined", "2026-11-04"),
	])
	said == ["refusal_stands", {
		"answers": ["2026-11-04", "2026-11-15"],
		"topics": ["RS-C2-04 application", "b"],
	}]
}

test_a_refusal_from_before_the_call_is_heard_where_nothing_worse_is_found[note] if {
	early := given({"indicator": "b"}, "declined", "2026-09-13")
	on_measure := {"measure": "m1"}
	some note, [changed, answers, reason] in {
		"where all is agreed": [{}, [given(on_measure, "accepted", "2026-11-05")], "refusal_before_call"],
		"where something waits": [{}, [], "refusal_before_call"],
		"where something is missing": [{"owner": null}, [given(on_measure, "accepted", "2026-11-05")], "not_dated"],
		"where a measure is declined": [{}, [given(on_measure, "declined", "2026-11-05")], "measure_declined"],
		"where the step is declined": [{}, [given({"requirement": "RS-STP-03"}, "declined", "2026-11-05")], "fa_declined"],
	}
	facts := {"measures": [object.union(measure, changed)]}

	# regal ignore:with-outside-test-context
	said := found(facts, {"determinations": array.concat([early], answers)}) with data.policy.call.opens as "2026-09-14"
	said[0] == reason
}

test_a_refusal_from_before_the_call_is_named_until_the_agency_answers_anew[note] if {
	some note, [about, answers, expected] in {
		"of a measure": [{"measure": "m1"}, [], ["refusal_before_call", {"answers": ["2026-09-13"]}]],
		"of a request": [{"request": "r1"}, [], ["refusal_before_call", {"answers": ["2026-09-13"]}]],
		"of a cell": [{"requirement": "RS-C2-04"}, [], ["refusal_before_call", {"answers": ["2026-09-13"]}]],
		"of this step": [{"requirement": "RS-STP-03"}, [], ["refusal_before_call", {"answers": ["2026-09-13"]}]],
		"of an indicator": [{"indicator": "b"}, [], ["refusal_before_call", {"answers": ["2026-09-13"]}]],
		"of what takes part no longer": [{"indicator": "b", "former": true}, [], ["no_measures", {}]],
		"accepted since": [{"indicator": "b"}, [["accepted", "2026-09-14"]], ["no_measures", {}]],
		"declined since": [
			{"indicator": "b"},
			[["declined", "2026-09-14"]],
			["refusal_stands", {"answers": ["2026-09-14"], "topics": ["b"]}],
		],
	}
	given_since := [given(about, result, day) | some [result, day] in answers]
	fa := {"determinations": array.concat([given(about, "declined", "2026-09-13")], given_since)}

	# regal ignore:with-outside-test-context
	found({}, fa) == expected with data.policy.call.opens as "2026-09-14"
}

request := {
	"id": "r1",
	"on": "2026-11-05",
	"by": "機構",
	"request": "操作記録を保存すること。",
	"response": {"state": "done", "measure": "m1", "rationale": "始めた。", "by": "大西", "on": "2026-11-12"},
}

introduced := object.union(measure, {"indicators": [], "done_on": "2026-11-11"})

# What is found of a measure that the FA asked for, in this mode, where the FA recorded these requests.
asked_for(mode, chosen, entered, recorded, answers) := finding.reason if {
	list := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-16"}, "entries": [entered]}
	facts := {"measures": [chosen], "consultations": [], "requests": list, "determinations": answers}
	of_fa := {"state": "provided", "declared": {"by": "機構", "on": "2026-11-16"}, "entries": recorded}
	fa := {"determinations": answers, "requests": of_fa}
	params := {"evaluation_consultation": "when_raised", "mandatory_measures": ["training"]}

	# regal ignore:with-outside-test-context,line-length
	[finding] := agreed_measures.findings with input as {"as_of": "2026-11-20", "mode": mode, "facts": facts, "fa": fa} with data.policy.params as params
}

test_a_measure_is_agreed_where_the_fa_asked_for_it_and_it_is_carried_out[note] if {
	at := {"id": "r1", "on": "2026-11-05"}
	before := given({"measure": "m1"}, "accepted", "2026-11-06")
	on_step := given({"requirement": "RS-STP-04"}, "accepted", "2026-11-16")
	some note, [measure_changed, request_changed, recorded, answers, expected] in {
		"so": [{}, {}, [at], [], "agreed"],
		"not recorded by the FA": [{}, {}, [], [], "not_agreed"],
		"another recorded": [{}, {}, [{"id": "r2", "on": "2026-11-05"}], [], "not_agreed"],
		"chosen before the request": [{}, {"on": "2026-11-06"}, [at], [], "not_agreed"],
		"by another measure": [{}, {"response": {"measure": "m9"}}, [at], [], "not_agreed"],
		"by no measure": [{}, {"response": {"measure": null}}, [at], [], "not_agreed"],
		"planned": [{}, {"response": {"state": "planned"}}, [at], [], "not_agreed"],
		"planned, and the step accepted": [{}, {"response": {"state": "planned"}}, [at], [on_step], "not_agreed"],
		"let drop, and the step accepted": [{}, {"response": {"state": "refused"}}, [at], [on_step], "not_agreed"],
		"not carried out": [{"done_on": null}, {}, [at], [], "not_agreed"],
		"changed on the day of the response": [{"since": "2026-11-12"}, {}, [at], [], "agreed"],
		"changed since": [{"since": "2026-11-13"}, {}, [at], [], "not_agreed"],
		"answered on before it was changed": [{"since": "2026-11-10"}, {}, [at], [before], "not_agreed"],
	}
	asked_for(
		"formal",
		object.union(introduced, measure_changed),
		object.union(request, request_changed),
		recorded,
		answers,
	) == expected
}

test_before_the_check_the_institutions_own_word_of_the_request_is_heard if {
	asked_for("precheck", introduced, request, [], []) == "agreed"
}
