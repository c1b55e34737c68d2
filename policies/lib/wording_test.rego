package policy.lib.wording_test

import data.policy.lib.wording

test_words_that_name_something_are_about_that_alone[note] if {
	some note, [words, name, expected] in {
		"they name it": ["東雲電子研究所の職は無報酬である。", "東雲電子研究所", true],
		"they name the body of a department": ["東雲電子研究所の職は無報酬である。", "東雲電子研究所 材料部", true],
		"they name another": ["東雲電子研究所の職は無報酬である。", "白樺大学", false],
		"they name both": ["東雲電子研究所と白樺大学の職は無報酬である。", "白樺大学", true],
		"they name the body of a company": ["東雲電子研究所の職は無報酬である。", "東雲電子研究所イノベーション株式会社", false],
		"they name a department": ["東雲電子研究所 材料部の職は無報酬である。", "東雲電子研究所", false],
		"they name the body and a department": ["東雲電子研究所と東雲電子研究所 材料部の職は無報酬である。", "東雲電子研究所", true],
		"they name none": ["いずれの職も無報酬である。", "白樺大学", true],
	}
	is_about(words, name) == expected
}

default is_about(_, _) := false

is_about(words, name) if {
	wording.about(words, name, {"東雲電子研究所", "東雲電子研究所 材料部", "東雲電子研究所イノベーション株式会社", "白樺大学"})
}

test_a_reason_explains_what_it_knew_of_and_may_be_about[note] if {
	posts := {"declared": {"on": "2026-10-05", "by": "本人"}}
	some note, [on, reason, expected] in {
		"of the day": ["2026-10-05", "白樺大学の職は無報酬である。", true],
		"from before": ["2026-10-04", "白樺大学の職は無報酬である。", false],
		"of another": ["2026-10-05", "東雲電子研究所の職は無報酬である。", false],
		"that says nothing": ["2026-10-05", "該当なし", false],
	}
	found := {"envelope": {"declared": {"on": on, "by": "本人"}, "reason": reason}}
	explained(found, posts) == expected with input.as_of as "2026-11-20"
		with input.prepared.says_nothing as ["該当なし"]
}

default explained(_, _) := false

explained(found, posts) if {
	others := {"東雲電子研究所", "白樺大学"}
	wording.explains(found, posts, {"institution": "白樺大学"}, "白樺大学", others)
}
