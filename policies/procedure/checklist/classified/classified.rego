# METADATA
# title: Every item is classed
# description: |
#   The items of the checklist are sorted into four classes: research integrity, common governance, research
#   security, and the technology area of a designated program. An item may carry several; none may carry none.
#   This is a check on the policy itself (`data.policy.checklist` lists what the edition asks for), so it never
#   burdens an institution.
# custom:
#   id: RS-CL-01
#   title:
#     ja: チェックリスト項目の分類
#     en: Classing of the checklist items
#   description_ja: |
#     チェックリストの項目は、研究インテグリティ、組織共通のガバナンス、研究セキュリティ、
#     特定研究開発プログラムに該当する技術領域の四つに区分します。一つの項目が複数の区分に属することはありますが、
#     どれにも属さないことはありません。
#     ポリシー自体についての点検（data.policy.checklist がその版の項目を列挙します）であり、
#     機関の負担にはなりません。
#   clause:
#     section: 第2章(4)
#     item: 整理
#     quote: 現行の「研究インテグリティの取組」は、研究インテグリティとして最低限担保すべき内容と、諸外国においては研究セキュリティとして実施されているような、研究セキュリティに力点を置いた内容の両方を含むことから、「手順書の基本的な枠組み」に基づいて整理
#   actor: fa
#   stage: routine
#   classes: [research_integrity, governance, research_security, technology_area]
#   subjects: [application]
#   enforcement: fa_duty
#   effective_from: "2025-06-11"
#   reasons:
#     classed:
#       status: satisfied
#       message:
#         ja: "すべての項目が、四つの区分のいずれかに分類されています。"
#         en: "Every item belongs to at least one of the four classes."
#     not_classed:
#       status: unsatisfied
#       message:
#         ja: "四つの区分のいずれにも分類されていない項目があります（{items}）。"
#         en: "Items belong to none of the four classes ({items})."
#       remedy:
#         ja: "該当する項目の区分を定めてください。"
#         en: "Class the items."
#     absent:
#       status: missing_information
#       message:
#         ja: "この版の項目の一覧がありません。"
#         en: "The edition has no list of its items."
#       remedy:
#         ja: "項目の一覧を含む版を用意してください。"
#         en: "Provide an edition that lists its items."
package policy.procedure.checklist.classified

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-CL-01"

findings := [finding.shown(id, subjects.application, assess(subjects.application), "fa_duty")]

assess(_) := verdict.with_params(verdict.unsatisfied("not_classed", []), {"items": not_classed}) if {
	count(not_classed) > 0
} else := verdict.satisfied("classed", []) if {
	count(data.policy.checklist) > 0
} else := verdict.missing("absent", [])

not_classed := sort([item.id |
	some item in data.policy.checklist
	not classed(item)
])

classed(item) if {
	some class in item.classes
	class in {"research_integrity", "governance", "research_security", "technology_area"}
}
