# METADATA
# title: Projects chosen for interview
# description: |
#   An example, modelled on a call whose review of research security concerns the projects that were chosen for
#   interview. The FA's notice says which: its answer on this requirement, accepted or declined. With the latter
#   nothing is asked, and the application is out of scope (RS-TIM-01). The applicant's own word that the project was
#   not chosen counts in a pre-check alone, named so. That no notice has come is declared (`none`).
# custom:
#   id: DB-04
#   title:
#     ja: 面接選考の対象（例）
#     en: Projects chosen for interview (example)
#   description_ja: |
#     例示です。面接選考の対象となった課題についてだけ研究セキュリティを確認する公募にならったものです。
#     対象となったかどうかは、FAの通知（この事項についての了承又は不了承の回答）によります。
#     対象とならなかった課題には何も求めず、申請は対象外となります（RS-TIM-01）。
#     対象とならなかったとの申請側だけの記載は、事前の確認に限り、その旨を示して用います。
#     通知が来ていないことは申告（none）によります。
#   clause:
#     section: 公募要領（例）
#     item: 3章
#     quote: （例）研究セキュリティに関する書類は、書類審査の結果、面接選考の対象となった課題についてのみ提出を求める。
#   actor: lead
#   stage: call
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   inherits: [fa, unavailable, selection]
package policy.program.chosen_for_interview

import data.policy.lib.finding
import data.policy.lib.selection
import data.policy.lib.subjects

id := "DB-04"

findings := [finding.of_program(id, subjects.application, selection.assess(subjects.application))]
