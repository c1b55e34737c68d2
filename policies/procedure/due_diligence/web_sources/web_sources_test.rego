package policy.procedure.due_diligence.web_sources_test

import data.policy.procedure.due_diligence.web_sources

declared := {"by": "研究推進部", "on": "2026-10-06"}

provided(looks) := {"state": "provided", "declared": declared, "entries": looks}

of_people(envelopes) := [[finding.reason, finding.params] | some finding in found] if {
	people := [{"id": id, "due_diligence": envelope} | some id, envelope in envelopes]

	# regal ignore:with-outside-test-context
	found := web_sources.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {"people": people}}
}

test_a_web_page_without_a_name_is_unchecked_all_the_same[note] if {
	some note, look in {
		"no name": {"kind": "web", "available": true},
		"a name that is no text": {"source": 1, "kind": "web", "available": true},
		"no name, and checked": {
			"kind": "web",
			"reliability": {"rationale": "公式である", "by": "西村", "on": "2026-10-13"},
		},
	}
	of_people({"sato": provided([look])})[0] == ["unchecked", {"sources": [""]}]
}

test_only_a_page_beyond_the_listed_kinds_is_to_be_checked[kind] if {
	some kind, expected in {
		"papers": "no_web_source",
		"portal": "no_web_source",
		"research_database": "no_web_source",
		"ip_database": "no_web_source",
		"list": "no_web_source",
		"own_records": "no_web_source",
		"institution": "unchecked",
		"web": "unchecked",
		"other": "unchecked",
	}
	of_people({"sato": provided([{"source": "CiNii", "kind": kind}])})[0][0] == expected
}

test_a_page_out_of_reach_is_not_used if {
	of_people({"sato": provided([{"source": "会社のページ", "kind": "web", "available": false}])})[0][0] == "no_web_source"
}

page := {"source": "学会のページ", "kind": "web", "available": true}

test_a_source_is_checked_once_wherever_it_is_used[note] if {
	some note, [on, reason] in {"by today": ["2026-11-20", "checked"], "ahead": ["2026-11-21", "unchecked"]}
	checked := object.union(page, {"reliability": {"rationale": "公式である", "by": "西村", "on": on}})
	of_people({"sato": provided([checked, page])})[0][0] == reason
}

test_a_check_at_another_person_is_of_another_page if {
	checked := object.union(page, {"reliability": {"rationale": "公式である", "by": "西村", "on": "2026-10-13"}})
	[one[0] | some one in of_people({"sato": provided([page]), "ito": provided([checked])})] == ["checked", "unchecked"]
}

test_what_could_not_be_had_is_for_consultation[state] if {
	some state in ["unobtainable", "withheld"]
	of_people({"sato": {"state": state, "declared": declared}})[0][0] == "not_confirmed"
}
