package policy.procedure.scope.own_team_test

import data.policy.procedure.scope.own_team

pi := {"id": "sato", "role": "pi", "institution": "aoba"}

# An application by these people, with such a roster.
application(people, entries) := {
	"as_of": "2026-11-20",
	"facts": {"people": people, "institutions": [{"id": "aoba", "role": "lead", "roster": {
		"state": "provided",
		"declared": {"by": "研究推進部", "on": "2026-10-06"},
		"entries": entries,
	}}]},
}

test_an_entry_that_names_nobody_is_not_of_the_institution[note] if {
	some note, entry in {"null": null, "a name that is no text": {"person": 1}}
	found := own_team.findings with input as application([pi], [{"person": "sato"}, entry])
	[[finding.reason, finding.params] | some finding in found] == [["not_of_institution", {"people": ["?"]}]]
}

test_who_belongs_nowhere_is_left_out if {
	ito := {"id": "ito", "role": "participant"}
	found := own_team.findings with input as application([pi, ito], [{"person": "sato"}, {"person": "ito"}])
	[[finding.reason, finding.params] | some finding in found] == [["not_in_roster", {"people": ["ito"]}]]
}
