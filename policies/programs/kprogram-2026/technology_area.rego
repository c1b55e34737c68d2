# METADATA
# title: Technology areas of the call
# description: |
#   An example: the call names the technology areas of the program, and an application names those that it belongs to.
#   Whether one that the call does not name belongs to the program is the FA's to say, and its answer settles it, if it
#   is no older than the areas: where one is not named, the application says since when they have been these. There is
#   no `none` to declare.
# custom:
#   id: KP-03
#   title:
#     ja: 対象とする技術領域（例）
#     en: Technology areas of the call (example)
#   description_ja: |
#     例示です。公募要領がプログラムの技術領域を定め、申請は自らが属するものを挙げます。
#     公募要領にない技術領域がプログラムに属するかどうかはFAが判断し、その回答をもって充足とします。
#     回答は、技術領域が現在のものとなった日以後のものに限ります。公募要領にないものを含むときは、その日を記載します。
#     「該当なし」という申告はありません。
#   clause:
#     section: 公募要領（例）
#     item: 2章
#     quote: （例）提案は、別表に掲げる技術領域のいずれかに該当するものとする。該当するかどうか明らかでない場合は、機構に相談する。
#   actor: lead
#   stage: call
#   classes: [technology_area]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     technology_areas:
#       type: array
#       schema: {items: {type: string}, minItems: 1}
#       direction: set
#       description:
#         ja: "対象とする技術領域"
#         en: "the technology areas that the call names"
#   inherits: [fa]
#   reasons:
#     named_in_call:
#       status: satisfied
#       message:
#         ja: "申請の技術領域（{areas}）は、いずれも公募要領に掲げられています。"
#         en: "The application's technology areas ({areas}) are all named in the call."
#     areas_not_dated:
#       status: missing_information
#       message:
#         ja: "公募要領に掲げられていない技術領域（{areas}）が含まれていますが、技術領域がいつから現在のものであるかが記載されていません。公募要領の技術領域：{named}"
#         en: "The call does not name the technology areas {areas} (it names {named}), and it is not entered since when
#           the application's areas have been these."
#       remedy:
#         ja: "公募要領に掲げられていない技術領域があるときは、技術領域を現在のものとした日（technology_areas_since）を記載してください。変更したときは、改めてください。"
#         en: "Where there is an area that the call does not name, enter since when they have been these
#           (`technology_areas_since`), and change it whenever they change."
#     not_named_in_call:
#       status: consult_fa
#       message:
#         ja: "公募要領に掲げられていない技術領域（{areas}）が含まれています。公募要領の技術領域：{named}"
#         en: "The call does not name the technology areas {areas}. It names: {named}."
#       remedy:
#         ja: "対象となる技術領域に該当するかどうかを、資金配分機関（FA）に相談してください。"
#         en: "Ask the funding agency (FA) whether they belong to the program."
#   readings:
#     - ja: "公募要領にない技術領域についてのFAの回答は、技術領域が現在のものとなった日以後のものに限ると読み、その日の記載を求めます。回答は、その日に示された内容についてのものであり、日がなければ、どの技術領域についての回答か分からないためです。"
#       en: >-
#         An answer of the FA on areas that the call does not name is no older than the areas, so that their day is
#         asked for: an answer is on what stood on its day, and without a day nobody can tell on which areas it was.
#       reasons: [areas_not_dated]
package policy.program.technology_area

import data.policy.lib.dates
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "KP-03"

findings := [finding.of_program(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.with_params(
	verdict.satisfied("named_in_call", [listed(subject)]),
	{"areas": sort(entered)},
) if {
	count(entered) > 0
	count(entered - named) == 0
} else := verdict.with_params(
	of_others(subject, input.facts.application),
	{"areas": sort(entered - named), "named": sort(named)},
)

# What is said of areas that the call does not name, by the day since when they are the application's.
of_others(subject, application) := verdict.consult("not_named_in_call", [listed(subject)], since) if {
	since := application.technology_areas_since
	dates.reached(since)
} else := verdict.missing("areas_not_dated", [listed(subject), concat("", [listed(subject), "_since"])])

listed(subject) := concat("/", [subject.at, "application/technology_areas"])

entered := {area | some area in input.facts.application.technology_areas}

named := {area | some area in data.policy.params.technology_areas}
