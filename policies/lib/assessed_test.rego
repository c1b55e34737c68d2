# METADATA
# description: What is adverse is collected and raises an indicator; each entry has its day.
package policy.lib.assessed_test

import data.policy.lib.assessed

entry := {"summary": "報道", "source": "新聞", "on": "2026-10-15", "adverse": false}

adverse := object.union(entry, {"adverse": true})

fact(entries) := {
	"at": "/facts/x",
	"state": "provided",
	"entries": entries,
	"envelope": {},
	"on": "2026-10-15",
}

test_each_entry_has_its_day_and_what_is_adverse_needs_a_judgement[note] if {
	some note, [entries, reason] in {
		"harmless": [[entry], "provided"],
		"adverse": [[adverse], "provided_needs_judgement"],
		"harmless and adverse": [[entry, adverse], "provided_needs_judgement"],
		"not said": [[object.remove(entry, ["adverse"])], "provided_needs_judgement"],
		"null": [[object.union(entry, {"adverse": null})], "provided_needs_judgement"],
		"adverse, and no day": [[object.remove(adverse, ["on"])], "source_undated"],
	}
	assessed.assess(fact(entries)).reason == reason with input.as_of as "2026-11-20"
}

test_each_adverse_entry_raises_an_indicator if {
	digests := {"/facts/x/entries/1": "11111111", "/facts/x/entries/2": "22222222"}
	entries := [entry, adverse, object.remove(entry, ["adverse"])]
	subject := {"ref": "institution:b"}
	raised := assessed.indicators("RS-C2-02d", subject, fact(entries)) with input.prepared.digests as digests
	[one.key | some one in raised] == [
		"RS-C2-02d/institution:b/adverse.11111111",
		"RS-C2-02d/institution:b/adverse.22222222",
	]
}

test_what_is_adverse_is_collected_all_the_same if {
	assessed.assess(fact([adverse])).status == "satisfied" with input.as_of as "2026-11-20"
}
