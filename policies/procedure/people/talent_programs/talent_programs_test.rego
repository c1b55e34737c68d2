package policy.procedure.people.talent_programs_test

import data.policy.procedure.people.talent_programs

look(kind, finding, day) := {"kind": kind, "finding": finding, "on": day, "available": true}

# What is said of participation declared none on 1 October, by such looks.
reason(looks) := talent_programs.of_looks([], "2026-10-01", looks).reason

test_what_open_sources_cannot_confirm_a_newer_look_at_open_sources_confirms[kind] if {
	some kind, expected in {
		"papers": "none_borne_out",
		"portal": "none_borne_out",
		"research_database": "none_borne_out",
		"ip_database": "none_borne_out",
		"list": "none_borne_out",
		"web": "none_borne_out",
		"own_records": "not_confirmable",
		"institution": "not_confirmable",
	}
	reason([look("portal", "not_confirmable", "2026-10-10"), look(kind, "nothing_against", "2026-10-11")]) == expected
}

test_whose_word_on_it_is_the_newest[note] if {
	some note, [looks, expected] in {
		"confirmed on the same day": [
			[look("portal", "not_confirmable", "2026-10-10"), look("web", "nothing_against", "2026-10-10")],
			"not_confirmable",
		],
		"confirmed before": [
			[look("portal", "not_confirmable", "2026-10-10"), look("web", "nothing_against", "2026-10-09")],
			"not_confirmable",
		],
		"not confirmable once more": [
			[
				look("portal", "not_confirmable", "2026-10-10"),
				look("web", "nothing_against", "2026-10-11"),
				look("papers", "not_confirmable", "2026-10-12"),
			],
			"not_confirmable",
		],
		"own records cannot confirm it": [
			[look("own_records", "not_confirmable", "2026-10-12"), look("web", "nothing_against", "2026-10-11")],
			"none_borne_out",
		],
		"a newer one that was not made": [
			[
				look("portal", "not_confirmable", "2026-10-10"),
				object.union(look("web", "nothing_against", "2026-10-11"), {"available": false}),
			],
			"not_confirmable",
		],
		"of no kind": [
			[
				object.remove(look("", "not_confirmable", "2026-10-10"), ["kind"]),
				look("own_records", "nothing_against", "2026-10-11"),
			],
			"not_confirmable",
		],
	}
	reason(looks) == expected
}
