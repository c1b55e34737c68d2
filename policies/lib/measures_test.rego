# METADATA
# description: How a measure stands on a day, and which of several speaks for their kind.
package policy.lib.measures_test

import data.policy.lib.measures

test_a_measure_without_an_id_is_named_by_a_question_mark if {
	subject := {"at": "/facts", "fact": {"measures": [{"kind": "training"}]}}
	found := measures.assess(subject, "training") with input.as_of as "2026-11-20"
	found == {
		"status": "missing_information",
		"reason": "not_shown",
		"params": {"measures": ["?"]},
		"reads": ["/facts/measures/0"],
		"since": "9999-12-31",
	}
}

test_an_id_that_is_no_text_names_nothing if {
	assess([object.union(planned, {"id": 7})]).params == {"measures": ["?"]}
}

planned := {"id": "m1", "kind": "training", "chosen_on": "2026-10-05", "owner": "青葉理工大学", "due": "2026-11-20"}

done := object.union(planned, {"done_on": "2026-11-20", "evidence": [{"title": "受講記録", "digest": "sha256:0"}]})

late := object.union(planned, {"due": "2026-11-19"})

with_evidence_of(day) := object.union(done, {"evidence": [{"title": "受講記録", "kept_at": "人事部", "on": day}]})

of_before(done_on, chosen_on) := object.union(done, {"done_on": done_on, "chosen_on": chosen_on})

assess(list) := verdict if {
	subject := {"at": "/facts", "fact": {"measures": list}}
	call := "2026-09-14"

	# regal ignore:with-outside-test-context
	verdict := measures.assess(subject, "training") with input.as_of as "2026-11-20" with data.policy.call.opens as call
}

test_a_measure_stands_as_its_owner_its_day_and_its_evidence_say[note] if {
	some note, [measure, reason] in {
		"planned for today": [planned, "planned"],
		"planned by nobody": [object.remove(planned, ["owner"]), "not_shown"],
		"planned for no day": [object.union(planned, {"due": "未定"}), "not_shown"],
		"its day has passed": [late, "overdue"],
		"its day has passed, by nobody": [object.remove(late, ["owner"]), "not_shown"],
		"on a day that is no date": [object.union(planned, {"due": null}), "not_shown"],
		"done": [done, "done"],
		"done on the day on which it was chosen": [object.union(done, {"chosen_on": "2026-11-20"}), "done"],
		"done since the call opened, and chosen later": [object.union(done, {"chosen_on": "2026-11-21"}), "done"],
		"chosen before the call opened, and done then": [of_before("2026-09-01", "2026-09-01"), "done"],
		"done before the call opened, and chosen later": [of_before("2026-09-13", "2026-09-14"), "not_shown"],
		"done before it was chosen": [of_before("2026-09-01", "2026-09-02"), "not_shown"],
		"changed before it was done": [object.union(with_evidence_of("2026-11-20"), {"since": "2026-11-19"}), "done"],
		"changed on the day on which it was done": [
			object.union(with_evidence_of("2026-11-20"), {"since": "2026-11-20"}),
			"done",
		],
		"changed, with evidence of no day": [object.union(done, {"since": "2026-11-19"}), "not_shown"],
		"as it was chosen, with evidence of no day": [object.union(done, {"since": "2026-10-05"}), "done"],
		"changed since it was done": [
			object.union(with_evidence_of("2026-11-20"), {"done_on": "2026-11-18", "since": "2026-11-19"}),
			"not_shown",
		],
		"to be changed tomorrow": [object.union(done, {"since": "2026-11-21"}), "done"],
		"done in a month": [object.union(with_evidence_of("2026-11-20"), {"done_on": "2026-11"}), "planned"],
		"done with evidence of the day before": [with_evidence_of("2026-11-19"), "not_shown"],
		"done tomorrow": [object.union(done, {"done_on": "2026-11-21"}), "planned"],
		"done on no day": [object.remove(done, ["done_on"]), "planned"],
		"done without evidence": [object.remove(done, ["evidence"]), "not_shown"],
		"done with evidence kept nowhere": [object.union(done, {"evidence": [{"title": "受講記録"}]}), "not_shown"],
		"done with evidence kept somewhere": [object.remove(with_evidence_of("2026-11-20"), ["digest"]), "done"],
		"done with evidence of today": [with_evidence_of("2026-11-20"), "done"],
		"done with evidence of tomorrow": [with_evidence_of("2026-11-21"), "not_shown"],
		"evidence of a measure that is done tomorrow": [
			object.union(with_evidence_of("2026-11-19"), {"done_on": "2026-11-21"}),
			"planned",
		],
		"evidence of a measure that is not done": [object.remove(with_evidence_of("2026-11-19"), ["done_on"]), "planned"],
		"evidence of a measure that is not done by its day": [
			object.union(object.remove(with_evidence_of("2026-11-19"), ["done_on"]), {"due": "2026-11-19"}),
			"overdue",
		],
		"done after its day": [object.union(done, {"due": "2026-11-19"}), "done"],
		"done late without evidence": [object.union(late, {"done_on": "2026-11-20"}), "not_shown"],
	}
	assess([measure]).reason == reason
}

# How a planned measure stands where the projects of the DMP end on these days.
until(due, ends) := found.reason if {
	subject := {"at": "/facts", "fact": {"measures": [object.union(planned, {"due": due})]}}
	madmp := {"dmp": {"project": [{"title": "研究", "end": end} | some end in ends]}}
	declared := {"by": "研究推進部", "on": "2026-10-05"}
	dmp := {"state": "provided", "declared": declared, "entries": [{"title": "DMP", "madmp": madmp}]}

	# regal ignore:with-outside-test-context
	found := measures.assess(subject, "training") with input as {"as_of": "2026-11-20", "facts": {"dmp": dmp}}
}

test_a_measure_is_due_while_the_project_goes_on[note] if {
	some note, [due, ends, reason] in {
		"on its last day": ["2032-03-31", ["2032-03-31"], "planned"],
		"a day later": ["2032-04-01", ["2032-03-31"], "not_shown"],
		"by the end of the longer project": ["2032-04-01", ["2032-03-31", "2033-03-31"], "planned"],
		"no end": ["2040-10-29", [], "planned"],
		"an end that is no day": ["2040-10-29", ["2032"], "planned"],
		"no day, and no end": ["未定", [], "not_shown"],
		"no day": ["未定", ["2032-03-31"], "not_shown"],
		"a day that has passed, after the end": ["2026-11-19", ["2026-03-31"], "not_shown"],
	}
	until(due, ends) == reason
}

test_a_measure_that_was_done_is_done_whenever_it_was_due if {
	subject := {"at": "/facts", "fact": {"measures": [object.union(done, {"due": "2040-10-29"})]}}
	madmp := {"dmp": {"project": [{"end": "2032-03-31"}]}}
	dmp := {"state": "provided", "declared": {"by": "研究推進部", "on": "2026-10-05"}, "entries": [{"madmp": madmp}]}
	found := measures.assess(subject, "training") with input as {"as_of": "2026-11-20", "facts": {"dmp": dmp}}
	found.reason == "done"
}

test_the_worst_measure_speaks_for_all[note] if {
	not_shown := {"id": "m0", "kind": "training"}
	some note, [list, reason] in {
		"overdue before not shown": [[not_shown, late], "overdue"],
		"not shown before planned": [[planned, not_shown], "not_shown"],
		"planned before done": [[done, planned], "planned"],
	}
	assess(list).reason == reason
}

test_a_measure_whose_kind_cannot_be_read_counts_for_every_kind[note] if {
	some note, [measure, reason] in {
		"no kind": [object.remove(planned, ["kind"]), "planned"],
		"a kind that is no text": [object.union(planned, {"kind": 1}), "planned"],
		"another kind": [object.union(planned, {"kind": "data_access"}), "not_chosen"],
	}
	assess([measure]).reason == reason
}

test_a_measure_that_was_withdrawn_is_not_chosen[note] if {
	said := {"on": "2026-11-20", "by": "西村", "reason": "別の措置に替えた。"}
	some note, [withdrawn, reason] in {
		"today": [said, "not_chosen"],
		"on the day on which it was chosen": [object.union(said, {"on": "2026-10-05"}), "not_chosen"],
		"before it was chosen": [object.union(said, {"on": "2026-10-04"}), "planned"],
		"tomorrow": [object.union(said, {"on": "2026-11-21"}), "planned"],
		"on no day": [object.remove(said, ["on"]), "planned"],
		"by nobody": [object.remove(said, ["by"]), "planned"],
		"without a reason": [object.remove(said, ["reason"]), "planned"],
	}
	measure := object.union(planned, {"withdrawn": withdrawn})
	assess([measure]).reason == reason
}

test_how_a_measure_stands_has_its_status[note] if {
	some note, [list, status] in {
		"done": [[done], "satisfied"],
		"planned": [[planned], "satisfied"],
		"overdue": [[late], "unsatisfied"],
		"not shown": [[object.remove(planned, ["owner"])], "missing_information"],
		"not chosen": [[], "not_applicable"],
	}
	assess(list).status == status
}

test_the_measures_that_decide_are_named if {
	assess([done, object.union(late, {"id": "m2"})]).params == {"measures": ["m2"]}
}

test_a_measure_stands_since_its_choice_or_its_last_change_that_has_come[note] if {
	some note, [changed, day] in {
		"chosen": [{}, "2026-10-05"],
		"chosen before the call opened": [{"chosen_on": "2026-09-13"}, "2026-09-14"],
		"changed since": [{"since": "2026-11-20"}, "2026-11-20"],
		"to be changed": [{"since": "2026-11-21"}, "2026-10-05"],
		"to be chosen": [{"chosen_on": "2026-11-21"}, "2026-09-14"],
	}
	measure := object.union(planned, changed)

	# regal ignore:with-outside-test-context
	since := measures.stands_since(measure) with input.as_of as "2026-11-20" with data.policy.call.opens as "2026-09-14"
	since == day
}

test_what_was_withdrawn_is_taken_no_more if {
	said := {"on": "2026-11-20", "by": "西村", "reason": "別の措置に替えた。"}
	gone := object.union(planned, {"id": "m2", "withdrawn": said})
	left := measures.taken with input as {"as_of": "2026-11-20", "facts": {"measures": [planned, gone]}}
	[measure.id | some measure in left] == ["m1"]
}
