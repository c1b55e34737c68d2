# METADATA
# description: |
#   What a run that proves nothing says all the same: one against a list that nobody asked for, of another institution,
#   or with days that do not fit.
package policy.lib.screening_doubts_test

import data.policy.lib.screening
import data.policy.lib.screening_test as given

test_a_doubt_is_heeded_wherever_and_by_whomever_it_was_raised[note] if {
	same := given.judgement("same", "2026-10-21")
	some note, runs in {
		"another list": [given.clear, given.run("other", {"candidates": given.found, "disposition": same})],
		"another list, and another person on this one": [
			given.hit({"disposition": given.judgement("different", "2026-10-21")}),
			given.run("other", {"candidates": given.found, "disposition": same}),
		],
		"judged before the run": [given.clear, given.hit({"disposition": given.judgement("same", "2026-10-19")})],
		"judged before a run that is still to come": [
			given.clear,
			given.hit({"run_on": "2026-11-21", "disposition": same}),
		],
		"of another institution": [given.clear, given.hit({"institution": "b", "disposition": same})],
		"left open by another institution, too early": [
			given.clear,
			given.hit({"institution": "b", "disposition": given.judgement("unsure", "2026-10-19")}),
		],
		"retrieved after the run": [given.clear, given.hit({"retrieved_on": "2026-10-21", "disposition": same})],
		"judged different since by another institution": [
			given.hit({"disposition": same}),
			given.hit({"institution": "b", "disposition": given.judgement("different", "2026-10-25")}),
		],
		"judged different since, too early": [
			given.hit({"disposition": same}),
			given.hit({"run_on": "2026-10-26", "disposition": given.judgement("different", "2026-10-25")}),
		],
	}
	count(given.keys(runs)) == 1
}

test_what_a_list_that_is_asked_for_elsewhere_says_is_judged_there[note] if {
	other := given.run("other", {"candidates": given.found, "disposition": given.judgement("same", "2026-10-21")})
	subject := given.person([given.clear, given.run("un", {}), other])
	some note, [changed, expected] in {
		"nowhere else": [{}, ["judged_same", 1]],
		"elsewhere": [{"elsewhere": ["other"]}, ["no_candidate", 0]],
		"another elsewhere": [{"elsewhere": ["further"]}, ["judged_same", 1]],
		"no other list is looked at": [{"others": false}, ["no_candidate", 0]],
	}
	asked := object.union({"lists": {"jp", "un"}, "unnamed": [], "others": true, "elsewhere": []}, changed)
	verdict := screening.assess("RS-P1-07", subject, asked, given.names) with input as given.world
	raised := screening.indicators("RS-P1-07", [subject], asked) with input as given.world
	[verdict.reason, count(raised)] == expected
}

# --- what proves nothing, and is a doubt all the same

test_what_another_list_found_is_judged[note] if {
	other := {"candidates": given.found, "list_version": "w1"}
	some note, [changed, reason] in {
		"not judged": [{}, "not_judged"],
		"the same": [{"disposition": given.judgement("same", "2026-10-21")}, "judged_same"],
		"open": [{"disposition": given.judgement("unsure", "2026-10-21")}, "judged_unsure"],
		"another": [{"disposition": given.judgement("different", "2026-10-21")}, "no_candidate"],
		"judged too early": [{"disposition": given.judgement("different", "2026-10-19")}, "judged_before_list"],
		"found by nobody": [{"candidates": []}, "no_candidate"],
	}
	verdict := given.assess([given.clear, given.run("un", {}), given.run("other", object.union(other, changed))])
	verdict.reason == reason
	listed_where[reason] == verdict.params.lists
}

listed_where := {
	"not_judged": ["other w1"],
	"judged_same": ["other w1"],
	"judged_unsure": ["other w1"],
	"judged_before_list": ["other w1"],
	"no_candidate": ["jp v1", "un v1"],
}

test_what_another_list_no_longer_finds_is_judged_anew if {
	same := given.run("other", {"candidates": given.found, "disposition": given.judgement("same", "2026-10-21")})
	again := given.run("other", object.union(given.second_version, {"candidates": []}))
	given.assess([given.clear, given.run("un", {}), same, again]).reason == "not_found_again"
}

test_what_a_run_found_that_does_not_count_is_judged[note] if {
	another := {"institution": "b"}
	some note, [changed, reason] in {
		"not judged": [another, "not_judged"],
		"the same": [object.union(another, {"disposition": given.judgement("same", "2026-10-21")}), "judged_same"],
		"another": [object.union(another, {"disposition": given.judgement("different", "2026-10-21")}), "no_candidate"],
		"judged too early": [
			object.union(another, {"disposition": given.judgement("different", "2026-10-19")}),
			"judged_before_list",
		],
		"of a newer version": [object.union(another, given.second_version), "not_judged"],
		"of another version of that day": [object.union(another, {"list_version": "v9"}), "not_judged"],
		"of an older version": [
			object.union(another, {"list_version": "v0", "retrieved_on": "2026-10-01"}),
			"no_candidate",
		],
		"retrieved after the run": [{"retrieved_on": "2026-10-21"}, "not_judged"],
		"run tomorrow": [{"run_on": "2026-11-21"}, "not_judged"],
	}
	given.assess([given.clear, given.run("un", {}), given.hit(changed)]).reason == reason
}

test_a_doubt_on_a_list_that_was_not_run_waits_for_no_earlier_answer if {
	stray := given.hit({"institution": "b", "disposition": given.judgement("same", "2026-10-21")})
	given.assess([given.clear, stray]).reason == "not_run"
	given.assess([given.clear, stray]).since == "2026-10-21"
}

test_a_newer_doubt_on_an_older_version_stands[on] if {
	older := {"list_version": "v0", "retrieved_on": "2026-10-01"}
	different := given.hit({"disposition": given.judgement("different", "2026-10-21")})
	some on, reason in {"2026-10-27": "judged_same", "2026-10-20": "judged_different"}
	doubt := given.hit(object.union(older, {"disposition": given.judgement("same", on)}))
	given.assess([given.clear, different, doubt]).reason == reason
}

test_what_was_the_same_before_is_to_be_judged_in_the_newer_version_too if {
	same := given.hit({"disposition": given.judgement("same", "2026-10-21")})
	again := given.hit(given.second_version)
	given.assess([given.clear, same, again]).reason == "not_judged"
}

test_that_it_is_the_same_is_to_be_judged_since_the_run if {
	early := given.hit({"disposition": given.judgement("same", "2026-10-19")})
	given.assess([given.clear, early]).reason == "judged_before_list"
}

test_of_another_list_the_names_searched_in_its_newest_version_are_named if {
	older := given.run("other", {"candidates": given.found})
	newer := given.run("other", object.union(
		given.second_version,
		{"candidates": given.found, "queried_names": ["Chihiro Mori"]},
	))
	verdict := given.assess([given.clear, given.run("un", {}), older, newer])
	verdict.params == {"lists": ["other v2"], "names": ["Chihiro Mori"]}
}

test_a_newer_judgement_on_an_older_version_ends_no_doubt if {
	older := {"list_version": "v0", "retrieved_on": "2026-10-01"}
	different := given.hit(object.union(older, {"disposition": given.judgement("different", "2026-10-27")}))
	same := given.hit({"disposition": given.judgement("same", "2026-10-21")})
	given.assess([given.clear, same, different]).reason == "judged_same"
}

test_a_run_that_found_nothing_judges_what_was_found_up_to_its_day[on] if {
	empty := given.run("un", {"disposition": given.judgement("different", "2026-10-25")})
	some on, reason in {"2026-10-20": "judged_different", "2026-10-21": "not_judged"}
	given.assess([given.clear, empty, given.hit({"run_on": on})]).reason == reason
}

# The same by both names; later runs of one name each find nothing, and the last of them is judged.
test_that_it_is_another_is_said_under_every_name_by_which_it_was_found[note] if {
	same := given.hit({"disposition": given.judgement("same", "2026-10-21")})
	older := {"list_version": "v0", "retrieved_on": "2026-10-01"}
	kanji := given.run("un", {"run_on": "2026-10-22", "queried_names": ["森 千尋"]})
	judged := {"run_on": "2026-10-22", "disposition": given.judgement("different", "2026-10-23")}
	latin := given.run("un", object.union(judged, {"queried_names": ["Chihiro Mori"]}))
	some note, [runs, reason] in {
		"one name": [[latin], "judged_same"],
		"both, in one run": [[given.run("un", judged)], "judged_different"],
		"each in a run of its own": [[kanji, latin], "judged_different"],
		"the other before it was found": [[object.union(kanji, {"run_on": "2026-10-19"}), latin], "judged_same"],
		"the other in an older version": [[object.union(kanji, older), latin], "judged_same"],
		"the other run found it": [[object.union(kanji, {"candidates": given.found}), latin], "judged_same"],
	}
	given.assess(array.concat([given.clear, same], runs)).reason == reason
}

test_a_doubt_under_one_of_the_names_is_heeded if {
	different := given.hit({"disposition": given.judgement("different", "2026-10-21")})
	unsure := given.run("un", {
		"run_on": "2026-10-22",
		"queried_names": ["Chihiro Mori"],
		"disposition": given.judgement("unsure", "2026-10-23"),
	})
	given.assess([given.clear, different, unsure]).reason == "judged_unsure"
}

# --- who takes a doubt back

judged_at(role, runs) := verdict.reason if {
	member := object.union(given.person(runs), {"owner": "b", "fact": {"role": role, "screening": runs}})
	verdict := given.assess_in(given.world, member, given.names, 365)
}

said_by(institution, view, on) := given.hit({
	"institution": institution,
	"run_on": on,
	"disposition": given.judgement(view, on),
})

test_a_doubt_at_a_co_pi_is_taken_back_by_the_institution_that_had_it[note] if {
	same := said_by("a", "same", "2026-10-21")
	some note, [runs, reason] in {
		"by itself": [[same, said_by("a", "different", "2026-10-25")], "judged_different"],
		"by the other": [[same, said_by("b", "different", "2026-10-25")], "judged_same"],
		"by the other, which found nothing": [
			[same, given.run("un", {
				"institution": "b",
				"run_on": "2026-10-25",
				"disposition": given.judgement("different", "2026-10-25"),
			})],
			"judged_same",
		],
		"by the other first, and by itself": [
			[same, said_by("b", "different", "2026-10-24"), said_by("a", "different", "2026-10-25")],
			"judged_different",
		],
		"of the other, by the lead one": [
			[said_by("b", "unsure", "2026-10-21"), said_by("a", "different", "2026-10-25")],
			"judged_unsure",
		],
		"by itself, and had by the other": [
			[same, said_by("b", "unsure", "2026-10-22"), said_by("a", "different", "2026-10-25")],
			"judged_unsure",
		],
		"of the day itself": [[same, said_by("a", "different", "2026-10-21")], "judged_same"],
		"the newer of two": [[same, said_by("b", "unsure", "2026-10-25")], "judged_unsure"],
		"of a third, by the own one": [
			[said_by("c", "same", "2026-10-21"), said_by("b", "different", "2026-10-25")],
			"judged_different",
		],
	}
	judged_at("co_pi", array.concat([given.clear], runs)) == reason
}

test_a_doubt_of_one_that_is_not_to_run_a_participants_names_is_cleared_by_the_own_institution if {
	own := {"institution": "b"}
	doubt := said_by("a", "same", "2026-10-21")
	judged_at("participant", [given.run("jp", own), doubt, said_by("b", "different", "2026-10-25")]) == "judged_different"
	judged_at("participant", [given.run("jp", own), given.run("un", own), doubt]) == "judged_same"
}

# --- which run judges which candidate

test_a_doubt_about_one_candidate_is_none_about_another if {
	different := given.hit({"disposition": given.judgement("different", "2026-10-21")})
	other := given.hit({
		"candidates": [{"id": "C. Moru"}],
		"run_on": "2026-10-24",
		"disposition": given.judgement("same", "2026-10-25"),
	})

	# regal ignore:line-length
	raised := screening.indicators("RS-P1-07", [given.person([different, other])], screening.applying(given.named, [], [])) with input as given.world
	[one.reads | some one in raised] == [["/facts/people/0/screening/1/candidates/0"]]
}

test_a_run_under_none_of_the_names_says_nothing_of_what_was_found[note] if {
	nothing := given.run("un", {"run_on": "2026-10-22"})
	another_name := {"run_on": "2026-10-22", "queried_names": ["大森 千尋"]}
	some note, [view, later, expected] in {
		"a doubt": ["different", [judged_later("unsure", another_name)], "judged_different"],
		"that it is another": ["same", [nothing, judged_later("different", another_name)], "judged_same"],
		"that another is another": [
			"same",
			[nothing, judged_later("different", {"run_on": "2026-10-22", "candidates": [{"id": "C. Moru"}]})],
			"judged_same",
		],
	}
	found := given.hit({"disposition": given.judgement(view, "2026-10-21")})
	given.assess(array.concat([given.clear, found], later)).reason == expected
}

judged_later(view, changed) := given.run("un", object.union(
	{"disposition": given.judgement(view, "2026-10-23")},
	changed,
))

test_that_it_is_another_is_said_by_the_runs_against_one_version if {
	older := {"list_version": "v0", "retrieved_on": "2026-10-01"}
	same := given.hit(object.union(older, {"disposition": given.judgement("same", "2026-10-21")}))
	kanji := {"queried_names": ["森 千尋"]}
	before_it_was_found := given.run("un", object.union(kanji, {"run_on": "2026-10-19"}))
	of_older := given.run("un", object.union_n([kanji, older, {"run_on": "2026-10-22"}]))
	latin := judged_later("different", {"run_on": "2026-10-22", "queried_names": ["Chihiro Mori"]})
	given.assess([given.clear, same, before_it_was_found, of_older, latin]).reason == "not_found_again"
}

test_a_doubt_that_is_said_again_waits_since_it_was_first_said if {
	same := given.hit({"disposition": given.judgement("same", "2026-10-21")})
	again := given.newer({"candidates": given.found, "disposition": given.judgement("same", "2026-11-02")})
	given.assess([given.clear, same, again]).since == "2026-10-21"
}

# --- what is open whatever is still to be run

alone(runs) := [[said.reason, said.params.lists] |
	# regal ignore:with-outside-test-context,line-length
	said := screening.of_candidates_alone("RS-P1-07", given.person(runs), screening.applying(given.named, [], [])) with input as given.world
]

test_what_is_open_of_candidates_is_said_of_the_list_that_has_them[note] if {
	some note, [runs, expected] in {
		"nothing": [[given.clear, given.run("un", {})], []],
		"not judged": [[given.clear, given.hit({})], [["not_judged", ["un v1"]]]],
		"another": [[given.clear, given.hit({"disposition": given.judgement("different", "2026-10-21")})], []],
		"on a list that nobody asked for": [
			[given.run("other", {"candidates": given.found})],
			[["not_judged", ["other v1"]]],
		],
	}
	alone(runs) == expected
}

# --- what a participant's institution withholds

withholding := object.union(given.world, {"facts": {
	"institutions": array.concat(given.world.facts.institutions, [{
		"id": "minato",
		"role": "joint",
		"country": "JP",
		"partner": {"withholds": [{"reason": "規程により提供できない", "by": "西村", "on": "2026-11-10"}]},
	}]),
	"people": [participant.fact],
}})

participant := object.union(given.person([]), {
	"owner": "minato",
	"fact": {"id": "mori", "institution": "minato", "role": "participant", "screening": []},
})

of_jp := {"lists": {"jp"}, "unnamed": [], "others": true, "elsewhere": []}

not_run := {"status": "missing_information", "reason": "not_run", "params": {}, "reads": [], "since": "9999-12-31"}

test_only_runs_that_are_wanting_are_waived[note] if {
	some note, [changed, reason] in {
		"not run": [{}, "part_withheld"],
		"no list of the country": [{"reason": "lists_not_named"}, "lists_not_named"],
		"judged the same": [{"status": "consult_fa", "reason": "judged_same"}, "judged_same"],
		"no candidate": [{"status": "satisfied", "reason": "no_candidate"}, "no_candidate"],
	}
	said := object.union(not_run, changed)
	found := screening.unless_withheld("RS-P1-07", participant, of_jp, [], said) with input as withholding
	found.reason == reason
}
