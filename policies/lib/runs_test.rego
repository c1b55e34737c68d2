# METADATA
# description: What a run proves, and which of those that prove nothing are heard all the same.
package policy.lib.runs_test

import data.policy.lib.runs
import data.policy.lib.screening_test

by_another := {"institution": "b"}

judged(view, more) := {"disposition": object.union(screening_test.judgement(view, "2026-10-24"), more)}

reason(found) := screening_test.assess(array.concat([screening_test.clear], found)).reason

test_a_run_that_lies_ahead_proves_nothing if {
	ahead := object.union(judged("different", {}), {"run_on": "2026-11-21"})
	reason([screening_test.hit(ahead)]) == "not_run"
}

test_another_institutions_different_is_no_judgement_where_nobody_signed_it if {
	run := screening_test.hit(object.union(by_another, judged("different", {"by": null})))
	subject := screening_test.person([run])
	count(runs.heard(subject)) == 1 with input as screening_test.world
}

test_a_signed_one_clears_what_it_found if {
	run := screening_test.hit(object.union(by_another, judged("different", {})))
	subject := screening_test.person([run])
	count(runs.heard(subject)) == 0 with input as screening_test.world
}

test_a_doubt_about_a_newer_version_is_not_older_for_another_run_that_proves_nothing if {
	doubt := object.union(by_another, {
		"list_version": "v2",
		"retrieved_on": "2026-10-22",
		"run_on": "2026-10-23",
		"disposition": screening_test.judgement("same", "2026-10-24"),
	})
	newer := object.union(by_another, {"list_version": "v3", "retrieved_on": "2026-10-25", "run_on": "2026-10-25"})
	found := [screening_test.run("un", {}), screening_test.hit(doubt), screening_test.run("un", newer)]
	reason(found) == "judged_same"
}
