package policy.procedure.process.agreed_measures_test

import data.policy.procedure.process.agreed_measures

test_a_consultation_that_names_nothing_is_open if {
	found := agreed_measures.findings with input as {
		"as_of": "2026-11-20",
		"mode": "precheck",
		"facts": {"measures": [], "consultations": [null]},
	}
	[[finding.reason, finding.params] | some finding in found] == [["consultation_open", {"consultations": ["?"]}]]
}

# What is found under such facts, and what the FA holds.
found(facts, fa) := [finding.reason, finding.params] if {
	whole := object.union({"measures": [], "consultations": []}, facts)

	# regal ignore:with-outside-test-context
	[finding] := agreed_measures.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": whole, "fa": fa}
}

consultation := {"id": "c1", "requirement": "RS-C2-04", "opened_on": "2026-11-01"}

accepted(day) := {"determinations": [{"requirement": "RS-C2-04", "result": "accepted", "on": day}]}

test_both_lists_are_lists[key] if {
	some key in ["measures", "consultations"]
	found({key: {}}, {})[0] == "absent"
}

test_a_consultation_is_answered_on_the_day_that_it_was_opened_or_later[note] if {
	some note, [opened, answered, reason] in {
		"on the day": ["2026-11-01", "2026-11-01", "no_measures"],
		"before": ["2026-11-01", "2026-10-31", "consultation_open"],
		"opened on no date": ["", "2026-11-01", "consultation_open"],
	}
	facts := {"consultations": [object.union(consultation, {"opened_on": opened})]}
	found(facts, accepted(answered))[0] == reason
}

test_a_consultation_that_the_fa_recorded_counts_as_well if {
	found({}, {"consultations": [consultation]}) == ["consultation_open", {"consultations": ["c1"]}]
}

test_an_id_that_is_no_text_names_no_consultation if {
	facts := {"consultations": [object.union(consultation, {"id": 1})]}
	found(facts, {}) == ["consultation_open", {"consultations": ["?"]}]
}

test_an_indicator_is_open_whoever_named_it[note] if {
	some note, facts in {
		"a judgement": {"risk": {"judgements": [{"indicator": "a"}]}},
		"a measure": {"measures": [{"id": "m1", "kind": "training", "indicators": ["a"]}]},
	}
	found(facts, {}) == ["indicator_open", {"indicators": ["a"]}]
}

test_an_indicator_is_open_that_a_requirement_raised if {
	# regal ignore:line-length
	[finding] := agreed_measures.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {"measures": [], "consultations": []}} with data.policy.program as {"example": {"indicators": [{"key": "a", "reads": []}]}}
	[finding.reason, finding.params] == ["indicator_open", {"indicators": ["a"]}]
	finding.reads == ["/facts/measures", "/facts/consultations", "/facts/determinations", "/fa"]
}
