package policy.procedure.process.collection_test

import data.policy.procedure.process.collection

line(name) := {"line": name, "summary": "確認した", "by": "西村", "on": "2026-11-20"}

reason(entries) := beside({}, entries)

# What is found of these lines, beside such facts.
beside(facts, entries) := [finding.reason, finding.params] if {
	step := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-20"}, "entries": entries}

	world := {"as_of": "2026-11-20", "facts": object.union(facts, {"process": {"collection": step}})}

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
		"in a month": [object.union(line("information"), {"on": "2026-11"}), ["line_missing", {"lines": ["information"]}]],
		"by nobody": [object.remove(line("information"), ["by"]), ["line_missing", {"lines": ["information"]}]],
		"of the other": [data_line, ["line_missing", {"lines": ["information"]}]],
	}
	reason([changed, data_line]) == expected
}

test_a_line_is_made_once_something_of_what_it_says_was_there[note] if {
	declared := {"state": "provided", "declared": {"by": "西村", "on": "2026-11-10"}, "entries": [{}]}
	look := {"by": "西村", "source": "researchmap", "items": ["career"], "on": "2026-10-02", "available": true}
	facts := {
		"institutions": [{"id": "a", "role": "lead", "managed_data": declared}],
		"people": [{
			"id": "p",
			"institution": "a",
			"disclosures": {"career": declared},
			"due_diligence": object.union(declared, {"entries": [look]}),
		}],
	}
	some note, [information, managed_data, expected] in {
		"declared": ["2026-11-10", "2026-11-10", {}],
		"looked at, and declared anew since": ["2026-10-02", "2026-11-10", {}],
		"before anyone was looked at": ["2026-10-01", "2026-11-10", {"lines": ["information"]}],
		"data before they were declared": ["2026-11-10", "2026-11-09", {"lines": ["managed_data"]}],
		"data, after a look at a person": ["2026-11-10", "2026-10-02", {"lines": ["managed_data"]}],
	}
	[_, params] := beside(facts, [
		object.union(line("information"), {"on": information}),
		object.union(line("managed_data"), {"on": managed_data}),
	])
	params == expected
}

# The day on which both lines first stood, where the step is in this state.
first_whole(state, entries) := day if {
	step := {"state": state, "declared": {"by": "西村", "on": "2026-11-20"}, "entries": entries}
	world := {"as_of": "2026-11-20", "facts": {"process": {"collection": step}}}

	# regal ignore:with-outside-test-context
	day := collection.first_whole with input as world with data.policy.call.opens as "2026-09-14"
}

test_the_step_is_whole_once_both_lines_stand if {
	earlier := object.union(line("information"), {"on": "2026-11-12"})
	data_line := object.union(line("managed_data"), {"on": "2026-11-15"})
	first_whole("provided", [line("information"), earlier, data_line]) == "2026-11-15"
	not first_whole("provided", [earlier])
	not first_whole("provided", [data_line])
	not first_whole("withheld", [earlier, data_line])
}
