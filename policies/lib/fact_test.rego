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
	found == {"at": "/facts/people/0/disclosures/papers", "state": "absent", "entries": [], "envelope": null}
}

test_a_group_that_is_no_object_holds_nothing if {
	subject := {"at": "/facts/people/0", "fact": {"disclosures": "なし"}}
	found := fact.read(subject, ["disclosures", "papers"]) with input.as_of as as_of
	found.state == "absent"
}

test_a_declaration_covers_from_start_to_its_own_day[note] if {
	some note, [period, covered] in {
		"to the day": [{"start": "2021-11-20", "end": "2026-10-05"}, true],
		"from earlier, to later": [{"start": "2020-04-01", "end": "2026-11-01"}, true],
		"starts a day late": [{"start": "2021-11-21", "end": "2026-10-05"}, false],
		"ends before it was declared": [{"start": "2016-04-01", "end": "2021-12-31"}, false],
		"no start": [{"start": null, "end": "2026-10-05"}, false],
		"no end": [{"start": "2021-11-20"}, false],
		"an end that is a word": [{"start": "2021-11-20", "end": "現在"}, false],
		"no period": [null, false],
	}
	covers({"declared": by, "period": period}) == covered
}

covers(envelope) if {
	fact.covers(envelope, "2021-11-20")
} else := false

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
