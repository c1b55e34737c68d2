package policy.lib.completions_test

import data.policy.lib.completions

done(day) := {"completed_on": day}

# A list of these rounds, signed on that day.
signed(on, entries) := {"on": on, "entries": entries, "envelope": {"declared": {"on": on}}}

test_a_round_is_known_since_it_was_declared_and_no_earlier_than_it_was_done[note] if {
	declared_on_the_11th := object.union(done("2026-11-10"), {"since": "2026-11-11"})
	some note, [read, expected] in {
		"signed later": [signed("2026-11-12", [done("2026-11-10")]), "2026-11-12"],
		"signed ahead of it": [signed("2026-11-08", [done("2026-11-10")]), "2026-11-10"],
		"said since when": [signed("2026-11-12", [declared_on_the_11th]), "2026-11-11"],
		"since a day ahead": [
			signed("2026-11-12", [object.union(done("2026-11-10"), {"since": "2026-11-21"})]),
			"2026-11-12",
		],
		"with an earlier one": [signed("2026-11-12", [done("2026-11-09"), done("2026-11-10")]), "2026-11-12"],
		"with a later one": [signed("2026-11-12", [done("2026-11-10"), done("2026-11-12")]), "2026-11-10"],
		"with a later one, told": [signed("2026-11-12", [declared_on_the_11th, done("2026-11-12")]), "2026-11-11"],
		"with one not signed": [signed("2026-11-12", [done("2026-11-10"), done("2026-11-13")]), "2026-11-12"],
		"with one on a later day that is no date": [
			signed("2026-11-12", [done("2026-11-10"), done("2026-11-11頃")]),
			"2026-11-12",
		],
		"with one on no date": [signed("2026-11-12", [done("2026-11-10"), done("11月中")]), "2026-11-12"],
		"twice the same": [signed("2026-11-12", [declared_on_the_11th, done("2026-11-10")]), "2026-11-11"],
	}
	completions.known_since(read, "2026-11-10") == expected with input as {"as_of": "2026-11-20"}
}
