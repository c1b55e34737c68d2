package policy.program.affiliations_test

import data.policy.program.affiliations

declared := {"by": "遠藤 拓", "on": "2026-10-07"}

none := {"state": "none", "declared": declared}

provided(entry) := {"state": "provided", "declared": declared, "entries": [entry]}

run := {
	"list_id": "eul",
	"list_version": "v1",
	"retrieved_on": "2026-10-19",
	"run_on": "2026-10-20",
	"queried_names": ["遠藤 拓"],
	"candidates": [],
}

# A person who declares this and nothing else, and whose own name alone was searched for.
person(disclosures) := {
	"id": "endo",
	"disclosures": object.union({"education": none, "career": none, "other_support": none}, disclosures),
	"screening": [run],
}

# How names compare, as they are prepared.
prepared := {"names": {"遠藤 拓": {"forms": ["遠藤拓"]}, "Delta": {"forms": ["delta"]}}, "digests": {}}

found(disclosures) := [finding.reason, finding.params] if {
	facts := {"people": [person(disclosures)]}

	# regal ignore:with-outside-test-context,line-length
	[finding] := affiliations.findings with input as {"as_of": "2026-11-20", "mode": "formal", "prepared": prepared, "facts": facts} with data.policy.params.affiliation_lists as ["eul"]
}

test_the_body_of_each_affiliation_is_searched_for[note] if {
	some note, disclosures in {
		"a course of study": {"education": provided({"institution": "Delta"})},
		"a post": {"career": provided({"institution": "Delta"})},
		"a side post": {"other_support": provided({"kind": "side_post", "provider": "Delta"})},
		"pay": {"other_support": provided({"kind": "pay", "provider": "Delta"})},
		"an honorary post": {"other_support": provided({"kind": "honorary_post", "provider": "Delta"})},
	}
	found(disclosures) == ["names_not_searched", {"lists": ["eul v1"], "names": ["遠藤 拓"], "missing": ["Delta"]}]
}

# What is found of a person with these posts beside what is disclosed.
found_beside(posts) := [finding.reason, finding.params] if {
	facts := {"people": [object.union(person({}), posts)]}

	# regal ignore:with-outside-test-context,line-length
	[finding] := affiliations.findings with input as {"as_of": "2026-11-20", "mode": "formal", "prepared": prepared, "facts": facts} with data.policy.params.affiliation_lists as ["eul"]
}

test_posts_and_employers_are_searched_for_where_they_are_declared[note] if {
	not_searched := ["names_not_searched", {"lists": ["eul v1"], "names": ["遠藤 拓"], "missing": ["Delta"]}]
	no_candidate := ["no_candidate", {"lists": ["eul v1"], "names": ["遠藤 拓"]}]
	ahead := object.union(none, {"declared": {"by": "人事課", "on": "2026-11-21"}})
	some note, [posts, expected] in {
		"a further post": [{"affiliations": provided({"institution": "Delta"})}, not_searched],
		"an employer": [{"employment": provided({"employer": "Delta"})}, not_searched],
		"an employer whose name is no text": [{"employment": provided({"employer": 7})}, no_candidate],
		"no employment": [{"employment": none}, no_candidate],
		"no further posts": [{"affiliations": none}, no_candidate],
		"no employment, on a day ahead": [{"employment": ahead}, ["affiliations_absent", {"items": ["employment"]}]],
		"employment withheld": [
			{"employment": {"state": "withheld", "declared": declared}},
			["affiliations_not_known", {"items": ["employment"]}],
		],
	}
	found_beside(posts) == expected
}

test_a_support_that_is_no_post_is_no_affiliation if {
	found({"other_support": provided({"kind": "scholarship", "provider": "Delta"})})[0] == "no_candidate"
}

test_a_body_whose_name_is_no_text_is_none if {
	found({"career": provided({"institution": 7})})[0] == "no_candidate"
}

# What is found of a participant whose institution withholds this, with such runs against the program's lists.
of_participant(runs, lists) := finding.reason if {
	withheld := {"items": ["DB-02"], "reason": "規程による", "by": "西村", "on": "2026-10-26"}
	facts := {
		"institutions": [
			{"id": "a", "role": "lead"},
			{"id": "b", "role": "joint", "partner": {"withholds": [withheld]}},
		],
		"people": [object.union(
			person({"career": provided({"institution": "Delta"})}),
			{"role": "participant", "institution": "b", "screening": runs},
		)],
	}

	# regal ignore:with-outside-test-context,line-length
	[finding] := affiliations.findings with input as {"as_of": "2026-11-20", "mode": "formal", "prepared": prepared, "facts": facts} with data.policy.params.affiliation_lists as lists
}

test_what_is_withheld_stands_for_the_runs_that_are_missing[note] if {
	own := object.union(run, {"institution": "b", "queried_names": ["遠藤 拓", "Delta"]})
	some note, [runs, lists, reason] in {
		"none": [[], ["eul"], "part_withheld"],
		"by another institution": [[object.remove(own, ["institution"])], ["eul"], "part_withheld"],
		"against one of two lists": [[own], ["eul", "un"], "part_withheld"],
		"without the body": [[object.union(own, {"queried_names": ["遠藤 拓"]})], ["eul"], "part_withheld"],
		"whole": [[own], ["eul"], "no_candidate"],
		"a candidate that nobody judged": [[object.union(own, {"candidates": [{"id": "1"}]})], ["eul"], "not_judged"],
	}
	of_participant(runs, lists) == reason
}

unsure := {"view": "unsure", "rationale": "同名の別人の可能性がある。", "by": "西村", "on": "2026-10-25"}

test_the_agencys_answer_on_what_is_not_known_is_no_older_than_the_last_doubt[note] if {
	withheld := {"state": "withheld", "declared": declared}
	accepted := {"about": [{"requirement": "DB-02", "subject": "person:endo"}], "result": "accepted", "reason": "可"}
	with_candidate := object.union(run, {"candidates": [{"id": "1", "name": "Endo"}], "disposition": unsure})
	no_employment := object.union(none, {"declared": {"by": "人事課", "on": "2026-10-30"}})
	judged := {"disposition": object.union(unsure, {"view": "different", "on": "2026-10-26"})}
	some note, [made, day, reason] in {
		"without a doubt": [[run], "2026-10-07", "fa_accepted"],
		"older than the declaration": [[run], "2026-10-06", "fa_answer_older"],
		"of the day of the doubt": [[with_candidate], "2026-10-25", "fa_accepted"],
		"older than the doubt": [[with_candidate], "2026-10-24", "fa_answer_older"],
		"older than a doubt that is cleared": [
			[with_candidate, object.union(with_candidate, judged)],
			"2026-10-24",
			"fa_accepted",
		],
	}
	[finding] := affiliations.findings with data.policy.params.affiliation_lists as ["eul"]
		with input as {
			"as_of": "2026-11-20",
			"mode": "formal",
			"prepared": prepared,
			"facts": {"people": [object.union(
				person({"career": withheld}),
				{"screening": made, "employment": no_employment},
			)]},
			"fa": {"determinations": [object.union(accepted, {"on": day})]},
		}
	finding.reason == reason
}
