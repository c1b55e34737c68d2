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

test_a_support_that_is_no_post_is_no_affiliation if {
	found({"other_support": provided({"kind": "scholarship", "provider": "Delta"})})[0] == "no_candidate"
}

test_a_body_whose_name_is_no_text_is_none if {
	found({"career": provided({"institution": 7})})[0] == "no_candidate"
}
