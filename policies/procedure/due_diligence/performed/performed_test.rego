# METADATA
# description: Both sides of each day, actor and item on which due diligence is decided.
package policy.procedure.due_diligence.performed_test

import data.policy.procedure.due_diligence.performed

declared := {"by": "佐藤 遥", "on": "2026-10-06"}

items := [
	"education", "career", "funding", "other_support", "papers",
	"talent_programs", "intellectual_property", "records",
]

disclosures[item] := {"state": "none", "declared": declared} if some item in items

look := {
	"source": "researchmap",
	"kind": "research_database",
	"query": "佐藤 遥",
	"by": "西村",
	"on": "2026-10-13",
	"items": items,
	"result": "一致した",
	"available": true,
}

mark := {"mark": "none", "by": "西村", "on": "2026-10-20"}

provided(looks) := {"state": "provided", "declared": {"by": "西村", "on": "2026-10-20"}, "entries": looks}

person(looks, marks) := {
	"id": "sato",
	"role": "pi",
	"institution": "a",
	"disclosures": disclosures,
	"due_diligence": provided(looks),
	"concerns": marks,
}

institutions := [{"id": "a", "role": "lead", "name": "A"}, {"id": "b", "role": "joint", "name": "B", "country": "JP"}]

world(people) := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"facts": {"institutions": institutions, "people": people},
	"prepared": {"digests": {"/facts/people/0/concerns/0": "0a1b2c3d", "/facts/people/0/concerns/1": "4e5f6a7b"}},
}

of_person(one) := [found[0].reason, found[0].params] if {
	# regal ignore:with-outside-test-context
	found := performed.findings with input as world([one]) with data.policy.call.opens as "2026-09-14"
}

reason(looks, marks) := of_person(person(looks, marks))[0]

test_a_look_counts_by_its_day_actor_items_and_what_it_gave[note] if {
	some note, [changed, expected] in {
		"whole": [{}, "performed"],
		"by today": [{"on": "2026-10-20"}, "performed"],
		"on the day of the declaration": [{"on": "2026-10-06"}, "performed"],
		"before the declaration": [{"on": "2026-10-05"}, "items_not_looked_at"],
		"after the record was signed": [{"on": "2026-10-21"}, "items_not_looked_at"],
		"ahead": [{"on": "2026-11-21"}, "items_not_looked_at"],
		"of the lead institution": [{"institution": "a"}, "performed"],
		"of another institution": [{"institution": "b"}, "items_not_looked_at"],
		"by nobody": [{"by": null}, "items_not_looked_at"],
		"at no source": [{"source": null}, "items_not_looked_at"],
		"without a result": [{"result": null}, "items_not_looked_at"],
		"without items": [{"items": null}, "items_not_looked_at"],
		"available in other words": [{"available": "はい"}, "items_not_looked_at"],
		"out of reach": [{"available": false}, "no_source_available"],
	}
	reason([object.union(look, changed)], [mark]) == expected
}

test_what_is_not_looked_at_is_named if {
	some_items := object.union(look, {"items": array.slice(items, 0, 6)})
	of_person(person([some_items], [mark])) == ["items_not_looked_at", {"items": ["intellectual_property", "records"]}]
}

test_an_item_without_a_source_within_reach_does_no_harm if {
	others := object.union(look, {"items": array.slice(items, 0, 7)})
	closed := object.union(look, {"items": ["records"], "available": false, "result": "公表されていない"})
	reason([others, closed], [mark]) == "performed"
	reason([others, object.remove(closed, ["result"])], [mark]) == "items_not_looked_at"
}

test_a_supervisor_is_looked_at_where_one_is_named[state] if {
	some state, expected in {"provided": "items_not_looked_at", "none": "performed"}
	supervisor := {"state": state, "declared": declared, "entries": [{"name": "南"}]}
	one := object.union(person([look], [mark]), {"disclosures": object.union(disclosures, {"supervisor": supervisor})})
	of_person(one)[0] == expected
}

test_the_mark_is_no_older_than_the_last_look[note] if {
	some note, [marks, expected] in {
		"on its day": [[object.union(mark, {"on": "2026-10-13"})], "performed"],
		"a day before": [[object.union(mark, {"on": "2026-10-12"})], "mark_missing"],
		"today": [[object.union(mark, {"on": "2026-11-20"})], "performed"],
		"ahead": [[object.union(mark, {"on": "2026-11-21"})], "mark_missing"],
		"none": [[], "mark_missing"],
		"by nobody": [[object.remove(mark, ["by"])], "mark_missing"],
		"another word": [[object.union(mark, {"mark": "maybe"})], "mark_missing"],
		"another word, with a reason": [[object.union(raised, {"mark": "maybe"})], "mark_missing"],
		"raised by nobody": [[object.remove(raised, ["by"])], "mark_missing"],
		"raised ahead": [[object.union(raised, {"on": "2026-11-21"})], "mark_missing"],
		"raised without a reason": [[object.union(mark, {"mark": "raised"})], "mark_missing"],
		"raised": [[object.union(mark, {"mark": "raised", "reason": "説明がない"})], "performed"],
		"of another institution": [[object.union(mark, {"institution": "b"})], "mark_missing"],
		"of the lead institution": [[object.union(mark, {"institution": "a"})], "performed"],
	}
	reason([look], marks) == expected
}

test_who_is_to_give_the_mark_is_named if {
	of_person(person([look], [])) == ["mark_missing", {"institutions": ["A"]}]
}

raised := {"mark": "raised", "by": "西村", "on": "2026-10-20", "reason": "説明がない"}

keys(marks) := [one.key | some one in found] if {
	# regal ignore:with-outside-test-context
	found := performed.indicators with input as world([person([look], marks)])
}

test_the_newest_mark_stands_and_of_one_day_the_one_raised[note] if {
	some note, [marks, expected] in {
		"none": [[mark], []],
		"raised": [[raised], ["RS-DD-01/person:sato/concern.0a1b2c3d"]],
		"raised, then none": [[raised, object.union(mark, {"on": "2026-10-21"})], []],
		"none, then raised": [[object.union(mark, {"on": "2026-10-19"}), raised], ["RS-DD-01/person:sato/concern.4e5f6a7b"]],
		"both on one day": [[raised, mark], ["RS-DD-01/person:sato/concern.0a1b2c3d"]],
		"raised ahead": [[object.union(raised, {"on": "2026-11-21"})], []],
		"raised by another institution": [
			[object.union(raised, {"institution": "b"}), mark],
			["RS-DD-01/person:sato/concern.0a1b2c3d"],
		],
		"withdrawn by another than raised it": [
			[raised, theirs(object.union(mark, {"on": "2026-10-21"}))],
			["RS-DD-01/person:sato/concern.0a1b2c3d"],
		],
	}
	keys(marks) == expected
}

since(subject) := [one.since | some one in found] if {
	# regal ignore:with-outside-test-context
	found := performed.indicators with input as world([subject])
}

test_a_concern_that_is_raised_again_stands_since_the_first[note] if {
	later := object.union(raised, {"on": "2026-11-05", "by": "三好"})
	none := object.union(mark, {"on": "2026-10-25"})
	some note, [marks, day] in {
		"once": [[later], "2026-11-05"],
		"again": [[raised, later], "2026-10-20"],
		"for another reason": [[raised, object.union(later, {"reason": "辞任した"})], "2026-11-05"],
		"after one by another institution": [[theirs(raised), later], "2026-11-05"],
		"taken back between": [[raised, none, later], "2026-11-05"],
		"taken back between by another institution": [[raised, theirs(none), later], "2026-10-20"],
	}
	day in since(person([look], marks))
}

test_a_concern_about_the_lead_institution_is_one_too if {
	lead := object.union(institutions[0], {"concerns": [theirs(raised)]})

	# regal ignore:with-outside-test-context
	found := performed.indicators with input as at_institutions([lead, institutions[1]])
	[one.subject | some one in found] == ["institution:a"]
}

co_pi(looks, marks) := object.union(person(looks, marks), {"role": "co_pi", "institution": "b"})

theirs(act) := object.union(act, {"institution": "b"})

test_a_co_pi_is_looked_at_by_both[note] if {
	half := array.slice(items, 0, 4)
	rest := array.slice(items, 4, 8)
	of_a := object.union(look, {"items": half})
	of_b := theirs(object.union(look, {"items": rest}))
	some note, [looks, marks, expected] in {
		"together": [[of_a, of_b], [mark, theirs(mark)], ["performed", {}]],
		"the lead one alone": [[look], [mark, theirs(mark)], ["own_look_missing", {"institutions": ["B"]}]],
		"the other alone": [[theirs(look)], [mark, theirs(mark)], ["own_look_missing", {"institutions": ["A"]}]],
		"without a mark of the lead one": [[of_a, of_b], [theirs(mark)], ["mark_missing", {"institutions": ["A"]}]],
		"without a mark of the other": [[of_a, of_b], [mark], ["mark_missing", {"institutions": ["B"]}]],
		"a mark is as old as the own look": [
			[object.union(of_a, {"on": "2026-10-20"}), of_b],
			[mark, theirs(object.union(mark, {"on": "2026-10-13"}))],
			["performed", {}],
		],
		"a look of its own that was not made": [
			[look, theirs(object.union(look, {"available": false}))],
			[mark, theirs(mark)],
			["own_look_missing", {"institutions": ["B"]}],
		],
		"a look of its own at nothing": [
			[look, theirs(object.remove(look, ["items"]))],
			[mark, theirs(mark)],
			["own_look_missing", {"institutions": ["B"]}],
		],
		"a look of its own from before the declaration": [
			[look, theirs(object.union(look, {"on": "2026-10-05"}))],
			[mark, theirs(mark)],
			["own_look_missing", {"institutions": ["B"]}],
		],
		"none was possible": [
			[object.union(look, {"available": false}), theirs(object.union(look, {"available": false}))],
			[mark, theirs(mark)],
			["no_source_available", {"sources": ["researchmap", "researchmap"]}],
		],
		"half of the items": [[of_a], [mark, theirs(mark)], ["items_not_looked_at", {"items": sort(rest)}]],
	}
	of_person(co_pi(looks, marks)) == expected
}

test_another_participant_of_a_joint_institution_is_looked_at_there[note] if {
	some note, [one, expected] in {
		"by it": [[[theirs(look)], [theirs(mark)]], "performed"],
		"by the lead one": [[[look], [mark]], "items_not_looked_at"],
	}
	of_person(object.union(co_pi(one[0], one[1]), {"role": "participant"}))[0] == expected
}

withholding(items) := object.union(institutions[1], {"partner": {"withholds": [object.union(
	{"reason": "規程による", "by": "西村", "on": "2026-10-26"},
	items,
)]}})

test_what_its_institution_withholds_of_a_co_pi_is_for_the_agency_to_settle[note] if {
	both := [mark, theirs(mark)]
	some note, [items, looks, marks, expected] in {
		"the whole part": [{}, [look], [mark], "part_withheld"],
		"this": [{"items": ["RS-DD-01"]}, [look], [mark], "part_withheld"],
		"something else": [{"items": ["RS-SCP-03"]}, [look], [mark], "own_look_missing"],
		"the mark alone": [{}, [look, theirs(look)], [mark], "part_withheld"],
		"the lead one's mark": [{}, [look], [theirs(mark)], "mark_missing"],
		"the lead one's look": [{}, [theirs(look)], both, "own_look_missing"],
		"nothing is missing": [{}, [look, theirs(look)], both, "performed"],
	}
	facts := {"institutions": [institutions[0], withholding(items)], "people": [co_pi(looks, marks)]}
	found := performed.findings with input as object.union(world([]), {"facts": facts})
	[one.reason | some one in found; one.subject == "person:sato"] == [expected]
}

looked_at_the_rest := object.union(look, {"items": array.slice(items, 1, 8)})

of_b_without_education := object.union(
	object.remove(co_pi([looked_at_the_rest, theirs(looked_at_the_rest)], [mark, theirs(mark)]), ["disclosures"]),
	{"disclosures": object.remove(disclosures, ["education"])},
)

test_its_looks_are_no_looks_of_the_lead_at_what_a_co_pi_has_not_declared[note] if {
	some note, [withheld, expected] in {
		"its looks": [["RS-DD-01"], "items_not_looked_at"],
		"the item": [["RS-P1-01a"], "part_withheld"],
	}
	facts := {"institutions": [institutions[0], withholding({"items": withheld})], "people": [of_b_without_education]}
	found := performed.findings with input as object.union(world([]), {"facts": facts})
	[finding.reason | some finding in found; finding.subject == "person:sato"] == [expected]
}

all_of_them := {"items": [
	"RS-P1-01a", "RS-P1-01b", "RS-P1-01c", "RS-P1-02", "RS-P1-03",
	"RS-P1-04", "RS-P1-05", "RS-P1-06",
]}

test_what_its_institution_withholds_of_a_participant_is_for_the_agency_to_settle[note] if {
	some note, [items, looks, marks, expected] in {
		"the looks, and nothing is missing": [{"items": ["RS-DD-01"]}, [theirs(look)], [theirs(mark)], "performed"],
		"the looks, and all is missing": [{"items": ["RS-DD-01"]}, [], [], "part_withheld"],
		"the looks, and the mark is missing": [{"items": ["RS-DD-01"]}, [theirs(look)], [], "part_withheld"],
		"the items, and nobody looked": [all_of_them, [at_nothing], [theirs(mark)], "part_withheld"],
		"the items, and there is no mark": [all_of_them, [at_nothing], [], "mark_missing"],
		"the looks, at a source out of reach": [{"items": ["RS-DD-01"]}, [closed], [], "no_source_available"],
		"something else": [{"items": ["RS-SCP-03"]}, [at_nothing], [theirs(mark)], "items_not_looked_at"],
	}
	one := object.union(co_pi(looks, marks), {"role": "participant"})
	facts := {"institutions": [institutions[0], withholding(items)], "people": [one]}
	found := performed.findings with input as object.union(world([]), {"facts": facts})
	[one_of.reason | some one_of in found; one_of.subject == "person:sato"] == [expected]
}

closed := object.union(theirs(look), {"available": false})

at_nothing := object.union(theirs(look), {"items": []})

test_an_item_that_could_not_be_had_needs_no_look[state] if {
	others := object.union(look, {"items": array.slice(items, 0, 7)})
	some state, expected in {"unobtainable": "performed", "withheld": "performed", "none": "items_not_looked_at"}
	records := {"state": state, "declared": declared, "reason": "公表されていない"}
	one := object.union(person([others], [mark]), {"disclosures": object.union(disclosures, {"records": records})})
	of_person(one)[0] == expected
}

assessed(on) := {
	"state": "provided",
	"declared": {"by": "西村", "on": "2026-10-21"},
	"entries": [{"summary": "黒字", "source": "決算公告", "on": on, "adverse": false}],
}

said := {"state": "provided", "declared": declared, "entries": [{"summary": "共同で測る"}]}

partner(on) := object.union(
	{item: said | some item in ["purpose", "record"]},
	{item: assessed(on) | some item in ["capital", "finances", "compliance", "reputation"]},
)

of_joint(changed, marks) := [[one.reason, one.params] | some one in found; one.subject == "institution:b"][0] if {
	whole := {
		"partner": partner("2026-10-14"),
		"due_diligence": provided([object.union(look, {"items": ["purpose", "record"]})]),
		"concerns": marks,
	}
	joint := object.union_n([institutions[1], whole, changed])

	# regal ignore:with-outside-test-context
	found := performed.findings with input as at_institutions([institutions[0], joint])
}

test_an_entry_with_source_and_day_is_its_own_look[note] if {
	open := ["capital", "compliance", "finances", "reputation"]
	some note, [on, expected] in {
		"before it was signed": ["2026-10-14", ["performed", {}]],
		"after it was signed": ["2026-10-22", ["items_not_looked_at", {"items": open}]],
		"ahead": ["2026-11-21", ["items_not_looked_at", {"items": open}]],
		"no day": [null, ["items_not_looked_at", {"items": open}]],
	}
	of_joint({"partner": partner(on)}, [mark]) == expected
}

test_entries_that_are_looks_stand_where_no_source_was_within_reach_for_the_rest if {
	closed := provided([object.union(look, {"items": ["purpose", "record"], "available": false})])
	of_joint({"due_diligence": closed}, [mark])[0] == "performed"
}

test_a_mark_closes_the_entries_that_are_looks_where_the_rest_was_not_given[note] if {
	some note, [state, marks, expected] in {
		"withheld": ["withheld", [mark], "withheld"],
		"withheld, without a mark": ["withheld", [], "mark_missing"],
		"unobtainable": ["unobtainable", [mark], "unobtainable"],
		"unobtainable, without a mark": ["unobtainable", [], "mark_missing"],
	}
	of_joint({"due_diligence": {"state": state, "declared": declared, "entries": null}}, marks)[0] == expected
}

by_itself(envelope) := object.union(envelope, {"declared": {"institution": "b"}})

test_what_a_joint_institution_says_of_itself_is_no_look_at_it if {
	own := object.union(partner("2026-10-14"), {"capital": by_itself(assessed("2026-10-14"))})
	of_joint({"partner": own}, [mark]) == ["items_not_looked_at", {"items": ["capital"]}]
}

test_the_mark_is_no_older_than_the_entries_that_are_looks if {
	of_joint({"partner": partner("2026-10-20")}, [mark])[0] == "performed"
	of_joint({"partner": partner("2026-10-21")}, [mark])[0] == "mark_missing"
}

test_a_joint_institutions_own_looks_do_not_stand_for_the_lead_ones if {
	own := theirs(object.union(look, {"items": ["purpose", "record"]}))
	of_joint({"due_diligence": provided([own])}, [mark])[0] == "items_not_looked_at"
	of_joint({}, [theirs(mark)])[0] == "mark_missing"
}

at_institutions(list) := object.union(world([]), {"facts": {"institutions": list}})

of_supporter(kind, at, act) := [[one.reason, one.params] | some one in found; one.subject == "supporter:s"][0] if {
	# regal ignore:with-outside-test-context
	found := performed.findings with input as at_institutions([with_supporters(one, at, supporter(kind, act)) |
		some one in institutions
	])
}

with_supporters(institution, at, named) := object.union(institution, {"supporters": provided([named])}) if {
	institution.id == at
} else := institution

supporter(kind, act) := {
	"id": "s",
	"kind": kind,
	"due_diligence": provided([object.union_n([look, {"items": of_supporters}, act])]),
	"concerns": [object.union(mark, act)],
}

of_supporters := ["content", "purpose", "conditions", "compliance", "reputation"]

test_a_supporter_is_looked_at_by_the_institution_that_names_it[note] if {
	some note, [kind, at, act, expected] in {
		"by the lead one": ["foundation", "a", {}, ["performed", {}]],
		"by the other": ["foundation", "b", {"institution": "b"}, ["performed", {}]],
		"by the lead one for the other": [
			"foundation", "b", {},
			["items_not_looked_at", {"items": ["compliance", "conditions", "content", "purpose", "reputation"]}],
		],
		"a company, without its capital": ["company", "a", {}, ["items_not_looked_at", {"items": ["capital"]}]],
	}
	of_supporter(kind, at, act) == expected
}

of_envelope(envelope) := of_person(object.union(person([look], [mark]), {"due_diligence": envelope}))[0]

test_due_diligence_that_is_not_recorded[note] if {
	some note, [envelope, expected] in {
		"none": [{"state": "none", "declared": declared}, "not_done"],
		"absent": [null, "not_done"],
		"unobtainable": [{"state": "unobtainable", "declared": declared}, "unobtainable"],
		"withheld": [{"state": "withheld", "declared": declared}, "withheld"],
		"recorded ahead": [object.union(provided([look]), {"declared": {"by": "西村", "on": "2026-11-21"}}), "not_done"],
	}
	of_envelope(envelope) == expected
}

test_nobody_to_look_at_is_not_done if {
	found := performed.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {}}
	[[one.subject, one.reason] | some one in found] == [["application", "not_done"]]
}

own_papers := object.union(look, {"source": "本人が提出した申告書", "kind": "own_records"})

test_one_look_at_least_is_at_another_source_than_the_declarers_own_papers[note] if {
	elsewhere := object.union(look, {"items": ["papers"]})
	out_of_reach := {"available": false, "result": "掲載がない"}
	some note, [made, expected] in {
		"own records alone": [[own_papers], "no_other_source"],
		"a document alone": [[object.union(look, {"kind": "document"})], "no_other_source"],
		"both": [[own_papers, object.union(look, {"kind": "document"})], "no_other_source"],
		"no kind": [[object.remove(look, ["kind"])], "no_other_source"],
		"another word": [[object.union(look, {"kind": "公開情報"})], "no_other_source"],
		"one item elsewhere": [[own_papers, elsewhere], "performed"],
		"elsewhere before the declaration": [
			[own_papers, object.union(elsewhere, {"on": "2026-10-05"})],
			"no_other_source",
		],
		"elsewhere after the signature": [[own_papers, object.union(elsewhere, {"on": "2026-10-21"})], "no_other_source"],
		"elsewhere, of another institution": [[own_papers, theirs(elsewhere)], "no_other_source"],
		"elsewhere, at no item": [[own_papers, object.union(elsewhere, {"items": []})], "no_other_source"],
		"elsewhere, and what came of it is not said": [
			[own_papers, object.remove(elsewhere, ["result"])],
			"no_other_source",
		],
		"elsewhere out of reach": [[own_papers, object.union(elsewhere, out_of_reach)], "performed"],
		"own records out of reach alone": [[object.union(own_papers, out_of_reach)], "no_source_available"],
		"own records, a document out of reach": [
			[own_papers, object.union_n([elsewhere, out_of_reach, {"kind": "document"}])],
			"no_other_source",
		],
	}
	reason(made, [mark]) == expected
}

test_every_other_kind_of_source_is_one[kind] if {
	some kind in ["papers", "portal", "research_database", "ip_database", "list", "institution", "web"]
	reason([object.union(look, {"kind": kind})], [mark]) == "performed"
}

test_what_an_entry_was_found_at_is_such_a_source_where_the_entry_is_a_look[note] if {
	papers := provided([object.union(own_papers, {"items": ["purpose", "record"]})])
	some note, [kind, on, expected] in {
		"a document": ["document", "2026-10-14", "no_other_source"],
		"own records": ["own_records", "2026-10-14", "no_other_source"],
		"not said": ["", "2026-10-14", "no_other_source"],
		"a page": ["web", "2026-10-14", "performed"],
		"a list": ["list", "2026-10-14", "performed"],
	}
	found_at := object.union(assessed(on), {"entries": [object.union(assessed(on).entries[0], {"kind": kind})]})
	of_joint({"due_diligence": papers, "partner": {"reputation": found_at}}, [mark])[0] == expected
}

test_what_an_entry_that_is_no_look_was_found_at_is_none if {
	papers := provided([object.union(own_papers, {"items": ["purpose", "record", "reputation"]})])
	page := object.union(assessed(null), {
		"declared": declared,
		"entries": [object.union(assessed(null).entries[0], {"kind": "web"})],
	})
	of_joint({"due_diligence": papers, "partner": {"reputation": page}}, [mark])[0] == "no_other_source"
}

test_a_supporter_is_looked_at_elsewhere_as_well if {
	of_supporter("foundation", "a", {"kind": "document"})[0] == "no_other_source"
}

test_at_a_co_pi_one_of_both_looks_elsewhere[note] if {
	both := [mark, theirs(mark)]
	some note, [made, expected] in {
		"neither": [[own_papers, theirs(own_papers)], "no_other_source"],
		"the lead one": [[look, theirs(own_papers)], "performed"],
		"the other": [[own_papers, theirs(look)], "performed"],
		"the other makes none": [[own_papers], "own_look_missing"],
	}
	of_person(co_pi(made, both))[0] == expected
}

test_who_withholds_the_looks_and_gives_its_own_papers_waits_for_the_agency[note] if {
	some note, [role, items, expected] in {
		"the looks, of a participant": ["participant", {"items": ["RS-DD-01"]}, "part_withheld"],
		"the whole part, of a participant": ["participant", {}, "part_withheld"],
		"an item, of a participant": ["participant", {"items": ["RS-P1-03"]}, "no_other_source"],
		"the looks, of a co-PI": ["co_pi", {"items": ["RS-DD-01"]}, "no_other_source"],
	}
	one := object.union(co_pi([own_papers, theirs(own_papers)], [mark, theirs(mark)]), {"role": role})
	facts := {"institutions": [institutions[0], withholding(items)], "people": [one]}
	found := performed.findings with input as object.union(world([]), {"facts": facts})
	[one_of.reason | some one_of in found; one_of.subject == "person:sato"] == [expected]
}

test_what_was_raised_before_the_call_is_to_be_explained_by_the_later_none[note] if {
	raised := {"mark": "raised", "by": "西村", "on": "2026-09-13", "reason": "契約の写しが届いた"}
	some note, [marks, expected] in {
		"the day before the call": [[mark, raised], "raised_before_call"],
		"the day on which it opened": [[mark, object.union(raised, {"on": "2026-09-14"})], "performed"],
		"explained": [[object.union(mark, {"reason": "別人であった"}), raised], "performed"],
		"of another institution": [[mark, object.union(raised, {"institution": "b"})], "performed"],
		"none by both": [[mark, object.union(raised, {"mark": "none"})], "performed"],
		"raised anew": [[mark, raised, object.union(raised, {"on": "2026-10-21"})], "performed"],
		"raised by nobody": [[mark, object.remove(raised, ["by"])], "performed"],
	}
	reason([look], marks) == expected
}
