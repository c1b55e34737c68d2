# METADATA
# title: Risk management in time
# description: |
#   Risk management is done by the time that the call asks for. Several completions may be recorded (a step was
#   done again): the last one counts. A completion after the day of the decision is not one yet. Declared not to
#   be finished (`none`), it is missing until the due day and late after it. The date is the program's, or as the
#   institution enters it from the call: of two the earlier counts. Where neither sets one, the source gives none
#   either, and the FA is to be asked; its answer settles the point.
# custom:
#   id: RS-TIM-01
#   title:
#     ja: リスクマネジメントの時期
#     en: Time of risk management
#   description_ja: |
#     リスクマネジメントは、公募要領で求められる時期までに行います。
#     やり直した場合など複数の完了日があるときは最後のものにより、判定の日より後の完了日はまだ完了としません。
#     「終えていない」（none）という申告は、期限までは情報不足、期限を過ぎれば遅れとします。
#     期限は、プログラムの定める日と、機関が公募要領から転記した日のうち早いほうです。どちらもない場合、
#     手順書にも定めがないため、FAに確認し、その回答によって整います。
#   clause:
#     section: 第2章(3)
#     item: process
#     quote: 公募要領で求められる時期までにリスクマネジメントを行う
#   actor: lead
#   stage: call
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     risk_management_due:
#       type: string
#       schema: {format: date}
#       direction: decrease
#       description:
#         ja: "リスクマネジメントの期限"
#         en: "the day by which the call wants risk management done"
#   inherits: [fa, unavailable]
#   reasons:
#     in_time:
#       status: satisfied
#       message:
#         ja: "公募要領で求められる時期（{due}）までに、リスクマネジメントを終えています（{completed_on}）。"
#         en: "Risk management was completed on {completed_on}, by the date that the call sets ({due})."
#     late:
#       status: unsatisfied
#       message:
#         ja: "リスクマネジメントを終えた日（{completed_on}）が、公募要領で求められる時期（{due}）より後です。"
#         en: "Risk management was completed on {completed_on}, after the date that the call sets ({due})."
#       remedy:
#         ja: "申請の取扱いを資金配分機関（FA）に確認してください。"
#         en: "Ask the funding agency (FA) how the application is to be treated."
#     overdue:
#       status: unsatisfied
#       message:
#         ja: "公募要領で求められる時期（{due}）を過ぎていますが、リスクマネジメントを終えていないと申告されています。"
#         en: "Risk management is declared not to be completed, and the date that the call sets ({due}) has passed."
#       remedy:
#         ja: "リスクマネジメントを終え、申請の取扱いを資金配分機関（FA）に確認してください。"
#         en: "Complete it, and ask the funding agency (FA) how the application is to be treated."
#     not_completed:
#       status: missing_information
#       message:
#         ja: "リスクマネジメントは、まだ終えていないと申告されています。"
#         en: "Risk management is declared not to be completed yet."
#       remedy:
#         ja: "公募要領で求められる時期までに終え、その日を記載してください。"
#         en: "Complete it by the date that the call sets, and enter the day."
#     dated_ahead:
#       status: missing_information
#       message:
#         ja: "リスクマネジメントを終えた日（{completed_on}）が、判定の基準日より先の日付です。"
#         en: "The day of completion ({completed_on}) lies ahead of the day of this decision."
#       remedy:
#         ja: "実際に終えた日を記載してください。予定日は記載しないでください。"
#         en: "Enter the day on which it was completed, not a planned one."
#     no_due_date:
#       status: consult_fa
#       message:
#         ja: "リスクマネジメントを行うべき時期が、公募要領に定められていません。"
#         en: "The call does not say by when risk management is to be done."
#       remedy:
#         ja: "求められる時期を資金配分機関（FA）に確認してください。"
#         en: "Ask the funding agency (FA) for the date."
package policy.procedure.process.due_date

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-TIM-01"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.with_params(
	found(subject),
	object.union({"due": due | is_string(due)}, {"completed_on": day | day := completed_on(subject)}),
)

found(subject) := verdict.unsatisfied("overdue", reads(subject)) if {
	completion(subject).state == "none"
	due < input.as_of
} else := verdict.missing("not_completed", reads(subject)) if {
	completion(subject).state == "none"
} else := verdict.missing("dated_ahead", reads(subject)) if {
	completed_on(subject) > input.as_of
} else := verdict.consult("no_due_date", reads(subject), completion(subject).since) if {
	is_string(completed_on(subject))
	not due
} else := verdict.satisfied("in_time", reads(subject)) if {
	completed_on(subject) <= due
} else := verdict.unsatisfied("late", reads(subject)) if {
	is_string(completed_on(subject))
} else := unavailable.assess(completion(subject))

reads(subject) := [completion(subject).at, concat("/", [subject.at, "application/call/risk_management_due"])]

completion(subject) := fact.read(subject, ["process", "completion"])

# METADATA
# description: the last day of completion, where every entry says one
completed_on(subject) := max(days) if {
	completion(subject).state == "provided"
	days := [entry.completed_on | some entry in completion(subject).entries; dates.well_formed(entry.completed_on)]
	count(days) == count(completion(subject).entries)
}

# METADATA
# description: |
#   the day that the call sets, as the program has it or the institution enters it; undefined where neither does
due := min(days_set)

days_set contains data.policy.params.risk_management_due if dates.well_formed(data.policy.params.risk_management_due)

days_set contains input.facts.application.call.risk_management_due if {
	dates.well_formed(input.facts.application.call.risk_management_due)
}
