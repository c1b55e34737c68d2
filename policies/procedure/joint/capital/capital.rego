# METADATA
# title: Capital structure
# description: |
#   The capital (share) structure of the joint institution. What a person marked as adverse is collected all the
#   same; what it means is judged in RS-RA-01, for which it raises a risk indicator.
# custom:
#   id: RS-C2-02a
#   title:
#     ja: 資本（株式）構成
#     en: Capital structure
#   description_ja: |
#     共同研究先の機関の資本（株式）構成です。留意すべき情報とされたものがあっても、収集という点では整ったものとし、
#     その意味はリスク指標として挙げてRS-RA-01で判断します。
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
#   inherits: [collected, fa]
#   reasons:
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
#     provided_needs_judgement:
#       status: satisfied
#       message:
#         ja: "「{title}」の情報が収集され、懸念のある事項が含まれています。リスク評価（RS-RA-01）で判断を要します。"
#         en: "“{title}” has been collected. Some of it is adverse, and is to be judged under RS-RA-01."
package policy.procedure.joint.capital

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-C2-02a"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.joint]

indicators := [indicator.raised(id, subject, "adverse", [assessed(subject).at]) |
	some subject in subjects.joint
	collected.adverse(assessed(subject))
]

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
} else := verdict.satisfied("provided_needs_judgement", [assessed(subject).at]) if {
	collected.adverse(assessed(subject))
} else := collected.assess(assessed(subject))

assessed(subject) := fact.read(subject, ["partner", "capital"])
