package policy.lib.standing_test

import data.policy.lib.standing
import data.policy.lib.subjects

declared(day) := {"by": "西村", "on": day}

provided(day, entries) := {"state": "provided", "declared": declared(day), "entries": entries}

unsigned := {"state": "provided", "entries": [{}]}

# An application of the lead institution and a joint one; the call opened on 14 September.
world(lead, joint, people) := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"prepared": {"names": {"Mori": {"forms": ["mori"]}, "Abe": {"forms": ["abe"]}}},
	"facts": {
		"institutions": [object.union({"id": "a", "role": "lead"}, lead), object.union({"id": "b", "role": "joint"}, joint)],
		"people": people,
	},
}

mori(facts) := object.union({"id": "mori", "role": "co_pi", "institution": "b", "name": "Mori"}, facts)

# --- what is declared

test_a_fact_stands_since_its_newest_entry_once_somebody_declared_it if {
	facts := [
		provided("2026-10-06", [{"since": "2026-10-01"}, {"since": "2026-10-03"}]),
		{"state": "none", "declared": declared("2026-10-05")},
		unsigned,
		provided("2026-11-21", [{}]),
	]
	standing.of_facts(facts) == ["2026-10-03", "2026-10-05"] with input.as_of as "2026-11-20"
}

test_what_was_found_stands_likewise if {
	findings := [
		provided("2026-10-06", [{"since": "2026-10-01"}, {"since": "2026-10-03"}]),
		{"state": "none", "declared": declared("2026-10-05")},
		unsigned,
	]
	standing.of_findings(findings) == ["2026-10-03", "2026-10-05"] with input.as_of as "2026-11-20"
}

test_what_has_stood_since_before_the_call_is_as_old_as_its_declaration[since] if {
	some since, day in {"2026-09-13": "2026-10-06", "2026-09-14": "2026-09-14", "2026-10-01": "2026-10-01"}
	facts := [provided("2026-10-06", [{"since": since}]), unsigned, {"declared": {"on": "2026-10-07"}}]

	# regal ignore:with-outside-test-context
	found := standing.of_first_declared(facts) with input.as_of as "2026-11-20" with data.policy.call.opens as "2026-09-14"
	found == [day]
}

listing(id, listed_on, declared_on) := provided(listed_on, [{"id": id, "content": provided(declared_on, [{}])}])

test_an_institution_has_its_own_supporters if {
	lead := {"supporters": listing("s", "2026-10-06", "2026-10-08")}
	joint := {"supporters": listing("t", "2026-10-07", "2026-10-09")}
	found := standing.of_supporters(subjects.lead[0]) with input as world(lead, joint, [])
	sort(found) == ["2026-10-06", "2026-10-08"]
}

test_an_institution_has_its_own_data_and_policies if {
	lead := {"managed_data": provided("2026-10-06", [{}]), "controls": {"places": provided("2026-10-08", [{}])}}
	found := standing.of_data(subjects.lead[0]) with input as world(lead, {}, [])
	sort(found) == ["2026-10-06", "2026-10-08"]
}

test_what_is_said_of_a_partner_is_each_of_its_items[item] if {
	some item in [
		"purpose", "record", "capital", "finances", "compliance", "reputation",
		"foreign_link", "business",
	]
	joint := {"partner": {item: provided("2026-10-06", [{}])}}
	found := standing.of_partner(subjects.joint[0]) with input as world({}, joint, [])
	found == ["2026-10-06"]
}

test_a_person_tells_of_disclosures_and_further_posts if {
	one := mori({
		"disclosures": {"career": provided("2026-10-06", [{}]), "papers": unsigned},
		"affiliations": provided("2026-10-08", [{}]),
		"employment": provided("2026-10-09", [{"employer": "汐入大学"}]),
	})
	found := standing.of_disclosures(subjects.people[0]) with input as world({}, {}, [one])
	sort(found) == ["2026-10-06", "2026-10-08", "2026-10-09"]
}

# --- what was looked at

look(changed) := object.union(
	{"by": "西村", "institution": "b", "source": "researchmap", "items": ["career"], "on": "2026-10-08", "available": true},
	changed,
)

looked_at(facts, looks) := object.union(
	{"disclosures": {"career": provided("2026-10-01", [{}])}, "due_diligence": provided("2026-10-20", looks)},
	facts,
)

# Since when the joint institution weighs what was looked at of its co-PI.
of_looks(facts, looks) := found if {
	# regal ignore:with-outside-test-context,line-length
	found := standing.of_looks(subjects.people[0], {"b"}) with input as world({}, {}, [mori(looked_at(facts, looks))]) with data.policy.call.opens as "2026-09-14"
}

test_looks_stand_since_the_first_at_each_item_and_what_asks_for_a_judgement[note] if {
	differs := look({"finding": "differs", "on": "2026-10-12"})
	raised := {"mark": "raised", "by": "西村", "institution": "b", "on": "2026-10-14", "reason": "説明がない"}
	some note, [facts, looks, expected] in {
		"a look": [{}, [look({})], ["2026-10-08"]],
		"a later one": [{}, [look({}), look({"on": "2026-10-12"})], ["2026-10-08"]],
		"by the lead institution": [{}, [look({"institution": "a"})], []],
		"a later one that differs": [{}, [look({}), differs], ["2026-10-08", "2026-10-12"]],
		"one that differs, by the lead institution": [
			{}, [look({}), object.union(differs, {"institution": "a"})],
			["2026-10-08"],
		],
		"one that differs, ahead": [{}, [look({}), object.union(differs, {"on": "2026-11-21"})], ["2026-10-08"]],
		"a concern": [{"concerns": [raised]}, [look({})], ["2026-10-08", "2026-10-14"]],
		"none": [{"concerns": [object.union(raised, {"mark": "none"})]}, [look({})], ["2026-10-08"]],
		"the lead institution's": [
			{"concerns": [object.union(raised, {"institution": "a"})]}, [look({})],
			["2026-10-08"],
		],
	}
	sort(of_looks(facts, looks)) == expected
}

test_whoever_looked_or_ran_a_name_had_something_to_hold_against_it[note] if {
	some note, [looks, made, expected] in {
		"a look": [[look({})], [], ["2026-10-08"]],
		"at no item": [[look({"items": []})], [], []],
		"on the day on which the call opened": [[look({"on": "2026-09-14"})], [], ["2026-09-14"]],
		"before it": [[look({"on": "2026-09-13"})], [], []],
		"on the day of the record": [[look({"on": "2026-10-20"})], [], ["2026-10-20"]],
		"after it": [[look({"on": "2026-10-21"})], [], []],
		"in a month": [[look({"on": "2026-10"})], [], []],
		"by another institution": [[look({"institution": "a"})], [], []],
		"a run": [[], [run({})], ["2026-10-10"]],
		"a run on the day on which the call opened": [
			[], [run({"run_on": "2026-09-14", "retrieved_on": "2026-09-14"})],
			["2026-09-14"],
		],
		"a run before it": [[], [run({"run_on": "2026-09-13", "retrieved_on": "2026-09-13"})], []],
		"a run that proves nothing": [[], [run({"list_version": null})], []],
		"a run of another institution": [[], [run({"institution": "a"})], []],
	}
	one := mori(looked_at({"screening": made}, looks))

	# regal ignore:with-outside-test-context,line-length
	found := standing.of_acts(subjects.people[0], {"b"}) with input as world({}, {}, [one]) with data.policy.call.opens as "2026-09-14"
	found == expected
}

by_lead(changed) := object.union(look({"institution": "a"}), changed)

test_the_lead_institution_begins_with_its_own_first_look_or_run[note] if {
	closed := by_lead({"on": "2026-10-02", "available": false})
	some note, [looks, made, expected] in {
		"a look": [[by_lead({})], [], ["2026-10-08"]],
		"the first of two": [[by_lead({"on": "2026-10-12"}), by_lead({})], [], ["2026-10-08"]],
		"before all was declared anew": [[by_lead({"on": "2026-09-30"}), by_lead({})], [], ["2026-09-30"]],
		"before the call": [[by_lead({"on": "2026-09-13"}), by_lead({})], [], ["2026-10-08"]],
		"after the own institution's": [[look({}), by_lead({"on": "2026-10-12"})], [], ["2026-10-12"]],
		"a run before the look": [[by_lead({"on": "2026-10-12"})], [run({"institution": "a"})], ["2026-10-10"]],
		"a run of the own institution": [[by_lead({"on": "2026-10-12"})], [run({})], ["2026-10-12"]],
		"a run that proves nothing": [
			[by_lead({"on": "2026-10-12"})], [run({"institution": "a", "list_version": null})],
			["2026-10-12"],
		],
		"a look that could not be made": [[closed, by_lead({})], [], ["2026-10-08"]],
		"none that could": [[closed], [], ["2026-10-02"]],
		"of the own institution alone": [[look({})], [], []],
		"nothing": [[], [], []],
	}
	one := mori(looked_at({"screening": made}, looks))

	# regal ignore:with-outside-test-context,line-length
	found := [day | day := standing.first_of_lead(subjects.people[0])] with input as world({}, {}, [one]) with data.policy.call.opens as "2026-09-14"
	found == expected
}

test_what_the_lead_institution_found_of_a_body_is_its_look[note] if {
	entry := {"summary": "黒字", "source": "決算公告", "on": "2026-10-05"}
	some note, [by, looks, expected] in {
		"found": [{}, [], ["2026-10-05"]],
		"found before the look": [{}, [by_lead({"items": ["finances"]})], ["2026-10-05"]],
		"its own word": [{"institution": "b"}, [by_lead({"items": ["finances"]})], ["2026-10-08"]],
		"its own word alone": [{"institution": "b"}, [], []],
	}
	joint := {
		"partner": {"finances": object.union(provided("2026-10-06", [entry]), {"declared": by})},
		"due_diligence": provided("2026-10-20", looks),
	}

	# regal ignore:with-outside-test-context,line-length
	found := [day | day := standing.first_of_lead(subjects.joint[0])] with input as world({}, joint, []) with data.policy.call.opens as "2026-09-14"
	found == expected
}

# --- what was run

run(changed) := object.union(
	{
		"list_id": "un",
		"list_version": "v1",
		"retrieved_on": "2026-10-09",
		"queried_names": ["Mori"],
		"candidates": [],
		"run_by": "西村",
		"institution": "b",
		"run_on": "2026-10-10",
	},
	changed,
)

of_runs(runs) := found if {
	one := mori({"other_names": [{"name": "Abe"}], "screening": runs})

	# regal ignore:with-outside-test-context,line-length
	found := standing.of_runs(subjects.people[0], {"b"}) with input as world({}, {}, [one]) with data.policy.call.opens as "2026-09-14"
}

test_a_list_was_first_run_once_one_of_its_versions_had_every_name[note] if {
	both := ["Mori", "Abe"]
	some note, [runs, expected] in {
		"one run": [[run({})], ["2026-10-10"]],
		"one that proves nothing": [[run({"list_version": null})], []],
		"before the call": [[run({"run_on": "2026-09-13", "retrieved_on": "2026-09-13"})], []],
		"by the lead institution": [[run({"institution": "a"})], []],
		"every name at once, and again": [
			[run({"queried_names": both}), run({"queried_names": both, "run_on": "2026-10-12"})],
			["2026-10-10"],
		],
		"the one name, and then the other": [
			[run({}), run({"queried_names": ["Abe"], "run_on": "2026-10-12"})],
			["2026-10-12"],
		],
		"the other in another version": [
			[run({}), run({"queried_names": ["Abe"], "run_on": "2026-10-12", "list_version": "v2"})],
			["2026-10-10"],
		],
		"the other in another version, and there every name later": [
			[
				run({}),
				run({"queried_names": ["Abe"], "run_on": "2026-10-12", "list_version": "v2"}),
				run({"run_on": "2026-10-14", "list_version": "v2"}),
			],
			["2026-10-14"],
		],
		"two lists": [[run({}), run({"list_id": "jp", "run_on": "2026-10-12"})], ["2026-10-10", "2026-10-12"]],
	}
	sort(of_runs(runs)) == expected
}

test_candidates_stand_since_they_were_found_and_judged_unless_they_are_others[note] if {
	judged := {"view": "unsure", "rationale": "生年の記載がない", "by": "西村", "on": "2026-10-12"}
	found := run({"candidates": [{"id": "1"}], "disposition": judged})
	some note, [runs, expected] in {
		"left open": [[found], ["2026-10-10", "2026-10-10", "2026-10-12"]],
		"another": [[object.union(found, {"disposition": {"view": "different"}})], ["2026-10-10"]],
		"judged ahead": [
			[object.union(found, {"disposition": {"on": "2026-11-21"}})],
			["2026-10-10", "2026-10-10"],
		],
		"none found": [[object.union(found, {"candidates": []})], ["2026-10-10"]],
		"left open again": [
			[found, object.union(found, {"run_on": "2026-11-01", "disposition": {"on": "2026-11-02"}})],
			["2026-10-10", "2026-10-10", "2026-10-12"],
		],
		"by the lead institution": [[object.union(found, {"institution": "a"})], []],
	}
	sort(of_runs(runs)) == expected
}

# --- what was a first run once, on both sides of the day on which the call opened and of the list's age

once_run := {"list_id": "un", "retrieved_on": "2026-10-19", "run_on": "2026-10-20", "counts": true}

first_runs(changed, limit) := found if {
	# regal ignore:with-outside-test-context,line-length
	found := standing.first_runs({}, [object.union(once_run, changed)]) with input as {"as_of": "2026-12-10"} with data.policy.params.screening_max_age_days as limit with data.policy.call.opens as "2026-09-14"
}

test_a_run_that_is_too_old_by_now_is_the_first_all_the_same[note] if {
	before := {"run_on": "2026-09-13", "retrieved_on": "2026-09-13"}
	some note, [changed, limit, expected] in {
		"it is too old": [{}, 31, ["2026-10-20"]],
		"on the day on which the call opened": [{"run_on": "2026-09-14", "retrieved_on": "2026-09-14"}, 31, ["2026-09-14"]],
		"before the call opened": [before, 31, []],
		"before the call opened, and not too old": [before, 88, ["2026-09-13"]],
		"before the call opened, without an age": [before, null, []],
		"of a list of the last day": [{"retrieved_on": "2026-09-19"}, 31, ["2026-10-20"]],
		"of a list that was too old": [{"retrieved_on": "2026-09-18"}, 31, []],
		"of a list that was old, without an age": [{"retrieved_on": "2026-08-01"}, null, ["2026-10-20"]],
		"it proves nothing": [{"counts": false}, 31, []],
	}
	first_runs(changed, limit) == expected
}
