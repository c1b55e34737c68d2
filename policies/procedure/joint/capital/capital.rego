# METADATA
# title: Capital structure
# description: |
#   The capital (share) structure of the joint institution. What a person marked as adverse is collected all the
#   same; what it means is judged in RS-RA-01, for which it raises a risk indicator.
#   Each entry has its source and the day on which it was looked at.
#   `none` is an answer only with the reason, of a body without shares that is no company; of a company it is entered
#   as what was found that it has none.
# custom:
#   id: RS-C2-02a
#   title:
#     ja: 資本（株式）構成
#     en: Capital structure
#   description_ja: |
#     共同研究先の機関の資本（株式）構成です。留意すべき情報とされたものがあっても、収集という点では整ったものとし、
#     その意味はリスク評価を要する事項として挙げてRS-RA-01で判断します。
#     項目ごとに、情報源と確認日を求めます。
#     「該当なし」は、株式等のない法人について、理由を付した場合に限り認められます。企業については認められず、株式がないことも、情報源とともに記載します。
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
#     no_capital:
#       status: unsatisfied
#       words: "資本(株式)構成"
#       message:
#         ja: "企業の資本（株式）構成が該当なしとされています。"
#         en: "The capital structure of a company was declared none."
#       remedy:
#         ja: "資本（株式）構成を収集して記載してください。入手できない場合は、確認不能又は提供拒否とし、その理由を記載してください。"
#         en: "Collect and enter it; where it cannot be had, enter it as unobtainable or withheld, with the reason."
#     none_without_reason:
#       status: missing_information
#       message:
#         ja: "資本（株式）構成が該当なしとされていますが、その理由が記載されていません。"
#         en: "The capital structure was declared none, without a reason."
#       remedy:
#         ja: "株式等がない法人である場合は、その理由を記載してください。"
#         en: "Where the body has no shares, say so as the reason."
#   readings:
#     - ja: "企業でない、株式等のない法人の「該当なし」は、理由を付して認めます。"
#       en: >-
#         Capital declared none is taken of a body without shares that is no company, with the reason.
#       reasons: [none_without_reason]
#     - ja: "株式のない企業（保証有限責任会社など）についても「該当なし」は認めず、株式がないことを、情報源と確認日とともに、資本（株式）構成の内容として記載することで足りるものと読みます。企業についての「該当なし」は、調べていないことと区別できないためです。"
#       en: >-
#         That a company has no shares (one limited by guarantee) is entered as what was found of its capital, with the
#         source and the day, and is enough. It is not declared `none`: of a company that would not be told from one
#         whose capital nobody looked into.
#       reasons: [no_capital]
package policy.procedure.joint.capital

import data.policy.lib.assessed
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.partner
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-C2-02a"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.joint
]

indicators := [raised |
	some subject in subjects.joint
	some raised in assessed.indicators(id, subject, found(subject))
]

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
} else := verdict.unsatisfied("no_capital", [found(subject).at]) if {
	subject.fact.kind == "company"
	found(subject).state == "none"
} else := verdict.missing("none_without_reason", [found(subject).at]) if {
	found(subject).state == "none"
	not reasoned(found(subject))
} else := assessed.of_partner(id, subject, found(subject))

found(subject) := partner.read(subject, "capital")

reasoned(declared) if fact.says(declared.envelope.reason)
