package policy.procedure.measures.balance_test

import data.policy.procedure.measures.balance

raised := {
	"key": "KP-03/application/record",
	"requirement": "KP-03",
	"subject": "application",
	"reads": ["/facts/risk"],
	"since": "2026-10-20",
}

measure := {"id": "m1", "indicators": ["KP-03/application/record"], "reason": "閲覧を要する者に限る"}

test_a_measure_answers_an_indicator_where_it_says_why[note] if {
	some note, [planned, reason] in {
		"with its reason": [measure, "measure_linked"],
		"without": [object.remove(measure, ["reason"]), "no_measure"],
		"for another indicator": [object.union(measure, {"indicators": []}), "no_measure"],
	}
	found := balance.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {"measures": [planned]}}
		with data.policy.program as {"example": {"indicators": [raised]}}
	[finding.reason | some finding in found] == [reason]
}

test_a_measure_answers_what_is_raised_of_a_person_for_whom_it_is[note] if {
	some note, [subject, changed, reason] in {
		"for the person": ["person:toda", {"people": ["ono", "toda"]}, "measure_linked"],
		"for another": ["person:toda", {"people": ["ono"]}, "measure_for_others"],
		"for nobody": ["person:toda", {"people": []}, "measure_for_others"],
		"for all": ["person:toda", {}, "measure_linked"],
		"the list says nothing": ["person:toda", {"people": null}, "measure_linked"],
		"for another, and on another indicator": ["person:toda", {"people": ["ono"], "indicators": []}, "no_measure"],
		"for another, and withdrawn": ["person:toda", {"people": ["ono"], "withdrawn": taken_back}, "no_measure"],
		"of an institution": ["institution:toda", {"people": ["ono"]}, "measure_linked"],
		"of the application": ["application", {"people": ["ono"]}, "measure_linked"],
	}
	key := concat("/", ["KP-03", subject, "record"])
	planned := object.union_n([measure, {"chosen_on": "2026-10-28", "indicators": [key]}, changed])
	of_one := object.union(raised, {"key": key, "subject": subject})

	# regal ignore:line-length
	[finding] := balance.findings with input as {"as_of": "2026-11-20", "facts": {"measures": [planned]}} with data.policy.program as {"example": {"indicators": [of_one]}}
	finding.reason == reason
	finding.params.indicator == key

	# regal ignore:superfluous-object-get
	object.get(finding.params, "measures", ["m1"]) == ["m1"]
}

taken_back := {"on": "2026-11-10", "by": "西村", "reason": "別の措置に改めた。"}

judged := {
	"indicator": "KP-03/application/record",
	"view": "理解できる範囲",
	"rationale": "公表済みの共同研究",
	"by": "西村",
	"on": "2026-11-01",
}

no_measure := object.union(judged, {"no_measure": "公開情報のみを扱う。"})

# What is found where no measure is taken, under these judgements and an answer of the FA on the indicator.
without_measure(judgements, more) := finding.reason if {
	answer := {
		"id": "d1",
		"about": [{"indicator": "KP-03/application/record"}],
		"result": "accepted",
		"on": "2026-11-05",
		"reason": "確認した",
	}
	facts := {"measures": [], "risk": {"judgements": judgements}}

	# regal ignore:with-outside-test-context,line-length
	[finding] := balance.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts, "fa": {"determinations": [object.union(answer, more)]}} with data.policy.program as {"example": {"indicators": [raised]}}
}

test_no_measure_is_taken_for_a_reason_that_the_agency_accepted[note] if {
	some note, [judgements, more, reason] in {
		"accepted": [[no_measure], {}, "none_needed"],
		"accepted until a day": [[no_measure], {"expires_on": "2026-12-31"}, "none_needed"],
		"accepted until yesterday": [[no_measure], {"expires_on": "2026-11-19"}, "none_to_consult"],
		"accepted before": [[no_measure], {"on": "2026-10-31"}, "none_to_consult"],
		"declined": [[no_measure], {"result": "declined"}, "none_to_consult"],
		"no reason": [[judged], {}, "no_measure"],
		"a reason in the newest judgement": [[no_measure, object.union(judged, {"on": "2026-10-30"})], {}, "none_needed"],
		"a reason in an older one": [[judged, object.union(no_measure, {"on": "2026-10-30"})], {}, "no_measure"],
		"a reason in one of two of a day": [[no_measure, judged], {}, "no_measure"],
	}
	without_measure(judgements, more) == reason
}

test_a_decline_on_the_cell_goes_before_the_measure[result] if {
	some result, reason in {"declined": "fa_declined", "accepted": "measure_linked"}
	answer := {
		"id": "d1",
		"about": [{"requirement": "RS-MT-00", "subject": "indicator:KP-03/application/record"}],
		"result": result,
		"on": "2026-11-05",
		"reason": "確認した",
	}
	asked := {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"measures": [measure]},
		"fa": {"determinations": [answer]},
	}
	found := balance.findings with input as asked
		with data.policy.program as {"example": {"indicators": [raised]}}
	[finding.reason | some finding in found] == [reason]
}
