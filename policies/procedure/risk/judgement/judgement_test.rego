package policy.procedure.risk.judgement_test

import data.policy.procedure.risk.judgement

raised(key) := {
	"key": key,
	"requirement": "KP-03",
	"subject": "application",
	"reads": [concat("", ["/facts/", key])],
	"since": "2026-10-20",
}

said := {"indicator": "a", "view": "理解できる範囲", "rationale": "公表済みの共同研究", "by": "西村", "on": "2026-11-01"}

answered(topic, result, day) := {"determinations": [{
	"id": "d1",
	"about": [topic],
	"result": result,
	"on": day,
	"reason": "確認した",
}]}

# What is found under such facts and answers, where these indicators are raised and the program says when to consult.
findings(facts, fa, keys, when) := found if {
	indicators := [raised(key) | some key in keys]

	# regal ignore:with-outside-test-context,line-length
	found := judgement.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts, "fa": fa} with data.policy.params.evaluation_consultation as when with data.policy.program as {"example": {"indicators": indicators}}
}

# What is found of two indicators, `a` and `b`, under such judgements, with the FA's answer.
found(judgements, fa) := [[finding.params.indicator, finding.reason] |
	some finding in findings({"risk": {"judgements": judgements}}, fa, ["a", "b"], "always")
	finding.subject != "application"
]

test_an_indicator_that_points_at_no_fact_is_to_be_judged_all_the_same if {
	bare := object.union(raised("KP-03/application/record"), {"reads": []})
	found := judgement.findings with input as {"as_of": "2026-11-20", "facts": {}}
		with data.policy.program as {"example": {"indicators": [bare]}}
	outcome := [[finding.status, finding.reason, finding.params, finding.reads] | some finding in found]
	params := {"indicator": "KP-03/application/record", "key": "KP-03/application/record"}
	outcome == [
		["missing_information", "not_evaluated", {}, ["/facts/process/judgement"]],
		["missing_information", "not_judged", params, ["/facts"]],
	]
}

test_an_indicator_is_judged_by_a_signed_view_on_it[note] if {
	some note, [changed, reason] in {
		"signed": [{}, "not_answered"],
		"no view": [{"view": null}, "not_judged"],
		"signed tomorrow": [{"on": "2026-11-21"}, "not_judged"],
		"on something else": [{"indicator": "c"}, "not_judged"],
	}
	found([object.union(said, changed)], {}) == [["a", reason], ["b", "not_judged"]]
}

test_the_fas_answer_is_to_a_judgement_that_it_could_know[note] if {
	again := object.union(said, {"on": "2026-11-03"})
	later := object.union(again, {"view": "限る必要がある"})
	between := object.union(later, {"on": "2026-11-02"})
	early := object.union(said, {"on": "2026-10-19"})
	some note, [judgements, result, day, reason] in {
		"of the same day": [[said], "accepted", "2026-11-01", "fa_accepted"],
		"older": [[said], "accepted", "2026-10-31", "fa_answer_older"],
		"declined": [[said], "declined", "2026-11-01", "fa_declined"],
		"older than the newest": [[later, said], "accepted", "2026-11-02", "fa_answer_older"],
		"on what was signed again": [[again, said], "accepted", "2026-11-01", "fa_accepted"],
		"older than what was signed again": [[again, said], "accepted", "2026-10-31", "fa_answer_older"],
		"on what was signed before it came up": [[early, said], "accepted", "2026-10-31", "fa_answer_older"],
		"judged otherwise in between": [[said, between, again], "accepted", "2026-11-02", "fa_answer_older"],
		"another judges otherwise on the day": [[said, again, later], "accepted", "2026-11-02", "fa_answer_older"],
	}
	found(judgements, answered({"indicator": "a"}, result, day))[0] == ["a", reason]
}

test_an_answer_may_name_the_cell if {
	cell := {"requirement": "RS-RA-01", "subject": "indicator:a"}
	reasons := [finding.reason |
		some finding in findings(
			{"risk": {"judgements": [said]}},
			answered(cell, "accepted", "2026-11-01"),
			["a"],
			"always",
		)
	]
	reasons == ["not_evaluated", "fa_accepted"]
}

declared(day) := {"by": "西村", "on": day}

judged(days) := {"judgement": {
	"state": "provided",
	"declared": declared("2026-10-21"),
	"entries": [{"field": field, "view": "可", "concern": "none", "rationale": "確認した", "by": "大西", "on": day} |
		some i, day in days
		field := ["people", "partners", "technology", "data"][i % 4]
	],
}}

first := judged(["2026-10-20", "2026-10-18", "2026-10-18", "2026-10-18"])

# A PI at whom it was looked before anything was judged.
begun := {
	"institutions": [{"id": "a", "role": "lead"}],
	"people": [object.union({"id": "o", "role": "pi", "institution": "a"}, looked_at(["2026-10-01"]))],
}

# What is found of the evaluation as a whole, with the FA's answer of a day.
of_evaluation(facts, day, when) := reason if {
	people := array.concat(begun.people, object.get(facts, "people", []))
	whole := object.union_n([begun, facts, {"people": people}])
	found := findings(whole, answered({"requirement": "RS-RA-01"}, "accepted", day), [], when)
	[reason] := [finding.reason | some finding in found]
}

test_the_evaluation_is_answered_since_it_was_first_whole[note] if {
	again := judged(["2026-10-20", "2026-10-18", "2026-10-18", "2026-10-18", "2026-11-10"])
	some note, [process, day, when, reason] in {
		"of the same day": [first, "2026-10-20", "always", "fa_accepted"],
		"older": [first, "2026-10-19", "always", "fa_answer_older"],
		"judged again later": [again, "2026-10-20", "always", "fa_accepted"],
		"a field left out": [judged(["2026-10-20", "2026-10-18", "2026-10-18"]), "2026-10-20", "always", "not_evaluated"],
		"when nothing was raised": [first, "2026-10-19", "when_raised", "no_indicator"],
		"when is not said": [first, "2026-10-20", null, "fa_accepted"],
		"when is no word": [first, "2026-10-19", "never", "fa_answer_older"],
	}
	of_evaluation({"process": process}, day, when) == reason
}

provided(entries) := {"state": "provided", "declared": declared("2026-11-10"), "entries": entries}

test_what_is_added_later_opens_the_evaluation_again[note] if {
	some note, [lead, joint, reason] in {
		"a person": [{"roster": provided([{"person": "p"}])}, {}, "fa_answer_older"],
		"a person who was there": [{"roster": provided([{"person": "p", "since": "2026-10-01"}])}, {}, "fa_accepted"],
		"a co-PI": [{}, {"roster": provided([{"person": "q"}])}, "fa_answer_older"],
		"a participant of another": [{}, {"roster": provided([{"person": "r"}])}, "fa_accepted"],
		"a supporter": [{"supporters": provided([{"id": "s"}])}, {}, "fa_answer_older"],
		"a supporter of another": [{}, {"supporters": provided([{"id": "s"}])}, "fa_accepted"],
		"a dataset": [{"managed_data": provided([{"name": "d"}])}, {}, "fa_answer_older"],
		"a dataset of another": [{}, {"managed_data": provided([{"name": "d"}])}, "fa_accepted"],
		"a policy": [{"controls": {"places": provided([{"covers": "室"}])}}, {}, "fa_accepted"],
	}
	facts := {
		"process": first,
		"institutions": [object.union({"id": "a", "role": "lead"}, lead), object.union({"id": "b", "role": "joint"}, joint)],
		"people": [
			{"id": "p", "role": "participant", "institution": "a"},
			{"id": "q", "role": "co_pi", "institution": "b"},
			{"id": "r", "role": "participant", "institution": "b"},
		],
	}
	of_evaluation(facts, "2026-11-09", "always") == reason
}

# Where it is read what the evaluation weighs, with what the lead institution lists.
reads(lead) := found.reads if {
	facts := object.union(begun, {
		"process": first,
		"institutions": [object.union({"id": "a", "role": "lead"}, lead)],
	})
	[found] := findings(facts, {}, [], "always")
}

test_the_lists_that_are_newer_than_the_evaluation_are_named[note] if {
	step := "/facts/process/judgement"
	roster := "/facts/institutions/0/roster"
	some note, [lead, expected] in {
		"none": [{}, [step]],
		"a roster": [{"roster": provided([{"person": "o"}])}, [step, roster]],
		"of the day": [{"roster": provided([{"person": "o", "since": "2026-10-20"}])}, [step]],
		"one of two": [{"roster": provided([{"person": "o", "since": "2026-10-20"}, {"person": "p"}])}, [step, roster]],
		"two lists": [
			{"supporters": provided([{"id": "s"}]), "managed_data": provided([{"name": "d"}])},
			[step, "/facts/institutions/0/managed_data", "/facts/institutions/0/supporters"],
		],
		"a policy": [{"controls": {"places": provided([{"covers": "室"}])}}, [step]],
	}
	reads(lead) == expected
}

collection(day) := {
	"state": "provided",
	"declared": declared("2026-10-30"),
	"entries": [{"line": line, "by": "西村", "on": day} | some line in ["information", "managed_data"]],
}

test_what_was_judged_before_the_collection_is_no_evaluation[note] if {
	some note, [day, days, reason] in {
		"before": ["2026-10-19", ["2026-10-20", "2026-10-18", "2026-10-20", "2026-10-20"], "not_evaluated"],
		"of that day": ["2026-10-19", ["2026-10-20", "2026-10-19", "2026-10-20", "2026-10-20"], "fa_accepted"],
		"judged again since": [
			"2026-10-19",
			["2026-10-20", "2026-10-18", "2026-10-20", "2026-10-20", "2026-10-21", "2026-10-21"],
			"fa_answer_older",
		],
	}
	process := object.union(judged(days), {"collection": collection(day)})
	of_evaluation({"process": process}, "2026-10-20", "always") == reason
}

looked_at(days) := {
	"due_diligence": {
		"state": "provided",
		"declared": declared("2026-11-12"),
		"entries": [look | some day in days; look := object.union(a_look, {"on": day})],
	},
	"disclosures": {"career": known},
	"partner": {"purpose": known},
	"purpose": known,
}

known := {"state": "none", "declared": declared("2026-10-01")}

# The same of somebody who declared all of it since the first look.
anew(days) := object.union(
	looked_at(days),
	{"disclosures": {"career": {"state": "none", "declared": declared("2026-11-11")}}},
)

a_look := {"by": "西村", "source": "CiNii", "items": ["career", "purpose"], "available": true}

test_the_evaluation_is_answered_since_each_was_first_looked_at[note] if {
	late := looked_at(["2026-11-11", "2026-11-10"])
	late_by_b := object.union(late, {"due_diligence": object.union(late.due_diligence, {"entries": [by_b |
		some look in late.due_diligence.entries
		by_b := object.union(look, {"institution": "b"})
	]})})
	by_b := object.union(a_look, {"institution": "b", "on": "2026-10-15"})
	after_b := object.union(late, {"due_diligence": {"entries": array.concat([by_b], late.due_diligence.entries)}})
	before := looked_at(["2026-11-09"])
	before_b := object.union(before, {"due_diligence": {"entries": array.concat(
		before.due_diligence.entries,
		[object.union(by_b, {"on": "2026-11-10"})],
	)}})
	some note, [lead, joint, people, reason] in {
		"a person": [{}, {}, {"p": late}, "fa_answer_older"],
		"a person looked at before": [{}, {}, {"p": looked_at(["2026-11-11", "2026-11-09"])}, "fa_accepted"],
		"a person who declared all anew": [{}, {}, {"p": anew(["2026-11-11", "2026-11-09"])}, "fa_accepted"],
		"a person first looked at since": [{}, {}, {"p": anew(["2026-11-11", "2026-11-10"])}, "fa_answer_older"],
		"a person to be looked at": [{}, {}, {"p": looked_at(["2026-11-21"])}, "fa_accepted"],
		"a co-PI": [{}, {}, {"q": late}, "fa_answer_older"],
		"a co-PI at whom only the own institution looked before": [{}, {}, {"q": after_b}, "fa_answer_older"],
		"a co-PI at whom the own institution looked later": [{}, {}, {"q": before_b}, "fa_accepted"],
		"a participant of another": [{}, {}, {"r": late_by_b}, "fa_accepted"],
		"a participant of another at whom the lead institution looked": [{}, {}, {"r": late}, "fa_accepted"],
		"a joint institution": [{}, late, {}, "fa_answer_older"],
		"a supporter": [supporter(late), {}, {}, "fa_answer_older"],
		"a supporter of another": [{}, supporter(late_by_b), {}, "fa_accepted"],
	}
	facts := {
		"process": first,
		"institutions": [object.union({"id": "a", "role": "lead"}, lead), object.union({"id": "b", "role": "joint"}, joint)],
		"people": [
			object.union({"id": "p", "role": "participant", "institution": "a"}, object.get(people, "p", {})),
			object.union({"id": "q", "role": "co_pi", "institution": "b"}, object.get(people, "q", {})),
			object.union({"id": "r", "role": "participant", "institution": "b"}, object.get(people, "r", {})),
		],
	}
	of_evaluation(facts, "2026-11-09", "always") == reason
}

test_each_field_is_judged_since_those_whom_it_weighs_were_looked_at[note] if {
	others := ["2026-10-20", "2026-10-20", "2026-10-20"]
	some note, [people, day, reason] in {
		"on the day of the look, and again": [["2026-11-10", "2026-11-12"], "2026-11-11", "fa_accepted"],
		"since": [["2026-10-20", "2026-11-12"], "2026-11-12", "fa_accepted"],
		"since, and answered before": [["2026-10-20", "2026-11-12"], "2026-11-11", "fa_answer_older"],
	}
	facts := {
		"process": object.union_n([
			{"collection": collection("2026-10-20")},
			judged(array.concat(array.concat([people[0]], others), array.concat([people[1]], others))),
			{"judgement": {"declared": declared("2026-11-12")}},
		]),
		"people": [object.union({"id": "p", "role": "participant", "institution": "a"}, looked_at(["2026-11-10"]))],
	}
	of_evaluation(facts, day, "always") == reason
}

supporter(more) := {"supporters": {
	"state": "provided",
	"declared": declared("2026-10-01"),
	"entries": [object.union({"id": "s"}, more)],
}}

test_a_judgement_from_before_the_indicator_came_up_is_none_on_it[on] if {
	some on, reason in {"2026-10-20": "not_answered", "2026-10-19": "not_judged"}
	found([object.union(said, {"on": on})], {})[0] == ["a", reason]
}

test_a_judgement_from_before_the_call_is_none_on_this_application[on] if {
	some on, reason in {"2026-11-01": "not_answered", "2026-10-31": "not_judged"}

	# regal ignore:with-outside-test-context
	reasons := found([object.union(said, {"on": on})], {}) with data.policy.call.opens as "2026-11-01"
	reasons[0] == ["a", reason]
}

test_of_two_answers_on_the_indicator_and_on_its_cell_the_newest_counts[note] if {
	cell := {"requirement": "RS-RA-01", "subject": "indicator:a"}
	some note, [answers, reason] in {
		"declined since": [
			[[{"indicator": "a"}, "accepted", "2026-11-01"], [cell, "declined", "2026-11-02"]],
			"fa_declined",
		],
		"accepted since": [
			[[{"indicator": "a"}, "accepted", "2026-11-03"], [cell, "declined", "2026-11-02"]],
			"fa_accepted",
		],
	}
	determinations := [determination |
		some one in answers
		some determination in answered(one[0], one[1], one[2]).determinations
	]
	found([said], {"determinations": determinations})[0] == ["a", reason]
}
