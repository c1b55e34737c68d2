# METADATA
# title: Compliance violations
# description: |
#   Compliance violations of the joint institution. What a person marked as adverse is collected all the same; what
#   it means is judged in RS-RA-01, for which it raises a risk indicator.
#   Each entry has its source and the day on which it was looked at.
#   `none` is an answer: no violation is known.
# custom:
#   id: RS-C2-02c
#   title:
#     ja: コンプライアンス違反の有無
#     en: Compliance violations
#   description_ja: |
#     共同研究先の機関のコンプライアンス違反です。留意すべき情報とされたものがあっても、収集という点では整ったものとし、
#     その意味はリスク評価を要する事項として挙げてRS-RA-01で判断します。
#     項目ごとに、情報源と確認日を求めます。
#     「該当なし」は、コンプライアンス違反が見当たらないことを意味します。
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
#   inherits: [collected, disclosed, assessed, cleared, fa, indicator, own_part, whole]
#   reasons:
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
package policy.procedure.joint.compliance

import data.policy.lib.assessed
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.own_part
import data.policy.lib.partner
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.lib.whole

id := "RS-C2-02c"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.joint
]

indicators := [raised |
	some subject in subjects.joint
	some raised in assessed.indicators(id, subject, found(subject))
]

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
} else := whole.in_part(found(subject)) if {
	whole.over(found(subject))
} else := said if {
	said := indicator.none_beside_judgement(id, subject, "adverse", found(subject))
} else := assessed.of_partner(id, subject, found(subject))

found(subject) := partner.read(subject, "compliance")
