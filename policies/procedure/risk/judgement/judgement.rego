# METADATA
# title: Risk judgement, consulted with the FA
# description: |
#   The source sets no criteria for the evaluation and has it done in consultation with the FA (当面は…相談・調整しながら対応);
#   there is no score and no level here. Beside 必要に応じて elsewhere in the source this sentence goes first: a reading,
#   which a program may narrow (`evaluation_consultation: when_raised`). So the evaluation as a whole (②, the
#   application's own cell) awaits an answer of the FA given since every field was first judged after the collection
#   (①) and after the lead institution first looked at each person, partner and supporter whom it weighs: a judgement
#   from before is an interim one. Only a person, a supporter or a managed dataset that was added later opens it again
#   (not who declares the same anew, and is looked at again). And each risk
#   indicator that was raised has a judgement by a person of the institution, and an answer of the FA given since. One
#   answer may name them all. There is no `none` to declare: that there is no concern is a judgement too.
# custom:
#   id: RS-RA-01
#   title:
#     ja: リスク評価
#     en: Risk judgement, consulted with the FA
#   description_ja: |
#     手順書は評価の基準を定めず、当面はFAと相談・調整しながら対応するとしているため、点数も段階も用いません。
#     「必要に応じて」との記述もありますが、この文を優先して読み、プログラムはリスク評価を要する事項が挙がった場合に限ることができます
#     （evaluation_consultation: when_raised）。評価の全体（②。申請全体の事項）については、
#     ①の完了と、研究者、共同研究先、支援者のそれぞれについての、研究代表者の所属機関による最初の調査又は照合の後に、すべての観点を
#     最初に判断した日以後のFAの回答を求め（それより前の判断は、途中のものと読みます）、その後に研究者、支援者又は管理対象データが加わったときだけ、
#     改めて求めます（申告をすべて改めた人を改めて調査したときは、求めません）。挙がったリスク評価を要する事項ごとに、機関の担当者が判断し、判断の日以後のFAの回答を求めます。
#     一つの回答がそのすべてを挙げることができます。
#     「該当なし」という申告はありません。懸念のないことも、判断として記載します。
#   clause:
#     section: 第2章(3)
#     item: リスク評価
#     quote: リスク評価では多様な事案が想定され、明確な判断基準の設定が難しいことから、当面は資金配分機関と相談・調整しながら対応 することとする
#   actor: institution
#   stage: judgement
#   classes: [research_security]
#   subjects: [application, indicator]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     evaluation_consultation:
#       type: string
#       direction: set
#       schema: {enum: [always, when_raised]}
#       description:
#         ja: "リスク評価の全体をFAと相談する場合（always、又はリスク評価を要する事項が挙がったときのみ when_raised。定めがなければ always）"
#         en: "when the evaluation as a whole is consulted with the FA: always, or when_raised; left out, always"
#   inherits: [fa]
#   reasons:
#     no_indicator:
#       status: not_applicable
#       message:
#         ja: "リスク評価を要する事項は挙がっていません。リスクがないことを示すものではありません。"
#         en: "No risk indicator was raised. This does not say that there is no risk."
#     not_answered:
#       status: consult_fa
#       answered_at: {of: indicator}
#       message:
#         ja: "リスク評価を要する事項（{indicator}）に対する機関の判断について、判断後の資金配分機関（FA）の回答が記録されていません。"
#         en: "No answer of the funding agency (FA) since the judgement on {indicator} is recorded."
#       remedy:
#         ja: "判断とその根拠を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing the judgement and its rationale."
#     not_evaluated:
#       status: missing_information
#       message:
#         ja: "リスク評価（②）が、①の完了後、最初の照合の後に、すべての観点について行われていません。"
#         en: "Risk (step 2) was not yet judged in every field since step 1 was done and anyone was looked at."
#       remedy:
#         ja: "②の四つの観点について判断し、資金配分機関（FA）と相談・調整してください。"
#         en: "Judge the four fields of step 2, and consult the funding agency (FA) on it."
#     evaluation_not_answered:
#       status: consult_fa
#       message:
#         ja: "リスク評価（②）の全体について、資金配分機関（FA）の回答が記録されていません。"
#         en: "No answer of the funding agency (FA) on the risk judgement as a whole (step 2) is recorded."
#       remedy:
#         ja: "②の判断を示して資金配分機関（FA）と相談・調整し、RS-RA-01を挙げた回答を記録してください。"
#         en: "Consult the funding agency (FA), showing the judgement of step 2, and record its answer, naming
#           RS-RA-01."
#     not_judged:
#       status: missing_information
#       message:
#         ja: "リスク評価を要する事項（{indicator}）に対する機関の判断が記載されていません。"
#         en: "Nobody of the institution has judged {indicator}."
#       remedy:
#         ja: "担当者が判断し、risk.judgements に、事項のキー（indicator: {key}）、所見（view）、根拠（rationale）、判断者（by）及び判断日（on）を記載してください。"
#         en: "Have a person judge it; enter under `risk.judgements` its key (indicator: {key}), with `view`,
#           `rationale`, `by` and `on`."
#     judged_on_another_day:
#       status: missing_information
#       message:
#         ja: "リスク評価を要する事項（{indicator}）についての判断に、日付が基準日より後、又は公募の開始より前のものがあります（{days}）。"
#         en: "Some judgements on {indicator} are dated ahead of the day of this decision, or before the call opened:
#           {days}."
#       remedy:
#         ja: "判断日（risk.judgements の on）を確かめ、誤りであれば改めてください。公募の開始より前の判断は、この申請についての判断ではないため、一覧から外してください（別に保管します）。"
#         en: "Look up the day (`on`, in `risk.judgements`), and correct it if it is wrong. What was judged before the
#           call is no judgement on this application: take it out of the list (keep it elsewhere)."
#   readings:
#     - ja: "「必要に応じて…相談・調整」と「当面は資金配分機関と相談・調整しながら対応」とでは、リスク評価に特化した後者を優先して読みます。評価の全体は、プログラムが「事項が挙がった場合に限る」としない限り、常にFAの回答を求めます。"
#       en: >-
#         Of 必要に応じて…相談・調整 and 当面は資金配分機関と相談・調整しながら対応, the second, which is on evaluation, goes first: the
#         evaluation as a whole waits for the FA's answer, unless the program limits that to when an indicator
#         was raised.
#       reasons: [evaluation_not_answered, not_answered]
#     - ja: "後から参画する人についてのFAの回答は、参画が分かっていた日（名簿のknown_since。なければ参画した日）以後のものであれば及ぶと読みます。参画の前に相談することを手順書は妨げていないためです。"
#       en: >-
#         An answer of the FA reaches somebody who joins later where it is of since that was known (`known_since` in the
#         roster; else of since the joining): nothing keeps an office from asking before.
#       reasons: [evaluation_not_answered]
#     - ja: "名簿のその人の記載に、いつからか（since）がないときは、回答の後に所属機関の職が始まり、回答の日に就いていた所属機関の職がない者（学生を除きます。）を、回答の後に加わったものとします。調査や照合の日は記載のとおりに扱い、写した記載の日付が残ったものかどうかは、規則では分かりません。"
#       en: >-
#         Where a person's own entry on a roster does not say since when it stands, who has a post at the institution
#         that began after the answer, with none held there on its day (but for a student), came later. The days of
#         looks and runs are taken as they are: that a copied row kept its day no rule can tell.
#       reasons: [evaluation_not_answered]
#     - ja: "最初の調査は、申告がその後にすべて改められても、その申請について研究代表者の所属機関が最初に行った調査又は照合と読みます。毎年の自己申告などで同じ内容を署名し直すことで、FAへの相談をやり直すことにはなりません（②の判断は、改められた申告に対して求めます）。回答の後に研究代表者の所属機関が初めて調査した人（後から研究分担者となった人など）については、その所属機関の調査が先にあっても、改めて相談を求めます。"
#       en: >-
#         A first look is the first that the lead institution made, or the first run, for this application, though all
#         was declared anew since: to sign the same again, as in a yearly declaration, asks for no new answer of the FA
#         (② is asked for anew). Whom the lead institution looked at for the first time after the answer, such as who
#         became a co-PI later, is put to the FA, though the own institution had looked before.
#       reasons: [evaluation_not_answered]
#     - ja: "(1)～(3)で挙がった事項（懸念、人材育成プログラムへの参加、処分、留意すべき情報、見返り、同一又は判断のつかない候補、未解決の不一致）は、一つずつ人の判断とFAへの相談の対象とします。どの事項がリスク判断の対象となるかを手順書は列挙していませんが、集めた情報を踏まえるとしているためです。点数・段階は用いず、拒否もしません。"
#       en: >-
#         What (1) to (3) brought up (a concern, a talent program, a disposition, an adverse record, a return
#         asked for, a candidate judged the same or unsure, an open discrepancy) is judged one by one by a
#         person and put to the FA. The source does not list what a judgement weighs, but bases it on what was
#         collected. No score, no level, no refusal.
#       reasons: [not_judged]
#     - ja: "同じ機関が同じ言葉で再び記載した懸念、判断、同じ情報源で再び見つかった同じ情報は、その間に別の記載がない限り、最初の日からあるものと読みます。署名し直すことで、判断やFAへの相談をやり直すことにはなりません。"
#       en: >-
#         A concern, or a judgement, that the same institution gives again in the same words, and the same
#         found again at the same source, stand since the first time, where nothing else was said in between:
#         to sign the same again asks for no new judgement, and for no new answer of the FA.
#       reasons: [not_judged, not_answered]
#     - ja: "日付が基準日より後、又は公募の開始より前の判断は数えませんが、その日付の確認を求めます。日付の書き誤りにより、新しい判断が見落とされることのないようにするためです。"
#       en: >-
#         A judgement dated ahead, or before the call opened, is not counted, and its day is to be checked, so that no
#         newer one is passed over for a mistyped year.
#       reasons: [judged_on_another_day]
#     - ja: "人材育成プログラムや判断表の関係に終了日が加わったとき、又は改められたときは、記載の内容が変わったものとして、改めての判断を求めます。参加の期間は、評価する内容の一部であり、終わったことをどう見るかを規則では決められないためです。"
#       en: >-
#         Where the end of a talent program, or of a relation of a matrix, is added or changed, the entry says
#         something else, and is judged anew: how long somebody took part is among what is judged, and what its end
#         means no rule can tell.
#       reasons: [not_judged]
package policy.procedure.risk.judgement

import data.policy.lib.covered
import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.recent
import data.policy.lib.roster
import data.policy.lib.standing
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.process.judgement as assessment

id := "RS-RA-01"

findings := array.concat(
	[finding.of(id, subjects.application, of_evaluation)],
	[finding.of(id, subject, assess(subject)) | some subject in indicators_raised],
)

indicators_raised := [subject | some subject in raised; subject.kind == "indicator"]

# METADATA
# description: what is said of the evaluation as a whole
of_evaluation := verdict.not_applicable("no_indicator", []) if {
	data.policy.params.evaluation_consultation == "when_raised"
	count(indicators_raised) == 0
} else := verdict.consult("evaluation_not_answered", array.concat(evaluation, grown), max(since)) if {
	since := array.concat([evaluated], array.concat([new.since | some new in added], [day | some day in all_looked_at]))
} else := verdict.missing("not_evaluated", evaluation)

evaluation := [assessment.step.at]

# METADATA
# description: |
#   since when each person, supporter and managed dataset that the lead institution weighs is there, and in which list
added := [found |
	some found in array.concat(
		rostered,
		covered.entries(subjects.lead[0], ["supporters", "managed_data"]),
	)
	weighed(found.entry)
]

rostered := [{"at": read.at, "entry": entry, "since": roster.entry_since(read, entry, answered)} |
	some institution in subjects.institutions
	read := roster.list(institution)
	some entry in read.entries
]

answered := fa.answer(id, subjects.application).on

# The lists in which something is newer than the evaluation: where nothing was added, it is said there since when.
grown := sort({new.at | some new in added; new.since > evaluated})

# METADATA
# description: |
#   the first full ②: the day on which each field was first judged since those whom it weighs had first been looked at;
#   one from before is none of them. While there is no such judgement, it is for ② to say so
evaluated := max([min(found) | some found in since_looked]) if {
	since_looked := [found |
		some field in assessment.fields
		found := [day | some day in assessment.days[field]; day >= assessment.collected; day >= all_looked_at[field]]
		count(found) > 0
	]
	count(since_looked) == count(assessment.fields)
} else := assessment.first_whole

all_looked_at := {
	"people": max(array.concat([""], first_looked_at(["person"]))),
	"partners": max(array.concat([""], first_looked_at(["institution", "supporter"]))),
	"technology": "",
	"data": "",
}

# METADATA
# description: |
#   the day of the lead institution's first look or run at each of these kinds whom it weighs; who declares all of it
#   anew is looked at anew, and not for the first time
first_looked_at(kinds) := [day |
	some subject in assessment.examined
	subject.kind in kinds
	day := standing.first_of_lead(subject)
]

# Of the joint institutions' people the lead weighs the co-PIs.
weighed(entry) if {
	person := object.get(entry, "person", "")
	not people_of_others[person]
}

# Gathered once, for both engines.
# regal ignore:prefer-set-or-object-rule
people_of_others := {person.fact.id |
	some person in subjects.named_people
	not assessment.of_lead(person)
}

assess(subject) := of_views(subject, views(subject), answer(subject))

of_views(subject, said, answer) := verdict.with_params(
	verdict.missing("not_judged", [subject.at]),
	named(subject),
) if {
	count(said) == 0
} else := verdict.with_params(
	verdict.missing("judged_on_another_day", [subject.at, "/facts/risk/judgements"]),
	object.union(named(subject), {"days": days}),
) if {
	days := misdated(subject)
	count(days) > 0
} else := verdict.with_params(waiting(subject, said), named(subject)) if {
	answer.result == "none"
} else := object.union(found, {"params": object.union(found.params, named(subject))}) if {
	found := fa.as_answered(waiting(subject, said), answer)
}

waiting(subject, said) := verdict.consult(
	"not_answered",
	array.concat([subject.at], [view.at | some view in said]),
	stands(subject, said),
)

# An answer from before the newest judgement came to stand is not on it; one that was signed again in the same words
# stands since the first.
stands(subject, said) := max([fact.said_since(view.said, on_it) | some view in said]) if {
	on_it := [judged | some judged in input.facts.risk.judgements; is_on(judged, subject)]
}

# METADATA
# description: the day of the newest judgement
last_judged(views) := max([view.said.on | some view in views])

# For the messages: the indicator as people know it, and its key, which is what one enters.
named(subject) := {"indicator": subject.fact.key, "key": subject.fact.key}

answer(subject) := fa.on_indicator(subject.fact.key)

# METADATA
# description: |
#   what the institution says of one indicator, with its rationale, by whom and when; what it said before that came
#   up is not on it
views(subject) := [{"said": said, "at": concat("/", ["/facts/risk/judgements", format_int(i, 10)])} |
	some i, said in input.facts.risk.judgements
	is_on(said, subject)
	is_string(said.view)
	fact.signed(said)
]

# The days of judgements on it that are ahead, or before the call.
misdated(subject) := sort({said.on |
	some said in input.facts.risk.judgements
	said.indicator == subject.fact.key
	is_of_another_time(said.on)
})

is_of_another_time(day) if dates.ahead(day)

is_of_another_time(day) if day < recent.opened

is_on(said, subject) if {
	said.indicator == subject.fact.key
	said.on >= subject.fact.since
	said.on >= recent.opened
}

# METADATA
# description: every indicator that a requirement raised, once; the application alone where there is none
raised := subjects.or_application([subject |
	some key, found in by_key
	subject := {"kind": "indicator", "ref": concat(":", ["indicator", key]), "at": place(found), "fact": found}
])

by_key[key] := object.union(sort(found)[0], {"since": max([entry.since | some entry in found])}) if {
	some key, found in raised_as
}

raised_as[key] contains entry if {
	some entry in indicator.brought_up
	key := entry.key
}

place(found) := pointer if {
	pointer := found.reads[0]
} else := "/facts"
