# METADATA
# description: A fact is in one of five states; whatever is not a declared envelope is absent.
package policy.lib.fact_test

import data.policy.lib.fact

as_of := "2026-11-20"

by := {"by": "青葉理工大学 西村 和子", "on": "2026-10-05"}

read(envelope) := found if {
	# regal ignore:with-outside-test-context
	found := fact.read({"at": "/facts/people/0", "fact": {"papers": envelope}}, ["papers"]) with input.as_of as as_of
}

test_the_four_states_are_read_as_declared[state] if {
	some state, envelope in {
		"provided": {"state": "provided", "declared": by, "entries": [{"title": "論文"}]},
		"none": {"state": "none", "declared": by},
		"unobtainable": {"state": "unobtainable", "declared": by, "reason": "記録がない"},
		"withheld": {"state": "withheld", "declared": by, "reason": "応じない"},
	}
	read(envelope).state == state
}

test_what_is_declared_today_is_read if {
	read({"state": "none", "declared": object.union(by, {"on": as_of})}).state == "none"
}

test_everything_else_is_absent[note] if {
	some note, envelope in {
		"null": null,
		"a text": "provided",
		"a list": [],
		"empty": {},
		"an unknown state": {"state": "known", "declared": by, "entries": [1]},
		"declared by nobody": {"state": "none"},
		"provided by nobody": {"state": "provided", "entries": ["論文"]},
		"declared without a date": {"state": "none", "declared": {"by": "西村"}},
		"declared on no date": {"state": "none", "declared": {"by": "西村", "on": null}},
		"declared without a name": {"state": "none", "declared": {"by": null, "on": "2026-10-05"}},
		"declared later": {"state": "none", "declared": {"by": "西村", "on": "2026-11-21"}},
		"provided with nothing": {"state": "provided", "declared": by, "entries": []},
		"provided without entries": {"state": "provided", "declared": by},
		"provided with a text": {"state": "provided", "declared": by, "entries": "論文"},
	}
	read(envelope).state == "absent"
}

test_a_key_left_out_is_absent_and_still_pointed_at if {
	found := fact.read({"at": "/facts/people/0", "fact": {}}, ["disclosures", "papers"]) with input.as_of as as_of
	found == {
		"at": "/facts/people/0/disclosures/papers",
		"state": "absent",
		"entries": [],
		"envelope": null,
		"on": "",
	}
}

test_a_group_that_is_no_object_holds_nothing if {
	subject := {"at": "/facts/people/0", "fact": {"disclosures": "なし"}}
	found := fact.read(subject, ["disclosures", "papers"]) with input.as_of as as_of
	found.state == "absent"
}

test_a_fact_was_declared_on_the_day_of_a_signature_that_counts[note] if {
	some note, [declaration, expected] in {
		"by somebody": [by, ["2026-10-05"]],
		"on the day of the decision": [object.union(by, {"on": as_of}), [as_of]],
		"ahead": [object.union(by, {"on": "2026-11-21"}), []],
		"by nobody": [object.remove(by, ["by"]), []],
		"on no date": [object.union(by, {"on": null}), []],
		"not signed": [null, []],
	}
	found := [day | day := fact.declared_on({"state": "none", "declared": declaration})] with input.as_of as as_of
	found == expected
}

test_an_opinion_is_signed_by_a_person_and_by_today[note] if {
	some note, [opinion, holds] in {
		"signed": [{"rationale": "同姓同名である", "by": "西村", "on": "2026-11-20"}, true],
		"later": [{"rationale": "同姓同名である", "by": "西村", "on": "2026-11-21"}, false],
		"without a rationale": [{"by": "西村", "on": "2026-11-20"}, false],
		"without a name": [{"rationale": "同姓同名である", "on": "2026-11-20"}, false],
		"without a date": [{"rationale": "同姓同名である", "by": "西村", "on": null}, false],
		"a text": ["同姓同名である", false],
	}
	signed(opinion) == holds
}

signed(opinion) if {
	# regal ignore:with-outside-test-context
	fact.signed(opinion) with input.as_of as as_of
} else := false

kept(list, as_of) := found.state if {
	envelope := {"state": "provided", "declared": object.union(by, {"on": "2026-11-19"}), "kept": list}

	subject := {"at": "/facts/people/0", "fact": {"papers": envelope}}

	# regal ignore:with-outside-test-context
	found := fact.kept_elsewhere(fact.read(subject, ["papers"])) with input.as_of as as_of
}

test_a_list_kept_elsewhere_is_provided_by_its_place_and_day[note] if {
	some note, [list, state] in {
		"whole": [{"place": "researchmap", "on": "2026-11-18"}, "provided"],
		"as of the day of the declaration": [{"place": "researchmap", "on": "2026-11-19"}, "provided"],
		"as of a day after the declaration": [{"place": "researchmap", "on": "2026-11-20"}, "absent"],
		"on a day that is a number": [{"place": "researchmap", "on": 20261118}, "absent"],
		"without a day": [{"place": "researchmap"}, "absent"],
		"without a place": [{"on": "2026-10-05"}, "absent"],
		"no list": [null, "absent"],
	}
	kept(list, as_of) == state
}

test_a_list_kept_elsewhere_is_as_old_as_its_day if {
	envelope := {"state": "provided", "declared": by, "kept": {"place": "researchmap", "on": "2026-09-30"}}
	subject := {"at": "/facts/people/0", "fact": {"papers": envelope}}
	fact.kept_elsewhere(fact.read(subject, ["papers"])).on == "2026-09-30" with input.as_of as as_of
	fact.read(subject, ["papers"]).on == "2026-10-05" with input.as_of as as_of
	fact.read(subject, ["papers"]).state == "absent" with input.as_of as as_of
}

test_only_what_is_provided_is_kept_elsewhere if {
	envelope := {"state": "withheld", "declared": by, "kept": {"place": "researchmap", "on": "2026-09-30"}}
	subject := {"at": "/facts/people/0", "fact": {"papers": envelope}}
	fact.kept_elsewhere(fact.read(subject, ["papers"])).state == "withheld" with input.as_of as as_of
}

test_what_a_fact_says_stands_since_its_newest_entry_or_its_declaration[note] if {
	unchanged := object.union(by, {"since": "2026-04-01"})
	some note, [envelope, since] in {
		"as declared": [{"state": "none", "declared": by}, "2026-10-05"],
		"declared unchanged": [{"state": "none", "declared": unchanged}, "2026-04-01"],
		"unchanged since tomorrow": [{"state": "none", "declared": object.union(by, {"since": "2026-11-21"})}, "2026-10-05"],
		"declared on no date": [{"state": "none", "declared": {"by": "西村", "on": null}}, ""],
		"entries as declared": [{"state": "provided", "declared": unchanged, "entries": [{}, {}]}, "2026-04-01"],
		"one entry unchanged, and one new": [
			{"state": "provided", "declared": by, "entries": [{"since": "2026-04-01"}, {}]},
			"2026-10-05",
		],
		"each entry unchanged": [
			{"state": "provided", "declared": by, "entries": [{"since": "2026-04-01"}, {"since": "2026-05-01"}]},
			"2026-05-01",
		],
		"an entry unchanged since tomorrow": [
			{"state": "provided", "declared": by, "entries": [{"since": "2026-11-21"}]},
			"2026-10-05",
		],
	}
	fact.since(read(envelope)) == since with input.as_of as as_of
}

test_what_an_entry_tells_stands_no_earlier_than_it_came_about[note] if {
	some note, [entry, since] in {
		"found since": [{"on": "2026-11-15"}, "2026-11-15"],
		"found on the day of the decision": [{"on": "2026-11-20"}, "2026-11-20"],
		"found tomorrow": [{"on": "2026-11-21"}, "2026-10-05"],
		"found before": [{"on": "2026-10-04"}, "2026-10-05"],
		"found since, and declared unchanged": [{"on": "2026-11-15", "since": "2026-10-01"}, "2026-11-15"],
		"found in a month": [{"on": "2026-11"}, "2026-11-01"],
		"found in the month of the declaration": [{"on": "2026-10"}, "2026-10-05"],
		"found in a year": [{"on": "2026"}, "2026-10-05"],
		"found on no date": [{"on": 20261115}, "2026-10-05"],
		"a program begun since": [{"program": "星", "start": "2026-11-12"}, "2026-11-12"],
		"a program begun before": [{"program": "星", "start": "2019-04"}, "2026-10-05"],
		"a program to begin": [{"program": "星", "start": "2026-12"}, "2026-10-05"],
		"a program declared ahead": [{"program": "星", "start": "2026-11-12", "since": "2026-10-01"}, "2026-10-01"],
		"a relation begun since": [{"factor": "funding", "start": "2026-11-12"}, "2026-11-12"],
		"a post begun since": [{"title": "助教", "start": "2026-11-12"}, "2026-10-05"],
	}
	fact.declared_since(read({"state": "provided", "declared": by, "entries": [entry]})) == since with input.as_of as as_of
}

test_a_fact_is_signed_on_a_date_or_on_none[note] if {
	some note, [day, on] in {"a date": ["2026-10-05", "2026-10-05"], "a number": [1, ""], "null": [null, ""]}
	read({"state": "none", "declared": {"by": "西村", "on": day}}).on == on
}

test_a_list_that_is_declared_on_a_day_ahead_is_kept_nowhere if {
	tomorrow := object.union(by, {"on": "2026-11-21"})
	envelope := {"state": "provided", "declared": tomorrow, "kept": {"place": "researchmap", "on": "2026-09-30"}}
	subject := {"at": "/facts/people/0", "fact": {"papers": envelope}}
	fact.kept_elsewhere(fact.read(subject, ["papers"])).state == "absent" with input.as_of as as_of
}

test_a_list_that_nobody_declares_is_kept_nowhere if {
	envelope := {"state": "provided", "kept": {"place": "researchmap", "on": "2026-09-30"}}
	subject := {"at": "/facts/people/0", "fact": {"papers": envelope}}
	fact.kept_elsewhere(fact.read(subject, ["papers"])).state == "absent" with input.as_of as as_of
}

# --- what is said again

concern := {"mark": "raised", "reason": "兼業先の確認が取れない", "by": "西村", "on": "2026-10-12"}

again := object.union(concern, {"on": "2026-11-05", "by": "三好"})

other := object.union(concern, {"mark": "none"})

on_day(entry, day) := object.union(entry, {"on": day})

test_what_is_signed_again_stands_since_it_was_first_said[note] if {
	some note, [among, since] in {
		"once": [[again], "2026-11-05"],
		"twice": [[again, concern], "2026-10-12"],
		"three times": [[concern, on_day(concern, "2026-10-20"), again], "2026-10-12"],
		"again afterwards": [[again, on_day(again, "2026-11-10")], "2026-11-05"],
		"of a day to come": [[again, on_day(concern, "2026-11-21")], "2026-11-05"],
		"for another reason before": [[object.union(concern, {"reason": "辞任した"}), again], "2026-11-05"],
		"something else before": [[on_day(other, "2026-10-11"), concern, again], "2026-10-12"],
		"something else on the first day": [[on_day(other, "2026-10-12"), concern, again], "2026-11-05"],
		"something else between": [[concern, on_day(other, "2026-10-20"), again], "2026-11-05"],
		"something else between, and the first again": [
			[concern, on_day(other, "2026-10-20"), on_day(concern, "2026-10-21"), again],
			"2026-10-21",
		],
		"something else on the day": [[concern, on_day(other, "2026-11-05"), again], "2026-11-05"],
		"something else since": [[concern, on_day(other, "2026-11-06"), again], "2026-10-12"],
	}
	fact.said_since(again, among) == since with input.as_of as as_of
}

test_what_has_no_day_that_has_come_stands_since_none[note] if {
	some note, entry in {
		"none": object.remove(concern, ["on"]),
		"tomorrow": on_day(concern, "2026-11-21"),
		"completed tomorrow": object.union(object.remove(concern, ["on"]), {"completed_on": "2026-11-21"}),
	}
	not said(entry)
}

said(entry) := day if {
	# regal ignore:with-outside-test-context
	day := fact.said_since(entry, [entry]) with input.as_of as as_of
}

report := {"summary": "課徴金", "source": "新聞記事データベース", "adverse": true, "on": "2026-10-10", "kind": "document"}

seen_again := {"summary": "課徴金", "source": "新聞記事データベース", "adverse": true, "on": "2026-11-15"}

nothing := {"summary": "報道はない", "source": "新聞記事データベース", "adverse": false, "on": "2026-10-20"}

declared_since(declaration, entries) := day if {
	envelope := {"state": "provided", "declared": object.union(by, declaration), "entries": entries}

	# regal ignore:with-outside-test-context
	day := fact.entry_declared_since(envelope, entries[count(entries) - 1]) with input.as_of as as_of
}

test_a_report_that_is_seen_again_stands_since_it_was_first_seen[note] if {
	old := object.union(report, {"since": "2026-10-05"})
	dated := object.union(seen_again, {"since": "2026-10-06"})
	unchanged := {"on": "2026-11-15", "since": "2026-10-05"}
	some note, [declaration, entries, since] in {
		"unchanged since before it was seen": [unchanged, [report, seen_again], "2026-10-10"],
		"the first unchanged": [{"on": "2026-11-15"}, [old, seen_again], "2026-10-10"],
		"the second unchanged": [{"on": "2026-11-15"}, [report, dated], "2026-10-10"],
		"no word since when": [{"on": "2026-11-15"}, [report, seen_again], "2026-11-15"],
		"seen once": [unchanged, [seen_again], "2026-11-15"],
		"from another source": [unchanged, [object.union(report, {"source": "官報"}), seen_again], "2026-11-15"],
		"another report": [unchanged, [object.union(report, {"summary": "返還"}), seen_again], "2026-11-15"],
		"another report between": [
			unchanged,
			[report, object.union(nothing, {"adverse": true}), seen_again],
			"2026-10-10",
		],
		"nothing of it between": [unchanged, [report, nothing, seen_again], "2026-11-15"],
		"nothing of it before": [unchanged, [on_day(nothing, "2026-10-09"), report, seen_again], "2026-10-10"],
		"nothing at another source": [unchanged, [report, object.union(nothing, {"source": "官報"}), seen_again], "2026-10-10"],
		"nothing, seen again": [unchanged, [nothing, on_day(nothing, "2026-11-15")], "2026-10-20"],
		"nothing, and a report between": [
			unchanged,
			[on_day(nothing, "2026-10-07"), report, on_day(nothing, "2026-11-15")],
			"2026-11-15",
		],
		"a sanction of the same words is another": [
			unchanged,
			[{"basis": "指針", "on": "2026-10-10"}, {"basis": "指針", "on": "2026-11-15"}],
			"2026-11-15",
		],
	}
	declared_since(declaration, entries) == since
}

round_of(day, concern) := {"summary": "①②を行った", "completed_on": day, "concern": concern}

test_what_an_institution_says_of_its_own_part_stands_since_its_first_round[note] if {
	unchanged := {"on": "2026-11-10", "since": "2026-10-16"}
	first := round_of("2026-10-16", "raised")
	last := round_of("2026-11-10", "raised")
	dated := object.union(first, {"since": "2026-10-15"})
	some note, [declaration, entries, since] in {
		"once": [unchanged, [last], "2026-11-10"],
		"twice": [unchanged, [first, last], "2026-10-16"],
		"twice, no word since when": [{"on": "2026-11-10"}, [first, last], "2026-11-10"],
		"twice, the first unchanged": [{"on": "2026-11-10"}, [dated, last], "2026-10-16"],
		"without a concern between": [unchanged, [first, round_of("2026-10-30", "none"), last], "2026-11-10"],
		"without a concern before": [unchanged, [round_of("2026-10-15", "none"), first, last], "2026-10-16"],
		"in other words": [unchanged, [object.union(first, {"summary": "行った"}), last], "2026-11-10"],
		"declared since, and the same before something else": [
			{"on": "2026-11-15"},
			[dated, round_of("2026-10-30", "none"), last],
			"2026-11-15",
		],
		"declared since, and something else of the day declared before": [
			{"on": "2026-11-15"},
			[object.union(last, {"summary": "行った", "since": "2026-10-01"}), last],
			"2026-11-15",
		],
	}
	by_itself({"declared": object.union(by, declaration), "entries": entries}) == since
}

by_itself(envelope) := day if {
	entries := envelope.entries

	# regal ignore:with-outside-test-context
	day := fact.again_since(envelope, entries[count(entries) - 1], entries) with input.as_of as as_of
}

test_an_explanation_knew_of_what_stood_on_its_day[note] if {
	envelope := {"state": "provided", "declared": by, "entries": [{"since": "2026-04-01"}, {"on": "2026-11-15"}, {}]}
	some note, [day, listed, knew] in {
		"the whole, on its day": ["2026-10-05", [], true],
		"the whole, the day before": ["2026-10-04", [], false],
		"an older entry": ["2026-04-01", [{"since": "2026-04-01"}], true],
		"an older entry, the day before": ["2026-03-31", [{"since": "2026-04-01"}], false],
		"the newest of all": ["2026-10-05", envelope.entries, false],
		"the newest of all, on the day it came about": ["2026-11-15", envelope.entries, true],
		"no day": ["", [], false],
	}
	found := [day | fact.knew_of(day, envelope, listed)] with input.as_of as as_of
	count(found) == 1 == knew
}

test_a_reason_is_as_old_as_its_declaration_not_as_the_entries[note] if {
	posts := {"state": "provided", "declared": by, "entries": [{}]}
	some note, [declared, reason, knew] in {
		"of the day": [by, "国内の職である。", true],
		"of the day before": [object.union(by, {"on": "2026-10-04"}), "国内の職である。", false],
		"unchanged since the day before": [object.union(by, {"since": "2026-10-04"}), "国内の職である。", false],
		"of no day": [object.union(by, {"on": null}), "国内の職である。", false],
		"no text": [by, 7, false],
	}
	said := read({"state": "provided", "declared": declared, "reason": reason, "entries": [{"since": "2026-04-01"}]})
	found := [note | fact.reason_knew_of(said, posts, posts.entries)] with input.as_of as as_of
	count(found) == 1 == knew
}

test_words_that_say_nothing_explain_nothing[text] if {
	some text, expected in {"国内の職である。": true, "該当なし": false}
	found := [text | fact.says(text)] with input.prepared.says_nothing as ["該当なし", "特になし"]
	count(found) == 1 == expected
}

test_without_such_words_every_text_says_something if {
	fact.says("該当なし") with input.prepared as {}
}
