package policy.program.mandatory_training_test

import data.policy.program.mandatory_training

test_the_tightening_speaks_in_the_name_of_the_procedures_requirement if {
	found := mandatory_training.tightenings with input as {"facts": {"measures": []}}
		with data.policy.params.mandatory_measures as ["training"]
	outcome := [[finding.requirement, finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["RS-MT-01", "unsatisfied", "mandatory_not_chosen", {}]]
}

test_a_training_that_the_program_does_not_make_mandatory_is_not_asked_for if {
	found := mandatory_training.tightenings with input as {"facts": {"measures": []}}
		with data.policy.params.mandatory_measures as ["data_access"]
	found == []
}

test_where_no_measures_are_stated_it_is_not_known_whether_training_is_among_them if {
	found := mandatory_training.tightenings with input as {"facts": {}}
		with data.policy.params.mandatory_measures as ["training"]
	[[finding.status, finding.reason] | some finding in found] == [["missing_information", "mandatory_not_stated"]]
}

test_a_training_that_was_chosen_is_planned_or_done[note] if {
	measure := {"id": "m1", "kind": "training", "chosen_on": "2026-11-01", "owner": "西村", "due": "2026-11-20"}
	shown := {"done_on": "2026-11-19", "evidence": [{"title": "名簿", "on": "2026-11-19", "kept_at": "研究推進部"}]}
	some note, [changed, expected] in {
		"planned": [{}, []],
		"overdue": [{"due": "2026-11-19"}, ["mandatory_overdue"]],
		"done": [shown, []],
		"not shown": [{"done_on": "2026-11-19"}, ["mandatory_not_shown"]],
	}
	facts := {"measures": [object.union(measure, changed)]}
	found := mandatory_training.tightenings with input as {"as_of": "2026-11-20", "facts": facts}
		with data.policy.params.mandatory_measures as ["training"]
	[finding.reason | some finding in found] == expected
}

training := {
	"id": "m1",
	"kind": "training",
	"chosen_on": "2026-11-01",
	"owner": "西村",
	"due": "2026-11-20",
	"done_on": "2026-11-10",
	"evidence": [{"title": "名簿", "kept_at": "研究推進部"}],
}

rostered(entries) := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-10"}, "entries": entries}

untrained(measures, roster) := [finding.params.people | some finding in found] if {
	facts := {"measures": measures, "institutions": [{"id": "a", "role": "lead", "roster": roster}]}
	policy := {"params": {"mandatory_measures": ["training"]}, "call": {"opens": "2026-09-14"}}
	document := {"as_of": "2026-11-20", "facts": facts}

	# regal ignore:with-outside-test-context,line-length
	found := mandatory_training.tightenings with input as document with data.policy.params as policy.params with data.policy.call as policy.call
}

early(day) := {"chosen_on": "2026-09-01", "done_on": day}

test_who_joined_after_the_training_is_named[note] if {
	since := {"person": "abe", "since": "2026-11-11"}
	new := rostered([{"person": "sato"}, since])
	other := object.union(training, {"id": "m3", "kind": "data_access", "done_on": "2026-11-12", "people": ["abe"]})
	later := object.union(training, {"id": "m3", "done_on": "2026-11-11"})
	long_there := rostered([{"person": "abe", "since": "2026-09-01"}])
	dropped := {"withdrawn": {"on": "2026-11-12", "by": "西村", "reason": "行わない。"}}
	some note, [measures, roster, expected] in {
		"on the day": [[training], rostered([{"person": "abe"}]), []],
		"after": [[training], new, [["abe"]]],
		"named as one who took part": [[object.union(training, {"people": ["sato", "abe"]})], new, []],
		"another named": [[object.union(training, {"people": ["sato"]})], new, [["abe"]]],
		"named alone": [[object.union(training, {"people": ["abe"]})], new, [["sato"]]],
		"nobody named of one ahead": [
			[object.remove(object.union(training, {"people": []}), ["done_on"])],
			new,
			[["abe", "sato"]],
		],
		"trained since": [[training, later], new, []],
		"another measure since": [[training, other], new, [["abe"]]],
		"the later one withdrawn": [[training, object.union(later, dropped)], new, [["abe"]]],
		"a training ahead": [[training, object.remove(object.union(training, {"id": "m3"}), ["done_on"])], new, []],
		"a training on no day yet": [[training, object.union(training, {"id": "m3", "done_on": null})], new, []],
		"a training before the call": [[object.union(training, early("2026-09-13"))], long_there, [["abe"]]],
		"a training on the day on which the call opened": [[object.union(training, early("2026-09-14"))], long_there, []],
		"the roster cannot be had": [[training], object.union(new, {"state": "withheld"}), []],
	}
	untrained(measures, roster) == expected
}

test_a_training_that_the_agency_declined_is_not_the_mandatory_one[kind] if {
	declined := {"about": [{"measure": "m2"}], "result": "declined", "on": "2026-11-12", "reason": "足りない。"}
	some kind, expected in {"training": ["mandatory_declined"], "data_access": []}
	other := object.union(training, {"id": "m2", "kind": kind})
	found := mandatory_training.tightenings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"measures": [training, other]},
		"fa": {"determinations": [declined]},
	}
		with data.policy.params.mandatory_measures as ["training"]
	[finding.reason | some finding in found] == expected
}

# Of minato nobody knows the roster; mori and tanaka stand among the people of the application.
untrained_beside(people, roster) := [finding.params.people | some finding in found] if {
	facts := {
		"measures": [object.union(training, people)],
		"institutions": [
			{"id": "a", "role": "lead", "roster": rostered([{"person": "sato"}])},
			{"id": "b", "role": "joint", "roster": roster},
		],
		"people": [
			{"id": "sato", "role": "pi", "institution": "a"},
			{"id": "mori", "role": "co_pi", "institution": "b"},
			{"id": "tanaka", "role": "participant", "institution": "b"},
		],
	}
	policy := {"params": {"mandatory_measures": ["training"]}, "call": {"opens": "2026-09-14"}}
	document := {"as_of": "2026-11-20", "facts": facts}

	# regal ignore:with-outside-test-context,line-length
	found := mandatory_training.tightenings with input as document with data.policy.params as policy.params with data.policy.call as policy.call
}

test_whom_no_roster_names_is_trained_as_the_application_names_him[note] if {
	withheld := {"state": "withheld", "declared": {"by": "森", "on": "2026-11-01"}}
	some note, [people, roster, expected] in {
		"nobody named by the training": [{}, withheld, []],
		"all named": [{"people": ["sato", "mori", "tanaka"]}, withheld, []],
		"one named": [{"people": ["sato", "mori"]}, withheld, [["tanaka"]]],
		"the lead's alone": [{"people": ["sato"]}, withheld, [["mori", "tanaka"]]],
		"a roster": [{"people": ["sato", "mori"]}, rostered([{"person": "mori"}]), []],
	}
	untrained_beside(people, roster) == expected
}

# What is found of abe, who was added to a roster that was signed before the training.
of_a_newcomer(entry, who, career, employment) := [finding.params.people | some finding in found] if {
	roster := {"state": "provided", "declared": {"by": "西村", "on": "2026-10-06"}, "entries": [entry]}
	facts := {
		"measures": [training],
		"institutions": [{"id": "a", "role": "lead", "name": "汐入大学", "roster": roster}],
		"people": [object.union(with_posts(career, employment), who)],
	}
	policy := {"params": {"mandatory_measures": ["training"]}, "call": {"opens": "2026-09-14"}}
	document := {"as_of": "2026-11-20", "facts": facts, "prepared": {"names": {
		"汐入大学": {"forms": ["汐入大学"]},
		"みなと機構": {"forms": ["みなと機構"]},
	}}}

	# regal ignore:with-outside-test-context,line-length
	found := mandatory_training.tightenings with input as document with data.policy.params as policy.params with data.policy.call as policy.call
}

with_posts(career, employment) := {
	"id": "abe", "role": "participant", "institution": "a", "student": false,
	"employment": {
		"state": "provided", "declared": {"by": "人事課", "on": "2026-11-15"},
		"entries": [object.union({"employer": body}, days) | some [body, days] in employment],
	},
	"disclosures": {"career": {
		"state": "provided", "declared": {"by": "阿部", "on": "2026-11-15"},
		"entries": [object.union({"institution": body}, days) | some [body, days] in career],
	}},
}

post(start) := ["汐入大学", {"start": start}]

ended(start, end) := ["汐入大学", {"start": start, "end": end}]

elsewhere(start) := ["みなと機構", {"start": start}]

abe := {"person": "abe"}

newcomer := ["abe"]

test_whose_posts_began_after_the_training_was_not_there[note] if {
	some note, [entry, who, career, employment, expected] in {
		"hired since": [abe, {}, [post("2026-11-11")], [post("2026-11-11")], [newcomer]],
		"by the career alone": [abe, {}, [post("2026-11-11")], [], [newcomer]],
		"by the employment alone": [abe, {}, [], [post("2026-11-11")], [newcomer]],
		"today": [abe, {}, [], [post("2026-11-20")], [newcomer]],
		"from tomorrow on": [abe, {}, [], [post("2026-11-21")], []],
		"on the day": [abe, {}, [], [post("2026-11-10")], []],
		"before": [abe, {}, [post("2022-04")], [], []],
		"elsewhere since": [abe, {}, [], [elsewhere("2026-11-11")], []],
		"another post there before": [abe, {}, [post("2022-04")], [post("2026-11-11")], []],
		"until the day": [abe, {}, [ended("2022-04", "2026-11-10")], [post("2026-11-11")], []],
		"until the day before": [abe, {}, [ended("2022-04", "2026-11-09")], [post("2026-11-11")], [newcomer]],
		"until the month": [abe, {}, [ended("2022-04", "2026-11")], [post("2026-11-11")], []],
		"until the month before": [abe, {}, [ended("2022-04", "2026-10")], [post("2026-11-11")], [newcomer]],
		"in the month": [abe, {}, [post("2026-11")], [], []],
		"in the month, the day in the employment": [abe, {}, [post("2026-11")], [post("2026-11-11")], [newcomer]],
		"in the month, another day in the employment": [abe, {}, [post("2026-11")], [post("2026-11-10")], []],
		"in the year, over by then": [abe, {}, [ended("2026", "2026-11-10")], [post("2026-11-11")], []],
		"in the year, over on the day on which the employment began": [
			abe, {}, [ended("2026", "2026-11-11")], [post("2026-11-11")],
			[newcomer],
		],
		"in the month, over before, and none since": [abe, {}, [ended("2026-11", "2026-11-09")], [], []],
		"this year by both, and another one since": [
			abe, {}, [post("2026-04-01")], [post("2026-04-01"), post("2026-11-11")],
			[],
		],
		"two of the career": [abe, {}, [post("2026"), post("2026-11-11")], [], []],
		"the roster says since when": [{"person": "abe", "since": "2026-10-06"}, {}, [], [post("2026-11-11")], []],
		"since a day ahead": [{"person": "abe", "since": "2026-12-06"}, {}, [], [post("2026-11-11")], [newcomer]],
		"a student": [abe, {"student": true}, [], [post("2026-11-11")], []],
		"not said to be none": [abe, {"student": null}, [], [post("2026-11-11")], [newcomer]],
	}
	of_a_newcomer(entry, who, career, employment) == expected
}

further(posts) := {"affiliations": {
	"state": "provided", "declared": {"by": "阿部", "on": "2026-11-15"},
	"entries": [object.union({"institution": body}, days) | some [body, days] in posts],
}}

test_a_further_post_at_the_institution_is_one_of_its_posts[note] if {
	some note, [posts, career, employment, expected] in {
		"begun since": [[post("2026-11-11")], [elsewhere("2018-04")], [elsewhere("2018-04-01")], [newcomer]],
		"begun since, and nothing else entered": [[post("2026-11-11")], [], [], [newcomer]],
		"begun on the day": [[post("2026-11-10")], [elsewhere("2018-04")], [], []],
		"elsewhere": [[elsewhere("2026-11-11")], [elsewhere("2018-04")], [], []],
		"beside the own one": [[post("2026-11-11")], [post("2022-04")], [], []],
		"before the own one": [[post("2024-04")], [], [post("2026-11-11")], []],
		"beside the own one of this year": [[post("2026-11-11")], [post("2026")], [], []],
	}
	of_a_newcomer(abe, further(posts), career, employment) == expected
}

hired := {
	"id": "abe", "institution": "a", "student": false,
	"employment": {
		"state": "provided", "declared": {"by": "西村", "on": "2026-11-15"},
		"entries": [{"employer": "汐入大学", "start": "2026-11-11"}],
	},
}

test_who_stands_on_no_roster_was_not_there_before_the_own_posts[state] if {
	some state, expected in {"withheld": [newcomer], "provided": []}
	roster := object.union(rostered([{"person": "abe", "since": "2026-10-06"}]), {"state": state})
	found := mandatory_training.tightenings with input as {
		"as_of": "2026-11-20", "prepared": {"names": {"汐入大学": {"forms": ["汐入大学"]}}},
		"facts": {
			"measures": [training], "people": [hired],
			"institutions": [{"id": "a", "name": "汐入大学", "roster": roster}],
		},
	}
		with data.policy.params.mandatory_measures as ["training"]
	[finding.params.people | some finding in found] == expected
}
