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
		"made on no day, and judged the same": [
			{"run_on": null, "disposition": object.union(different, {"view": "same"})},
			[false],
		],
		"made on no day, and judged in no word": [
			{"run_on": null, "disposition": object.union(different, {"view": "?"})},
			[],
		],
		"of another, judged the same": [
			object.union(by_another, {"disposition": object.union(different, {"view": "same"})}),
			[false],
		],
		"without a list of candidates": [{"candidates": null}, []],
		"against no version": [{"list_version": null}, [false]],
		"against a list of the same day": [{"retrieved_on": "2026-10-20"}, [true]],
		"against a list of later": [{"retrieved_on": "2026-10-21"}, [false]],
		"against a list of a month": [{"retrieved_on": "2026-10"}, [false]],
		"of no name": [{"queried_names": []}, [false]],
	}
	heard(changed) == expected
}

# --- what says again what an earlier run said

unsure := {"view": "unsure", "rationale": "生年の記載がない", "by": "西村", "on": "2026-10-21"}

first := object.union(run, {"counts": true, "disposition": unsure})

again(changed) := object.union_n([
	first,
	{"list_version": "v2", "run_on": "2026-11-10", "disposition": {"on": "2026-11-11"}},
	changed,
])

between(changed) := object.union_n([first, {"run_on": "2026-10-30", "disposition": {"on": "2026-11-01"}}, changed])

another_view(day) := between({"run_on": day, "disposition": {"view": "different", "on": day}})

further := {"candidates": [{"id": "C. Mory"}], "disposition": {"view": "different"}}

repeated(later, others) if {
	institutions := [{"id": "a", "role": "lead"}, {"id": "b", "role": "joint"}]
	world := {"as_of": "2026-11-20", "facts": {"institutions": institutions}}

	# regal ignore:with-outside-test-context
	runs.repeats(later, array.concat([first, later], others)) with input as world
}

test_what_is_judged_the_same_way_again_stands_since_the_first[note] if {
	same := object.union(unsure, {"view": "same"})
	some note, others in {
		"nothing between": [],
		"the same between": [between({})],
		"another candidate between": [between(further)],
		"another list between": [between({"list_id": "jp", "disposition": {"view": "different"}})],
		"another institution between": [between({"institution": "b", "disposition": {"view": "different"}})],
		"judged otherwise before": [another_view("2026-10-20")],
		"judged otherwise since": [another_view("2026-11-12")],
		"judged otherwise between, too early": [between({"disposition": {"view": "different", "on": "2026-10-29"}})],
		"judged otherwise between, in a run that does not count": [between({"counts": false, "disposition": same})],
	}
	repeated(again({}), others)
}

test_a_candidate_with_another_score_is_the_same if {
	repeated(again({"candidates": [{"id": "Chihiro Mory", "score": 0.99}]}), [])
}

test_what_is_judged_otherwise_stands_since_then[note] if {
	some note, [changed, others] in {
		"another view": [{"disposition": {"view": "same"}}, []],
		"another reason": [{"disposition": {"rationale": "旧所属も一致する"}}, []],
		"another candidate": [{"candidates": [{"id": "C. Mory"}]}, []],
		"a further candidate": [{"candidates": [{"id": "Chihiro Mory"}, {"id": "C. Mory"}]}, []],
		"no candidate": [{"candidates": []}, []],
		"another list": [{"list_id": "jp"}, []],
		"another institution": [{"institution": "b"}, []],
		"judged before it was made": [{"run_on": "2026-11-12"}, []],
		"it does not count": [{"counts": false}, []],
		"judged by nobody": [{"disposition": {"by": null}}, []],
		"on the same day": [{"run_on": "2026-10-20", "disposition": {"on": "2026-10-21"}}, []],
		"another view between": [{}, [between({"disposition": {"view": "different"}})]],
		"another view on the day of the first": [{}, [another_view("2026-10-21")]],
		"another view on the day": [{}, [between({"disposition": {"view": "different", "on": "2026-11-11"}})]],
		"not found between, and judged": [{}, [between({"candidates": [], "disposition": {"view": "different"}})]],
	}
	not repeated(again(changed), others)
}

test_that_nothing_was_found_is_no_doubt_to_repeat if {
	nothing := {"candidates": []}
	not repeated(again(nothing), [object.union(first, nothing)])
}

test_what_was_judged_the_same_is_judged_so_again_since_the_first if {
	same := {"disposition": {"view": "same"}}
	world := {"as_of": "2026-11-20", "facts": {"institutions": [{"id": "a", "role": "lead"}]}}
	runs.repeats(again(same), [object.union(first, same), again(same)]) with input as world
}

test_that_it_is_another_is_no_doubt_to_repeat if {
	other := object.union(first, {"disposition": different})
	later := again({"disposition": object.union(different, {"on": "2026-11-11"})})
	not repeated(later, [other])
}

test_a_name_is_searched_however_it_is_written if {
	forms := {"Mori": {"forms": ["mori"]}, "MORI": {"forms": ["mori"]}, "Yamada": {"forms": ["yamada"]}}
	left := runs.not_searched(["Mori", "Yamada", "Abe"], [{"queried_names": ["MORI"]}]) with input.prepared.names as forms
	left == ["Yamada", "Abe"]
}

test_a_run_is_too_old_by_its_list_or_before_the_call[note] if {
	some note, [changed, limit, expected] in {
		"within the age": [{"retrieved_on": "2026-10-21"}, 30, []],
		"of a list that is older": [{"retrieved_on": "2026-10-20"}, 30, [true]],
		"run longer ago": [{"retrieved_on": "2026-10-20", "run_on": "2026-10-20"}, 30, [true]],
		"on the day on which the call opened": [{"run_on": "2026-09-14"}, null, []],
		"before it": [{"run_on": "2026-09-13"}, null, [true]],
		"of an old list, without an age": [{"retrieved_on": "2020-01-01"}, null, []],
	}

	# regal ignore:with-outside-test-context,line-length
	old := [true | runs.too_old(object.union_n([run, {"run_on": "2026-11-20"}, changed]))] with input as {"as_of": "2026-11-20"} with data.policy.params.screening_max_age_days as limit with data.policy.call.opens as "2026-09-14"
	old == expected
}

test_names_run_after_the_start_need_a_list_that_was_not_too_old_on_that_day[note] if {
	started := {"as_of": "2026-11-20", "facts": {"application": {"starts_on": "2026-10-20"}}}
	some note, [changed, limit, expected] in {
		"of a list of the last day": [{"run_on": "2026-11-10", "retrieved_on": "2026-10-11"}, 30, []],
		"of a list of the day before": [{"run_on": "2026-11-10", "retrieved_on": "2026-10-10"}, 30, [true]],
		"run on the first day": [{"run_on": "2026-10-20", "retrieved_on": "2026-09-20"}, 30, []],
		"run on the day after it": [{"run_on": "2026-10-21", "retrieved_on": "2026-09-20"}, 30, [true]],
		"without an age": [{"run_on": "2026-11-10", "retrieved_on": "2020-01-01"}, null, []],
	}

	# regal ignore:with-outside-test-context,line-length
	old := [true | runs.too_old(object.union(run, changed))] with input as started with data.policy.params.screening_max_age_days as limit with data.policy.call.opens as "2026-09-14"
	old == expected
}

test_of_several_institutions_only_the_runs_of_these_are_theirs[note] if {
	some note, [of_whom, versions] in {
		"the lead one": [{"a"}, ["1"]],
		"the joint one": [{"b"}, ["2"]],
		"both": [{"a", "b"}, ["1", "2"]],
		"another": [{"c"}, []],
	}
	by_these(of_whom) == versions
}

# The versions of the lists in the runs of a co-PI that these institutions made.
by_these(of_whom) := [run.list_version | some run in found] if {
	made := {
		"list_id": "un", "retrieved_on": "2026-10-01", "run_on": "2026-10-02",
		"queried_names": ["A"], "candidates": [],
	}
	co_pi := {"id": "p", "role": "co_pi", "institution": "b", "screening": [
		object.union(made, {"list_version": "1"}),
		object.union(made, {"list_version": "2", "institution": "b"}),
	]}
	subject := {"kind": "person", "ref": "person:p", "at": "/facts/people/0", "owner": "b", "fact": co_pi}
	facts := {"institutions": [{"id": "a", "role": "lead"}, {"id": "b", "role": "joint"}], "people": [co_pi]}

	# regal ignore:with-outside-test-context
	found := runs.heard_of(subject, of_whom) with input as {"as_of": "2026-11-20", "facts": facts}
}
