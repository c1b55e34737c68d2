package policy.lib.verdict_test

import data.policy.lib.verdict

test_each_word_for_a_verdict_has_its_status[status] if {
	some status, found in {
		"satisfied": verdict.satisfied("said", ["/x"]),
		"not_applicable": verdict.not_applicable("said", ["/x"]),
		"missing_information": verdict.missing("said", ["/x"]),
		"unsatisfied": verdict.unsatisfied("said", ["/x"]),
		"consult_fa": verdict.consult("said", ["/x"], verdict.elsewhere),
	}
	found == {"status": status, "reason": "said", "params": {}, "reads": ["/x"], "since": verdict.elsewhere}
}

test_what_is_wanting_stands_since_the_newest_day[note] if {
	some note, [said, days, since] in {
		"missing": [verdict.missing("said", []), ["2026-11-01", "2026-11-02"], "2026-11-02"],
		"missing, since no day": [verdict.missing("said", []), [], ""],
		"asked, and older": [verdict.consult("said", [], "2026-11-03"), ["2026-11-02"], "2026-11-03"],
		"asked, and newer": [verdict.consult("said", [], "2026-11-01"), ["2026-11-02"], "2026-11-02"],
		"settled elsewhere": [verdict.consult("said", [], verdict.elsewhere), ["2026-11-02"], verdict.elsewhere],
	}
	verdict.no_earlier(said, days) == object.union(said, {"since": since})
}
