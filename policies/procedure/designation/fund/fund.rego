# METADATA
# title: Competitive research fund
# description: |
#   Programs are designated from among the competitive research funds. The definition has three marks: a public call by
#   a ministry or the like, won in competition, for research; what was always classed as a competitive fund counts as
#   one. The edition says which the program's money has. Where one is said not to hold, a designated program (指定型) is
#   in scope all the same, with the mark shown; a program that the edition says is not designated is outside the
#   procedure; and one of which it does not say is put to the FA. So is an application that repeats the marks and
#   differs, and an edition that does not state them.
#   It is the edition's word: an application has no `none` to declare.
# custom:
#   id: RS-DES-02
#   title:
#     ja: 競争的研究費への該当
#     en: Competitive research fund
#   description_ja: |
#     特定研究開発プログラムは競争的研究費の中から指定されます。競争的研究費の定義には、府省等の公募によること、
#     競争的に獲得されること、研究に係るものであることの三つの要素があり、
#     従来、競争的資金として整理されてきたものもこれに含まれます。どれに当たるかはプログラムの版によります。
#     当たらないとされた要素があっても、指定されたプログラム（指定型）は対象であり、その要素を示します。
#     指定されていないと版に示されたプログラムは手順書の対象外となり、指定の有無が示されていなければFAと相談します。
#     申請の記載が版と異なるとき、版に要素の記載がないときも、FAと相談します。
#     プログラムの版によるもので、申請に「該当なし」という申告はありません。
#   clause:
#     section: 第2章(4)
#     item: 定義
#     quote: 大学、研究開発法人、民間企業等において、府省等の公募により競争的に獲得される経費のうち、研究に係るもの。従来、競争的資金として整理されてきたものを含む。
#   actor: lead
#   stage: call
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa]
#   reasons:
#     competitive_research_fund:
#       status: satisfied
#       message:
#         ja: "公募により競争的に獲得される、研究に係る経費であり、競争的研究費に該当します。"
#         en: "The money is won in competition through a public call, for research: a competitive research fund."
#     formerly_competitive_fund:
#       status: satisfied
#       message:
#         ja: "従来、競争的資金として整理されてきたものであり、競争的研究費に含まれます。"
#         en: "The money was always classed as a competitive fund, and counts as a competitive research fund."
#     designated_all_the_same:
#       status: satisfied
#       message:
#         ja: "競争的研究費の定義の一部に当たらないとされていますが（{marks}）、特定研究開発プログラムに指定されているため、手順書の対象です。"
#         en: "Not every mark of a competitive research fund holds ({marks}); the program is designated, and the
#           procedure applies."
#     not_competitive_research_fund:
#       status: not_applicable
#       outcome: out_of_scope
#       message:
#         ja: "競争的研究費の定義の一部に当たらず、特定研究開発プログラムにも指定されていないため、手順書の対象外です。"
#         en: "Not every mark of a competitive research fund holds, and the program is not designated: the
#           procedure does not apply."
#     designation_open:
#       status: consult_fa
#       message:
#         ja: "競争的研究費の定義の一部に当たらないとされており（{marks}）、特定研究開発プログラムに指定されているかどうかも示されていません。"
#         en: "Not every mark of a competitive research fund holds ({marks}), and whether the program is designated
#           is open."
#       remedy:
#         ja: "手順書の対象となるかどうかを、資金配分機関（FA）に照会してください。"
#         en: "Ask the funding agency (FA) whether the procedure applies."
#     application_differs:
#       status: consult_fa
#       message:
#         ja: "申請に記載された競争的研究費の要素（{marks}）が、プログラムの版と異なります。"
#         en: "What the application says of the fund ({marks}) differs from the program's edition."
#       remedy:
#         ja: "公募要領を確かめて記載を改めるか削除し、なお異なるときは資金配分機関（FA）に照会してください。"
#         en: "Look it up in the call, and correct or remove the entry; where it still differs, ask the funding
#           agency (FA)."
#     not_said:
#       status: consult_fa
#       message:
#         ja: "競争的研究費の定義（公募・競争的な獲得・研究に係る経費）に当たるかどうかが、プログラムの版に示されていません（{marks}）。"
#         en: "The program's edition does not say whether the marks of a competitive research fund hold ({marks})."
#       remedy:
#         ja: "競争的研究費に当たるかどうかを、資金配分機関（FA）に照会してください。"
#         en: "Ask the funding agency (FA) whether it is one."
#   readings:
#     - ja: "競争的研究費の要素を欠くとされても、指定されたプログラム（指定型）は対象とします。第2章(4)は「手順書の運用対象となり得る制度」を指定によるものとしているためです。"
#       en: >-
#         A program that is designated is in scope though a mark of a competitive research fund lacks: chapter
#         2 (4) goes by designation.
#       reasons: [designated_all_the_same]
package policy.procedure.designation.fund

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.designation.designated

id := "RS-DES-02"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := of_marks(verdict.consult("application_differs", [entry(subject)], ""), differing) if {
	count(differing) > 0
} else := verdict.satisfied("formerly_competitive_fund", []) if {
	data.policy.fund.formerly_competitive_fund == true
} else := verdict.satisfied("competitive_research_fund", []) if {
	count(stated(true)) == count(definition)
} else := of_marks(verdict.satisfied("designated_all_the_same", []), stated(false)) if {
	count(stated(false)) > 0
	designated.said == "designated"
} else := of_marks(verdict.not_applicable("not_competitive_research_fund", []), stated(false)) if {
	count(stated(false)) > 0
	designated.said == "not_designated"
} else := of_marks(verdict.consult("designation_open", [], ""), stated(false)) if {
	count(stated(false)) > 0
} else := of_marks(verdict.consult("not_said", [], ""), definition - stated(true))

of_marks(said, marks) := verdict.with_params(said, {"marks": sort(marks)})

entry(subject) := concat("/", [subject.at, "application", "fund"])

definition := {"public_call", "competitive", "research"}

# METADATA
# description: the marks of the definition of which the edition says this
stated(value) := {mark |
	some mark in definition
	data.policy.fund[mark] == value
}

# What the application repeats and says otherwise than the edition.
differing contains mark if {
	some mark in (definition | {"formerly_competitive_fund"})
	input.facts.application.fund[mark] != data.policy.fund[mark]
}

# An application that takes itself to be out of scope, where the edition says nothing of it, differs all the same.
differing contains mark if {
	some mark in definition
	input.facts.application.fund[mark] == false
	not mark in (stated(true) | stated(false))
}
