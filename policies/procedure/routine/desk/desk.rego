# METADATA
# title: A unit for research security and integrity
# description: |
#   The institution designates a unit for research security and research integrity, through which it can decide on
#   risk management as an organisation: so the unit, its contact and who decides. The heading of this passage
#   carries a note that chapter 3 (関係者に求められる事項) will take it up, and that chapter is still pending: what is
#   lacking is consulted with the FA, whose answer settles it, and never `unsatisfied`.
#   Asked of each institution, of itself; of a joint one, of universities and research institutes in Japan, unless the
#   program asks it of all. `none` (no unit) is consulted with the FA.
# custom:
#   id: RS-PRE-01
#   title:
#     ja: 研究セキュリティ・研究インテグリティを扱う部署の指定
#     en: Unit for research security and integrity
#   description_ja: |
#     研究機関は、研究セキュリティ・研究インテグリティを扱う部署を指定し、
#     組織としてリスクマネジメントの意思決定ができる体制とします。そのため、部署、連絡先、意思決定者の記載を求めます。
#     この箇所の見出しには第3章（関係者に求められる事項）で検討する旨の注記があり、その章はまだ定まっていません。
#     このため、欠けているものはFAと相談し、その回答をもって充足とし、「未充足」とはしません。
#     各機関に、その機関自身について求めます。共同研究先の機関には、日本の大学・研究機関である場合（プログラムが求めるときは
#     すべての機関）に求めます。「該当なし」（部署がないこと）は、FAと相談します。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 機関における研究セキュリティ・研究インテグリティを扱う部署を指定し、そこで情報を統一的に管理
#   actor: institution
#   stage: routine
#   classes: [governance]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part, own_word, routine, to_be_made, unavailable]
#   reasons:
#     designated:
#       status: satisfied
#       message:
#         ja: "研究セキュリティ・研究インテグリティを扱う部署と、リスクマネジメントの意思決定を行う者が定められています。"
#         en: "A unit for research security and integrity is designated, and who decides is named."
#     decider_not_named:
#       status: consult_fa
#       actor: institution
#       message:
#         ja: "部署は指定されていますが、リスクマネジメントの意思決定を行う者が記載されていません（第3章で検討予定の事項です）。"
#         en: "A unit is designated, but not who decides on risk management (chapter 3 is still pending)."
#       remedy:
#         ja: "意思決定を行う者を記載するか、体制について資金配分機関（FA）と相談してください。"
#         en: "Enter who decides, or consult the funding agency (FA) on the arrangement."
#     no_desk:
#       status: consult_fa
#       actor: institution
#       message:
#         ja: "研究セキュリティ・研究インテグリティを扱う部署は指定していないと申告されています（第3章で検討予定の事項です）。"
#         en: "The institution declares that no unit is designated (chapter 3 is still pending)."
#       remedy:
#         ja: "部署を指定するか、当面の体制について資金配分機関（FA）と相談してください。"
#         en: "Designate a unit, or consult the funding agency (FA) on the arrangement for the time being."
#   readings:
#     - ja: "意思決定者の記載を求めます。手順書は「意思決定ができる体制」とするのみですが、誰が決めるかが分からなければ体制の有無を確かめられないためです。見出しに第3章で検討する旨の注記があるため、欠けていても未充足とはせず、FAとの相談事項とします。"
#       en: >-
#         Who decides is asked for: the source only says 意思決定ができる体制, which nobody can see without knowing who
#         decides. Since the heading leaves this to chapter 3, what lacks is put to the FA and never
#         unsatisfied.
#       reasons: [decider_not_named, no_desk]
package policy.procedure.routine.desk

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.routine
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict

id := "RS-PRE-01"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.institutions
]

assess(subject) := said if {
	said := routine.not_asked(subject)
} else := of_desk(subject, fact.read(subject, ["desk"]))

of_desk(subject, desk) := said if {
	said := own_word.of_another(subject, desk)
} else := verdict.consult("no_desk", [desk.at], fact.since(desk)) if {
	desk.state == "none"
} else := to_be_made.or_unavailable(id, subject, desk) if {
	desk.state != "provided"
} else := verdict.satisfied("designated", [desk.at]) if {
	some entry in desk.entries
	is_string(entry.unit)
	is_string(entry.contact)
	is_string(entry.decides)
} else := verdict.consult("decider_not_named", [desk.at], fact.since(desk)) if {
	some entry in desk.entries
	is_string(entry.unit)
} else := verdict.missing("absent", [desk.at])
