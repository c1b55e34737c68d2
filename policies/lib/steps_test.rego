# METADATA
# description: Whose word on a step is read.
package policy.lib.steps_test

import data.policy.lib.steps

envelope := {"state": "none", "declared": {"by": "研究推進部", "on": "2026-11-20"}}

by(institution) := object.union(envelope, {"declared": {
	"by": "研究推進部",
	"on": "2026-11-20",
	"institution": institution,
}})

state(found) := steps.read(subject, ["process", "completion"]).state if {
	subject := {"at": "/facts", "fact": {"process": {"completion": found}}}
}

facts := {"institutions": [{"id": "aoba", "role": "lead"}, {"id": "minato", "role": "joint"}]}

test_a_step_is_declared_by_the_lead_institution[note] if {
	some note, [found, expected] in {
		"the lead": [by("aoba"), "none"],
		"left out": [envelope, "none"],
		"a joint one": [by("minato"), "absent"],
		"nobody": [null, "absent"],
	}
	state(found) == expected with input as {"as_of": "2026-11-20", "facts": facts}
}
