# METADATA
# title: Measures outside the procedure
# description: |
#   An NDA, a trade secret under the Unfair Competition Prevention Act or the like may stand in for risk management
#   under the procedure, where the FA, to which it is submitted in writing, so decides. Nobody has to use it:
#   without a submitted document, or where the FA declines, the whole procedure applies. Where the FA accepts, the
#   outcome is `replaced` and the other findings stay visible.
# custom:
#   id: RS-O5-02
#   title:
#     ja: 当該手順書によらないかたちでの技術流出の防止措置
#     en: Measures outside the procedure
#   description_ja: |
#     秘密保持契約（NDA）や不正競争防止法に基づく営業秘密の指定等は、その旨を文書で提出されたFAの判断により、
#     手順書に基づくリスクマネジメントに代わる措置とすることができます。利用は任意であり、
#     文書の提出がない場合やFAが認めない場合は、手順書の全体が適用されます。FAが認めた場合、
#     結果は「手順書によらない措置で代える」（replaced）となり、各事項の状況はそのまま示します。
#   clause:
#     section: 第2章(3)
#     item: "(5)"
#     quote: 秘密保持契約 (NDA) の締結や不正競争防止法に基づく営業秘密の指定等により、技術流出防止が確保される場合には、 その旨を文書で資金配分機関に提出することで、当該手順書に基づくリスクマネジメントに代わる措置とすることができる (資金配分機関の判断による)
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa]
#   reasons:
#     not_used:
#       status: not_applicable
#       message:
#         ja: "当該手順書によらない措置の文書は提出されていません。手順書に基づくリスクマネジメントを行います。"
#         en: "No measure outside the procedure was submitted: the procedure applies."
#     declined:
#       status: not_applicable
#       message:
#         ja: "当該手順書によらない措置は、資金配分機関（FA）に認められませんでした。手順書の全体が適用されます。"
#         en: "The funding agency (FA) declined the measure outside the procedure: the whole procedure applies."
#     not_submitted:
#       status: missing_information
#       message:
#         ja: "当該手順書によらない措置について、文書の提出を確認できません。"
#         en: "It is not known that the document on the measure outside the procedure was submitted."
#       remedy:
#         ja: "文書の名称、ハッシュ値及び資金配分機関（FA）への提出日を記載してください。"
#         en: "Enter the title and digest of the document, and the day it was submitted to the funding agency (FA)."
#     undecided:
#       status: consult_fa
#       message:
#         ja: "当該手順書によらない措置の文書が提出され、資金配分機関（FA）の判断を待っています。"
#         en: "The document was submitted; the funding agency (FA) has not decided."
#       remedy:
#         ja: "資金配分機関（FA）の判断を確認し、記録してください。それまでは手順書に基づく確認を続けてください。"
#         en: "Ask the funding agency (FA) for its decision and record it; until then the procedure applies."
#     accepted:
#       status: satisfied
#       outcome: replaced
#       message:
#         ja: "資金配分機関（FA）が、手順書に基づくリスクマネジメントに代わる措置として認めています。"
#         en: "The funding agency (FA) accepted the measure in place of risk management under the procedure."
package policy.procedure.agreements.alternative

import data.policy.lib.dates
import data.policy.lib.evidence
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-O5-02"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.not_applicable("not_used", [offered(subject).at]) if {
	not claimed(offered(subject))
} else := verdict.missing("not_submitted", [offered(subject).at]) if {
	not submitted(offered(subject))
} else := verdict.not_applicable("declined", array.concat([offered(subject).at], answer(subject).at)) if {
	answer(subject).result == "declined"
} else := verdict.with_params(
	verdict.satisfied("accepted", array.concat([offered(subject).at], answer(subject).at)),
	{"teller": answer(subject).teller},
) if {
	answer(subject).result == "accepted"
} else := verdict.consult("undecided", [offered(subject).at], offered(subject).since)

offered(subject) := fact.read(subject, ["alternative"])

answer(subject) := fa.answer(id, subject)

claimed(alternative) if alternative.envelope.state == "provided"

submitted(alternative) if {
	alternative.state == "provided"
	every entry in alternative.entries {
		evidence.stands(entry.document)
		dates.reached(entry.submitted_on)
	}
}
