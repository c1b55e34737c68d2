# METADATA
# title: The lead institution checks its partners
# description: |
#   The institution of the PI also manages risk in respect of each joint institution and of the co-PIs who belong to
#   it. The fact is the lead's own statement of that check (`partner.checked_by_lead`); what it found goes under
#   (2). The check is no older than (1) of the co-PIs and (2) of the institution, and than the lead's first looks at
#   them and first runs of their names. `none` means that it did not check. Where nobody of a joint institution is named
#   as a co-PI, whom the check is to cover is consulted with the FA; its answer is no older than the institution's
#   roster.
# custom:
#   id: RS-SCP-02
#   title:
#     ja: 共同研究先の機関・研究分担者についてのリスクマネジメント
#     en: Risk management in respect of joint institutions and co-PIs
#   description_ja: |
#     研究代表者の所属機関は、共同研究先の機関と、そこに所属する研究分担者についてもリスクマネジメントを行います。
#     確認するのは、研究代表者の所属機関自身による確認の記載（partner.checked_by_lead）であり、
#     確認の結果は(2)に記載します。確認は、研究分担者の(1)と機関の(2)の申告、研究代表者の所属機関による最初の調査と照合より前のものであってはなりません。「該当なし」は確認していないことを意味します。
#     研究分担者として挙げられた者がいない共同研究先については、誰を確認の対象とするかをFAと相談します（回答の後に名簿に加わった者があれば、改めて相談します。）。
#   clause:
#     section: 第2章(3)
#     item: 対象範囲
#     quote: 共同研究先となるB大学及びB大学に所属する共同研究先の研究分担者 について
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [joint]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, to_be_made, unavailable]
#   reasons:
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
#     checked:
#       status: satisfied
#       message:
#         ja: "研究代表者の所属研究機関が、この機関とその研究分担者について確認しています。"
#         en: "The PI's institution has checked this institution and its co-PIs."
#     not_checked:
#       status: unsatisfied
#       words: "共同研究先となるB大学及びB大学に所属する共同研究先の研究分担者 について"
#       message:
#         ja: "研究代表者の所属研究機関が、この機関とその研究分担者について確認していないと申告しています。"
#         en: "The PI's institution declares that it has not checked this institution and its co-PIs."
#       remedy:
#         ja: "共同研究先の機関と研究分担者について確認を行い、その内容を記載してください。"
#         en: "Check the joint institution and its co-PIs, and enter what was done."
#     not_the_leads_word:
#       status: missing_information
#       message:
#         ja: "この機関についての確認は、研究代表者の所属研究機関自身の申告ではありません。"
#         en: "The check of this institution is not stated by the PI's institution itself."
#       remedy:
#         ja: "研究代表者の所属研究機関が確認を行い、申告者・申告日とともに記載してください。"
#         en: "Have the PI's institution check it and enter what was done, with who declares it and when."
#     checked_before:
#       status: missing_information
#       message:
#         ja: "この機関についての確認（{on}）は、対象となる研究分担者の(1)若しくは機関の(2)の申告、又は研究代表者の所属研究機関によるその最初の照合（リストとの照合を含みます。）より前のものです。これらは{since}までに加わっています。"
#         en: "The check ({on}) is older than what was declared of the co-PIs (1) or of it (2), or than the lead's first
#           look at it or run of its names, by {since}."
#       remedy:
#         ja: "加わった申告と照合を踏まえて改めて確認し、記載してください。内容に変更のない申告には、いつから変わらないか（since）を記載してください。"
#         en: "Check anew in view of what was added; of a declaration that did not change, say since when it stands
#           (`since`)."
#     co_pi_not_listed:
#       status: consult_fa
#       message:
#         ja: "この機関に所属する研究分担者が記載されていません。"
#         en: "No co-PI of this institution is entered."
#       remedy:
#         ja: "この機関の研究分担者を記載してください。いない場合は、誰を確認の対象とするかを資金配分機関（FA）と相談・調整してください。"
#         en: "Enter the co-PI of this institution, or consult the funding agency (FA) on whom to check."
#   readings:
#     - ja: "共同研究機関に研究分担者が挙げられていない場合の扱いを手順書は定めていないため、FAとの相談事項とします。名簿に後から加わった者には、回答は及ばないと読みます。名簿のその人の記載に、いつからか（since）がなくても、回答の後に所属機関の職が始まり、回答の日に就いていた所属機関の職がない者（学生を除きます。）も同様です。"
#       en: >-
#         The source does not say what holds where nobody of a joint institution is named as co-PI; the FA is
#         asked. Its answer does not reach who came to the roster later; nor, where the person's entry does not say
#         since when, whose post at the institution began after it, with none held there on its day (but for a
#         student).
#       reasons: [co_pi_not_listed]
#     - ja: "確認は、その対象となる研究分担者の(1)と機関の(2)の申告、及び研究代表者の所属研究機関による事項ごとの最初の調査とリストごとの最初の照合より前のものであってはならないと読みます。まだない情報は確認できず、確認はデュー・ディリジェンスを含み、リストは(1)(2)の事項であるためです。プログラムの様式（質問票、別表に掲げる関係）から研究分担者について分かった、判断を要する事項も同じです。"
#       en: >-
#         The check is no older than what it is of, the co-PIs' (1) and the institution's (2), than the lead's
#         first look at each item, and than its first run against each list: what is not there yet can't be
#         checked, due diligence is part of it, and the lists are items of (1) and (2). So it is with what a program's
#         form (a questionnaire, the relations of a matrix) brings up of a co-PI.
#       reasons: [checked_before]
#     - ja: "名簿のその人の記載にいつから参画しているか（since）がある研究分担者については、その日（参画が分かっていた日（known_since）があれば、その日）より前の確認では足りないと読みます。その人を対象としていない確認だからです。"
#       en: >-
#         Of a co-PI whom the roster says to be in the team since a day (`since`), a check from before it, or from
#         before it was known (`known_since`), is none: it was not on this person.
#       reasons: [checked_before]
package policy.procedure.scope.joint_institution

import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.looks
import data.policy.lib.own_word
import data.policy.lib.recent
import data.policy.lib.roster
import data.policy.lib.runs
import data.policy.lib.standing
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-SCP-02"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.joint]

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
	count(subjects.institutions) > 0
} else := of(subject, fact.read(subject, ["partner", "checked_by_lead"]))

of(subject, check) := verdict.missing("not_the_leads_word", [check.at]) if {
	check.state != "absent"
	not said_by_lead(check)
} else := verdict.unsatisfied("not_checked", [check.at]) if {
	check.state == "none"
} else := unavailable.assess(check) if {
	check.state == "absent"
} else := said if {
	said := to_be_made.assess(id, subject, check)
} else := object.union(unavailable.assess(check), {"since": since}) if {
	check.state != "provided"
	since := max(array.concat([fact.since(check)], weighed(subject)))
} else := verdict.with_params(verdict.missing("checked_before", [check.at]), {"on": check.on, "since": since}) if {
	checked := fact.since(check)
	since := max(array.concat(weighed(subject), run_since(subject, checked)))
	checked < since
} else := verdict.satisfied("checked", [check.at, "/facts/people"]) if {
	count(co_pis(subject)) > 0
} else := nobody_named(check, fact.read(subject, ["roster"]), fa.answer(id, subject).on)

# The FA's answer is on those who take part by then; that the institution is checked once more changes nothing of it.
nobody_named(check, listed, answered) := verdict.consult(
	"co_pi_not_listed",
	[check.at, "/facts/people", listed.at],
	max([recent.opened, roster.since(listed, answered)]),
) if {
	listed.state == "provided"
} else := verdict.consult("co_pi_not_listed", [check.at, "/facts/people"], recent.opened)

said_by_lead(check) if own_word.said(subjects.lead[0], check)

co_pis(subject) := [person | some person in subjects.co_pis; person.fact.institution == subject.fact.id]

# METADATA
# description: |
#   since when that stands which the lead checks - (1) of the co-PIs of the institution, and its (2), with the first
#   look of its own at each
weighed(subject) := array.concat(array.concat([recent.opened], stood), [day |
	some person in co_pis(subject)
	some day in array.concat(
		array.concat(standing.of_disclosures(person), [joined | joined := roster.joined(person)]),
		array.concat(looked_at(person), indicator.by_forms(person)),
	)
]) if {
	stood := array.concat(standing.of_partner(subject), looked_at(subject))
}

looked_at(subject) := looks.first_days(subject, {subjects.lead_id})

# METADATA
# description: |
#   the lead's first runs of their names against each list, where it ran them after the check; before it there is
#   nothing to ask
run_since(subject, checked) := [day |
	some searched in array.concat([subject], co_pis(subject))
	count([run | some run in searched.fact.screening; run.run_on > checked]) > 0
	found := [run | some run in runs.heard(searched); looks.by_institution(run) == subjects.lead_id]
	some day in standing.first_runs(searched, found)
]
