package policy.lib.appointments_test

import data.policy.lib.appointments

world := {
	"as_of": "2026-11-20",
	"prepared": {"names": {
		"みなと機構": {"forms": ["みなと機構"]},
		"Minato Institute": {"forms": ["institute minato", "minato institute"]},
		"Institute, Minato": {"forms": ["institute minato"]},
		"汐入大学": {"forms": ["汐入大学"]},
	}},
	"facts": {"institutions": [
		{"id": "a", "name": "汐入大学"},
		{"id": "b", "name": "みなと機構", "other_names": [{"name": "Minato Institute", "kind": "latin"}]},
	]},
}

test_a_post_goes_on_until_its_end_is_over[end] if {
	some end, expected in {
		"2026-11-19": false, "2026-11-20": true, "2026-10": false, "2026-11": true, "2025": false, "2026": true,
	}

	# regal ignore:with-outside-test-context
	going_on := [true | appointments.goes_on({"end": end})] with input as world
	count(going_on) == 1 == expected
}

test_a_post_without_an_end_goes_on if {
	appointments.goes_on({"start": "2020-04"}) with input as world
}

test_the_own_institution_is_known_by_each_of_its_names[body] if {
	some body, expected in {
		"みなと機構": true, "Minato Institute": true, "Institute, Minato": true, "汐入大学": false, "※": false,
	}

	# regal ignore:with-outside-test-context
	its_own := [true | appointments.own({"owner": "b"}, body)] with input as world
	count(its_own) == 1 == expected
}

test_a_post_is_held_at_the_body_that_its_key_names if {
	found := {"entries": [
		{"employer": "汐入大学", "start": "2022-04-01"},
		{"employer": "みなと機構", "start": "2018", "end": "2022-03"},
		{"institution": "Minato Institute", "start": "2018"},
	]}
	[[post.body, post.begun, post.end] | some post in appointments.held(found, "employer")] == [
		["汐入大学", "2022-04", "9999"],
		["みなと機構", "2018", "2022-03"],
	]
}

test_two_posts_were_held_at_one_time_where_that_is_certain[note] if {
	some note, [start, end, expected] in {
		"over before": ["2018-04-01", "2020-03-31", false],
		"over in the month in which the other began": ["2018-04-01", "2020-04-30", false],
		"over a month later": ["2018-04-01", "2020-05-01", true],
		"within": ["2020-05", "2021", true],
		"over in the year in which the other began": ["2018", "2020", false],
		"begun in the month in which the other ended": ["2022-03-01", "2024-03-31", false],
		"begun the month before": ["2022-02-28", "2024-03-31", true],
	}
	found := {"entries": [
		{"institution": "汐入大学", "start": "2020-04-01", "end": "2022-03-31"},
		{"institution": "みなと機構", "start": start, "end": end},
	]}
	[own, other] := appointments.held(found, "institution")

	# Whichever of the two is named first.
	every pair in [[own, other], [other, own]] {
		held := [true | appointments.at_once(pair[0], pair[1])]
		count(held) == 1 == expected
	}
}
