package policy.procedure.scope.own_team_test

import data.policy.procedure.scope.own_team

pi := {"id": "sato", "role": "pi", "institution": "aoba"}

# An application by these people, with such a roster.
application(people, entries) := {
	"as_of": "2026-11-20",
	"facts": {"people": people, "institutions": [{"id": "aoba", "role": "lead", "roster": {
		"state": "provided",
		"declared": {"by": "研究推進部", "on": "2026-10-06"},
		"entries": entries,
	}}]},
}

test_an_entry_that_names_nobody_is_not_of_the_institution[note] if {
	some note, entry in {"null": null, "a name that is no text": {"person": 1}}
	found := own_team.findings with input as application([pi], [{"person": "sato"}, entry])
	[[finding.reason, finding.params] | some finding in found] == [["not_of_institution", {"people": ["?"]}]]
}

test_who_belongs_nowhere_is_left_out if {
	ito := {"id": "ito", "role": "participant"}
	found := own_team.findings with input as application([pi, ito], [{"person": "sato"}, {"person": "ito"}])
	[[finding.reason, finding.params] | some finding in found] == [["not_in_roster", {"people": ["ito"]}]]
}

declared := {"by": "研究推進部", "on": "2026-10-06"}

kondo := {"id": "kondo", "name": "近藤 亮介", "role": "pi", "institution": "aoba", "orcid": "https://orcid.org/0000-1"}

ito := {
	"id": "ito",
	"name": "伊藤 凪",
	"other_names": [{"name": "Nagi Ito", "kind": "latin"}],
	"role": "participant",
	"institution": "aoba",
}

stated(entries) := {"state": "provided", "declared": declared, "entries": entries}

aoba := {
	"id": "aoba",
	"role": "lead",
	"roster": stated([{"person": "kondo"}, {"person": "ito"}]),
	"managed_data": {"state": "none", "declared": declared},
}

team := [kondo, ito]

# How names compare, as they are prepared.
prepared := {"names": {name: {"forms": [form]} |
	some name, form in {
		"近藤 亮介": "近藤亮介",
		"近藤亮介": "近藤亮介",
		"伊藤 凪": "伊藤凪",
		"Nagi Ito": "nagiito",
		"NAGI ITO": "nagiito",
		"R. Kondo": "rkondo",
		"真鍋 由紀": "真鍋由紀",
		"Manabe": "manabe",
	}
}}

# Whom the DMP names and nobody lists, where it names this contributor and the institution says this of others.
unlisted(contributor, others) := object.get(found[0].params, "people", []) if {
	# regal ignore:with-outside-test-context
	found := own_team.findings with input as {"as_of": "2026-11-20", "mode": "formal", "prepared": prepared, "facts": {
		"people": team,
		"dmp": stated([{"madmp": {"dmp": {"contributor": [contributor]}}}]),
		"institutions": [object.union(aoba, {"not_participating": stated(others)})],
	}}
}

of_orcid(identifier) := {"identifier": identifier, "type": "orcid"}

test_a_contributor_is_found_by_orcid_else_by_name[note] if {
	some note, [name, identifiers, listed] in {
		"by ORCID": ["R. Kondo", [of_orcid("0000-1")], true],
		"by ORCID with its address": ["R. Kondo", [of_orcid("https://orcid.org/0000-1")], true],
		"by ORCID with its old address": ["R. Kondo", [of_orcid("http://orcid.org/0000-1")], true],
		"by ORCID that stands alone": ["R. Kondo", of_orcid("0000-1"), true],
		"by the name, without ORCID": ["近藤亮介", [], true],
		"by the name, where the person has no ORCID": ["伊藤 凪", [of_orcid("0000-2")], true],
		"by another name": ["NAGI ITO", [], true],
		"of another name, without ORCID": ["真鍋 由紀", [], false],
		"of the name and another ORCID": ["近藤 亮介", [of_orcid("0000-2")], false],
		"by an identifier of another kind": ["R. Kondo", [{"identifier": "0000-1", "type": "other"}], false],
		"by one of another kind that stands alone": ["R. Kondo", {"identifier": "0000-1", "type": "other"}, false],
	}
	found := unlisted({"name": name, "contributor_id": identifiers}, [])
	found == [name | not listed]
}

people_of(found) := object.get(found[0].params, "people", [])

test_a_name_of_the_dmp_is_also_known_as_it_may_be_written[note] if {
	some note, [name, identifiers, others, forms, listed] in {
		"a person": ["R. Kondo", [], [], ["近藤亮介"], true],
		"a person with an ORCID, where the listed one has none": ["N. Ito", [of_orcid("0000-2")], [], ["伊藤凪"], true],
		"a person with an ORCID beside another one": ["R. Kondo", [of_orcid("0000-2")], [], ["近藤亮介"], false],
		"an institution": ["青葉 研究推進部", [], [], ["青葉"], true],
		"somebody else": ["R. Kondo", [], [], ["真鍋由紀"], false],
		"one who takes no part": ["Y. Manabe", [], ["真鍋 由紀"], ["真鍋由紀"], true],
		"one who takes no part, by initials of the team's": ["R. Kondo", [], ["R. Kondo"], ["近藤亮介"], true],
	}
	found := own_team.findings with input as {
		"as_of": "2026-11-20", "mode": "formal",
		"prepared": object.union(prepared, {"names": {"青葉": {"forms": ["青葉"]}}, "also_written": {name: forms}}),
		"facts": {
			"people": team,
			"dmp": stated([{"madmp": {"dmp": {"contributor": [{"name": name, "contributor_id": identifiers}]}}}]),
			"institutions": [object.union(aoba, {
				"name": "青葉",
				"not_participating": stated([{"name": other, "reason": "装置の保守だけを担う。"} | some other in others]),
			})],
		},
	}
	people_of(found) == [name | not listed]
}

test_who_takes_no_part_is_said_with_the_reason[note] if {
	manabe := {"name": "真鍋 由紀", "reason": "データの保存だけを担う。"}
	some note, [entry, explained] in {
		"by name": [manabe, true],
		"by ORCID": [{"name": "Manabe", "orcid": "0000-2", "reason": "データの保存だけを担う。"}, true],
		"without a reason": [object.remove(manabe, ["reason"]), false],
		"of the name and another ORCID": [object.union(manabe, {"orcid": "0000-3"}), false],
	}
	found := unlisted({"name": "真鍋 由紀", "contributor_id": [of_orcid("0000-2")]}, [entry])
	found == ["真鍋 由紀" | not explained]
}

test_who_takes_no_part_is_said_by_the_lead_institution_itself[note] if {
	manabe := {"name": "真鍋 由紀", "reason": "データの保存だけを担う。"}
	some note, [institution, explained] in {"by itself": ["aoba", true], "by another": ["minato", false]}
	said := object.union(stated([manabe]), {"declared": object.union(declared, {"institution": institution})})
	found := own_team.findings with input as {"as_of": "2026-11-20", "mode": "formal", "prepared": prepared, "facts": {
		"people": team,
		"dmp": stated([{"madmp": {"dmp": {"contributor": [{"name": "真鍋 由紀"}]}}}]),
		"institutions": [object.union(aoba, {"not_participating": said}), {"id": "minato", "role": "joint"}],
	}}
	[person | some person in found[0].params.people] == ["真鍋 由紀" | not explained]
}

test_who_is_left_to_a_joint_institution_is_left_out_there_too[note] if {
	said := {"name": "真鍋 由紀", "reason": "港の研究参画者である。"}
	there := {"by": "港の研究公正課", "on": "2026-10-08", "institution": "minato"}
	out := {"state": "provided", "declared": there, "entries": [{"name": "真鍋 由紀", "reason": "保守だけを担う。"}]}
	withheld := {"by": "研究推進部", "on": "2026-10-08", "reason": "提供しない。"}
	some note, [change, reason] in {
		"it says nothing": [{}, "contributor_of_a_partner"],
		"it says so itself": [{"not_participating": out}, "covered"],
		"of somebody else": [
			{"not_participating": object.union(out, {"entries": [{"name": "Manabe", "reason": "保守だけを担う。"}]})},
			"contributor_of_a_partner",
		],
		"its roster cannot be had": [{"roster": {"state": "unobtainable", "declared": there}}, "covered"],
		"its roster is given": [{"roster": {"state": "none", "declared": there}}, "contributor_of_a_partner"],
		"its part is withheld": [{"partner": {"withholds": [withheld]}}, "covered"],
		"its roster is withheld": [
			{"partner": {"withholds": [object.union(withheld, {"items": ["RS-SCP-03"]})]}},
			"covered",
		],
		"something else is": [
			{"partner": {"withholds": [object.union(withheld, {"items": ["RS-P1-02"]})]}},
			"contributor_of_a_partner",
		],
	}
	found := own_team.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"prepared": object.union(prepared, {"handed_to": {"港の研究参画者である。": ["minato"]}, "says_nothing": []}),
		"facts": {"people": team, "dmp": stated([{"madmp": {"dmp": {"contributor": [{"name": "真鍋 由紀"}]}}}]), "institutions": [
			object.union(aoba, {"not_participating": stated([said])}),
			object.union({"id": "minato", "role": "joint"}, change),
		]},
	}
		with data.policy.call as {"opens": "2026-09-01"}
	[finding.reason | some finding in found] == [reason]
}

test_of_two_contributors_who_is_left_to_nobody_is_asked_for_first if {
	said := {"name": "真鍋 由紀", "reason": "港の研究参画者である。"}
	found := own_team.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"prepared": object.union(prepared, {"handed_to": {"港の研究参画者である。": ["minato"]}, "says_nothing": []}),
		"facts": {
			"people": team,
			"dmp": stated([{"madmp": {"dmp": {"contributor": [{"name": "真鍋 由紀"}, {"name": "Manabe"}]}}}]),
			"institutions": [
				object.union(aoba, {"not_participating": stated([said])}),
				{"id": "minato", "role": "joint"},
			],
		},
	}
	[[finding.reason, finding.params.people] | some finding in found] == [["contributor_not_listed", ["Manabe"]]]
}

# Whom the DMP names and nobody lists, where the dataset has these values.
unlisted_of(dataset) := object.get(found[0].params, "people", []) if {
	# regal ignore:with-outside-test-context
	found := own_team.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"prepared": object.union(prepared, {"names": {
			"国立大学法人青葉": {"forms": ["国立大学法人青葉", "青葉"]},
			"青葉": {"forms": ["青葉"]},
			"Aoba Institute": {"forms": ["aoba institute"]},
		}}),
		"facts": {
			"people": team,
			"dmp": stated([{"madmp": {"dmp": {"dataset": [dataset]}}}]),
			"institutions": [object.union(aoba, {
				"name": "国立大学法人青葉", "ror": "https://ror.org/0aoba",
				"other_names": [{"name": "Aoba Institute", "kind": "latin"}],
			})],
		},
	}
}

test_who_makes_data_is_looked_up_as_a_contributor_is[note] if {
	ror := {"identifier": "https://ror.org/x", "type": "ror"}
	own_ror := {"identifier": "ror.org/0AOBA/", "type": "ror"}
	other := {"identifier": "x", "type": "other"}
	some note, [creator, more, people] in {
		"in no list": [{"name": "真鍋 由紀", "creator_id": []}, {}, ["真鍋 由紀"]],
		"data that are not used again": [{"name": "真鍋 由紀", "creator_id": []}, {"is_reused": false}, ["真鍋 由紀"]],
		"data that are used again": [{"name": "真鍋 由紀", "creator_id": []}, {"is_reused": true}, []],
		"by ORCID": [{"name": "R. Kondo", "creator_id": [of_orcid("0000-1")]}, {}, []],
		"by ORCID that stands alone": [{"name": "R. Kondo", "creator_id": of_orcid("0000-1")}, {}, []],
		"by the name": [{"name": "近藤亮介", "creator_id": []}, {}, []],
		"without an identifier": [{"name": "真鍋 由紀"}, {}, ["真鍋 由紀"]],
		"the institution": [{"name": "青葉", "creator_id": []}, {}, []],
		"the institution by another name": [{"name": "Aoba Institute", "creator_id": [ror]}, {}, []],
		"the institution by its ROR": [{"name": "Manabe", "creator_id": [ror, own_ror]}, {}, []],
		"the institution by its ROR alone": [{"name": "Manabe", "creator_id": own_ror}, {}, []],
		"another body by its ROR": [{"name": "Manabe", "creator_id": [ror]}, {}, ["Manabe"]],
		"the ROR as another identifier": [
			{"name": "Manabe", "creator_id": [object.union(own_ror, {"type": "other"})]}, {},
			[],
		],
		"its last part as another identifier": [
			{"name": "Manabe", "creator_id": [{"type": "other", "identifier": "0aoba"}]}, {},
			["Manabe"],
		],
		"its last part as a ROR": [{"name": "Manabe", "creator_id": {"type": "ror", "identifier": "0aoba"}}, {}, []],
		"an identifier of another kind": [{"name": "Manabe", "creator_id": [other]}, {}, ["Manabe"]],
	}
	unlisted_of(object.union({"creator": [creator]}, more)) == people
}
