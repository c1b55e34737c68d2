# METADATA
# title: Outputs of the researchers
# description: |
#   In normal times the institution collects what papers and other outputs its researchers have submitted and
#   published. The fact is the institution's account of that information, not the information itself: details may
#   stay where they are.
#   Asked of each institution, of itself; of a joint one, of universities and research institutes in Japan, unless the
#   program asks it of all. `none` means that it is not collected; with nothing to collect yet, the institution says
#   how it would be.
# custom:
#   id: RS-PRE-04
#   title:
#     ja: 所属研究者の論文その他の研究成果
#     en: Papers and other outputs of the researchers
#   description_ja: |
#     研究機関は、所属研究者が投稿・発表した論文その他の研究成果に関する情報を平時から収集します。
#     確認するのは、情報そのものではなく、どのような情報があるかについての機関の説明です。
#     詳細は元の場所に置いたままで構いません。
#     各機関に、その機関自身について求めます。共同研究先の機関には、日本の大学・研究機関である場合（プログラムが求めるときは
#     すべての機関）に求めます。「該当なし」は、収集していないことを意味します。収集の対象がまだない場合は、
#     生じたときにどう収集するかを記載します。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 所属研究者の論文投稿、雑誌等への掲載、出版物等その他の研究成果に関する情報
#   actor: institution
#   stage: routine
#   classes: [research_integrity, governance]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part, own_word, practice, routine, to_be_made, unavailable]
package policy.procedure.routine.outputs

import data.policy.lib.finding
import data.policy.lib.practice
import data.policy.lib.subjects

id := "RS-PRE-04"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := practice.assess(id, subject, "outputs")
