# METADATA
# title: Security review of the candidates
# description: |
#   An example, modelled on a program whose experts select first, and which reviews security only for the candidates
#   that are left after the interview. Before that the procedure's findings are a preview of what will be asked. The
#   FA's notice says who is a candidate: its answer on this requirement, accepted or declined. With the latter nothing
#   is asked, and the application is out of scope (RS-TIM-01). The applicant's own word that the project was not chosen
#   counts in a pre-check alone, named so. The stage `under_review` covers the time before and after the interview:
#   there, that no notice has come must be declared (`none`), and is not read from silence.
# custom:
#   id: TR-01
#   title:
#     ja: 選考の結果（研究セキュリティの確認の対象）（例）
#     en: Outcome of the selection (whom the security review concerns) (example)
#   description_ja: |
#     例示です。専門家が先に選考し、
#     面接の後に残った候補についてだけ研究セキュリティを確認するプログラムにならったものです。
#     それまでの間、手順書の各事項の状況は、後に求められるものの下見です。採択候補となったかどうかは、FAの通知
#     （この事項についての了承又は不了承の回答）によります。
#     候補とならなかった提案には何も求めず、申請は対象外となります（RS-TIM-01）。
#     候補とならなかったとの申請側だけの記載は、事前の確認に限り、その旨を示して用います。
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
#   inherits: [fa, unavailable, selection]
package policy.program.candidates

import data.policy.lib.finding
import data.policy.lib.selection
import data.policy.lib.subjects

id := "TR-01"

findings := [finding.of_program(id, subjects.application, selection.assess(subjects.application))]
