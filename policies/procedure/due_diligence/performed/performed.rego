# METADATA
# title: Due diligence
# description: |
#   Due diligence over the people, the joint institutions and the supporters of (1) to (3): what was declared against
#   other sources, each look with its source, query, date, person, items and result. Each item but the lists is named
#   by a look that was made, no older than what was declared, or is said, with the reason, to have no source within
#   reach; so does an item that is itself unobtainable or withheld. An entry of (2) or (3) that names its source and
#   day is a look itself where the institution that is to look declared it. It closes with one mark, no older than the
#   last look: a concern raised, or none. A co-PI's items are looked at by the lead institution and the co-PI's own
#   together, each with a look of its own, made at one of the items, and a mark; what a joint institution withholds of
#   these, with its part, is settled at RS-SCP-03, and so is an item that it withholds, which nobody need look at; the
#   lead institution looks at what it is given all the same. One look at a subject, at least, is at another source than
#   the institution's own records and what is on paper or was handed over, or says why that is out of reach. Without any
#   source within reach the FA is asked. A concern is a risk indicator, whoever raises it and of whomever, the lead
#   institution too. `none` is no answer here: it says that nothing was looked at.
# custom:
#   id: RS-DD-01
#   title:
#     ja: デュー・ディリジェンスの実施
#     en: Due diligence
#   description_ja: |
#     (1)～(3)の研究者、共同研究先の機関、支援者について、申告を他の情報源と照らし合わせます。
#     照合ごとに、情報源、検索内容、実施日、実施者、対象とした項目、結果を記載します。リスト以外の各項目について、申告以後に実施した照合を
#     求め、入手可能な情報源がない項目は、その旨と理由を記載します。確認不能又は提供拒否とされた項目には、照合を求めません。
#     (2)(3)の項目のうち情報源と確認日が記載されたものは、照合すべき機関の申告である場合に、それ自体を照合とします。
#     照合の後に、懸念の有無を一つの所見として記載します。研究分担者については、研究代表者の所属機関と所属機関の照合を合わせて項目を満たせばよく、
#     いずれかの項目について実施した照合と、所見は、それぞれに求めます。共同研究機関が自らの分を提供しない場合は、その機関の照合と所見は
#     RS-SCP-03についてのFAの回答によります。提供しないとされた(1)～(3)の項目の照合も同じです（研究代表者の所属機関は、提供されたものを照合します）。
#     対象ごとに、自機関の記録と書類のほかの情報源による照合（又は利用できないことの記載）を、一つは求めます。
#     情報源が全くない場合はFAとの相談事項です。懸念は、どの機関によるものでも、研究代表者の所属機関についてのものでも、リスク評価を要する事項とします。
#     「該当なし」は照合を行っていないことを意味し、認められません。
#   clause:
#     section: 第2章(3)
#     item: "DD"
#     quote: 以下の(1)~(3)の確認に関しては、デュー・ディリジェンスを実施する
#   actor: institution
#   actors: {joint: lead}
#   stage: collection
#   classes: [research_security]
#   subjects: [person, joint, supporter]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     look_max_age_days:
#       type: integer
#       schema: {minimum: 1}
#       direction: decrease
#       description:
#         ja: "デュー・ディリジェンスの照合から経過してよい日数"
#         en: "how many days before the decision a look may have been made; unset, since the call opened"
#   inherits: [fa, own_part]
#   reasons:
#     performed:
#       status: satisfied
#       message:
#         ja: "各項目についてデュー・ディリジェンスが実施され、懸念の有無が記載されています。"
#         en: "Due diligence was done on each item, and it is entered whether it raised a concern."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "デュー・ディリジェンスを試みましたが、確認できませんでした。"
#         en: "Due diligence was attempted, and what was declared could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "デュー・ディリジェンスに必要な情報の提供の同意が得られていません。"
#         en: "What due diligence needs was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     no_source_available:
#       status: consult_fa
#       actor: institution
#       message:
#         ja: "記録された情報源（{sources}）は、いずれも利用できませんでした。"
#         en: "None of the sources recorded ({sources}) could be used."
#       remedy:
#         ja: "他に入手可能な情報源がないかを確認し、なければ資金配分機関（FA）と相談・調整してください。"
#         en: "See whether another source is within reach; if not, consult the funding agency (FA)."
#     items_not_looked_at:
#       status: missing_information
#       message:
#         ja: "申告の後かつ公募の開始以後に、照合すべき機関が照合した記録も、情報源がない旨の記載もない項目（{items}）があります。記録の署名より後の照合は数えません。"
#         en: "Not looked at since declared and since the call opened, nor said to have no source: {items}. A look from
#           after the record was signed is not counted."
#       remedy:
#         ja: "項目（items）を示して照合を記載し（記録の申告日 declared.on も改めます。）、入手可能な情報源がない項目はその理由を記載してください。別の場所に置いた一覧（kept）は、その場所とは別の情報源で照合し、その名称を記載してください。other_supportは、その他の所属先（affiliations）と、所属機関のほかの雇用関係（employment）の申告の日以後に照合します（内容に変更のない記載には、いつから変わらないか（since）を記載してください）。共同研究機関が提供しない場合は、研究代表者の所属機関が「提供しない事項」（partner.withholds）に記載してください。"
#         en: "Enter the look with the items that it is on (and when the record was signed, `declared.on`), or the
#           reason why there is no source within reach. A list that is kept elsewhere (`kept`) is held against another
#           source, named, than that place. `other_support` is looked at since the further posts (`affiliations`), and
#           employment by another body (`employment`), were declared (of what did not change, say since when: `since`).
#           What a joint institution withholds goes to `partner.withholds`."
#     own_look_missing:
#       status: missing_information
#       message:
#         ja: "研究分担者について、{institutions}が実施した、申告の後の、いずれかの項目の照合が記録されていません。"
#         en: "For the co-PI no look made by {institutions} at an item since it was declared is recorded."
#       remedy:
#         ja: "研究代表者の所属機関と研究分担者の所属機関の双方で照合し、実施した機関とともに記載してください。"
#         en: "Have both the lead institution and the co-PI’s own look, and enter which of them did."
#     no_other_source:
#       status: missing_information
#       message:
#         ja: "照合は、自機関の記録（own_records）又は提出を受けた書類など（document）によるものだけで、ほかに入手可能な情報源（オープンソースを含む）によるものがありません。"
#         en: "Every look is at the institution's own records, or at what is on paper or was handed over; none is at
#           what is otherwise within reach, open sources included."
#       remedy:
#         ja: "論文データベース、所属先のウェブサイト、検索サイトなど、ほかの情報源でいずれかの項目を照合し、記載してください（記録の申告日 declared.on も改めます。）。情報源の種類（kind）に誤りがあれば、訂正してください。ほかの情報源を利用できないときは、その情報源と、利用できない理由（available: false と result）を記載してください。"
#         en: "Look at an item in another source (a database of papers, the body's site, a search of the web), and enter
#           that (and when the record was signed, `declared.on`). Correct the `kind` of a source if it is wrong. Where
#           no other can be used, enter which was tried, and why (`available: false`, and `result`)."
#     mark_missing:
#       status: missing_information
#       message:
#         ja: "デュー・ディリジェンスの結果、懸念の有無が、最後の照合以後に記載されていません（{institutions}）。"
#         en: "Whether due diligence raised a concern is not said, or was said before the last look ({institutions})."
#       remedy:
#         ja: "懸念の有無を、担当者が記載者・記載日（懸念がある場合はその理由）とともに記載してください。"
#         en: "Have a person enter whether it raised a concern, with who says so and when, and why where it did."
#     dated_ahead:
#       status: missing_information
#       message:
#         ja: "照合又は懸念の有無の日付が、判定の基準日より先のものがあります（{days}）。"
#         en: "Looks, or marks of concern, are dated ahead of the day of this decision ({days})."
#       remedy:
#         ja: "照合（due_diligence）と懸念の有無（concerns）の日付（on）を確かめて記載してください。"
#         en: "Look up the days (`on`) of the looks (`due_diligence`) and of the marks (`concerns`), and enter them."
#     raised_before_call:
#       status: missing_information
#       message:
#         ja: "懸念ありとした日付（{days}）が、公募の開始より前です。同じ機関のその後の所見（懸念なし）には、理由がありません。"
#         en: "A concern is dated before the call opened ({days}), and the same institution's later mark, that there is
#           none, says nothing of it."
#       remedy:
#         ja: "懸念ありとした日付（concernsのon）を確かめ、誤りであれば改めてください。公募の開始より前の懸念であれば、その後の「懸念なし」の所見に、懸念がなくなった理由（reason）を記載してください。"
#         en: "Look up its day (`on`, in `concerns`), and correct it if it is wrong. Where the concern was raised before
#           the call, let the later mark of none say why there is none any more (`reason`)."
#     not_done:
#       status: missing_information
#       message:
#         ja: "デュー・ディリジェンスの記録がありません。"
#         en: "There is no record of due diligence."
#       remedy:
#         ja: "申告された情報を他の情報源と照らし合わせ、情報源・検索内容・実施日・実施者・結果を記載してください。共同研究機関が提供しない場合は、研究代表者の所属機関が「提供しない事項」（partner.withholds）に記載してください。"
#         en: "Compare what was declared with other sources; enter source, query, date, person and result. What a joint
#           institution withholds goes to `partner.withholds`."
#   readings:
#     - ja: "対象（研究者、共同研究先、支援者）ごとに、自機関の記録と書類のほかの情報源による照合を一つは求めます。「オープンソースの情報含め別途入手可能な情報等に基づいて」とされており、申告した者の書類や機関の記録を見ただけでは、申告と別に入手した情報に基づくものとはいえないためです。利用できない情報源は、その理由の記載で足ります（入手可能な範囲）。"
#       en: >-
#         Of each subject one look at least is at another source than the institution's own records and what is on paper
#         or was handed over (オープンソースの情報含め別途入手可能な情報等に基づいて): who looks at the declarer's papers alone has nothing
#         that was otherwise within reach. That such a source is out of reach, with the reason, is enough.
#       reasons: [no_other_source]
#     - ja: "事項ごとに、それを対象とした調査を求めます。手順書は「申告する情報に関して…確認」とするのみですが、一つの情報源を見ただけで(1)のすべてを確認したことにはならないためです。入手可能な情報源がない事項は、その旨の記載で足ります（入手可能な範囲）。"
#       en: >-
#         Each item is named by a look at it. The source only says that what is declared is checked; but one
#         page looked at does not check all of (1). Where no source is within reach, saying so, with the
#         reason, is enough (入手可能な範囲).
#       reasons: [items_not_looked_at]
#     - ja: "一つの調査がどの事項を対象としたかは、その記載によります。情報源の種類（論文データベース、ポータルなど）から、調べられる事項を規則が決めることはしません。手順書は情報源を例示するのみで、何が分かるかは情報源と検索の内容によるためです。"
#       en: >-
#         What a look was at is what it says. No rule decides by the kind of a source (a database of papers, a portal)
#         what can be seen there: the source only gives examples, and that depends on the page and the query.
#       reasons: [items_not_looked_at]
#     - ja: "研究費以外の支援（other_support）の照合は、本務のほかの職（その他の所属先、及び雇用関係のうち所属機関のほかに雇用される職）の申告の日以後であることを求めます。兼職に当たり得るものが、照合の後に別の欄に加わることがあるためです。所属機関の職だけを記載した雇用関係は、改めて署名されても照合を求めません。支援等が確認不能又は提供拒否とされ、又は共同研究機関が提供しないときも、記載された本務のほかの職の照合は求めます。"
#       en: >-
#         Other support (`other_support`) is looked at no earlier than the posts beside the own one were declared, the
#         further posts and what is employment by another body: what may be 兼職 can be added elsewhere after the look.
#         An employment that tells of the own post alone asks for no look when it is signed again. Where other support
#         cannot be had or is withheld, the posts that are given are looked at all the same.
#       reasons: [items_not_looked_at]
#     - ja: "別の場所に置いた一覧（kept）については、その場所とは別の情報源による照合を求めます。申告された一覧そのものを見ても、それを確認したことにはならないためです。一つの照合に複数の情報源が挙げられているときは、その一つが別のものであれば足ります。略称、括弧書き、全角・半角など書き方の違いや、場所を示さない語（「本人のページ」など）だけでは、別の情報源とは読みません。"
#       en: >-
#         A list that is kept elsewhere (`kept`) is held against another source than that place: who looks at the list
#         that is declared has not checked it. Of several sources in one look another one will do. The same place
#         written otherwise (in short, in brackets, in full width), or words of no place (本人のページ), are no other.
#       reasons: [items_not_looked_at]
#     - ja: "手順書の「OSDDにより確認できない情報についてはFAと相談」は人材育成プログラムについてのみの記述と読み、ほかの事項では、入手可能な情報源がないことの記載で足りるものとします（入手可能な範囲）。情報源が一つもない場合だけFAとの相談事項とします。"
#       en: >-
#         OSDDにより確認できない情報についてはFAと相談 stands at talent programs alone; elsewhere saying that no source is within
#         reach is an answer (入手可能な範囲). Only where no look at all was possible the FA is asked.
#       reasons: [no_source_available, items_not_looked_at]
#     - ja: "照合の後に、懸念の有無を一つの所見として求めます。DDの定義は「リスクの確認と評価」を含み、見たことの記載だけでは結論が分からないためです。"
#       en: >-
#         After the looks one mark of concern is asked for: the definition of due diligence holds リスクの確認と評価,
#         and that something was looked at says nothing of what came of it.
#       reasons: [mark_missing, own_look_missing]
#     - ja: "デュー・ディリジェンスに必要な情報の提供が拒まれ、照合を一つも実施していないときは、懸念の有無を求めません。所見は照合を締めくくるものだからです。デュー・ディリジェンスが確認不能又は提供拒否とされていることについてのFAの回答は、その日までに申告されたものについてのものと読みます。"
#       en: >-
#         Where what due diligence needs was withheld and no look was made, no mark is asked for: it closes the looks.
#         The FA's answer that it could not be done reaches what was declared by its day.
#       reasons: [withheld]
#     - ja: "共同研究機関が提供しないとした(1)～(3)の項目は、その照合も求めず、RS-SCP-03についてのFAの回答によります。照合の一部だけを提供した機関に、何も提供しない機関より多くを求めることはありません。共同研究機関と研究分担者は研究代表者の所属機関も照合するので、提供されたものの照合は求めます。"
#       en: >-
#         An item of (1) to (3) that a joint institution withholds need not be looked at: the FA answers at
#         RS-SCP-03. An institution that gives a part of the looks is not asked for more than one that gives none. At a
#         joint institution and a co-PI the lead institution looks as well, and what is given there is looked at.
#       reasons: [items_not_looked_at]
#     - ja: "懸念の有無は、機関ごとに最も新しい所見によります。その後に懸念なしとした機関は、前の懸念を自ら改めたものと読みます（前の所見も記録に残ります）。"
#       en: >-
#         Of the marks of one institution the newest stands: an institution that finds no concern later has
#         itself taken back the earlier one (which stays in the record).
#     - ja: "公募の開始より前の日付の懸念は、同じ機関がその後に懸念なしとしていても、その所見に理由がなければ、日付の確認を求めます。月と日の取り違えなどにより、この申請についての新しい懸念が、前の所見で改められたものと見えることのないようにするためです。"
#       en: >-
#         A concern dated before the call opened is to have its day checked where the same institution found none later,
#         without a reason: with day and month swapped, say, a newer one on this application would look as if it had
#         been taken back.
#       reasons: [raised_before_call]
package policy.procedure.due_diligence.performed

import data.policy.lib.appointments
import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.looks
import data.policy.lib.own_part
import data.policy.lib.recent
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-DD-01"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.examined]

# A concern is one, whoever raises it and of whomever: each institution's newest mark stands.
indicators := [raised |
	some subject in array.concat(subjects.lead_institutions, subjects.examined)
	makers := {looks.by_institution(concern) | some concern in subject.fact.concerns; concern.mark == "raised"}
	marks := [{"at": mark.at, "since": looks.concerned_since(subject, mark.said)} |
		some institution in makers
		some mark in standing(subject, institution)
		mark.mark == "raised"
	]
	some raised in indicator.raised_by(id, subject, "concern", marks)
]

assess(subject) := unless_ahead(subject, of_recorded(subject, looks.recorded(subject)))

# What counts for nothing yet may speak against the rest.
unless_ahead(subject, said) := verdict.with_params(verdict.missing("dated_ahead", reads(subject)), {"days": days}) if {
	said.status != "missing_information"
	days := acts_ahead(subject)
	count(days) > 0
} else := verdict.with_params(verdict.missing("raised_before_call", reads(subject)), {"days": days}) if {
	said.status != "missing_information"
	days := raised_before_call(subject)
	count(days) > 0
} else := said

ahead(acts) := sort({act.on | some act in acts; dates.ahead(act.on)})

concerns(subject) := object.get(subject.fact, "concerns", [])

# METADATA
# description: |
#   the days of the marks of a subject, and of the looks at it, that are to be checked: those ahead, and those of marks
#   before the call opened of what the same institution seems to have taken back
misdated(subject) := array.concat(raised_before_call(subject), acts_ahead(subject))

acts_ahead(subject) := ahead(array.concat(looks.recorded(subject).entries, concerns(subject)))

# With day and month swapped, what was raised last stands before all else.
raised_before_call(subject) := sort({concern.on |
	some concern in concerns(subject)
	concern.on < recent.opened
	concern.mark == "raised"
	counts(concern)
	some mark in standing(subject, looks.by_institution(concern))
	mark.mark == "none"
	not says_why(mark.said)
})

says_why(mark) if fact.says(mark.reason)

# Of somebody at whom nobody looked there is nothing to mark.
of_recorded(subject, checks) := looks.not_possible(checks.state, subject, [checks.at]) if {
	checks.state == "withheld"
	not state(subject).any_look
} else := looks.not_possible(checks.state, subject, [checks.at]) if {
	checks.state in ["unobtainable", "withheld"]
	count(owed(state(subject).without_mark)) == 0
} else := of_institutions("mark_missing", subject, owed(state(subject).without_mark)) if {
	checks.state in ["unobtainable", "withheld"]
} else := said if {
	checks.state == "absent"
	said := own_part.unseen_among(id, [id], subject, [checks.at])
} else := verdict.missing("not_done", [checks.at]) if {
	checks.state != "provided"
} else := of(subject, checks, state(subject))

# METADATA
# description: what is said of looks that were recorded; `found` is how they stand
of(subject, checks, found) := verdict.with_params(
	verdict.missing("items_not_looked_at", [checks.at]),
	{"items": items},
) if {
	items := owed_of(subject, found.open)
	count(items) > 0
} else := of_institutions("mark_missing", subject, owed(found.without_mark)) if {
	not found.any_look
	count(owed(found.without_mark)) > 0
} else := verdict.with_params(
	verdict.consult("no_source_available", [checks.at], fact.since(checks)),
	{"sources": [look.source | some look in checks.entries]},
) if {
	not found.any_look
	no_source_to_use(subject, found)
} else := of_own(subject, found)

no_source_to_use(_, found) if count(found.open) == 0

# What is not given leaves the looks at the rest to those that are to look.
no_source_to_use(subject, _) if not own_part.seen_by_its_own(subject)

of_own(subject, found) := of_institutions("own_look_missing", subject, owed(found.without_look)) if {
	found.any_look
	count(owed(found.without_look)) > 0
} else := said if {
	found.any_look
	not found.other_source
	said := of_own_papers(subject)
} else := of_institutions("mark_missing", subject, owed(found.without_mark)) if {
	count(owed(found.without_mark)) > 0
} else := withheld_or_done(subject, found)

# A joint institution that withholds its looks is not asked for more than where it gives none.
of_own_papers(subject) := said if {
	said := own_part.unseen_among(id, [id], subject, reads(subject))
} else := verdict.missing("no_other_source", reads(subject))

# What is not given is for the FA, where all that is owed was done.
withheld_or_done(subject, found) := said if {
	count(found.open) > 0
	said := own_part.withheld_by_then(id, asked_for(subject, found.open), subject, {
		"reads": reads(subject),
		"since": given_since(subject, found.open),
	})
} else := said if {
	said := withheld_by(subject, withholding(array.concat(found.without_look, found.without_mark)))
} else := verdict.satisfied("performed", reads(subject))

# Since when that stands which is given of these items, the posts beside the own one too.
given_since(subject, open) := max(array.concat([""], [day |
	some item in open
	some day in array.concat(
		[fact.declared_since(looks.items(subject)[item].declared)],
		[post_since | posts_given(subject, item); some post_since in appointments.beside_since(subject)],
	)
]))

of_institutions(reason, subject, ids) := verdict.with_params(
	verdict.missing(reason, reads(subject)),
	{"institutions": looks.names_of(ids)},
)

# A look or a mark that a joint institution withholds, with all of its part, is not owed: the FA is asked.
owed(ids) := [of_id | some of_id in ids; count(withholding([of_id])) == 0]

# METADATA
# description: of the items at which no look was made, those that are neither withheld themselves nor the look at them
owed_of(subject, open) := [item |
	some item in open
	not withheld_item(subject, item)
]

withheld_item(subject, item) if {
	own_part.seen_by_its_own(subject)
	own_part.withheld_among(id, asked_for(subject, [item]), subject, [])
}

# The lead institution looks at what it is given, all the same.
withheld_item(subject, item) if {
	looks.items(subject)[item].declared.state == "absent"
	not posts_given(subject, item)
	own_part.withheld_among(id, asked_for(subject, [item]), subject, [])
}

# METADATA
# description: |
#   what may be withheld where these items are not looked at: the items themselves, or the looks, where the subject's
#   own institution alone makes them
asked_for(subject, open) := array.concat([id | own_part.seen_by_its_own(subject)], [requirement |
	some requirement, items in asked_at[subject.kind]
	some item in items
	item in open
])

asked_at := {
	"application": {},
	"person": {
		"RS-P1-01a": ["education", "supervisor"],
		"RS-P1-01b": ["career"],
		"RS-P1-01c": ["funding"],
		"RS-P1-02": ["other_support"],
		"RS-P1-03": ["papers"],
		"RS-P1-04": ["talent_programs"],
		"RS-P1-05": ["intellectual_property"],
		"RS-P1-06": ["records"],
	},
	"institution": {
		"RS-C2-01": ["purpose", "record"],
		"RS-C2-02a": ["capital"],
		"RS-C2-02b": ["finances"],
		"RS-C2-02c": ["compliance"],
		"RS-C2-02d": ["reputation"],
	},
	"supporter": {
		"RS-S3-01": ["content"],
		"RS-S3-02": ["purpose", "conditions"],
		"RS-S3-03": ["capital", "compliance", "reputation"],
	},
}

withholding(ids) := [institution |
	some institution in subjects.joint_institutions
	institution.fact.id in ids
	is_string(own_part.withheld_since(institution, id))
]

withheld_by(subject, institutions) := own_part.settled_at("RS-SCP-03", institutions[0], verdict.consult(
	"part_withheld",
	array.concat(reads(subject), [own_part.withheld_at(institutions[0])]),
	own_part.waits_since(institutions[0], id, subject),
))

reads(subject) := [concat("/", [subject.at, "due_diligence"]), concat("/", [subject.at, "concerns"])]

# Worked out once for each subject.
state(subject) := {
	"open": sort([item |
		some item, found in items
		not covered(found)
		not not_given(subject, item, found)
	]),
	"any_look": count(without_look) < count(makers),
	"other_source": beside_own_papers(items, at_items),
	"without_look": without_look,
	"without_mark": [institution |
		some institution in makers
		closed := array.concat(of_one(subject, institution), [{"on": day} | some found in items; some day in found.own])
		not marked(subject, institution, closed)
	],
} if {
	items := looks.items(subject)
	makers := looks.institutions(subject)
	at_items := [look | some found in items; some look in found.looks]
	makers_of := {looks.by_institution(look) | some look in at_items; look.available == true}
	without_look := [institution | some institution in makers; not looked(items, makers_of, institution)]
}

covered(found) if {
	some look in found.looks
	says_what_came_of_it(look)
} else if {
	count(found.own) > 0
}

# What is unobtainable or withheld says itself what was searched, or who refused it; the FA is asked there.
not_given(subject, item, found) if {
	found.declared.state in ["unobtainable", "withheld"]
	not posts_given(subject, item)
}

# The posts beside the own one are other support that is given, though the rest is not.
posts_given(person, "other_support") if appointments.given_beside(person)

# A look was made, or the source was out of reach for the reason that `result` gives.
says_what_came_of_it(look) if {
	is_string(look.result)
	is_boolean(look.available)
}

# One look at least is at what is otherwise within reach, or says why that is out of reach; what an entry was found at
# says so where the entry is itself a look.
beside_own_papers(items, at_items) if {
	some look in at_items
	other_kinds[look.kind]
	says_what_came_of_it(look)
} else if {
	some found in items
	count(found.own) > 0
	some entry in found.declared.entries
	other_kinds[entry.kind]
} else := false

other_kinds := {"papers", "portal", "research_database", "ip_database", "list", "institution", "web"}

# A look of its own was made, at an item that is asked for, and for what stands there.
looked(items, makers_of, institution) if {
	institution in makers_of
} else if {
	some found in items
	count(found.own) > 0
}

of_one(subject, institution) := [look |
	some look in looks.counted(subject)
	looks.by_institution(look) == institution
]

marked(subject, institution, made) if {
	day := max([concern.on | some concern in subject.fact.concerns; is_mark_of(institution, concern)])
	every look in made {
		day >= look.on
	}
}

is_mark_of(institution, concern) if {
	looks.by_institution(concern) == institution
	counts(concern)
}

# METADATA
# description: |
#   the mark of an institution that stands (the newest, of one day the one that raises a concern), as [{at, mark,
#   on, said}]; empty where there is none
standing(subject, institution) := [mark] if {
	marks := sort([[concern.on, concern.mark, i] |
		some i, concern in object.get(subject.fact, "concerns", [])
		is_mark_of(institution, concern)
	])
	newest := marks[count(marks) - 1]
	mark := {
		"at": concat("/", [subject.at, "concerns", format_int(newest[2], 10)]),
		"mark": newest[1],
		"on": newest[0],
		"said": subject.fact.concerns[newest[2]],
	}
} else := []

counts(concern) if {
	concern.mark == "none"
	signed(concern)
}

counts(concern) if {
	concern.mark == "raised"
	is_string(concern.reason)
	signed(concern)
}

signed(concern) if {
	is_string(concern.by)
	dates.reached(concern.on)
}
