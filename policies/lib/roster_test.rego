package policy.lib.roster_test

import data.policy.lib.roster

people := [
	{"id": "sato", "institution": "a"},
	{"id": "mori", "institution": "b"},
]

# What is said of the roster of the lead institution, on which Sato works and these must stand as well.
gap(list, others) := [[said.status, said.reason, said.params] | some said in found] if {
	fact := {"id": "a", "role": "lead", "roster": list}
	subject := {"kind": "institution", "ref": "institution:a", "at": "/facts/institutions/0", "fact": fact}

	# regal ignore:with-outside-test-context,line-length
	found := [said | said := roster.gap(subject, others)] with input as {"as_of": "2026-11-20", "facts": {"institutions": [fact], "people": people}}
}

listed(entries) := {"state": "provided", "declared": {"by": "西村", "on": "2026-10-06"}, "entries": entries}

test_a_roster_names_the_people_of_the_institution_and_nobody_else[note] if {
	sato := {"person": "sato"}
	none := {"state": "none", "declared": {"by": "西村", "on": "2026-10-06"}}
	some note, [list, others, expected] in {
		"whole": [listed([sato]), set(), []],
		"not kept": [none, set(), [["unsatisfied", "no_roster_kept", {}]]],
		"not said": [null, set(), [["missing_information", "no_roster", {}]]],
		"withheld": [object.union(none, {"state": "withheld"}), set(), [["consult_fa", "roster_not_at_hand", {}]]],
		"of another's word": [
			object.union(none, {"declared": {"institution": "b"}}),
			set(),
			[["missing_information", "stated_by_another", {}]],
		],
		"somebody left out": [
			listed([sato]), {"abe"},
			[["missing_information", "not_in_roster", {"people": ["abe"]}]],
		],
		"its own left out": [
			listed([{"person": "abe"}]), set(),
			[["missing_information", "not_in_roster", {"people": ["sato"]}]],
		],
		"another's person": [
			listed([sato, {"person": "mori"}]), set(),
			[["missing_information", "not_of_institution", {"people": ["mori"]}]],
		],
		"an entry that names nobody": [
			listed([sato, {"person": 7}]), set(),
			[["missing_information", "not_of_institution", {"people": ["?"]}]],
		],
	}
	gap(list, others) == expected
}
