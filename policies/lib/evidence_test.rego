package policy.lib.evidence_test

import data.policy.lib.evidence

test_a_document_has_a_title_and_can_be_found[note] if {
	some note, [document, expected] in {
		"kept somewhere": [{"title": "名簿", "kept_at": "研究推進部"}, [true]],
		"by its digest": [{"title": "名簿", "digest": "sha256:0"}, [true]],
		"nowhere": [{"title": "名簿"}, []],
		"without a title": [{"kept_at": "研究推進部"}, []],
		"in no words": [{"title": "名簿", "kept_at": 1, "digest": null}, []],
	}
	[true | evidence.stands(document)] == expected
}
