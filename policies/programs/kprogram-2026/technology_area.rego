# METADATA
# title: Technology areas of the call
# description: |
#   An example: the call names the technology areas of the program, and an application belongs to one of them; what else
#   it names beside that is its own. Where it names none of them, whether it belongs to the program is the FA's to say,
#   and its answer settles it, if it is no older than the areas: the application says since when they have been these.
#   There is no `none` to declare.
# custom:
#   id: KP-03
#   title:
#     ja: 対象とする技術領域（例）
#     en: Technology areas of the call (example)
#   description_ja: |
#     例示です。公募要領がプログラムの技術領域を定め、申請はそのいずれかに該当するものとします。ほかに何を挙げるかは問いません。
#     公募要領にあるものを一つも挙げていないときは、プログラムに属するかどうかをFAが判断し、その回答をもって充足とします。
#     回答は、技術領域が現在のものとなった日以後のものに限り、その日を記載します。
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
#         ja: "申請の技術領域に、公募要領に掲げられたものがあります（{areas}）。"
#         en: "Of the application's technology areas the call names {areas}."
#     areas_not_dated:
#       status: missing_information
#       message:
#         ja: "申請の技術領域（{areas}）に公募要領に掲げられたものがなく、技術領域がいつから現在のものであるかが記載されていません。公募要領の技術領域：{named}"
#         en: "The call names none of the technology areas {areas} (it names {named}), and it is not entered since when
#           the application's areas have been these."
#       remedy:
#         ja: "公募要領に掲げられた技術領域に該当するときは、それを記載してください。明らかでないときは、技術領域を現在のものとした日（technology_areas_since）を記載してください。変更したときは、改めてください。"
#         en: "Where it belongs to an area that the call names, enter that. Where that is not clear, enter since when
#           the areas have been these (`technology_areas_since`), and change it whenever they change."
#     not_named_in_call:
#       status: consult_fa
#       message:
#         ja: "申請の技術領域（{areas}）に、公募要領に掲げられたものがありません。公募要領の技術領域：{named}"
#         en: "The call names none of the technology areas {areas}. It names: {named}."
#       remedy:
#         ja: "対象となる技術領域に該当するかどうかを、資金配分機関（FA）に相談してください。"
#         en: "Ask the funding agency (FA) whether they belong to the program."
#   readings:
#     - ja: "公募要領は「いずれかに該当」とするので、掲げられた技術領域を一つ挙げていれば足りると読みます。併せて挙げられたものは問いません。"
#       en: >-
#         The call asks for any one of its areas (いずれか): one that it names is enough, whatever stands beside it.
#       reasons: [not_named_in_call]
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
	{"areas": sort(entered & named)},
) if {
	count(entered & named) > 0
} else := verdict.with_params(
	of_others(subject, input.facts.application),
	{"areas": sort(entered), "named": sort(named)},
)

# What is said of areas of which the call names none, by the day since when they are the application's.
of_others(subject, application) := verdict.consult("not_named_in_call", [listed(subject)], since) if {
	since := application.technology_areas_since
	dates.reached(since)
} else := verdict.missing("areas_not_dated", [listed(subject), concat("", [listed(subject), "_since"])])

listed(subject) := concat("/", [subject.at, "application/technology_areas"])

entered := {area | some area in input.facts.application.technology_areas}

named := {area | some area in data.policy.params.technology_areas}
