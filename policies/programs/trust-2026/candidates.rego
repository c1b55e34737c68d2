# METADATA
# title: Security review of the candidates
# description: |
#   An example, modelled on a program whose experts select first, and which reviews security only for the candidates
#   that are left after the interview. Before that the procedure's findings are a preview of what will be asked. The
#   latest notice counts. The stage `under_review` covers the time before and after the interview: there, that no
#   notice has come must be declared (`none`), and is not read from silence.
# custom:
#   id: TR-01
#   title:
#     ja: 選考の結果（研究セキュリティの確認の対象）（例）
#     en: Outcome of the selection (whom the security review concerns) (example)
#   description_ja: |
#     例示です。専門家が先に選考し、
#     面接の後に残った候補についてだけ研究セキュリティを確認するプログラムにならったものです。
#     それまでの間、手順書の各事項の状況は、後に求められるものの下見です。通知は最新のものによります。
#     審査中（under_review）は面接の前後の両方を含むため、通知が来ていないことは申告（none）を要し、
#     記載のないことからそう読み取ることはしません。
#   clause:
#     section: 公募要領（例）
#     item: 5章
#     quote: （例）研究セキュリティの確認は、面接選考の結果、採択候補となった提案について行う。
#   actor: lead
#   stage: call
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   inherits: [fa, unavailable]
#   reasons:
#     candidate:
#       status: satisfied
#       message:
#         ja: "{notified_on}に採択候補となった旨の通知を受けており、研究セキュリティの確認の対象です。"
#         en: "The application was notified on {notified_on} as a candidate: the security review concerns it."
#     not_selected:
#       status: not_applicable
#       message:
#         ja: "{notified_on}に採択候補とならなかった旨の通知を受けており、研究セキュリティの確認の対象ではありません。"
#         en: "The application was not selected ({notified_on}): there is no security review."
#     before_selection:
#       status: not_applicable
#       message:
#         ja: "選考の結果が出る前です。この結果は、採択候補となった場合に求められる事項をあらかじめ示すものです。"
#         en: "The selection is not over: the findings show beforehand what will be asked of a candidate."
#     notified_ahead:
#       status: missing_information
#       message:
#         ja: "選考の結果の通知日（{notified_on}）が、判定の基準日より先の日付です。"
#         en: "The day of the notice ({notified_on}) lies ahead of the day of this decision."
#       remedy:
#         ja: "通知書の日付を確認して記載してください。通知前の場合は「該当なし」を申告者・申告日とともに記載してください。"
#         en: "Enter the date of the notice. Before it comes, declare it none, with who declares it and when."
package policy.program.candidates

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "TR-01"

findings := [finding.of_program(id, subjects.application, assess(subjects.application))]

assess(subject) := with_day(verdict.missing("notified_ahead", reads)) if {
	notice.notified_on > input.as_of
} else := with_day(verdict.satisfied("candidate", reads)) if {
	notice.result == "candidate"
} else := with_day(verdict.not_applicable("not_selected", reads)) if {
	notice.result == "not_selected"
} else := verdict.not_applicable("before_selection", reads) if {
	subject.fact.application.stage in {"preparing", "applying"}
	selection.state in {"absent", "none"}
} else := verdict.not_applicable("before_selection", reads) if {
	subject.fact.application.stage == "under_review"
	selection.state == "none"
} else := unavailable.assess(selection)

with_day(said) := verdict.with_params(said, {"notified_on": notice.notified_on})

reads := [selection.at, "/facts/application/stage"]

selection := fact.read(subjects.application, ["application", "selection"])

# METADATA
# description: the latest notice of the experts' selection; undefined where none has come
notice := {"notified_on": day, "result": result} if {
	selection.state == "provided"
	said := sort([[entry.notified_on, entry.result] |
		some entry in selection.entries
		dates.well_formed(entry.notified_on)
	])
	[day, result] := said[count(said) - 1]
}
