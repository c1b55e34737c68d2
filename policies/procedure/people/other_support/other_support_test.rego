package policy.procedure.people.other_support_test

import data.policy.procedure.people.other_support

signed := {"by": "森", "on": "2026-10-06", "institution": "b"}

none := {"state": "none", "declared": signed, "reason": "ほかの職はない"}

# What is found of a participant of a joint institution that withholds this item.
reason(facts) := finding.reason if {
	withheld := {"items": ["RS-P1-02"], "reason": "規程による", "by": "西村", "on": "2026-10-26"}
	mori := object.union({"id": "mori", "role": "participant", "institution": "b"}, facts)

	# regal ignore:with-outside-test-context
	[finding] := other_support.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {
		"institutions": [
			{"id": "a", "role": "lead"},
			{"id": "b", "role": "joint", "partner": {"withholds": [withheld]}},
		],
		"people": [mori],
	}}
}

test_what_is_declared_is_not_withheld_where_there_are_no_further_posts[note] if {
	some note, [facts, expected] in {
		"not declared": [{}, "part_withheld"],
		"declared": [{"disclosures": {"other_support": none}}, "declared_none"],
	}
	reason(facts) == expected
}

prepared := {"names": {
	"みなと機構": {"forms": ["みなと機構"]},
	"みなと 機構": {"forms": ["みなと機構"]},
	"Minato Institute": {"forms": ["institute minato", "minato institute"]},
	"Veldar Institute": {"forms": ["institute veldar", "veldar institute"]},
	"Institute, Veldar": {"forms": ["institute veldar"]},
	"汐入大学": {"forms": ["汐入大学"]},
	"学校法人 みなと学園": {"forms": ["学校法人みなと学園"]},
	"学校法人汐入学園": {"forms": ["学校法人汐入学園"]},
	"学校法人白樺会": {"forms": ["学校法人白樺会"]},
	"国立研究開発法人白樺": {"forms": ["国立研究開発法人白樺"]},
	"株式会社みなと": {"forms": ["株式会社みなと"]},
}}

# What is found of somebody of みなと機構, by the career, the employment and the reason for none.
beside(posts, employers, given) := at(institutions, {}, posts, employers, given)

# The same by what the institutions are, and who it is.
at(bodies, who, posts, employers, given) := finding.reason if {
	mori := object.union(
		{
			"id": "mori", "role": "participant", "institution": "b", "student": false,
			"employment": {
				"state": "provided", "declared": {"by": "人事課", "on": "2026-10-08"},
				"entries": [employment(body, start, end) | some [body, start, end] in employers],
			},
			"disclosures": {
				"other_support": object.union({"state": "none", "declared": {"by": "森", "on": "2026-10-06"}}, given),
				"career": {
					"state": "provided", "declared": {"by": "森", "on": "2026-10-05"},
					"entries": [held(body, start, end) | some [body, start, end] in posts],
				},
			},
		},
		who,
	)

	# regal ignore:with-outside-test-context
	[finding] := other_support.findings with input as {
		"as_of": "2026-11-20", "mode": "formal", "prepared": prepared,
		"facts": {"institutions": bodies, "people": [mori]},
	}
}

held(body, start, "") := {"institution": body, "start": start}

held(body, start, end) := {"institution": body, "start": start, "end": end} if end != ""

employment(body, start, end) := object.union(object.remove(post, ["institution"]), {"employer": body}) if {
	post := held(body, start, end)
}

institutions := [
	{"id": "a", "role": "lead", "name": "汐入大学"},
	{
		"id": "b", "role": "joint", "name": "みなと機構",
		"other_names": [{"name": "Minato Institute", "kind": "latin"}],
	},
]

own := ["みなと機構", "2022-04-01", ""]

employed := ["みなと機構", "2022-04-01", ""]

test_posts_held_at_once_are_beside_one_another_also_where_they_are_over[note] if {
	some note, [posts, expected] in {
		"one after the other": [[["汐入大学", "2018-04", "2022-03"], own], "declared_none"],
		"one begins in the month in which the other ends": [
			[["汐入大学", "2018-04-01", "2022-04-30"], own],
			"declared_none",
		],
		"one ends in the month after": [[["汐入大学", "2018-04-01", "2022-05-01"], own], "none_beside_posts"],
		"the month of the end is not known": [[["汐入大学", "2018-04", "2022"], own], "declared_none"],
		"nor that of the start": [
			[["汐入大学", "2018", "2022-04"], ["みなと機構", "2022", ""]],
			"declared_none",
		],
		"the years overlap": [[["汐入大学", "2018", "2023"], ["みなと機構", "2022", ""]], "none_beside_posts"],
		"for some months of the other": [[["汐入大学", "2024", "2024"], own], "none_beside_posts"],
		"until this year": [[["汐入大学", "2026-02", "2026"], own], "none_beside_posts"],
		"before both": [[["汐入大学", "2010-04", "2012-03"], own], "declared_none"],
		"between two at the own one": [
			[["みなと機構", "2010-04", "2012-03"], ["汐入大学", "2012-03", "2014-03"], own],
			"declared_none",
		],
		"two others at once": [
			[["汐入大学", "2010-04", "2012-03"], ["Veldar Institute", "2011-04", "2012-03"], own],
			"none_beside_posts",
		],
		"two at one body": [
			[["Veldar Institute", "2010-04", "2012-03"], ["Institute, Veldar", "2011-04", "2012-03"], own],
			"declared_none",
		],
		"two names of the own one": [[["Minato Institute", "2020-04", ""], own], "declared_none"],
		"the same name, not prepared": [
			[["※", "2010-04", "2012-03"], ["※", "2011-04", "2012-03"], own],
			"declared_none",
		],
	}
	beside(posts, [employed], {}) == expected
}

test_employment_tells_of_posts_as_the_career_does[note] if {
	some note, [posts, employers, expected] in {
		"at one other body": [[own], [employed, ["Veldar Institute", "2024-04-01", ""]], "none_beside_posts"],
		"without a career": [[], [employed, ["Veldar Institute", "2024-04-01", ""]], "none_beside_posts"],
		"the own one under another name": [[own], [["Minato Institute", "2022-04-01", ""]], "declared_none"],
		"which is over": [
			[["汐入大学", "2024-04", ""]],
			[["みなと機構", "2022-04-01", "2024-03-31"]],
			"none_beside_posts",
		],
		"by another body alone": [[], [["Veldar Institute", "2022-04-01", ""]], "none_beside_posts"],
		"by another institution of the team alone": [[], [["汐入大学", "2022-04-01", ""]], "none_beside_posts"],
		"by another body alone, until yesterday": [
			[],
			[["Veldar Institute", "2022-04-01", "2026-11-19"]],
			"declared_none",
		],
		"at another body than the career": [[own], [["汐入大学", "2022-04-01", ""]], "none_beside_posts"],
	}
	beside(posts, employers, {}) == expected
}

test_where_the_own_post_is_entered_nowhere_one_that_goes_on_is_beside_it[note] if {
	some note, [posts, expected] in {
		"without an end": [[["汐入大学", "2024-04", ""]], "none_beside_posts"],
		"until next month": [[["汐入大学", "2024-04", "2026-12-01"]], "none_beside_posts"],
		"until today": [[["汐入大学", "2024-04", "2026-11-20"]], "none_beside_posts"],
		"until yesterday": [[["汐入大学", "2024-04", "2026-11-19"]], "declared_none"],
		"until this month": [[["汐入大学", "2024-04", "2026-11"]], "none_beside_posts"],
		"until last month": [[["汐入大学", "2024-04", "2026-10"]], "declared_none"],
		"until this year": [[["汐入大学", "2024-04", "2026"]], "none_beside_posts"],
		"until last year": [[["汐入大学", "2024-04", "2025"]], "declared_none"],
		"the own one is over": [
			[["みなと 機構", "2022-04", "2024-03"], ["汐入大学", "2024-04", ""]],
			"none_beside_posts",
		],
		"the own one goes on": [[["汐入大学", "2018", "2026"], ["みなと 機構", "2026", ""]], "declared_none"],
		"the own one under another name": [[["Minato Institute", "2024-04", ""]], "declared_none"],
		"the own one is yet to begin": [
			[["汐入大学", "2024-04", "2026-12"], ["みなと機構", "2026-12", ""]],
			"none_beside_posts",
		],
		"the own one began this month": [
			[["汐入大学", "2024-04", "2026-11"], ["みなと機構", "2026-11", ""]],
			"declared_none",
		],
		"no post": [[], "declared_none"],
	}
	beside(posts, [], {}) == expected
}

test_the_reason_for_none_is_about_the_posts_beside_the_own_one[note] if {
	some note, [posts, employers, given, expected] in {
		"of the career, since then": [
			[["汐入大学", "2024-04", ""], own], [employed],
			{"reason": "無給である", "declared": {"by": "森", "on": "2026-10-05"}}, "declared_none",
		],
		"of the career, before": [
			[["汐入大学", "2024-04", ""], own], [employed],
			{"reason": "無給である", "declared": {"by": "森", "on": "2026-10-04"}}, "none_beside_posts",
		],
		"of the employment, before": [
			[own], [employed, ["汐入大学", "2024-04-01", ""]],
			{"reason": "無給である", "declared": {"by": "森", "on": "2026-10-07"}}, "none_beside_posts",
		],
		"of the employment, since then": [
			[own], [employed, ["汐入大学", "2024-04-01", ""]],
			{"reason": "無給である", "declared": {"by": "森", "on": "2026-10-08"}}, "declared_none",
		],
	}
	beside(posts, employers, given) == expected
}

further := {"state": "provided", "entries": [{"institution": "汐入大学"}], "declared": {"by": "森", "on": "2026-10-05"}}

provided := {"state": "provided", "entries": [{"kind": "side_post"}], "declared": {"by": "森", "on": "2026-10-05"}}

test_further_posts_are_held_against_none_and_what_is_open_about_them_is_open_here[note] if {
	some note, [support, posts, expected] in {
		"beside none": [object.remove(none, ["reason"]), further, "none_beside_posts"],
		"of which the reason knew": [none, further, "declared_none"],
		"none either": [object.remove(none, ["reason"]), object.union(none, {"state": "none"}), "declared_none"],
		"beside other support": [provided, further, "provided"],
		"withheld": [none, {"state": "withheld", "reason": "規程", "declared": signed}, "withheld"],
		"declared on a day ahead": [
			none,
			object.union(further, {"declared": {"by": "森", "on": "2026-12-01"}}),
			"part_withheld",
		],
	}
	reason({"affiliations": posts, "disclosures": {"other_support": support}}) == expected
}

veldar := ["Veldar Institute", "2022-04-01", "2026-12-31"]

school := ["学校法人 みなと学園", "2022-04-01", ""]

test_the_corporation_that_runs_the_institution_is_no_other_body[note] if {
	some note, [body, who, posts, employer, expected] in {
		"of a university": [{}, {}, [], school, "declared_none"],
		"in the career too": [{}, {}, [school], school, "declared_none"],
		"yet to begin": [{}, {}, [veldar], ["学校法人 みなと学園", "2026-12-01", ""], "none_beside_posts"],
		"in the career alone": [
			{}, {}, [school], ["みなと 機構", "2010-04-01", "2012-03-31"],
			"none_beside_posts",
		],
		"a career elsewhere": [{}, {}, [["Veldar Institute", "2022-04-01", ""]], school, "none_beside_posts"],
		"until yesterday": [
			{}, {}, [school], ["学校法人 みなと学園", "2022-04-01", "2026-11-19"],
			"none_beside_posts",
		],
		"of a student": [{}, {"student": true}, [], school, "none_beside_posts"],
		"of who is not said to be none": [{}, {"student": null}, [], school, "none_beside_posts"],
		"of an institution abroad": [{"country": "XA"}, {}, [], school, "none_beside_posts"],
		"of a company": [{"kind": "company"}, {}, [], school, "none_beside_posts"],
		"of another institution of the team": [{"kind": "company"}, {"institution": "b"}, [], school, "none_beside_posts"],
		"of a corporation": [{"name": "国立大学法人みなと機構"}, {}, [], school, "none_beside_posts"],
		"of a research institute": [{"kind": "research_institute"}, {}, [], school, "declared_none"],
		"that runs an institute": [
			{"kind": "research_institute"}, {}, [], ["国立研究開発法人白樺", "2022-04-01", ""],
			"declared_none",
		],
		"that runs no university": [{}, {}, [], ["国立研究開発法人白樺", "2022-04-01", ""], "none_beside_posts"],
		"that is a company": [{}, {}, [], ["株式会社みなと", "2022-04-01", ""], "none_beside_posts"],
		"that is another institution": [{}, {}, [], ["学校法人汐入学園", "2022-04-01", ""], "none_beside_posts"],
		"that is a supporter": [{}, {}, [], ["学校法人白樺会", "2022-04-01", ""], "none_beside_posts"],
		"whose name is not prepared": [{}, {}, [], ["学校法人※", "2022-04-01", ""], "none_beside_posts"],
	}
	at(team(body), who, posts, [employer], {}) == expected
}

test_a_student_is_paid_by_the_own_institution_too[note] if {
	minato := ["みなと 機構", "2026-04-01", ""]
	some note, [who, employer, given, expected] in {
		"a student": [{"student": true}, minato, {}, "none_beside_posts"],
		"one who was": [{"student": true}, ["みなと 機構", "2026-04-01", "2026-09-30"], {}, "none_beside_posts"],
		"this month": [{"student": true}, ["みなと 機構", "2026-11-30", ""], {}, "none_beside_posts"],
		"next month": [{"student": true}, ["みなと 機構", "2026-12-01", ""], {}, "declared_none"],
		"with the reason": [{"student": true}, minato, {"reason": "無給である"}, "none_beside_posts"],
		"with the reason since": [
			{"student": true}, minato,
			{"reason": "無給である", "declared": {"by": "森", "on": "2026-10-08"}},
			"declared_none",
		],
		"elsewhere before": [{"student": true}, ["Veldar Institute", "2022-04-01", "2024-03-31"], {}, "declared_none"],
		"no student": [{"student": false}, minato, {}, "declared_none"],
		"who is not said to be one": [{"student": null}, minato, {}, "declared_none"],
	}
	at(institutions, who, [], [employer], given) == expected
}

team(body) := [
	{
		"id": "a", "role": "lead", "name": "汐入大学", "kind": "university", "country": "JP",
		"other_names": [{"name": "学校法人汐入学園", "kind": "alias"}],
		"supporters": {
			"state": "provided", "declared": signed,
			"entries": [{"id": "s", "name": "学校法人白樺会"}],
		},
	},
	object.union({"id": "b", "role": "joint", "name": "みなと機構", "kind": "university", "country": "JP"}, body),
]

test_employment_elsewhere_that_nobody_declared_is_open_here_and_that_of_the_own_post_is_not[note] if {
	elsewhere := [{"employer": "汐入大学", "start": "2026-11-01"}]
	unsigned := {"state": "provided", "entries": elsewhere}
	some note, [employment, support, expected] in {
		"by nobody": [unsigned, provided, "absent"],
		"by nobody, beside none": [unsigned, none, "absent"],
		"on a day ahead": [object.union(unsigned, {"declared": {"by": "人事課", "on": "2026-11-21"}}), provided, "absent"],
		"today": [object.union(unsigned, {"declared": {"by": "人事課", "on": "2026-11-20"}}), provided, "provided"],
		"of the own post": [object.union(unsigned, {"entries": [{"employer": "みなと機構"}]}), provided, "provided"],
		"none": [null, provided, "provided"],
	}

	# regal ignore:with-outside-test-context
	[finding] := other_support.findings with input as {
		"as_of": "2026-11-20", "mode": "formal", "prepared": prepared,
		"facts": {"institutions": institutions, "people": [{
			"id": "mori", "role": "participant", "institution": "b", "student": false,
			"employment": employment, "disclosures": {"other_support": support},
		}]},
	}
	finding.reason == expected
}

test_what_is_withheld_is_not_all_where_it_is_not_known_who_employs if {
	ahead := {"employment": {
		"state": "provided", "declared": {"by": "人事課", "on": "2026-12-01"},
		"entries": [employment("みなと機構", "2022-04-01", ""), employment("Veldar Institute", "2026-11-01", "")],
	}}
	withheld := {"state": "withheld", "reason": "規程による"}
	at(institutions, ahead, [own], [], withheld) == "absent"
	at(institutions, {}, [own], [employed], withheld) != "absent"
}
