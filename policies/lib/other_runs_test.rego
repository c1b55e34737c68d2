package policy.lib.other_runs_test

import data.policy.lib.other_runs

# What is said of a co-PI of `b` of whom nobody has run `un`, where these runs are there; the lead one is `a`.
said(reason, runs) := [found.reason, found.params] if {
	subject := {"owner": "b", "fact": {"role": "co_pi", "screening": runs}}
	not_run := {"reason": reason, "params": {"lists": ["un"]}, "reads": ["/x"]}

	# regal ignore:with-outside-test-context,line-length
	found := other_runs.named(subject, not_run) with input as {"facts": {"institutions": [{"id": "a", "role": "lead"}]}}
}

test_who_ran_a_list_that_is_not_theirs_to_run_is_named[note] if {
	by_c := {"list_id": "un", "institution": "c"}
	some note, [reason, runs, expected] in {
		"a third": ["not_run", [by_c], ["run_by_another", {"lists": ["un"], "run_by": ["c"]}]],
		"nobody": ["not_run", [], ["not_run", {"lists": ["un"]}]],
		"a third, another list": ["not_run", [object.union(by_c, {"list_id": "jp"})], ["not_run", {"lists": ["un"]}]],
		"its own": ["not_run", [object.union(by_c, {"institution": "b"})], ["not_run", {"lists": ["un"]}]],
		"the lead": ["not_run", [object.remove(by_c, ["institution"])], ["not_run", {"lists": ["un"]}]],
		"it was run otherwise": ["list_stale", [by_c], ["list_stale", {"lists": ["un"]}]],
	}
	said(reason, runs) == expected
}
