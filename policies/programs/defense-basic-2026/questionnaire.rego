# METADATA
# title: Questionnaire
# description: |
#   An example, modelled on a call that asks every person of a project which was chosen for interview to answer a form
#   of thirteen items and to sign it. For each item the institution says whether it was looked into: done (済), needed
#   and not done yet (要・未), or not needed (不要). An answer is neither right nor wrong: those that the program names ask
#   for a person's judgement in RS-RA-01 and RS-MT-00, for which each raises a risk indicator. For an item of which
#   the program says nothing these are `yes` and `unsure`. Declared `none`, the form was not filled in.
# custom:
#   id: DB-01
#   title:
#     ja: 研究セキュリティ質問票（例）
#     en: Research security questionnaire (example)
#   description_ja: |
#     例示です。面接選考の対象となった課題の研究者全員が13問の様式に回答し、署名することを求める公募にならったものです。
#     機関は、設問ごとにデュー・ディリジェンスの状況（済、要・未、不要）を示します。回答に正誤はありません。
#     「該当なし」（none）という申告は、様式に記入していないことを示します。
#     プログラムの指定する回答は、リスク評価を要する事項として挙げ、RS-RA-01及びRS-MT-00で人が判断します。
#     プログラムの指定がない項目では、「はい」と「不明」がこれに当たります。
#   clause:
#     section: 公募要領（例）
#     item: 3章
#     quote: （例）研究代表者、研究分担者及び研究参画者は、様式5の質問票のすべての設問に本人が回答し、署名の上、提出するものとする。
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     questionnaire_judged_answers:
#       type: object
#       direction: set
#       description:
#         ja: "人の判断を要する回答（質問票の項目ごと）"
#         en: "the answers that ask for a person's judgement, by item of the form"
#       schema:
#         additionalProperties: {type: array, items: {enum: ["yes", "no", unsure]}, uniqueItems: true}
#   inherits: [disclosed, fa, unavailable]
#   reasons:
#     answered:
#       status: satisfied
#       message:
#         ja: "質問票のすべての設問に回答があり、署名された様式が添付されています。リスクの有無を示すものではありません。"
#         en: "Every item is answered and the signed form is attached. This says nothing on risk."
#     answered_needs_judgement:
#       status: satisfied
#       message:
#         ja: "質問票のすべての設問に回答があり、署名された様式が添付されています。次の設問への回答は、リスク評価（RS-RA-01）で判断を要します: {items}"
#         en: "Every item is answered and the signed form attached. These answers need a judgement (RS-RA-01): {items}"
#     absent:
#       status: missing_information
#       message:
#         ja: "質問票への回答がありません。"
#         en: "The questionnaire has not been answered."
#       remedy:
#         ja: "本人に回答を求め、すべての設問への回答を、署名された様式とともに記載してください。"
#         en: "Have the person answer it, and enter the answers with the signed form."
#     not_filled_in:
#       status: missing_information
#       message:
#         ja: "質問票が「該当なし」とされています。該当する事実がない場合も、各設問への回答が必要です。"
#         en: "The questionnaire was declared none; its items are to be answered even where the answer is no."
#       remedy:
#         ja: "本人に質問票のすべての設問への回答を求め、記載してください。"
#         en: "Have the person answer every item, and enter the answers."
#     before_interview:
#       status: not_applicable
#       message:
#         ja: "質問票は、面接選考の対象となった課題に求められます（DB-04）。"
#         en: "The questionnaire is asked of projects that were chosen for interview (DB-04)."
#     due_diligence_not_said:
#       status: missing_information
#       message:
#         ja: "デュー・ディリジェンスの状況（済、要・未、不要）の記載のない設問があります: {items}"
#         en: "Whether these items were looked into (done, needed, not needed) is not said: {items}"
#       remedy:
#         ja: "設問ごとに、済（done）、要・未（needed）、不要（not_needed）のいずれかを記載してください。"
#         en: "Say `done`, `needed` or `not_needed` for each item."
#     due_diligence_to_do:
#       status: missing_information
#       message:
#         ja: "デュー・ディリジェンスを要し、まだ行っていない設問があります: {items}"
#         en: "These items are still to be looked into: {items}"
#       remedy:
#         ja: "デュー・ディリジェンスを行い、済（done）と記載してください。"
#         en: "Look into them, and enter `done`."
#     items_unknown:
#       status: missing_information
#       message:
#         ja: "質問票にない設問（{items}）への回答が記載されています。"
#         en: "There are answers to items that the form does not have: {items}."
#       remedy:
#         ja: "公募要領の様式の版を確かめ、設問の番号を改めてください。"
#         en: "See that the form is the call's, and mend the items' codes."
#     items_unanswered:
#       status: missing_information
#       message:
#         ja: "質問票に、回答のない設問があります: {items}"
#         en: "Some items are not answered: {items}"
#       remedy:
#         ja: "本人に回答を求めて記載してください。分からない設問には「unsure」と記載できます。"
#         en: "Ask the person, and enter the answer; `unsure` is an answer too."
#     detail_wanted:
#       status: missing_information
#       message:
#         ja: "「はい」又は「分からない」と回答した設問のうち、内容の記載がないものがあります: {items}"
#         en: "Some answers other than no lack a detail: {items}"
#       remedy:
#         ja: "相手先、時期及び内容を本人に確認し、回答の内容（detail）に記載してください。"
#         en: "Ask the person with whom, when and what, and enter it as `detail`."
#     form_not_attached:
#       status: missing_information
#       message:
#         ja: "署名された質問票の様式が添付されていません。"
#         en: "The signed form is not attached."
#       remedy:
#         ja: "署名された様式の名称と保管場所（又はダイジェスト）を、資料（evidence）に記載してください。"
#         en: "Enter the signed form's title and where it is kept (or its digest) as `evidence`."
package policy.program.questionnaire

import data.policy.lib.dates
import data.policy.lib.disclosed
import data.policy.lib.evidence
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.own_part
import data.policy.lib.recent
import data.policy.lib.selection
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "DB-01"

findings := [finding.of_program(id, subject, assess(subject)) | some subject in subjects.people]

indicators := [raised |
	chosen_for_interview
	some subject in subjects.people
	some answer in answers(form(subject))
	asks_for_judgement(answer)
	kind := concat(".", ["questionnaire", answer.item])
	some raised in indicator.raised_by(id, subject, kind, [answer])
]

assess(subject) := verdict.not_applicable("before_interview", selection.reads) if {
	not chosen_for_interview
} else := disclosed.renew(form(subject)) if {
	disclosed.stale(form(subject))
} else := verdict.missing("not_filled_in", [form(subject).at]) if {
	form(subject).state == "none"
} else := unavailable.assess(form(subject)) if {
	form(subject).state != "provided"
} else := said if {
	said := unfinished(subject)
} else := verdict.missing("form_not_attached", [form(subject).at]) if {
	not attached(form(subject).envelope)
} else := verdict.with_params(
	verdict.satisfied("answered_needs_judgement", [form(subject).at]),
	{"items": sort(judged(form(subject)))},
) if {
	count(judged(form(subject))) > 0
} else := verdict.satisfied("answered", [form(subject).at])

chosen_for_interview if selection.word.result == "candidate"

# METADATA
# description: what is wanting in the answers, the first of it; undefined where nothing is
unfinished(subject) := about(first.reason, form(subject), first.items) if first := left(form(subject))[0]

left(read) := [gap |
	some gap in [
		{"reason": "items_unknown", "items": answered(read) - asked},
		{"reason": "items_unanswered", "items": asked - answered(read)},
		{"reason": "detail_wanted", "items": bare(read)},
		{"reason": "due_diligence_not_said", "items": looked_into(read, "not_said")},
		{"reason": "due_diligence_to_do", "items": looked_into(read, "needed")},
	]
	count(gap.items) > 0
]

looked_into(read, state) := {answer.item | some answer in answers(read); answer.looked_into == state}

about(reason, read, items) := verdict.with_params(verdict.missing(reason, [read.at]), {"items": sort(items)})

form(subject) := own_part.read(subject, ["questionnaire"])

asked contains item if some item in data.policy.forms.questionnaire

answered(read) := {answer.item | some answer in answers(read)}

# METADATA
# description: the answers other than `no` that do not say what they are about
bare(read) := {answer.item |
	some answer in answers(read)
	answer.said != "no"
	not answer.detailed
}

judged(read) := {answer.item |
	some answer in answers(read)
	asks_for_judgement(answer)
}

asks_for_judgement(answer) if {
	answer.said in object.get(judged_answers, answer.item, ["yes", "unsure"])
}

default judged_answers := {}

judged_answers := data.policy.params.questionnaire_judged_answers

answers(read) := [answer |
	some i, entry in read.entries
	entry.answer in {"yes", "no", "unsure"}
	answer := {
		"item": entry.item,
		"said": entry.answer,
		"detailed": is_string(object.get(entry, "detail", null)),
		"looked_into": state_of(entry),
		"at": concat("/", [read.at, "entries", format_int(i, 10)]),
		"since": fact.entry_since(read.envelope, entry),
	}
]

state_of(entry) := entry.due_diligence if {
	entry.due_diligence in {"done", "needed", "not_needed"}
} else := "not_said"

attached(envelope) if {
	some document in envelope.evidence
	evidence.stands(document)
	signed_now(object.get(document, "on", envelope.declared.on))
}

# A form is of this call, and was not signed ahead.
signed_now(day) if {
	dates.reached(day)
	day >= recent.opened
}
