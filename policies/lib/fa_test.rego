# METADATA
# description: |
#   Whose answer counts, and since when. A formal decision takes what the FA recorded itself; a pre-check also takes
#   what the institution reports.
package policy.lib.fa_test

import data.policy.lib.fa
import data.policy.lib.verdict

subject := {"ref": "institution:b"}

said(result, on) := {"requirement": "RS-C2-04", "subject": "institution:b", "result": result, "on": on}

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

none := {"result": "none", "teller": "nobody", "at": [], "on": ""}

test_a_report_counts_in_a_precheck_only if {
	reported := [said("accepted", "2026-11-04")]
	answer("precheck", [], reported) == {
		"result": "accepted",
		"teller": "institution",
		"at": ["/facts/determinations/0"],
		"on": "2026-11-04",
	}
	answer("formal", [], reported) == none
}

test_what_the_fa_recorded_outweighs_a_later_report if {
	found := answer("precheck", [said("declined", "2026-11-04")], [said("accepted", "2026-11-10")])
	found.result == "declined"
	found.teller == "fa"
	found.at == ["/fa/determinations/0"]
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
		"expired": [{"expires_on": "2026-11-19"}, "none"],
		"with an end that is no date": [{"expires_on": null}, "none"],
		"with an end that is a word": [{"expires_on": "無期限"}, "none"],
		"ahead": [{"on": "2026-11-21"}, "none"],
		"on no date": [{"on": null}, "none"],
		"neither yes nor no": [{"result": "noted"}, "none"],
	}
	answer("formal", [object.union(said("accepted", "2026-11-04"), changed)], []).result == result
}

test_an_answer_holds_for_its_own_cell_only[note] if {
	some note, changed in {
		"another subject": {"subject": "institution:c"},
		"another requirement": {"requirement": "RS-C2-03"},
		"an indicator": {"indicator": "RS-C2-02d/institution:b/adverse"},
		"an indicator without a name": {"indicator": null},
		"a subject that is no text": {"subject": null},
	}
	answer("formal", [object.union(said("accepted", "2026-11-04"), changed)], []) == none
}

test_without_a_subject_the_application_is_meant if {
	asked := object.remove(said("accepted", "2026-11-04"), ["subject"])
	found := fa.answer("RS-C2-04", {"ref": "application"}) with input as world("formal", [asked], [])
	found.result == "accepted"
}

test_an_indicator_is_answered_by_its_key if {
	key := "RS-P1-06/person:p/record"
	recorded := [{"indicator": key, "result": "accepted", "on": "2026-11-04"}]
	found := fa.on_indicator(key) with input as world("formal", recorded, [])
	found.result == "accepted"
}

test_lists_that_are_no_lists_hold_no_answer[note] if {
	some note, determinations in {"null": null, "a text": "accepted", "an object": {}, "of null": [null]}
	answer("precheck", determinations, determinations) == none
}

absent := verdict.missing("foreign_company", ["/facts/institutions/1/country"])

waiting := verdict.consult("foreign_company", ["/facts/institutions/1/country"])

settled(found, determinations, reasons) := result if {
	# regal ignore:with-outside-test-context
	result := fa.settled("RS-C2-04", subject, found, reasons) with input as world("formal", determinations, [])
}

test_acceptance_settles_what_is_left_to_the_fa if {
	settled(waiting, [said("accepted", "2026-11-04")], {"foreign_company"}) == {
		"status": "satisfied",
		"reason": "fa_accepted",
		"params": {"teller": "fa"},
		"reads": ["/facts/institutions/1/country", "/fa/determinations/0"],
	}
}

test_nothing_else_is_settled if {
	settled(waiting, [], {"foreign_company"}) == waiting
	settled(waiting, [said("declined", "2026-11-04")], {"foreign_company"}) == waiting
	accepted := [said("accepted", "2026-11-04")]
	settled(waiting, accepted, {"foreign_link_claimed"}) == waiting
	settled(absent, accepted, {"foreign_company"}) == absent
}
