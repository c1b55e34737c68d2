# METADATA
# title: Purpose of cooperation and record in the field
# description: |
#   The purpose of the cooperation and the joint institution's record in the field, both.
#   `none` is no answer to either: it says that there is no purpose, or that none was collected.
# custom:
#   id: RS-C2-01
#   title:
#     ja: 協力目的、当該研究分野における実績
#     en: Purpose of cooperation and record in the field
#   description_ja: |
#     協力の目的と、当該研究分野における共同研究先の機関の実績の、両方を求めます。
#     「該当なし」は、目的や実績がないこと又は収集していないことを意味し、いずれについても認められません。
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
#   inherits: [fa, own_part]
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
#       status: unsatisfied
#       words: "協力目的、当該研究分野における実績"
#       message:
#         ja: "協力目的と実績のうち、該当なしとされたもの（{items}）があります。"
#         en: "Of purpose and record, {items} was declared to be none."
#       remedy:
#         ja: "協力目的と当該研究分野における実績を収集して記載してください。入手できない場合は、確認不能又は提供拒否とし、その理由を記載してください。"
#         en: "Collect and enter both; what cannot be had is entered as unobtainable or withheld, with the reason."
#     declaration_stale:
#       status: missing_information
#       message:
#         ja: "協力目的と実績のうち、公募の開始又はプログラムの定める期間より前に申告されたもの（{items}）があります。"
#         en: "Of purpose and record, {items} was declared before the call opened, or too long ago."
#       remedy:
#         ja: "改めて確認し、申告日を記載してください。内容に変更がなければ、いつから変わらないか（since）を併せて記載できます。"
#         en: "Have it declared anew. Where nothing changed, it may be said since when it has stood so (`since`)."
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
#         ja: "協力目的と実績のうち、情報提供の同意が得られていないもの（{items}）があります。"
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
import data.policy.lib.disclosed
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.partner
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-C2-01"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.joint
]

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
} else := of_items(verdict.unsatisfied("declared_none", reads(subject)), declared_none(subject)) if {
	count(declared_none(subject)) > 0
} else := of_items(verdict.missing("declaration_stale", reads(subject)), stale(subject)) if {
	count(stale(subject)) > 0
} else := collected.together(both(subject))

of_items(said, items) := verdict.with_params(said, {"items": items})

reads(subject) := sort([found.at | some found in both(subject)])

both(subject) := {
	"purpose": partner.read(subject, "purpose"),
	"record": partner.read(subject, "record"),
}

declared_none(subject) := sort([name | some name, found in both(subject); found.state == "none"])

stale(subject) := sort([name | some name, found in both(subject); disclosed.stale(found)])
