package policy.procedure.process.further_requests_test

import data.policy.procedure.process.further_requests

declared := {"by": "研究推進部", "on": "2026-11-20"}

planned := {"state": "planned", "rationale": "2027年1月に導入する。", "by": "研究担当理事", "on": "2026-11-16"}

asked(request) := {"state": "provided", "declared": declared, "entries": [request]}

request(response) := {"id": "q1", "on": "2026-11-09", "response": response}

answer(topic, result, day) := {
	"id": "d1",
	"about": [topic],
	"result": result,
	"on": day,
	"reason": "研究の開始までに導入すること。",
}

# What is found of what the institution enters, with what the FA recorded.
found(envelope, fa) := of_facts({"application": {"stage": "applying"}, "requests": envelope}, fa)

of_facts(facts, fa) := finding if {
	# regal ignore:with-outside-test-context
	[finding] := further_requests.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": facts,
		"fa": fa,
	}
}

test_a_request_without_an_id_is_not_answered if {
	finding := found(asked(null), {})
	[finding.reason, finding.params] == ["not_answered", {"requests": ["?"]}]
}

test_an_id_that_is_no_text_names_no_request if {
	found(asked({"id": 1, "on": "2026-11-09"}), {}).params == {"requests": ["?"]}
}

test_the_agencys_answer_on_a_plan_is_no_older_than_it[note] if {
	some note, [topic, result, day, reason] in {
		"on the request, of the same day": [{"request": "q1"}, "accepted", "2026-11-16", "planned_and_accepted"],
		"on the request, older": [{"request": "q1"}, "accepted", "2026-11-15", "planned"],
		"on another": [{"request": "q2"}, "accepted", "2026-11-16", "condition_not_entered"],
		"on the request, declined": [{"request": "q1"}, "declined", "2026-11-16", "declined"],
		"on the request, declined before": [{"request": "q1"}, "declined", "2026-11-15", "planned"],
		"on the step, of the same day": [{"requirement": "RS-STP-04"}, "accepted", "2026-11-16", "fa_accepted"],
		"on the step, older": [{"requirement": "RS-STP-04"}, "accepted", "2026-11-15", "fa_answer_older"],
	}
	found(asked(request(planned)), {"determinations": [answer(topic, result, day)]}).reason == reason
}

test_a_response_is_signed_and_no_older_than_the_request[note] if {
	done := object.union(planned, {"state": "done"})
	some note, [entry, reason] in {
		"of a later day": [request(done), "introduced"],
		"of the same day": [object.union(request(done), {"on": "2026-11-16"}), "introduced"],
		"older": [object.union(request(done), {"on": "2026-11-17"}), "not_answered"],
		"older than what was changed": [object.union(request(done), {"since": "2026-11-17"}), "not_answered"],
		"by nobody": [request(object.remove(done, ["by"])), "not_answered"],
		"ahead": [request(object.union(done, {"on": "2026-11-21"})), "not_answered"],
		"refused by nobody": [request({"state": "refused"}), "refused"],
		"in no state": [request(object.union(done, {"state": "?"})), "not_answered"],
		"none": [{"id": "q1", "on": "2026-11-09"}, "not_answered"],
	}
	found(asked(entry), {}).reason == reason
}

test_of_two_lists_the_worse_counts_and_a_newer_one_asks_anew[note] if {
	done := object.union(planned, {"state": "done"})
	some note, [entry, reason] in {
		"without a response": [{"id": "q1", "on": "2026-11-09"}, "introduced"],
		"planned": [request(planned), "planned"],
		"refused": [request(object.union(planned, {"state": "refused"})), "refused"],
		"of a later day": [{"id": "q1", "on": "2026-11-17"}, "not_answered"],
		"another": [{"id": "q2", "on": "2026-11-09"}, "not_answered"],
	}
	found(asked(request(done)), {"requests": asked(entry)}).reason == reason
}

test_a_condition_of_an_acceptance_is_a_request[note] if {
	done := object.union(planned, {"state": "done"})
	some note, [condition, result, day, reason] in {
		"entered": ["q1", "accepted", "2026-11-16", "introduced"],
		"answered before it was set": ["q1", "accepted", "2026-11-17", "not_answered"],
		"not entered": ["q2", "accepted", "2026-11-20", "condition_not_entered"],
		"of tomorrow": ["q2", "accepted", "2026-11-21", "introduced"],
		"of a refusal": ["q2", "declined", "2026-11-20", "introduced"],
	}
	accepted := object.union(answer({"requirement": "RS-C2-04"}, result, day), {"conditions": [condition]})
	found(asked(request(done)), {"determinations": [accepted]}).reason == reason
}

test_that_the_fa_asked_for_nothing_does_not_outweigh_a_request if {
	none := {"state": "none", "declared": declared}
	done := request(object.union(planned, {"state": "done"}))
	found(object.union(asked(done), {"state": "withheld"}), {"requests": none}).reason == "withheld"
}

test_that_none_was_asked_for_is_entered_since_the_call_and_the_answer_on_the_evaluation[note] if {
	evaluation := {"requirement": "RS-RA-01"}
	some note, [state, day, answers, reason] in {
		"before the call": ["none", "2026-09-13", [], "none_before_the_call"],
		"on the day of its opening": ["none", "2026-09-14", [], "none_requested"],
		"since, and before the answer": [
			"none",
			"2026-09-14",
			[answer(evaluation, "accepted", "2026-09-15")],
			"declared_before_the_answer",
		],
		"on the day of the answer": [
			"none",
			"2026-09-15",
			[answer(evaluation, "accepted", "2026-09-15")],
			"none_requested",
		],
		"not said": ["withheld", "2026-09-15", [], "withheld"],
		"not to be had": ["unobtainable", "2026-09-15", [], "unobtainable"],
	}
	facts := {"state": state, "declared": {"by": "研究推進部", "on": day}}

	# regal ignore:with-outside-test-context
	said := found(facts, {"determinations": answers}) with data.policy.call.opens as "2026-09-14"
	said.reason == reason
}

# What is found of requests once the research has started, where the program sets an interval of so many days.
once_started(facts, fa, interval) := [said.reason, said.params] if {
	whole := object.union({"application": {"stage": "started", "starts_on": "2026-10-01"}}, facts)

	# regal ignore:with-outside-test-context
	said := of_facts(whole, fa) with data.policy.params.follow_up_interval_days as interval
}

accepted_on(day) := {"determinations": [answer({"request": "q1"}, "accepted", day)]}

planned_on(day) := object.union(planned, {"on": day})

# A request of September, answered before the research started.
early(response) := {"id": "q1", "on": "2026-09-15", "response": response}

test_a_plan_is_followed_up_once_the_first_interval_is_over[note] if {
	some note, [day, interval, reason] in {
		"in it": ["2026-09-20", 50, "planned_and_accepted"],
		"after it": ["2026-09-20", 49, "plan_not_followed_up"],
		"accepted the day before the start": ["2026-09-30", null, "plan_not_followed_up"],
		"accepted on the day of the start": ["2026-10-01", null, "planned_and_accepted"],
		"accepted as long ago as a check counts": ["2026-11-10", 10, "planned_and_accepted"],
		"accepted longer ago": ["2026-11-09", 10, "plan_not_followed_up"],
	}
	once_started({"requests": asked(early(planned_on("2026-09-20")))}, accepted_on(day), interval)[0] == reason
}

test_a_plan_is_followed_up_as_one_of_the_measures_once_that_was_chosen[note] if {
	response := object.union(planned_on("2026-09-20"), {"measure": "m1"})
	some note, [name, chosen_on, reason] in {
		"chosen": ["m1", "2026-11-20", "planned_and_accepted"],
		"to be chosen": ["m1", "2026-11-21", "plan_not_followed_up"],
		"another": ["m2", "2026-11-20", "plan_not_followed_up"],
	}
	facts := {"requests": asked(early(response)), "measures": [{"id": name, "chosen_on": chosen_on}]}
	once_started(facts, accepted_on("2026-09-20"), null)[0] == reason
}

test_a_measure_that_was_over_before_the_request_is_no_plan_for_it[note] if {
	request := early(object.union(planned_on("2026-09-20"), {"measure": "m1"}))
	before := {"id": "m1", "chosen_on": "2026-08-01", "done_on": "2026-08-02"}
	some note, [changed, reason] in {
		"over before": [{}, "plan_not_followed_up"],
		"carried out on the day": [{"done_on": request.on}, "planned_and_accepted"],
		"chosen since, and over before": [{"chosen_on": request.on}, "plan_not_followed_up"],
		"not carried out": [{"done_on": null}, "planned_and_accepted"],
	}
	facts := {"requests": asked(request), "measures": [object.union(before, changed)]}
	once_started(facts, accepted_on("2026-09-20"), null)[0] == reason
}

test_of_two_lists_once_the_research_has_started_the_worse_counts[note] if {
	facts := {"requests": asked(early(planned_on("2026-09-20")))}
	some note, [other, reason] in {
		"planned anew": [planned_on("2026-09-21"), "planned"],
		"refused": [object.union(planned_on("2026-09-20"), {"state": "refused"}), "plan_not_followed_up"],
	}
	recorded := {"requests": asked(early(other))}
	once_started(facts, object.union(accepted_on("2026-09-20"), recorded), null) == [reason, {"requests": ["q1"]}]
}

test_of_two_lists_the_worse_counts_whatever_the_agency_answered[note] if {
	state := {
		"refused": {"state": "refused"},
		"done": {"state": "done"},
		"done later": {"state": "done", "on": "2026-11-17"},
		"planned": {},
		"later": {"on": "2026-11-17"},
	}
	some note, [one, other, result, reason] in {
		"refused, declined": ["refused", "planned", "declined", "refused"],
		"declined, planned": ["planned", "later", "declined", "declined"],
		"declined, done anew": ["planned", "done later", "declined", "declined"],
		"done anew, planned": ["done later", "later", "declined", "done_anew"],
		"planned, accepted": ["planned", "later", "accepted", "planned"],
		"accepted, done": ["planned", "done", "accepted", "planned_and_accepted"],
		"let drop, planned": ["refused", "later", "accepted", "planned"],
		"let drop, accepted": ["refused", "planned", "accepted", "let_drop"],
	}
	answers := {"determinations": [answer({"request": "q1"}, result, "2026-11-16")]}
	facts := {"requests": asked(request(object.union(planned, state[other])))}
	finding := found(asked(request(object.union(planned, state[one]))), object.union(answers, facts))
	[finding.reason, finding.params.requests] == [reason, ["q1"]]
}

# Two requests of one list: the first planned, the second with this response.
two(second, fa) := found(object.union(asked({}), {"entries": [request(planned), second]}), fa)

test_each_request_has_its_own_response_and_its_own_answer if {
	other := {"id": "q2", "on": "2026-11-17", "response": object.union(planned, {"on": "2026-11-18"})}
	done := object.union(other, {"response": object.union(other.response, {"state": "done"})})
	accepted := answer({"request": "q1"}, "accepted", "2026-11-16")
	two(done, {"determinations": [accepted]}).params == {"requests": ["q1"]}
	declined := object.union(answer({"request": "q2"}, "declined", "2026-11-18"), {"reason": "時期が遅い。"})
	two(other, {"determinations": [accepted, declined]}).params == {"requests": ["q2"], "answers": ["時期が遅い。"]}
	step := answer({"requirement": "RS-STP-04"}, "accepted", "2026-11-17")
	two(done, {"determinations": [step]}).reason == "fa_accepted"
}

test_an_answer_on_a_request_does_not_outweigh_a_list_that_is_withheld if {
	withheld := object.union(asked(request(planned)), {"state": "withheld"})
	found(withheld, {"determinations": [answer({"request": "q1"}, "accepted", "2026-11-16")]}).reason == "withheld"
}

test_what_is_refused_is_let_drop_by_an_acceptance_since_then[note] if {
	refused := object.union(planned, {"state": "refused"})
	on_request := {"request": "q1"}
	some note, [entry, topic, result, day, reason] in {
		"of the same day": [request(refused), on_request, "accepted", "2026-11-16", "let_drop"],
		"older": [request(refused), on_request, "accepted", "2026-11-15", "refused"],
		"declined": [request(refused), on_request, "declined", "2026-11-16", "refused"],
		"on another": [request(refused), {"request": "q2"}, "accepted", "2026-11-16", "refused"],
		"on the step": [request(refused), {"requirement": "RS-STP-04"}, "accepted", "2026-11-16", "refused"],
		"refused by nobody": [request({"state": "refused"}), on_request, "accepted", "2026-11-16", "refused"],
		"asked for anew": [
			object.union(request(refused), {"on": "2026-11-17"}),
			on_request,
			"accepted",
			"2026-11-18",
			"refused",
		],
	}
	found(asked(entry), {"determinations": [answer(topic, result, day)]}).reason == reason
}

test_what_is_let_drop_does_not_outweigh_what_the_institution_withholds if {
	refused := request(object.union(planned, {"state": "refused"}))
	accepted := {"determinations": [answer({"request": "q1"}, "accepted", "2026-11-16")]}
	found(object.union(asked(refused), {"state": "withheld"}), accepted).reason == "withheld"
}

test_what_is_done_accepted_or_let_drop_is_carried_out[note] if {
	some note, [state, result, expected] in {
		"done": ["done", "accepted", true],
		"done, declined": ["done", "declined", false],
		"planned, accepted": ["planned", "accepted", true],
		"refused, accepted": ["refused", "accepted", true],
		"planned, declined": ["planned", "declined", false],
		"refused, declined": ["refused", "declined", false],
	}
	requests := asked(request(object.union(planned, {"state": state})))
	facts := {"application": {"stage": "applying"}, "requests": requests}
	answers := {"determinations": [answer({"request": "q1"}, result, "2026-11-16")]}

	# regal ignore:line-length
	found := [1 | further_requests.carried_out({"at": "/facts", "fact": facts}, "q1")] with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts, "fa": answers}
	found == [1 | expected]
}

test_what_was_introduced_may_end_with_the_fas_answer[note] if {
	withdrawn := {"on": "2026-11-17", "by": "研究推進部", "reason": "装置を廃止した。"}
	ended := {"id": "m1", "done_on": "2026-11-12", "chosen_on": "2026-11-11", "withdrawn": withdrawn}
	response := object.union(planned, {"state": "done", "measure": "m1"})
	some note, [changed, result, day, expected] in {
		"accepted": [{}, "accepted", "2026-11-18", true],
		"on the day": [{}, "accepted", "2026-11-17", true],
		"before": [{}, "accepted", "2026-11-16", false],
		"declined": [{}, "declined", "2026-11-18", false],
		"another measure": [{"id": "m2"}, "accepted", "2026-11-18", false],
		"never done": [{"done_on": "2026-11-21"}, "accepted", "2026-11-18", false],
		"done before it was asked for": [{"done_on": "2026-11-08"}, "accepted", "2026-11-18", false],
	}
	measure := object.union(ended, changed)
	facts := {"application": {"stage": "applying"}, "requests": asked(request(response)), "measures": [measure]}
	answers := {"determinations": [answer({"measure": measure.id}, result, day)]}
	given := {"as_of": "2026-11-20", "mode": "formal", "facts": facts, "fa": answers}
	found := [1 | further_requests.carried_out({"at": "/facts", "fact": facts}, "q1")] with input as given
	found == [1 | expected]
}

# The FA answered on the step, not on the request.
on_the_step(result, day) := {"determinations": [answer({"requirement": "RS-STP-04"}, result, day)]}

test_a_plan_that_was_accepted_on_the_step_is_followed_up[note] if {
	m1 := {"id": "m1", "chosen_on": "2026-09-20"}
	some note, [changed, measures, answers, reason] in {
		"accepted": [{}, [], on_the_step("accepted", "2026-09-20"), "plan_not_followed_up"],
		"declined": [{}, [], on_the_step("declined", "2026-09-20"), "fa_declined"],
		"accepted before it": [{}, [], on_the_step("accepted", "2026-09-19"), "fa_answer_older"],
		"accepted anew since the start": [{}, [], on_the_step("accepted", "2026-10-01"), "fa_accepted"],
		"among the measures": [{"measure": "m1"}, [m1], on_the_step("accepted", "2026-09-20"), "fa_accepted"],
		"among others": [{"measure": "m2"}, [m1], on_the_step("accepted", "2026-09-20"), "plan_not_followed_up"],
	}
	facts := {"requests": asked(early(object.union(planned_on("2026-09-20"), changed))), "measures": measures}
	once_started(facts, answers, null)[0] == reason
}

test_what_is_introduced_by_a_measure_is_introduced_by_that_one[note] if {
	done := object.union(planned, {"state": "done"})
	m1 := {"id": "m1", "chosen_on": "2026-11-10", "done_on": "2026-11-14"}
	some note, [name, reason] in {
		"that was carried out": ["m1", "introduced"],
		"that is not there": ["m2", "planned"],
		"that is not named": [null, "introduced"],
	}
	response := object.union(done, {"measure": name})
	facts := {"application": {"stage": "applying"}, "requests": asked(request(response)), "measures": [m1]}
	of_facts(facts, {}).reason == reason
}
