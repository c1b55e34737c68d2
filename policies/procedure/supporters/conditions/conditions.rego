# METADATA
# title: Purpose and conditions of the support
# description: |
#   Why the supporter supports this research, and on what conditions. A return asked for (見返り要求) is no ground of
#   refusal: it raises a risk indicator, which RS-RA-01 takes up. A condition that does not say whether a return is
#   asked for raises it as well. The institution that is supported says it. `none` of the conditions is an answer; of
#   the purpose it means that there is none, which is not met.
# custom:
#   id: RS-S3-02
#   title:
#     ja: 支援者の協力目的及び支援要件
#     en: Purpose and conditions of the support
#   description_ja: |
#     当該研究を支援する目的と、支援の要件です。見返りの要求は拒否の理由ではなく、
#     リスク評価を要する事項として挙げてRS-RA-01で判断します。見返りの有無が記載されていない要件も、同様に挙げます。
#     支援を受ける機関が申告します。支援要件の「該当なし」は回答になりますが、目的の「該当なし」は目的がないことを意味し、
#     未充足です。
#   clause:
#     section: 第2章(3)
#     item: "(3)"
#     quote: 支援者 (支援機関) の協力目的、支援要件 (見返り要求等)
#   actor: institution
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [supporter]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [disclosed, fa, own_part, own_word, supporters, whole]
#   reasons:
#     provided:
#       status: satisfied
#       message:
#         ja: "協力目的と支援要件の情報が収集されています。"
#         en: "Purpose and conditions have been collected."
#     provided_needs_judgement:
#       status: satisfied
#       message:
#         ja: "協力目的と支援要件の情報が収集され、見返りの要求が含まれています。リスク評価（RS-RA-01）で判断を要します。"
#         en: "Purpose and conditions have been collected. A return is asked for, which needs a judgement (RS-RA-01)."
#     no_purpose:
#       status: unsatisfied
#       words: "支援者 (支援機関) の協力目的"
#       message:
#         ja: "支援者の協力目的はないと申告されています。"
#         en: "The supporter's purpose was declared to be none."
#       remedy:
#         ja: "支援者に協力目的を確認し、記載してください。"
#         en: "Ask the supporter for its purpose, and enter it."
#     declared_none:
#       status: satisfied
#       message:
#         ja: "協力目的と支援要件のうち、該当なしと申告されたもの（{items}）があります。リスクの有無を示すものではありません。"
#         en: "Of purpose and conditions, {items} was declared to be none. This says nothing on risk."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "協力目的と支援要件のうち、調査しても確認できなかったもの（{items}）があります。"
#         en: "Of purpose and conditions, {items} was searched for and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "協力目的と支援要件のうち、情報提供の同意が得られていないもの（{items}）があります。"
#         en: "Of purpose and conditions, {items} was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     absent:
#       status: missing_information
#       message:
#         ja: "協力目的と支援要件のうち、情報がないもの（{items}）があります。"
#         en: "Of purpose and conditions, {items} is missing."
#       remedy:
#         ja: "支援の目的（purpose）と支援要件（conditions）を記載してください。支援要件がなければ「該当なし」を申告者・申告日とともに記載してください。"
#         en: "Enter the purpose and the conditions; declare the conditions none where there are none."
#   readings:
#     - ja: "見返りの要求は拒否の理由とせず、リスク評価を要する事項とします。見返りの有無の記載がない要件も同様です。目的がないとの申告は、協力目的を確認するとされているため、未充足とします。"
#       en: >-
#         A return asked for is no refusal but raises an indicator, and so do conditions that do not say. A
#         purpose declared none is unsatisfied: the purpose is what is to be checked.
#       reasons: [no_purpose, provided_needs_judgement]
package policy.procedure.supporters.conditions

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.subjects
import data.policy.lib.supporters
import data.policy.lib.verdict

id := "RS-S3-02"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.supporters]

indicators := [raised |
	some subject in subjects.supporters
	some raised in indicator.raised_by(id, subject, "return_asked", [place |
		return_asked(terms(subject))
		some place in indicator.places(terms(subject))
		not nothing_asked(place.entry)
	])
]

assess(subject) := supporters.none_named if {
	subject.kind == "application"
} else := verdict.unsatisfied("no_purpose", [purpose(subject).at]) if {
	purpose(subject).state == "none"
	supporters.declared_itself(subject, purpose(subject))
} else := of_known(terms(subject), known) if {
	known := supporters.assess(id, subject, {
		"purpose": purpose(subject),
		"conditions": terms(subject),
	})
}

of_known(conditions, known) := verdict.satisfied("provided_needs_judgement", known.reads) if {
	known.reason == "provided"
	return_asked(conditions)
} else := known

purpose(subject) := fact.read(subject, ["purpose"])

terms(subject) := fact.read(subject, ["conditions"])

return_asked(conditions) if {
	conditions.state == "provided"
	some condition in conditions.entries
	not nothing_asked(condition)
}

nothing_asked(condition) if condition.return_asked == false
