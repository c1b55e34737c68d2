# METADATA
# title: Step 4, follow-up after the start
# description: |
#   ④ After the start of the research the state of the measures is checked, and ① to ③ are followed up where
#   needed: whether they are is a person's call, told in the `state` of the check. How often to check the source
#   does not say: a program sets the interval, and without one the FA is to be asked, and its answer settles the
#   point. The latest check of a measure counts, from its day until the interval has passed; one made shortly
#   before the start carries over. A stage that is not stated is not taken as 'before the start'.
# custom:
#   id: RS-STP-05
#   title:
#     ja: ④研究開始後の実施状況の確認
#     en: "Step 4: state of the measures checked after the start"
#   description_ja: |
#     ④では、研究開始後に措置の実施状況を確認し、必要に応じて①～③をフォローアップします。必要かどうかは人が判断し、
#     確認の記載（state）に示します。確認の間隔を手順書は定めていないため、プログラムの定めにより、
#     定めがなければFAに確認し、その回答によって整います。措置ごとに最後の確認が、その日から間隔が過ぎるまで有効であり、
#     開始直前の確認は引き継がれます。段階が記載されていないことを「開始前」とはみなしません。
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
#     checked:
#       status: satisfied
#       message:
#         ja: "実施状況が{checked_on}に確認されています。"
#         en: "The state of the measure was checked on {checked_on}."
#     not_checked:
#       status: missing_information
#       message:
#         ja: "この措置の実施状況が、まだ確認されていません。"
#         en: "The state of this measure was not checked yet."
#       remedy:
#         ja: "実施状況を確認し、確認日・確認者とともに記載してください。"
#         en: "Check it, and enter its state with the day and who checked."
#     check_too_old:
#       status: missing_information
#       message:
#         ja: "実施状況の確認（{checked_on}）から、プログラムの定める{days}日を過ぎています。"
#         en: "The last check ({checked_on}) is older than the {days} days that the program sets."
#       remedy:
#         ja: "改めて実施状況を確認し、記載してください。変更があれば①～③を見直してください。"
#         en: "Check again and enter it; where something changed, go through steps 1 to 3 again."
#     interval_not_defined:
#       status: consult_fa
#       message:
#         ja: "実施状況を確認する間隔が、手順書にもプログラムにも定められていません。"
#         en: "Neither the procedure nor the program says how often measures are to be checked."
#       remedy:
#         ja: "確認の間隔を資金配分機関（FA）と相談してください。"
#         en: "Consult the funding agency (FA) on the interval."
package policy.procedure.process.follow_up

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-STP-05"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.measures]

assess(subject) := verdict.not_applicable("before_start", ["/facts/application/stage"]) if {
	input.facts.application.stage in {"preparing", "applying", "under_review", "selected"}
} else := verdict.not_applicable("no_measures", ["/facts/measures"]) if {
	input.facts.measures == []
} else := of_measure(subject, checks) if {
	subject.kind == "measure"
	input.facts.application.stage in {"started", "ended"}
} else := verdict.missing("absent", ["/facts/application/stage", "/facts/measures"])

# METADATA
# description: the follow-up of one measure once the research has started
of_measure(measure, follow_up) := unavailable.assess(follow_up) if {
	not follow_up.state in {"provided", "none"}
} else := verdict.missing("not_checked", [follow_up.at]) if {
	not checked_on(measure, follow_up)
} else := verdict.consult("interval_not_defined", [follow_up.at], follow_up.since) if {
	not interval
} else := verdict.with_params(
	verdict.satisfied("checked", [follow_up.at]),
	{"checked_on": checked_on(measure, follow_up)},
) if {
	dates.age(checked_on(measure, follow_up)) <= interval
} else := verdict.with_params(
	verdict.missing("check_too_old", [follow_up.at]),
	{"checked_on": checked_on(measure, follow_up), "days": interval},
)

# METADATA
# description: the program's interval in days; undefined where it sets none
interval := data.policy.params.follow_up_interval_days if is_number(data.policy.params.follow_up_interval_days)

checks := fact.read(subjects.application, ["follow_up"])

# METADATA
# description: the day of the latest check of the measure; undefined where there is none
checked_on(measure, follow_up) := max([look.checked_on |
	follow_up.state == "provided"
	some look in follow_up.entries
	look.measure == measure.fact.id
	dates.reached(look.checked_on)
])
