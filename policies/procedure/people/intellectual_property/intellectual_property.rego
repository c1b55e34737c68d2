# METADATA
# title: Inventions, patents and other intellectual property
# description: |
#   Inventions, patents and other intellectual property of the PI, the participants and, read for them, the co-PIs.
#   A list that is kept elsewhere will do, with the place and the day. `none` is an answer: the person has no such
#   rights.
# custom:
#   id: RS-P1-05
#   title:
#     ja: 発明・特許等の知的財産
#     en: Inventions, patents and other intellectual property
#   description_ja: |
#     研究代表者、研究参画者、及び読み替えにより研究分担者の、発明・特許等の知的財産です。
#     一覧が別の場所にある場合は、その場所と時点を記載すれば足ります。「該当なし」は、知的財産がないことを意味します。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 発明・特許等の知的財産
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, disclosed, fa, own_part, own_word, whole]
package policy.procedure.people.intellectual_property

import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.whole

id := "RS-P1-05"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

assess(subject) := of(subject, fact.kept_elsewhere(disclosures.read(subject, "intellectual_property")))

of(subject, declared) := said if {
	said := own_part.undisclosed(subject, declared)
} else := whole.assess(declared)
