# METADATA
# title: Purpose of cooperation and record in the field
# description: |
#   The purpose of the cooperation and the joint institution's record in the field, both.
# custom:
#   id: RS-C2-01
#   title:
#     ja: 協力目的、当該研究分野における実績
#     en: Purpose of cooperation and record in the field
#   description_ja: |
#     協力の目的と、当該研究分野における共同研究先の機関の実績の、両方を求めます。
#   clause:
#     section: 第2章(3)
#     item: "(2)"
#     quote: 協力目的、当該研究分野における実績
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [joint]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa]
#   reasons:
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
#     provided:
#       status: satisfied
#       message:
#         ja: "協力目的と当該研究分野における実績が、いずれも収集されています。"
#         en: "Purpose and record have both been collected."
#     declared_none:
#       status: satisfied
#       message:
#         ja: "協力目的と実績のうち、該当なしと申告されたもの（{items}）があります。リスクの有無を示すものではありません。"
#         en: "Of purpose and record, {items} was declared to be none. This says nothing on risk."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "協力目的と実績のうち、調査しても確認できなかったもの（{items}）があります。"
#         en: "Of purpose and record, {items} was searched for and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "協力目的と実績のうち、提供が拒まれているもの（{items}）があります。"
#         en: "Of purpose and record, {items} was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     absent:
#       status: missing_information
#       message:
#         ja: "協力目的と実績のうち、情報がないもの（{items}）があります。"
#         en: "Of purpose and record, {items} is missing."
#       remedy:
#         ja: "協力目的（purpose）と当該研究分野における実績（record）の両方を記載してください。"
#         en: "Enter both the purpose and the record in the field."
package policy.procedure.joint.purpose_and_record

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-C2-01"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.joint]

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
} else := collected.together({
	"purpose": fact.read(subject, ["partner", "purpose"]),
	"record": fact.read(subject, ["partner", "record"]),
})
