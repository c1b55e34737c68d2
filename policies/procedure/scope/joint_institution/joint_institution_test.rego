package policy.procedure.scope.joint_institution_test

import data.policy.procedure.scope.joint_institution

test_without_a_list_of_institutions_it_is_not_known_whether_there_is_a_joint_one[note] if {
	some note, [institutions, reason] in {
		"the lead alone": [[{"id": "aoba", "role": "lead"}], "no_joint_research"],
		"nobody": [[], "absent"],
	}
	found := joint_institution.findings with input as {"as_of": "2026-11-20", "facts": {"institutions": institutions}}
	[[finding.subject, finding.reason] | some finding in found] == [["application", reason]]
}

test_what_the_lead_ran_first_after_its_check_is_not_in_it[note] if {
	signed := {"by": "西村", "on": "2026-10-20"}
	some note, [changed, expected] in {
		"before it": [{"run_on": "2026-10-19"}, "co_pi_not_listed"],
		"on its day": [{"run_on": "2026-10-20"}, "co_pi_not_listed"],
		"after it": [{"run_on": "2026-10-21"}, "checked_before"],
		"after it, by the other": [{"run_on": "2026-10-21", "institution": "minato"}, "co_pi_not_listed"],
	}
	run := object.union(
		{
			"list_id": "un", "list_version": "v1", "retrieved_on": "2026-10-19", "run_by": "西村",
			"queried_names": ["Minato"], "candidates": [],
		},
		changed,
	)
	minato := {
		"id": "minato",
		"role": "joint",
		"name": "Minato",
		"partner": {"checked_by_lead": {"state": "provided", "declared": signed, "entries": [{"summary": "確認した"}]}},
		"screening": [run],
	}
	found := joint_institution.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [{"id": "aoba", "role": "lead"}, minato]},
		"prepared": {"names": {"Minato": {"forms": ["minato"]}}, "digests": {}},
	}
		with data.policy.call.opens as "2026-10-01"
	[finding.reason | some finding in found] == [expected]
}

accepted := {
	"about": [{"requirement": "RS-SCP-02", "subject": "institution:minato"}],
	"result": "accepted",
	"on": "2026-11-02",
	"reason": "差し支えない",
}

test_an_answer_without_a_co_pi_is_on_those_who_take_part_by_then[note] if {
	signed := {"by": "西村", "on": "2026-10-20"}
	some note, [roster, expected] in {
		"no roster": [null, "fa_accepted"],
		"the roster is older": [{"state": "provided", "declared": signed, "entries": [{"person": "mori"}]}, "fa_accepted"],
		"one came since": [
			{
				"state": "provided",
				"declared": {"by": "長谷川", "on": "2026-11-10"},
				"entries": [{"person": "mori", "since": "2026-10-08"}, {"person": "tanaka"}],
			},
			"fa_answer_older",
		],
		"none is kept": [
			{"state": "none", "reason": "参画しない", "declared": {"by": "長谷川", "on": "2026-11-10"}},
			"fa_accepted",
		],
	}
	minato := {
		"id": "minato",
		"role": "joint",
		"name": "Minato",
		"partner": {"checked_by_lead": {"state": "provided", "declared": signed, "entries": [{"summary": "確認した"}]}},
		"roster": roster,
	}
	found := joint_institution.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [{"id": "aoba", "role": "lead"}, minato]},
		"fa": {"determinations": [accepted]},
		"prepared": {"names": {"Minato": {"forms": ["minato"]}}, "digests": {}},
	}
		with data.policy.call.opens as "2026-10-01"
	[finding.reason | some finding in found] == [expected]
}
