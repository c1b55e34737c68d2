# METADATA
# title: Sanctions under the guideline or law
# description: |
#   Sanctions (処分) under the guideline on the proper execution of competitive research funds, or under law. One that
#   exists is collected all the same; what it means is judged in RS-RA-01, for which it raises a risk indicator.
#   `none` is an answer: the person has no sanction on record.
# custom:
#   id: RS-P1-06
#   title:
#     ja: 処分歴の有無
#     en: Sanctions under the guideline or law
#   description_ja: |
#     競争的研究費の適正な執行に関する指針又は法令に基づく処分です。処分歴があっても、収集という点では整ったものとし、
#     その意味はリスク評価を要する事項として挙げてRS-RA-01で判断します。
#     「該当なし」は、処分歴がないことを意味します。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 「競争的研究費の適正な執行に関する指針」(令和3年12月17日最終改定)、法令に基づく処分歴
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, governance, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [disclosed, fa, history, indicator, own_part, own_word, whole]
#   reasons:
#     provided_needs_judgement:
#       status: satisfied
#       message:
#         ja: "処分歴に関する情報が収集されています。リスク評価（RS-RA-01）で判断を要します。"
#         en: "A sanction has been collected. It needs a judgement in the risk assessment (RS-RA-01)."
#     declared_none:
#       status: satisfied
#       message:
#         ja: "処分歴は該当なしと申告されています。リスクの有無を示すものではありません。"
#         en: "Sanctions were declared to be none. This says nothing on risk."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "処分歴は調査しましたが、確認できませんでした。"
#         en: "Sanctions were searched for and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "処分歴の情報提供の同意が得られていません。"
#         en: "The record of sanctions was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     absent:
#       status: missing_information
#       message:
#         ja: "処分歴の情報がありません。"
#         en: "Whether there are sanctions on record is not known."
#       remedy:
#         ja: "処分歴を記載するか、該当がなければ「該当なし」を申告者・申告日とともに記載してください。"
#         en: "Enter them, or declare them none with who declares it and when."
package policy.procedure.people.records

import data.policy.lib.disclosures
import data.policy.lib.finding
import data.policy.lib.history
import data.policy.lib.indicator
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.lib.whole

id := "RS-P1-06"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

indicators := [raised |
	some subject in subjects.people
	places := indicator.places(disclosures.read(subject, "records"))
	some raised in indicator.raised_by(id, subject, "record", places)
]

assess(subject) := of(subject, declared, whole.assess(declared)) if {
	declared := disclosures.read(subject, "records")
}

of(subject, declared, collected) := said if {
	said := own_part.undisclosed(subject, declared)
} else := said if {
	said := history.less_than_judged(id, subject, "record", declared)
} else := verdict.satisfied("provided_needs_judgement", [declared.at]) if {
	collected.status == "satisfied"
	declared.state == "provided"
} else := collected
