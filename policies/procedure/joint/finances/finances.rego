# METADATA
# title: Financial situation
# description: |
#   The financial situation of the joint institution. What a person marked as adverse is collected all the same;
#   what it means is judged in RS-RA-01, for which it raises a risk indicator.
#   Each entry has its source and the day on which it was looked at.
#   `none` is no answer: it says that nothing was collected.
# custom:
#   id: RS-C2-02b
#   title:
#     ja: 財務状況
#     en: Financial situation
#   description_ja: |
#     共同研究先の機関の財務状況です。留意すべき情報とされたものがあっても、収集という点では整ったものとし、
#     その意味はリスク評価を要する事項として挙げてRS-RA-01で判断します。
#     項目ごとに、情報源と確認日を求めます。
#     「該当なし」は収集していないことを意味し、認められません。
#   clause:
#     section: 第2章(3)
#     item: "(2)"
#     quote: 資本(株式)構成、財務状況、コンプライアンス違反、レピュテーション
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [joint]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, disclosed, assessed, cleared, fa, own_part]
#   reasons:
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
#     finances_none:
#       status: unsatisfied
#       words: "資本(株式)構成、財務状況"
#       message:
#         ja: "財務状況が該当なしとされています。"
#         en: "The financial state was declared none."
#       remedy:
#         ja: "財務状況を収集して記載してください。入手できない場合は、確認不能又は提供拒否とし、その理由を記載してください。"
#         en: "Collect and enter it; where it cannot be had, enter it as unobtainable or withheld, with the reason."
package policy.procedure.joint.finances

import data.policy.lib.assessed
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.partner
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-C2-02b"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.joint
]

indicators := [raised |
	some subject in subjects.joint
	some raised in assessed.indicators(id, subject, found(subject))
]

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
} else := verdict.unsatisfied("finances_none", [found(subject).at]) if {
	found(subject).state == "none"
} else := assessed.of_partner(id, subject, found(subject))

found(subject) := partner.read(subject, "finances")
