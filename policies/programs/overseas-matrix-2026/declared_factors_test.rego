package policy.program.declared_factors_test

import data.policy.program.declared_factors

test_what_is_declared_is_not_what_the_institution_withholds[note] if {
	withheld := {"items": ["OM-01"], "reason": "規程による", "by": "西村", "on": "2026-10-26"}
	signed := {"by": "戸田 彰", "on": "2026-10-06"}
	some note, [factors, reason] in {
		"not declared": [null, "part_withheld"],
		"declared": [{"state": "none", "declared": signed, "period": "all"}, "declared_none"],
	}
	facts := {
		"institutions": [
			{"id": "a", "role": "lead"},
			{"id": "b", "role": "joint", "partner": {"withholds": [withheld]}},
		],
		"people": [{"id": "toda", "role": "participant", "institution": "b", "factors": factors}],
	}
	found := declared_factors.findings with input as {"as_of": "2026-11-20", "mode": "formal", "facts": facts}
		with data.policy.params.factor_look_back_years as 5
	[finding.reason | some finding in found] == [reason]
}

test_only_what_somebody_signed_names_a_body[note] if {
	signed := {"by": "戸田 彰", "on": "2026-10-06"}
	relation := {"id": "f", "factor": "listed_post", "body": "Veldar（別表2）", "start": "2022-10-01"}
	related := {"state": "provided", "declared": signed, "period": "all", "entries": [relation]}
	posts := {"state": "provided", "declared": signed, "entries": [{"institution": "Veldar", "start": "2024-04-01"}]}
	none := {"state": "none", "declared": signed, "period": "all"}
	some note, [factors, affiliations, reason] in {
		"signed": [related, posts, "body_without_relation"],
		"a relation that nobody signed": [object.remove(related, ["declared"]), posts, "declared_none"],
		"a post that nobody signed": [related, object.remove(posts, ["declared"]), "declared_none"],
	}
	facts := {"institutions": [{"id": "a", "role": "lead"}], "people": [
		{"id": "ono", "role": "participant", "institution": "a", "factors": none, "affiliations": affiliations},
		{"id": "toda", "role": "participant", "institution": "a", "factors": factors},
	]}
	found := declared_factors.findings with input as {
		"as_of": "2026-11-20", "mode": "formal", "facts": facts,
		"prepared": {"names": {"Veldar": {"forms": ["veldar"]}}},
	}
		with data.policy.params.factor_look_back_years as 5
	[finding.reason | some finding in found; finding.subject == "person:ono"] == [reason]
}
