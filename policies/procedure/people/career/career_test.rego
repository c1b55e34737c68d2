package policy.procedure.people.career_test

import data.policy.procedure.people.career

reason(person) := found[0].reason if {
	none := {"state": "none", "declared": {"by": "伊藤 凪", "on": "2026-10-05"}, "reason": "在学中である"}
	one := object.union({"id": "ito", "disclosures": {"career": none}}, person)

	# regal ignore:with-outside-test-context
	found := career.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": {"people": [one]}}
}

test_only_a_participant_who_is_a_student_has_none[note] if {
	some note, [person, expected] in {
		"a student": [{"role": "participant", "student": true}, "declared_none"],
		"no student": [{"role": "participant", "student": false}, "none_not_student"],
		"a PI": [{"role": "pi", "student": true}, "none_not_student"],
		"a co-PI": [{"role": "co_pi", "student": true}, "none_not_student"],
		"not known": [{"role": "participant"}, "none_not_student"],
	}
	reason(person) == expected
}

prepared := {"names": {
	"みなと機構": {"forms": ["みなと機構"]},
	"みなと機構病院": {"forms": ["みなと機構病院"]},
	"Minato Institute": {"forms": ["minato institute"]},
	"汐入大学": {"forms": ["汐入大学"]},
	"Veldar Institute": {"forms": ["veldar institute"]},
}}

given(body, posts) := {
	"state": "provided",
	"declared": {"by": "森", "on": "2026-10-05"},
	"entries": [entry |
		some [name, start, end] in posts
		entry := {key: value |
			some key, value in {body: name, "start": start, "end": end}
			value != ""
		}
	],
}

# What is found of somebody of みなと機構, by the career, the employment and what else is said of the person.
by_posts(posts, employers, changed) := finding.reason if {
	mori := object.union(
		{
			"id": "mori", "role": "co_pi", "institution": "b",
			"employment": given("employer", employers),
			"disclosures": {"career": given("institution", posts)},
		},
		changed,
	)

	# regal ignore:with-outside-test-context
	[finding] := career.findings with input as {
		"as_of": "2026-11-20", "mode": "formal", "prepared": prepared,
		"facts": {
			"institutions": [
				{"id": "a", "role": "lead", "name": "汐入大学"},
				{
					"id": "b", "role": "joint", "name": "みなと機構",
					"other_names": [{"name": "Minato Institute", "kind": "latin"}],
				},
			],
			"people": [mori],
		},
	}
}

over := ["みなと機構", "2022-04-01", "2026-09-30"]

moved := ["Veldar Institute", "2026-10-01", ""]

test_who_left_the_institution_for_another_is_to_be_entered_there[note] if {
	some note, [posts, employers, expected] in {
		"by the career": [[over, moved], [], "left_institution"],
		"by the employment": [[["汐入大学", "2018-04", "2022-03"]], [over, moved], "left_institution"],
		"the old post by the career, the new one by the employment": [[over], [moved], "left_institution"],
		"the other way round": [[moved], [over], "left_institution"],
		"to another institution of the team": [[over, ["汐入大学", "2026-10", ""]], [], "left_institution"],
		"held under another name of it": [[["Minato Institute", "2022-04", "2026-09"], moved], [], "left_institution"],
		"yesterday": [[["みなと機構", "2022-04-01", "2026-11-19"], moved], [], "left_institution"],
		"today": [[["みなと機構", "2022-04-01", "2026-11-20"], moved], [], "provided"],
		"this month": [[["みなと機構", "2022-04", "2026-11"], moved], [], "provided"],
		"at an end ahead": [[["みなと機構", "2022-04-01", "2027-03-31"], moved], [], "provided"],
		"another of its posts goes on": [[over, ["Minato Institute", "2026-10-01", ""], moved], [], "provided"],
		"its employment goes on": [[over, moved], [["みなと機構", "2022-04-01", ""]], "provided"],
		"its career goes on": [[["みなと機構", "2022-04-01", ""]], [over, moved], "provided"],
		"none under its name": [[["みなと機構病院", "2022-04-01", "2026-09-30"], moved], [], "provided"],
		"for none that is entered": [[over], [over], "provided"],
		"the other one is over, too": [[over, ["Veldar Institute", "2026-10-01", "2026-11-19"]], [], "provided"],
		"the other one begins today": [[over, ["Veldar Institute", "2026-11-20", ""]], [], "left_institution"],
		"the other one begins tomorrow": [[over, ["Veldar Institute", "2026-11-21", ""]], [], "provided"],
		"the other one begins this month": [[over, ["Veldar Institute", "2026-11", ""]], [], "left_institution"],
	}
	by_posts(posts, employers, {}) == expected
}

test_a_student_and_a_further_post_at_the_institution_are_no_such_case[note] if {
	none := {"state": "none", "declared": {"by": "森", "on": "2026-10-05"}, "reason": "在学中である。"}
	some note, [changed, expected] in {
		"a student": [{"role": "participant", "student": true}, "provided"],
		"a participant": [{"role": "participant", "student": false}, "left_institution"],
		"a further post that goes on": [{"affiliations": given("institution", [["みなと機構", "2026-10", ""]])}, "provided"],
		"a further post that is over": [{"affiliations": given("institution", [over])}, "left_institution"],
		"a further post elsewhere": [{"affiliations": given("institution", [moved])}, "left_institution"],
		"a student without a career": [
			{"role": "participant", "student": true, "disclosures": {"career": none}},
			"declared_none",
		],
		"nobody without a career who is no student": [{"disclosures": {"career": none}}, "none_not_student"],
	}
	by_posts([over, moved], [over, moved], changed) == expected
}

test_what_the_posts_say_is_not_settled_by_what_is_withheld if {
	withheld := {"items": ["RS-P1-01b"], "reason": "規程による", "by": "西村", "on": "2026-10-26"}

	# regal ignore:with-outside-test-context
	[finding] := career.findings with input as {
		"as_of": "2026-11-20", "mode": "formal", "prepared": prepared,
		"facts": {
			"institutions": [{"id": "b", "role": "joint", "name": "みなと機構", "partner": {"withholds": [withheld]}}],
			"people": [{
				"id": "mori", "role": "co_pi", "institution": "b",
				"disclosures": {"career": given("institution", [over, moved])},
			}],
		},
	}
	finding.reason == "left_institution"
	finding.reads == [
		"/facts/people/0/disclosures/career",
		"/facts/people/0/employment",
		"/facts/people/0/affiliations",
		"/facts/people/0/institution",
	]
}
