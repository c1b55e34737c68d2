# METADATA
# description: |
#   The table for screening in requirements.md, row by row, and what could slip between its rows: a second run, another
#   version, a judgement of earlier candidates, an answer of the FA that is older than the judgement.
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
		"algorithm": "jaro-winkler",
		"threshold": 0.92,
		"candidates": [],
		"run_by": "西村",
		"run_on": "2026-10-20",
	},
	changed,
)

found := [{"id": "Chihiro Mory", "score": 0.97}]

clear := run("jp", {})

hit(changed) := run("un", object.union({"candidates": found}, changed))

person(runs) := {"kind": "person", "ref": "person:mori", "at": "/facts/people/0", "fact": {"screening": runs}}

world := {
	"as_of": "2026-11-20",
	"mode": "formal",
	"facts": {"institutions": [{"id": "a", "role": "lead", "country": "JP"}]},
	"fa": {},
}

assess(runs) := verdict if {
	# regal ignore:with-outside-test-context,line-length
	verdict := screening.assess("RS-P1-07", person(runs), screening.applying(named)) with input as world with data.policy.params.screening_max_age_days as 365
}

test_each_row_of_the_table[reason] if {
	some reason, [status, second] in {
		"no_candidate": ["satisfied", run("un", {})],
		"judged_different": ["satisfied", hit({"disposition": judgement("different", "2026-10-21")})],
		"judged_same": ["consult_fa", hit({"disposition": judgement("same", "2026-10-21")})],
		"judged_unsure": ["consult_fa", hit({"disposition": judgement("unsure", "2026-10-21")})],
		"not_judged": ["missing_information", hit({})],
		"judged_before_list": ["missing_information", hit({"disposition": judgement("different", "2026-10-19")})],
		"list_stale": ["missing_information", run("un", {"retrieved_on": "2025-11-19"})],
		"not_run": ["missing_information", run("other", {})],
	}
	verdict := assess([clear, second])
	verdict.reason == reason
	verdict.status == status
}

test_a_verdict_names_the_list_with_its_version if {
	assess([clear, run("un", {})]).params == {"lists": ["jp v1", "un v1"]}
	assess([clear, hit({})]).params == {"lists": ["un v1"]}
	assess([clear]).params == {"lists": ["un"]}
}

test_a_list_may_be_as_old_as_the_limit if {
	assess([clear, run("un", {"retrieved_on": "2025-11-20"})]).reason == "no_candidate"
}

test_without_a_limit_no_list_is_too_old if {
	old := run("un", {"retrieved_on": "2019-01-01"})
	verdict := screening.assess("RS-P1-07", person([clear, old]), screening.applying(named)) with input as world with data.policy.params.screening_max_age_days as null
	verdict.reason == "no_candidate"
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

test_a_newer_version_is_judged_anew if {
	judged := hit({"disposition": judgement("different", "2026-10-21")})
	newer := hit({"list_version": "v2", "retrieved_on": "2026-11-01", "run_on": "2026-11-01"})
	assess([clear, judged, newer]).reason == "not_judged"
	assess([clear, newer, judged]).reason == "not_judged"
}

test_a_second_run_of_the_same_version_hides_no_candidate if {
	same := hit({"disposition": judgement("same", "2026-10-21")})
	again := run("un", {"threshold": 0.99, "run_on": "2026-10-25"})
	assess([clear, same, again]).reason == "judged_same"
	assess([clear, again, same]).reason == "judged_same"
}

test_an_older_version_no_longer_counts if {
	newer := run("un", {"list_version": "v2", "retrieved_on": "2026-11-01", "run_on": "2026-11-01"})
	assess([clear, hit({}), newer]).reason == "no_candidate"
}

test_a_judgement_may_be_of_the_day_of_the_run if {
	assess([clear, hit({"disposition": judgement("different", "2026-10-20")})]).reason == "judged_different"
}

worst_first := [
	"not_run", "list_stale", "not_judged", "judged_before_list",
	"judged_same", "judged_unsure", "judged_different", "no_candidate",
]

saying := {
	"not_run": {"list_id": "other"},
	"list_stale": {"retrieved_on": "2025-11-19"},
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

test_the_worst_list_speaks if {
	same := hit({"disposition": judgement("same", "2026-10-21")})
	assess([same]).reason == "not_run"
	assess([same, run("jp", {"candidates": found})]).reason == "not_judged"
}

test_screening_that_is_no_list_is_no_run[note] if {
	some note, runs in {"null": null, "a text": "済", "of null": [null], "empty": []}
	assess(runs).reason == "not_run"
}

test_a_partner_countrys_list_must_be_named if {
	joint := {"id": "b", "role": "joint", "country": "US"}
	with_joint := object.union(world, {"facts": {"institutions": [joint]}})
	verdict := screening.assess("RS-P1-07", person([clear]), screening.applying(named)) with input as with_joint with data.policy.params.screening_max_age_days as null
	verdict.reason == "lists_not_named"
	verdict.params == {"lists": ["US"]}
}

test_without_named_lists_nothing_is_known if {
	verdict := screening.assess("RS-P1-07", person([clear]), screening.applying({})) with input as world with data.policy.params.screening_max_age_days as null
	verdict.params == {"lists": ["JP", "UN"]}
}

answered(on) := verdict if {
	answer := {"requirement": "RS-P1-07", "subject": "person:mori", "result": "accepted", "on": on}
	same := hit({"disposition": judgement("same", "2026-10-21")})

	asked := object.union(world, {"fa": {"determinations": [answer]}})

	# regal ignore:with-outside-test-context,line-length
	verdict := screening.assess("RS-P1-07", person([clear, same]), screening.applying(named)) with input as asked with data.policy.params.screening_max_age_days as null
}

test_the_fa_settles_a_judgement_that_it_could_know if {
	answered("2026-10-21").reason == "fa_accepted"
	answered("2026-10-21").params == {"lists": ["un v1"], "teller": "fa"}
	answered("2026-10-20").reason == "judged_same"
}

with_answer(runs, result) := verdict if {
	answer := {"requirement": "RS-P1-07", "subject": "person:mori", "result": result, "on": "2026-11-01"}
	asked := object.union(world, {"fa": {"determinations": [answer]}})

	# regal ignore:with-outside-test-context,line-length
	verdict := screening.assess("RS-P1-07", person(runs), screening.applying(named)) with input as asked with data.policy.params.screening_max_age_days as null
}

test_the_fa_settles_nothing_else if {
	same := hit({"disposition": judgement("same", "2026-10-21")})
	with_answer([clear, same], "declined").reason == "judged_same"
	with_answer([clear], "accepted").reason == "not_run"
	with_answer([clear, run("un", {})], "accepted").reason == "no_candidate"
}

test_what_is_no_doubt_about_a_list_that_applies_raises_no_indicator[note] if {
	same := judgement("same", "2026-10-21")
	some note, runs in {
		"another list": [clear, run("other", {"candidates": found, "disposition": same})],
		"no candidate": [clear, run("un", {"disposition": same})],
		"not signed": [clear, hit({"disposition": object.remove(same, ["by"])})],
		"another list, and a different person on this one": [
			hit({"disposition": judgement("different", "2026-10-21")}),
			run("other", {"candidates": found, "disposition": same}),
		],
	}
	raised := screening.indicators("RS-P1-07", [person(runs)], screening.applying(named)) with input as world
	raised == []
}

test_the_same_or_unsure_raises_an_indicator[view] if {
	some view, count_of in {"same": 1, "unsure": 1, "different": 0}
	subject := person([clear, hit({"disposition": judgement(view, "2026-10-21")})])
	raised := screening.indicators("RS-P1-07", [subject], screening.applying(named)) with input as world
	count([one | some one in raised; one.key == "RS-P1-07/person:mori/candidate"]) == count_of
}

test_another_list_not_run_does_not_hide_the_indicator if {
	subject := person([hit({"disposition": judgement("same", "2026-10-21")})])
	raised := screening.indicators("RS-P1-07", [subject], screening.applying(named)) with input as world
	count(raised) == 1
}
