package policy.procedure.joint.co_pis_test

import data.policy.procedure.joint.co_pis

asked := [
	"RS-P1-01a", "RS-P1-01b", "RS-P1-01c", "RS-P1-02", "RS-P1-03",
	"RS-P1-04", "RS-P1-05", "RS-P1-06", "RS-P1-07",
]

all_are(status) := {item: status | some item in asked}

# What is found of a co-PI, where the requirements on people found these statuses.
found(statuses) := [finding.reason, finding.params] if {
	of_people := [{"requirement": item, "subject": "person:mori", "status": status, "reads": []} |
		some item, status in statuses
	]

	# regal ignore:with-outside-test-context,line-length
	[finding] := co_pis.findings with input.facts as {"people": [{"id": "mori", "role": "co_pi"}]} with data.policy.procedure.people as {"all": {"findings": of_people}}
}

test_every_item_is_asked_of_a_co_pi if {
	found(all_are("missing_information")) == ["items_missing", {"items": asked}]
	found(all_are("consult_fa")) == ["items_for_consultation", {"items": asked}]
	found(all_are("satisfied")) == ["all_collected", {}]
}

test_what_is_for_consultation_is_not_missing if {
	statuses := object.union(all_are("satisfied"), {"RS-P1-02": "consult_fa", "RS-P1-03": "missing_information"})
	found(statuses) == ["items_missing", {"items": ["RS-P1-03"]}]
}

test_no_other_requirement_on_people_is_asked_of_a_co_pi if {
	found(object.union(all_are("satisfied"), {"RS-P1-99": "missing_information"})) == ["all_collected", {}]
	found(object.union(all_are("satisfied"), {"RS-P1-99": "satisfied"})) == ["all_collected", {}]
}

# What is found where nobody is named as co-PI, the lead institution checks the partner, and the agency so answers.
without_co_pi(answer) := finding.reason if {
	checked := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-01"}, "entries": [{}]}
	facts := {"institutions": [{"id": "b", "role": "joint", "partner": {"checked_by_lead": checked}}]}
	answered := {"findings": [{"reason": answer}]}

	# regal ignore:with-outside-test-context,line-length
	[finding] := co_pis.findings with input as {"as_of": "2026-11-20", "facts": facts} with data.policy.procedure.scope.joint_institution as answered
}

test_no_co_pi_is_named_as_the_agency_accepts[answer] if {
	some answer, reason in {
		"fa_accepted": "none_as_agreed",
		"fa_accepted_within_limits": "none_as_agreed",
		"fa_declined": "co_pi_not_named",
		"co_pi_not_listed": "co_pi_not_named",
	}
	without_co_pi(answer) == reason
}
