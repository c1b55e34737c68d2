package policy.procedure.process.collection_test

import data.policy.procedure.process.collection

line(name) := {"line": name, "summary": "確認した", "by": "西村", "on": "2026-11-20"}

reason(entries) := [finding.reason, finding.params] if {
	step := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-20"}, "entries": entries}

	world := {"as_of": "2026-11-20", "facts": {"process": {"collection": step}}}

	# regal ignore:with-outside-test-context
	[finding] := collection.findings with input as world with data.policy.call.opens as "2026-09-14"
}

test_each_line_is_made_by_somebody_on_a_day_that_has_come[note] if {
	data_line := line("managed_data")
	some note, [changed, expected] in {
		"today": [line("information"), ["done", {}]],
		"tomorrow": [object.union(line("information"), {"on": "2026-11-21"}), ["line_missing", {"lines": ["information"]}]],
		"since the call opened": [object.union(line("information"), {"on": "2026-09-14"}), ["done", {}]],
		"before": [object.union(line("information"), {"on": "2026-09-13"}), ["line_missing", {"lines": ["information"]}]],
		"by nobody": [object.remove(line("information"), ["by"]), ["line_missing", {"lines": ["information"]}]],
		"of the other": [data_line, ["line_missing", {"lines": ["information"]}]],
	}
	reason([changed, data_line]) == expected
}
