package policy.procedure.scope.joint_management_test

import data.policy.lib.subjects
import data.policy.procedure.scope.joint_management

test_without_a_list_of_institutions_it_is_not_known_whether_there_is_a_joint_one[note] if {
	some note, [institutions, reason] in {
		"the lead alone": [[{"id": "aoba", "role": "lead"}], "no_joint_research"],
		"nobody": [[], "absent"],
	}
	found := joint_management.findings with input as {"as_of": "2026-11-20", "facts": {"institutions": institutions}}
	[[finding.subject, finding.reason] | some finding in found] == [["application", reason]]
}

declared := {"by": "研究公正課", "on": "2026-10-26", "institution": "minato"}

# What is found of a joint institution that states this of its own part.
reason(entry) := found([entry], {})[0]

# What is found of a joint institution that states these of its own part, since the call opened on 1 October; of its
# co-PI such facts are known.
found(entries, of_mori) := [finding.reason, finding.params] if {
	own := {"state": "provided", "declared": declared, "entries": entries}
	roster := {"state": "provided", "declared": declared, "entries": [{"person": "mori"}]}
	minato := {"id": "minato", "role": "joint", "partner": {"own_management": own}, "roster": roster}
	mori := object.union({"id": "mori", "role": "co_pi", "institution": "minato"}, of_mori)

	# regal ignore:with-outside-test-context,line-length
	[finding] := joint_management.findings with input as world([minato], [mori], []) with data.policy.call.opens as "2026-10-01"
}

world(institutions, people, determinations) := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"facts": {
		"institutions": array.concat([{"id": "aoba", "role": "lead"}], institutions),
		"people": people,
	},
	"fa": {"determinations": determinations},
}

test_a_day_of_completion_is_a_day_that_has_come[note] if {
	some note, [day, expected] in {
		"the day of the declaration": ["2026-10-26", "managed"],
		"before": ["2026-10-20", "managed"],
		"after": ["2026-10-27", "not_completed"],
		"null": [null, "not_completed"],
		"a number": [20261020, "not_completed"],
		"no day": ["2026-10-2", "not_completed"],
		"the day on which the call opened": ["2026-10-01", "managed"],
		"before it": ["2026-09-30", "not_completed"],
	}
	reason({"completed_on": day, "concern": "none"}) == expected
}

test_a_concern_is_marked_in_one_of_two_words[mark] if {
	some mark, expected in {"none": "managed", "raised": "managed", "some": "not_completed"}
	reason({"completed_on": "2026-10-20", "concern": mark}) == expected
}

test_a_concern_raises_an_indicator[note] if {
	some note, [marks, expected] in {
		"raised": [["none", "raised"], 1],
		"twice the same": [["raised", "raised"], 1],
		"none": [["none"], 0],
	}
	own := {"state": "provided", "declared": declared, "entries": [{"concern": mark} | some mark in marks]}
	minato := {"id": "minato", "role": "joint", "partner": {"own_management": own}}
	raised := joint_management.indicators with input as {
		"as_of": "2026-11-20",
		"prepared": {"digests": {}},
		"facts": {"institutions": [minato]},
	}
	count(raised) == expected
}

done(day) := {"completed_on": day, "concern": "none"}

test_the_newest_round_says_whether_it_raises_a_concern[note] if {
	some note, [day, expected] in {
		"an earlier one did not": ["2026-10-19", ["managed", {"completed_on": "2026-10-20"}]],
		"one of the day does not": ["2026-10-20", ["not_completed", {}]],
		"a newer one does not": ["2026-10-21", ["not_completed", {}]],
		"one is to come": ["2026-11-21", ["managed", {"completed_on": "2026-10-20"}]],
	}
	found([done("2026-10-20"), {"completed_on": day}], {}) == expected
}

test_a_part_is_done_once_there_is_something_to_weigh[note] if {
	some note, [of_mori, expected] in {
		"nothing": [{}, ["managed", {"completed_on": "2026-10-05"}]],
		"declared on the day on which the call opened": [
			disclosed(["2026-10-01", "2026-10-12"]),
			["managed", {"completed_on": "2026-10-05"}],
		],
		"declared before it, and since": [
			disclosed(["2026-09-30", "2026-10-12"]),
			["managed", {"completed_on": "2026-10-20"}],
		],
		"declared after it was done": [
			disclosed(["2026-10-21"]),
			["completed_before", {"completed_on": "2026-10-20", "since": "2026-10-21"}],
		],
		"marked on the day": [
			object.union(disclosed(["2026-10-01"]), marked("minato", "2026-10-20")),
			["managed", {"completed_on": "2026-10-05"}],
		],
		"marked after it was done": [
			object.union(disclosed(["2026-10-01"]), marked("minato", "2026-10-21")),
			["completed_before", {"completed_on": "2026-10-20", "since": "2026-10-21"}],
		],
		"marked after it by the lead institution": [
			object.union(disclosed(["2026-10-01"]), marked("aoba", "2026-10-21")),
			["managed", {"completed_on": "2026-10-05"}],
		],
		"looked at": [
			object.union(disclosed(["2026-10-01"]), looked_at("2026-10-12")),
			["managed", {"completed_on": "2026-10-20"}],
		],
	}
	found([done("2026-10-05"), done("2026-10-20")], of_mori) == expected
}

disclosed(days) := {"disclosures": {item: {"state": "provided", "declared": {"by": "森", "on": day}, "entries": [{}]} |
	some i, day in days
	item := ["career", "papers"][i]
}}

marked(institution, day) := {"concerns": [{"mark": "none", "by": "長谷川", "on": day, "institution": institution}]}

looked_at(day) := {"due_diligence": {"state": "provided", "declared": {"by": "西村", "on": "2026-10-26"}, "entries": [{
	"by": "西村",
	"institution": "minato",
	"source": "researchmap",
	"items": ["career"],
	"on": day,
	"available": true,
}]}}

test_its_own_looks_are_those_at_its_own_people if {
	own := {"state": "provided", "declared": declared, "entries": [done("2026-10-05"), done("2026-10-20")]}
	roster := {"state": "provided", "declared": declared, "entries": [{"person": "mori"}]}
	minato := {"id": "minato", "role": "joint", "partner": {"own_management": own}, "roster": roster}
	mori := object.union_n([
		{"id": "mori", "role": "co_pi", "institution": "minato"},
		disclosed(["2026-10-01"]),
		looked_at("2026-10-12"),
	])
	sato := object.union({"id": "sato", "role": "pi", "institution": "aoba"}, looked_at("2026-10-02"))
	[finding] := joint_management.findings with input as world([minato], [mori, sato], [])
	finding.params == {"completed_on": "2026-10-20"}
}

test_who_joins_the_roster_later_leaves_the_agencys_word_on_a_late_completion_as_it_is if {
	own := {"state": "provided", "declared": declared, "entries": [done("2026-10-20")]}
	roster := {
		"state": "provided",
		"declared": {"by": "研究公正課", "on": "2026-11-10", "institution": "minato"},
		"entries": [{"person": "mori"}],
	}
	minato := {"id": "minato", "role": "joint", "partner": {"own_management": own}, "roster": roster}
	mori := {"id": "mori", "role": "participant", "institution": "minato"}
	accepted := {
		"about": [{"requirement": "RS-SCP-03", "subject": "institution:minato"}],
		"result": "accepted",
		"on": "2026-11-05",
		"reason": "確認した",
	}
	[finding] := joint_management.findings with input as world([minato], [mori], [accepted])
		with data.policy.params.risk_management_due as "2026-10-15"
	finding.reason == "fa_accepted"
}

test_its_rounds_are_those_of_which_it_gives_its_own_word[note] if {
	some note, [institution, days] in {"its own": ["minato", ["2026-10-20"]], "another's": ["aoba", []]}
	own := {
		"state": "provided",
		"declared": object.union(declared, {"institution": institution}),
		"entries": [done("2026-10-20")],
	}
	minato := {"id": "minato", "role": "joint", "partner": {"own_management": own}}
	found := joint_management.rounds(subjects.joint[0]) with input as world([minato], [], [])
	found == days
}

test_an_institution_without_any_researcher_keeps_no_roster_where_the_agency_accepts_that[note] if {
	some note, [listed, people, answers, expected] in {
		"accepted": [{}, [], [on("RS-SCP-02", "2026-10-28", {})], "managed"],
		"on the day of the roster": [{}, [], [on("RS-SCP-02", "2026-10-26", {})], "managed"],
		"before it": [{}, [], [on("RS-SCP-02", "2026-10-25", {})], "no_roster_kept"],
		"before it, and here since": [
			{}, [],
			[on("RS-SCP-02", "2026-10-25", {}), on("RS-SCP-03", "2026-10-28", {"id": "d2"})],
			"managed",
		],
		"before it, and declined here since": [
			{}, [],
			[
				on("RS-SCP-02", "2026-10-25", {}),
				on("RS-SCP-03", "2026-10-28", {"id": "d2", "result": "declined"}),
			],
			"no_roster_kept",
		],
		"until a day": [{}, [], [on("RS-SCP-02", "2026-10-28", {"expires_on": "2027-03-31"})], "managed"],
		"here alone": [{}, [], [on("RS-SCP-03", "2026-10-28", {})], "no_roster_kept"],
		"declined": [{}, [], [on("RS-SCP-02", "2026-10-28", {"result": "declined"})], "no_roster_kept"],
		"nobody answered": [{}, [], [], "no_roster_kept"],
		"without a reason": [{"reason": null}, [], [on("RS-SCP-02", "2026-10-28", {})], "no_roster_kept"],
		"by the lead's word": [
			{"declared": {"institution": "aoba"}}, [],
			[on("RS-SCP-02", "2026-10-28", {})],
			"stated_by_another",
		],
		"of the roster that is withheld": [
			{"state": "withheld"}, [],
			[on("RS-SCP-02", "2026-10-28", {})],
			"roster_not_at_hand",
		],
		"with a participant": [
			{}, [{"id": "tanaka", "role": "participant", "institution": "minato"}],
			[on("RS-SCP-02", "2026-10-28", {})],
			"no_roster_kept",
		],
		"with another's participant": [
			{}, [{"id": "kondo", "role": "participant", "institution": "aoba"}],
			[on("RS-SCP-02", "2026-10-28", {})],
			"managed",
		],
	}
	without_roster(listed, people, answers) == [expected]
}

test_what_the_agency_accepted_of_another_institution_is_not_that_nobody_takes_part_here if {
	hama := object.union(of_nobody({}), {"id": "hama"})
	of_hama := {"about": [{"requirement": "RS-SCP-02", "subject": "institution:hama"}]}
	answers := [on("RS-SCP-02", "2026-10-28", of_hama), on("RS-SCP-03", "2026-10-28", {"id": "d2"})]
	found := joint_management.findings with input as world([of_nobody({}), hama], [], answers)
		with data.policy.call.opens as "2026-10-01"
	[finding.reason | some finding in found; finding.subject == "institution:minato"] == ["no_roster_kept"]
}

test_what_the_agency_accepted_without_the_leads_check_is_not_that_nobody_takes_part if {
	unchecked := {"checked_by_lead": {"state": "unobtainable"}}
	answers := [on("RS-SCP-02", "2026-10-28", {})]
	found := of_minato(object.union(of_nobody({}), {"partner": unchecked}), [], answers)
	found == ["no_roster_kept"]
}

on(requirement, day, changed) := object.union(
	{
		"id": "d1", "result": "accepted", "on": day, "by": "機構", "reason": "支障はない",
		"about": [{"requirement": requirement, "subject": "institution:minato"}],
	},
	changed,
)

without_roster(listed, people, answers) := of_minato(of_nobody(listed), people, answers)

of_nobody(listed) := {
	"id": "minato",
	"role": "joint",
	"partner": {
		"own_management": {
			"state": "provided", "declared": declared,
			"entries": [{"completed_on": "2026-10-20", "concern": "none"}],
		},
		"checked_by_lead": {
			"state": "provided",
			"declared": {"by": "西村", "on": "2026-10-24"},
			"entries": [{"summary": "確認した"}],
		},
	},
	"roster": object.union({"state": "none", "declared": declared, "reason": "研究者は参画しない"}, listed),
}

of_minato(minato, people, answers) := [finding.reason | some finding in found] if {
	# regal ignore:with-outside-test-context,line-length
	found := joint_management.findings with input as world([minato], people, answers) with data.policy.call.opens as "2026-10-01"
}

# --- all its people of today joined later

test_a_round_in_time_stays_so_when_all_its_people_are_replaced[note] if {
	some note, [of_roster, others, days, expected] in {
		"replaced": [{"since": "2027-06-01"}, [], ["2027-06-02"], "managed"],
		"known since before the first round": [
			{"since": "2027-06-01", "known_since": "2026-10-01"},
			[],
			["2027-06-02"],
			"completed_late",
		],
		"was there all the time": [{}, [], ["2027-06-02"], "completed_late"],
		"beside one who was": [{"since": "2027-06-01"}, [{"person": "abe"}], ["2027-06-02"], "completed_late"],
		"joined before the round": [{"since": "2026-10-20"}, [], ["2027-06-02"], "completed_late"],
		"done before the newest": [{"since": "2027-06-01"}, [], ["2027-06-11"], "completed_before"],
	}
	entries := array.concat([object.union({"person": "mori"}, of_roster)], others)
	roster := {"state": "provided", "declared": object.union(later, {"since": "2026-10-01"}), "entries": entries}
	minato := {"id": "minato", "role": "joint", "partner": {"own_management": done_twice}, "roster": roster}
	people := [object.union({"id": name, "role": "co_pi", "institution": "minato"}, {"disclosures": {"career": {
		"state": "provided",
		"declared": {"by": "本人", "on": day},
		"entries": [{"institution": "みなと", "start": "2020-04"}],
	}}}) |
		some name in array.concat(["mori"], [entry.person | some entry in others])
		some day in days
	]
	facts := object.union(world([minato], people, []), {"as_of": "2027-07-01"})

	# regal ignore:line-length
	[finding] := joint_management.findings with input as facts with data.policy.call.opens as "2026-10-01" with data.policy.params.risk_management_due as "2026-11-10"
	finding.reason == expected
}

done_twice := {"state": "provided", "declared": later, "entries": [
	{"completed_on": "2026-10-20", "concern": "none"},
	{"completed_on": "2027-06-10", "concern": "none"},
]}

later := object.union(declared, {"on": "2027-06-20"})

test_who_joins_another_institution_is_for_that_one_to_weigh if {
	own := {"state": "provided", "declared": declared, "entries": [{"completed_on": "2026-10-26", "concern": "none"}]}
	named := {"state": "provided", "declared": declared, "entries": [{"person": "mori"}]}
	minato := {"id": "minato", "role": "joint", "partner": {"own_management": own}, "roster": named}
	aoba := {"id": "aoba", "role": "lead", "roster": {
		"state": "provided",
		"declared": {"by": "西村", "on": "2026-11-12"},
		"entries": [{"person": "sato", "since": "2026-11-12"}],
	}}
	facts := {"institutions": [aoba, minato], "people": [
		{"id": "sato", "role": "pi", "institution": "aoba"},
		{"id": "mori", "role": "co_pi", "institution": "minato"},
	]}

	# regal ignore:line-length
	[finding] := joint_management.findings with input as {"as_of": "2026-11-20", "facts": facts} with data.policy.call.opens as "2026-10-01" with data.policy.params.risk_management_due as "2026-11-10"
	finding.reason == "managed"
}
