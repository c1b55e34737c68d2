# METADATA
# title: Data management plans
# description: |
#   In normal times the institution collects information on the data management plans (DMP) made under the basic
#   policy on research data of 27 April 2021, the range of the managed data included. The DMP of the project
#   applied for is another matter: RS-D4-01.
# custom:
#   id: RS-PRE-07
#   title:
#     ja: 平時におけるデータマネジメントプラン（DMP）
#     en: Data management plans in normal times
#   description_ja: |
#     研究機関は、
#     令和3年4月27日の研究データの管理・利活用に関する基本的な考え方に基づき作成されたデータマネジメントプラン（DMP
#     ）に関する情報を、管理対象データの範囲を含めて平時から収集します。
#     申請する研究のDMPは別の事項です（RS-D4-01）。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 「公的資金による研究データの管理・利活用に関する基本的な考え方 (令和3年4月27日)」に基づき作成されたデータマネジメントプラン (DMP) に関する情報 (管理対象データの範囲を含む)
#   actor: lead
#   stage: routine
#   classes: [governance, research_security]
#   subjects: [lead]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, fa]
package policy.procedure.routine.dmp

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects

id := "RS-PRE-07"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.lead]

assess(subject) := collected.assess(fact.read(subject, ["routine", "dmp"]))
