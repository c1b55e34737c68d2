# METADATA
# title: Management of information systems
# description: |
#   In normal times the institution has information on the management of its information systems, cyber security
#   included. Every institution has such systems, so `none` is not an innocent 'nothing to collect': it says that
#   their management is not known. What the project's systems need is RS-D4-04a's matter.
# custom:
#   id: RS-PRE-08
#   title:
#     ja: 平時における情報システムの管理
#     en: Management of information systems in normal times
#   description_ja: |
#     研究機関は、情報システムの管理（サイバーセキュリティ対策等）に関する情報を平時から把握します。
#     情報システムのない機関はないため、「該当なし」は「収集するものがない」ではなく、
#     管理の状況が分からないことを意味します。申請する研究のシステムはRS-D4-04aで扱います。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 研究機関における情報システムの管理に関する情報(サイバーセキュリティ対策等の情報)
#   actor: lead
#   stage: routine
#   classes: [governance, research_security]
#   subjects: [lead]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, unavailable]
#   reasons:
#     known:
#       status: satisfied
#       message:
#         ja: "情報システムの管理（サイバーセキュリティ対策等）に関する情報が把握されています。"
#         en: "The management of information systems, cyber security included, is accounted for."
#     not_known:
#       status: unsatisfied
#       message:
#         ja: "情報システムの管理に関する情報を把握していないと申告されています。"
#         en: "The institution declares that it has no information on the management of its information systems."
#       remedy:
#         ja: "情報システムの管理（サイバーセキュリティ対策等）に関する情報を収集し、その概要を記載してください。"
#         en: "Collect it, cyber security included, and enter a summary."
package policy.procedure.routine.systems

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-PRE-08"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.lead]

assess(subject) := verdict.satisfied("known", [management(subject).at]) if {
	management(subject).state == "provided"
} else := verdict.unsatisfied("not_known", [management(subject).at]) if {
	management(subject).state == "none"
} else := unavailable.assess(management(subject))

management(subject) := fact.read(subject, ["routine", "systems"])
