# METADATA
# description: Whose word counts on an institution, and what becomes of what it withholds.
package policy.lib.own_part_test

import data.policy.lib.own_part
import data.policy.lib.own_word

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

test_each_institution_speaks_for_itself[note] if {
	some note, [institution, by, own] in {
		"the lead, not named": [lead, {}, true],
		"the lead, named": [lead, {"institution": "aoba"}, true],
		"the joint one of the lead": [lead, {"institution": "minato"}, false],
		"the joint one, named": [joint, {"institution": "minato"}, true],
		"the lead of the joint one": [joint, {}, false],
		"the lead of the joint one, named": [joint, {"institution": "aoba"}, false],
	}
	count([1 | own_word.said(institution, declared(by))]) == count([1 | own])
	count([1 | own_word.of_another(institution, declared(by))]) == count([1 | not own])
}

test_what_is_absent_is_nobodys_word if {
	not own_word.said(lead, absent)
	not own_word.of_another(lead, absent)
}

entry := {"reason": "規程により提供できない", "by": "西村", "on": "2026-11-10"}

# What is found of a joint institution that withholds these, with the FA's answers.
found(entries, read, determinations) := said if {
	# regal ignore:with-outside-test-context
	said := own_part.unsaid("RS-D4-05", withholding(entries), read) with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {},
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
	found(entries, absent, []).reason == "part_withheld"
}

test_what_is_not_withheld_is_not_consulted_on[note] if {
	some note, entries in {
		"nothing": [],
		"something else": [object.union(entry, {"items": ["RS-D4-03"]})],
		"dated ahead": [object.union(entry, {"on": "2026-11-21"})],
		"without a reason": [object.remove(entry, ["reason"])],
		"by nobody": [object.remove(entry, ["by"])],
	}
	not found(entries, absent, [])
}

test_its_own_word_goes_before_what_it_withholds if {
	not found([entry], declared({"institution": "minato"}), [])
	found([entry], declared({}), []).reason == "part_withheld"
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
	found(entries, absent, [answer("RS-SCP-03", "2026-11-12")]).reason == "fa_accepted"
}

test_the_answer_on_its_own_management_settles_it[note] if {
	some note, [given, status, reason] in {
		"there": [answer("RS-SCP-03", "2026-11-10"), "satisfied", "fa_accepted"],
		"there, before it was entered": [answer("RS-SCP-03", "2026-11-09"), "consult_fa", "fa_answer_older"],
		"here": [answer("RS-D4-05", "2026-11-10"), "consult_fa", "part_withheld"],
	}
	said := found([entry], absent, [given])
	[said.status, said.reason] == [status, reason]
	said.since == "9999-12-31"
}

# What is found of what a person is asked, where minato withholds these.
asked_of(person, entries, read) := said if {
	# regal ignore:with-outside-test-context
	said := own_part.undisclosed("RS-P1-03", person, read) with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [lead.fact, withholding(entries).fact]},
		"fa": {},
	}
}

person(role, institution) := {"kind": "person", "owner": institution, "fact": {"role": role}}

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
	found := [said.reason | said := asked_of(person(role, institution), [], declared(by))]
	found == ["stated_by_another" | not own]
}

test_what_an_institution_withholds_of_its_participants_is_consulted_on[note] if {
	some note, [role, institution, entries, read, expected] in {
		"not there": ["participant", "minato", [entry], absent, ["part_withheld"]],
		"stated by another": ["participant", "minato", [entry], declared({"institution": "aoba"}), ["part_withheld"]],
		"there": ["participant", "minato", [entry], declared({}), []],
		"of a co-PI": ["co_pi", "minato", [entry], absent, []],
		"of another institution": ["participant", "aoba", [entry], absent, []],
		"something else": ["participant", "minato", [object.union(entry, {"items": ["RS-P1-05"]})], absent, []],
		"nothing": ["participant", "minato", [], absent, []],
	}
	[said.reason | said := asked_of(person(role, institution), entries, read)] == expected
}

# What is left of a verdict on the looks at someone, where minato withholds these.
looked_at(subject, entries, said, determinations) := left if {
	# regal ignore:with-outside-test-context
	left := own_part.of_looks("RS-DD-02", subject, said) with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [lead.fact, withholding(entries).fact]},
		"fa": {"determinations": determinations},
	}
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
	subject := object.union(person("participant", "minato"), {"ref": "person:tanaka"})
	some on, expected in {"2026-11-14": "fa_answer_older", "2026-11-15": "fa_accepted"}
	said := looked_at(subject, entries, no_record, [answer("RS-SCP-03", on)])
	said.reason == expected
	"/facts/institutions/1/partner/withholds" in said.reads
}
