# METADATA
# title: Declarations under the integrity policy
# description: |
#   In normal times the institution collects what its researchers declare under the research-integrity policy of
#   27 April 2021. The date asked for is the day on which the account is declared. The source sets no interval for
#   renewing it.
#   Asked of each institution, of itself; of a joint one, of universities and research institutes in Japan, unless the
#   program asks it of all. `none` means that it is not collected; with nothing to collect yet, the institution says
#   how it would be.
# custom:
#   id: RS-PRE-06
#   title:
#     ja: 研究インテグリティの対応方針に基づく研究者からの申告
#     en: Declarations under the research-integrity policy
#   description_ja: |
#     研究機関は、令和3年4月27日の研究インテグリティの確保に係る対応方針に基づく研究者からの申告を、
#     平時から収集します。求める日付は、その説明が申告された日です。申告を更新する間隔を手順書は定めていません。
#     各機関に、その機関自身について求めます。共同研究先の機関には、日本の大学・研究機関である場合（プログラムが求めるときは
#     すべての機関）に求めます。「該当なし」は、収集していないことを意味します。収集の対象がまだない場合は、
#     生じたときにどう収集するかを記載します。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 「研究活動の国際化、オープン化に伴う新たなリスクに対する研究インテグリティの確保に係る対応方針について(令和3年4月27日)」に基づく研究者からの申告情報
#   actor: institution
#   stage: routine
#   classes: [research_integrity, governance]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part, own_word, practice, routine, to_be_made, unavailable, under_policy]
package policy.procedure.routine.integrity_declarations

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.under_policy

id := "RS-PRE-06"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := under_policy.assess(id, subject, "integrity_declarations")
