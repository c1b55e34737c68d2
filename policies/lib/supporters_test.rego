# METADATA
# description: Whether there is no supporter, where none is named, and whose word on a supporter counts.
package policy.lib.supporters_test

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
