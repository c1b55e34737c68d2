package policy.procedure.joint.foreign_company_test

import data.policy.procedure.joint.foreign_company

test_declared_to_have_no_foreign_link_a_company_must_still_be_in_japan[note] if {
	some note, [company, expected] in {
		"country not known": [{}, ["missing_information", "foreign_link_unknown", {}]],
		"in Japan": [{"country": "JP"}, ["not_applicable", "no_foreign_link", {}]],
	}
	joint := object.union(company, {
		"id": "kaisha",
		"role": "joint",
		"kind": "company",
		"partner": {"foreign_link": {"state": "none", "declared": {"by": "研究推進部", "on": "2026-10-06"}}},
	})
	found := foreign_company.findings with input as {"as_of": "2026-11-20", "facts": {"institutions": [joint]}}
	[[finding.status, finding.reason, finding.params] | some finding in found] == [expected]
}

declared := {"by": "研究推進部", "on": "2026-10-06"}

# What is found of a joint institution like this, under an answer of the FA with this result.
reason(institution, result) := found[0].reason if {
	answer := {
		"about": [{"requirement": "RS-C2-04", "subject": "institution:kaisha"}],
		"result": result,
		"on": "2026-11-01",
		"reason": "回答のとおり",
	}
	joint := object.union({"id": "kaisha", "role": "joint", "kind": "company", "country": "JP"}, institution)

	# regal ignore:with-outside-test-context
	found := foreign_company.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {"institutions": [joint]},
		"fa": {"determinations": [answer]},
	}
}

linked(envelope) := {"partner": {"foreign_link": object.union({"declared": declared}, envelope)}}

business(kind, envelope) := {
	"kind": kind,
	"country": "US",
	"partner": {"business": object.union({"declared": declared}, envelope)},
}

test_only_a_company_or_another_business_can_be_a_foreign_company[note] if {
	some note, [institution, expected] in {
		"a university": [{"kind": "university", "country": "US"}, "not_a_company"],
		"an institute in Japan": [{"kind": "research_institute", "country": "JP"}, "not_a_company"],
		"another body in Japan": [{"kind": "other", "country": "JP"}, "not_a_company"],
		"an institute abroad": [{"kind": "research_institute", "country": "US"}, "business_unknown"],
		"another body abroad": [{"kind": "other", "country": "US"}, "business_unknown"],
		"a company": [{"kind": "company", "country": "US"}, "foreign_company"],
		"a kind that is not known": [{"kind": "unknown", "country": "US"}, "foreign_company"],
	}
	reason(institution, "none") == expected
}

test_the_fa_accepts_or_declines_whatever_waits_for_it[note] if {
	some note, [institution, waiting] in {
		"abroad": [{"country": "US"}, "foreign_company"],
		"a link claimed": [linked({"state": "provided", "entries": [{"summary": "親会社が国外"}]}), "foreign_link_claimed"],
		"a link not to be learnt": [linked({"state": "unobtainable"}), "foreign_link_not_confirmed"],
		"a link withheld": [linked({"state": "withheld"}), "foreign_link_not_confirmed"],
		"a business": [business("other", {"state": "provided", "entries": [{"summary": "販売"}]}), "foreign_business"],
		"a business or not, withheld": [business("other", {"state": "withheld"}), "business_not_confirmed"],
	}
	reason(institution, "none") == waiting
	reason(institution, "accepted") == "fa_accepted"
	reason(institution, "declined") == "fa_declined"
}

test_no_business_is_declared_by_somebody_with_the_reason[note] if {
	none := {"state": "none", "reason": "公的な機関である"}
	some note, [envelope, expected] in {
		"whole": [none, "not_a_business"],
		"without a reason": [object.remove(none, ["reason"]), "business_unknown"],
		"ahead": [object.union(none, {"declared": {"by": "西村", "on": "2026-11-21"}}), "business_unknown"],
	}
	reason(business("other", envelope), "none") == expected
}

test_nothing_is_declined_where_nothing_waits if {
	reason(linked({"state": "none"}), "declined") == "no_foreign_link"
	reason(business("other", {"state": "none", "reason": "公的な機関である"}), "declined") == "not_a_business"
}

test_a_country_that_is_no_text_is_not_known if {
	reason({"country": 1}, "none") == "foreign_link_unknown"
}

test_what_is_claimed_is_heard_whatever_the_body_is_called[note] if {
	link := {"foreign_link": {"state": "provided", "declared": declared, "entries": [{"summary": "親会社が国外"}]}}
	no_link := {"foreign_link": {"state": "none", "declared": declared}}
	trade := {"business": {"state": "provided", "declared": declared, "entries": [{"summary": "販売"}]}}
	no_trade := {"business": {"state": "none", "reason": "公的な機関", "declared": declared}}
	old := {"foreign_link": object.union(link.foreign_link, {"declared": {"by": "西村", "on": "2020-10-06"}})}
	some kind in ["university", "research_institute", "other"]
	some note, [country, partner, expected] in {
		"a link in Japan": ["JP", link, "foreign_link_claimed"],
		"no link in Japan": ["JP", no_link, "not_a_company"],
		"a link withheld in Japan": ["JP", not_said("foreign_link", "withheld"), "foreign_link_not_confirmed"],
		"a link searched in vain": ["JP", not_said("foreign_link", "unobtainable"), "foreign_link_not_confirmed"],
		"a link withheld by nobody": ["JP", {"foreign_link": {"state": "withheld"}}, "not_a_company"],
		"a business or not, withheld in Japan": ["JP", not_said("business", "withheld"), "foreign_link_unknown"],
		"the same without a link": ["JP", object.union(not_said("business", "withheld"), no_link), "no_foreign_link"],
		"a business or not, searched in vain": ["US", not_said("business", "unobtainable"), "business_not_confirmed"],
		"a business in Japan": ["JP", trade, "foreign_link_unknown"],
		"a business in Japan without a link": ["JP", object.union(trade, no_link), "no_foreign_link"],
		"a business in Japan with one": ["JP", object.union(trade, link), "foreign_link_claimed"],
		"no business in Japan": ["JP", no_trade, "not_a_company"],
		"a business abroad": ["US", trade, "foreign_business"],
		"a link from before the call": ["JP", old, "declaration_stale"],
	}
	institution := {"kind": kind, "country": country, "partner": partner}

	# regal ignore:with-outside-test-context
	reason(institution, "none") == expected with data.policy.call as {"opens": "2026-09-01"}
}

not_said(name, state) := {name: {"state": state, "declared": declared}}

test_a_link_abroad_of_a_body_abroad_says_nothing if {
	not_given := not_said("foreign_link", "withheld")
	reason({"kind": "university", "country": "US", "partner": not_given}, "none") == "not_a_company"
	link := {"foreign_link": {"state": "provided", "declared": declared, "entries": [{"summary": "州政府"}]}}
	reason({"kind": "university", "country": "US", "partner": link}, "none") == "not_a_company"
	reason({"kind": "other", "country": "US", "partner": link}, "none") == "business_unknown"
}

claimed_by(kind, key, institution) := {"kind": kind, "country": "JP", "partner": {key: {
	"state": "provided",
	"declared": object.union(declared, {"institution": institution}),
	"entries": [{"summary": "親会社が国外"}],
}}}

test_what_a_body_in_japan_says_of_itself_is_heard_whatever_it_is_called[note] if {
	some note, [institution, expected] in {
		"a university": [claimed_by("university", "foreign_link", "kaisha"), "foreign_link_claimed"],
		"an institute": [claimed_by("research_institute", "foreign_link", "kaisha"), "foreign_link_claimed"],
		"another body": [claimed_by("other", "foreign_link", "kaisha"), "foreign_link_claimed"],
		"in another's word": [claimed_by("other", "foreign_link", "minato"), "not_a_company"],
		"a business": [claimed_by("university", "business", "kaisha"), "foreign_link_unknown"],
		"a company abroad, whatever it declares": [
			business("company", {"state": "provided", "entries": [{"summary": "販売"}]}),
			"foreign_company",
		],
		"a business, in another's word": [claimed_by("university", "business", "minato"), "not_a_company"],
	}
	reason(institution, "none") == expected
}

shown_with(days, added) := {"capital": {
	"state": "provided",
	"declared": {"by": "研究推進部", "on": "2026-11-10"},
	"entries": array.concat([object.union(held, {"since": day, "on": day}) | some day in days], added),
}}

held := {"summary": "一族が保有する", "source": "年次報告書", "adverse": false}

test_the_answer_is_on_the_company_as_it_was_shown[note] if {
	again := object.union(held, {"on": "2026-11-05"})
	come := {"summary": "買収", "since": "2026-10-15", "on": "2026-11-02"}
	some note, [days, added, expected] in {
		"added after it": [["2026-10-15"], [{"summary": "買収された", "since": "2026-11-02"}], "fa_answer_older"],
		"added on its day": [["2026-10-15"], [{"summary": "買収された", "since": "2026-11-01"}], "fa_accepted"],
		"come about after it": [["2026-10-15"], [come], "fa_answer_older"],
		"stood on its day": [["2026-11-01"], [{"summary": "買収された", "since": "2026-11-02"}], "fa_answer_older"],
		"first collected since": [["2026-11-02"], [{"summary": "買収された", "since": "2026-11-03"}], "fa_accepted"],
		"found again at the same source": [["2026-10-15"], [again], "fa_accepted"],
		"nothing added": [["2026-10-15"], [], "fa_accepted"],
	}
	reason({"country": "US", "partner": shown_with(days, added)}, "accepted") == expected
}

signed_anew(days) := {"capital": {
	"state": "provided",
	"declared": {"by": "研究推進部", "on": "2026-11-10"},
	"entries": [object.union(said[i], day) | some i, day in days],
}}

said := [
	{"summary": "一族が保有する", "source": "年次報告書", "adverse": false},
	{"summary": "買収された", "source": "開示資料", "adverse": false},
	{"summary": "一族が保有する", "source": "年次報告書", "adverse": false},
]

test_signed_anew_as_a_whole_it_stood_when_its_source_was_looked_at[note] if {
	some note, [days, expected] in {
		"added after the answer": [[{"on": "2026-10-15"}, {"on": "2026-11-02"}], "fa_answer_older"],
		"stood on its day": [[{"on": "2026-11-01"}, {"on": "2026-11-02"}], "fa_answer_older"],
		"added on its day": [[{"on": "2026-10-15"}, {"on": "2026-11-01"}], "fa_accepted"],
		"added without a day": [[{"on": "2026-10-15"}, {}], "fa_answer_older"],
		"an older source, added since": [
			[{"on": "2026-10-15"}, {"on": "2026-10-16", "since": "2026-11-02"}],
			"fa_answer_older",
		],
		"beside what says since when it stands": [
			[{"on": "2026-11-01", "since": "2026-11-01"}, {"on": "2026-10-16"}],
			"fa_answer_older",
		],
		"nothing added": [[{"on": "2026-10-15"}, {"on": "2026-10-16"}], "fa_accepted"],
		"first collected since": [[{"on": "2026-11-02"}, {"on": "2026-11-03"}], "fa_accepted"],
		"without any day": [[{}, {}], "fa_accepted"],
		"found again": [[{"on": "2026-10-15"}, {"on": "2026-10-15"}, {"on": "2026-11-05"}], "fa_accepted"],
		"looked at, and entered since": [
			[{"on": "2026-10-15", "since": "2026-11-02"}, {"on": "2026-11-03"}],
			"fa_accepted",
		],
	}
	reason({"country": "US", "partner": signed_anew(days)}, "accepted") == expected
}

test_what_a_third_says_of_the_company_was_not_added if {
	by_a_third := {"capital": object.union(
		shown_with(["2026-10-15"], [{"summary": "買収された", "since": "2026-11-02"}]).capital,
		{"declared": {"institution": "minato"}},
	)}
	reason({"country": "US", "partner": by_a_third}, "accepted") == "fa_accepted"
}

test_what_nobody_signed_by_now_was_not_added if {
	ahead := {"capital": object.union(
		shown_with(["2026-10-15"], [{"summary": "買収された", "since": "2026-11-02"}]).capital,
		{"declared": {"on": "2026-11-21"}},
	)}
	reason({"country": "US", "partner": ahead}, "accepted") == "fa_accepted"
	before := {"capital": object.union(
		shown_with(["2026-10-01"], [{"summary": "買収された", "since": "2026-11-02"}]).capital,
		{"declared": {"on": "2026-11-21"}},
	)}
	reason({"partner": object.union(before, no_link)}, "none") == "no_foreign_link"
}

test_of_a_link_of_which_nothing_is_said_nothing_is_older if {
	reason({"partner": shown_with(["2026-10-15", "2026-11-02"], [])}, "none") == "foreign_link_unknown"
}

test_no_link_is_no_older_than_what_was_added_on_the_capital[note] if {
	some note, [days, declared_on, expected] in {
		"added after it": [["2026-10-01", "2026-10-07"], "2026-10-06", "link_before_capital"],
		"added on its day": [["2026-10-01", "2026-10-06"], "2026-10-06", "no_foreign_link"],
		"all of it after it": [["2026-10-07", "2026-10-08"], "2026-10-06", "no_foreign_link"],
		"one entry after it": [["2026-10-07"], "2026-10-06", "no_foreign_link"],
		"of one day after it": [["2026-10-07", "2026-10-07"], "2026-10-06", "no_foreign_link"],
	}
	entries := [{"summary": day, "since": days[i]} | some i, day in ["一族が保有する", "買収された"]; days[i]]
	partner := {
		"foreign_link": {"state": "none", "declared": {"by": "西村", "on": declared_on}},
		"capital": {"state": "provided", "declared": {"by": "西村", "on": "2026-11-10"}, "entries": entries},
	}
	reason({"partner": partner}, "none") == expected
}

test_no_link_is_no_older_than_what_followed_by_its_own_day[note] if {
	some note, [days, expected] in {
		"added after it": [[{"on": "2026-10-05"}, {"on": "2026-11-02"}], "link_before_capital"],
		"added without a day": [[{"on": "2026-10-05"}, {}], "link_before_capital"],
		"added on its day": [[{"on": "2026-10-05"}, {"on": "2026-10-06"}], "no_foreign_link"],
		"beside what says since when it stands": [
			[{"on": "2026-10-05", "since": "2026-10-05"}, {"on": "2026-10-05"}],
			"link_before_capital",
		],
		"of one day after it": [[{"on": "2026-10-07"}, {"on": "2026-10-07"}], "no_foreign_link"],
		"found again": [[{"on": "2026-10-05"}, {"on": "2026-10-05"}, {"on": "2026-11-05"}], "no_foreign_link"],
		"one entry after it": [[{"on": "2026-10-07"}], "no_foreign_link"],
	}
	partner := object.union(signed_anew(days), {"foreign_link": {"state": "none", "declared": declared}})
	reason({"partner": partner}, "none") == expected
}

test_only_a_no_can_be_older_than_the_capital[state] if {
	some state, expected in {"none": "link_before_capital", "unknown": "foreign_link_unknown"}
	partner := object.union(signed_anew([{"on": "2026-10-05"}, {"on": "2026-11-02"}]), {
		"foreign_link": {"state": state, "declared": declared},
	})
	reason({"partner": partner}, "none") == expected
}

# Capital with one entry, of which this was found to differ.
differing(view, day) := {"capital": {
	"state": "provided",
	"declared": {"by": "研究推進部", "on": "2026-11-10"},
	"entries": [{"summary": "XB国の企業が保有する", "source": "開示資料", "on": "2026-11-10", "adverse": false}],
	"discrepancies": [{"id": "d1", "disposition": {"view": view, "on": day}}],
}}

test_what_was_corrected_since_was_not_shown[note] if {
	some note, [view, day, answer, link] in {
		"corrected after it": ["corrected", "2026-11-09", "fa_answer_older", "link_before_capital"],
		"corrected on its day": ["corrected", "2026-11-01", "fa_accepted", "link_before_capital"],
		"corrected before it": ["corrected", "2026-10-05", "fa_accepted", "no_foreign_link"],
		"corrected on the day of the no": ["corrected", "2026-10-06", "fa_accepted", "no_foreign_link"],
		"explained": ["explained", "2026-11-09", "fa_accepted", "no_foreign_link"],
	}
	reason({"country": "US", "partner": differing(view, day)}, "accepted") == answer
	reason({"partner": object.union(differing(view, day), no_link)}, "none") == link
}

test_no_business_is_no_older_than_the_capital_that_changed[note] if {
	some note, [capital, expected] in {
		"added after it": [bought("2026-10-07"), "business_before_capital"],
		"added on its day": [bought("2026-10-06"), "not_a_business"],
		"first collected since": [shown_with(["2026-10-07", "2026-10-08"], []), "not_a_business"],
		"corrected since": [differing("corrected", "2026-11-09"), "business_before_capital"],
	}
	partner := object.union(capital, no_business)
	reason({"kind": "research_institute", "country": "US", "partner": partner}, "none") == expected
}

bought(day) := shown_with(["2026-10-01"], [{"summary": "買収された", "since": day}])

test_an_item_without_differences_is_not_read_again if {
	no_list := {"capital": object.union(differing("corrected", "2026-11-09").capital, {"discrepancies": []})}
	reason({"country": "US", "partner": no_list}, "accepted") == "fa_accepted"
}

no_link := {"foreign_link": {"state": "none", "declared": declared}}

no_business := {"business": {"state": "none", "declared": declared, "reason": "非営利の研究所"}}

# What is found of a company of which all began on this day, where the research started and the FA answered on these.
begun(first, starts, answered, evaluated) := found[0].reason if {
	given := {"result": "accepted", "by": "機構", "reason": "確認した。"}

	# regal ignore:with-outside-test-context
	found := foreign_company.findings with input as {
		"as_of": "2026-11-20",
		"mode": "formal",
		"facts": {
			"application": {"starts_on": starts},
			"institutions": [object.union(
				{"id": "kaisha", "role": "joint", "kind": "company", "country": "US"},
				{"partner": {"purpose": {
					"state": "provided",
					"declared": {"by": "研究推進部", "on": first},
					"entries": [{"summary": "評価"}],
				}}},
			)],
		},
		"fa": {"determinations": [
			object.union(given, {"on": answered, "about": [{"requirement": "RS-C2-04", "subject": "institution:kaisha"}]}),
			object.union(given, {"on": evaluated, "about": [{"requirement": "RS-RA-01"}]}),
		]},
	}
}

test_an_answer_of_the_application_is_not_on_who_came_after_the_start[note] if {
	some note, [first, starts, answered, evaluated, expected] in {
		"after the start": ["2026-11-16", "2026-11-10", "2026-11-04", "2026-11-06", "fa_answer_older"],
		"on the day of the start": ["2026-11-10", "2026-11-10", "2026-11-04", "2026-11-06", "fa_accepted"],
		"the day after it": ["2026-11-11", "2026-11-10", "2026-11-04", "2026-11-06", "fa_answer_older"],
		"answered on the day of the start": ["2026-11-16", "2026-11-10", "2026-11-10", "2026-11-10", "fa_accepted"],
		"answered the day before it": ["2026-11-16", "2026-11-10", "2026-11-09", "2026-11-09", "fa_answer_older"],
		"evaluated before the answer": ["2026-11-16", "2026-11-10", "2026-11-04", "2026-11-03", "fa_accepted"],
		"evaluated on its day": ["2026-11-16", "2026-11-10", "2026-11-04", "2026-11-04", "fa_answer_older"],
		"evaluated on the day of the start": ["2026-11-16", "2026-11-10", "2026-11-04", "2026-11-10", "fa_accepted"],
		"without a start": ["2026-11-16", null, "2026-11-04", "2026-11-06", "fa_accepted"],
	}
	begun(first, starts, answered, evaluated) == expected
}

on_the_evaluation := {"about": [{"requirement": "RS-RA-01"}], "result": "accepted", "reason": "確認した。"}

test_the_days_of_what_is_said_of_its_answers_are_of_its_own_record_in_a_formal_check[mode] if {
	some mode, expected in {"formal": {"2026-11-05"}, "precheck": {"2026-11-04", "2026-11-05"}}
	days := foreign_company.evaluated with input as {
		"as_of": "2026-11-20", "mode": mode,
		"facts": {"determinations": [object.union(on_the_evaluation, {"on": day}) |
			some day in ["2026-11-04", "2026-08-31"]
		]},
		"fa": {"determinations": [object.union(on_the_evaluation, {"on": "2026-11-05"})]},
	}
		with data.policy.call.opens as "2026-09-01"
	{day | some day in days} == expected
}
