# METADATA
# description: What a run proves, and which of those that prove nothing are heard all the same.
package policy.lib.runs_test

import data.policy.lib.runs

run := {
	"list_id": "un",
	"list_version": "v1",
	"retrieved_on": "2026-10-19",
	"queried_names": ["Chihiro Mori"],
	"candidates": [{"id": "Chihiro Mory"}],
	"run_by": "西村",
	"run_on": "2026-10-20",
}

different := {"view": "different", "rationale": "生年が異なる", "by": "西村", "on": "2026-10-24"}

# Whether the run is heard, and whether it counts.
heard(changed) := [found.counts | some found in every_run] if {
	subject := {"owner": "a", "fact": {"role": "pi", "screening": [object.union(run, changed)]}}
	world := {"as_of": "2026-11-20", "facts": {"institutions": [{"id": "a", "role": "lead"}]}}

	# regal ignore:with-outside-test-context
	every_run := runs.heard(subject) with input as world
}

test_what_a_run_proves_and_what_is_heard[note] if {
	by_another := {"institution": "b"}
	by_nobody := object.remove(different, ["by"])
	some note, [changed, expected] in {
		"its own": [{}, [true]],
		"of another institution": [by_another, [false]],
		"of another, judged different": [object.union(by_another, {"disposition": different}), []],
		"of another, judged by nobody": [object.union(by_another, {"disposition": by_nobody}), [false]],
		"made tomorrow": [{"run_on": "2026-11-21"}, [false]],
		"made tomorrow, and found nothing": [{"run_on": "2026-11-21", "candidates": []}, []],
		"made on no day": [{"run_on": null}, []],
		"made tomorrow, and judged": [{"run_on": "2026-11-21", "disposition": different}, [false]],
	}
	heard(changed) == expected
}
