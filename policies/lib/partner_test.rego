# METADATA
# description: Whose word counts on a joint institution.
package policy.lib.partner_test

import data.policy.lib.partner

joint(by) := {
	"kind": "institution",
	"at": "/facts/institutions/1",
	"fact": {"id": "b", "role": "joint", "partner": {"capital": {
		"state": "none",
		"declared": object.union({"by": "西村", "on": "2026-10-09"}, by),
	}}},
}

lead := [{"id": "a", "role": "lead"}]

test_the_lead_institution_and_the_joint_one_itself_speak[note] if {
	some note, [by, institutions, expected] in {
		"the lead, not named": [{}, lead, "none"],
		"the lead, named": [{"institution": "a"}, lead, "none"],
		"the joint one itself": [{"institution": "b"}, lead, "none"],
		"a third": [{"institution": "c"}, lead, "absent"],
		"one that is no text": [{"institution": null}, lead, "none"],
		"the joint one, where there is no lead": [{"institution": "b"}, [], "none"],
		"another, where there is no lead": [{"institution": "a"}, [], "absent"],
	}
	world := {"as_of": "2026-11-20", "facts": {"institutions": institutions}}
	partner.read(joint(by), "capital").state == expected with input as world
}
