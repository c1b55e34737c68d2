# METADATA
# title: Entity lists
# description: |
#   Entity lists named by Japan, by the United Nations and by the countries of the international partners. The
#   program names the lists, or says that a country names none; one that is not known is missing until the FA's answer.
#   Every name that the facts give is searched, one in Latin letters among them, by the lead institution. A candidate is
#   never a refusal by itself.
# custom:
#   id: RS-C2-03
#   title:
#     ja: エンティティリスト
#     en: Entity lists
#   description_ja: |
#     我が国、国連及び国際共同研究先の国等が指定するエンティティリストです。リストはプログラムが指定するか、
#     その国が指定していないことを示します。分からない場合は、FAの回答があるまで情報不足とします。
#     記載されたすべての名称（ローマ字の名称を含む。）で、研究代表者の所属機関が照合します。一致の可能性がある掲載機関が見つかったこと自体が拒否を意味することはありません。
#     照合を行っていないことを「該当なし」とすることはできません（候補なしは、照合の結果として記載します）。
#   clause:
#     section: 第2章(3)
#     item: "(2)"
#     quote: 我が国、国連及び国際共同研究先の国等が指定するエンティティリスト
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [joint]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     entity_lists:
#       type: object
#       schema: {additionalProperties: {type: array, items: {type: string}, minItems: 1}}
#       direction: add
#       description:
#         ja: "照合するエンティティリスト"
#         en: "the entity lists by who names them (JP, UN, a country)"
#     countries_without_entity_lists:
#       type: array
#       schema: {items: {type: string}}
#       direction: set
#       description:
#         ja: "エンティティリストを指定していない国等"
#         en: "who names no entity list (a country), as the program found"
#     screening_max_age_days:
#       type: integer
#       direction: decrease
#       description:
#         ja: "リストの取得から経過してよい日数"
#         en: "how many days before the decision a list may have been retrieved"
#   inherits: [fa, names, other_runs, screening]
#   reasons:
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
package policy.procedure.joint.entity_lists

import data.policy.lib.finding
import data.policy.lib.names
import data.policy.lib.other_runs
import data.policy.lib.screening
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-C2-03"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.joint]

# Nobody is asked to run the lead institution's names; what a run of them found is judged all the same.
indicators := screening.indicators(id, array.concat(subjects.lead_institutions, subjects.joint_institutions), asked)

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
} else := verdict.missing("no_latin_name", [subject.at]) if {
	not has_latin(subject)
} else := other_runs.named(subject, screening.assess(id, subject, asked, names.of(subject)))

default named := {}

named := data.policy.params.entity_lists

default none := []

none := data.policy.params.countries_without_entity_lists

asked := screening.applying(named, none, [])

has_latin(subject) if names.any_latin(names.of(subject))
