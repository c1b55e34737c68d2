# METADATA
# title: Declaration and questionnaire agree
# description: |
#   An example: what a person declares is held against what the same person answers in the questionnaire. It tightens
#   RS-P1-02 where support was declared none and an answer says that there is some; which of the two is right is the
#   person's to say. An answer that is left open is judged in DB-01.
# custom:
#   id: DB-03
#   tightens: RS-P1-02
#   title:
#     ja: 申告と質問票の一致（例）
#     en: Declaration and questionnaire agree (example)
#   description_ja: |
#     例示です。本人の申告を、同じ人の質問票への回答と照らし合わせます。支援は「該当なし」と申告されているのに、
#     支援があるとする回答がある場合に、RS-P1-02に上乗せします。どちらが正しいかは本人が示します。
#     「不明」とした回答はDB-01で判断します。
#   clause:
#     section: 公募要領（例）
#     item: 3章
#     quote: （例）質問票への回答は、別に提出する研究費以外の支援等の申告と整合するものとする。
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     questionnaire_support_items:
#       type: array
#       direction: add
#       description:
#         ja: "支援に関する質問票の項目"
#         en: "the items of the form that ask for support which is declared under RS-P1-02 too"
#   reasons:
#     differs_from_questionnaire:
#       status: missing_information
#       message:
#         ja: "「{title}」は該当なしと申告されていますが、質問票では次の設問に「はい」と回答されています: {items}"
#         en: "“{title}” was declared none, but the questionnaire says yes to: {items}"
#       remedy:
#         ja: "本人に確認し、申告又は質問票のいずれかを改めてください。"
#         en: "Ask the person, and correct the declaration or the questionnaire."
package policy.program.declared_support

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.program.questionnaire

tightenings := [finding.of_program("RS-P1-02", subject, said) |
	some subject in subjects.people
	said := assess(subject)
]

# Says nothing where the two agree.
assess(subject) := verdict.with_params(
	verdict.missing("differs_from_questionnaire", [declared(subject).at, questionnaire.form(subject).at]),
	{"items": affirmed(subject)},
) if {
	declared(subject).state == "none"
	count(affirmed(subject)) > 0
}

declared(subject) := fact.read(subject, ["disclosures", "other_support"])

affirmed(subject) := sort([answer.item |
	some answer in questionnaire.answers(questionnaire.form(subject))
	answer.said == "yes"
	answer.item in data.policy.params.questionnaire_support_items
])
