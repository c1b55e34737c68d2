# METADATA
# description: Whether there is no supporter, where none is named.
package policy.lib.supporters_test

import data.policy.lib.supporters

test_that_there_is_no_supporter_is_to_be_declared[state] if {
	some state, reason in {
		"none": "no_supporter",
		"unobtainable": "supporters_not_confirmed",
		"withheld": "supporters_not_confirmed",
		"unknown": "supporters_not_known",
	}
	declared := {"state": state, "declared": {"by": "研究推進部", "on": "2026-10-06"}}
	found := supporters.none_named with input as {"as_of": "2026-11-20", "facts": {"supporters": declared}}
	found.reason == reason
}
