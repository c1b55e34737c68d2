# METADATA
# title: Lists of persons
# description: |
#   Lists of persons named by Japan, by the United Nations and by the countries of the international partners; a
#   partner country may ask for its own. The program names the lists, or says that a country names none. One that is
#   not known is missing until the FA's answer; a list that holds bodies only does not serve for persons. Every name
#   that the facts give is searched, one in Latin letters among them. For a co-PI a run of the lead institution
#   serves as well as one of the co-PI's own. A candidate is never a refusal by itself.
# custom:
#   id: RS-P1-07
#   title:
#     ja: 個人のリスト
#     en: Lists of persons
#   description_ja: |
#     我が国、国連及び国際共同研究先の国等が指定する個人のリストです。相手国が独自のリストを求めることもあります。
#     リストはプログラムが指定するか、その国が指定していないことを示します。分からない場合は、FAの回答があるまで情報不足とします。
#     機関・団体のみを掲載するリストは、個人の照合には用いません。記載されたすべての氏名（ローマ字の氏名を含む。）で照合します。
#     研究分担者については、研究代表者の所属機関と所属機関のいずれの照合でも足ります。
#     一致の可能性がある掲載者が見つかったこと自体が拒否を意味することはありません。
#     照合を行っていないことを「該当なし」とすることはできません（候補なしは、照合の結果として記載します）。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 当面、我が国、国連及び国際共同研究先の国等※が指定する個人のリスト等
#   actor: institution
#   stage: collection
#   classes: [research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     person_lists:
#       type: object
#       schema: {additionalProperties: {type: array, items: {type: string}, minItems: 1}}
#       direction: add
#       description:
#         ja: "照合する個人のリスト"
#         en: "the lists of persons by who names them (JP, UN, a country)"
#     countries_without_person_lists:
#       type: array
#       schema: {items: {type: string}}
#       direction: set
#       description:
#         ja: "個人のリストを指定していない国等"
#         en: "who names no list of persons (a country), as the program found"
#     lists_of_bodies:
#       type: array
#       schema: {items: {type: string}}
#       direction: add
#       description:
#         ja: "機関・団体のみを掲載するリスト（個人の照合には用いない）"
#         en: "the lists that hold bodies only, and do not serve for persons"
#     screening_max_age_days:
#       type: integer
#       direction: decrease
#       description:
#         ja: "リストの取得から経過してよい日数"
#         en: "how many days before the decision a list may have been retrieved"
#   inherits: [fa, names, other_runs, own_part, screening]
#   readings:
#     - ja: "共同研究機関の研究参画者の照合は、その機関が行うものと読みます（B大学が(1)を確認するとされているため）。"
#       en: >-
#         A participant of a joint institution is checked by that institution, which is to check (1) itself.
#       reasons: [run_by_another]
package policy.procedure.people.person_lists

import data.policy.lib.finding
import data.policy.lib.names
import data.policy.lib.other_runs
import data.policy.lib.screening
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-P1-07"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.people]

indicators := screening.indicators(id, subjects.people, asked)

assess(subject) := screening.unless_withheld(id, subject, asked, [screening.pointer(subject)], of_names(subject))

of_names(subject) := verdict.missing("no_latin_name", [subject.at]) if {
	not has_latin(subject)
} else := other_runs.named(subject, screening.assess(id, subject, asked, names.of(subject)))

has_latin(subject) if names.any_latin(names.of(subject))

default named := {}

named := data.policy.params.person_lists

default none := []

none := data.policy.params.countries_without_person_lists

default bodies := []

bodies := data.policy.params.lists_of_bodies

asked := object.union(screening.applying(named, none, bodies), {"elsewhere": affiliations})

# What a person's affiliations are run against is judged by the program's own requirement.
default affiliations := []

affiliations := data.policy.params.affiliation_lists
