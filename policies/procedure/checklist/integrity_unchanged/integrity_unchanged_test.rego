package policy.procedure.checklist.integrity_unchanged_test

import data.policy.procedure.checklist.integrity_unchanged

item := {"id": "RS-X1-01", "classes": ["research_security"], "enforcement": "binding"}

test_every_item_says_its_classes_and_whether_it_binds[note] if {
	some note, [changed, reason] in {
		"both": [{}, "unchanged"],
		"classes that are no list": [{"classes": "research_security"}, "absent"],
		"enforcement that is no text": [{"enforcement": true}, "absent"],
	}
	items := [object.union(item, {"id": "RS-X1-02"}), object.union(item, changed)]
	found := integrity_unchanged.findings with input.facts as {} with data.policy.checklist as items
	found[0].reason == reason
}
