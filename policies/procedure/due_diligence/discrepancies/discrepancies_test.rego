package policy.procedure.due_diligence.discrepancies_test

import data.policy.procedure.due_diligence.discrepancies

# An application by one person, looked at by due diligence, with these discrepancies noted and these answers of the FA.
application(noted, determinations) := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"prepared": {"digests": {"/facts/people/0/due_diligence/discrepancies/0": "0a1b2c3d"}},
	"facts": {"people": [{"id": "sato", "due_diligence": {
		"state": "provided",
		"declared": {"by": "研究推進部", "on": "2026-10-06"},
		"entries": [{"source": "researchmap", "available": true, "result": "照合した"}],
		"discrepancies": noted,
	}}]},
	"fa": {"determinations": determinations},
}

of_sato(found) := [[finding.status, finding.reason, finding.params] |
	some finding in found
	finding.subject == "person:sato"
]

answer(result) := {
	"about": [{"indicator": "RS-DD-04/person:sato/discrepancy.d1.0a1b2c3d"}],
	"result": result,
	"reason": "回答のとおり",
	"on": "2026-11-01",
}

test_the_fas_acceptance_settles_a_discrepancy_without_a_disposition if {
	found := discrepancies.findings with input as application([{"id": "d1"}], [answer("accepted")])
	of_sato(found) == [["satisfied", "settled", {}]]
}

test_a_discrepancy_that_the_fa_declined_still_waits_for_a_disposition if {
	found := discrepancies.findings with input as application([{"id": "d1"}], [answer("declined")])
	of_sato(found) == [["consult_fa", "undisposed", {"ids": ["d1"]}]]
}

test_a_discrepancy_that_cannot_be_named_is_not_identified[note] if {
	some note, noted in {
		"without an id": [{"field": "papers"}],
		"an id that is no text": [{"id": 1}],
		"no list": "論文が一致しない",
		"null": null,
	}
	found := discrepancies.findings with input as application(noted, [])
	of_sato(found) == [["missing_information", "not_identified", {}]]
}

viewed(view) := {"id": "d1", "disposition": {
	"view": view,
	"rationale": "所属機関に照会した",
	"by": "西村",
	"on": "2026-10-20",
}}

unsigned := object.remove(viewed("explained"), ["disposition"])

test_a_discrepancy_is_settled_by_a_disposition_that_is_signed_and_one_of_three[note] if {
	some note, [noted, reason] in {
		"explained": [viewed("explained"), "settled"],
		"corrected": [viewed("corrected"), "settled"],
		"unresolved": [viewed("unresolved"), "unresolved"],
		"another word": [viewed("noted"), "undisposed"],
		"not signed": [{"id": "d1", "disposition": {"view": "explained"}}, "undisposed"],
		"none": [unsigned, "undisposed"],
	}
	found := discrepancies.findings with input as application([noted], [])
	of_sato(found)[0][1] == reason
}

test_an_answer_on_what_was_found_before_is_none_on_what_is_found_now if {
	before := object.union(answer("accepted"), {"about": [{"indicator": "RS-DD-04/person:sato/discrepancy.d1.ffffffff"}]})
	found := discrepancies.findings with input as application([{"id": "d1"}], [before])
	of_sato(found) == [["consult_fa", "undisposed", {"ids": ["d1"]}]]
}

test_a_disposition_dated_ahead_settles_nothing if {
	ahead := {"id": "d1", "disposition": object.union(viewed("explained").disposition, {"on": "2026-11-21"})}
	found := discrepancies.findings with input as application([ahead], [])
	of_sato(found) == [["consult_fa", "undisposed", {"ids": ["d1"]}]]
}

test_what_is_not_settled_raises_an_indicator[note] if {
	some note, [noted, keys] in {
		"explained": [viewed("explained"), []],
		"unresolved": [viewed("unresolved"), ["RS-DD-04/person:sato/discrepancy.d1.0a1b2c3d"]],
		"not signed": [{"id": "d1", "disposition": {"view": "explained"}}, ["RS-DD-04/person:sato/discrepancy.d1.0a1b2c3d"]],
	}
	raised := discrepancies.indicators with input as application([noted], [])
	[one.key | some one in raised] == keys
}

test_the_fas_acceptance_settles_what_is_unresolved if {
	found := discrepancies.findings with input as application([viewed("unresolved")], [answer("accepted")])
	of_sato(found) == [["satisfied", "settled", {}]]
}

test_without_due_diligence_it_is_not_known_whether_there_are_discrepancies[state] if {
	some state, reason in {
		"none": "not_examined",
		"unknown": "not_examined",
		"unobtainable": "not_confirmed",
		"withheld": "not_confirmed",
	}
	envelope := {"state": state, "declared": {"by": "研究推進部", "on": "2026-10-06"}}
	found := discrepancies.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"people": [{"id": "sato", "due_diligence": envelope}]},
	}
	of_sato(found)[0][1] == reason
}

test_where_nobody_is_examined_the_application_is_asked_once if {
	found := discrepancies.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {}}
	[[finding.subject, finding.reason] | some finding in found] == [["application", "nothing_else"]]
}

test_what_is_noted_at_the_lead_institution_stands_with_the_application if {
	lead := {"id": "aoba", "role": "lead", "desk": {"discrepancies": [{"id": "d2"}]}}
	world := object.union(application([], []), {"facts": {"institutions": [lead]}})
	found := discrepancies.findings with input as world
	[[finding.subject, finding.reason, finding.params, finding.reads] | some finding in found] == [
		["application", "undisposed", {"ids": ["d2"]}, ["/facts/institutions/0/desk/discrepancies/0"]],
		["person:sato", "none_found", {}, ["/facts/people/0/due_diligence"]],
	]
}

answers(of_cell, on) := [
	answer("accepted"),
	{
		"about": [{"requirement": "RS-DD-04", "subject": "person:sato"}],
		"result": of_cell,
		"reason": "回答のとおり",
		"on": on,
	},
]

test_of_the_answers_on_the_indicator_and_on_the_cell_the_newest_stands[note] if {
	some note, [result, on, reason] in {
		"accepted, then declined": ["declined", "2026-11-02", "fa_declined"],
		"of one day the worse": ["declined", "2026-11-01", "fa_declined"],
		"declined, then accepted": ["declined", "2026-10-31", "settled"],
		"both accepted": ["accepted", "2026-11-02", "settled"],
	}
	found := discrepancies.findings with input as application([viewed("unresolved")], answers(result, on))
	of_sato(found)[0][1] == reason
}

differing := {"source": "researchmap", "finding": "differs", "on": "2026-10-13", "items": ["papers"], "available": true}

undisposed := {"id": "d1", "source": "researchmap"}

disposed(on) := object.union(undisposed, {"disposition": object.union(viewed("explained").disposition, {"on": on})})

# A person with one look, and these discrepancies at the papers, declared on 10-06, or with the looks.
looked_at(look, papers, others) := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"facts": {"people": [{
		"id": "sato",
		"disclosures": {"papers": {
			"state": "none",
			"declared": {"by": "佐藤 遥", "on": "2026-10-06"},
			"discrepancies": papers,
		}},
		"due_diligence": {
			"state": "provided",
			"declared": {"by": "西村", "on": "2026-10-26"},
			"entries": [look],
			"discrepancies": others,
		},
	}]},
}

test_what_differs_is_entered_where_it_was_looked_at[note] if {
	some note, [changed, papers, others, reason] in {
		"nowhere": [{}, [], [], "not_entered"],
		"there": [{}, [disposed("2026-10-13")], [], "settled"],
		"there, not yet disposed of": [{}, [undisposed], [], "undisposed"],
		"there, settled before": [{}, [disposed("2026-10-12")], [], "not_entered"],
		"at another item": [{"items": ["records"]}, [disposed("2026-10-13")], [], "not_entered"],
		"of no item": [{"items": null}, [disposed("2026-10-13")], [], "not_entered"],
		"with the looks": [{}, [], [disposed("2026-10-13")], "settled"],
		"with the looks, of another source": [{"source": "Scopus"}, [], [disposed("2026-10-13")], "not_entered"],
		"by another institution": [{"institution": "b"}, [], [], "not_entered"],
		"today": [{"on": "2026-11-20"}, [], [], "not_entered"],
		"ahead": [{"on": "2026-11-21"}, [], [], "none_found"],
		"nothing differs": [{"finding": "nothing_against"}, [], [], "none_found"],
	}
	found := discrepancies.findings with input as looked_at(object.union(differing, changed), papers, others)
	of_sato(found)[0][1] == reason
}

test_what_a_look_found_is_corrected_by_declaring_anew[note] if {
	disposition := object.union(viewed("corrected").disposition, {"on": "2026-10-13"})
	corrected := object.union(undisposed, {"disposition": disposition})
	accepted := object.union(answer("accepted"), {"about": [{"indicator": "RS-DD-04/person:sato/discrepancy.d1.?"}]})
	some note, [look, papers, others, answers, reason] in {
		"declared before the look": ["2026-10-13", [corrected], [], [], "not_corrected"],
		"declared on its day": ["2026-10-06", [corrected], [], [], "settled"],
		"not signed": [
			"2026-10-13",
			[object.union(undisposed, {"disposition": object.remove(disposition, ["by"])})],
			[], [], "undisposed",
		],
		"as the agency accepts": ["2026-10-13", [corrected], [], [accepted], "settled"],
		"with the looks, declared before": ["2026-10-13", [], [corrected], [], "not_corrected"],
		"with the looks, declared on the day": ["2026-10-06", [], [corrected], [], "settled"],
	}
	world := looked_at(object.union(differing, {"on": look}), papers, others)
	found := discrepancies.findings with input as object.union(world, {"fa": {"determinations": answers}})
	of_sato(found)[0][1] == reason
}

test_what_is_left_open_is_news_on_its_day[note] if {
	some note, [changed, since] in {
		"left open": [{}, "2026-10-20"],
		"left open ahead": [{"on": "2026-11-21"}, "2026-10-13"],
		"explained by nobody": [{"view": "explained", "by": null}, "2026-10-13"],
	}
	open := object.union(undisposed, {"disposition": object.union(viewed("unresolved").disposition, changed)})
	found := discrepancies.indicators with input as looked_at(differing, [open], [])
	[one.since | some one in found] == [since]
}

test_an_indicator_stands_since_the_declaration_or_the_look_that_found_it[note] if {
	some note, [changed, since] in {
		"the look": [{}, "2026-10-13"],
		"the look was before": [{"on": "2026-10-01"}, "2026-10-06"],
		"of another source": [{"source": "Scopus"}, "2026-10-06"],
		"at another item": [{"items": ["records"]}, "2026-10-06"],
	}
	found := discrepancies.indicators with input as looked_at(object.union(differing, changed), [undisposed], [])
	[one.since | some one in found] == [since]
}

test_it_stands_since_the_first_look_where_none_says_what_it_found if {
	silent := object.remove(differing, ["finding"])
	made := [object.union(silent, {"on": day}) | some day in ["2026-10-20", "2026-10-14"]]
	looks := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-18"}, "entries": made}
	signed := {"by": "佐藤 遥", "on": "2026-10-06"}
	papers := {"state": "provided", "declared": signed, "entries": [{}], "discrepancies": [undisposed]}
	sato := {"id": "sato", "disclosures": {"papers": papers}, "due_diligence": looks}

	# regal ignore:with-outside-test-context
	found := discrepancies.indicators with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {"people": [sato]}}
	[one.since | some one in found] == ["2026-10-14"]
}

declared(entries) := {"state": "provided", "declared": {"by": "佐藤 遥", "on": "2026-11-05"}, "entries": entries}

since(days) := declared([{"title": "論文", "since": day} | some day in days])

# What differs from the papers is said to be corrected, there or (`beside`) with the looks, on such a day.
said_corrected(person, look, papers, beside) := of_sato(found)[0][1] if {
	disclosures := object.union(object.get(person, "disclosures", {}), {"papers": papers})
	record := object.union({"state": "provided", "declared": {"by": "西村", "on": "2026-11-18"}, "entries": [look]}, beside)

	one := object.union_n([{"id": "sato"}, person, {"disclosures": disclosures, "due_diligence": record}])

	# regal ignore:with-outside-test-context
	found := discrepancies.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {"people": [one]}}
}

corrected(on) := {"discrepancies": [object.union(
	undisposed,
	{"disposition": object.union(viewed("corrected").disposition, {"on": on})},
)]}

test_what_was_corrected_was_declared_between_the_look_and_that_word[note] if {
	some note, [days, on, reason] in {
		"on the day of the look": [["2026-10-13"], "2026-10-20", "settled"],
		"the day before": [["2026-10-12"], "2026-10-20", "not_corrected"],
		"on the day of the word": [["2026-10-06", "2026-10-20"], "2026-10-20", "settled"],
		"the day after the word": [["2026-10-06", "2026-10-21"], "2026-10-20", "not_corrected"],
		"and something else since": [["2026-10-06", "2026-10-14", "2026-11-05"], "2026-10-20", "settled"],
		"all of it since": [["2026-10-21"], "2026-10-20", "undisposed"],
	}
	said_corrected({}, differing, object.union(since(days), corrected(on)), {}) == reason
}

test_what_was_corrected_of_what_is_entered_with_the_looks_was_declared_at_one_of_their_items[note] if {
	old := since(["2026-10-06"])
	new := since(["2026-10-13"])
	at_posts := {"items": ["other_support"]}
	some note, [look, person, papers, reason] in {
		"at the item": [{}, {}, new, "settled"],
		"the item stands since before": [{}, {}, old, "not_corrected"],
		"another item": [{"items": ["records"]}, {}, new, "not_corrected"],
		"one of two items": [{"items": ["records", "papers"]}, {}, new, "settled"],
		"no item": [{"items": null}, {}, new, "not_corrected"],
		"a further post": [at_posts, {"affiliations": since(["2026-10-20"])}, old, "settled"],
		"a further post from before": [at_posts, {"affiliations": since(["2026-10-12"])}, old, "not_corrected"],
		"posts that were not looked at": [{}, {"affiliations": since(["2026-10-20"])}, old, "not_corrected"],
		"the look found nothing against it": [{"finding": "nothing_against"}, {}, old, "settled"],
		"the look does not say what it found": [{"finding": null}, {}, old, "not_corrected"],
		"it does not say, and corrected since": [{"finding": null}, {}, new, "settled"],
		"it does not say, and is to come": [{"finding": null, "on": "2026-11-21"}, {}, old, "settled"],
		"it does not say, at another source": [{"finding": null, "source": "Scopus"}, {}, old, "settled"],
	}
	said_corrected(person, object.union(differing, look), papers, corrected("2026-10-20")) == reason
}

test_a_disposition_is_on_what_was_there_and_not_on_what_was_added[note] if {
	some note, [days, on, reason] in {
		"on the day of the oldest": [["2026-10-14", "2026-11-05"], "2026-10-14", "settled"],
		"before the oldest": [["2026-10-14", "2026-11-05"], "2026-10-13", "undisposed"],
		"before the look": [["2026-10-06"], "2026-10-12", "not_entered"],
		"on the day of the look": [["2026-10-06", "2026-11-05"], "2026-10-13", "settled"],
	}
	explained := {"discrepancies": [disposed(on)]}
	said_corrected({}, differing, object.union(since(days), explained), {}) == reason
}

test_what_differs_at_the_lead_institution_is_corrected_as_it_says if {
	record := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-18"}, "entries": [differing]}
	lead := {"id": "aoba", "role": "lead", "due_diligence": object.union(record, corrected("2026-10-20"))}
	found := discrepancies.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [lead]},
	}
	[one.reason | some one in found; one.subject == "application"] == ["settled"]
}

# Two looks at one portal, and these discrepancies: `papers` at the papers, `others` with the looks.
twice(changed, papers, others) := object.union(world, {"facts": {"people": [sato]}}) if {
	world := looked_at(differing, papers, others)
	before := world.facts.people[0]
	found := [object.union(differing, {"result": "1件"}), object.union_n([differing, {"result": "さらに5件"}, changed])]
	sato := object.union(before, {"due_diligence": object.union(before.due_diligence, {"entries": found})})
}

test_one_discrepancy_is_of_one_look[note] if {
	first := disposed("2026-10-16")
	second := object.union(first, {"id": "d2"})
	at_career := {"items": ["career"], "result": "1件"}
	some note, [changed, papers, others, reason] in {
		"another result": [{}, [first], [], "not_entered"],
		"another result, with the looks": [{}, [], [first], "not_entered"],
		"another result, one for each": [{}, [first, second], [], "settled"],
		"another result, one in each place": [{}, [first], [second], "settled"],
		"the same result again": [{"result": "1件", "on": "2026-10-14"}, [first], [], "settled"],
		"no result said": [{"result": null}, [first], [], "not_entered"],
		"another institution's words": [{"institution": "b"}, [first], [], "settled"],
		"another institution at another item": [object.union(at_career, {"institution": "b"}), [], [first], "not_entered"],
		"both so, one for each": [object.union(at_career, {"institution": "b"}), [], [first, second], "settled"],
		"another item": [at_career, [first], [], "not_entered"],
		"another item, with the looks": [at_career, [], [first], "not_entered"],
		"another item, one for each": [at_career, [], [first, second], "settled"],
		"another item, both at the papers": [at_career, [first, second], [], "not_entered"],
		"another item, one in each place": [at_career, [first], [second], "settled"],
		"two items, one of them the same": [{"items": ["papers", "career"]}, [first], [], "not_entered"],
		"the same items in another order": [{"items": ["papers", "papers"], "result": "1件"}, [first], [], "settled"],
		"settled before the second": [{"on": "2026-10-17"}, [first, second], [], "not_entered"],
		"at another source": [{"source": "Scopus"}, [first], [object.union(second, {"source": "Scopus"})], "settled"],
		"it found nothing": [{"finding": "nothing_against"}, [first], [], "settled"],
	}
	found := discrepancies.findings with input as twice(changed, papers, others)
	of_sato(found)[0][1] == reason
}
