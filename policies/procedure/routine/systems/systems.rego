# METADATA
# title: Management of information systems
# description: |
#   In normal times the institution has information on the management of its information systems, cyber security
#   included.
#   What the project's systems need is RS-D4-04a's matter.
#   Asked of each institution, of itself; of a joint one, of universities and research institutes in Japan, unless the
#   program asks it of all. `none` means that it is not collected; with nothing to collect yet, the institution says
#   how it would be.
# custom:
#   id: RS-PRE-08
#   title:
#     ja: 平時における情報システムの管理
#     en: Management of information systems in normal times
#   description_ja: |
#     研究機関は、情報システムの管理（サイバーセキュリティ対策等）に関する情報を平時から把握します。
#     申請する研究のシステムはRS-D4-04aで扱います。
#     各機関に、その機関自身について求めます。共同研究先の機関には、日本の大学・研究機関である場合（プログラムが求めるときは
#     すべての機関）に求めます。「該当なし」は、収集していないことを意味します。収集の対象がまだない場合は、
#     生じたときにどう収集するかを記載します。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 研究機関における情報システムの管理に関する情報(サイバーセキュリティ対策等の情報)
#   actor: institution
#   stage: routine
#   classes: [governance, research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part, own_word, practice, routine, to_be_made, unavailable]
package policy.procedure.routine.systems

import data.policy.lib.finding
import data.policy.lib.practice
import data.policy.lib.subjects

id := "RS-PRE-08"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := practice.assess(id, subject, "systems")
