# METADATA
# title: Training
# description: |
#   Training of the team, as a measure that mitigates risk. An example in the source: not asked for where it was not
#   chosen; where it was, it is done by its date.
#   Not choosing it is said by leaving it out of the measures, not by `none`.
# custom:
#   id: RS-MT-01
#   title:
#     ja: 研修受講
#     en: Training
#   description_ja: |
#     リスクを軽減する措置としての、チームの研修受講です。手順書の例示であり、選ばなければ求められません。
#     選んだ場合は期日までに実施します。
#     措置を選ばないことは、「該当なし」ではなく措置の一覧に挙げないことで示します。
#   clause:
#     section: 第2章(3)
#     item: 軽減措置
#     quote: 研修受講
#   actor: institution
#   stage: measures
#   classes: [governance, research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [measures]
package policy.procedure.measures.training

import data.policy.lib.finding
import data.policy.lib.measures
import data.policy.lib.subjects

id := "RS-MT-01"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := measures.assess(subject, "training")
