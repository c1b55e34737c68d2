package policy.lib.wording_test

import data.policy.lib.wording

of_the_institute := "東雲電子研究所の職は無報酬である。"

named_in := {of_the_institute: ["東雲電子研究所", "東雲電子研究所 材料部"], "いつもの職": ["潮見大学"]}

test_words_that_name_something_are_about_that_alone[note] if {
	some note, [words, name, expected] in {
		"they name it": [of_the_institute, "東雲電子研究所", true],
		"they name it with another": [of_the_institute, "東雲電子研究所 材料部", true],
		"they name another": [of_the_institute, "白樺大学", false],
		"they name none": ["いずれの職も無報酬である。", "白樺大学", true],
		"they name none of what is entered": ["いつもの職", "白樺大学", true],
	}
	is_about(words, name) == expected with input.prepared.named_in as named_in
}

test_words_of_which_nothing_is_prepared_name_none if {
	is_about(of_the_institute, "白樺大学") with input as {}
}

default is_about(_, _) := false

is_about(words, name) if {
	wording.about(words, name, {"東雲電子研究所", "東雲電子研究所 材料部", "白樺大学"})
}

test_a_reason_explains_what_it_knew_of_and_may_be_about[note] if {
	posts := {"declared": {"on": "2026-10-05", "by": "本人"}}
	some note, [on, reason, expected] in {
		"of the day": ["2026-10-05", "白樺大学の職は無報酬である。", true],
		"from before": ["2026-10-04", "白樺大学の職は無報酬である。", false],
		"of another": ["2026-10-05", of_the_institute, false],
		"that says nothing": ["2026-10-05", "該当なし", false],
	}
	found := {"envelope": {"declared": {"on": on, "by": "本人"}, "reason": reason}}
	explained(found, posts) == expected with input.as_of as "2026-11-20"
		with input.prepared.says_nothing as ["該当なし"]
		with input.prepared.named_in as named_in
}

default explained(_, _) := false

explained(found, posts) if {
	others := {"東雲電子研究所", "白樺大学"}
	wording.explains(found, posts, {"institution": "白樺大学"}, "白樺大学", others)
}
