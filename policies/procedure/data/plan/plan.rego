# METADATA
# title: Data management plan
# description: |
#   The DMP of the research applied for, one for all institutions: which document it is, in which version or of which
#   day, and where it is kept; one that is in the document (a maDMP) says itself when it was last changed. No form is
#   prescribed. Whether the plan is a good one is not asked here. It cannot be declared none.
# custom:
#   id: RS-D4-01
#   title:
#     ja: データマネジメントプラン（DMP）
#     en: Data management plan
#   description_ja: |
#     申請する研究のDMPです（参加機関に共通の1件）。どの文書か、その版又は日付、及び保管場所を求めます
#     （添えられたmaDMPは、その更新日（modified）で足ります）。様式は定められていません。計画の良し悪しは、ここでは問いません。「該当なし」とすることはできません。
#   clause:
#     section: 第2章(3)
#     item: "(4)"
#     quote: 特定研究開発プログラムに申請する研究に関するデータマネジメントプラン(DMP)
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, to_be_made, unavailable]
#   reasons:
#     provided:
#       status: satisfied
#       message:
#         ja: "DMP（{plans}）が示されています。"
#         en: "The DMP is there ({plans})."
#     version_absent:
#       status: missing_information
#       message:
#         ja: "DMP（{plans}）の版又は日付が記載されていません。"
#         en: "The version or the day of the DMP is missing ({plans})."
#       remedy:
#         ja: "どの版のDMPによるかを、版（version）又は日付（on）に記載するか、RDA maDMP 1.2の文書（madmp）を添えてください。"
#         en: "Say which version of the DMP this is (`version`), or of which day (`on`), or add the document itself as
#           RDA maDMP 1.2 (`madmp`)."
#     place_absent:
#       status: missing_information
#       message:
#         ja: "DMP（{plans}）の保管場所が記載されていません。"
#         en: "Where the DMP is kept is missing ({plans})."
#       remedy:
#         ja: "DMPの保管場所（kept_at）を記載するか、RDA maDMP 1.2の文書（madmp）を添えてください。"
#         en: "Say where the DMP is kept (`kept_at`), or add the document itself as RDA maDMP 1.2 (`madmp`)."
#     changed_since:
#       status: missing_information
#       message:
#         ja: "DMP（{plans}）に、申告日より後に更新されたもの（modified）、又はその日付（on）若しくは作成日（created）が、変わらないとする日（since）より後のものがあります。"
#         en: "Of the DMP ({plans}) something was modified after its declaration (`modified`), or is of a later day
#           (`on`, `created`) than since when it is said to stand (`since`)."
#       remedy:
#         ja: "申告した版のDMPを添えるか、更新後のDMPについて改めて申告してください（declared）。内容が変わっていないときは、いつから変わらないか（since。文書の日付又は作成日以後の日）を併せて記載できます。"
#         en: "Add the DMP as it was declared, or declare the changed one anew (`declared`); where nothing else
#           changed, with since when it stands (`since`), no earlier than its own day."
#   readings:
#     - ja: "DMPの様式を手順書は定めていないため、どの文書か、その版又は日付、保管場所だけを求めます。"
#       en: >-
#         The source sets no form of a DMP: which document, its version or day, and where it is kept are asked
#         for.
#       reasons: [version_absent, place_absent]
#     - ja: "申告日より後に更新されたDMPは、申告したDMPではないと読みます。②の判断もFAの回答も、申告した時点のDMPについてのものだからです。内容の変わらないDMPを、システムが更新の日付（modified）だけを改めて出力することがあるため、更新の日以後に、いつから変わらないか（since）とともに申告されたものは、その申告によります。ただし、DMPごとに、その文書の日付や作成日より前から変わらないとはいえないものとします。"
#       en: >-
#         A DMP that says itself that it was modified after its declaration is not the one declared: what was judged
#         in ②, and answered by the FA, is what stood then. A system may write a DMP anew with another `modified` and
#         nothing else changed: where it is declared by that day or later, with since when it stands (`since`), that
#         is what counts; but none has stood since before it was made, or before the day that it bears.
#       reasons: [changed_since]
package policy.procedure.data.plan

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict

id := "RS-D4-01"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := to_be_made.or_unavailable(id, subject, stated(subject)) if {
	stated(subject).state != "provided"
} else := open_point(subject, "version_absent") if {
	some plan in stated(subject).entries
	not dated(plan)
} else := open_point(subject, "place_absent") if {
	some plan in stated(subject).entries
	not at_hand(plan)
} else := open_point(subject, "changed_since") if {
	some plan in stated(subject).entries
	changed_after(plan, stated(subject))
} else := verdict.with_params(verdict.satisfied("provided", [stated(subject).at]), {"plans": titles(subject)})

open_point(subject, reason) := verdict.with_params(
	verdict.missing(reason, [stated(subject).at]),
	{"plans": titles(subject)},
)

stated(subject) := steps.read(subject, ["dmp"])

titles(subject) := sort([plan.title | some plan in stated(subject).entries])

dated(plan) if is_string(plan.version)

dated(plan) if is_string(plan.madmp_version)

# A document from after the declaration is not what was declared.
dated(plan) if {
	dates.reached(plan.on)
	plan.on <= stated(subjects.application).on
}

# One that is in the document says itself when it was last changed.
dated(plan) if dates.well_formed(last_changed(plan))

last_changed(plan) := substring(plan.madmp.dmp.modified, 0, 10)

# A document of a later day, or one that came about later, is not what has stood since then.
changed_after(plan, declared) if plan.on > fact.entry_since(declared.envelope, plan)

changed_after(plan, declared) if {
	substring(plan.madmp.dmp.created, 0, 10) > fact.entry_since(declared.envelope, plan)
}

# What a system wrote anew, and who declares it says to be unchanged, is what was declared by that day.
changed_after(plan, declared) if last_changed(plan) > declared.on

at_hand(plan) if is_string(plan.kept_at)

at_hand(plan) if is_object(plan.madmp)
