# METADATA
# title: The partner country's side of the joint call
# description: |
#   An example of a call that the agencies of two countries make together: the application names the partner country's
#   agency and call, and has a joint institution there. By the source's ※, lists that the partner country asks for may
#   have to be taken up: the program must name them, for people and for bodies; whether they were run is the word of
#   RS-P1-07 and RS-C2-03.
#   `none` means that there is no application to the partner's call, and is unsatisfied.
# custom:
#   id: OM-03
#   title:
#     ja: 共同公募の相手国側（例）
#     en: The partner country's side of the joint call (example)
#   description_ja: |
#     二か国の機関が共同で行う公募の例示です。申請は、相手国の機関と公募を示し、相手国に共同研究機関を持ちます。
#     手順書の※のとおり、相手国の求めるリストへの対応が必要になることがあるため、
#     プログラムは個人と機関の両方についてリストを指定しなければなりません。
#     照合が行われたかどうかはRS-P1-07及びRS-C2-03で扱います。
#     「該当なし」は、相手国側の公募に応募しないことを意味し、未充足です。
#   clause:
#     section: 公募要領（例）
#     item: 5章 5.4
#     quote: （例）提案者は、相手国の資金配分機関及び公募の名称を記載し、相手国に所在する機関を共同研究先に含める。照合には、相手国が求めるリストを加える。
#   actor: lead
#   stage: call
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     joint_call_countries:
#       type: array
#       direction: add
#       description:
#         ja: "共同公募の相手国"
#         en: "the countries whose agencies make the call together with the program"
#       schema: {items: {type: string, pattern: "^[A-Z]{2}$"}, minItems: 1, uniqueItems: true}
#   inherits: [fa, to_be_made, unavailable]
#   reasons:
#     stated:
#       status: satisfied
#       message:
#         ja: "相手国（{countries}）の資金配分機関と公募が記載され、照合に加えるリストも定まっています。"
#         en: "The partner country's agency and call are stated ({countries}), and its lists are known."
#     no_partner_side:
#       status: unsatisfied
#       words: "相手国の資金配分機関及び公募の名称を記載し"
#       message:
#         ja: "相手国側の公募への応募はないと申告されていますが、このプログラムは相手国との共同公募です。"
#         en: "It was declared that there is no partner country's side, and the program is a joint call."
#       remedy:
#         ja: "相手国側の公募への応募の要否を、プログラムの担当に確認してください。"
#         en: "Ask the program how the partner country's side is to apply."
#     side_not_stated:
#       status: missing_information
#       message:
#         ja: "相手国（{countries}）の資金配分機関と公募が記載されていません。"
#         en: "The agency and the call of {countries} are not stated."
#       remedy:
#         ja: "相手国の資金配分機関の名称と公募の名称・番号を、申告者・申告日とともに記載してください。"
#         en: "Enter the partner country's agency and call, with who declares it and when."
#     declared_before_call:
#       status: missing_information
#       message:
#         ja: "相手国の資金配分機関と公募についての申告（{on}）は、公募の開始より前のものです。"
#         en: "The partner country's agency and call were declared on {on}, before the call opened."
#       remedy:
#         ja: "この公募に対応する相手国の公募を確かめ、その名称・番号を改めて申告し、申告日を記載してください。"
#         en: "See which call of the partner country goes with this one, and declare its name and number anew."
#     partner_not_named:
#       status: missing_information
#       message:
#         ja: "相手国（{countries}）に所在する共同研究先の機関が記載されていません。"
#         en: "No joint institution in {countries} is named."
#       remedy:
#         ja: "相手国に所在する共同研究先の機関と、その研究分担者を記載してください。"
#         en: "Enter the joint institution in the partner country and its co-PIs."
#     lists_not_named:
#       status: missing_information
#       message:
#         ja: "相手国（{countries}）が求めるリストを、プログラムが定めていません。"
#         en: "The program does not name the lists that {countries} asks for."
#       remedy:
#         ja: "照合に加えるリスト（個人・機関）を、プログラムの担当に確認してください。"
#         en: "Ask the program which lists of people and of bodies are to be added."
#   readings:
#     - ja: "相手国の公募は、この公募と共同で行われるものと読み、公募の開始以後の申告を求めます。毎年行われる公募では、前年のものが残り得るためです。"
#       en: >-
#         The partner country's call is the one that is made together with this one, and declared since this one opened:
#         of a yearly call it may be last year's that still stands there.
#       reasons: [declared_before_call]
package policy.program.joint_call

import data.policy.lib.finding
import data.policy.lib.recent
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict

id := "OM-03"

findings := [finding.of_program(id, subjects.application, assess(subjects.application))]

assess(subject) := to_be_made.or_unavailable(id, subject, declared(subject)) if {
	not declared(subject).state in ["provided", "none"]
} else := verdict.unsatisfied("no_partner_side", [declared(subject).at]) if {
	declared(subject).state == "none"
} else := before_call(declared(subject)) if {
	declared(subject).on < recent.opened
} else := of_countries(verdict.missing("side_not_stated", [declared(subject).at]), open(subject).side) if {
	count(open(subject).side) > 0
} else := of_countries(
	verdict.missing("partner_not_named", [declared(subject).at, "/facts/institutions"]),
	open(subject).partner,
) if {
	count(open(subject).partner) > 0
} else := of_countries(verdict.missing("lists_not_named", [declared(subject).at]), open(subject).lists) if {
	count(open(subject).lists) > 0
} else := of_countries(verdict.satisfied("stated", [declared(subject).at]), stated(subject))

before_call(found) := verdict.with_params(verdict.missing("declared_before_call", [found.at]), {"on": found.on})

of_countries(said, countries) := verdict.with_params(said, {"countries": sort(countries)})

declared(subject) := steps.read(subject, ["application", "joint_call"])

stated(subject) := {side.country | some side in declared(subject).entries}

# METADATA
# description: the countries for which the side, a joint institution or the lists are wanting
open(subject) := {
	"side": asked - stated(subject),
	"partner": stated(subject) - subjects.partner_countries,
	"lists": stated(subject) - listed,
}

# METADATA
# description: the countries with which the program makes the call
asked contains country if some country in data.policy.params.joint_call_countries

# METADATA
# description: the countries for which the program names lists of people and of bodies
listed contains country if {
	some country, people in data.policy.params.person_lists
	count(people) > 0
	count(data.policy.params.entity_lists[country]) > 0
}
