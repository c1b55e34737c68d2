# METADATA
# description: |
#   Whose answer counts, and since when. A formal decision takes what the FA recorded itself; a pre-check also takes
#   what the institution reports.
package policy.lib.fa_test

import data.policy.lib.fa
import data.policy.lib.verdict

subject := {"ref": "institution:b"}

cell := {"requirement": "RS-C2-04", "subject": "institution:b"}

said(result, on) := {"about": [cell], "result": result, "on": on, "reason": "資料を確認した。"}

world(mode, recorded, reported) := {
	"as_of": "2026-11-20",
	"mode": mode,
	"facts": {"determinations": reported},
	"fa": {"determinations": recorded},
}

answer(mode, recorded, reported) := found if {
	# regal ignore:with-outside-test-context
	found := fa.answer("RS-C2-04", subject) with input as world(mode, recorded, reported)
}

none := {"result": "none", "teller": "nobody", "at": [], "on": "", "determination": {}}

test_a_report_counts_in_a_precheck_only if {
	reported := [said("accepted", "2026-11-04")]
	answer("precheck", [], reported) == {
		"result": "accepted",
		"teller": "institution",
		"at": ["/facts/determinations/0"],
		"on": "2026-11-04",
		"determination": reported[0],
	}
	answer("formal", [], reported) == none
}

test_what_the_fa_recorded_outweighs_a_later_report if {
	found := answer("precheck", [said("declined", "2026-11-04")], [said("accepted", "2026-11-10")])
	found.result == "declined"
	found.teller == "fa"
	found.at == ["/fa/determinations/0"]
	answer("precheck", [said("accepted", "2026-11-04")], [said("declined", "2026-11-03")]).teller == "fa"
}

test_of_the_fas_word_and_a_report_of_one_day_the_worse_counts if {
	accepted := [said("accepted", "2026-11-04")]
	declined := [said("declined", "2026-11-04")]
	answer("precheck", accepted, declined).result == "declined"
	answer("precheck", declined, accepted).result == "declined"
	answer("precheck", accepted, accepted).teller == "fa"
	expired := [object.union(accepted[0], {"expires_on": "2026-11-10"})]
	answer("precheck", accepted, expired).result == "expired"
	answer("precheck", expired, accepted).result == "expired"
}

test_a_later_report_counts_where_the_fa_did_not_decline if {
	recorded := [said("accepted", "2026-11-04")]
	answer("precheck", recorded, [said("declined", "2026-11-05")]).result == "declined"
	answer("precheck", recorded, [said("accepted", "2026-11-05")]).teller == "institution"
	answer("formal", recorded, [said("declined", "2026-11-05")]).result == "accepted"
	answer("precheck", [said("declined", "2026-11-04")], [said("declined", "2026-11-05")]).teller == "institution"
}

test_an_answer_from_before_the_call_opened_is_none_on_this_application[day] if {
	some day, reason in {"2026-09-13": "fa_answer_older", "2026-09-14": "fa_accepted"}
	given := answer("formal", [said("accepted", day)], [])
	found := fa.as_answered({"reads": [], "since": ""}, given) with data.policy.call.opens as "2026-09-14"
	found.reason == reason
}

test_the_latest_answer_counts if {
	answer("formal", [said("accepted", "2026-11-10"), said("declined", "2026-11-04")], []).result == "accepted"
	answer("formal", [said("accepted", "2026-11-04"), said("declined", "2026-11-10")], []).result == "declined"
}

test_of_two_on_one_day_the_declined_one_counts if {
	answer("formal", [said("declined", "2026-11-04"), said("accepted", "2026-11-04")], []).result == "declined"
	answer("formal", [said("accepted", "2026-11-04"), said("declined", "2026-11-04")], []).result == "declined"
}

test_an_answer_lives_from_its_day_to_its_end[note] if {
	some note, [changed, result] in {
		"on its last day": [{"expires_on": "2026-11-20"}, "accepted"],
		"expired": [{"expires_on": "2026-11-19"}, "expired"],
		"with an end that is no date": [{"expires_on": null}, "none"],
		"with an end that is a word": [{"expires_on": "無期限"}, "none"],
		"ahead": [{"on": "2026-11-21"}, "none"],
		"on no date": [{"on": null}, "none"],
		"neither yes nor no": [{"result": "noted"}, "none"],
		"with nothing said": [{"reason": null}, "none"],
	}
	answer("formal", [object.union(said("accepted", "2026-11-04"), changed)], []).result == result
}

test_an_answer_that_expired_or_was_followed_by_another_never_comes_back[note] if {
	first := said("accepted", "2026-11-04")
	some note, [later, result] in {
		"until a day that is past": [{"result": "accepted", "expires_on": "2026-11-12"}, "expired"],
		"a decline, whatever its expiry": [{"result": "declined", "expires_on": "2026-11-12"}, "declined"],
		"a decline": [{"result": "declined"}, "declined"],
	}
	second := object.union(said("accepted", "2026-11-10"), later)
	answer("formal", [first, second], []).result == result
	answer("formal", [second, first], []).result == result
}

test_of_two_answers_of_one_day_the_worse_counts[note] if {
	accepted := said("accepted", "2026-11-10")
	some note, [other, result] in {
		"one expired": [{"expires_on": "2026-11-12"}, "expired"],
		"one lasts": [{"expires_on": "2026-11-20"}, "accepted"],
		"one declines": [{"result": "declined"}, "declined"],
		"one declines, with an expiry": [{"result": "declined", "expires_on": "2026-11-12"}, "declined"],
	}
	answer("formal", [accepted, object.union(accepted, other)], []).result == result
	answer("formal", [object.union(accepted, other), accepted], []).result == result
}

test_one_answer_may_be_about_many_things[note] if {
	some note, others in {
		"before": [{"indicator": "RS-C2-02d/institution:b/adverse"}, cell],
		"after": [cell, {"requirement": "RS-C2-03", "subject": "institution:b"}],
	}
	answer("formal", [object.union(said("accepted", "2026-11-04"), {"about": others})], []).result == "accepted"
}

test_a_measure_and_a_request_are_answered_by_their_ids[kind] if {
	some kind in ["measure", "request"]
	asked := object.union(said("accepted", "2026-11-04"), {"about": [{kind: "x1"}]})
	found := fa.on_thing(kind, "x1") with input as world("formal", [asked], [])
	found.result == "accepted"
	other := fa.on_thing(kind, "x2") with input as world("formal", [asked], [])
	other == none
}

test_an_answer_holds_for_its_own_cell_only[note] if {
	some note, changed in {
		"another subject": {"subject": "institution:c"},
		"another requirement": {"requirement": "RS-C2-03"},
		"an indicator": {"indicator": "RS-C2-02d/institution:b/adverse"},
		"a subject that is no text": {"subject": null},
	}
	about := [object.union(cell, changed)]
	answer("formal", [object.union(said("accepted", "2026-11-04"), {"about": about})], []) == none
}

test_without_a_subject_the_application_is_meant if {
	asked := object.union(said("accepted", "2026-11-04"), {"about": [{"requirement": "RS-C2-04"}]})
	found := fa.answer("RS-C2-04", {"ref": "application"}) with input as world("formal", [asked], [])
	found.result == "accepted"
}

test_an_indicator_is_answered_by_its_key if {
	key := "RS-P1-06/person:p/record"
	recorded := [object.union(said("accepted", "2026-11-04"), {"about": [{"indicator": key}]})]
	found := fa.on_indicator(key) with input as world("formal", recorded, [])
	found.result == "accepted"
}

test_lists_that_are_no_lists_hold_no_answer[note] if {
	some note, determinations in {"null": null, "a text": "accepted", "an object": {}, "of null": [null]}
	answer("precheck", determinations, determinations) == none
}

absent := verdict.missing("foreign_company", ["/facts/institutions/1/country"])

waiting := verdict.consult("foreign_company", ["/facts/institutions/1/country"], "2026-11-03")

settled(found, determinations) := result if {
	# regal ignore:with-outside-test-context
	result := fa.settled("RS-C2-04", subject, found) with input as world("formal", determinations, [])
}

test_the_answer_settles_what_waits_for_it[note] if {
	some note, [changed, status, reason, params] in {
		"accepted": [{}, "satisfied", "fa_accepted", {}],
		"accepted on the day": [{"on": "2026-11-03"}, "satisfied", "fa_accepted", {"on": "2026-11-03"}],
		"accepted until a day": [
			{"expires_on": "2026-11-20"},
			"satisfied", "fa_accepted_within_limits", {"limits": ["2026-11-20"]},
		],
		"accepted on a condition": [
			{"conditions": ["q1"]},
			"satisfied", "fa_accepted_within_limits", {"limits": ["q1"]},
		],
		"declined": [{"result": "declined"}, "unsatisfied", "fa_declined", {"answer": "資料を確認した。"}],
		"expired": [
			{"expires_on": "2026-11-19"},
			"consult_fa", "fa_answer_expired", {"expires_on": "2026-11-19"},
		],
		"older": [
			{"on": "2026-11-02"},
			"consult_fa", "fa_answer_older", {"on": "2026-11-02", "since": "2026-11-03"},
		],
	}
	settled(waiting, [object.union(said("accepted", "2026-11-04"), changed)]) == {
		"status": status,
		"reason": reason,
		"params": object.union({"teller": "fa", "on": "2026-11-04"}, params),
		"reads": ["/facts/institutions/1/country", "/fa/determinations/0"],
	}
}

test_nothing_else_is_settled if {
	settled(waiting, []) == waiting
	accepted := [said("accepted", "2026-11-04")]
	settled(absent, accepted) == absent
	elsewhere := object.union(waiting, {"since": verdict.elsewhere})
	settled(elsewhere, accepted) == elsewhere
}

test_an_answer_settles_what_waits_for_it_and_nothing_else[status] if {
	some status, reason in {
		"consult_fa": "fa_accepted",
		"missing_information": "said",
		"unsatisfied": "said",
		"satisfied": "said",
	}
	verdict := {"status": status, "reason": "said", "params": {}, "reads": [], "since": "2026-11-01"}
	waiting := fa.settled("RS-C2-04", subject, verdict) with input as world("formal", [said("accepted", "2026-11-04")], [])
	waiting.reason == reason
}

test_what_the_fa_recorded_and_does_not_count_yet_leaves_the_report if {
	answer("precheck", [said("declined", "2026-11-21")], [said("accepted", "2026-11-10")]).teller == "institution"
}

test_a_cell_is_refused_since_the_call_opened[day] if {
	some day, reason in {"2026-09-13": "none", "2026-09-14": "fa_declined", "2026-11-20": "fa_declined"}
	found := [said.reason |
		# regal ignore:with-outside-test-context
		said := fa.refused("RS-C2-04", subject, []) with input as world("formal", [said_declined(day)], [])
			with data.policy.call.opens as "2026-09-14"
	]
	found == [reason | reason != "none"]
}

said_declined(day) := said("declined", day)

test_an_answer_on_a_measure_or_a_request_counts_from_the_opening_of_the_call[note] if {
	some note, [kind, day, result] in {
		"a measure, before": ["measure", "2026-09-13", "none"],
		"a measure, on the day": ["measure", "2026-09-14", "accepted"],
		"a request, before": ["request", "2026-09-13", "none"],
		"a request, on the day": ["request", "2026-09-14", "accepted"],
	}
	asked := object.union(said("accepted", day), {"about": [{kind: "x1"}]})

	# regal ignore:with-outside-test-context
	found := fa.on_thing(kind, "x1") with input as world("formal", [asked], []) with data.policy.call.opens as "2026-09-14"
	found.result == result
}

test_what_the_agency_answered_on_is_named_whoever_tells_of_it[note] if {
	asked := object.union(said("accepted", "2026-09-14"), {"about": [{"measure": "m1"}, cell]})
	some note, [recorded, reported, names] in {
		"as it recorded": [[asked], [], {"m1"}],
		"as is reported": [[], [asked], {"m1"}],
		"from before the call": [[object.union(asked, {"on": "2026-09-13"})], [], set()],
		"ahead": [[object.union(asked, {"on": "2026-11-21"})], [], set()],
		"neither yes nor no": [[object.union(asked, {"result": "noted"})], [], set()],
		"by what is no name": [[object.union(asked, {"about": [{"measure": 1}]})], [], set()],
	}

	# regal ignore:with-outside-test-context
	found := fa.named("measure") with input as world("formal", recorded, reported)
		with data.policy.call.opens as "2026-09-14"
	found == names
}

test_each_tells_of_the_agencys_answers_by_itself[teller] if {
	given := world("formal", [said("accepted", "2026-11-04")], [said("accepted", "2026-11-05")])
	some teller, on in {"fa": "2026-11-04", "institution": "2026-11-05"}
	found := fa.answers("RS-C2-04", subject, teller) with input as given
	{one["1"] | some one in found} == {on}
}

test_what_was_accepted_is_not_refused if {
	given := world("formal", [said("accepted", "2026-11-04")], [])
	not fa.refused("RS-C2-04", subject, []) with input as given
}

test_the_cell_of_an_indicators_judgement_is_the_indicator[topic] if {
	some topic, about in {
		"indicator|k": {"requirement": "RS-RA-01", "subject": "indicator:k"},
		"RS-RA-01|application": {"requirement": "RS-RA-01", "subject": "application"},
		"RS-C2-04|indicator:k": {"requirement": "RS-C2-04", "subject": "indicator:k"},
	}
	fa.topic(about) == topic
}
