# METADATA
# title: Research career
# description: The research career of the PI, the participants and, read for them, the co-PIs.
# custom:
#   id: RS-P1-01b
#   title:
#     ja: 研究歴
#     en: Research career
#   description_ja: |
#     研究代表者、研究参画者、及び読み替えにより研究分担者の研究歴です。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 学歴(必要に応じて指導教官等の情報を含む)、研究歴、研究費取得歴
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, fa]
package policy.procedure.people.career

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects

id := "RS-P1-01b"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.people]

assess(subject) := collected.assess(fact.read(subject, ["disclosures", "career"]))
