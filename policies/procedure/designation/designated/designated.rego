# METADATA
# title: Designated program
# description: |
#   The procedure applies to programs that the state or the FA designated (特定研究開発プログラム), only a small part of the
#   competitive research funds; the FA says so in the call (平時の図: ※FAが公募要領に記載). A program that is recorded as not
#   designated takes the application out of the procedure's scope, so that record must be whole: who decided, on
#   what basis, and where the call says it. An unknown designation is missing information, never a way out.
# custom:
#   id: RS-DES-01
#   title:
#     ja: 特定研究開発プログラムの指定
#     en: Designation of the program
#   description_ja: |
#     手順書は、国又はFAが指定したプログラム（特定研究開発プログラム。競争的研究費のうちごく一部）に適用され、
#     FAは指定の旨を公募要領に記載します（平時の図の「※FAが公募要領に記載」）。
#     「指定されていない」という記録は申請を手順書の対象外とするため、指定の主体、根拠、
#     公募要領の該当箇所まで揃っていなければなりません。指定の有無が分からないことは情報不足であり、
#     対象外とする理由にはなりません。
#   clause:
#     section: 第2章(4)
#     item: 定義
#     quote: 特定研究開発プログラムは、経済安全保障の観点から特に技術流出の防止が必要として国又はFAが指定 する
#   actor: lead
#   stage: call
#   classes: [research_security, technology_area]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   reasons:
#     designated:
#       status: satisfied
#       message:
#         ja: "特定研究開発プログラムに指定されていることが、公募要領で確認されています。"
#         en: "The call says that the program is designated."
#     not_designated:
#       status: not_applicable
#       outcome: out_of_scope
#       message:
#         ja: "特定研究開発プログラムに指定されていないため、手順書の対象外です。"
#         en: "The program is not designated: the procedure does not apply."
#     unknown:
#       status: missing_information
#       message:
#         ja: "特定研究開発プログラムに指定されているかどうかが、確認されていません。"
#         en: "Whether the program is designated is not known."
#       remedy:
#         ja: "公募要領を確認し、記載がなければ資金配分機関（FA）に照会して、指定の有無を記載してください。"
#         en: "Look it up in the call, or ask the funding agency (FA), and enter the answer."
#     absent:
#       status: missing_information
#       message:
#         ja: "特定研究開発プログラムの指定についての記載がないか、指定者・根拠・公募要領の該当箇所が欠けています。"
#         en: "The designation is not stated, or who designated, the basis or the place in the call is missing."
#       remedy:
#         ja: "指定の有無を、指定者・根拠・公募要領の該当箇所とともに記載してください。"
#         en: "Enter whether the program is designated, by whom, on what basis, and where the call says so."
package policy.procedure.designation.designated

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-DES-01"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.not_applicable("not_designated", reads(subject)) if {
	recorded == "not_designated"
} else := verdict.satisfied("designated", reads(subject)) if {
	recorded == "designated"
} else := verdict.missing("unknown", reads(subject)) if {
	input.facts.program.designation.status == "unknown"
} else := verdict.missing("absent", reads(subject))

reads(subject) := [concat("/", [subject.at, "program", "designation"])]

# METADATA
# description: the status, where the record is whole
recorded := input.facts.program.designation.status if {
	is_string(input.facts.program.designation.by)
	is_string(input.facts.program.designation.basis)
	is_string(input.facts.program.designation.call_reference)
}
