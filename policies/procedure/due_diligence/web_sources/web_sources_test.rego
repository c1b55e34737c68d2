package policy.procedure.due_diligence.web_sources_test

import data.policy.procedure.due_diligence.web_sources

declared := {"by": "研究推進部", "on": "2026-10-06"}

provided(looks) := {"state": "provided", "declared": declared, "entries": looks}

world(facts) := {"as_of": "2026-11-20", "mode": "formal", "facts": facts}

of_people(envelopes) := [[finding.reason, finding.params] | some finding in found] if {
	people := [{"id": id, "due_diligence": envelope} | some id, envelope in envelopes]

	# regal ignore:with-outside-test-context
	found := web_sources.findings with input as world({"people": people}) with data.policy.call.opens as "2026-09-14"
}

test_a_web_page_without_a_name_is_unchecked_all_the_same[note] if {
	some note, look in {
		"no name": {"kind": "web", "available": true},
		"a name that is no text": {"source": 1, "kind": "web", "available": true},
		"no kind": {"source": "", "available": true},
		"no name, and checked": {
			"kind": "web",
			"reliability": {"rationale": "公式である", "by": "西村", "on": "2026-10-13"},
		},
	}
	of_people({"sato": provided([look])})[0] == ["unchecked", {"sources": [""], "institutions": []}]
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

test_what_stands_at_an_address_is_a_page_whoever_calls_it_his_own[source] if {
	some source, expected in {
		"人事記録": "no_web_source",
		"https://example.ac.jp/member": "unchecked",
		"www.example.ac.jp/member": "unchecked",
	}
	of_people({"sato": provided([{"source": source, "kind": "own_records"}])})[0][0] == expected
}

test_a_page_out_of_reach_is_not_used if {
	of_people({"sato": provided([{"source": "会社のページ", "kind": "web", "available": false}])})[0][0] == "no_web_source"
}

page := {"source": "学会のページ", "kind": "web", "available": true}

test_a_source_is_checked_once_wherever_it_is_used[note] if {
	some note, [on, reason] in {
		"by today": ["2026-11-20", "checked"],
		"ahead": ["2026-11-21", "unchecked"],
		"since the call opened": ["2026-09-14", "checked"],
		"before": ["2026-09-13", "unchecked"],
	}
	checked := object.union(page, {"reliability": {"rationale": "公式である", "by": "西村", "on": on}})
	of_people({"sato": provided([checked, page])})[0][0] == reason
}

test_an_address_is_checked_once_for_whomever_it_was_looked_at[note] if {
	some note, [source, reason] in {
		"an address": ["https://www.example/a", "checked"],
		"in words": ["同社のウェブページ", "unchecked"],
	}
	at := object.union(page, {"source": source})
	checked := object.union(at, {"reliability": {"rationale": "公式である", "by": "西村", "on": "2026-10-13"}})
	[one[0] | some one in of_people({"sato": provided([at]), "ito": provided([checked])})] == ["checked", reason]
}

test_what_could_not_be_had_is_for_consultation[state] if {
	some state in ["unobtainable", "withheld"]
	of_people({"sato": {"state": state, "declared": declared}})[0][0] == "not_confirmed"
}

found_of(changed) := object.union({"summary": "報道はない", "source": "朝刊", "on": "2026-10-14", "adverse": false}, changed)

of_bodies(facts, ref) := [[one.reason, one.params] | some one in found; one.subject == ref][0] if {
	# regal ignore:with-outside-test-context
	found := web_sources.findings with input as world(facts) with data.policy.call.opens as "2026-09-14"
}

opinion := {"rationale": "公式である", "by": "西村", "on": "2026-10-14"}

known_by_name_or_kind := {
	"on paper": [{"kind": "document"}, ["no_web_source", {}]],
	"on paper, by its name alone": [{}, ["kind_not_said", {"sources": ["朝刊"]}]],
	"a source that is no text": [{"source": 1}, ["unchecked", {"sources": [""], "institutions": []}]],
	"an address": [
		{"source": "https://b.example/ir"},
		["unchecked", {"sources": ["https://b.example/ir"], "institutions": []}],
	],
	"in capitals": [
		{"source": "HTTPS://B.EXAMPLE"},
		["unchecked", {"sources": ["HTTPS://B.EXAMPLE"], "institutions": []}],
	],
	"said to be one": [{"kind": "web"}, ["unchecked", {"sources": ["朝刊"], "institutions": []}]],
	"in words": [{"source": "会社のウェブページ"}, ["kind_not_said", {"sources": ["会社のウェブページ"]}]],
	"said to be a document": [{"source": "Letter from Webster University", "kind": "document"}, ["no_web_source", {}]],
	"a document on a page": [
		{"source": "https://b.example/ir", "kind": "document"},
		["unchecked", {"sources": ["https://b.example/ir"], "institutions": []}],
	],
	"not known, and checked": [{"source": "同社HP", "reliability": opinion}, ["checked", {}]],
	"of a listed kind": [{"source": "https://db.example", "kind": "ip_database"}, ["no_web_source", {}]],
	"checked": [{"kind": "web", "reliability": opinion}, ["checked", {}]],
}

test_what_was_found_of_a_partner_on_a_page_is_checked_as_well[note] if {
	some note, [changed, expected] in known_by_name_or_kind
	every item in ["capital", "finances", "compliance", "reputation"] {
		partner := {item: provided([found_of(changed)])}
		joint := {"id": "b", "role": "joint", "due_diligence": provided([own]), "partner": partner}
		of_bodies({"institutions": [joint]}, "institution:b") == expected
	}
}

test_what_was_found_of_a_supporter_on_a_page_is_checked_as_well[note] if {
	some note, [changed, expected] in known_by_name_or_kind
	every item in ["capital", "compliance", "reputation"] {
		supporter := {"id": "s", "due_diligence": provided([own]), item: provided([found_of(changed)])}
		lead := {"id": "a", "role": "lead", "supporters": provided([supporter])}
		of_bodies({"institutions": [lead]}, "supporter:s") == expected
	}
}

test_an_address_is_a_page_whatever_is_said_of_it[source] if {
	some source in ["http://a.example", "www.a.example", "会社案内（HTTPS://A.EXAMPLE）", "ｈｔｔｐ：／／ａ"]
	some said in [{}, {"kind": "document"}]
	found := provided([found_of(object.union({"source": source}, said))])
	joint := {"id": "b", "role": "joint", "due_diligence": provided([own]), "partner": {"reputation": found}}
	of_bodies({"institutions": [joint]}, "institution:b")[0] == "unchecked"
}

test_who_used_a_page_is_named[note] if {
	named := {"institutions": [
		{"id": "a", "name": "A", "role": "lead"},
		{"id": "b", "name": "B", "role": "joint", "supporters": provided([{
			"id": "s",
			"due_diligence": provided([own]),
			"reputation": provided([found_of({"kind": "web"})]),
		}])},
	]}
	some note, [looks, ref, expected] in {
		"the lead, which a look leaves out": [[page], "person:p", ["A"]],
		"the other": [[object.union(page, {"institution": "b"})], "person:p", ["B"]],
		"both": [[page, object.union(page, {"source": "会社のページ", "institution": "b"})], "person:p", ["A", "B"]],
		"whose supporter it is, where an entry names the page": [[], "supporter:s", ["B"]],
	}
	person := {"id": "p", "institution": "b", "role": "co_pi", "due_diligence": provided(looks)}
	of_bodies(object.union(named, {"people": [person]}), ref)[1].institutions == expected
}

test_a_page_that_nobody_checked_goes_before_one_that_is_not_known if {
	joint := {
		"id": "b",
		"role": "joint",
		"due_diligence": provided([own]),
		"partner": {"reputation": provided([found_of({"source": "同社HP"}), found_of({"kind": "web"})])},
	}
	of_bodies({"institutions": [joint]}, "institution:b") == ["unchecked", {"sources": ["朝刊"], "institutions": []}]
}

own := {"source": "台帳", "kind": "own_records", "available": true}

test_a_page_that_nobody_checked_is_not_settled_by_what_could_not_be_had if {
	joint := {
		"id": "b",
		"due_diligence": {"state": "unobtainable", "declared": declared},
		"partner": {"reputation": provided([found_of({"kind": "web"})])},
	}
	of_bodies({"institutions": [joint]}, "institution:b")[0] == "unchecked"
}
