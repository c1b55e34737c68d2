# METADATA
# title: Screening against lists
# description: |
#   Runs of names against lists, judged by the table in requirements.md: a candidate is never a refusal by itself.
#   The runs against one version of a list count together, and only where they searched every name that the facts
#   give (former names and aliases too, at least one in Latin letters; how a name is read is none), whatever the
#   case, the order of the words and the punctuation, and the blanks but between words in Latin letters. The version
#   that was retrieved last counts, of two of one day the worse. A candidate that a person judged to be the same, or
#   left open, stays until it is judged anew, even where a newer run does not find it. Runs count of the institution
#   whose person it is; at a co-PI of the lead institution too, at a joint institution of the lead one alone. A run
#   that does not count, or is against a list that nobody asked for, is no proof; what it found is judged all the
#   same. A program may say that a country names no list; where it says nothing, the FA is asked, and its answer on
#   the requirement and subject settles that point once the lists that are named have been run.
# custom:
#   reasons:
#     no_candidate:
#       status: satisfied
#       message:
#         ja: "リスト（{lists}）との照合で、候補はありませんでした（検索した氏名・名称：{names}）。"
#         en: "No candidate in {lists} (names searched: {names})."
#     judged_different:
#       status: satisfied
#       message:
#         ja: "リスト（{lists}）の候補は別人・別機関と判断されています（検索した氏名・名称：{names}）。"
#         en: "The candidates in {lists} were judged to be someone else (names searched: {names})."
#     judged_same:
#       status: consult_fa
#       message:
#         ja: "リスト（{lists}）の候補は同一と判断されています（検索した氏名・名称：{names}）。"
#         en: "A candidate in {lists} was judged to be the same person or body (names searched: {names})."
#       remedy:
#         ja: "資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA)."
#     judged_unsure:
#       status: consult_fa
#       message:
#         ja: "リスト（{lists}）の候補が同一かどうか判断がついていません（検索した氏名・名称：{names}）。"
#         en: "Whether a candidate in {lists} is the same is left open (names searched: {names})."
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
#     judged_misdated:
#       status: missing_information
#       message:
#         ja: "リスト（{lists}）の候補を同一又は不明とした判断の日が、その照合（リストの取得を含みます。）の日より前、又は基準日より後であり、いつの判断か分かりません。"
#         en: "A candidate in {lists} was judged the same, or left open, on a day ahead, or before its run (or before
#           the list was retrieved)."
#       remedy:
#         ja: "判断の日（disposition.on）を確かめ、訂正してください。照合の後に判断していないときは、候補を改めて判断してください。"
#         en: "Look up the day of that judgement (`disposition.on`), and correct it; or have a person judge it anew."
#     not_found_again:
#       status: missing_information
#       message:
#         ja: "リスト（{lists}）の以前の照合で同一又は不明と判断された候補が、この版での照合では見つかっておらず、改めて判断されていません。"
#         en: "What an earlier run brought up, judged the same or left open, is not in {lists} and not judged anew."
#       remedy:
#         ja: "この版での照合について、以前の候補が同一かどうかを担当者が改めて判断し、根拠とともに記載してください。"
#         en: "Have a person judge it anew, and enter the rationale with the run against this version."
#     names_not_searched:
#       status: missing_information
#       message:
#         ja: "リスト（{lists}）との照合で、検索されていない氏名・名称（{missing}）があります（検索した氏名・名称：{names}）。"
#         en: "Not every name was run against {lists}: {missing} was not (names searched: {names})."
#       remedy:
#         ja: "記載されたすべての氏名・名称（旧姓、別名、ローマ字表記を含む。）で照合し、結果を記載してください。"
#         en: "Run every name that is entered, former names, aliases and Latin letters included, and enter the result."
#     list_stale:
#       status: missing_information
#       message:
#         ja: "リスト（{lists}）は、公募の開始より前に照合されたか、取得してからプログラムの定める日数を過ぎています。"
#         en: "{lists} was run before the call opened, or was retrieved longer ago than the program allows."
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
#       actor: lead
#       answered_at: {of: subject}
#       message:
#         ja: "照合すべきリストが定まっていません（{lists}）。"
#         en: "The lists to screen against are not known ({lists})."
#       remedy:
#         ja: "プログラムの窓口に、対象とするリスト（国際共同研究先の国等のものを含む）を確認し、資金配分機関（FA）の回答を記載してください。"
#         en: "Ask the program which lists apply (partner countries too), and enter the funding agency’s (FA) answer."
#   readings:
#     - ja: "候補があること自体を拒否とせず、人の判断（同一・別人（別の機関）・判断がつかない）と根拠を求めます。手順書は「リスト等」を確認事項とするのみで、掲載の効果を定めていないためです。"
#       en: >-
#         A candidate is no refusal: a person's judgement (same, different, unsure) with its rationale is asked for. The
#         source makes the lists a thing to check, and does not say what being on one brings about.
#       reasons: [not_judged, judged_same, judged_unsure]
#     - ja: "照合は、記載されたすべての氏名・名称（旧姓・別名を含む）で行われたものを数えます。別の名前での照合は、その人についての確認ではないためです。大文字・小文字、語順、句読点、全角・半角の違いは問いません。空白も問いませんが、ローマ字では語の区切りとして扱います。"
#       en: >-
#         A run counts where it searched every name that the facts give (former names and aliases too): a run
#         of another name is no check of that person or body. Case, word order, punctuation and width make no
#         difference, nor do blanks, but between words in Latin letters.
#       reasons: [names_not_searched, not_run]
#     - ja: "「国際共同研究先の国等」は、日本以外の共同研究機関の所在国と読み、リストの名称はプログラムが示すものとします。示されていない国については、FAの回答があるまで情報不足とします。その国にリストがないことをプログラムが示せば、その国については足ります。その国の機関が加わった日は、その機関についての(2)の申告の最も早い日とし、すべてを改めて署名したときは、いつから変わらないか（since）の記載によります。機関の所在国には日がなく、照合の日は、所在国が改められた後のものかを示さないためです。FAが回答でリストを挙げても、照合を求めるときは、回答の条件若しくは追加の求め（RS-STP-04）として、又はプログラムのリストとして示されるものと読みます。"
#       en: >-
#         国際共同研究先の国等 is read as the countries of the joint institutions outside Japan, and the lists as those
#         that the program names. Of a country that it does not name, information is missing until the FA's
#         answer; where the program says that the country names none, that is enough. Its institution came on the first
#         day on which anything of (2) was declared of it or, where all is signed anew, since when that says to stand
#         (`since`): the country has no day, and a look from before says nothing of one that was entered since. What the
#         FA wants to be run, by its answer, is a condition or a request (RS-STP-04), or a list of the program.
#       reasons: [lists_not_named]
#     - ja: "人が同一、又は判断がつかないとした候補は、その後の照合で見つからなくても消えないものとします。リストの表記が変わっただけかもしれず、判断し直すのは人だからです。"
#       en: >-
#         A candidate that a person judged the same, or left unsure, does not vanish with a later run that
#         does not find it: the list may only be spelt otherwise, and it is for a person to judge anew.
#       reasons: [not_found_again]
#     - ja: "候補を同一、又は判断がつかないとした判断の日が、その照合より前、又は基準日より後のときは、別人とした判断がほかにあっても、日付の確認を求めます（以前の照合についての判断を、その日のまま後の照合にも記載したものを除きます。）。年の誤りなどにより、新しい判断が、古い判断に改められたものと見えることのないようにするためです。"
#       en: >-
#         Where a judgement that a candidate is the same, or may be, is dated before its run, or ahead, its day is to
#         be checked whatever another one says (but for one on an earlier run that is entered with a later one, too):
#         with a mistyped year the newest would look as if an older one had followed it.
#       reasons: [judged_misdated]
#     - ja: "人が判断していない候補は、新しい版のリストとの照合で挙がらなければ、残らないものとします。最も新しい照合によるためです。ただし、同じ方法で、しきい値を候補が挙がった照合より高くした照合は、そのために挙がらなかったのかもしれないため、判断に代わりません。"
#       en: >-
#         A candidate that nobody judged is gone where a run against a newer version does not find it: the newest run
#         stands. But one by the same method, with a higher threshold than that which found it, may miss it for that.
#       reasons: [not_judged]
#     - ja: "同じ機関が、後の照合で見つかった同じ候補を、同じ判断（同一、又は判断がつかない）と同じ根拠で判断したときは、その判断は最初の判断の日から変わらないものとします。同じことを改めて署名しても、何もやり直す必要はないためです。"
#       en: >-
#         Where the same institution judges the same candidates of a later run with the same view (same, or unsure)
#         and the same rationale, its judgement stands since the first: signing the same again reopens nothing.
#       reasons: [judged_same, judged_unsure]
#     - ja: "研究分担者については、候補を同一、又は判断がつかないとした機関（研究代表者の所属機関又は本人の所属機関）が、自らその判断を改めるまで、その判断が残るものとします。双方の機関が照合し、懸念の有無も機関ごとに記載するのと同じです。"
#       en: >-
#         At a co-PI, what one of the two institutions judged the same, or left open, stands until that institution
#         itself judges anew: both run the names, as both mark their concerns, each for itself.
#       reasons: [judged_same, judged_unsure]
#     - ja: "プログラムの求めないリストとの照合や、確認としては数えない照合（他の機関が行ったもの、日付の前後が合わないもの）であっても、見つかった候補については人の判断を求めます。確認として足りないことは、見つかったことを消さないためです。"
#       en: >-
#         A candidate is to be judged also where the list is not one that the program asks for, or where the run is
#         no check (made by another institution, or with days that do not fit): that a run proves nothing does not
#         undo what it found.
#       reasons: [not_judged, judged_same, judged_unsure]
package policy.lib.screening

import data.policy.lib.dispositions
import data.policy.lib.fa
import data.policy.lib.indicator
import data.policy.lib.own_part
import data.policy.lib.runs as screened
import data.policy.lib.standing
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: |
#   The verdict over every list that applies to the subject, as `applying` gives them; `names` are those to be
#   searched, as they are written in the facts. What a person judged to be the same, or left open, is settled by an
#   answer of the FA that is no older than that judgement. One by which it declines stands, whatever is still to be run.
assess(requirement, subject, asked, names) := of_answer(
	found(subject, of_lists(asked, screened.heard(subject), names)),
	asked.unnamed,
	subject,
	fa.answer(requirement, subject),
)

# METADATA
# description: |
#   a verdict of `assess` where the institution of a participant withholds the runs: they need not be made, and what any
#   run found is judged all the same. That the program names no list is no part of what is withheld
unless_withheld(requirement, subject, asked, reads, said) := found if {
	said.status == "missing_information"
	said.reason != "lists_not_named"
	own_part.seen_by_its_own(subject)
	withheld := own_part.withheld_among(requirement, [requirement], subject, reads)
	found := of_candidates_or(withheld, requirement, subject, asked)
} else := said

of_candidates_or(withheld, requirement, subject, asked) := found if {
	found := of_candidates_alone(requirement, subject, asked)
} else := withheld

# METADATA
# description: what is open of the candidates that were found, whatever is still to be run; undefined where nothing is
of_candidates_alone(requirement, subject, asked) := said if {
	heard := screened.heard(subject)
	readings := [reading |
		some list in (asked.lists | not_asked(asked, heard))
		some reading in of_other(list, [run | some run in heard; run.list_id == list])
	]
	count(readings) > 0
	said := of_answer(found(subject, readings), [], subject, fa.answer(requirement, subject))
}

# `said` is what the runs say, `unnamed` are the countries without a list, `answer` is the FA's on this requirement and
# subject.
of_answer(said, unnamed, subject, answer) := said if {
	count(unnamed) == 0
	answer.result != "declined"
} else := not_named(subject, unnamed) if {
	answer.result == "none"
} else := answered(subject, unnamed, answer) if {
	count(unnamed) > 0
	answer.result == "declined"
} else := fa.as_answered(said, answer) if {
	answer.result == "declined"
	said.since != ""
	said.since <= answer.on
} else := object.union(said, {"since": max([said.since, since_when(unnamed)])}) if {
	# The answer is on all that is open here.
	said.status != "satisfied"
} else := answered(subject, unnamed, answer) if {
	count(unnamed) > 0
} else := said

not_named(subject, unnamed) := verdict.with_params(
	verdict.missing("lists_not_named", ["/facts/institutions", pointer(subject)]),
	{"lists": unnamed},
)

answered(subject, unnamed, answer) := fa.as_answered(
	{"reads": ["/facts/institutions", pointer(subject)], "since": since_when(unnamed)},
	answer,
)

# Which lists there are is asked once a country has its part in the research: the day on which a joint institution of
# the last of these first stood.
since_when(countries) := max(array.concat([""], [min(days) |
	some country in countries
	days := [day |
		some institution in subjects.joint_institutions
		object.get(institution.fact, "country", institution.ref) == country
		some day in standing.of_first_declared(standing.partner_of(institution))
	]
]))

found(subject, readings) := because(worst(readings), subject, readings)

because(code, subject, readings) := {
	"status": status_of(code),
	"reason": code,
	"params": params(readings, code),
	"reads": [pointer(subject)],
	"since": max(array.concat([""], [day | some reading in readings; some day in reading.doubted])),
}

params(readings, code) := {"lists": lists, "names": names, "missing": missing(readings)} if {
	code == "names_not_searched"
	lists := names_of_lists(readings, code)
	names := names_searched(readings, code)
} else := {"lists": names_of_lists(readings, code), "names": names_searched(readings, code)}

names_of_lists(readings, code) := sort({reading.name | some reading in readings; reading.reason == code})

names_searched(readings, code) := sort({name |
	some reading in readings
	reading.reason == code
	some run in reading.fresh
	some name in run.queried_names
})

missing(readings) := sort({name | some reading in readings; some name in reading.missing})

# METADATA
# description: the indicators of a requirement - one for each candidate that was judged the same, or left open
indicators(requirement, subjects, asked) := [raised |
	some subject in subjects
	any_doubt(subject)
	some raised in indicator.raised_by(requirement, subject, "candidate", doubtful(subject, asked))
]

pointer(subject) := concat("/", [subject.at, "screening"])

# METADATA
# description: |
#   The lists that apply: {lists, unnamed, others, elsewhere}. `named` maps a country (JP, UN for the United
#   Nations, and each partner country) to the ids of its lists, as the program names them; `none` are the countries
#   of which the program says that they name none; `unfit` the lists that do not serve. `unnamed` are the countries
#   for which no list is left. A run against another list proves nothing; what it found is judged all the same
#   (`others`), unless the list is one of those that are asked for `elsewhere`.
applying(named, none, unfit) := {
	"lists": {list | some origin in origins; some list in fit(named, origin, unfit)},
	"unnamed": sort([origin |
		some origin in origins
		not origin in none
		count(fit(named, origin, unfit)) == 0
	]),
	"others": true,
	"elsewhere": [],
}

origins := {"JP", "UN"} | subjects.partner_countries

fit(named, origin, unfit) := [list | some list in object.get(named, origin, []); not list in unfit]

# METADATA
# description: |
#   what the runs (as `heard` gives them) against the newest version of each list say. Worked out once for each subject:
#   screening takes most of an evaluation's time
of_lists(asked, runs, names) := array.concat(
	[reading |
		some list in asked.lists
		some reading in of_list(list, [run | some run in runs; run.list_id == list], names)
	],
	[reading |
		some list in not_asked(asked, runs)
		some reading in of_other(list, [run | some run in runs; run.list_id == list])
	],
)

of_list(list, runs, names) := [reading |
	found_ever := dispositions.candidates(runs)
	some version in newest(proofs)
	fresh := [run | some run in proofs; run.list_version == version; not screened.too_old(run)]
	missing := screened.not_searched(names, fresh)
	reading := {
		"name": concat(" ", [list, version]),
		"fresh": fresh,
		"missing": missing,
		"doubted": doubted(found_ever, runs),
		"reason": reason(fresh, missing, of_candidates(found_ever, version, runs)),
	}
] if {
	proofs := [run | some run in runs; run.counts]
	count(proofs) > 0
} else := [{
	"name": list,
	"fresh": [],
	"missing": names,
	"doubted": doubted(dispositions.candidates(runs), runs),
	"reason": "not_run",
}]

# METADATA
# description: the lists that nobody asked for, and against which the names were run all the same
not_asked(asked, runs) := {run.list_id | some run in runs} - named if {
	asked.others == true
	named := asked.lists | {list | some list in asked.elsewhere}
} else := set()

# Nothing is proved by a run against such a list; what it found is to be judged.
of_other(list, runs) := [reading |
	ids := dispositions.candidates(runs)
	some version in newest(runs)
	reason := worst_of(of_candidates(ids, version, runs))
	status_of(reason) != "satisfied"
	reading := {
		"name": concat(" ", [list, version]),
		"fresh": [run | some run in runs; run.list_version == version],
		"missing": [],
		"doubted": doubted(ids, runs),
		"reason": reason,
	}
]

# METADATA
# description: the version that was retrieved last; several where they were retrieved on one day
newest(runs) := {run.list_version | some run in runs; run.retrieved_on == last} if {
	last := max([run.retrieved_on | some run in runs])
}

# Where the program says of every country that it names no list, there is nothing to search.
worst(readings) := "no_candidate" if {
	every reading in readings { reading.reason == "no_candidate" }
} else := [code | some code in worst_first; some reading in readings; reading.reason == code][0]

worst_first := [
	"not_run", "list_stale", "names_not_searched", "not_judged", "judged_before_list", "judged_misdated",
	"not_found_again", "judged_same", "judged_unsure", "judged_different", "no_candidate",
]

status_of(code) := "satisfied" if {
	code in ["judged_different", "no_candidate"]
} else := "consult_fa" if {
	code in ["judged_same", "judged_unsure"]
} else := "missing_information"

# `fresh` are the runs against the newest version that count, `codes` what is to be said of the candidates.
reason(fresh, missing, codes) := "list_stale" if {
	count(fresh) == 0
} else := "names_not_searched" if {
	count(missing) > 0
} else := worst_of(codes)

worst_of(codes) := worst if {
	worst := [code | some code in worst_first; code in codes][0]
} else := "no_candidate"

# What is to be said of these candidates, where this version of the list is the newest.
of_candidates(ids, version, runs) := set() if {
	count(ids) == 0
} else := {of_candidate(id, version, current, runs) | some id in ids} if {
	current := [run | some run in runs; is_current(run, version, runs)]
}

is_current(run, version, _) if run.list_version == version

# A run that proves nothing may be of a version that is as new, or newer.
is_current(run, _, runs) if {
	run.counts == false
	run.retrieved_on >= max([other.retrieved_on | some other in runs; other.counts])
}

# `current` are the runs against the newest version, `every_run` those against any.
of_candidate(id, version, current, every_run) := of_current(id, current, dispositions.judgement(id, every_run)) if {
	id in dispositions.candidates(current)
} else := "not_judged" if {
	dispositions.judgement(id, every_run).view == "none"
	every run in current { is_stricter(run, id, every_run) }
} else := of_passed(dispositions.judgement(id, every_run), version)

# By the same method its threshold lies above those of the runs that found the candidate.
is_stricter(run, id, every_run) if {
	max([other.scoring.threshold |
		some other in every_run
		other.scoring.algorithm == run.scoring.algorithm
		other.scoring.scale == run.scoring.scale
		id in dispositions.candidates([other])
	]) < run.scoring.threshold
}

of_current(id, current, last) := concat("_", ["judged", of_version(here, last)]) if {
	here := dispositions.judgement(id, [run | some run in current; not screened.judged_early(run)])
	here.view != "none"
} else := "judged_before_list" if {
	some run in current
	id in dispositions.candidates([run])
	screened.judged(run)
} else := "not_judged"

# The judgement of this version, unless a newer one, of whatever version, is in doubt.
of_version(here, last) := last.view if {
	last.view in ["same", "unsure", "misdated"]
} else := here.view

of_passed(last, version) := concat("_", ["judged", last.view]) if {
	last.version == version
} else := "not_found_again" if {
	dispositions.doubtful(last)
} else := "judged_misdated" if {
	last.view == "misdated"
} else := "no_candidate"

# The days of the judgements that leave a candidate open, or say that it is the same.
doubted(ids, runs) := [said.on | some id in ids; said := dispositions.judgement(id, runs); said.view != "different"]

# Of the lead institution no finding asks for a judgement.
doubted_since(_, _, said) := said.on if dispositions.doubtful(said)

doubted_since(subject, run, said) := run.run_on if {
	said.view in ["none", "misdated"]
	subject.fact.role == "lead"
}

# METADATA
# description: |
#   the candidates whose newest judgement is that they are the same, or that leaves it open, as `indicator.raised_by`
#   takes them; of the lead institution, whose names nobody is asked to run, those that nobody judged, too
doubtful(subject, asked) := [place |
	runs := screened.heard(subject)
	lists := asked.lists | not_asked(asked, runs)
	some run in runs
	run.list_id in lists
	of_list := [other | some other in runs; other.list_id == run.list_id]
	some k, candidate in run.candidates
	since := doubted_since(subject, run, dispositions.judgement(candidate.id, of_list))
	place := {
		"at": concat("/", [pointer(subject), format_int(run.place, 10), "candidates", format_int(k, 10)]),
		"since": since,
	}
]

# A quick look, before the runs are read: most people have no candidate at all.
any_doubt(subject) if {
	some run in subject.fact.screening
	run.disposition.view in ["same", "unsure"]
}

any_doubt(subject) if {
	subject.fact.role == "lead"
	count(subject.fact.screening) > 0
}
