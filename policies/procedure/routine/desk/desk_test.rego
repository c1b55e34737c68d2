package policy.procedure.routine.desk_test

import data.policy.procedure.routine.desk

test_a_desk_without_a_unit_is_absent if {
	entry := {"contact": "desk@example", "decides": "研究担当理事"}
	fact := {"state": "provided", "declared": {"by": "研究推進部", "on": "2026-10-05"}, "entries": [entry]}
	found := desk.findings with input as {
		"as_of": "2026-11-20",
		"facts": {"institutions": [{"id": "aoba", "role": "lead", "desk": fact}]},
	}
	[[finding.status, finding.reason] | some finding in found] == [["missing_information", "absent"]]
}

declared := {"by": "研究推進部", "on": "2026-10-05"}

# What is found of a lead institution with this desk, with the FA's acceptance or without.
reason(desk_fact, accepted) := found[0].reason if {
	answer := {
		"about": [{"requirement": desk.id, "subject": "institution:aoba"}],
		"result": "accepted",
		"reason": "当面の体制を了承する",
		"on": "2026-11-01",
	}

	# regal ignore:with-outside-test-context
	found := desk.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [{"id": "aoba", "role": "lead", "desk": desk_fact}]},
		"fa": {"determinations": [answer | accepted]},
	}
}

test_a_desk_names_its_unit_its_contact_and_who_decides[note] if {
	whole := {"unit": "研究セキュリティ室", "contact": "desk@example", "decides": "研究担当理事"}
	some note, [entry, expected] in {
		"whole": [whole, "designated"],
		"without a contact": [object.remove(whole, ["contact"]), "decider_not_named"],
		"without who decides": [object.remove(whole, ["decides"]), "decider_not_named"],
	}
	reason({"state": "provided", "declared": declared, "entries": [entry]}, false) == expected
}

test_the_fa_may_accept_what_is_not_yet_designated[note] if {
	some note, [desk_fact, waiting] in {
		"no desk": [{"state": "none", "declared": declared}, "no_desk"],
		"nobody who decides": [
			{"state": "provided", "declared": declared, "entries": [{"unit": "研究セキュリティ室"}]},
			"decider_not_named",
		],
	}
	reason(desk_fact, false) == waiting
	reason(desk_fact, true) == "fa_accepted"
}

test_of_whom_it_is_asked[note] if {
	some note, [institution, reason] in {
		"a university in Japan": [{"role": "joint", "kind": "university", "country": "JP"}, "absent"],
		"a research institute in Japan": [{"role": "joint", "kind": "research_institute", "country": "JP"}, "absent"],
		"a company in Japan": [{"role": "joint", "kind": "company", "country": "JP"}, "not_asked_of_it"],
		"another body in Japan": [{"role": "joint", "kind": "other", "country": "JP"}, "not_asked_of_it"],
		"a university abroad": [{"role": "joint", "kind": "university", "country": "XA"}, "not_asked_of_it"],
		"of a kind not known": [{"role": "joint", "country": "JP"}, "absent"],
		"in a country that is no text": [{"role": "joint", "kind": "university", "country": null}, "absent"],
		"in a country not known": [{"role": "joint", "kind": "university"}, "absent"],
		"the lead, a company": [{"role": "lead", "kind": "company", "country": "JP"}, "absent"],
		"of a role not known": [{"kind": "company", "country": "JP"}, "absent"],
	}
	found := desk.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [object.union({"id": "aoba"}, institution)]},
	}
	found[0].reason == reason
}

test_a_program_may_ask_it_of_all[asked] if {
	some asked, reason in {true: "absent", false: "not_asked_of_it", "yes": "not_asked_of_it"}
	found := desk.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [{"id": "aoba", "role": "joint", "kind": "company", "country": "JP"}]},
	}
		with data.policy.params.routine_of_every_institution as asked
	found[0].reason == reason
}
