# METADATA
# title: Risk management within the review's time
# description: |
#   An example: the review after the interview is short, so that a candidate finishes risk management within so many
#   days of the notice. It tightens RS-TIM-01, whose date for everyone stays as it is; what was finished before the
#   notice is in time. What came late is settled by the FA's acceptance on RS-TIM-01, given since the completion. Where
#   no completion is entered by then, that is no better than saying that there is none. Once the FA lets measures
#   outside the procedure stand in its place (RS-O5-02), there is no risk management under it to finish.
# custom:
#   id: TR-02
#   tightens: RS-TIM-01
#   title:
#     ja: 選考結果の通知からの期限（例）
#     en: Time from the notice of the selection (example)
#   description_ja: |
#     例示です。面接後の確認は短期間であるため、候補は通知から定められた日数以内にリスクマネジメントを終えます。
#     全員に共通の期限を変えずに、RS-TIM-01に上乗せします。通知の前に終えていれば、期限内とします。
#     期限を過ぎて終えた場合は、終えた日以後のRS-TIM-01についてのFAの了承をもって、上乗せを適用しません。
#     期限までに終えた日の記載がない場合も、上乗せします。FAが手順書によらない措置で代えることを認めたとき（RS-O5-02）は、
#     手順書に基づいて終えるものがないため、上乗せしません。
#   clause:
#     section: 公募要領（例）
#     item: 5章
#     quote: （例）採択候補となった提案者は、通知の日から14日以内に、手順書に基づくリスクマネジメントを行うものとする。
#   actor: lead
#   stage: call
#   classes: [research_security]
#   subjects: [application]
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
#     late_after_notice:
#       status: unsatisfied
#       words: "通知の日から14日以内に"
#       message:
#         ja: "リスクマネジメントを終えた日（{completed_on}）が、採択候補の通知（{notified_on}）から{days}日を過ぎています。"
#         en: "Risk management was completed on {completed_on}, over {days} days after the notice ({notified_on})."
#       remedy:
#         ja: "採択候補としての取扱いを資金配分機関（FA）に確認し、RS-TIM-01についての回答を記載してください。署名だけを改め、内容に変更のない申告には、いつから変わらないか（since）を記載してください。先の完了があれば、それを数えます。"
#         en: "Ask the funding agency (FA) how the candidate is to be treated, and enter its answer on RS-TIM-01.
#           Of what was only signed anew, and did not change, say since when it stands (`since`): an earlier
#           completion then counts."
#     overdue_after_notice:
#       status: unsatisfied
#       words: "通知の日から14日以内に"
#       message:
#         ja: "採択候補の通知（{notified_on}）から{days}日を過ぎていますが、リスクマネジメントを終えていないと申告されています。"
#         en: "Over {days} days after the notice ({notified_on}), risk management is declared not to be completed."
#       remedy:
#         ja: "リスクマネジメントを終え、採択候補としての取扱いを資金配分機関（FA）に確認してください。"
#         en: "Complete it, and ask the funding agency (FA) how the candidate is to be treated."
#     not_stated_after_notice:
#       status: missing_information
#       message:
#         ja: "採択候補の通知（{notified_on}）から{days}日を過ぎていますが、リスクマネジメントを終えた日が記載されていません（先の日付は数えません）。"
#         en: "Over {days} days after the notice ({notified_on}), no day is entered on which risk management was
#           completed (one ahead is not counted)."
#       remedy:
#         ja: "終えた日を、申告者・申告日とともに記載してください。終えていない場合は、その旨（「該当なし」）を記載してください。"
#         en: "Enter the day, with who declares it and when; where it is not completed, declare that (`none`)."
#     not_at_hand_after_notice:
#       status: consult_fa
#       message:
#         ja: "採択候補の通知（{notified_on}）から{days}日を過ぎていますが、リスクマネジメントを終えた日が示されていません。"
#         en: "Over {days} days after the notice ({notified_on}), the day on which risk management was completed is
#           withheld, or could not be found out."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#   readings:
#     - ja: "FAが手順書によらない措置で代えることを認めたときは、通知からの期限についても何も求めません。公募要領（例）の求めるのは「手順書に基づくリスクマネジメント」を期限までに行うことであり、手順書はこれに「代わる措置とすることができる」としているため、期限までに終えるものがないからです。認められるまで、及び認めた回答が有効でなくなったときは、期限の定めが及びます。"
#       en: >-
#         Where the FA lets measures outside the procedure stand in its place, nothing is asked about the time after the
#         notice either: the call (example) wants 手順書に基づくリスクマネジメント by then, and that is just what the
#         procedure lets such a measure replace (代わる措置とすることができる), so that nothing is left to finish. Until
#         the FA has so decided, and where its answer is not in force any more, the time holds.
#       reasons: [late_after_notice, overdue_after_notice, not_stated_after_notice, not_at_hand_after_notice]
package policy.program.review_window

import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.selection
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.agreements.alternative
import data.policy.procedure.process.due_date

tightens := "RS-TIM-01"

tightenings := [finding.of_program(tightens, subjects.application, of_completion) |
	selection.word.result == "candidate"
	not alternative.stands_in
]

# Says nothing of a completion in time: whether there is one stays the procedure's word.
of_completion := late if {
	completed
} else := of_none if {
	over
	not completed
}

completed if dates.reached(due_date.completed_on)

late := verdict.with_params(
	verdict.unsatisfied("late_after_notice", reads),
	object.union(window, {"completed_on": due_date.completed_on}),
) if {
	after(due_date.completed_on)
	not accepted
}

of_none := verdict.with_params(verdict.unsatisfied("overdue_after_notice", reads), window) if {
	due_date.completion.state == "none"
} else := verdict.with_params(
	verdict.consult("not_at_hand_after_notice", reads, fact.since(due_date.completion)),
	window,
) if {
	due_date.completion.state in ["unobtainable", "withheld"]
} else := verdict.with_params(verdict.missing("not_stated_after_notice", reads), window)

# As at the procedure's own date, the FA's answer on a completion that it could know settles that it came late.
accepted if {
	answer := fa.answer("RS-TIM-01", subjects.application)
	answer.result == "accepted"
	answer.on >= due_date.known_since
}

# METADATA
# scope: document
# description: the day lies beyond the days that the review leaves after the notice
after(day) if dates.days(day) - dates.days(window.notified_on) > window.days

over if dates.age(window.notified_on) > window.days

# METADATA
# description: since when, and for how many days
window := {
	"notified_on": selection.word.on,
	"days": data.policy.params.review_days_after_selection,
}

reads := [due_date.completion.at, selection.declared.at]
