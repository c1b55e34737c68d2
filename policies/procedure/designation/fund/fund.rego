# METADATA
# title: Competitive research fund
# description: |
#   Programs are designated from among the competitive research funds. The definition has three marks: a public
#   call by a ministry or the like, won in competition, for research. Where one of them is said not to hold, the
#   application is outside the procedure; where one is not stated, that is missing information.
# custom:
#   id: RS-DES-02
#   title:
#     ja: 競争的研究費への該当
#     en: Competitive research fund
#   description_ja: |
#     特定研究開発プログラムは競争的研究費の中から指定されます。競争的研究費の定義には、府省等の公募によること、
#     競争的に獲得されること、研究に係るものであることの三つの要素があります。
#     そのいずれかに当たらないとされていれば手順書の対象外となり、記載がなければ情報不足です。
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
#   reasons:
#     competitive_research_fund:
#       status: satisfied
#       message:
#         ja: "公募により競争的に獲得される、研究に係る経費であり、競争的研究費に該当します。"
#         en: "The money is won in competition through a public call, for research: a competitive research fund."
#     not_competitive_research_fund:
#       status: not_applicable
#       outcome: out_of_scope
#       message:
#         ja: "競争的研究費の定義（公募・競争的な獲得・研究に係る経費）に当たらないとされているため、手順書の対象外です。"
#         en: "The money is said not to be a competitive research fund: the procedure does not apply."
#     absent:
#       status: missing_information
#       message:
#         ja: "競争的研究費の定義（公募・競争的な獲得・研究に係る経費）に当たるかどうかの記載がそろっていません。"
#         en: "Public call, competition, research: not all three marks of a competitive research fund are stated."
#       remedy:
#         ja: "公募要領により三つの点をそれぞれ確認し、記載してください。"
#         en: "Look up each of the three marks in the call and enter them."
package policy.procedure.designation.fund

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-DES-02"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.not_applicable("not_competitive_research_fund", reads(subject)) if {
	false in marks
} else := verdict.satisfied("competitive_research_fund", reads(subject)) if {
	marks == [true, true, true]
} else := verdict.missing("absent", reads(subject))

reads(subject) := [concat("/", [subject.at, "application", "fund"])]

# METADATA
# description: the three marks of the definition; undefined where one is not stated
marks := [
	input.facts.application.fund.public_call,
	input.facts.application.fund.competitive,
	input.facts.application.fund.research,
]
