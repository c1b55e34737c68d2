# METADATA
# title: Discrepancies between declaration and source
# description: |
#   Each discrepancy between what was declared and what a source says has a person's disposition. One without it, or
#   left unresolved, is for consultation with the FA and raises a risk indicator, on which the FA's answer settles
#   it; the key names the discrepancy and what was found. `none` for due diligence says that nothing was compared.
#   Discrepancies recorded outside the people, joint institutions and supporters stand with the application.
# custom:
#   id: RS-DD-04
#   title:
#     ja: 申告と情報源との不一致
#     en: Discrepancies between declaration and source
#   description_ja: |
#     申告と情報源との不一致ごとに、人による整理を求めます。整理のないもの、未解決のものはFAとの相談事項であり、
#     リスク評価を要する事項としても挙げ、それについてのFAの回答をもって充足とします。デュー・ディリジェンスの「該当なし」は、照合を行っていないことを意味します。研究者、共同研究先、
#     支援者以外について記録された不一致は、申請全体のものとします。
#   clause:
#     section: 第2章(3)
#     item: "DD"
#     quote: 具体的には、研究者や所属機関が申告する研究活動に関する透明性の確保に関する情報に関して、研究機関が、オープンソースの情報含め別途入手可能な情報等に基づいてリスクの確認と評価を行うこと
#   actor: institution
#   actors: {joint: lead}
#   stage: judgement
#   classes: [research_security]
#   subjects: [application, person, joint, supporter]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa]
#   reasons:
#     none_found:
#       status: satisfied
#       message:
#         ja: "デュー・ディリジェンスで、申告と異なる情報は記録されていません。"
#         en: "Due diligence recorded nothing that differs from what was declared."
#     settled:
#       status: satisfied
#       message:
#         ja: "申告と異なる情報のすべてに、担当者による取扱い、又は資金配分機関（FA）が了承する旨の回答が記載されています。"
#         en: "Each discrepancy has a person’s disposition, or the funding agency’s (FA) acceptance, on record."
#     nothing_else:
#       status: not_applicable
#       message:
#         ja: "個人・共同研究先・支援者に関する情報のほかに、不一致の記録はありません。"
#         en: "No discrepancy is recorded other than on people, joint institutions and supporters."
#     undisposed:
#       status: consult_fa
#       message:
#         ja: "申告と異なる情報（{ids}）の取扱いが決まっていません。"
#         en: "Discrepancies ({ids}) have no disposition."
#       remedy:
#         ja: "説明がつくか、申告を訂正したか、解消しないかを担当者が判断し、根拠とともに記載してください。解消しないものは資金配分機関（FA）と相談・調整してください。"
#         en: "Have a person judge each, and enter the rationale; consult the funding agency (FA) on the unresolved."
#     unresolved:
#       status: consult_fa
#       message:
#         ja: "申告と異なる情報（{ids}）が解消していません。"
#         en: "Discrepancies ({ids}) are unresolved."
#       remedy:
#         ja: "資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA)."
#     not_identified:
#       status: missing_information
#       message:
#         ja: "識別子がない、又は同じ識別子が重なっている不一致の記録があります。"
#         en: "Some discrepancies have no identifier, or share one."
#       remedy:
#         ja: "不一致ごとに異なる識別子（id）を付けてください。"
#         en: "Give each discrepancy an id of its own."
#     not_confirmed:
#       status: consult_fa
#       message:
#         ja: "デュー・ディリジェンスが確認不能又は提供拒否とされており、不一致の有無を確認できません。"
#         en: "Due diligence was unobtainable or withheld, so that discrepancies cannot be ruled out."
#       remedy:
#         ja: "経緯を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what happened."
#     not_examined:
#       status: missing_information
#       message:
#         ja: "デュー・ディリジェンスの記録がなく、不一致の有無が分かりません。"
#         en: "Without a record of due diligence it is not known whether there are discrepancies."
#       remedy:
#         ja: "デュー・ディリジェンスを実施し、不一致があれば記載してください。"
#         en: "Do due diligence, and enter any discrepancy."
#   readings:
#     - ja: "申告と情報源の不一致には、人による整理を求め、未解決のものはFAとの相談事項とします。手順書は不一致の扱いを定めていないためです。"
#       en: >-
#         A discrepancy between declaration and source is settled by a person, and an open one put to the FA:
#         the source does not say what to do with one.
#       reasons: [undisposed, unresolved]
package policy.procedure.due_diligence.discrepancies

import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.looks
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-DD-04"

findings := [finding.of(id, subject, assess(subject)) | some subject in asked]

indicators := [raised |
	some subject in asked
	some one in subject.noted
	not disposed(one)
	some raised in indicator.raised_by(id, subject, kind(one), [one])
]

assess(subject) := verdict.missing("not_identified", reads(subject)) if {
	not identified(subject)
} else := of_state(subject, state(subject))

of_state(subject, state) := verdict.missing("not_examined", reads(subject)) if {
	state in {"absent", "none"}
} else := of_ids("undisposed", subject, undisposed(subject)) if {
	count(undisposed(subject)) > 0
} else := of_ids("unresolved", subject, unresolved(subject)) if {
	count(unresolved(subject)) > 0
} else := verdict.consult("not_confirmed", reads(subject), fact.since(examination(subject))) if {
	state in {"unobtainable", "withheld"}
} else := verdict.satisfied("settled", reads(subject)) if {
	count(subject.noted) > 0
} else := verdict.not_applicable("nothing_else", reads(subject)) if {
	subject.kind == "application"
} else := verdict.satisfied("none_found", reads(subject))

of_ids(reason, subject, ids) := verdict.with_params(verdict.consult(reason, reads(subject), verdict.elsewhere), {"ids": ids})

asked := [object.union(subject, {"noted": noted(subject)}) |
	some subject in array.concat([subjects.application], examined)
]

examined := [subject | some subject in subjects.examined; subject.kind != "application"]

# The due diligence over a subject: it is not asked of the application itself, and without a source it found nothing.
state(subject) := "not_asked" if {
	subject.kind == "application"
} else := "unobtainable" if {
	examination(subject).state == "provided"
	every check in examination(subject).entries {
		not answered(check)
	}
} else := examination(subject).state

examination(subject) := looks.recorded(subject)

answered(check) if check.available == true

undisposed(subject) := [one.id |
	some one in subject.noted
	not viewed(one)
	not accepted(subject, one)
]

unresolved(subject) := [one.id |
	some one in subject.noted
	one.entry.disposition.view == "unresolved"
	not accepted(subject, one)
]

viewed(one) if {
	fact.signed(one.entry.disposition)
	one.entry.disposition.on >= one.since
	one.entry.disposition.view in {"explained", "corrected", "unresolved"}
}

disposed(one) if {
	viewed(one)
	one.entry.disposition.view != "unresolved"
}

accepted(subject, one) if {
	some raised in indicator.raised_by(id, subject, kind(one), [one])
	fa.on_indicator(raised.key).result == "accepted"
}

kind(one) := concat(".", ["discrepancy", one.id])

# An indicator's key names the discrepancy by its id: without one, or with the same one twice, it would name no one's.
identified(subject) if {
	ids := [one.id | some one in subject.noted]
	not "" in ids
	count({name | some name in ids}) == count(ids)
}

# METADATA
# description: the discrepancies noted in a subject's facts, as [{at, id, entry}]; every envelope may hold some
noted(subject) := sort([one |
	some holder in holders(subject)
	some place in places(holder)
	some one in entries(place)
])

# The application holds what is nobody's of those examined: its own facts, the lead institution's, the agreements'.
holders(subject) := [subject] if {
	subject.kind != "application"
} else := array.concat([subject], array.concat(subjects.lead_institutions, agreements))

agreements := [{"at": concat("/", ["/facts/agreements", format_int(i, 10)]), "fact": agreement} |
	some i, agreement in input.facts.agreements
]

# An envelope stands in a holder's facts, or one group deeper (disclosures, partner, process, …).
places(holder) := array.concat(
	[{"at": concat("/", [holder.at, key, "discrepancies"]), "list": list, "since": since(envelope)} |
		some key, envelope in holder.fact
		list := envelope.discrepancies
	],
	[{"at": concat("/", [holder.at, group, key, "discrepancies"]), "list": list, "since": since(envelope)} |
		some group, envelopes in holder.fact
		is_object(envelopes)
		some key, envelope in envelopes
		list := envelope.discrepancies
	],
)

# Since when what was declared there stands: the discrepancy is one with it.
since(envelope) := fact.since(fact.at(envelope, ""))

entries(place) := [{
	"at": concat("/", [place.at, format_int(i, 10)]),
	"id": name(entry),
	"entry": entry,
	"since": place.since,
} |
	some i, entry in place.list
] if {
	is_array(place.list)
} else := [{"at": place.at, "id": "", "entry": {}, "since": ""}]

name(entry) := entry.id if {
	is_string(entry.id)
} else := ""

reads(subject) := array.concat(
	[examination(subject).at | subject.kind != "application"],
	[one.at | some one in subject.noted],
)
