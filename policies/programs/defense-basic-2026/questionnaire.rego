# METADATA
# title: Questionnaire
# description: |
#   An example, modelled on a call that asks every person of a project which was chosen for interview to answer a form
#   of thirteen items and to sign it. For each item the institution says whether it was looked into: done (済), needed
#   and not done yet (要・未), or not needed (不要). An answer is neither right nor wrong: those that the program names ask
#   for a person's judgement in RS-RA-01 and RS-MT-00, for which each raises a risk indicator. For an item of which
#   the program says nothing these are `yes` and `unsure`. Declared `none`, the form was not filled in. An answer and
#   the declarations of the same person do not contradict each other, by the program's table of what is asked twice. Of
#   the career and the employment these are the posts beside the person's own: those elsewhere that go on, and those
#   that are over by now and were held at one time with it. Of the PI's systems it is what the institution says.
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
#     同じ事実を申告でも求める設問（プログラムの表による）では、回答と申告が食い違わないことを求めます。研究歴と雇用関係に
#     ついては、所属機関のほかの機関で続いている職と、所属機関の職と同時に就いていて終わった職によります。研究代表者と研究分担者が
#     管理する情報システムについては、その機関の申告によります。
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
#     questionnaire_declarations:
#       type: array
#       direction: add
#       description:
#         ja: "質問票と申告の双方で求める事実（「はい」と食い違う「該当なし」、「いいえ」と食い違う申告の種類）"
#         en: "what the form and a declaration both ask for, and when the two contradict each other"
#       schema:
#         items:
#           type: object
#           properties:
#             items: {type: array, items: {type: string}, minItems: 1, uniqueItems: true}
#             answer: {enum: ["yes", "no"]}
#             declared: {type: string}
#             kinds: {type: array, items: {type: string}, uniqueItems: true}
#           required: [items, answer, declared, kinds]
#           additionalProperties: false
#   inherits: [disclosed, fa, own_part, to_be_made, unavailable]
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
#     differs_from_declarations:
#       status: missing_information
#       message:
#         ja: "質問票への回答が、申告（{declared}）と食い違う設問があります: {items}"
#         en: "Answers and what is declared of the person ({declared}) contradict each other: {items}"
#       remedy:
#         ja: "本人に確認し、申告又は質問票のいずれかを改めてください。申告した事実が設問に当たらないとき（国内の機関であるときなど）は、その旨を、その機関の名称を挙げて回答の内容（detail）に、回答した事実が申告に当たらないときは、その理由を申告の理由（reason）に記載できます。機関が管理しない端末などに保存していると回答したときは、その管理方針を研究代表者（研究分担者）が管理する情報システム（pi_systems）に記載するか、それが自ら管理するものでない理由を、設問の番号（問11など）を挙げてその理由（reason）に記載してください。研究歴（career）又は雇用関係（employment）にある所属機関の職は、所属機関の名称で記載してください（部局などの名称によるものは、他の機関の職と読みます）。食い違う申告や回答より前に述べたことは、改めて記載してください。"
#         en: >-
#           Ask the person, and correct one of the two. Where what was declared is not what the item asks (the body is
#           in Japan, say), the answer may say so and name it (`detail`); where what was answered is not what is
#           declared there, the declaration may (`reason`). Where data are kept on what the institution does not
#           manage, enter the policy for that (`pi_systems`), or say there whose system it is (`reason`), naming the
#           item (Q11, say). A post at the institution is entered under the institution's name; one under that of a unit
#           is read to be elsewhere. What was said before the other came to stand is to be said again.
#     form_not_attached:
#       status: missing_information
#       message:
#         ja: "署名された質問票の様式が添付されていません。"
#         en: "The signed form is not attached."
#       remedy:
#         ja: "署名された様式の名称と保管場所（又はダイジェスト）を、資料（evidence）に記載してください。"
#         en: "Enter the signed form's title and where it is kept (or its digest) as `evidence`."
#     no_beside_judgement:
#       status: missing_information
#       message:
#         ja: "「いいえ」と回答された設問（{items}）に、同じ者の以前の回答についての判断が、リスク評価（risk.judgements）に記載されています。"
#         en: "Items are answered by `no` ({items}), and the risk assessment (`risk.judgements`) has a judgement on what
#           the same person had answered there."
#       remedy:
#         ja: "本人に確認し、以前の回答のとおりであれば改めて回答を記載してください。該当しなくなったとき、又は該当しないことが分かったときは、その経緯を回答の説明（detail）に、判断より前に述べた説明は改めて、記載してください。"
#         en: "Ask the person, and enter the answer as it was, where it holds. Where it does not, let the `detail` of
#           the `no` say how, once more where that was said before the judgement."
#     form_older:
#       status: missing_information
#       message:
#         ja: "署名された質問票の様式は、現在の回答の申告より前の日付のものです。"
#         en: "The signed form is from before the answers as they stand."
#       remedy:
#         ja: "現在の回答を記した様式に本人の署名を受け、その様式を資料（evidence）に記載してください。回答に変更がなければ、いつから変わらないか（since）を記載してください。様式の日付の記載がないときは、署名の日（on）を記載してください。"
#         en: "Have the person sign a form with these answers and enter it as `evidence`; where no answer changed, say
#           since when they have stood so (`since`). Where the form has no day, enter when it was signed (`on`)."
#     form_newer:
#       status: missing_information
#       message:
#         ja: "署名された質問票の様式（{on}）は、回答の申告より後の日付のものです。"
#         en: "The signed form ({on}) is from after the answers were declared."
#       remedy:
#         ja: "その様式の回答を確かめ、異なるものを改めて、様式の日以後の日付で申告してください。回答に変更がなければ、いつから変わらないか（since）を記載してください。"
#         en: "See what the form answers, mend what differs, and declare the answers as of its day or later; where no
#           answer changed, say since when they have stood so (`since`)."
#   readings:
#     - ja: "設問に「いいえ」と回答しながら、同じ種類の事実が申告されているとき、又は「はい」と回答しながら申告が「該当なし」のときは、どちらが正しいかの確認を求めます。設問と申告の範囲（国の内外、時期、打診や予定の有無）は同じとは限らないため、当たらない旨が本人の言葉で示されていれば足りるものとします。申告にある機関（研究費の配分機関を含みます。）、支援者又はほかの機関の名称を挙げた言葉は、その機関についてのものと読み、ほかの機関については何も述べていないものとします。後から申告し、又は回答した事実について、それより前の言葉は何も述べていないものとします。相手方の所在国は、規則では読みません。"
#       en: >-
#         A `no` beside an entry of that kind, and a `yes` beside `none`, are put to the person. What the form asks and
#         what is declared need not be the same (abroad or not, since when, invitations, funds to come): where the
#         person says that one is not the other, that is enough; but words that name a body of those declared (a funder,
#         too), a supporter or another institution are about that one, and those from before say nothing of it.
#       reasons: [differs_from_declarations]
#     - ja: "(3)の支援者は質問票と突き合わせません。(3)は当該研究への支援を機関が示すもの、質問票は本人が受けたものを問うものであり、機関への貸与や試料の提供が本人への支援に当たるかどうかは、本人の回答によるためです。"
#       en: >-
#         Supporters of (3) are not held against the form: whether a loan to the institution is that, the person says.
#     - ja: "研究歴と雇用関係にある所属機関のほかの職も、雇用・兼業や職、給与を問う設問と突き合わせます。続いている職と、所属機関の職と確実に同じ時期に就いていて終わった職によります。どの欄に記載されたかによって、照らし合わせるかどうかが分かれるのは適当でないためです。所属機関に移る前に終わった職は、前の勤め先であり、含みません。名簿に記載された参画の日まで、又は研究の開始前で所属機関の職の始まりまで続く職も同じです。"
#       en: >-
#         Posts elsewhere of the career and the employment are held against what the form asks about employment, posts
#         and pay, too: those that go on, and those that are over by now and were certainly held at one time with a
#         post at the institution; whether a post is heard should not hang on under what it was entered. One that was
#         over before is a job that was left, and is none. Nor is one that goes on until the day on which the person is
#         to join, by the roster, or, before the research starts, until the post at the institution is to begin.
#       reasons: [differs_from_declarations]
#     - ja: "機関が管理しない端末・クラウドに研究データを保存していると回答した研究代表者（研究分担者）について、その機関が、これらの者の管理する情報システムを「該当なし」とするときは、どちらが正しいかの確認を求めます。(4)は、研究代表者が管理する情報システムの管理方針の確認を求めているためです。そのほかの研究参画者の回答は、これらの者の管理する情報システムについてのものではないため、突き合わせません。"
#       en: >-
#         Where a PI (or co-PI) answers that data are kept on what the institution does not manage, and that one
#         declares that the PI manages no system, it is asked which is right: (4) asks for the policy for what the PI
#         manages. What another participant answers says nothing of that.
#       reasons: [differs_from_declarations]
#     - ja: "「いいえ」と回答された設問に、同じ者の以前の回答についての判断が記載されているときは、該当しないことの説明を求めます。判断とこれについてのFAの回答や措置は残っており、該当しなくなった経緯が分からなければ、それらが何についてのものかが分からないためです。"
#       en: >-
#         Where an item is answered by `no`, and there is a judgement on what the same person had answered there, the
#         `no` says why: else nobody can tell on what the judgement, the FA's answer and the measure are.
#       reasons: [no_beside_judgement]
#     - ja: "日付の記載のない様式は、回答が変わらないとする日（since。なければ申告の日）のものと読みます。一部の回答がその後に改められていれば、改めた回答を記した様式であることが分からないためです。回答の申告より後に署名された様式は、申告した回答を記したものとは限らないため、改めての申告を求めます。申告より後の日付の資料で、名称に「記録」「メモ」「議事」などとあるものは、様式ではないものと読みます。"
#       en: >-
#         A form without a day is of the day since which the answers stand (`since`, else the declaration's): where one
#         of them was mended later, nobody can tell that the form has it. A form that was signed after the answers were
#         declared may not have those, and they are declared anew. A later record, or minutes, is none by its title.
#       reasons: [form_older, form_newer]
package policy.program.questionnaire

import data.policy.lib.appointments
import data.policy.lib.dates
import data.policy.lib.disclosed
import data.policy.lib.evidence
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.recent
import data.policy.lib.roster
import data.policy.lib.selection
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict
import data.policy.lib.wording

id := "DB-01"

findings := [finding.of_program(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

indicators := [raised |
	chosen_for_interview
	some subject in subjects.people

	# Another institution's word fills in no form; what asks for a judgement is heard all the same.
	some answer in answers(fact.read(subject, ["questionnaire"]))
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
} else := not_given(subject, to_be_made.or_unavailable(id, subject, form(subject))) if {
	form(subject).state != "provided"
} else := said if {
	said := unfinished(subject)
} else := said if {
	said := differing(subject, against(subject, other_than_support))
} else := about("no_beside_judgement", form(subject), unsaid_since(subject)) if {
	count(unsaid_since(subject)) > 0
} else := said if {
	said := not_as_signed(form(subject), signed_on(form(subject).envelope))
} else := verdict.with_params(
	verdict.satisfied("answered_needs_judgement", [form(subject).at]),
	{"items": sort(judged(form(subject)))},
) if {
	count(judged(form(subject))) > 0
} else := verdict.satisfied("answered", [form(subject).at])

# Without answers the FA is asked about what they would be held against: what came later its answer is none on.
not_given(subject, said) := verdict.no_earlier(said, [day |
	some row in declarations
	row.answer == "no"
	found := entered(subject, row.declared)
	found.state == "provided"
	some entry in found.entries
	of_kind(row, entry)
	day := fact.entry_declared_since(found.envelope, entry)
])

# The forms that were signed, of these days, are none with these answers; undefined where one of them is.
not_as_signed(read, days) := verdict.missing("form_not_attached", [read.at]) if {
	count(days) == 0
} else := verdict.missing("form_older", [read.at]) if {
	max(days) < fact.since(read)
} else := verdict.with_params(verdict.missing("form_newer", [read.at]), {"on": max(days)}) if {
	max(days) > read.on
}

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

# What contradicts the declaration of support is said of that one (DB-03).
other_than_support := [row | some row in declarations; row.declared != "other_support"]

differing(subject, clashes) := verdict.with_params(
	verdict.missing("differs_from_declarations", array.concat(
		[form(subject).at],
		sort({entered(subject, clash.declared).at | some clash in clashes}),
	)),
	{
		"items": sort({item | some clash in clashes; some item in clash.items}),
		"declared": sort({clash.declared | some clash in clashes}),
	},
) if {
	count(clashes) > 0
}

declarations := object.get(data.policy.params, "questionnaire_declarations", [])

# METADATA
# description: the rows of the table by which answers and declarations of a person contradict each other, with the items
against(subject, rows) := [{"declared": row.declared, "items": items} |
	filled := form(subject)
	some row in rows
	items := contradicted(subject, row, filled, entered(subject, row.declared))
	count(items) > 0
]

# A declaration, without what the person's own institution gives; of the career and the employment, what was held beside
# the own post.
entered(subject, name) := found if {
	found := posts_beside[subject.at][name]
} else := object.union(found, {"entries": others}) if {
	found := declared(subject, name)
	others := [entry | some entry in found.entries; not by_own(subject, name, entry)]
}

declared(subject, name) := own_part.read(subject, ["affiliations"]) if {
	name == "affiliations"
} else := own_part.read(subject, ["disclosures", name]) if {
	name != "pi_systems"
} else := managed_by(subject)

# What the institution says of the systems that its PI, or co-PI, manages: nobody else answers for these.
managed_by(subject) := [policy |
	some institution in subjects.institutions
	institution.fact.id == subject.owner
	subject.fact.role in ["pi", "co_pi"]
	policy := fact.read(institution, ["controls", "pi_systems"])
	own_word.said(institution, policy)
][0]

# Written as rules with keys they would be gone through anew for each.
# regal ignore:prefer-set-or-object-rule
posts_beside := {subject.at: {
	"career": beside_own(subject, career(subject), "institution"),
	"employment": beside_own(subject, employment(subject), "employer"),
} |
	some subject in subjects.named_people
}

career(subject) := own_part.read(subject, ["disclosures", "career"])

employment(subject) := own_part.read(subject, ["employment"])

beside_own(subject, found, body) := object.union(found, {"entries": [post.entry |
	some post in appointments.held(found, body)
	not appointments.at_own(subject, post)
	is_beside(subject, post)
]})

is_beside(subject, post) if {
	appointments.goes_on(post.entry)
	not roster.is_left_to_join(subject, posts(subject), post)
}

# One that is over by now. What was over before the own post began was not beside it.
is_beside(subject, post) if {
	some own in posts(subject)
	appointments.at_once(post, own)
	appointments.at_own(subject, own)
	not appointments.may_be_one(subject, post, own)
}

posts(subject) := array.concat(
	appointments.held(career(subject), "institution"),
	appointments.held(employment(subject), "employer"),
)

# A `yes` beside `none`; a `no` to each of the items beside an entry of that kind. Words that say why, and knew of what
# they say it of, go first.
contradicted(subject, row, filled, found) := [entry.item |
	some entry in filled.entries
	entry.answer == "yes"
	entry.item in row.items
	not explained(row, found, filled, entry)
] if {
	row.answer == "yes"
	found.state == "none"
} else := row.items if {
	row.answer == "no"
	found.state == "provided"
	meant := [entry | some entry in found.entries; of_kind(row, entry)]
	count(meant) > 0
	denied := {answer.item |
		some answer in answers(filled)
		answer.said == "no"
		not says_why(subject, answer, found.envelope, meant)
	}
	count({item | some item in row.items} - denied) == 0
} else := []

explained(row, found, filled, entry) if {
	row.declared != "pi_systems"
	fact.reason_knew_of(found, filled.envelope, [entry])
}

# That there is no system to manage always has a reason: it is about the answer where it names the item.
explained(row, found, filled, entry) if {
	row.declared == "pi_systems"
	fact.reason_knew_of(found, filled.envelope, [entry])
	names_item(found.envelope.reason, entry.item)
}

# By its code, or by its number as a question of the form (問11).
names_item(words, item) if contains(lower(words), item)

names_item(words, item) if {
	number := trim_prefix(trim_prefix(item, "q"), "0")
	wide := concat("", [digit | some d in split(number, ""); digit := substring("０１２３４５６７８９", to_number(d), 1)])
	some part in array.slice(split(replace(words, "問 ", "問"), "問"), 1, 99)
	some written in [number, wide]
	startswith(part, written)
	after := substring(part, count(number), 1)
	not after in split("0123456789０１２３４５６７８９", "")
}

says_why(subject, answer, envelope, meant) if {
	detailed(answer)
	fact.knew_of(answer.since, envelope, meant)
	every entry in meant { is_meant(subject, answer.detail, entry) }
}

# The detail may be about each of those.
is_meant(subject, words, entry) if wording.about(words, body_of(entry), named_bodies(subject))

is_meant(_, _, entry) if not body_of(entry)

body_of(entry) := body if {
	body := entry.provider
} else := body if {
	body := entry.institution
} else := entry.employer

# Those of the posts and of the support that are declared, and of whom else the document names.
named_bodies(subject) := wording.names_of_others(subject) | {body |
	some body in array.concat(
		[post.body | some post in posts(subject)],
		array.concat(
			[support.provider | some support in declared(subject, "other_support").entries],
			[post.institution | some post in own_part.read(subject, ["affiliations"]).entries],
		),
	)
	not appointments.own(subject, body)
}

# No `kinds`: an entry of any kind. Where the body is, no rule may read: the person says it.
of_kind(row, entry) if entry.kind in row.kinds

of_kind(row, _) if count(row.kinds) == 0

# What one's own institution pays, and a post there, is none of what the form asks.
by_own(subject, "affiliations", entry) if appointments.own(subject, entry.institution)

by_own(subject, "other_support", entry) if appointments.own(subject, entry.provider)

asked contains item if some item in data.policy.forms.questionnaire

answered(read) := {answer.item | some answer in answers(read)}

# METADATA
# description: the answers other than `no` that do not say what they are about
bare(read) := {answer.item | some answer in answers(read); answer.said != "no"; not detailed(answer)}

detailed(answer) if fact.says(answer.detail)

judged(read) := {answer.item | some answer in answers(read); asks_for_judgement(answer)}

asks_for_judgement(answer) if answer.said in object.get(judged_answers, answer.item, ["yes", "unsure"])

default judged_answers := {}

judged_answers := data.policy.params.questionnaire_judged_answers

# The items that were answered otherwise and judged, and are answered by a `no` that does not say what became of it.
unsaid_since(subject) := {answer.item |
	some answer in answers(form(subject))
	answer.said == "no"
	not asks_for_judgement(answer)
	last := indicator.last_judged(id, subject, concat(".", ["questionnaire", answer.item]))
	not knew_of(answer, last)
}

knew_of(answer, day) if {
	detailed(answer)
	answer.since >= day
}

answers(read) := [answer |
	some i, entry in read.entries
	entry.answer in ["yes", "no", "unsure"]
	answer := {
		"item": entry.item,
		"said": entry.answer,
		"detail": object.get(entry, "detail", null),
		"looked_into": state_of(entry),
		"at": concat("/", [read.at, "entries", format_int(i, 10)]),
		"since": fact.entry_since(read.envelope, entry),
	}
]

state_of(entry) := entry.due_diligence if {
	entry.due_diligence in ["done", "needed", "not_needed"]
} else := "not_said"

# The days of the signed forms. A form is of this call, and was not signed ahead. One without a day has the answers that
# stand since the whole does.
signed_on(envelope) := [day |
	some document in envelope.evidence
	evidence.stands(document)
	day := object.get(document, "on", max([fact.newest(envelope, []), recent.opened]))
	dates.reached(day)
	day >= recent.opened
	count([word | day > fact.declared_on(envelope); some word in titles_of_records; contains(document.title, word)]) == 0
]

titles_of_records := ["記録", "メモ", "議事", "ecord", "inutes"]
