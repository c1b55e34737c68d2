# METADATA
# title: Declarations under the integrity policy
# description: |
#   In normal times the institution collects what its researchers declare under the research-integrity policy of
#   27 April 2021. The date asked for is the day on which the account is declared. The source sets no interval for
#   renewing it.
# custom:
#   id: RS-PRE-06
#   title:
#     ja: 研究インテグリティの対応方針に基づく研究者からの申告
#     en: Declarations under the research-integrity policy
#   description_ja: |
#     研究機関は、令和3年4月27日の研究インテグリティの確保に係る対応方針に基づく研究者からの申告を、
#     平時から収集します。求める日付は、その説明が申告された日です。申告を更新する間隔を手順書は定めていません。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 「研究活動の国際化、オープン化に伴う新たなリスクに対する研究インテグリティの確保に係る対応方針について(令和3年4月27日)」に基づく研究者からの申告情報
#   actor: lead
#   stage: routine
#   classes: [research_integrity, governance]
#   subjects: [lead]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, fa]
package policy.procedure.routine.integrity_declarations

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects

id := "RS-PRE-06"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.lead]

assess(subject) := collected.assess(fact.read(subject, ["routine", "integrity_declarations"]))
