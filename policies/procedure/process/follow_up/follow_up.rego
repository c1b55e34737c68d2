# METADATA
# title: Step 4, follow-up after the start
# description: |
#   ④ After the start of the research the state of each measure is checked, and ① to ③ are followed up where needed. A
#   check says whether the measure is as agreed, deviates or is not in place. The latest check counts, of one day the
#   worse; one from before the start day does not, unless it found a measure otherwise that was said to be done. A
#   measure that deviates or is not in place is not met until a later judgement of ② in each field and a completion
#   after it (before the start: until it is mended), and where one that is not in place stands after that is said:
#   checked again, changed, withdrawn, or accepted by the FA. How often to check the source does not say: a program
#   sets the interval, until the first of which is over (for a measure chosen after the start: since then) nothing is
#   asked; without one the FA is to be asked, and its answer since the check settles the point. Where no first day is
#   entered and the start that the DMP gives is over, whether it has started is not known. A measure that was withdrawn
#   is not checked any more; what its last check found is followed up all the same. Whether the research has started is
#   read from its first day; a stage that says so without it, or before it, is not enough, nor is a stage that is not
#   stated. Declared that nothing is checked (`none`), the step is not met once the first interval is over. What could
#   not be confirmed is asked for again after the interval, as a check is.
# custom:
#   id: RS-STP-05
#   title:
#     ja: ④研究開始後の実施状況の確認
#     en: "Step 4: state of the measures checked after the start"
#   description_ja: |
#     ④では、研究開始後に措置の実施状況を確認し、必要に応じて①～③をフォローアップします。
#     確認には、措置が調整のとおりか、異なっているか、実施されていないかを記載します。措置ごとに最後の確認
#     （同じ日のものは重いほう）により、研究の開始日より前の確認は数えません（実施済みとされた措置が異なっている、又は実施されていないとされたときは、開始前でも、改められるまで満たされません。）。異なっている、又は実施されていない措置は、
#     その後の確認で調整のとおりとされても、その後に②の各観点の判断と完了が行われるまで満たされません。実施されていなかった措置には、更に、その後の確認、変更、取りやめ又はFAの回答（③）の記載を求めます。確認の間隔を手順書は定めていないため、
#     プログラムの定めにより、最初の間隔（研究の開始後に選んだ措置は、選んだ日から）が過ぎるまでは求めません。定めがなければFAに確認し、
#     確認の日以後の回答をもって充足とします。取りやめた措置の確認は求めませんが、最後の確認で分かったことは見直しを要します。開始したかどうかは研究の開始日により、
#     開始日の記載のない段階や、開始日と合わない段階だけでは判断しません。開始日の記載がなく、DMPの開始日を過ぎているときも同じです。
#     「確認していない」（none）という申告は、最初の間隔が過ぎれば満たされないものとします。確認できないとの申告も、確認と同じく、間隔が過ぎれば改めて求めます。
#   clause:
#     section: 第2章(3)
#     item: ④
#     quote: 研究開始後、リスク軽減措置の実施状況を確認(必要に応じて①~③をフォローアップ)
#   actor: lead
#   stage: after_start
#   classes: [research_security]
#   subjects: [measure]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     follow_up_interval_days:
#       type: integer
#       direction: decrease
#       description:
#         ja: "研究開始後の確認が有効な日数"
#         en: "how many days a check of a measure counts after the start"
#   inherits: [fa, unavailable]
#   reasons:
#     before_start:
#       status: not_applicable
#       message:
#         ja: "研究開始前です。実施状況の確認は研究開始後に行います。"
#         en: "The research has not started: the state of the measures is checked after the start."
#     no_measures:
#       status: not_applicable
#       message:
#         ja: "リスク軽減措置はないとされています。"
#         en: "No measure is taken."
#     first_interval:
#       status: not_applicable
#       message:
#         ja: "研究の開始（その後に選んだ措置は、選んだ日）から、プログラムの定める最初の確認までの日数を過ぎていません。"
#         en: "The time after the start, or since the measure was chosen, within which the program asks for a first
#           check is not over."
#     withdrawn:
#       status: not_applicable
#       message:
#         ja: "この措置は取りやめられており、確認を求めません。"
#         en: "This measure was withdrawn: no check of it is asked for."
#     start_not_known:
#       status: missing_information
#       message:
#         ja: "研究の開始日が記載されていないか、申請の段階又はDMPの研究期間と合いません（応募の締切の後は、応募前・応募中・採択の段階だけから開始前であることは分かりません）。"
#         en: >-
#           The first day of the research is not entered, or fits neither the stage of the application nor the DMP; once
#           the call has closed, neither a stage of before nor that it was selected says that the research lies ahead.
#       remedy:
#         ja: "研究の開始日（starts_on。開始前は予定の日）と段階（stage）を確かめて記載してください。"
#         en: "Look up the first day of the research (`starts_on`; before that, the day planned) and the `stage`, and
#           enter them."
#     deviating:
#       status: unsatisfied
#       words: "必要に応じて①~③をフォローアップ"
#       message:
#         ja: "{checked_on}の確認で、措置の実施状況が調整した内容と異なっています。"
#         en: "On {checked_on} the measure was found to deviate from what was agreed."
#       remedy:
#         ja: "変更を①～③により見直し、②の各観点の判断と完了を記載してください。"
#         en: "Follow the change through steps 1 to 3, and enter the judgement of each field and the completion."
#     not_in_place:
#       status: unsatisfied
#       words: "研究開始後、リスク軽減措置の実施状況を確認"
#       message:
#         ja: "{checked_on}の確認で、措置が実施されていません。"
#         en: "On {checked_on} the measure was found not to be in place."
#       remedy:
#         ja: "措置を実施するか①～③により見直し、②の各観点の判断と完了を記載してください。"
#         en: "Put it in place, or follow it through steps 1 to 3, and enter the judgement of each field and the
#           completion."
#     not_done:
#       status: unsatisfied
#       words: "研究開始後、リスク軽減措置の実施状況を確認"
#       message:
#         ja: "実施状況の確認を行っていないと申告されています。"
#         en: "It is declared that the state of the measures is not checked."
#       remedy:
#         ja: "実施状況を確認し、確認日・確認者・状況とともに記載してください。"
#         en: "Check it, and enter its state with the day and who checked."
#     checked:
#       status: satisfied
#       message:
#         ja: "{checked_on}の確認で、措置は調整のとおり実施されています。"
#         en: "On {checked_on} the measure was found to be as agreed."
#     not_due:
#       status: satisfied
#       message:
#         ja: "{checked_on}の確認で、措置はまだ実施されていませんでしたが、期限（{due}）までの確認です。"
#         en: "On {checked_on}, not later than it was due ({due}), the measure was not in place yet."
#     followed_up:
#       status: satisfied
#       message:
#         ja: "{checked_on}の確認で分かった変更は、その後の②の判断と完了により見直されています。"
#         en: "What was found on {checked_on} was followed up by a later judgement and completion."
#     not_checked:
#       status: missing_information
#       message:
#         ja: "この措置の実施状況が、研究の開始後（その後に措置を選んだ、又は変更したときは、その日以後）にまだ確認されていません。"
#         en: "The state of this measure was not checked since the start or, where it was chosen or changed later, since
#           then."
#       remedy:
#         ja: "現在の措置の実施状況を確認し、確認日・確認者・状況とともに記載してください。変更前の確認の記載は、そのまま残します。"
#         en: "Check the measure as it stands now, and enter its state with the day and who checked; what was checked
#           before it was changed stays."
#     not_put_in_place:
#       status: missing_information
#       message:
#         ja: "{checked_on}の確認で実施されていなかった措置について、その後に②の判断と完了はありますが、措置をどうしたか（③）の記載がありません。"
#         en: >-
#           On {checked_on} the measure was not in place; a judgement and a completion followed, but not what became of
#           the measure (step 3).
#       remedy:
#         ja: "その後の確認の結果（as_agreed）、措置を改めた日（since）、取りやめ（withdrawn）、又はその措置についての資金配分機関（FA）の回答のいずれかを記載してください。"
#         en: >-
#           Enter one of these: a later check (`as_agreed`), since when the measure was changed (`since`), that it was
#           withdrawn, or the funding agency’s (FA) answer on it.
#     state_not_said:
#       status: missing_information
#       message:
#         ja: "{checked_on}の確認に、措置が調整のとおりかどうかの記載がありません。"
#         en: "The check of {checked_on} does not say whether the measure is as agreed."
#       remedy:
#         ja: "調整のとおり（as_agreed）、異なっている（deviating）、実施されていない（not_in_place）のいずれかを記載してください。"
#         en: "Enter one of `as_agreed`, `deviating` and `not_in_place`."
#     check_too_old:
#       status: missing_information
#       message:
#         ja: "実施状況の確認（又は確認できない旨の申告。{checked_on}）から、プログラムの定める{days}日を過ぎています。"
#         en: "The last check, or word that it could not be made ({checked_on}), is older than the {days} days that the
#           program sets."
#       remedy:
#         ja: "改めて実施状況を確認し、記載してください。変更があれば①～③を見直してください。"
#         en: "Check again and enter it; where something changed, go through steps 1 to 3 again."
#     interval_not_defined:
#       status: consult_fa
#       message:
#         ja: "実施状況は{checked_on}に確認されていますが、確認の間隔が手順書にもプログラムにも定められていません。"
#         en: "The measure was checked on {checked_on}, and neither the procedure nor the program says how often it
#           is to be."
#       remedy:
#         ja: "確認の間隔を資金配分機関（FA）と相談してください。"
#         en: "Consult the funding agency (FA) on the interval."
#     deviating_before_done:
#       status: missing_information
#       message:
#         ja: "研究の開始より前で、措置が実施されるより前の確認（{checked_on}）で、合意と異なるとされています。"
#         en: "A check of {checked_on}, before the research started and the measure was carried out, found it
#           deviating."
#       remedy:
#         ja: "確認日又は実施日の誤りを直してください。日付が正しいときは、その後の②の判断と完了を記載するか、まだ実施していなかった旨を確認の結果（not_in_place）としてください。"
#         en: >-
#           Correct the day of the check, or of when it was done. Where both are right, enter the judgements of ② and
#           the completion since, or that it was not in place yet (`not_in_place`).
#   readings:
#     - ja: "措置が実施されるより前に「合意と異なる」ことは考えにくいため、研究の開始より前のそのような確認については、日付の確認を求めます。実施前に行われていないこと（not_in_place）、及び確認の後に内容を改めた措置（since）についての改める前の確認は、問いません。"
#       en: >-
#         What is yet to be done can hardly deviate: of such a check from before the research started it is asked
#         whether the day is right. That it was not in place before it was done is not asked about, nor is a check from
#         before the measure was changed (`since`): as it was it may have been done before.
#       reasons: [deviating_before_done]
#     - ja: "確認の間隔を手順書は定めていません。プログラムの定めにより、定めがなければ、確認したことをFAに示します。最初の間隔は、研究の開始後に選んだ措置については、選んだ日から数えます。調整と異なる、又は実施されていない措置は、②以降をやり直すまで未充足とします（①～③のフォローアップ）。"
#       en: >-
#         The source sets no interval: the program's counts, or else a check is put to the FA. The first interval of a
#         measure chosen after the start counts since then. A measure that deviates or is not in place is unsatisfied
#         until ② is done again (①~③をフォローアップ).
#       reasons: [interval_not_defined, first_interval, deviating, not_in_place]
#     - ja: "期限の前の確認で、実施済みとされていない措置がまだ実施されていないことは、計画のとおりと読みます（確認の後に改めた措置を除きます。）。期限までに実施されないときは、措置そのものが未充足となります。"
#       en: >-
#         That a measure which is not said to be done is not in place yet, found by its due day, is as planned (but for
#         one that was changed after the check). Where it is not carried out by then the measure itself is unsatisfied.
#       reasons: [not_due]
#     - ja: "実施されていない措置は、②の判断と完了だけでは実施されたことにならないため、③として、その後の確認、変更、取りやめ又はFAの回答の記載を求めます。研究の開始前の確認は求めませんが、実施済みとされた措置が実施されていない、又は異なっていると分かったときは、③のとおり実施されていないものとして扱います。④の確認は研究代表者の所属機関が行いますが、ほかの機関が、実施されていない、又は異なっていると記載したものも、同じく扱います。"
#       en: >-
#         A measure that is not in place is not carried out by a new judgement and completion alone: of ③ it is asked
#         that it was checked again, changed, withdrawn or accepted by the FA since. No check is asked for before the
#         start; but one that found a measure otherwise that was said to be done shows that ③ is not carried out. The
#         checks of ④ are the lead institution's; that another one found a measure otherwise is heard all the same.
#       reasons: [not_put_in_place, not_in_place, deviating]
#     - ja: "応募前・応募中（preparing、applying）という段階は、応募の締切までのものと読みます。採択（selected）の次は研究の開始であり、その日（予定）は定まっているものと読みます。これらの段階は、締切の後は、研究の開始日又はDMPの開始日が先の日でなければ、研究が始まっていないことを示さず、開始日と段階の確認を求めます。そうでなければ、段階を改めないまま④の確認が求められないこととなるためです。審査中（under_review）は、開始の日が定まっていないため、求めません。"
#       en: >-
#         The stages `preparing` and `applying` are read to last until the call closes; what was `selected` starts next,
#         on a day that is planned by then. After the closing none of the three says that the research has not started,
#         unless a first day, or a start in the DMP, lies ahead: else no check of ④ would ever be asked for where nobody
#         mends the stage. While the application is under review, nobody knows of a start.
#       reasons: [start_not_known]
package policy.procedure.process.follow_up

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.measures
import data.policy.lib.start
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict
import data.policy.procedure.process.due_date
import data.policy.procedure.process.judgement

id := "RS-STP-05"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.measures]

assess(subject) := said if {
	said := found_otherwise(subject, checks)
} else := said if {
	said := found_too_early(subject, checks)
} else := by_start(subject)

by_start(subject) := verdict.not_applicable("before_start", first_day_and_stage) if {
	start.ahead
} else := verdict.not_applicable("no_measures", ["/facts/measures"]) if {
	input.facts.measures == []
} else := verdict.missing("start_not_known", first_day_and_stage) if {
	subject.kind == "measure"
	not start.reached
} else := of_measure(subject, checks, input.facts.application.starts_on) if {
	subject.kind == "measure"
} else := verdict.missing("absent", ["/facts/measures"])

first_day_and_stage := ["/facts/application/starts_on", "/facts/application/stage"]

# METADATA
# description: a check found a measure otherwise than agreed, and nobody followed it up; undefined where none did
found_otherwise(measure, follow_up) := verdict.with_params(verdict.unsatisfied("not_in_place", [follow_up.at]), found) if {
	found := left_open(measure, "not_in_place")
} else := verdict.with_params(verdict.unsatisfied("deviating", [follow_up.at]), found) if {
	found := left_open(measure, "deviating")
}

# What is yet to be done cannot deviate: the day of the check may be mistyped.
found_too_early(measure, follow_up) := verdict.with_params(
	verdict.missing("deviating_before_done", [follow_up.at, measure.at]),
	{"checked_on": max([check.checked_on |
		some check in array.concat(ever_checked(measure), found_by_another(measure))
		check.state == "deviating"
		passed_over(measure.fact, check)
		not is_followed_up(check)
	])},
)

passed_over(measure, check) if {
	not heard(measure, check)
	not measures.withdrawn(measure)
	not changed_since(measure, check)
}

# What it deviated from is no longer what is to be done, and the day on which that was done is entered no more.
changed_since(measure, check) if {
	dates.reached(measure.since)
	measure.since >= check.checked_on
}

# METADATA
# description: the follow-up of one measure once the research has started
of_measure(measure, follow_up, first_day) := verdict.not_applicable("withdrawn", [measure.at]) if {
	measures.withdrawn(measure.fact)
} else := verdict.with_params(verdict.not_applicable("first_interval", array.concat(first_day_and_stage, [measure.at])), {
	"starts_on": first_day,
	"days": interval,
}) if {
	count(checks_of(measure)) == 0
	dates.age(in_place_from(measure.fact, first_day)) <= interval
} else := verdict.unsatisfied("not_done", [follow_up.at]) if {
	follow_up.state == "none"
} else := too_old(follow_up, follow_up.on) if {
	follow_up.state in ["unobtainable", "withheld"]
	dates.age(follow_up.on) > interval
} else := object.union(unavailable.assess(follow_up), {"since": since}) if {
	follow_up.state != "provided"

	# The FA's answer is on the measure as it stood by then.
	since := max([fact.since(follow_up), measures.stands_since(measure.fact)])
} else := verdict.missing("not_checked", [follow_up.at]) if {
	count(checks_of(measure)) == 0
} else := of_last(measure, follow_up, last(measure).checked_on, last_state(measure))

# What the last check found, on its day.
of_last(measure, follow_up, day, "not_due") := verdict.with_params(
	checked(follow_up, day, "not_due"),
	{"due": measure.fact.due},
)

of_last(measure, follow_up, day, "not_in_place") := put_in_place(measure, follow_up, day)

of_last(_, follow_up, day, state) := checked(follow_up, day, state) if not state in ["not_due", "not_in_place"]

# METADATA
# description: the day from which there is something to check; a measure may be chosen after the start
in_place_from(measure, first_day) := max([first_day, measure.chosen_on]) if {
	dates.reached(measure.chosen_on)
} else := first_day

# METADATA
# description: what is said of the last check, whose day and state are at hand
checked(follow_up, day, state) := verdict.with_params(verdict.missing("state_not_said", [follow_up.at]), {"checked_on": day}) if {
	state == "unknown"
} else := verdict.with_params(verdict.consult("interval_not_defined", [follow_up.at], day), {"checked_on": day}) if {
	not interval
} else := too_old(follow_up, day) if {
	dates.age(day) > interval
} else := verdict.with_params(verdict.satisfied("checked", [follow_up.at]), {"checked_on": day}) if {
	state == "as_agreed"
} else := verdict.with_params(verdict.satisfied("not_due", [follow_up.at]), {"checked_on": day}) if {
	state == "not_due"
} else := verdict.with_params(verdict.satisfied("followed_up", [follow_up.at]), {"checked_on": day})

# What is not in place is no further for a new judgement and completion: that they were followed by ③ is to be seen.
put_in_place(measure, follow_up, day) := verdict.with_params(
	verdict.missing("not_put_in_place", [follow_up.at, measure.at]),
	{"checked_on": day},
) if {
	not carried_through(measure.fact, day)
} else := checked(follow_up, day, "not_in_place")

# A check is made again, and what could not be found out then is to be found out again.
too_old(follow_up, day) := verdict.with_params(
	verdict.missing("check_too_old", [follow_up.at]),
	{"checked_on": day, "days": interval},
)

# METADATA
# description: the program's interval in days; undefined where it sets none
interval := data.policy.params.follow_up_interval_days if is_number(data.policy.params.follow_up_interval_days)

checks := steps.read(subjects.application, ["follow_up"])

# METADATA
# description: the checks of the measure since the start
checks_of(measure) := [check |
	some check in ever_checked(measure)
	check.checked_on >= input.facts.application.starts_on
]

ever_checked(measure) := [check |
	checks.state == "provided"
	some check in checks.entries
	check.measure == measure.fact.id
	is_string(check.by)
	counts(check, measures.stands_since(measure.fact))
]

# What another institution tells is no check of the lead's; that it found something else is heard all the same.
found_by_another(measure) := [check |
	some check in others_checks
	check.measure == measure.fact.id
	is_string(check.by)
	dates.well_formed(check.checked_on)
	check.state in ["not_in_place", "deviating"]
]

default others_checks := []

others_checks := read.entries if {
	read := fact.read(subjects.application, ["follow_up"])
	read.state == "provided"
	checks.state == "absent"
}

# Who signs tells of the checks by then, of the measure as it stands; that a check found something else is heard all
# the same.
counts(check, since) if {
	check.checked_on <= checks.on
	check.checked_on >= since
}

counts(check, _) if {
	dates.reached(check.checked_on)
	object.get(check, "state", "unknown") != "as_agreed"
}

# A day ahead is mistyped where something was found.
counts(check, _) if {
	dates.ahead(check.checked_on)
	check.state in ["not_in_place", "deviating"]
}

# METADATA
# description: the day of the latest check of the measure; undefined where there is none
last(measure) := {"checked_on": max([check.checked_on | some check in checks_of(measure)])}

# METADATA
# description: what the checks of that day say, the worst of them
last_state(measure) := [state |
	said := {found(measure.fact, check) |
		some check in checks_of(measure)
		check.checked_on == last(measure).checked_on
	}
	some state in ["not_in_place", "deviating", "unknown", "not_due", "as_agreed"]
	state in said
][0]

# METADATA
# description: |
#   the last day on which a check found this and nobody followed it up since; undefined where there is none. A later
#   check that finds all as agreed follows nothing up
left_open(measure, state) := {"checked_on": max([check.checked_on |
	some check in array.concat(ever_checked(measure), found_by_another(measure))
	heard(measure.fact, check)
	found(measure.fact, check) == state
	not is_followed_up(check)
	not mended_before_the_start(measure.fact, check)
])}

found(measure, check) := "not_due" if {
	not_due(measure, check)
} else := object.get(check, "state", "unknown")

# It stood as it does, was to be in place by a later day, and was not said to be done.
not_due(measure, check) if {
	check.state == "not_in_place"
	measures.stands_since(measure) <= check.checked_on
	check.checked_on <= measure.due
	not done_by(measure, check)
}

done_by(measure, check) if {
	is_string(measure.done_on)
	measure.done_on <= check.checked_on
}

# Before the start too, where the measure was said to be done: one that is planned is not in place yet.
heard(_, check) if check.checked_on >= input.facts.application.starts_on

heard(measure, check) if done_by(measure, check)

is_followed_up(check) if followed_up(check.checked_on)

# ④ begins with the research: what was found before is mended there and then.
mended_before_the_start(measure, check) if {
	not since_the_start(check)
	carried_through(measure, check.checked_on)
}

since_the_start(check) if check.checked_on >= input.facts.application.starts_on

# METADATA
# description: since that day each field was judged, and risk management completed after it
followed_up(since) if {
	some completed in due_date.reached
	every field in judgement.fields {
		judgement.judged_between(field, since, completed)
	}
}

# METADATA
# scope: document
# description: |
#   what became of the measure since that day is said: a later check found it as agreed, it was changed or withdrawn,
#   or the FA accepted it as it is
carried_through(measure, day) if found_as_agreed(measure, day)

carried_through(measure, day) if measures.stands_since(measure) >= day

carried_through(measure, day) if {
	measures.withdrawn(measure)
	measure.withdrawn.on >= day
}

carried_through(measure, day) if {
	answer := measures.answer(measure)
	answer.result == "accepted"
	answer.on >= day
}

found_as_agreed(measure, day) if {
	some check in checks.entries
	check.measure == measure.id
	check.state == "as_agreed"
	is_string(check.by)
	check.checked_on > day
	check.checked_on <= checks.on
}
