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
	"学校法人みなと": {"forms": ["学校法人みなと"]},
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
		"its employment goes on, of the same day": [
			[over, moved], [["みなと機構", "2022-04-01", ""]],
			"left_institution",
		],
		"another employment there goes on": [[over, moved], [["みなと機構", "2026-10-01", ""]], "provided"],
		"its career goes on, of the same day": [[["みなと機構", "2022-04-01", ""]], [over, moved], "left_institution"],
		"none under its name": [[["みなと機構病院", "2022-04-01", "2026-09-30"], moved], [], "provided"],
		"for none that is entered": [[over], [over], "left_institution"],
		"the other one is over, too": [[over, ["Veldar Institute", "2026-10-01", "2026-11-19"]], [], "left_institution"],
		"the other one begins today": [[over, ["Veldar Institute", "2026-11-20", ""]], [], "left_institution"],
		"the other one begins tomorrow": [[over, ["Veldar Institute", "2026-11-21", ""]], [], "left_institution"],
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

visiting(start, end, day) := {"affiliations": signed("institution", [["Minato Institute", start, end]], day)}

test_a_further_post_at_the_institution_that_ran_out_is_an_own_post[note] if {
	elsewhere := ["Veldar Institute", "2018-04-01", ""]
	some note, [posts, employers, changed, expected] in {
		"with no other there": [
			[elsewhere], [elsewhere], visiting("2024-04", "2026-10-31", "2026-10-05"),
			"left_institution",
		],
		"yesterday": [[elsewhere], [], visiting("2024-04", "2026-11-19", "2026-10-05"), "left_institution"],
		"today": [[elsewhere], [], visiting("2024-04", "2026-11-20", "2026-10-05"), "provided"],
		"without an end": [[elsewhere], [], visiting("2024-04", "", "2026-10-05"), "provided"],
		"that goes on, declared ahead": [[over], [], visiting("2026-10", "", "2026-11-21"), "left_institution"],
		"that goes on, declared today": [[over], [], visiting("2026-10", "", "2026-11-20"), "provided"],
		"beside the own one by the career": [
			[open], [elsewhere], visiting("2024-04", "2026-10-31", "2026-11-05"),
			"provided",
		],
		"beside the own one by the employment": [
			[elsewhere], [open], visiting("2024-04", "2026-10-31", "2026-11-05"),
			"provided",
		],
		"that goes on, and began before the own one was over": [
			[over, moved], [], visiting("2024-04", "", "2026-09-01"),
			"provided",
		],
		"of a student": [
			[elsewhere], [],
			object.union(visiting("2024-04", "2026-10-31", "2026-10-05"), {"role": "participant", "student": true}),
			"provided",
		],
	}
	by_posts(posts, employers, changed) == expected
}

test_what_the_employment_says_is_heard_where_the_career_is_not_given[note] if {
	stated := {"declared": {"by": "森", "on": "2026-10-05"}, "reason": "前職の規程による"}
	of_another := {"declared": {"by": "西村", "on": "2026-10-05", "institution": "c"}}
	some note, [career, employers, expected] in {
		"unobtainable": [object.union(stated, {"state": "unobtainable"}), [over], "left_institution"],
		"withheld": [object.union(stated, {"state": "withheld"}), [over], "left_institution"],
		"withheld, and the post goes on": [object.union(stated, {"state": "withheld"}), [open], "withheld"],
		"withheld, and none is entered": [object.union(stated, {"state": "withheld"}), [], "withheld"],
		"not declared": [null, [over], "left_institution"],
		"not declared, and the post goes on": [null, [open], "absent"],
		"stated by another": [object.union(given("institution", [open]), of_another), [over], "left_institution"],
		"stated by another, and the post goes on": [
			object.union(given("institution", [open]), of_another), [open],
			"stated_by_another",
		],
	}
	by_posts([], employers, {"disclosures": {"career": career}}) == expected
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

signed(body, posts, day) := object.union(given(body, posts), {"declared": {"by": "森", "on": day}})

open := ["みなと機構", "2022-04-01", ""]

left_on(day) := ["みなと機構", "2022-04-01", day]

# What is found where the career and the employment, with these posts, were declared on these days.
by_days(posts, career_on, employers, employment_on) := by_posts([], [], {
	"employment": signed("employer", employers, employment_on),
	"disclosures": {"career": signed("institution", posts, career_on)},
})

test_of_two_words_on_the_own_post_the_newer_stands[note] if {
	gone := [left_on("2026-09-30"), moved]
	some note, [posts, career_on, employers, employment_on, expected] in {
		"over by the newer employment": [[open], "2026-10-05", gone, "2026-10-06", "left_institution"],
		"over by the newer career": [gone, "2026-10-06", [open], "2026-10-05", "left_institution"],
		"over by the employment of that day": [[open], "2026-10-05", gone, "2026-10-05", "left_institution"],
		"over by the career of that day": [gone, "2026-10-05", [open], "2026-10-05", "left_institution"],
		"over by the older employment": [[open], "2026-10-06", gone, "2026-10-05", "provided"],
		"over by the older career": [gone, "2026-10-05", [open], "2026-10-06", "provided"],
		"over, and nothing elsewhere": [[open], "2026-10-05", [left_on("2026-09-30")], "2026-10-06", "left_institution"],
		"over since the newer word": [[open], "2026-10-06", [left_on("2026-10-31")], "2026-10-05", "left_institution"],
		"over on the day of the newer word": [
			[open], "2026-10-06", [left_on("2026-10-06")],
			"2026-10-05", "left_institution",
		],
		"over the day before the newer word": [[open], "2026-10-06", [left_on("2026-10-05")], "2026-10-05", "provided"],
		"over in the month of the newer word": [[open], "2026-10-06", [left_on("2026-10")], "2026-10-05", "left_institution"],
		"over since, but for the newer word until spring": [
			[left_on("2027-03-31")], "2026-10-06", [left_on("2026-10-31")], "2026-10-05", "provided",
		],
		"a later post there": [[open], "2026-10-05", [over, ["みなと機構", "2026-10-01", ""]], "2026-10-06", "provided"],
		"a later post there by the older word": [
			[["みなと機構", "2026-10-01", ""]], "2026-10-05", [left_on("2026-09-30")], "2026-10-06", "provided",
		],
		"one that began on its last day": [
			[["みなと機構", "2026-09-30", ""]], "2026-10-05", [left_on("2026-09-30")], "2026-10-06",
			"left_institution",
		],
		"another one there in the same list, begun before": [
			[left_on("2026-09-30"), ["みなと機構", "2024-04-01", ""]], "2026-10-05", [], "2026-10-05",
			"provided",
		],
		"until spring by a word dated ahead": [
			[open], "2026-10-05", [left_on("2027-03-31")], "2026-12-01",
			"provided",
		],
		"a later post there by a word dated ahead": [
			[open], "2026-10-05", [["みなと機構", "2026-11-01", ""]], "2026-12-01",
			"provided",
		],
		"over by a word dated ahead": [[open], "2026-10-05", gone, "2026-12-01", "left_institution"],
		"open by a word dated ahead": [gone, "2026-10-05", [open], "2026-12-01", "left_institution"],
		"an earlier post there is over": [
			[["みなと機構", "2015-04-01", "2022-03-31"], open], "2026-10-06",
			[["みなと機構", "2015-04-01", ""]], "2026-10-05", "provided",
		],
	}
	by_days(posts, career_on, employers, employment_on) == expected
}

test_a_post_elsewhere_that_began_since_is_told_by_a_list_without_one_here[note] if {
	some note, [posts, career_on, employers, employment_on, expected] in {
		"since the career": [[open], "2026-09-30", [moved], "2026-10-05", "left_institution"],
		"since the employment": [[moved], "2026-10-05", [open], "2026-09-30", "left_institution"],
		"on its day": [[open], "2026-10-01", [moved], "2026-10-05", "provided"],
		"before": [[open], "2026-10-02", [moved], "2026-10-05", "provided"],
		"in its month": [[open], "2026-10-01", [["Veldar Institute", "2026-10", ""]], "2026-11-05", "provided"],
		"in the next month": [[open], "2026-10-01", [["Veldar Institute", "2026-11", ""]], "2026-11-05", "left_institution"],
		"ahead": [[open], "2026-10-01", [["Veldar Institute", "2026-11-21", ""]], "2026-10-05", "provided"],
		"beside the own one": [[open], "2026-09-30", [open, moved], "2026-10-05", "provided"],
		"and over by now": [
			[open], "2026-09-30", [["Veldar Institute", "2026-10-01", "2026-11-19"]],
			"2026-10-05", "provided",
		],
		"none here at all": [
			[["みなと機構病院", "2022-04-01", ""]], "2026-09-30", [moved],
			"2026-10-05", "provided",
		],
	}
	by_days(posts, career_on, employers, employment_on) == expected
}

test_a_post_is_as_old_as_it_says_and_nobody_stays_by_the_word_of_another[note] if {
	career := signed("institution", [open], "2026-10-20")
	unchanged := object.union(career, {"declared": {"by": "森", "on": "2026-10-20", "since": "2026-10-05"}})
	employment := signed("employer", [left_on("2026-09-30")], "2026-10-10")
	of_another := object.union(
		signed("employer", [open], "2026-10-20"),
		{"declared": {"by": "西村", "on": "2026-10-20", "institution": "c"}},
	)
	some note, [posts, employers, expected] in {
		"anew": [career, employment, "provided"],
		"unchanged since before": [unchanged, employment, "left_institution"],
		"by another institution": [signed("institution", [over], "2026-10-05"), of_another, "left_institution"],
		"none": [signed("institution", [over], "2026-10-05"), null, "left_institution"],
		"by nobody": [
			signed("institution", [over], "2026-10-05"),
			object.remove(of_another, ["declared"]),
			"left_institution",
		],
	}
	by_posts([], [], {"employment": employers, "disclosures": {"career": posts}}) == expected
}

none_on(day) := {"state": "none", "declared": {"by": "人事課", "on": day}}

test_that_nobody_is_employed_any_more_is_heard_where_it_is_newer[note] if {
	of_another := {"state": "none", "declared": {"by": "西村", "on": "2026-10-06", "institution": "c"}}
	unchanged := {"state": "none", "declared": {"by": "人事課", "on": "2026-10-06", "since": "2026-10-05"}}
	some note, [posts, employment, changed, expected] in {
		"the day after the career": [[open], none_on("2026-10-06"), {}, "left_institution"],
		"on its day": [[open], none_on("2026-10-05"), {}, "provided"],
		"before": [[open], none_on("2026-10-04"), {}, "provided"],
		"unchanged since its day": [[open], unchanged, {}, "provided"],
		"by a word dated ahead": [[open], none_on("2026-11-21"), {}, "provided"],
		"by another institution": [[open], of_another, {}, "provided"],
		"beside a term until spring": [[left_on("2027-03-31")], none_on("2026-10-06"), {}, "left_institution"],
		"before a post that begins later": [[["みなと機構", "2026-10-07", ""]], none_on("2026-10-06"), {}, "provided"],
		"on the first day of a post": [[["みなと機構", "2026-10-06", ""]], none_on("2026-10-06"), {}, "left_institution"],
		"of a student": [[open], none_on("2026-10-06"), {"role": "participant", "student": true}, "provided"],
		"with a further post there": [[open], none_on("2026-10-06"), visiting("2024-04", "", "2026-10-05"), "provided"],
		"with none under its name": [[["みなと機構病院", "2022-04-01", ""]], none_on("2026-10-06"), {}, "provided"],
	}
	by_posts([], [], object.union(changed, {
		"employment": employment,
		"disclosures": {"career": signed("institution", posts, "2026-10-05")},
	})) == expected
}

test_of_two_posts_the_one_declared_since_keeps_the_person_there if {
	again := {"institution": "みなと機構", "start": "2024-04-01", "since": "2026-10-06"}
	career := signed("institution", [open], "2026-10-05")
	by_posts([], [], {
		"employment": {"state": "none", "declared": {"by": "人事課", "on": "2026-10-06"}},
		"disclosures": {"career": object.union(career, {
			"declared": {"by": "森", "on": "2026-10-06", "since": "2026-10-05"},
			"entries": array.concat(career.entries, [again]),
		})},
	}) == "provided"
}

# What is found of somebody of みなと機構, a university in Japan, by career, employers, further posts and what else is said.
at_bodies(posts, employers, further, changed) := [finding.reason, object.get(finding.params, "bodies", [])] if {
	mori := object.union(
		{
			"id": "mori", "role": "co_pi", "institution": "b", "student": false,
			"employment": given("employer", employers),
			"affiliations": given("institution", further),
			"disclosures": {"career": given("institution", posts)},
		},
		changed,
	)
	b := {
		"id": "b", "role": "joint", "name": "みなと機構", "kind": "university", "country": "JP",
		"roster": {
			"state": "provided",
			"declared": {"by": "森", "on": "2026-10-05"},
			"entries": [{"person": "later", "since": "2026-11-21"}, {"person": "now", "since": "2026-11-20"}],
		},
	}

	# regal ignore:with-outside-test-context
	[finding] := career.findings with input as {
		"as_of": "2026-11-20", "mode": "formal", "prepared": prepared,
		"facts": {"institutions": [{"id": "a", "role": "lead", "name": "汐入大学"}, b], "people": [mori]},
	}
}

veldar := ["Veldar Institute", "2022-04-01", ""]

at_veldar := ["posts_elsewhere_alone", ["Veldar Institute"]]

test_a_co_pi_whom_another_body_employs_for_all_posts_is_to_be_checked[note] if {
	provided := ["provided", []]
	some note, [posts, employers, further, expected] in {
		"employed there": [[veldar], [veldar], [], at_veldar],
		"a post there, and nothing of who employs": [[veldar], [], [], provided],
		"one elsewhere that is over": [[["汐入大学", "2018-04-01", "2026-11-19"], veldar], [veldar], [], at_veldar],
		"one elsewhere that ends today": [[["汐入大学", "2018-04-01", "2026-11-20"], veldar], [veldar], [], provided],
		"both of them employ": [
			[["汐入大学", "2018-04-01", ""], veldar], [["汐入大学", "2018-04-01", ""], veldar], [],
			["posts_elsewhere_alone", ["Veldar Institute", "汐入大学"]],
		],
		"a hospital of the institution, too": [[["みなと機構病院", "2018-04-01", ""], veldar], [veldar], [], provided],
		"a hospital employs": [
			[["みなと機構病院", "2018-04-01", ""]], [["みなと機構病院", "2018-04-01", ""]], [],
			provided,
		],
		"the corporation employs, too": [[veldar], [veldar, ["学校法人みなと", "2018-04-01", ""]], [], provided],
		"the corporation employed": [
			[veldar], [veldar, ["学校法人みなと", "2018-04-01", "2026-11-19"]], [],
			["left_institution", []],
		],
		"the employment there is over": [[veldar], [["Veldar Institute", "2022-04-01", "2026-11-19"]], [], provided],
		"the institution employs, too": [[veldar], [veldar, ["みなと機構", "2018-04-01", ""]], [], provided],
		"a visiting post at it": [[veldar], [veldar], [["みなと機構", "2022-04-01", ""]], provided],
		"a visiting post at its hospital": [[veldar], [veldar], [["みなと機構病院", "2022-04-01", ""]], provided],
		"a further post elsewhere": [[veldar], [veldar], [["汐入大学", "2022-04-01", ""]], at_veldar],
		"none goes on": [[["Veldar Institute", "2022-04-01", "2026-11-19"]], [veldar], [], provided],
	}
	at_bodies(posts, employers, further, {}) == expected
}

test_of_whom_it_is_asked_where_he_or_she_is_employed[note] if {
	some note, [changed, expected] in {
		"the PI": [{"role": "pi"}, "posts_elsewhere_alone"],
		"a participant": [{"role": "participant"}, "provided"],
		"a co-PI who joins tomorrow": [{"id": "later"}, "provided"],
		"a co-PI who joined today": [{"id": "now"}, "posts_elsewhere_alone"],
		"the PI, who is there from the first day": [{"id": "later", "role": "pi"}, "posts_elsewhere_alone"],
		"by the word of another institution": [
			{"disclosures": {"career": object.union(
				given("institution", [veldar]),
				{"declared": {"by": "森", "on": "2026-10-05", "institution": "c"}},
			)}},
			"stated_by_another",
		],
	}
	at_bodies([veldar], [veldar], [], changed)[0] == expected
}
