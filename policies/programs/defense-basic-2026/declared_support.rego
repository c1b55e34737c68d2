# METADATA
# title: Declaration and questionnaire agree
# description: |
#   An example: what a person declares is held against what the same person answers in the questionnaire. It tightens
#   RS-P1-02 where support was declared none and an answer says that there is some, or the other way round, by the
#   program's table; which of the two is right is the person's to say. An answer that is left open is judged in DB-01,
#   which holds the answers against the other declarations.
# custom:
#   id: DB-03
#   tightens: RS-P1-02
#   title:
#     ja: 申告と質問票の一致（例）
#     en: Declaration and questionnaire agree (example)
#   description_ja: |
#     例示です。本人の申告を、同じ人の質問票への回答と照らし合わせます。支援は「該当なし」と申告されているのに、
#     支援があるとする回答がある場合、又は支援が申告されているのに、それを問う設問に「いいえ」と回答している場合に、
#     プログラムの表により、RS-P1-02に上乗せします。どちらが正しいかは本人が示します。
#     「不明」とした回答はDB-01で判断します。支援以外の申告との食い違いもDB-01で扱います。
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
#   reasons:
#     differs_from_questionnaire:
#       status: missing_information
#       message:
#         ja: "「{title}」の申告が、質問票の次の設問への回答と食い違っています: {items}"
#         en: "“{title}” and the answers in the questionnaire contradict each other: {items}"
#       remedy:
#         ja: "本人に確認し、申告又は質問票のいずれかを改めてください。申告した支援が設問に当たらないとき（国内の機関によるものなど）は、その旨を、提供者の名称を挙げて回答の内容（detail）に、回答した事実が支援に当たらないときは、その理由を申告の理由（reason）に記載できます。食い違う申告や回答より前に述べたことは、改めて記載してください。"
#         en: >-
#           Ask the person, and correct one of the two. Where the support declared is not what the item asks (it came
#           from within Japan, say), the answer may say so and name the provider (`detail`); where what was answered
#           is no support, the declaration may (`reason`). What was said before the other came to stand is to be said
#           again.
package policy.program.declared_support

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.program.questionnaire

tightens := "RS-P1-02"

tightenings := [finding.of_program(tightens, subject, said) |
	some subject in subjects.people
	said := assess(subject)
]

on_support := [row | some row in questionnaire.declarations; row.declared == "other_support"]

# Says nothing where the two agree.
assess(subject) := verdict.with_params(
	verdict.missing("differs_from_questionnaire", [declared(subject).at, questionnaire.form(subject).at]),
	{"items": differing(subject)},
) if {
	count(differing(subject)) > 0
}

declared(subject) := questionnaire.declared(subject, "other_support")

differing(subject) := sort({item |
	some clash in questionnaire.against(subject, on_support)
	some item in clash.items
})
