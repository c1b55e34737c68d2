# METADATA
# description: What was done of a subject first, and who came later.
package policy.lib.firsts_test

import data.policy.lib.firsts

lead := {"id": "a", "role": "lead"}

# The institution's one person, of whom this was done.
person(acts) := {"kind": "person", "ref": "person:p", "at": "/facts/people/0", "owner": "a", "fact": fact_of(acts)}

fact_of(acts) := object.union({"id": "p", "role": "pi", "institution": "a"}, acts)

of(acts) := found if {
	facts := {"institutions": [lead], "people": [fact_of(acts)]}

	# regal ignore:with-outside-test-context,line-length
	found := firsts.of_acts(person(acts), {"a"}) with input as {"as_of": "2026-11-20", "facts": facts} with data.policy.call.opens as "2026-09-01"
}

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
		"all of them": [object.union_n([marks(["2026-10-08"]), looks({}), runs({})]), ["2026-10-08", "2026-10-02", "2026-10-03"]],
	}
	of(acts) == days
}

test_of_a_body_what_was_entered_is_a_look if {
	b := {"id": "b", "role": "joint", "partner": {"record": {
		"state": "provided",
		"declared": {"by": "西村", "on": "2026-10-20"},
		"entries": [{"summary": "共著2件", "source": "CiNii", "on": "2026-10-05"}],
	}}}
	subject := {"kind": "institution", "ref": "institution:b", "at": "/facts/institutions/1", "owner": "", "fact": b}

	# regal ignore:line-length
	firsts.of_acts(subject, {"a"}) == ["2026-10-05"] with input as {"as_of": "2026-11-20", "facts": {"institutions": [lead, b]}} with data.policy.call.opens as "2026-09-01"
}

checked(state, entries) := firsts.of_check({"at": "/facts/institutions/1", "fact": {"partner": {"checked_by_lead": {
	"state": state,
	"declared": {"by": "西村", "on": "2026-11-12"},
	"entries": entries,
}}}})

test_the_first_check_counts[note] if {
	some note, [state, entries, days] in {
		"one": ["provided", [{}], ["2026-11-12"]],
		"again": ["provided", [{"since": "2026-10-26"}, {}], ["2026-10-26"]],
		"withheld": ["withheld", [{}], []],
		"none": ["provided", [], []],
	}

	checked(state, entries) == days with input.as_of as "2026-11-20"
}

raised := {"key": "KP-03/application/record", "requirement": "KP-03", "subject": "application", "reads": []}

after(since, judgements, measures) := found if {
	known := [object.union({"indicator": raised.key}, said) | some said in judgements]
	planned := [{"chosen_on": day, "indicators": [raised.key]} | some day in measures]
	facts := {"risk": {"judgements": known}, "measures": planned}

	# regal ignore:with-outside-test-context,line-length
	found := firsts.of_indicators_after("2026-11-10") with input as {"as_of": "2026-11-20", "facts": facts} with data.policy.program as {"example": {"indicators": [object.union(raised, {"since": since})]}}
}

test_what_had_been_brought_up_was_judged_and_answered_by_then[note] if {
	some note, [since, judgements, measures, days] in {
		"judged on the day": ["2026-11-10", [{"on": "2026-11-10"}], [], []],
		"judged the day after": ["2026-11-10", [{"on": "2026-11-11"}], [], ["2026-11-11"]],
		"judged again": ["2026-11-10", [{"on": "2026-11-11"}, {"on": "2026-11-01"}], [], []],
		"brought up after it": ["2026-11-11", [{"on": "2026-11-12"}], ["2026-11-12"], []],
		"another one judged": ["2026-11-10", [{"on": "2026-11-11", "indicator": "KP-03/application/other"}], [], []],
		"answered on the day": ["2026-11-10", [], ["2026-11-10"], []],
		"answered the day after": ["2026-11-10", [], ["2026-11-11"], ["2026-11-11"]],
		"answered again": ["2026-11-10", [], ["2026-11-11", "2026-11-10"], []],
		"none needed by then": ["2026-11-10", [{"on": "2026-11-10", "no_measure": "公開される。"}], ["2026-11-11"], []],
		"none needed since": [
			"2026-11-10",
			[{"on": "2026-11-01"}, {"on": "2026-11-11", "no_measure": "公開される。"}],
			["2026-11-12"],
			["2026-11-12"],
		],
		"no reason for none": ["2026-11-10", [{"on": "2026-11-10", "no_measure": null}], ["2026-11-11"], ["2026-11-11"]],
		"another left without": [
			"2026-11-10",
			[{"on": "2026-11-01", "indicator": "KP-03/application/other", "no_measure": "公開される。"}],
			["2026-11-11"],
			["2026-11-11"],
		],
	}
	after(since, judgements, measures) == days
}

came_later(subject, facts) if {
	# regal ignore:with-outside-test-context
	firsts.came_later(subject, "2026-11-10") with input as {
		"as_of": "2026-11-20",
		"prepared": {"names": {"A": {"forms": ["a"]}}},
		"facts": facts,
	}
}

listed(changed) := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-15"}, "entries": [
	object.union({"person": "p"}, changed),
	{"person": "q"},
]}

test_who_came_later_is_told_by_the_roster_or_the_post[note] if {
	some note, [entry, career, expected] in {
		"since the day": [{"since": "2026-11-10"}, [], false],
		"since the day after": [{"since": "2026-11-11"}, [], true],
		"is to join": [{"since": "2026-11-21"}, [], true],
		"not said": [{}, [], false],
		"a post since the day after": [{}, [{"institution": "A", "start": "2026-11-11"}], true],
		"a post since before": [{}, [{"institution": "A", "start": "2026-11-09"}], false],
	}
	p := fact_of({"disclosures": {"career": {
		"state": "provided",
		"declared": {"by": "本人", "on": "2026-11-15"},
		"entries": career,
	}}})
	a := object.union(lead, {"name": "A", "roster": listed(entry)})
	subject := {"kind": "person", "ref": "person:p", "at": "/facts/people/0", "owner": "a", "fact": p}
	says(subject, {"institutions": [a], "people": [p]}) == expected
}

says(subject, facts) if {
	came_later(subject, facts)
} else := false

test_an_institution_came_later_with_all_of_its_people[note] if {
	some note, [people, expected] in {
		"all": [["p"], true],
		"one of two": [["p", "q"], false],
		"nobody": [[], false],
	}
	a := object.union(lead, {"roster": listed({"since": "2026-11-11"})})
	facts := {"institutions": [a], "people": [{"id": id, "institution": "a"} | some id in people]}
	says({"kind": "institution", "ref": "institution:a", "at": "/facts/institutions/0", "owner": "", "fact": a}, facts) == expected
}

test_a_supporter_came_later_by_its_own_entry[note] if {
	some note, [since, owner, expected] in {
		"on the day": ["2026-11-10", "a", false],
		"the day after": ["2026-11-11", "a", true],
		"of another": ["2026-11-11", "b", false],
	}
	entry := {"id": "s", "since": since}
	a := object.union(lead, {"supporters": {
		"state": "provided",
		"declared": {"by": "西村", "on": "2026-11-15"},
		"entries": [entry],
	}})
	says({"kind": "supporter", "ref": "supporter:s", "at": "/x", "owner": owner, "fact": entry}, {"institutions": [a]}) == expected
}
