# METADATA
# title: Data management plans
# description: |
#   In normal times the institution collects information on the data management plans (DMP) made under the basic
#   policy on research data of 27 April 2021, the range of the managed data included. The DMP of the project
#   applied for is another matter: RS-D4-01.
#   Asked of each institution, of itself; of a joint one, of universities and research institutes in Japan, unless the
#   program asks it of all. `none` means that it is not collected; with nothing to collect yet, the institution says
#   how it would be.
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
#     各機関に、その機関自身について求めます。共同研究先の機関には、日本の大学・研究機関である場合（プログラムが求めるときは
#     すべての機関）に求めます。「該当なし」は、収集していないことを意味します。収集の対象がまだない場合は、
#     生じたときにどう収集するかを記載します。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 「公的資金による研究データの管理・利活用に関する基本的な考え方 (令和3年4月27日)」に基づき作成されたデータマネジメントプラン (DMP) に関する情報 (管理対象データの範囲を含む)
#   actor: institution
#   stage: routine
#   classes: [governance, research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part, own_word, practice, routine, to_be_made, unavailable, under_policy]
package policy.procedure.routine.dmp

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.under_policy

id := "RS-PRE-07"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := under_policy.assess(id, subject, "dmp")
