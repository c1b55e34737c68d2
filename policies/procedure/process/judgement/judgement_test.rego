package policy.procedure.process.judgement_test

import data.policy.procedure.process.judgement

said(field) := {"field": field, "view": "問題なし", "rationale": "情報を確認した", "by": "西村", "on": "2026-11-01"}

fields := ["data", "partners", "people", "technology"]

# What is found where these judgements were recorded.
found(entries) := [finding.reason, finding.params] if {
	judgements := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-01"}, "entries": entries}

	# regal ignore:with-outside-test-context
	[finding] := judgement.findings with input as {
		"as_of": "2026-11-20",
		"facts": {"process": {"judgement": judgements}},
	}
}

test_the_judgement_covers_four_fields if {
	found([said(field) | some field in fields]) == ["judged", {}]
}

test_none_of_the_four_fields_may_be_left_out[left_out] if {
	some left_out in fields
	others := [said(field) | some field in fields; field != left_out]
	found(others) == ["field_not_judged", {"fields": [left_out]}]
}

test_a_judgement_has_a_view_and_is_signed[key] if {
	some key in ["view", "rationale", "by", "on"]
	found([object.remove(said(field), [key]) | some field in fields]) == ["field_not_judged", {"fields": fields}]
}
