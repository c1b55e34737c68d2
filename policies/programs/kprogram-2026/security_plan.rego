# METADATA
# title: Plan for security measures
# description: |
#   An example, modelled on a program whose evaluation includes the plan for security measures. The plan is shown by
#   facts that are there anyway: the lead institution's policies for places and for information systems, and at least
#   one measure with an owner and a due date. Whether the plan is a good one is for the program's evaluation.
#   `none` of a policy means that there is no policy, and is no part of a plan.
# custom:
#   id: KP-01
#   title:
#     ja: 安全管理措置に関する計画（例）
#     en: Plan for security measures (example)
#   description_ja: |
#     例示です。安全管理措置の計画を審査に含めるプログラムにならったものです。計画は、既にある事実、
#     すなわち研究代表者の所属機関の場所と情報システムの管理方針、及び担当者と期限のある一つ以上の措置によって示します。
#     計画の良し悪しは、プログラムの審査によります。
#     管理方針についての「該当なし」は、方針がないことを意味し、計画の記載として認められません。
#   clause:
#     section: 公募要領（例）
#     item: 4章
#     quote: （例）提案者は、研究場所及び情報システムの管理並びにリスク軽減措置を内容とする安全管理措置計画を提出する。当該計画は、審査の対象とする。
#   actor: lead
#   stage: call
#   classes: [research_security, technology_area]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   reasons:
#     in_place:
#       status: satisfied
#       message:
#         ja: "安全管理措置計画の内容となる、場所と情報システムの管理方針及び軽減措置（{measures}）が揃っています。"
#         en: "The policies for places and systems and the measures {measures} that make up the plan are there."
#     policy_missing:
#       status: missing_information
#       message:
#         ja: "安全管理措置計画の内容となる、研究代表者の所属機関の管理方針（{items}）がありません。"
#         en: "The lead institution's policies that the plan needs ({items}) are missing."
#       remedy:
#         ja: "研究場所（places）と情報システム（systems）の管理方針を記載してください。計画には「該当なし」を認めていません。"
#         en: "Enter the policies for places and for systems; the plan does not allow 'none'."
#     measure_missing:
#       status: missing_information
#       message:
#         ja: "安全管理措置計画の内容となる、担当者と期限を定めた軽減措置がありません。"
#         en: "The plan has no measure with an owner and a due date."
#       remedy:
#         ja: "リスク軽減措置を、担当者と期限を定めて記載してください。"
#         en: "Enter a measure with its owner and due date."
package policy.program.security_plan

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.measures
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "KP-01"

findings := [finding.of_program(id, subjects.application, assess(subjects.application))]

assess(subject) := policy_missing if {
	count(wanting) > 0
} else := verdict.missing("measure_missing", [concat("/", [subject.at, "measures"])]) if {
	count(planned) == 0
} else := in_place

policy_missing := verdict.with_params(
	verdict.missing("policy_missing", sort([plan[name].at | some name in wanting])),
	{"items": sort(wanting)},
)

in_place := verdict.with_params(
	verdict.satisfied("in_place", array.concat(
		sort([policy.at | some policy in plan]),
		[measure.at | some measure in planned],
	)),
	{"measures": sort([measure.id | some measure in planned])},
)

wanting contains name if {
	some name, policy in plan
	policy.state != "provided"
}

plan[name] := fact.read(subjects.lead[0], ["controls", name]) if some name in ["places", "systems"]

planned := [{"id": measure.fact.id, "at": measure.at} |
	some measure in subjects.measures
	not measures.withdrawn(measure.fact)
	is_string(measure.fact.owner)
	dates.well_formed(measure.fact.due)
]
