package policy.procedure.people.education_test

import data.policy.procedure.people.education

signed := {"by": "佐藤", "on": "2026-10-06"}

none := {"state": "none", "reason": "学位取得から20年を経ている"}

studies := {"state": "provided", "declared": signed, "entries": [{"institution": "青葉大学"}]}

test_that_the_supervisor_is_not_needed_must_be_declared_by_somebody[note] if {
	some note, [said, expected] in {
		"not a word": [{}, ["missing_information", "supervisor_undecided", {}]],
		"by nobody": [{"supervisor": none}, ["missing_information", "supervisor_undecided", {}]],
		"by somebody": [
			{"supervisor": object.union(none, {"declared": signed})},
			["satisfied", "supervisor_not_needed", {}],
		],
	}
	sato := {"id": "sato", "disclosures": object.union(said, {"education": studies})}
	found := education.findings with input as {"as_of": "2026-11-20", "facts": {"people": [sato]}}
	[[finding.status, finding.reason, finding.params] | some finding in found] == [expected]
}

test_what_the_agency_accepts_of_the_course_of_study_leaves_the_supervisor_as_is[note] if {
	unobtainable := {"state": "unobtainable", "declared": signed}
	accepted := {"result": "accepted", "on": "2026-11-01", "reason": "確認した", "about": [{
		"requirement": "RS-P1-01a",
		"subject": "person:sato",
	}]}
	some note, [supervisor, expected] in {
		"known": [object.union(studies, {"entries": [{"name": "南"}]}), "fa_accepted"],
		"not to be had either": [unobtainable, "fa_accepted"],
		"not said": [null, "supervisor_undecided"],
	}
	sato := {"id": "sato", "disclosures": {"education": unobtainable, "supervisor": supervisor}}
	found := education.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"people": [sato]},
		"fa": {"determinations": [accepted]},
	}
	[finding.reason | some finding in found] == [expected]
}
