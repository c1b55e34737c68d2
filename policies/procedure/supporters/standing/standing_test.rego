package policy.procedure.supporters.standing_test

import data.policy.procedure.supporters.standing

known := {
	"state": "provided",
	"declared": {"by": "研究推進部", "on": "2026-10-06"},
	"entries": [{"adverse": false}],
}

test_capital_is_asked_of_a_private_company_and_of_a_kind_not_known[note] if {
	some note, [supporter, expected] in {
		"foundation": [{"kind": "foundation"}, ["satisfied", "provided", {"items": ["compliance", "reputation"]}]],
		"company": [{"kind": "company"}, ["missing_information", "absent", {"items": ["capital"]}]],
		"not known": [{}, ["missing_information", "absent", {"items": ["capital"]}]],
	}
	entry := object.union(supporter, {"id": "zaidan", "compliance": known, "reputation": known})
	listed := {"state": "provided", "declared": known.declared, "entries": [entry]}
	facts := {"institutions": [{"id": "aoba", "role": "lead", "supporters": listed}]}
	found := standing.findings with input as {"as_of": "2026-11-20", "facts": facts}
	[[finding.status, finding.reason, finding.params] | some finding in found] == [expected]
}

# A supporter of a kind, of whom all is known but what is changed.
application(kind, changed) := {"as_of": "2026-11-20", "prepared": {"digests": {}}, "facts": {"institutions": [{
	"id": "aoba",
	"role": "lead",
	"supporters": {"state": "provided", "declared": known.declared, "entries": [object.union(
		{"id": "zaidan", "kind": kind, "compliance": known, "reputation": known, "capital": known},
		changed,
	)]},
}]}}

test_each_kind_is_asked_what_applies_to_it[kind] if {
	some kind, items in {
		"individual": ["compliance", "reputation"],
		"university": ["compliance", "reputation"],
		"government": ["compliance", "reputation"],
		"foundation": ["compliance", "reputation"],
		"other": ["compliance", "reputation"],
		"company": ["capital", "compliance", "reputation"],
	}
	[finding] := standing.findings with input as application(kind, {})
	finding.params == {"items": items}
}

adverse := object.union(known, {"entries": [{"summary": "報道", "adverse": true}]})

test_what_is_adverse_needs_judgement_and_raises_an_indicator[name] if {
	some name in ["capital", "compliance", "reputation"]
	[finding] := standing.findings with input as application("company", {name: adverse})
	finding.reason == "provided_needs_judgement"
	[raised] := standing.indicators with input as application("company", {name: adverse})
	raised.reads == [concat("/", ["/facts/institutions/0/supporters/entries/0", name, "entries/0"])]
}

test_what_is_missing_comes_before_what_is_adverse if {
	[finding] := standing.findings with input as application("company", {"capital": adverse, "reputation": null})
	finding.reason == "absent"
}

test_what_is_withheld_raises_no_indicator if {
	withheld := object.union(adverse, {"state": "withheld"})
	raised := standing.indicators with input as application("company", {"capital": withheld})
	raised == []
}

test_that_a_company_has_no_capital_is_the_word_of_whom_it_supports[note] if {
	some note, [institution, reason] in {"its own": ["aoba", "no_capital"], "another's": ["minato", "stated_by_another"]}
	none := {"state": "none", "declared": object.union(known.declared, {"institution": institution})}
	[finding] := standing.findings with input as application("company", {"capital": none})
	finding.reason == reason
}

test_what_is_adverse_needs_judgement_beside_what_is_declared_none if {
	none := {"state": "none", "declared": known.declared}
	[finding] := standing.findings with input as application("company", {"capital": adverse, "compliance": none})
	finding.reason == "provided_needs_judgement"
}
