# METADATA
# description: What was done of a subject first.
package policy.lib.firsts_test

import data.policy.lib.firsts

lead := {"id": "a", "role": "lead"}

# The institution's one person, of whom this was done.
person(acts) := {"kind": "person", "ref": "person:p", "at": "/facts/people/0", "owner": "a", "fact": fact_of(acts)}

fact_of(acts) := object.union({"id": "p", "name": "A", "role": "pi", "institution": "a"}, acts)

of(acts) := found if {
	facts := {"institutions": [lead], "people": [fact_of(acts)]}

	# regal ignore:with-outside-test-context,line-length
	found := firsts.of_acts(person(acts), {"a"}) with input as {"as_of": "2026-11-20", "prepared": prepared, "facts": facts} with data.policy.call.opens as "2026-09-01"
}

prepared := {"names": {name: {"forms": [lower(name)]} | some name in ["A", "B", "C"]}}

marks(days) := {"concerns": [{"mark": "none", "by": "西村", "on": day} | some day in days]}

looks(changed) := {"due_diligence": {
	"state": "provided",
	"declared": {"by": "西村", "on": "2026-11-15"},
	"entries": [object.union(look, changed)],
}}

look := {"by": "西村", "source": "CiNii", "items": ["career"], "available": true, "on": "2026-10-02"}

runs(changed) := {"screening": [object.union(run, changed)]}

run := {
	"list_id": "un",
	"list_version": "1",
	"retrieved_on": "2026-08-31",
	"run_on": "2026-10-03",
	"queried_names": ["A"],
	"candidates": [],
}

test_the_first_of_each_act_counts[note] if {
	some note, [acts, days] in {
		"nothing": [{}, []],
		"two marks": [marks(["2026-10-09", "2026-10-08"]), ["2026-10-08"]],
		"a mark on the day on which the call opened": [marks(["2026-09-01"]), ["2026-09-01"]],
		"a mark from before it": [marks(["2026-08-31"]), []],
		"a mark of today": [marks(["2026-11-20"]), ["2026-11-20"]],
		"a mark ahead": [marks(["2026-11-21"]), []],
		"a mark of another": [{"concerns": [{"mark": "none", "on": "2026-10-08", "institution": "b"}]}, []],
		"a look": [looks({}), ["2026-10-02"]],
		"a look at nothing": [looks({"items": []}), []],
		"a look on the day of its record": [looks({"on": "2026-11-15"}), ["2026-11-15"]],
		"a look after its record": [looks({"on": "2026-11-16"}), []],
		"a look ahead": [looks({"on": "2026-11-21"}), []],
		"a look on the day on which the call opened": [looks({"on": "2026-09-01"}), ["2026-09-01"]],
		"a look from before it": [looks({"on": "2026-08-31"}), []],
		"a look of another": [looks({"institution": "b"}), []],
		"a run": [runs({}), ["2026-10-03"]],
		"a run on the day on which the call opened": [runs({"run_on": "2026-09-01"}), ["2026-09-01"]],
		"a run from before it": [runs({"run_on": "2026-08-31"}), []],
		"a run that proves nothing": [runs({"queried_names": [], "candidates": [{"id": "1"}]}), []],
		"a run of another": [runs({"institution": "b", "candidates": [{"id": "1"}]}), []],
		"a run of another's name": [runs({"queried_names": ["B"]}), []],
		"a run of one of two names": [
			object.union(runs({"queried_names": ["B"]}), {"other_names": [{"name": "B", "kind": "alias"}]}),
			["2026-10-03"],
		],
		"runs of one name and then of another": [
			{
				"screening": [run, object.union(run, {"run_on": "2026-11-12", "list_version": "2", "queried_names": ["A", "B"]})],
				"other_names": [{"name": "B", "kind": "former"}],
			},
			["2026-10-03"],
		],
		"all of them": [
			object.union_n([marks(["2026-10-08"]), looks({}), runs({})]),
			["2026-10-08", "2026-10-02", "2026-10-03"],
		],
	}
	of(acts) == days
}

of_lists(acts) := found if {
	facts := {"institutions": [lead], "people": [fact_of(acts)]}

	# regal ignore:with-outside-test-context,line-length
	found := firsts.of_lists(person(acts), {"a"}) with input as {"as_of": "2026-11-20", "prepared": prepared, "facts": facts} with data.policy.call.opens as "2026-09-01"
}

test_the_first_run_against_each_list_is_of_one_name[note] if {
	jp := object.union(run, {"list_id": "jp", "run_on": "2026-10-05"})
	later := {"run_on": "2026-11-12", "list_version": "2", "queried_names": ["A", "B"]}
	some note, [found, days] in {
		"none": [[], []],
		"two lists": [[run, jp], [["jp", "2026-10-05"], ["un", "2026-10-03"]]],
		"one of them anew": [[run, jp, object.union(run, later)], [["jp", "2026-10-05"], ["un", "2026-10-03"]]],
		"one of them of another's name": [[run, object.union(jp, {"queried_names": ["C"]})], [["un", "2026-10-03"]]],
	}
	of_lists({"screening": found, "other_names": [{"name": "B", "kind": "former"}]}) == days
}

career(day) := {"disclosures": {"career": {
	"state": "provided",
	"declared": {"by": "本人", "on": day},
	"entries": [{"institution": "A", "start": "2020"}],
}}}

test_a_look_counts_as_the_steps_weigh_it[note] if {
	out_of_reach := object.union(look, {"available": false, "on": "2026-10-01"})
	some note, [acts, days] in {
		"one that was made goes first": [{"entries": [out_of_reach, look]}, ["2026-10-02"]],
		"none that was made": [{"entries": [out_of_reach]}, ["2026-10-01"]],
		"at what was declared that day": [career("2026-10-02"), ["2026-10-02"]],
		"before that was declared": [career("2026-10-03"), []],
		"at another item than that": [
			object.union(career("2026-10-03"), {"entries": [object.union(look, {"items": ["career", "papers"]})]}),
			["2026-10-02"],
		],
	}
	record := object.union(looks({}).due_diligence, {"entries": object.get(acts, "entries", [look])})
	of(object.union(object.remove(acts, ["entries"]), {"due_diligence": record})) == days
}

test_of_a_body_what_was_entered_is_a_look if {
	b := {"id": "b", "name": "B", "role": "joint", "partner": {"record": {
		"state": "provided",
		"declared": {"by": "西村", "on": "2026-10-20"},
		"entries": [{"summary": "共著2件", "source": "CiNii", "on": "2026-10-05"}],
	}}}
	subject := {"kind": "institution", "ref": "institution:b", "at": "/facts/institutions/1", "owner": "", "fact": b}

	# regal ignore:line-length
	firsts.of_acts(subject, {"a"}) == ["2026-10-05"] with input as {"as_of": "2026-11-20", "facts": {"institutions": [lead, b]}} with data.policy.call.opens as "2026-09-01"
}
