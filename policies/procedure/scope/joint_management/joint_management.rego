# METADATA
# title: A joint institution manages its own team and data
# description: |
#   A joint institution manages risk for its own researchers (co-PIs and participants) and its managed data. It
#   reads 「研究代表者」 as 「研究分担者」 and checks (1) and (3) to (5); the items of (2) are not asked of it. The fact is its
#   own statement (`partner.own_management`).
# custom:
#   id: RS-SCP-03
#   title:
#     ja: 共同研究機関による自機関のチーム・データの管理
#     en: A joint institution's management of its own team and data
#   description_ja: |
#     共同研究機関は、所属する研究者（研究分担者及び研究参画者）と管理対象データについてリスクマネジメントを行います。
#     「研究代表者」を「研究分担者」に読み替えて(1)及び(3)～(5)を確認し、(2)は求められません。
#     確認するのは、共同研究機関自身の記載（partner.own_management）です。
#   clause:
#     section: 第2章(3)
#     item: 対象範囲
#     quote: B大学に所属する研究者チーム(研究分担者、研究参画者)
#   actor: joint
#   stage: collection
#   classes: [research_security]
#   subjects: [joint]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, unavailable]
#   reasons:
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
#     managed:
#       status: satisfied
#       message:
#         ja: "共同研究機関が、自機関の研究者チームと管理対象データ等についてリスクマネジメントを行うことを示しています。"
#         en: "The joint institution states that it manages risk for its own team and managed data."
#     not_managed:
#       status: unsatisfied
#       message:
#         ja: "共同研究機関が、自機関の研究者チームと管理対象データ等についてリスクマネジメントを行わないと申告しています。"
#         en: "The joint institution declares that it does not manage risk for its own team and managed data."
#       remedy:
#         ja: "共同研究機関において、(1)及び(3)～(5)の確認を含むリスクマネジメントを行う体制を整えてください。"
#         en: "Have the joint institution set up its own risk management, with the checks of (1) and (3) to (5)."
package policy.procedure.scope.joint_management

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-SCP-03"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.joint]

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
	count(subjects.institutions) > 0
} else := verdict.unsatisfied("not_managed", [management(subject).at]) if {
	management(subject).state == "none"
} else := verdict.satisfied("managed", [management(subject).at]) if {
	management(subject).state == "provided"
} else := unavailable.assess(management(subject))

management(subject) := fact.read(subject, ["partner", "own_management"])
