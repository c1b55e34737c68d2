# METADATA
# title: Levels of access to data
# description: |
#   Levels of access to data and other information, as a measure that mitigates risk. An example in the source: not
#   asked for where it was not chosen; where it was, it is done by its date.
#   Not choosing it is said by leaving it out of the measures, not by `none`.
# custom:
#   id: RS-MT-02
#   title:
#     ja: データ等へのアクセス権限のレベル分け
#     en: Levels of access to data
#   description_ja: |
#     リスクを軽減する措置としての、データ等の情報へのアクセス権限のレベル分けです。手順書の例示であり、
#     選ばなければ求められません。選んだ場合は期日までに実施します。
#     措置を選ばないことは、「該当なし」ではなく措置の一覧に挙げないことで示します。
#   clause:
#     section: 第2章(3)
#     item: 軽減措置
#     quote: データ等の情報へのアクセス権限のレベル分け
#   actor: institution
#   stage: measures
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [measures]
package policy.procedure.measures.data_access

import data.policy.lib.finding
import data.policy.lib.measures
import data.policy.lib.subjects

id := "RS-MT-02"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := measures.assess(subject, "data_access")
