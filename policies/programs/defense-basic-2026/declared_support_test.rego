package policy.program.declared_support_test

import data.policy.program.declared_support

declared := {"by": "遠藤 拓", "on": "2026-10-07"}

table := [
	{"items": ["q05"], "answer": "yes", "declared": "other_support", "kinds": []},
	{"items": ["q01"], "answer": "yes", "declared": "funding", "kinds": []},
	{"items": ["q05"], "answer": "no", "declared": "other_support", "kinds": ["pay"]},
]

person(answer) := {
	"id": "endo",
	"disclosures": {"other_support": {"state": "none", "declared": declared}},
	"questionnaire": {
		"state": "provided",
		"declared": declared,
		"entries": [{"item": "q01", "answer": "yes"}, {"item": "q05", "answer": answer}],
	},
}

test_only_a_yes_to_an_item_on_support_contradicts_a_declaration_of_none if {
	contradicted := {answer |
		some answer in ["yes", "no", "unsure"]
		found := declared_support.tightenings with input as {
			"as_of": "2026-11-20",
			"facts": {"people": [person(answer)]},
		}
			with data.policy.params.questionnaire_declarations as table
		[finding.requirement | some finding in found] == ["RS-P1-02"]
	}
	contradicted == {"yes"}
}

test_what_contradicts_another_declaration_is_not_said_of_support if {
	none := {"state": "none", "declared": declared}
	found := declared_support.tightenings with input as {
		"as_of": "2026-11-20",
		"facts": {"people": [object.union(person("no"), {"disclosures": {"funding": none}})]},
	}
		with data.policy.params.questionnaire_declarations as table
	found == []
}

test_support_that_is_declared_contradicts_nothing if {
	provided := {"state": "provided", "declared": declared, "entries": [{"provider": "財団"}]}
	found := declared_support.tightenings with input as {
		"as_of": "2026-11-20",
		"facts": {"people": [object.union(person("yes"), {"disclosures": {"other_support": provided}})]},
	}
		with data.policy.params.questionnaire_declarations as table
	found == []
}

test_only_a_no_without_words_contradicts_support_that_is_declared[note] if {
	provided := {"state": "provided", "declared": declared, "entries": [{"kind": "pay", "provider": "財団"}]}
	some note, [answer, expected] in {
		"no": [{"answer": "no"}, ["differs_from_questionnaire"]],
		"no, with words": [{"answer": "no", "detail": "無報酬である。"}, []],
		"unsure": [{"answer": "unsure"}, []],
		"yes": [{"answer": "yes"}, []],
	}
	form := object.union(person("no").questionnaire, {"entries": [object.union({"item": "q05"}, answer)]})
	one := {"id": "endo", "disclosures": {"other_support": provided}, "questionnaire": form}
	found := declared_support.tightenings with input as {"as_of": "2026-11-20", "facts": {"people": [one]}}
		with data.policy.params.questionnaire_declarations as table
	[finding.reason | some finding in found] == expected
}
