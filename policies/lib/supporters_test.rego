# METADATA
# description: Whether there is no supporter, where none is named, and whose word on a supporter counts.
package policy.lib.supporters_test

import data.policy.lib.fact
import data.policy.lib.supporters

declared := {"by": "研究推進部", "on": "2026-10-06"}

lead := {"id": "aoba", "role": "lead"}

joint := {"id": "minato", "role": "joint"}

listed(institution, state) := object.union(institution, {"supporters": {
	"state": state,
	"declared": object.union(declared, {"institution": institution.id}),
}})

document(institutions) := {"as_of": "2026-11-20", "mode": "formal", "facts": {"institutions": institutions}}

test_that_there_is_no_supporter_is_to_be_declared[state] if {
	some state, reason in {
		"none": "no_supporter",
		"unobtainable": "supporters_not_confirmed",
		"withheld": "supporters_not_confirmed",
		"unknown": "supporters_not_known",
	}
	found := supporters.none_named with input as document([listed(lead, state)])
	found.reason == reason
}

test_each_institution_declares_it_and_the_furthest_from_being_known_speaks[note] if {
	some note, [at_lead, at_joint, reason] in {
		"none at both": ["none", "none", "no_supporter"],
		"not known at the joint one": ["none", "unknown", "supporters_not_known"],
		"not known at the lead": ["unobtainable", "none", "supporters_not_confirmed"],
		"not known at one, not confirmed at the other": ["unobtainable", "unknown", "supporters_not_known"],
	}
	found := supporters.none_named with input as document([listed(lead, at_lead), listed(joint, at_joint)])
	found.reason == reason
}

test_what_the_lead_says_of_another_does_not_count if {
	others := object.union(joint, {"supporters": {"state": "none", "declared": declared}})
	found := supporters.none_named with input as document([listed(lead, "none"), others])
	found.reason == "stated_by_another"
}

test_without_institutions_it_is_not_known if {
	found := supporters.none_named with input as document([])
	found.reason == "supporters_not_known"
}

test_a_decline_at_the_list_stands_before_all_else if {
	answer := {
		"about": [{"requirement": "RS-S3-00", "subject": "institution:minato"}],
		"result": "declined",
		"reason": "支援者を特定すること",
		"on": "2026-11-01",
	}
	asked := document([listed(lead, "unknown"), listed(joint, "withheld")])
	found := supporters.none_named with input as object.union(asked, {"fa": {"determinations": [answer]}})
	found.reason == "fa_declined"
}

test_a_supporter_belongs_to_the_institution_that_lists_it if {
	found := supporters.supported({"at": "/facts/institutions/1/supporters/entries/0"}) with input as document([lead, joint])
	found.ref == "institution:minato"
}

test_that_there_is_none_does_not_apply_and_is_said_of_all_times[note] if {
	some note, [period, status] in {
		"at all": ["all", "not_applicable"],
		"in a span": [{"start": "2026-04-01", "end": "2026-10-06"}, "missing_information"],
	}
	none := object.union(listed(lead, "none"), {"supporters": {"period": period}})
	found := supporters.none_named with input as document([none])
	found.status == status
}

test_what_the_agency_accepts_of_one_is_said_before_that_there_is_none_at_another if {
	answer := {
		"about": [{"requirement": "RS-S3-00", "subject": "institution:minato"}],
		"result": "accepted",
		"reason": "支障はない",
		"on": "2026-11-01",
	}
	asked := document([listed(lead, "none"), listed(joint, "withheld")])
	found := supporters.none_named with input as object.union(asked, {"fa": {"determinations": [answer]}})
	found.reason == "fa_accepted"
}

envelope(state, changed) := object.union({"state": state, "declared": declared, "entries": [{}]}, changed)

# What is said of the purpose and the conditions of a supporter of the lead institution, or of a joint one that
# withholds them.
together(at, facts) := said.reason if {
	withheld := {"items": ["RS-S3-02"], "reason": "規程による", "by": "西村", "on": "2026-10-26"}
	supporter := object.union({"id": "zaidan"}, facts)
	listing := {"supporters": {"state": "provided", "declared": declared, "entries": [supporter]}}
	institutions := [
		object.union(lead, {key: value | some key, value in listing; at == "aoba"}),
		object.union_n([joint, {"partner": {"withholds": [withheld]}}, {key: value |
			some key, value in listing
			at == "minato"
		}]),
	]
	i := {"aoba": 0, "minato": 1}[at]
	subject := {
		"kind": "supporter",
		"ref": "supporter:zaidan",
		"at": concat("", ["/facts/institutions/", format_int(i, 10), "/supporters/entries/0"]),
		"fact": supporter,
		"owner": at,
	}

	# regal ignore:with-outside-test-context,line-length
	said := supporters.assess("RS-S3-02", subject, {name: found_of(subject, name) | some name in ["purpose", "conditions"]}) with input as document(institutions) with data.policy.call.opens as "2026-09-14"
}

found_of(subject, name) := fact.read(subject, [name])

test_of_what_is_asked_together_the_furthest_from_being_known_speaks[note] if {
	by_joint := {"declared": {"institution": "minato"}}
	old := {"declared": {"on": "2026-09-13"}}
	over := {"period": {"start": "2020-04-01", "end": "2026-09-13"}}
	some note, [at, purpose, conditions, expected] in {
		"both": ["aoba", envelope("provided", {}), envelope("none", {}), "declared_none"],
		"one not": ["aoba", envelope("provided", {}), null, "absent"],
		"one withheld": ["aoba", envelope("withheld", {}), envelope("provided", {}), "withheld"],
		"another's word": ["aoba", envelope("provided", by_joint), envelope("withheld", {}), "stated_by_another"],
		"one stale": ["aoba", envelope("provided", old), envelope("withheld", {}), "declaration_stale"],
		"none for a time that is over": ["aoba", envelope("none", over), envelope("provided", {}), "declared_in_part"],
		"something for a time that is over": ["aoba", envelope("provided", over), envelope("none", {}), "declared_in_part"],
		"one missing that is withheld": ["minato", envelope("provided", by_joint), null, "part_withheld"],
		"both missing that are withheld": ["minato", null, null, "part_withheld"],
		"one missing that is withheld, the other not to be had": [
			"minato", null, envelope("unobtainable", by_joint),
			"unobtainable",
		],
	}
	together(at, {"purpose": purpose, "conditions": conditions}) == expected
}

test_a_fact_is_stated_by_the_institution_that_the_supporter_supports[note] if {
	subject := {"at": "/facts/institutions/0/supporters/entries/0"}
	some note, [by, expected] in {"its own": ["aoba", [true]], "another's": ["minato", []]}
	found := {"at": "/x", "state": "none", "envelope": {"declared": {"institution": by}}}

	# regal ignore:with-outside-test-context
	said := [true | supporters.declared_itself(subject, found)] with input as document([lead, joint])
	said == expected
}
