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

test_what_was_found_of_a_body_on_a_page_is_checked_as_well[note] if {
	opinion := {"rationale": "公式である", "by": "西村", "on": "2026-10-14"}
	some note, [changed, expected] in {
		"on paper": [{}, ["no_web_source", {}]],
		"a source that is no text": [{"source": 1}, ["unchecked", {"sources": [""]}]],
		"an address": [{"source": "https://b.example/ir"}, ["unchecked", {"sources": ["https://b.example/ir"]}]],
		"in capitals": [{"source": "HTTPS://B.EXAMPLE"}, ["unchecked", {"sources": ["HTTPS://B.EXAMPLE"]}]],
		"said to be one": [{"kind": "web"}, ["unchecked", {"sources": ["朝刊"]}]],
		"in words": [{"source": "会社のＷｅｂ"}, ["unchecked", {"sources": ["会社のＷｅｂ"]}]],
		"neither a page nor a document by its name": [{"source": "同社HP"}, ["kind_not_said", {"sources": ["同社HP"]}]],
		"said to be a document": [{"source": "同社の案内", "kind": "document"}, ["no_web_source", {}]],
		"a document on a page": [
			{"source": "https://b.example/ir", "kind": "document"},
			["unchecked", {"sources": ["https://b.example/ir"]}],
		],
		"not known, and checked": [{"source": "同社HP", "reliability": opinion}, ["checked", {}]],
		"of a listed kind": [{"source": "https://db.example", "kind": "ip_database"}, ["no_web_source", {}]],
		"checked": [{"kind": "web", "reliability": opinion}, ["checked", {}]],
	}
	envelope := provided([found_of(changed)])
	of_partner := {item: envelope | some item in ["capital", "finances", "compliance", "reputation"]}
	every item, one in of_partner {
		joint := {"id": "b", "role": "joint", "due_diligence": provided([own]), "partner": {item: one}}
		of_bodies({"institutions": [joint]}, "institution:b") == expected
	}
	every item in ["capital", "compliance", "reputation"] {
		supporter := {"id": "s", "due_diligence": provided([own]), item: envelope}
		lead := {"id": "a", "role": "lead", "supporters": provided([supporter])}
		of_bodies({"institutions": [lead]}, "supporter:s") == expected
	}
}

by_name(source) := of_bodies(
	{"institutions": [{
		"id": "b",
		"role": "joint",
		"due_diligence": provided([own]),
		"partner": {"reputation": provided([found_of({"source": source})])},
	}]},
	"institution:b",
)[0]

test_a_page_is_known_by_its_name[source] if {
	some source in [
		"http://a.example", "www.a.example", "会社のWeb", "会社のウェブ", "ホームページ", "企業情報サイト", "インターネット",
		"ｈｔｔｐ：／／ａ", "ｗｗｗ．ａ", "ＷＷＷ．Ａ", "会社のｗｅｂ", "会社のＷｅｂ", "会社のＷＥＢ", "会社のウェブの年次報告書",
	]
	by_name(source) == "unchecked"
}

test_a_document_is_known_by_its_name[source] if {
	some source in [
		"年次報告書", "財務諸表", "計算書類", "株主名簿", "財産目録", "定款", "商業登記", "決算公告", "官庁の公表資料", "官報",
		"契約書の写し", "朝刊", "新聞の夕刊", "記事データベース", "Annual Report 2025", "Financial statements",
		"the accounts of 2025", "Commercial Register", "a news database", "The Gazette",
	]
	by_name(source) == "no_web_source"
}

test_of_any_other_name_it_is_asked_what_it_is[source] if {
	some source in [
		"同社HP", "機構ＨＰ", "公式ページ", "Google検索", "ニュース検索", "Yahoo!ニュース", "Wikipedia", "a.example/ir",
		"プレスリリース", "YouTube",
	]
	by_name(source) == "kind_not_said"
}

test_a_page_that_nobody_checked_goes_before_one_that_is_not_known if {
	joint := {
		"id": "b",
		"role": "joint",
		"due_diligence": provided([own]),
		"partner": {"reputation": provided([found_of({"source": "同社HP"}), found_of({"kind": "web"})])},
	}
	of_bodies({"institutions": [joint]}, "institution:b") == ["unchecked", {"sources": ["朝刊"]}]
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
