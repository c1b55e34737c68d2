package policy.procedure.risk.judgement_test

import data.policy.procedure.risk.judgement

test_an_indicator_that_points_at_no_fact_is_to_be_judged_all_the_same if {
	raised := {"key": "KP-03/application/record", "requirement": "KP-03", "subject": "application", "reads": []}
	found := judgement.findings with input as {"as_of": "2026-11-20", "facts": {}}
		with data.policy.program as {"example": {"indicators": [raised]}}
	outcome := [[finding.status, finding.reason, finding.params, finding.reads] | some finding in found]
	params := {"indicator": "KP-03/application/record"}
	outcome == [["missing_information", "not_judged", params, ["/facts"]]]
}

raised(key) := {"key": key, "requirement": "KP-03", "subject": "application", "reads": [concat("", ["/facts/", key])]}

said := {"indicator": "a", "view": "理解できる範囲", "rationale": "公表済みの共同研究", "by": "西村", "on": "2026-11-01"}

# What is found of two indicators, `a` and `b`, under such judgements, with the FA's answer on `a`.
found(judgements, answer) := [[finding.params.indicator, finding.reason] | some finding in findings] if {
	determination := object.union({"indicator": "a"}, answer)

	# regal ignore:with-outside-test-context,line-length
	findings := judgement.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {"risk": {"judgements": judgements}}, "fa": {"determinations": [determination]}} with data.policy.program as {"example": {"indicators": [raised("a"), raised("b")]}}
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
	some note, [answer, reason] in {
		"of the same day": [{"result": "accepted", "on": "2026-11-01"}, "fa_accepted"],
		"older": [{"result": "accepted", "on": "2026-10-31"}, "not_answered"],
		"declined": [{"result": "declined", "on": "2026-11-01"}, "fa_disagreed"],
	}
	found([said], answer)[0] == ["a", reason]
}
