# METADATA
# title: Management of facilities and equipment
# description: |
#   In normal times the institution has information on the management of its facilities and equipment, their
#   security included.
#   The places of the project are RS-D4-05's matter.
#   Asked of each institution, of itself; of a joint one, of universities and research institutes in Japan, unless the
#   program asks it of all. `none` means that it is not collected; with nothing to collect yet, the institution says
#   how it would be.
# custom:
#   id: RS-PRE-09
#   title:
#     ja: 平時における施設・設備等の管理
#     en: Management of facilities and equipment in normal times
#   description_ja: |
#     研究機関は、施設・設備等の管理（セキュリティ対策等）に関する情報を平時から把握します。
#     申請する研究の場所はRS-D4-05で扱います。
#     各機関に、その機関自身について求めます。共同研究先の機関には、日本の大学・研究機関である場合（プログラムが求めるときは
#     すべての機関）に求めます。「該当なし」は、収集していないことを意味します。収集の対象がまだない場合は、
#     生じたときにどう収集するかを記載します。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 研究機関の各種施設・設備等の管理に関する情報(セキュリティ対策等の情報)
#   actor: institution
#   stage: routine
#   classes: [governance, research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part, own_word, practice, routine, to_be_made, unavailable]
package policy.procedure.routine.facilities

import data.policy.lib.finding
import data.policy.lib.practice
import data.policy.lib.subjects

id := "RS-PRE-09"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := practice.assess(id, subject, "facilities")
