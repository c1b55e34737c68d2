# METADATA
# title: Existing integrity practice is not changed
# description: |
#   The classing is not meant to bring institutions to change their present research-integrity practice. So an
#   item that belongs to research integrity alone must not bind: it may be shown as advice. This is a check on the
#   policy itself (`data.policy.checklist` lists what the edition asks for), so it never burdens an institution.
# custom:
#   id: RS-CL-02
#   title:
#     ja: 研究インテグリティの現行の取組の尊重
#     en: Existing integrity practice is left as it is
#   description_ja: |
#     チェックリストの整理は、研究インテグリティの現行の取組の変更を促すものではありません。このため、
#     研究インテグリティだけに属する項目は義務づけず、参考として示すにとどめます。
#     ポリシー自体についての点検（data.policy.checklist がその版の項目を列挙します）であり、
#     機関の負担にはなりません。
#   clause:
#     section: 第2章(4)
#     item: 整理
#     quote: 研究機関における研究インテグリティの確保に係る現行の取組の変更を促すものではなく
#   actor: fa
#   stage: routine
#   classes: [research_integrity, research_security]
#   subjects: [application]
#   enforcement: fa_duty
#   effective_from: "2025-06-11"
#   reasons:
#     unchanged:
#       status: satisfied
#       message:
#         ja: "研究インテグリティのみに係る項目で、対応を義務付けているものはありません。"
#         en: "No item of research integrity alone is binding."
#     forces_change:
#       status: unsatisfied
#       message:
#         ja: "研究インテグリティのみに係る項目に、対応を義務付けているものがあります（{items}）。"
#         en: "Items of research integrity alone are binding ({items})."
#       remedy:
#         ja: "該当する項目を参考（advisory）とするか、区分を見直してください。"
#         en: "Make the items advisory, or class them anew."
#     absent:
#       status: missing_information
#       message:
#         ja: "この版の項目の一覧がないか、区分又は義務付けの有無が読み取れない項目があります。"
#         en: "The edition has no list of its items, or the list does not say how they are classed and enforced."
#       remedy:
#         ja: "項目・区分・義務付けの有無の一覧を含む版を用意してください。"
#         en: "Provide an edition that lists its items with their classes and enforcement."
package policy.procedure.checklist.integrity_unchanged

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-CL-02"

findings := [finding.shown(id, subjects.application, assess(subjects.application), "fa_duty")]

assess(_) := verdict.with_params(verdict.unsatisfied("forces_change", []), {"items": forcing}) if {
	count(forcing) > 0
} else := verdict.satisfied("unchanged", []) if {
	readable > 0
	readable == count(data.policy.checklist)
} else := verdict.missing("absent", [])

forcing := sort([item.id |
	some item in data.policy.checklist
	item.enforcement == "binding"
	{class | some class in item.classes} == {"research_integrity"}
])

# METADATA
# description: how many items say both their classes and whether they bind
readable := count([item |
	some item in data.policy.checklist
	is_string(item.enforcement)
	is_array(item.classes)
])
