# METADATA
# description: Whose word counts on an institution, and what becomes of what it withholds.
package policy.lib.own_part_test

import data.policy.lib.own_part

lead := {
	"kind": "institution",
	"ref": "institution:aoba",
	"at": "/facts/institutions/0",
	"fact": {"id": "aoba", "role": "lead"},
}

joint := withholding([])

withholding(entries) := {
	"kind": "institution",
	"ref": "institution:minato",
	"at": "/facts/institutions/1",
	"fact": {"id": "minato", "role": "joint", "partner": {"withholds": entries}},
}

declared(by) := {"at": "/x", "state": "provided", "envelope": {"state": "provided", "declared": by}}

absent := {"at": "/x", "state": "absent", "envelope": null}

entry := {"reason": "規程により提供できない", "by": "西村", "on": "2026-11-10"}

wanting := {"status": "missing_information", "reason": "absent", "params": {}, "reads": ["/x"], "since": "9999-12-31"}

# What is left of a verdict on a joint institution that withholds these, with the FA's answers.
left(entries, said, determinations) := left_of("RS-D4-05", entries, said, determinations)

left_of(requirement, entries, said, determinations) := found if {
	# regal ignore:with-outside-test-context
	found := own_part.unless_withheld(requirement, withholding(entries), said) with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [lead.fact, withholding(entries).fact]},
		"fa": {"determinations": determinations},
	}
}

test_what_is_withheld_is_named_or_all[note] if {
	some note, entries in {
		"all": [entry],
		"named": [object.union(entry, {"items": ["RS-D4-03", "RS-D4-05"]})],
		"named in the second": [object.union(entry, {"items": ["RS-D4-03"]}), object.union(entry, {"items": ["RS-D4-05"]})],
		"on the day": [object.union(entry, {"on": "2026-11-20"})],
	}
	left(entries, wanting, []).reason == "part_withheld"
}

test_what_is_not_withheld_is_not_consulted_on[note] if {
	some note, entries in {
		"nothing": [],
		"something else": [object.union(entry, {"items": ["RS-D4-03"]})],
		"dated ahead": [object.union(entry, {"on": "2026-11-21"})],
		"without a reason": [object.remove(entry, ["reason"])],
		"by nobody": [object.remove(entry, ["by"])],
	}
	left(entries, wanting, []).reason == "absent"
}

test_what_is_not_missing_stays[status] if {
	some status in ["satisfied", "not_applicable", "consult_fa", "unsatisfied"]
	said := object.union(wanting, {"status": status})
	left([entry], said, []) == said
}

test_what_is_asked_about_an_institution_is_withheld_where_it_is_named[note] if {
	some note, [entries, reason] in {
		"named": [[object.union(entry, {"items": ["RS-C2-02a"]})], "part_withheld"],
		"another named": [[object.union(entry, {"items": ["RS-C2-02b"]})], "absent"],
		"its whole part": [[entry], "absent"],
	}
	left_of("RS-C2-02a", entries, wanting, []).reason == reason
}

test_what_contradicts_itself_is_not_lifted_by_what_is_withheld[reason] if {
	some reason in {
		"access_differs", "none_beside_posts", "left_institution", "differs_from_questionnaire",
		"differs_from_talent_programs", "differs_from_declarations", "body_without_relation",
	}
	said := object.union(wanting, {"reason": reason})
	left([entry], said, []) == said
}

test_each_item_about_an_institution_is_none_of_its_own_part[requirement] if {
	some requirement in {
		"RS-C2-01", "RS-C2-02a", "RS-C2-02b", "RS-C2-02c", "RS-C2-02d", "RS-C2-03", "RS-C2-04", "RS-C2-05",
	}
	left_of(requirement, [entry], wanting, []) == wanting
}

test_the_lead_withholds_nothing_from_itself if {
	at_lead := object.union(withholding([entry]), {"fact": {"id": "aoba", "role": "lead"}})
	not own_part.withheld_since(at_lead, "RS-D4-05") with input as {"as_of": "2026-11-20"}
}

answer(requirement, on) := {
	"about": [{"requirement": requirement, "subject": "institution:minato"}],
	"result": "accepted",
	"reason": "支障はない",
	"on": on,
}

test_what_is_withheld_later_leaves_the_answer_on_the_rest_as_it_is if {
	entries := [
		object.union(entry, {"items": ["RS-D4-05"]}),
		object.union(entry, {"items": ["RS-D4-03"], "on": "2026-11-15"}),
	]
	left(entries, wanting, [answer("RS-SCP-03", "2026-11-12")]).reason == "fa_accepted"
}

test_the_answer_on_its_own_management_settles_it[note] if {
	some note, [given, status, reason] in {
		"there": [answer("RS-SCP-03", "2026-11-10"), "satisfied", "fa_accepted"],
		"there, before it was entered": [answer("RS-SCP-03", "2026-11-09"), "consult_fa", "fa_answer_older"],
		"here": [answer("RS-D4-05", "2026-11-10"), "consult_fa", "part_withheld"],
	}
	said := left([entry], wanting, [given])
	[said.status, said.reason] == [status, reason]
	said.since == "9999-12-31"
}

person(role, institution) := {
	"kind": "person",
	"owner": institution,
	"ref": "person:tanaka",
	"at": "/facts/people/0",
	"fact": {"role": role},
}

test_a_person_speaks_by_way_of_the_institutions_that_ask_it[note] if {
	some note, [role, institution, by, own] in {
		"a participant, none named": ["participant", "minato", {}, true],
		"a participant, its own": ["participant", "minato", {"institution": "minato"}, true],
		"a participant, the lead": ["participant", "minato", {"institution": "aoba"}, false],
		"a co-PI, its own": ["co_pi", "minato", {"institution": "minato"}, true],
		"a co-PI, the lead": ["co_pi", "minato", {"institution": "aoba"}, true],
		"a co-PI, a third": ["co_pi", "minato", {"institution": "northfield"}, false],
		"the lead's participant, the lead": ["participant", "aoba", {"institution": "aoba"}, true],
		"the lead's participant, another": ["participant", "aoba", {"institution": "minato"}, false],
		"what is no text names none": ["participant", "minato", {"institution": null}, true],
	}
	found := [said.reason |
		# regal ignore:line-length
		said := own_part.undisclosed(person(role, institution), declared(by)) with input as {"facts": {"institutions": [lead.fact, joint.fact]}}
	]
	found == ["stated_by_another" | not own]
}

test_what_nobody_states_is_not_stated_by_another if {
	unsigned := object.union(absent, {"envelope": {"declared": {"institution": "aoba"}}})
	not own_part.undisclosed(person("participant", "minato"), unsigned)
}

test_what_an_institution_withholds_of_its_people_is_consulted_on[note] if {
	some note, [role, institution, entries, expected] in {
		"of a participant": ["participant", "minato", [entry], "part_withheld"],
		"of a co-PI": ["co_pi", "minato", [entry], "part_withheld"],
		"of the PI": ["pi", "minato", [entry], "absent"],
		"of another institution": ["participant", "aoba", [entry], "absent"],
		"something else": ["participant", "minato", [object.union(entry, {"items": ["RS-P1-05"]})], "absent"],
		"nothing": ["participant", "minato", [], "absent"],
	}
	asked("RS-P1-03", person(role, institution), entries, wanting).reason == expected
}

# What is left of a verdict on a person, where minato withholds these.
asked(requirement, subject, entries, said) := found if {
	# regal ignore:with-outside-test-context,line-length
	found := own_part.unless_withheld(requirement, subject, said) with input as world(subject, entries, [])
}

world(subject, entries, determinations) := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"facts": {
		"institutions": [lead.fact, withholding(entries).fact],
		"people": [object.union(subject.fact, {"institution": subject.owner})],
	},
	"fa": {"determinations": determinations},
}

test_what_it_says_of_its_supporter_is_withheld_likewise[note] if {
	supporter := {"kind": "supporter", "owner": "minato", "fact": {}, "at": "/facts/institutions/1/supporters/entries/0"}
	supporters := {"state": "provided", "entries": [{"id": "s"}]}
	some note, [items, expected] in {
		"it": [["RS-S3-01"], "part_withheld"],
		"something else": [["RS-S3-02"], "absent"],
	}
	joint_one := object.union(withholding([object.union(entry, {"items": items})]).fact, {"supporters": supporters})

	# regal ignore:line-length
	said := own_part.unless_withheld("RS-S3-01", supporter, wanting) with input as {"as_of": "2026-11-20", "facts": {"institutions": [lead.fact, joint_one]}}
	said.reason == expected
}

# What is left of a verdict on the looks at someone, where minato withholds these.
looked_at(subject, entries, said, determinations) := left if {
	# regal ignore:with-outside-test-context,line-length
	left := own_part.of_looks("RS-DD-02", subject, said) with input as world(subject, entries, determinations)
}

no_record := {"status": "missing_information", "reason": "no_record", "params": {}, "reads": ["/x"], "since": ""}

test_what_is_missing_of_looks_that_are_withheld_is_for_the_agency_to_settle[note] if {
	some note, [role, items, said, expected] in {
		"the looks": ["participant", ["RS-DD-01"], no_record, "part_withheld"],
		"what is asked of them": ["participant", ["RS-DD-02"], no_record, "part_withheld"],
		"something else": ["participant", ["RS-DD-03"], no_record, "no_record"],
		"of a co-PI": ["co_pi", ["RS-DD-01"], no_record, "no_record"],
		"nothing is missing": ["participant", ["RS-DD-01"], object.union(no_record, {"status": "consult_fa"}), "no_record"],
	}
	looked_at(person(role, "minato"), [object.union(entry, {"items": items})], said, []).reason == expected
}

test_the_newer_of_the_two_entries_waits_for_its_answer[on] if {
	entries := [
		object.union(entry, {"items": ["RS-DD-01"]}),
		object.union(entry, {"items": ["RS-DD-02"], "on": "2026-11-15"}),
	]
	subject := person("participant", "minato")
	some on, expected in {"2026-11-14": "fa_answer_older", "2026-11-15": "fa_accepted"}
	said := looked_at(subject, entries, no_record, [answer("RS-SCP-03", on)])
	said.reason == expected
	"/facts/institutions/1/partner/withholds" in said.reads
}

test_what_a_form_asks_is_read_where_the_person_or_who_speaks_for_it_states_it[note] if {
	some note, [by, state] in {
		"its own": [{"institution": "minato"}, "none"],
		"not named": [{}, "none"],
		"another": [{"institution": "northfield"}, "absent"],
	}
	envelope := {"state": "none", "declared": object.union({"by": "田中", "on": "2026-10-06"}, by)}
	subject := object.union(person("participant", "minato"), {"fact": {"papers": envelope}})

	# regal ignore:line-length
	found := own_part.read(subject, ["papers"]) with input as {"as_of": "2026-11-20", "facts": {"institutions": [lead.fact, joint.fact]}}
	found.state == state
}

test_whose_looks_are_its_own_institutions_alone[note] if {
	some note, [subject, expected] in {
		"a participant": [{"kind": "person", "fact": {"role": "participant"}}, [true]],
		"a co-PI": [{"kind": "person", "fact": {"role": "co_pi"}}, []],
		"a supporter": [{"kind": "supporter", "fact": {}}, [true]],
		"an institution": [{"kind": "institution", "fact": {"role": "joint"}}, []],
	}
	[true | own_part.seen_by_its_own(subject)] == expected
}

test_what_is_withheld_from_before_the_call_is_of_no_account[day] if {
	some day, expected in {"2026-09-13": [], "2026-09-14": ["2026-09-14"]}
	found := [since |
		# regal ignore:line-length
		since := own_part.withheld_since(withholding([object.union(entry, {"on": day})]), "RS-D4-05") with input.as_of as "2026-11-20" with data.policy.call.opens as "2026-09-14"
	]
	found == expected
}

waits(institution, ref, people, answers) := found if {
	# regal ignore:with-outside-test-context
	found := own_part.waits_since(institution, "RS-P1-03", {"ref": ref}) with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"prepared": {"names": {"みなと機構": {"forms": ["みなと機構"]}}},
		"facts": {"institutions": [lead.fact, institution.fact], "people": people},
		"fa": {"determinations": answers},
	}
}

listing(roster, supporters) := object.union(withholding([entry]), {"fact": {
	"name": "みなと機構",
	"roster": object.union({"state": "provided", "declared": {"by": "西村", "on": "2026-11-12"}}, roster),
	"supporters": supporters,
}})

test_what_is_withheld_waits_since_whom_it_is_asked_of_is_listed[note] if {
	institution := listing(
		{"entries": [{"person": "tanaka"}]},
		{"state": "provided", "declared": {"by": "西村", "on": "2026-11-13"}, "entries": [{"id": "zaidan"}]},
	)
	some note, [ref, day] in {
		"a person": ["person:tanaka", "2026-11-12"],
		"a supporter": ["supporter:zaidan", "2026-11-13"],
		"somebody else": ["person:mori", "2026-11-10"],
	}
	waits(institution, ref, [], []) == day
}

hired(start) := {"id": "tanaka", "institution": "minato", "role": "participant", "student": false, "employment": {
	"state": "provided",
	"declared": {"by": "西村", "on": "2026-11-19"},
	"entries": [{"employer": "みなと機構", "start": start}],
}}

test_who_came_after_the_answer_is_waited_for_whatever_the_whole_roster_says[note] if {
	since_then := hired("2026-11-16")
	some note, [person, entry_of, roster, answers, day] in {
		"since the answer": [since_then, {}, {}, ["2026-11-15"], "2026-11-16"],
		"on its day": [since_then, {}, {}, ["2026-11-16"], "2026-11-12"],
		"before a later one": [since_then, {}, {}, ["2026-11-15", "2026-11-16"], "2026-11-12"],
		"not answered": [since_then, {}, {}, [], "2026-11-12"],
		"the entry says since when": [since_then, {"since": "2026-10-08"}, {}, ["2026-11-15"], "2026-11-10"],
		"the whole says so": [since_then, {}, {"declared": {"since": "2026-10-08"}}, ["2026-11-15"], "2026-11-16"],
		"signed later still": [since_then, {}, {"declared": {"on": "2026-11-18"}}, ["2026-11-15"], "2026-11-18"],
		"a student": [object.union(since_then, {"student": true}), {}, {}, ["2026-11-15"], "2026-11-12"],
	}
	rostered := object.union(roster, {"entries": [object.union({"person": "tanaka"}, entry_of)]})
	given := [answer("RS-SCP-03", on) | some on in answers]
	waits(listing(rostered, {}), "person:tanaka", [person], given) == day
}

test_a_refusal_of_the_cell_stands_before_what_was_accepted_of_its_institution[note] if {
	refused := object.union(answer("RS-D4-05", "2026-11-12"), {"result": "declined"})
	some note, [answers, reason] in {
		"accepted there": [[answer("RS-SCP-03", "2026-11-10"), refused], "fa_declined"],
		"not answered there": [[refused], "part_withheld"],
	}
	left([entry], wanting, answers).reason == reason
}
