package policy.procedure.process.judgement_test

import data.policy.procedure.process.judgement

said(field) := {
	"field": field,
	"view": "問題なし",
	"concern": "none",
	"rationale": "情報を確認した",
	"by": "西村",
	"on": "2026-11-01",
}

fields := ["data", "partners", "people", "technology"]

judged(entries) := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-02"}, "entries": entries}

# What is found where these judgements were recorded, beside such facts.
beside(facts, entries) := [finding.reason, finding.params] if {
	# regal ignore:with-outside-test-context
	[finding] := judgement.findings with input as {
		"as_of": "2026-11-20",
		"facts": object.union(facts, {"process": {"judgement": judged(entries)}}),
		"prepared": {"names": {"Mori": {"forms": ["mori"]}, "MORI": {"forms": ["mori"]}, "Yamada": {"forms": ["yamada"]}}},
	}
}

found(entries) := beside({}, entries)

test_the_judgement_covers_four_fields if {
	found([said(field) | some field in fields]) == ["judged", {}]
}

test_none_of_the_four_fields_may_be_left_out[left_out] if {
	some left_out in fields
	others := [said(field) | some field in fields; field != left_out]
	found(others) == ["field_not_judged", {"fields": [left_out]}]
}

test_a_judgement_has_a_view_and_a_concern_and_is_signed[key] if {
	some key in ["view", "concern", "rationale", "by", "on"]
	found([object.remove(said(field), [key]) | some field in fields]) == ["field_not_judged", {"fields": fields}]
}

test_a_judgement_is_signed_on_its_day_or_later[note] if {
	others := [said(field) | some field in fields; field != "people"]
	some note, [changed, reason] in {
		"on the day of the signature": [{"on": "2026-11-02"}, "judged"],
		"after it": [{"on": "2026-11-03"}, "field_not_judged"],
		"after it, with a concern": [{"on": "2026-11-03", "concern": "raised"}, "judged"],
		"ahead": [{"on": "2026-11-21", "concern": "raised"}, "field_not_judged"],
	}
	found(array.concat(others, [object.union(said("people"), changed)]))[0] == reason
}

test_each_judgement_says_whether_it_raises_a_concern[note] if {
	some note, [day, reason] in {
		"a newer one does not": ["2026-11-02", "field_not_judged"],
		"one of the day does not": ["2026-11-01", "field_not_judged"],
		"an earlier one did not": ["2026-10-31", "field_not_judged"],
		"one is to come": ["2026-11-21", "judged_ahead"],
	}
	undecided := object.union(object.remove(said("people"), ["concern"]), {"on": day})
	found(array.concat([said(field) | some field in fields], [undecided]))[0] == reason
}

two_people := facts_of({}, {}, [person({}), object.union(person({}), {"id": "r", "institution": "b"})], {})

test_what_asks_for_a_judgement_is_weighed_whomever_it_is_of[note] if {
	some note, [subject, day, expected] in {
		"since": ["person:p", "2026-11-02", ["people"]],
		"before": ["person:p", "2026-11-01", []],
		"ahead": ["person:p", "2026-11-21", []],
		"of another institution's": ["person:r", "2026-11-02", ["people"]],
		"of an institution": ["institution:b", "2026-11-02", ["partners"]],
		"of a supporter": ["supporter:s", "2026-11-02", ["partners"]],
		"of the application": ["application", "2026-11-02", ["data"]],
	}
	raised := {"form": {"indicators": [{"key": "k", "requirement": "Q-01", "subject": subject, "since": day}]}}
	[_, params] := beside(two_people, [said(field) | some field in fields]) with data.policy.program as raised
	[field | some field in params.fields] == expected
}

test_a_concern_is_none_or_raised if {
	found([object.union(said(field), {"concern": "?"}) | some field in fields]) == ["field_not_judged", {"fields": fields}]
}

# The keys of what is raised by these judgements.
keys(entries) := [one.key | some one in raised] if {
	# regal ignore:with-outside-test-context
	raised := judgement.indicators with input as {
		"as_of": "2026-11-20",
		"facts": {"process": {"judgement": judged(entries)}},
	}
}

test_a_raised_concern_stays_an_indicator_whatever_is_judged_since[note] if {
	raised := object.union(said("people"), {"concern": "raised"})
	key := "RS-STP-02/application/concern.people.?"
	some note, [entries, expected] in {
		"raised": [[raised], [key]],
		"none": [[said("people")], []],
		"none since": [[raised, object.union(said("people"), {"on": "2026-11-02"})], [key]],
		"none of the same day": [[said("people"), raised], [key]],
		"raised since": [[said("people"), object.union(raised, {"on": "2026-11-02"})], [key]],
		"raised, and not decided since": [
			[raised, object.union(said("people"), {"concern": "?", "on": "2026-11-02"})],
			[key],
		],
		"in two fields": [
			[raised, object.union(raised, {"field": "data"})],
			["RS-STP-02/application/concern.data.?", key],
		],
	}
	keys(entries) == expected
}

since(entries) := [one.since | some one in found] if {
	# regal ignore:with-outside-test-context
	found := judgement.indicators with input as {
		"as_of": "2026-11-20",
		"facts": {"process": {"judgement": judged(entries)}},
	}
}

test_a_concern_that_is_judged_again_in_the_same_words_stands_since_the_first[note] if {
	raised := object.union(said("people"), {"concern": "raised"})
	later := object.union(raised, {"on": "2026-11-08"})
	between := object.union(said("people"), {"on": "2026-11-04"})
	some note, [entries, day] in {
		"once": [[later], "2026-11-08"],
		"again": [[raised, later], raised.on],
		"for another reason": [[object.union(raised, {"rationale": "別の経緯"}), later], "2026-11-08"],
		"in another field": [[object.union(raised, {"field": "data"}), later], "2026-11-08"],
		"none in between": [[raised, between, later], "2026-11-08"],
		"left open in between": [[raised, object.remove(between, ["concern"]), later], "2026-11-08"],
		"none in another field in between": [[raised, object.union(between, {"field": "data"}), later], raised.on],
	}
	day in since(entries)
}

provided(day) := {"state": "provided", "declared": {"by": "本人", "on": day}, "entries": [{}]}

looks(entries) := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-20"}, "entries": entries}

facts_of(lead, joint, people, more) := object.union(
	{
		"institutions": [object.union({"id": "a", "role": "lead"}, lead), object.union({"id": "b", "role": "joint"}, joint)],
		"people": people,
	},
	more,
)

person(facts) := object.union(
	{
		"id": "p",
		"role": "participant",
		"institution": "a",
		"disclosures": {item: provided("2026-10-01") | some item in ["career", "papers"]},
	},
	facts,
)

supporter(facts) := {"supporters": object.union(provided("2026-10-01"), {"entries": [entry]})} if {
	entry := object.union({"id": "s"}, facts)
}

run(list, day, candidates) := {
	"list_id": list,
	"list_version": day,
	"retrieved_on": day,
	"run_on": day,
	"queried_names": ["Mori"],
	"candidates": [{"id": id} | some id in candidates],
}

candidate(day, disposition) := object.union(run("un", day, ["1"]), {"disposition": object.union(
	{"rationale": "生年", "by": "西村"},
	disposition,
)})

differing(day) := object.union(look(day, ["career"]), {"finding": "differs"})

look(day, items) := {
	"on": day,
	"by": "西村",
	"source": "CiNii",
	"items": items,
	"available": true,
	"finding": "nothing_against",
}

test_a_judgement_is_no_older_than_the_declarations_it_weighs[note] if {
	career := {"disclosures": {"career": provided("2026-11-02")}}
	some note, [facts, expected] in {
		"a person of the lead": [facts_of({}, {}, [person(career)], {}), ["people"]],
		"of the same day": [facts_of({}, {}, [person({"disclosures": {"career": provided("2026-11-01")}})], {}), []],
		"a co-PI": [facts_of({}, {}, [person(object.union(career, {"role": "co_pi", "institution": "b"}))], {}), ["people"]],
		"a participant of another": [facts_of({}, {}, [person(object.union(career, {"institution": "b"}))], {}), []],
		"a partner": [facts_of({}, {"partner": {"capital": provided("2026-11-02")}}, [], {}), ["partners"]],
		"a check of a partner": [facts_of({}, {"partner": {"checked_by_lead": provided("2026-11-02")}}, [], {}), []],
		"a list of supporters": [facts_of({"supporters": provided("2026-11-02")}, {}, [], {}), ["partners"]],
		"a supporter": [facts_of(supporter({"content": provided("2026-11-02")}), {}, [], {}), ["partners"]],
		"a supporter of another": [facts_of({}, supporter({"content": provided("2026-11-02")}), [], {}), []],
		"a plan": [facts_of({}, {}, [], {"dmp": provided("2026-11-02")}), ["data"]],
		"managed data": [facts_of({"managed_data": provided("2026-11-02")}, {}, [], {}), ["data"]],
		"managed data of another": [facts_of({}, {"managed_data": provided("2026-11-02")}, [], {}), []],
		"a policy": [facts_of({"controls": {"places": provided("2026-11-02")}}, {}, [], {}), ["data"]],
		"a declaration that is none yet": [facts_of({"managed_data": provided("2026-11-21")}, {}, [], {}), []],
	}
	[_, params] := beside(facts, [said(field) | some field in fields])
	[field | some field in params.fields] == expected
}

test_a_judgement_is_no_older_than_first_looks_first_runs_and_what_was_raised[note] if {
	some note, [facts, expected] in {
		"a first look": [{"due_diligence": looks([look("2026-11-02", ["career"])])}, ["people"]],
		"a later look": [{"due_diligence": looks([look("2026-11-02", ["career"]), look("2026-10-02", ["career"])])}, []],
		"a later look at another item": [
			{"due_diligence": looks([look("2026-11-02", ["papers"]), look("2026-10-02", ["career"])])},
			["people"],
		],
		"a later look that differs": [
			{"due_diligence": looks([look("2026-10-02", ["career"]), differing("2026-11-02")])},
			["people"],
		],
		"a first run": [{"screening": [run("un", "2026-11-02", [])]}, ["people"]],
		"a later run": [
			{"screening": [
				run("un", "2026-11-02", []),
				run("un", "2026-10-02", []),
			]},
			[],
		],
		"a later run with a candidate": [
			{"screening": [
				run("un", "2026-11-02", ["1"]),
				run("un", "2026-10-02", []),
			]},
			["people"],
		],
		"a candidate judged different": [
			{"screening": [
				candidate("2026-11-02", {"view": "different", "on": "2026-11-03"}),
				run("un", "2026-10-02", []),
			]},
			[],
		],
		"a candidate judged the same later": [
			{"screening": [candidate("2026-10-02", {"view": "same", "on": "2026-11-03"})]},
			["people"],
		],
		"a concern raised": [{"concerns": [{"mark": "raised", "on": "2026-11-02"}]}, ["people"]],
		"no concern": [{"concerns": [{"mark": "none", "on": "2026-11-02"}]}, []],
		"a first look that was not made": [after_nothing({"available": false}), ["people"]],
		"one by another institution": [after_nothing({"institution": "b"}), ["people"]],
		"one at what stood before": [after_nothing({"on": "2026-09-30"}), ["people"]],
		"one by nobody": [after_nothing({"by": null}), ["people"]],
		"one that was said alone to be out of reach": [
			{"due_diligence": looks([object.union(look("2026-10-02", ["career"]), {"available": false})])},
			[],
		],
		"a first run by another institution": [after_no_run({"institution": "b"}), ["people"]],
		"one of a list from later": [after_no_run({"retrieved_on": "2026-10-03"}), ["people"]],
		"one of another name": [after_no_run({"queried_names": ["Yamada"]}), ["people"]],
		"one of the name otherwise written": [after_no_run({"queried_names": ["MORI"]}), []],
	}
	[_, params] := beside(facts_of({}, {}, [person(facts)], {}), [said(field) | some field in fields])
	[field | some field in params.fields] == expected
}

# A look after the judgement, and before it one that is changed so that it counts for nothing.
after_nothing(changed) := {"due_diligence": looks([
	look("2026-11-02", ["career"]),
	object.union(look("2026-10-02", ["career"]), changed),
])}

after_no_run(changed) := {
	"name": "Mori",
	"screening": [run("un", "2026-11-02", []), object.union(run("un", "2026-10-02", []), changed)],
}

test_each_list_has_a_first_run_of_its_own if {
	runs := [
		run("un", "2026-11-02", []),
		run("jp", "2026-10-02", []),
	]
	judgements := [said(field) | some field in fields]
	beside(facts_of({}, {}, [person({"screening": runs})], {}), judgements)[1].fields == ["people"]
}

test_what_is_still_to_come_is_weighed_nowhere[note] if {
	some note, facts in {
		"a look": {"due_diligence": looks([look("2026-11-21", ["career"])])},
		"a look that differs": {"due_diligence": looks([look("2026-10-02", ["career"]), differing("2026-11-21")])},
		"a run": {"screening": [run("un", "2026-11-21", [])]},
		"a candidate judged the same": {"screening": [candidate("2026-10-02", {"view": "same", "on": "2026-11-21"})]},
		"a concern raised": {"concerns": [{"mark": "raised", "on": "2026-11-21"}]},
	}
	beside(facts_of({}, {}, [person(facts)], {}), [said(field) | some field in fields])[0] == "judged"
}

# A step of the collection that was whole on this day.
collected(day) := {"collection": {
	"state": "provided",
	"declared": {"by": "西村", "on": "2026-11-20"},
	"entries": [{"line": line, "by": "西村", "on": day} | some line in ["information", "managed_data"]],
}}

test_what_the_lead_institution_weighs_begins_with_its_own_looks[note] if {
	early := {"due_diligence": looks([look("2026-10-02", ["career"])])}
	of_b := {"due_diligence": looks([object.union(look("2026-10-02", ["career"]), {"institution": "b"})])}
	late := object.union(person({"due_diligence": looks([look("2026-10-05", ["career"])])}), {"id": "q"})
	some note, [joint, one, day] in {
		"a person of its own": [{}, early, "2026-10-02"],
		"a co-PI": [{}, object.union(early, {"role": "co_pi", "institution": "b"}), "2026-10-02"],
		"a participant of another": [{}, object.union(of_b, {"institution": "b"}), "2026-10-05"],
		"a joint institution": [{"due_diligence": looks([look("2026-10-02", ["capital"])])}, {}, "2026-10-02"],
		"a supporter of another": [supporter(of_b), {}, "2026-10-05"],
	}

	# regal ignore:with-outside-test-context
	begun := judgement.begun with input as {
		"as_of": "2026-11-20",
		"facts": facts_of({}, joint, [person(one), late], {}),
	}
	begun == day
}

test_what_is_judged_on_the_day_of_the_collection_weighs_it[day] if {
	judgements := judged([said(field) | some field in fields])
	facts := facts_of({}, {}, [person({"due_diligence": looks([look("2026-10-05", ["career"])])})], {})
	some day, whole in {"2026-11-01": ["2026-11-01"], "2026-11-02": []}
	first_whole := [found |
		# regal ignore:with-outside-test-context
		found := judgement.first_whole with input as {
			"as_of": "2026-11-20",
			"facts": object.union(facts, {"process": object.union(collected(day), {"judgement": judgements})}),
		}
	]
	first_whole == whole
}

test_a_concern_that_is_raised_again_is_weighed_since_the_first[note] if {
	first := {"mark": "raised", "on": "2026-10-20"}
	again := {"mark": "raised", "on": "2026-11-02"}
	some note, [marks, outcome] in {
		"again": [[first, again], "judged"],
		"for another reason": [[object.union(first, {"reason": "辞任した"}), again], "judged_before"],
		"by another institution": [[object.union(first, {"institution": "b"}), again], "judged_before"],
		"taken back between": [[first, {"mark": "none", "on": "2026-10-25"}, again], "judged_before"],
	}
	people := [person({"concerns": marks})]
	beside(facts_of({}, {}, people, {}), [said(field) | some field in fields])[0] == outcome
}

judged_in(state, entries) := {
	"as_of": "2026-11-20",
	"facts": {"process": {"judgement": object.union(judged(entries), {"state": state})}},
}

test_a_field_was_judged_between_two_days_both_included[note] if {
	some note, [first, last, within] in {
		"on the first": ["2026-11-01", "2026-11-10", true],
		"on the last": ["2026-10-01", "2026-11-01", true],
		"before the first": ["2026-11-02", "2026-11-10", false],
		"after the last": ["2026-10-01", "2026-10-31", false],
	}
	found := [true | judgement.judged_between("people", first, last) with input as judged_in("provided", [said("people")])]
	found == [true | within]
}

test_a_field_was_judged_on_the_days_on_which_somebody_decided[note] if {
	some note, [state, changed, days] in {
		"decided": ["provided", {}, ["2026-11-01"]],
		"withheld": ["withheld", {}, []],
		"left open": ["provided", {"concern": "unknown"}, []],
	}
	found := judgement.days.people with input as judged_in(state, [object.union(said("people"), changed)])
	found == days
}

# What is recorded where these judgements were made, and ① was whole on 2 November.
since_november(entries) := {
	"as_of": "2026-11-20",
	"facts": object.union(facts_of({}, {}, [looked_at_in_october], {}), {"process": object.union(
		collected("2026-11-02"),
		{"judgement": object.union(judged(entries), {"declared": {"by": "西村", "on": "2026-11-10"}})},
	)}),
}

looked_at_in_october := person({"due_diligence": looks([look("2026-10-05", ["career"])])})

later(field, day) := object.union(said(field), {"on": day})

test_all_is_judged_once_each_field_was_since_there_was_something_to_weigh[note] if {
	others := [later(field, "2026-11-03") | some field in fields; field != "people"]
	some note, [people, days] in {
		"each": [[later("people", "2026-11-04")], {"2026-11-04"}],
		"a field not at all": [[], set()],
		"a field too early": [[later("people", "2026-11-01")], set()],
	}
	found := {day | day := judgement.first_whole} with input as since_november(array.concat(others, people))
	found == days
}

of_a_and_b := {
	"as_of": "2026-11-20",
	"facts": {"institutions": [{"id": "a", "role": "lead"}, {"id": "b", "role": "joint"}]},
}

test_the_lead_institution_weighs_partners_and_whom_it_names[note] if {
	some note, [subject, weighed] in {
		"a partner": [{"kind": "institution", "owner": "", "fact": {}}, true],
		"its supporter": [{"kind": "supporter", "owner": "a", "fact": {}}, true],
		"a supporter of another": [{"kind": "supporter", "owner": "b", "fact": {}}, false],
	}
	found := [true | judgement.weighs(subject) with input as of_a_and_b]
	found == [true | weighed]
}
