# METADATA
# title: Range of participants
# description: |
#   The range of participants may be adjusted with the FA, in view of the state of the laboratory and the like.
#   The fact says either that it was narrowed, and how, or that it was not (`none`). A narrowed range stands only
#   with the FA's answer on this requirement; until then the FA is to be consulted, and where the FA declined, the
#   range in the facts is not the one that the procedure asks for.
# custom:
#   id: RS-SCP-04
#   title:
#     ja: 研究参画者の範囲の調整
#     en: Adjustment of the range of participants
#   description_ja: |
#     研究参画者の範囲は、研究室の状況等に応じてFAと調整する可能性があります。記載は、範囲をどう絞ったか、
#     又は絞っていないこと（none）のいずれかです。範囲を絞ることは、
#     この事項についてのFAの回答があって初めて認められます。回答があるまではFAとの相談が必要であり、
#     FAが認めなかったときは、記載された範囲は手順書の求めるものではありません。
#   clause:
#     section: 第2章(3)
#     item: 対象範囲
#     quote: ※1 研究室の状況等に応じてFAと調整する可能性あり
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [unavailable]
#   reasons:
#     not_narrowed:
#       status: satisfied
#       message:
#         ja: "研究参画者の範囲は調整（限定）していないと申告されています。"
#         en: "The range of participants was declared not to be narrowed."
#     fa_accepted:
#       status: satisfied
#       message:
#         ja: "研究参画者の範囲を限定することについて、資金配分機関（FA）が認めた旨の記録があります。"
#         en: "It is recorded that the funding agency (FA) accepted the narrowed range of participants."
#     fa_declined:
#       status: unsatisfied
#       message:
#         ja: "資金配分機関（FA）が認めなかった限定が、研究参画者の範囲に残っています。"
#         en: "The range of participants is still narrowed, although the funding agency (FA) declined it."
#       remedy:
#         ja: "研究参画者の範囲を元に戻し「該当なし」と記載するか、改めて資金配分機関（FA）と調整してください。"
#         en: "Restore the range and declare no adjustment, or agree on another with the funding agency (FA)."
#     narrowed_without_answer:
#       status: consult_fa
#       message:
#         ja: "研究参画者の範囲を限定していますが、資金配分機関（FA）の回答の記録がありません。"
#         en: "The range of participants was narrowed, and no answer of the funding agency (FA) is recorded."
#       remedy:
#         ja: "資金配分機関（FA）と調整し、その回答を記録してください。"
#         en: "Agree on it with the funding agency (FA) and record the answer."
package policy.procedure.scope.adjustment

import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-SCP-04"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := fa.settled(id, subject, found(subject), {"narrowed_without_answer"})

# METADATA
# description: what holds until the FA has answered
found(subject) := verdict.satisfied("not_narrowed", [narrowing(subject).at]) if {
	narrowing(subject).state == "none"
} else := unavailable.assess(narrowing(subject)) if {
	narrowing(subject).state != "provided"
} else := verdict.unsatisfied("fa_declined", array.concat([narrowing(subject).at], answer(subject).at)) if {
	answer(subject).result == "declined"
} else := verdict.consult("narrowed_without_answer", [narrowing(subject).at])

narrowing(subject) := fact.read(subject, ["scope", "adjustment"])

answer(subject) := fa.answer(id, subject)
