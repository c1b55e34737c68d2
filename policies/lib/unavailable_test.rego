package policy.lib.unavailable_test

import data.policy.lib.unavailable

test_what_cannot_be_had_is_for_the_agency_and_what_is_not_said_is_missing[state] if {
	envelope := {"declared": {"on": "2026-10-06"}}
	some state, said in {
		"unobtainable": ["consult_fa", "unobtainable"],
		"withheld": ["consult_fa", "withheld"],
		"absent": ["missing_information", "absent"],
	}
	found := unavailable.assess({"at": "/x", "state": state, "entries": [], "envelope": envelope})
	[found.status, found.reason] == said
}
