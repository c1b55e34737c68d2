# METADATA
# title: Joint institutions within the review's time
# description: |
#   An example: the time that the call leaves after the notice (TR-02) binds a joint institution's own part as well, as
#   the date that the call sets does at RS-SCP-03, which it tightens. What was finished before the notice is in time;
#   what came late is settled by the FA's acceptance on RS-SCP-03, given since. Where no completion is entered by then,
#   that is no better than saying that there is none. `none` means that it does not manage risk. Once the FA lets
#   measures outside the procedure stand in its place (RS-O5-02), there is nothing to finish under it.
# custom:
#   id: TR-03
#   tightens: RS-SCP-03
#   title:
#     ja: 共同研究機関についての、選考結果の通知からの期限（例）
#     en: Time from the notice of the selection, for joint institutions (example)
#   description_ja: |
#     例示です。選考結果の通知からの期限（TR-02）は、RS-SCP-03における公募要領の期限と同じく、共同研究機関の行う分にも及びます。
#     RS-SCP-03に上乗せするもので、通知の前に終えていれば期限内とします。
#     期限を過ぎて終えた場合は、終えた日以後のRS-SCP-03についてのFAの了承をもって、上乗せを適用しません。
#     期限までに終えた日の記載がない場合も上乗せします。FAが手順書によらない措置で代えることを認めたとき（RS-O5-02）は、上乗せしません。「該当なし」は、リスクマネジメントを行わないことを意味します。
#   clause:
#     section: 公募要領（例）
#     item: 5章
#     quote: （例）採択候補となった提案者は、通知の日から14日以内に、手順書に基づくリスクマネジメントを行うものとする。
#   actor: joint
#   stage: call
#   classes: [research_security]
#   subjects: [joint]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     review_days_after_selection:
#       type: integer
#       direction: decrease
#       description:
#         ja: "選考結果の通知からの日数"
#         en: "within how many days of the notice a candidate finishes risk management"
#   reasons:
#     partner_late_after_notice:
#       status: unsatisfied
#       words: "通知の日から14日以内に"
#       message:
#         ja: "共同研究機関が自らの分を終えた日（{completed_on}）が、採択候補の通知（{notified_on}）から{days}日を過ぎています。"
#         en: "The joint institution completed its part on {completed_on}, over {days} days after the notice
#           ({notified_on})."
#       remedy:
#         ja: "採択候補としての取扱いを資金配分機関（FA）に確認し、RS-SCP-03についての回答を記載してください。署名だけを改め、内容に変更のない申告には、いつから変わらないか（since）を記載してください。先の完了があれば、それを数えます。"
#         en: "Ask the funding agency (FA) how the candidate is to be treated, and enter its answer on RS-SCP-03.
#           Of what was only signed anew, and did not change, say since when it stands (`since`): an earlier
#           completion then counts."
#     partner_overdue_after_notice:
#       status: unsatisfied
#       words: "通知の日から14日以内に"
#       message:
#         ja: "採択候補の通知（{notified_on}）から{days}日を過ぎていますが、共同研究機関がリスクマネジメントを行わないと申告しています。"
#         en: "Over {days} days after the notice ({notified_on}), the joint institution declares that it does not
#           manage risk."
#       remedy:
#         ja: "共同研究機関の分を終え、採択候補としての取扱いを資金配分機関（FA）に確認してください。"
#         en: "Have it complete its part, and ask the funding agency (FA) how the candidate is to be treated."
#     partner_not_stated_after_notice:
#       status: missing_information
#       message:
#         ja: "採択候補の通知（{notified_on}）から{days}日を過ぎていますが、共同研究機関が自らの分を終えた日を、懸念の有無とともに記載していません。"
#         en: "Over {days} days after the notice ({notified_on}), the joint institution does not state itself when it
#           completed its part, and whether that raised a concern."
#       remedy:
#         ja: "共同研究機関自身の申告により、終えた日（completed_on）と懸念の有無（concern）を記載してください。"
#         en: "Have it enter, by its own declaration, the day (`completed_on`) and the mark (`concern`)."
#     partner_withheld_after_notice:
#       status: consult_fa
#       message:
#         ja: "採択候補の通知（{notified_on}）から{days}日を過ぎていますが、共同研究機関が自らの分を終えた日が示されていません。"
#         en: "Over {days} days after the notice ({notified_on}), the day on which the joint institution completed its
#           part is withheld, or could not be found out."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#   readings:
#     - ja: "公募要領が提案者に求める期限は、共同研究機関の行う分にも及ぶと読みます。RS-SCP-03と同じく、研究代表者の所属機関の確認が共同研究機関の分を含むためです。"
#       en: >-
#         The time that the call sets for the applicant binds a joint institution's part too, as at RS-SCP-03: the
#         applicant's risk management holds that part.
#       reasons: [partner_late_after_notice, partner_not_stated_after_notice]
#     - ja: "FAが手順書によらない措置で代えることを認めたときは、TR-02と同じく、共同研究機関についても、通知からの期限を求めません。手順書に基づいて終えるものがないためです。"
#       en: >-
#         Where the FA lets measures outside the procedure stand in its place, nothing is asked about the time after the
#         notice of a joint institution either, as at TR-02: there is nothing to finish under the procedure.
#       reasons:
#         - partner_late_after_notice
#         - partner_overdue_after_notice
#         - partner_not_stated_after_notice
#         - partner_withheld_after_notice
package policy.program.review_window_of_partners

import data.policy.lib.finding
import data.policy.lib.selection
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.agreements.alternative
import data.policy.procedure.scope.joint_management
import data.policy.program.review_window

tightens := "RS-SCP-03"

tightenings := [finding.of_program(tightens, subject, said) |
	selection.word.result == "candidate"
	not alternative.stands_in
	some subject in subjects.joint_institutions
	said := assess(subject, joint_management.management(subject), joint_management.rounds(subject))
]

# Says nothing of a completion in time: whether there is one stays the procedure's word.
assess(subject, read, days) := verdict.with_params(
	verdict.unsatisfied("partner_late_after_notice", reads(read)),
	object.union(review_window.window, {"completed_on": min(days)}),
) if {
	review_window.after(min(days))
	not accepted(subject, read, days)
} else := verdict.with_params(of_none(joint_management.assess(subject), reads(read)), review_window.window) if {
	count(days) == 0
	review_window.over
}

accepted(subject, read, days) if joint_management.late(subject, read, days).status == "satisfied"

# `base` is what the procedure says of it.
of_none(base, reads) := verdict.unsatisfied("partner_overdue_after_notice", reads) if {
	base.status == "unsatisfied"
} else := verdict.consult("partner_withheld_after_notice", reads, base.since) if {
	base.status == "consult_fa"
} else := verdict.missing("partner_not_stated_after_notice", reads)

reads(read) := [read.at, selection.declared.at]
