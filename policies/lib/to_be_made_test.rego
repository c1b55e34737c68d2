# METADATA
# description: Both sides of the first day, the answer and the institution by which what is not there yet is asked for.
package policy.lib.to_be_made_test

import data.policy.lib.to_be_made

plan := {"at": "/facts/dmp", "state": "unobtainable"}

# What is said of it, of an institution, once the FA answered so on a day, in a stage, with a first day.
found(subject, fact, [result, answered], [stage, starts_on]) := [said.reason |
	about := {"requirement": "RS-D4-01", "subject": subject.ref}
	answer := {"about": [about], "result": result, "on": answered, "reason": "回答のとおり"}
	world := {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {
			"application": {"stage": stage, "starts_on": starts_on},
			"institutions": [{"id": "a", "role": "lead"}, {"id": "b", "role": "joint"}],
		},
		"fa": {"determinations": [answer]},
	}

	# regal ignore:with-outside-test-context
	said := to_be_made.assess("RS-D4-01", subject, fact) with input as world with data.policy.call as call
]

call := {"opens": "2026-09-14", "closes": "2026-10-15"}

application := {"ref": "application"}

test_what_the_agency_accepted_is_over_once_the_research_goes_on[note] if {
	begun := ["started", "2026-11-01"]
	withheld := object.union(plan, {"state": "withheld"})
	some note, [subject, fact, answer, going_on, expected] in {
		"before the start": [application, plan, ["accepted", "2026-10-31"], begun, ["not_made_yet"]],
		"on the first day": [application, plan, ["accepted", "2026-11-01"], begun, []],
		"the lead's": [{"ref": "institution:a"}, plan, ["accepted", "2026-10-31"], begun, ["not_made_yet"]],
		"a joint one's": [{"ref": "institution:b"}, plan, ["accepted", "2026-10-31"], begun, ["not_made_yet"]],
		"a person's": [{"ref": "person:p"}, plan, ["accepted", "2026-10-31"], begun, ["not_made_yet"]],
		"declined": [application, plan, ["declined", "2026-10-31"], begun, []],
		"withheld": [application, withheld, ["accepted", "2026-10-31"], begun, []],
		"to start": [application, plan, ["accepted", "2026-10-31"], ["selected", "2026-11-21"], []],
		"started today": [application, plan, ["accepted", "2026-10-31"], ["selected", "2026-11-20"], ["not_made_yet"]],
		"no day": [application, plan, ["accepted", "2026-10-14"], ["started", null], ["not_made_yet"]],
		"no day, since it closed": [application, plan, ["accepted", "2026-10-15"], ["started", null], []],
	}
	found(subject, fact, answer, going_on) == expected
}

test_what_the_agency_accepted_until_a_day_is_as_long_as_it_said[note] if {
	some note, [until, expected] in {
		"after the start": ["2026-12-31", []],
		"on the first day": ["2026-11-01", []],
		"before the start": ["2026-10-31", ["not_made_yet"]],
		"no day": ["無期限", ["not_made_yet"]],
	}
	answered := {"state": "answered", "result": "accepted", "on": "2026-10-30", "determination": {"expires_on": until}}
	said := [verdict.reason |
		verdict := to_be_made.assess("RS-D4-01", application, plan) with data.policy.lib.fa.answer as answered
			with input as {
				"as_of": "2026-11-20",
				"mode": "formal",
				"facts": {"application": {"stage": "started", "starts_on": "2026-11-01"}},
			}
	]
	said == expected
}

test_what_is_not_over_is_not_at_hand[note] if {
	agreed := {"state": "answered", "result": "accepted", "on": "2026-10-30", "determination": {}}
	world := {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"application": {"stage": "started", "starts_on": "2026-11-01"}},
	}
	some note, [state, result, reason] in {
		"accepted before the start": ["unobtainable", "accepted", "not_made_yet"],
		"declined": ["unobtainable", "declined", "unobtainable"],
		"refused": ["withheld", "accepted", "withheld"],
		"not said": ["absent", "accepted", "absent"],
	}
	found := {"at": "/facts/dmp", "state": state, "entries": [], "envelope": {"declared": {"on": "2026-10-16"}}}
	said := to_be_made.or_unavailable("RS-D4-01", application, found) with input as world
		with data.policy.lib.fa.answer as object.union(agreed, {"result": result})
	said.reason == reason
}
