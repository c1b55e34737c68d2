# METADATA
# title: "Co-PIs: the items of (1), read for them"
# description: |
#   The items of (1), with co-PI read for PI: satisfied where every one of RS-P1-01a to RS-P1-07 is, for the same
#   person, by the looks of the lead institution and the co-PI's own (RS-DD-01). What waits for the FA is settled at
#   each item. The list of items stands here in full, so that none is skipped.
# custom:
#   id: RS-C2-05
#   title:
#     ja: 研究分担者（CO-PI）に関する(1)の確認
#     en: "Co-PIs: the items of (1), read for them"
#   description_ja: |
#     (1)の事項を、研究代表者を研究分担者に読み替えて確認します。
#     同じ人についてRS-P1-01aからRS-P1-07までのすべてが整ったときに充足とします。
#     照合は研究代表者の所属機関と所属機関のものを合わせます（RS-DD-01）。FAの回答は各項目について求めます。
#     漏れのないよう、事項の一覧をここに掲げています。
#     「該当なし」の意味は、それぞれの事項によります。
#   clause:
#     section: 第2章(3)
#     item: "(2)"
#     quote: (1)の「研究代表者」を「研究分担者」に読み替えて確認
#   actor: lead
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [co_pi]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   reasons:
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関も研究分担者（CO-PI）もないため、該当しません。"
#         en: "There is neither a joint institution nor a co-PI."
#     all_collected:
#       status: satisfied
#       message:
#         ja: "研究分担者について、(1)の項目がすべて確認されています。"
#         en: "All items of (1) have been dealt with for the co-PI."
#     items_not_met:
#       status: unsatisfied
#       words: "(1)の「研究代表者」を「研究分担者」に読み替えて確認"
#       message:
#         ja: "研究分担者について、満たされていない項目（{items}）があります。"
#         en: "Items of (1) are not met for the co-PI: {items}."
#       remedy:
#         ja: "各項目の指摘に沿って、対応してください。"
#         en: "Do what each item says."
#     items_for_consultation:
#       status: consult_fa
#       message:
#         ja: "研究分担者について、資金配分機関（FA）との相談・調整を要する項目（{items}）があります。"
#         en: "Items of (1) are for consultation with the funding agency (FA) for the co-PI: {items}."
#       remedy:
#         ja: "各項目の指摘に沿って、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), as each item says."
#     items_missing:
#       status: missing_information
#       message:
#         ja: "研究分担者について、情報が足りない項目（{items}）があります。"
#         en: "Items of (1) lack information for the co-PI: {items}."
#       remedy:
#         ja: "各項目の指摘に沿って、情報を収集して記載してください。"
#         en: "Collect and enter it, as each item says."
#     none_as_agreed:
#       status: not_applicable
#       message:
#         ja: "共同研究先に研究分担者（CO-PI）がいないことを、資金配分機関（FA）が了承したと記載されています（RS-SCP-02）。"
#         en: "It is entered that the funding agency (FA) accepts that no joint institution has a co-PI (RS-SCP-02)."
#     co_pi_not_named:
#       status: missing_information
#       message:
#         ja: "共同研究先の機関がありますが、研究分担者（CO-PI）が記載されていません。"
#         en: "There is a joint institution, and no co-PI is named."
#       remedy:
#         ja: "共同研究先の研究分担者を記載してください。いない場合は、共同研究先ごとに資金配分機関（FA）と相談・調整してください（RS-SCP-02）。"
#         en: "Name the co-PI of the joint institution; where there is none, consult the funding agency (FA) on each
#           (RS-SCP-02)."
#   readings:
#     - ja: "読み替えの文は(1)についてのものですが、(4)の「研究代表者が管理する情報システム」にも及ぶと読みます（RS-D4-04b）。"
#       en: >-
#         The reading-over is said of (1), and read over (4) as well (研究代表者が管理する情報システム, RS-D4-04b).
package policy.procedure.joint.co_pis

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.scope.joint_institution

id := "RS-C2-05"

items := {
	"RS-P1-01a", "RS-P1-01b", "RS-P1-01c", "RS-P1-02", "RS-P1-03",
	"RS-P1-04", "RS-P1-05", "RS-P1-06", "RS-P1-07",
}

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.co_pis]

assess(subject) := of_nobody if {
	subject.kind == "application"
} else := of(of_subject(subject))

# `found` is what the items say of the co-PI.
of(found) := verdict.with_params(
	verdict.unsatisfied("items_not_met", reads(found)),
	{"items": sort(not_met(found))},
) if {
	count(not_met(found)) > 0
} else := verdict.satisfied("all_collected", reads(found)) if {
	with_status(found, {"satisfied"}) == items
} else := verdict.with_params(
	verdict.consult("items_for_consultation", reads(found), verdict.elsewhere),
	{"items": sort(with_status(found, {"consult_fa"}))},
) if {
	with_status(found, {"satisfied", "consult_fa"}) == items
} else := verdict.with_params(
	verdict.missing("items_missing", reads(found)),
	{"items": sort(items - with_status(found, {"satisfied", "consult_fa"}))},
)

of_nobody := verdict.not_applicable("no_joint_research", ["/facts/institutions", "/facts/people"]) if {
	count(subjects.joint_institutions) == 0
} else := verdict.not_applicable("none_as_agreed", ["/facts/people"]) if {
	every institution in subjects.joint_institutions {
		fact.read(institution, ["partner", "checked_by_lead"]).state == "provided"
	}
	every found in joint_institution.findings {
		found.reason in agreed
	}
} else := verdict.missing("co_pi_not_named", ["/facts/people"])

not_met(found) := {item.requirement | some item in found; item.status == "unsatisfied"}

with_status(found, statuses) := asked - short if {
	asked := {item.requirement | some item in found}
	short := {item.requirement | some item in found; not statuses[item.status]}
}

of_subject(subject) := [found |
	some item in items
	found := by_cell[concat("|", [item, subject.ref])]
]

# Gathered once: searched anew for each co-PI, what is found of everyone would cost the square of the team. Written as a
# rule with keys it would be, by OPA's own engine.
# regal ignore:prefer-set-or-object-rule
by_cell := {concat("|", [found.requirement, found.subject]): found |
	some requirement in data.policy.procedure.people
	some found in requirement.findings
	refs[found.subject]
}

# regal ignore:prefer-set-or-object-rule
refs := {subject.ref | some subject in subjects.co_pis}

agreed := {"fa_accepted", "fa_accepted_within_limits"}

reads(found) := sort({at | some item in found; some at in item.reads})
