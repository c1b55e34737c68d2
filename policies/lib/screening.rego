# METADATA
# title: Screening against lists
# description: |
#   Runs of names against lists, judged by the table in requirements.md: a candidate is never a refusal by itself,
#   and a run counts for the list version that it names and no other. All runs against the version that was retrieved
#   last count, so that a second run cannot hide what the first one brought up. Messages name a list with its version.
# custom:
#   reasons:
#     no_candidate:
#       status: satisfied
#       message:
#         ja: "リスト（{lists}）との照合で、候補はありませんでした。"
#         en: "No candidate in {lists}."
#     judged_different:
#       status: satisfied
#       message:
#         ja: "リスト（{lists}）の候補は別人・別機関と判断されています。"
#         en: "The candidates in {lists} were judged to be someone else."
#     judged_same:
#       status: consult_fa
#       message:
#         ja: "リスト（{lists}）の候補は同一と判断されています。"
#         en: "A candidate in {lists} was judged to be the same person or body."
#       remedy:
#         ja: "資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA)."
#     judged_unsure:
#       status: consult_fa
#       message:
#         ja: "リスト（{lists}）の候補が同一かどうか判断がついていません。"
#         en: "Whether a candidate in {lists} is the same is left open."
#       remedy:
#         ja: "資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA)."
#     not_judged:
#       status: missing_information
#       message:
#         ja: "リスト（{lists}）の候補について、担当者の判断がありません。"
#         en: "Nobody has judged the candidates in {lists}."
#       remedy:
#         ja: "同一かどうかを担当者が判断し、根拠とともに記載してください。"
#         en: "Have a person judge whether they are the same, and enter the rationale."
#     judged_before_list:
#       status: missing_information
#       message:
#         ja: "リスト（{lists}）の候補について、照合より前の判断しかありません。"
#         en: "The candidates in {lists} were judged before the names were run against this version."
#       remedy:
#         ja: "この版で照合した候補を、改めて判断してください。"
#         en: "Judge the candidates of this version."
#     list_stale:
#       status: missing_information
#       message:
#         ja: "リスト（{lists}）は、取得してからプログラムの定める日数を過ぎています。"
#         en: "The list {lists} was retrieved longer ago than the program allows."
#       remedy:
#         ja: "最新の版を取得して照合してください。"
#         en: "Retrieve the current version and run the screening again."
#     not_run:
#       status: missing_information
#       message:
#         ja: "リスト（{lists}）との照合が行われていません。"
#         en: "The names were not run against {lists}."
#       remedy:
#         ja: "リストと照合し、版・検索した氏名・名称・結果を記載してください。"
#         en: "Run the names against the list and enter its version, the names and the result."
#     lists_not_named:
#       status: missing_information
#       message:
#         ja: "照合すべきリストが定まっていません（{lists}）。"
#         en: "The lists to screen against are not known ({lists})."
#       remedy:
#         ja: "プログラムの窓口に、対象とするリスト（国際共同研究先の国等のものを含む）を確認してください。"
#         en: "Ask the program which lists apply, those of the partner countries included."
package policy.lib.screening

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.indicator
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: |
#   The verdict over every list that applies to the subject, as `applying` gives them. What a person judged to be the
#   same, or left open, is settled by an answer of the FA that is no older than that judgement.
assess(subject, asked) := verdict.with_params(
	verdict.missing("lists_not_named", ["/facts/institutions"]),
	{"lists": asked.unnamed},
) if {
	count(asked.unnamed) > 0
} else := found(subject, readings(subject, asked.lists))

found(subject, readings) := {
	"status": status_of[worst(readings)],
	"reason": worst(readings),
	"params": {"lists": versions(readings, worst(readings))},
	"reads": [pointer(subject)],
	"since": max(array.concat([""], [run.disposition.on | some run in doubtful(readings)])),
}

# METADATA
# description: the indicators of a requirement - one for each subject with a candidate judged the same, or left open
indicators(requirement, subjects, asked) := [raised |
	some subject in subjects
	any_doubt(subject)
	count(doubtful(readings(subject, asked.lists))) > 0
	raised := indicator.raised(requirement, subject, "candidate", [pointer(subject)])
]

pointer(subject) := concat("/", [subject.at, "screening"])

# METADATA
# description: |
#   The lists that apply: {lists, unnamed}. `named` maps a country (JP, UN for the United Nations, and each partner
#   country) to the ids of its lists, as the program names them; `unnamed` are those for which it names none.
applying(named) := {
	"lists": {list | some origin in origins; some list in named[origin]},
	"unnamed": sort([origin | some origin in origins; count(object.get(named, origin, [])) == 0]),
}

origins := {"JP", "UN"} | subjects.partner_countries

# METADATA
# description: |
#   for each list that applies, the subject's runs against the version that was retrieved last, and what they say, the
#   worst of them first. Worked out once for each subject: screening takes most of an evaluation's time
readings(subject, lists) := {list: {"runs": current, "reason": reason(current)} |
	valid := runs(subject)
	some list in lists
	current := newest([run | some run in valid; run.list_id == list])
}

newest(runs) := [run | some run in runs; run.retrieved_on == last] if {
	last := max([run.retrieved_on | some run in runs])
} else := []

worst(found) := [code | some code in worst_first; some reading in found; reading.reason == code][0]

versions(found, code) := sort([version(list, reading) | some list, reading in found; reading.reason == code])

version(list, reading) := concat(" ", [list, run.list_version]) if {
	run := reading.runs[0]
} else := list

worst_first := [
	"not_run", "list_stale", "not_judged", "judged_before_list",
	"judged_same", "judged_unsure", "judged_different", "no_candidate",
]

status_of := {
	"not_run": "missing_information",
	"list_stale": "missing_information",
	"not_judged": "missing_information",
	"judged_before_list": "missing_information",
	"judged_same": "consult_fa",
	"judged_unsure": "consult_fa",
	"judged_different": "satisfied",
	"no_candidate": "satisfied",
}

reason(runs) := "not_run" if {
	count(runs) == 0
} else := [code | some code in worst_first; code in given][0] if {
	given := {said(run) | some run in runs}
}

said(run) := "list_stale" if {
	stale(run)
} else := "no_candidate" if {
	run.candidates == []
} else := "not_judged" if {
	not judged(run)
} else := "judged_before_list" if {
	run.disposition.on < run.run_on
} else := concat("_", ["judged", run.disposition.view])

# METADATA
# description: the runs that were made by `as_of`, with the names that were searched
runs(subject) := [run |
	some run in object.get(subject.fact, "screening", [])
	is_string(run.list_version)
	dates.reached(run.retrieved_on)
	dates.reached(run.run_on)
	run.retrieved_on <= run.run_on
	is_array(run.candidates)
	count(run.queried_names) > 0
]

judged(run) if {
	fact.signed(run.disposition)
	run.disposition.view in {"different", "same", "unsure"}
}

doubtful(found) := [run |
	some reading in found
	some run in reading.runs
	count(run.candidates) > 0
	judged(run)
	run.disposition.view in {"same", "unsure"}
]

# A quick look, before the runs are read: most people have no candidate at all.
any_doubt(subject) if {
	some run in subject.fact.screening
	run.disposition.view in {"same", "unsure"}
}

# METADATA
# description: the program's limit on a list's age, where it sets one; the procedure sets none
stale(run) if {
	limit := data.policy.params.screening_max_age_days
	is_number(limit)
	dates.age(run.retrieved_on) > limit
}
