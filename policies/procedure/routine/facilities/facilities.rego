# METADATA
# title: Management of facilities and equipment
# description: |
#   In normal times the institution has information on the management of its facilities and equipment, their
#   security included. Every institution has such places, so `none` is not an innocent 'nothing to collect': it
#   says that their management is not known. The places of the project are RS-D4-05's matter.
# custom:
#   id: RS-PRE-09
#   title:
#     ja: 平時における施設・設備等の管理
#     en: Management of facilities and equipment in normal times
#   description_ja: |
#     研究機関は、施設・設備等の管理（セキュリティ対策等）に関する情報を平時から把握します。
#     施設・設備のない機関はないため、「該当なし」は「収集するものがない」ではなく、
#     管理の状況が分からないことを意味します。申請する研究の場所はRS-D4-05で扱います。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 研究機関の各種施設・設備等の管理に関する情報(セキュリティ対策等の情報)
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
#         ja: "施設・設備等の管理（セキュリティ対策等）に関する情報が把握されています。"
#         en: "The management of facilities and equipment, their security included, is accounted for."
#     not_known:
#       status: unsatisfied
#       message:
#         ja: "施設・設備等の管理に関する情報を把握していないと申告されています。"
#         en: "The institution declares that it has no information on the management of its facilities and equipment."
#       remedy:
#         ja: "施設・設備等の管理（セキュリティ対策等）に関する情報を収集し、その概要を記載してください。"
#         en: "Collect it, their security included, and enter a summary."
package policy.procedure.routine.facilities

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-PRE-09"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.lead]

assess(subject) := verdict.satisfied("known", [management(subject).at]) if {
	management(subject).state == "provided"
} else := verdict.unsatisfied("not_known", [management(subject).at]) if {
	management(subject).state == "none"
} else := unavailable.assess(management(subject))

management(subject) := fact.read(subject, ["routine", "facilities"])
