# METADATA
# description: |
#   The table for screening in requirements.md, row by row, and what could slip between its rows: a name that was
#   not searched, a second run, another version, a judgement of earlier candidates, an answer of the FA that is
#   older than the judgement, a run of another institution.
package policy.lib.screening_test

import data.policy.lib.screening

named := {"JP": ["jp"], "UN": ["un"]}

judgement(view, on) := {"view": view, "rationale": "生年と経歴を照合した", "by": "西村", "on": on}

run(list, changed) := object.union(
	{
		"list_id": list,
		"list_version": "v1",
		"retrieved_on": "2026-10-19",
		"queried_names": ["森 千尋", "Chihiro Mori"],
		"candidates": [],
		"run_by": "西村",
		"run_on": "2026-10-20",
	},
	changed,
)

found := [{"id": "Chihiro Mory", "score": 0.97}]

clear := run("jp", {})

hit(changed) := run("un", object.union({"candidates": found}, changed))

names := ["森 千尋", "Chihiro Mori"]

person(runs) := {
	"kind": "person",
	"ref": "person:mori",
	"at": "/facts/people/0",
	"owner": "a",
	"fact": {"role": "pi", "screening": runs},
}

world := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"facts": {"institutions": [{"id": "a", "role": "lead", "country": "JP"}]},
	"fa": {},
	"prepared": {
		"names": {
			"森 千尋": {"forms": ["千尋森", "森千尋"]},
			"森千尋": {"forms": ["森千尋"]},
			"Chihiro Mori": {"forms": ["chihiromori"]},
			"MORI, Chihiro": {"forms": ["chihiromori", "morichihiro"]},
			"大森 千尋": {"forms": ["千尋大森", "大森千尋"]},
		},
		"digests": {
			"/facts/people/0/screening/0/candidates/0": "0a1b2c3d",
			"/facts/people/0/screening/1/candidates/0": "0a1b2c3d",
			"/facts/people/0/screening/1/candidates/1": "4e5f6a7b",
			"/facts/people/0/screening/2/candidates/0": "0a1b2c3d",
		},
	},
}

assess_in(document, subject, of, limit) := verdict if {
	# regal ignore:with-outside-test-context,line-length
	verdict := screening.assess("RS-P1-07", subject, screening.applying(named, [], []), of) with input as document with data.policy.params.screening_max_age_days as limit with data.policy.call.opens as "2026-09-14"
}

assess(runs) := assess_in(world, person(runs), names, 365)

test_each_row_of_the_table[reason] if {
	some reason, [status, second] in {
		"no_candidate": ["satisfied", run("un", {})],
		"judged_different": ["satisfied", hit({"disposition": judgement("different", "2026-10-21")})],
		"judged_same": ["consult_fa", hit({"disposition": judgement("same", "2026-10-21")})],
		"judged_unsure": ["consult_fa", hit({"disposition": judgement("unsure", "2026-10-21")})],
		"not_judged": ["missing_information", hit({})],
		"judged_before_list": ["missing_information", hit({"disposition": judgement("different", "2026-10-19")})],
		"list_stale": ["missing_information", run("un", {"retrieved_on": "2025-11-19"})],
		"names_not_searched": ["missing_information", run("un", {"queried_names": ["森 千尋"]})],
		"not_run": ["missing_information", run("other", {})],
	}
	verdict := assess([clear, second])
	verdict.reason == reason
	verdict.status == status
}

test_a_verdict_names_the_list_with_its_version_and_the_names_searched if {
	assess([clear, run("un", {})]).params == {"lists": ["jp v1", "un v1"], "names": ["Chihiro Mori", "森 千尋"]}
	assess([clear, hit({})]).params == {"lists": ["un v1"], "names": ["Chihiro Mori", "森 千尋"]}
	assess([clear]).params == {"lists": ["un"], "names": []}
}

# --- names (R2)

test_every_name_is_searched_however_it_is_written[note] if {
	some note, [queried, missing] in {
		"as written": [["森 千尋", "Chihiro Mori"], []],
		"other blanks, case and order": [["森千尋", "MORI, Chihiro"], []],
		"more than asked": [["森 千尋", "Chihiro Mori", "大森 千尋"], []],
		"one is lacking": [["Chihiro Mori"], ["森 千尋"]],
		"a name that is not prepared": [["Chihiro Mori", "?"], ["森 千尋"]],
	}
	verdict := assess([clear, run("un", {"queried_names": queried})])
	[name | some name in verdict.params.missing] == missing
}

test_the_runs_against_one_version_count_together if {
	one := run("un", {"queried_names": ["森 千尋"]})
	other := run("un", {"queried_names": ["Chihiro Mori"], "run_on": "2026-10-25"})
	assess([clear, one, other]).reason == "no_candidate"
	assess([clear, one, object.union(other, {"list_version": "v2"})]).reason == "names_not_searched"
	assess([clear, one, object.union(other, {"list_id": "other"})]).reason == "names_not_searched"
	assess([clear, one, object.union(other, {"run_on": "2026-11-21"})]).reason == "names_not_searched"
}

test_a_former_name_is_searched_too if {
	verdict := assess_in(world, person([clear, run("un", {})]), array.concat(names, ["大森 千尋"]), 365)
	verdict.params == {"lists": ["jp v1", "un v1"], "names": ["Chihiro Mori", "森 千尋"], "missing": ["大森 千尋"]}
}

# --- time (R3)

test_a_list_may_be_as_old_as_the_limit if {
	assess([clear, run("un", {"retrieved_on": "2025-11-20"})]).reason == "no_candidate"
}

test_without_a_limit_a_run_is_made_since_the_call_opened[on] if {
	some on, reason in {"2026-09-14": "no_candidate", "2026-09-13": "list_stale"}
	runs := [clear, run("un", {"retrieved_on": "2026-01-01", "run_on": on})]
	assess_in(world, person(runs), names, null).reason == reason
}

test_the_age_is_counted_to_the_start_day_at_most[starts_on] if {
	some starts_on, reason in {"2026-10-29": "no_candidate", "2026-10-30": "list_stale", "2027-04-01": "list_stale"}
	started := object.union(world, {"facts": {"application": {"starts_on": starts_on}}})
	assess_in(started, person([clear, run("un", {})]), names, 10).reason == reason
}

test_what_does_not_count_as_a_run[note] if {
	some note, changed in {
		"run tomorrow": {"run_on": "2026-11-21"},
		"run before the list was retrieved": {"run_on": "2026-10-18"},
		"retrieved on no date": {"retrieved_on": null},
		"run on no date": {"run_on": null},
		"no version": {"list_version": null},
		"candidates unknown": {"candidates": null},
		"no names": {"queried_names": []},
		"of another institution": {"institution": "b"},
	}
	assess([clear, run("un", changed)]).reason == "not_run"
}

test_a_judgement_must_be_signed_and_one_of_three[note] if {
	some note, disposition in {
		"null": null,
		"another word": judgement("unlikely", "2026-10-21"),
		"signed tomorrow": judgement("different", "2026-11-21"),
		"without a rationale": object.remove(judgement("different", "2026-10-21"), ["rationale"]),
	}
	assess([clear, hit({"disposition": disposition})]).reason == "not_judged"
}

test_a_judgement_of_another_candidate_is_not_an_early_one_of_this if {
	another := run("un", {"candidates": [{"id": "C. Moru"}], "disposition": judgement("different", "2026-10-21")})
	assess([clear, another, hit({})]).reason == "not_judged"
}

test_a_judgement_may_be_of_the_day_of_the_run if {
	assess([clear, hit({"disposition": judgement("different", "2026-10-20")})]).reason == "judged_different"
}

# --- the newest word (R4)

newer(changed) := run("un", object.union(second_version, changed))

second_version := {"list_version": "v2", "retrieved_on": "2026-11-01", "run_on": "2026-11-01"}

test_a_newer_version_is_judged_anew if {
	judged := hit({"disposition": judgement("different", "2026-10-21")})
	assess([clear, judged, newer({"candidates": found})]).reason == "not_judged"
	assess([clear, newer({"candidates": found}), judged]).reason == "not_judged"
}

test_a_newer_run_that_does_not_find_it_undoes_no_doubt[view] if {
	some view, reason in {"same": "not_found_again", "unsure": "not_found_again", "different": "no_candidate"}
	judged := hit({"disposition": judgement(view, "2026-10-21")})
	assess([clear, judged, newer({})]).reason == reason
	assess([clear, newer({}), judged]).reason == reason
}

test_a_doubt_ends_where_it_is_judged_anew[view] if {
	some view in ["same", "unsure", "different"]
	anew := newer({"disposition": judgement(view, "2026-11-02")})
	assess([clear, run("un", saying.judged_same), anew]).reason == concat("_", ["judged", view])
}

test_judging_another_candidate_is_no_judgement_of_the_earlier_one if {
	judged := hit({"disposition": judgement("same", "2026-10-21")})
	another := newer({"candidates": [{"id": "C. Moru"}], "disposition": judgement("different", "2026-11-02")})
	assess([clear, judged, another]).reason == "not_found_again"
}

test_a_candidate_never_judged_in_a_version_that_passed_is_none if {
	assess([clear, hit({}), newer({})]).reason == "no_candidate"
}

searched_by(algorithm, scale, threshold) := {"scoring": {
	"algorithm": algorithm,
	"scale": scale,
	"threshold": threshold,
}}

test_a_candidate_never_judged_stands_where_the_newer_run_is_stricter[note] if {
	some note, [changed, reason] in {
		"a higher threshold": [searched_by("jw", "0-1", 0.91), "not_judged"],
		"the same": [searched_by("jw", "0-1", 0.9), "no_candidate"],
		"one below it": [searched_by("jw", "0-1", 0.89), "no_candidate"],
		"by another method": [searched_by("cosine", "0-1", 0.98), "no_candidate"],
		"on another scale": [searched_by("jw", "0-100", 0.98), "no_candidate"],
		"by eye": [{}, "no_candidate"],
	}
	assess([clear, hit(searched_by("jw", "0-1", 0.9)), newer(changed)]).reason == reason
}

test_a_candidate_judged_to_be_another_needs_not_be_found_again if {
	judged := object.union({"disposition": judgement("different", "2026-10-21")}, searched_by("jw", "0-1", 0.9))
	assess([clear, hit(judged), newer(searched_by("jw", "0-1", 0.98))]).reason == "no_candidate"
}

test_of_several_newer_runs_one_as_strict_is_enough if {
	above := newer(searched_by("jw", "0-1", 0.98))
	below := newer(object.union({"run_on": "2026-11-06"}, searched_by("jw", "0-1", 0.9)))
	assess([clear, hit(searched_by("jw", "0-1", 0.9)), above, below]).reason == "no_candidate"
}

test_a_second_run_of_the_same_version_hides_no_candidate if {
	same := hit({"disposition": judgement("same", "2026-10-21")})
	again := run("un", {"run_on": "2026-10-25"})
	assess([clear, same, again]).reason == "judged_same"
	assess([clear, again, same]).reason == "judged_same"
}

test_of_two_judgements_the_newer_stands_and_of_one_day_the_one_that_settles_less[note] if {
	some note, [one, other, reason] in {
		"newer": [judgement("same", "2026-10-21"), judgement("different", "2026-10-25"), "judged_different"],
		"older": [judgement("same", "2026-10-25"), judgement("different", "2026-10-21"), "judged_same"],
		"same and different": [judgement("same", "2026-10-25"), judgement("different", "2026-10-25"), "judged_same"],
		"same and unsure": [judgement("same", "2026-10-25"), judgement("unsure", "2026-10-25"), "judged_unsure"],
	}
	assess([clear, hit({"disposition": one}), hit({"disposition": other})]).reason == reason
}

test_of_two_versions_of_one_day_the_worse_speaks if {
	verdict := assess([clear, run("un", {}), run("un", {"list_version": "v0", "candidates": found})])
	[verdict.reason, verdict.params.lists] == ["not_judged", ["un v0"]]
}

test_an_older_version_no_longer_counts if {
	assess([clear, run("un", {"queried_names": ["森 千尋"]}), newer({})]).reason == "no_candidate"
}

worst_first := [
	"not_run", "list_stale", "names_not_searched", "not_judged", "judged_before_list",
	"judged_same", "judged_unsure", "judged_different", "no_candidate",
]

saying := {
	"not_run": {"list_id": "other"},
	"list_stale": {"retrieved_on": "2025-11-19"},
	"names_not_searched": {"queried_names": ["森 千尋"]},
	"not_judged": {"candidates": found},
	"judged_before_list": {"candidates": found, "disposition": judgement("different", "2026-10-19")},
	"judged_same": {"candidates": found, "disposition": judgement("same", "2026-10-21")},
	"judged_unsure": {"candidates": found, "disposition": judgement("unsure", "2026-10-21")},
	"judged_different": {"candidates": found, "disposition": judgement("different", "2026-10-21")},
	"no_candidate": {},
}

test_of_two_lists_the_worse_speaks if {
	every i, worse in array.slice(worst_first, 0, count(worst_first) - 1) {
		better := worst_first[i + 1]
		assess([run("jp", saying[better]), run("un", saying[worse])]).reason == worse
	}
}

test_what_is_not_found_again_stands_between[other] if {
	some other, reason in {"judged_same": "not_found_again", "judged_before_list": "judged_before_list"}
	assess([run("jp", saying[other]), run("un", saying.judged_same), newer({})]).reason == reason
}

test_screening_that_is_no_list_is_no_run[note] if {
	some note, runs in {"null": null, "a text": "済", "of null": [null], "empty": []}
	assess(runs).reason == "not_run"
}

# --- whose run it is

test_at_a_co_pi_a_run_of_either_serves[institution] if {
	some institution, reason in {"a": "no_candidate", "b": "no_candidate", "c": "not_run"}
	runs := [clear, run("un", {"institution": institution})]
	co_pi := object.union(person(runs), {"owner": "b", "fact": {"role": "co_pi", "screening": runs}})
	assess_in(world, co_pi, names, 365).reason == reason
}

test_at_another_member_a_run_of_the_own_institution_serves[institution] if {
	some institution, reason in {"a": "not_run", "b": "no_candidate"}
	runs := [run("jp", {"institution": "b"}), run("un", {"institution": institution})]
	member := object.union(person(runs), {"owner": "b", "fact": {"role": "participant", "screening": runs}})
	assess_in(world, member, names, 365).reason == reason
}

# --- which lists

with_joint := object.union(world, {"facts": {"institutions": [
	{"id": "a", "role": "lead", "country": "JP"},
	{"id": "b", "role": "joint", "country": "US"},
]}})

of_lists(document, lists, none, unfit) := verdict if {
	# regal ignore:with-outside-test-context,line-length
	verdict := screening.assess("RS-P1-07", person([clear, run("un", {})]), screening.applying(lists, none, unfit), names) with input as document
}

test_a_list_of_each_country_is_named_or_said_to_be_none[note] if {
	some note, [lists, none, unfit, unnamed] in {
		"named": [object.union(named, {"US": ["un"]}), [], [], []],
		"not named": [named, [], [], ["US"]],
		"an empty list of lists": [object.union(named, {"US": []}), [], [], ["US"]],
		"said to be none": [named, ["US"], [], []],
		"another said to be none": [named, ["CA"], [], ["US"]],
		"bodies only": [object.union(named, {"US": ["eul"]}), [], ["eul"], ["US"]],
		"bodies only, beside another": [object.union(named, {"US": ["eul", "un"]}), [], ["eul"], []],
		"nothing named": [{}, [], [], ["JP", "UN", "US"]],
	}
	verdict := of_lists(with_joint, lists, none, unfit)
	expected := {true: ["no_candidate", []], false: ["lists_not_named", unnamed]}
	[verdict.reason, object.get(listed, verdict.reason, verdict.params.lists)] == expected[unnamed == []]
}

# Of what is satisfied the lists are not looked at here.
listed := {"no_candidate": []}

answered(result, on, runs) := verdict if {
	answer := {
		"about": [{"requirement": "RS-P1-07", "subject": "person:mori"}],
		"result": result,
		"on": on,
		"reason": "回答のとおり",
	}
	asked := object.union(with_joint, {"fa": {"determinations": [answer]}})

	# regal ignore:with-outside-test-context,line-length
	verdict := screening.assess("RS-P1-07", person(runs), screening.applying(named, [], []), names) with input as asked
}

test_the_fas_answer_settles_which_lists_there_are_and_nothing_else[note] if {
	whole := [clear, run("un", {})]
	some note, [result, runs, expected] in {
		"accepted": ["accepted", whole, ["satisfied", "fa_accepted"]],
		"declined": ["declined", whole, ["unsatisfied", "fa_declined"]],
		"declined, and a list not run": ["declined", [clear], ["unsatisfied", "fa_declined"]],
		"accepted, and a list not run": ["accepted", [clear], ["missing_information", "not_run"]],
		"accepted, and not judged": ["accepted", [clear, hit({})], ["missing_information", "not_judged"]],
		"accepted, and the same": [
			"accepted",
			[clear, hit({"disposition": judgement("same", "2026-10-21")})],
			["consult_fa", "judged_same"],
		],
		"another word": ["noted", whole, ["missing_information", "lists_not_named"]],
	}
	verdict := answered(result, "2026-10-01", runs)
	[verdict.status, verdict.reason] == expected
}

test_an_answer_on_the_lists_and_on_what_is_in_doubt_leaves_a_list_to_be_run if {
	same := hit({"disposition": judgement("same", "2026-10-21")})
	answered("accepted", "2026-10-22", [same]).reason == "not_run"
	answered("declined", "2026-10-22", [same]).reason == "fa_declined"
}

test_an_answer_says_nothing_where_every_list_is_named if {
	answer := {
		"about": [{"requirement": "RS-P1-07", "subject": "person:mori"}],
		"result": "declined",
		"on": "2026-10-01",
		"reason": "回答のとおり",
	}
	asked := object.union(world, {"fa": {"determinations": [answer]}})
	assess_in(asked, person([clear, run("un", {})]), names, 365).reason == "no_candidate"
}

test_an_answer_of_tomorrow_names_no_list if {
	answered("accepted", "2026-11-20", [clear, run("un", {})]).reason == "fa_accepted"
	answered("accepted", "2026-11-21", [clear, run("un", {})]).reason == "lists_not_named"
}

# --- doubt is for the FA, since the day of the judgement

test_doubt_waits_for_an_answer_since_its_judgement if {
	assess([clear, hit({"disposition": judgement("same", "2026-10-21")})]).since == "2026-10-21"
	assess([clear, hit({"disposition": judgement("different", "2026-10-21")})]).since == ""
}

# What is found of these runs, where every list is named and the FA declined on this day.
declined(on, runs) := verdict.reason if {
	answer := {
		"about": [{"requirement": "RS-P1-07", "subject": "person:mori"}],
		"result": "declined",
		"on": on,
		"reason": "回答のとおり",
	}
	asked := object.union(world, {"fa": {"determinations": [answer]}})
	verdict := assess_in(asked, person(runs), names, 365)
}

test_a_decline_of_what_is_in_doubt_stands_whatever_is_still_to_be_run if {
	same := hit({"disposition": judgement("same", "2026-10-21")})
	declined("2026-10-21", [same]) == "fa_declined"
	declined("2026-10-21", [clear, same]) == "fa_declined"
	declined("2026-10-20", [same]) == "not_run"
	declined("2026-10-21", [hit({"disposition": judgement("different", "2026-10-21")})]) == "not_run"
}

keys(runs) := [one.key | some one in raised] if {
	# regal ignore:with-outside-test-context,line-length
	raised := screening.indicators("RS-P1-07", [person(runs)], screening.applying(named, [], [])) with input as world
}

test_what_is_no_doubt_about_a_list_that_applies_raises_no_indicator[note] if {
	same := judgement("same", "2026-10-21")
	some note, runs in {
		"no candidate": [clear, run("un", {"disposition": same})],
		"not signed": [clear, hit({"disposition": object.remove(same, ["by"])})],
		"another person on another list": [
			clear,
			run("other", {"candidates": found, "disposition": judgement("different", "2026-10-21")}),
		],
		"signed tomorrow": [clear, hit({"disposition": judgement("same", "2026-11-21")})],
		"judged different since": [hit({"disposition": same}), hit({"disposition": judgement("different", "2026-10-25")})],
	}
	keys(runs) == []
}

test_a_candidate_of_another_list_does_not_stand_for_this_one if {
	same := hit({"disposition": judgement("same", "2026-10-21")})
	other := run("other", {"candidates": found, "disposition": judgement("different", "2026-10-21")})

	# regal ignore:line-length
	raised := screening.indicators("RS-P1-07", [person([other, same])], screening.applying(named, [], [])) with input as world
	[one.reads | some one in raised] == [["/facts/people/0/screening/1/candidates/0"]]
}

test_the_same_or_unsure_raises_an_indicator[view] if {
	some view, expected in {
		"same": ["RS-P1-07/person:mori/candidate.0a1b2c3d"],
		"unsure": ["RS-P1-07/person:mori/candidate.0a1b2c3d"],
		"different": [],
	}
	keys([clear, hit({"disposition": judgement(view, "2026-10-21")})]) == expected
}

test_each_candidate_raises_one_indicator if {
	both := [{"id": "Chihiro Mory"}, {"id": "C. Mori"}]
	keys([clear, hit({"candidates": both, "disposition": judgement("same", "2026-10-21")})]) == [
		"RS-P1-07/person:mori/candidate.0a1b2c3d",
		"RS-P1-07/person:mori/candidate.4e5f6a7b",
	]
}

test_a_newer_run_that_does_not_find_it_hides_no_indicator if {
	count(keys([clear, hit({"disposition": judgement("same", "2026-10-21")}), newer({})])) == 1
}

test_another_list_not_run_does_not_hide_the_indicator if {
	count(keys([hit({"disposition": judgement("same", "2026-10-21")})])) == 1
}

test_a_doubt_about_a_newer_version_is_not_older_for_another_run_that_proves_nothing if {
	doubt := {
		"institution": "b",
		"list_version": "v2",
		"retrieved_on": "2026-10-22",
		"run_on": "2026-10-23",
		"disposition": judgement("same", "2026-10-24"),
	}
	newer_still := {"institution": "b", "list_version": "v3", "retrieved_on": "2026-10-25", "run_on": "2026-10-25"}
	assess([clear, run("un", {}), hit(doubt), run("un", newer_still)]).reason == "judged_same"
}

partner(day) := {"purpose": {"state": "provided", "declared": {"by": "西村", "on": day}, "entries": [{}]}}

test_which_lists_there_are_is_asked_since_the_country_has_its_part[on] if {
	some on, reason in {"2026-10-04": "fa_answer_older", "2026-10-05": "fa_accepted"}
	accepted := {
		"about": [{"requirement": "RS-P1-07", "subject": "person:mori"}],
		"result": "accepted",
		"on": on,
		"reason": "回答のとおり",
	}
	asked := object.union(world, {
		"facts": {"institutions": [
			{"id": "a", "role": "lead", "country": "JP"},
			{"id": "b", "role": "joint", "country": "US", "partner": partner("2026-10-05")},
			{"id": "c", "role": "joint", "country": "CA", "partner": partner("2026-10-01")},
		]},
		"fa": {"determinations": [accepted]},
	})
	of_lists(asked, object.union(named, {"CA": ["un"]}), [], []).reason == reason
}
