# METADATA
# title: Intellectual property of the researchers
# description: |
#   In normal times the institution collects what inventions, patents and other intellectual property its
#   researchers have. The fact is the institution's account of that information, not the information itself:
#   details may stay where they are.
# custom:
#   id: RS-PRE-05
#   title:
#     ja: 所属研究者の発明・特許その他の知的財産
#     en: Inventions, patents and other intellectual property of the researchers
#   description_ja: |
#     研究機関は、所属研究者の発明・特許等その他の知的財産に関する情報を平時から収集します。確認するのは、
#     情報そのものではなく、どのような情報があるかについての機関の説明です。詳細は元の場所に置いたままで構いません。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 所属研究者の発明・特許等その他の知的財産に関する情報
#   actor: lead
#   stage: routine
#   classes: [research_integrity, governance]
#   subjects: [lead]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, fa]
package policy.procedure.routine.intellectual_property

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects

id := "RS-PRE-05"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.lead]

assess(subject) := collected.assess(fact.read(subject, ["routine", "intellectual_property"]))
