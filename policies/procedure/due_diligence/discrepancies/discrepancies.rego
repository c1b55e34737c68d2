# METADATA
# title: Discrepancies between declaration and source
# description: |
#   What a look found to differ, whoever looked, is entered as a discrepancy at one of the items that the look
#   names, or with the looks themselves under the same source, one for each look that found something of its own; one
#   that was settled before the look was made is not its, and what is said to be corrected was declared anew since,
#   there or at one of the items of the look. Each discrepancy has a person's disposition, no older than the look that
#   found it and than the oldest of what is declared there; what is added to the same declaration later is not what it
#   was on. One without it, or left unresolved, is for consultation with the FA and raises a risk indicator; the FA's
#   answer on that settles it, and so does one on this requirement where it is unresolved. The key names the
#   discrepancy and what was found. `none` for due diligence says that nothing was compared. Discrepancies recorded
#   outside the people, joint institutions and supporters stand with the application.
# custom:
#   id: RS-DD-04
#   title:
#     ja: 申告と情報源との不一致
#     en: Discrepancies between declaration and source
#   description_ja: |
#     申告と異なるとした照合があれば、照合した機関を問わず、その事項のいずれか（又は同じ情報源のものとしてデュー・ディリジェンス）に
#     不一致の記載を求めます。同じ情報源の照合が、事項又は結果を異にして幾つも申告と異なるとしたときは、照合ごとの記載を求めます。照合より前に整理された不一致は、その照合のものとは数えず、訂正したとするものには、その事項（デュー・ディリジェンスに記載したものは、照合した事項のいずれか）の照合以後の申告を求めます。不一致ごとに、照合の後の、かつ申告の最も古い記載以後の、人による整理を求めます（同じ申告に後から加えたものは、整理をやり直す理由になりません）。整理のないもの、未解決のものはFAとの相談事項であり、
#     リスク評価を要する事項としても挙げ、それについてのFAの回答をもって充足とします。未解決のものは、この要件についてのFAの回答によることもできます。
#     デュー・ディリジェンスの「該当なし」は、照合を行っていないことを意味します。研究者、共同研究先、
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
#   inherits: [fa, own_part]
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
#     nothing_looked_at:
#       status: not_applicable
#       message:
#         ja: "記録された照合は、いずれも情報源を利用できなかったとされており、申告と比べたものがありません。"
#         en: "None of the looks recorded could use its source, so that no declaration was compared with one."
#     not_entered:
#       status: missing_information
#       message:
#         ja: "申告と異なるとした照合（{sources}）について、不一致の内容が、照合した事項（{items}）に記載されていないか、別の照合のもの、又は照合より前に整理されたものです。"
#         en: >-
#           A look at {sources} found otherwise, and what differs is not entered, was settled before, or is of another
#           look ({items}).
#       remedy:
#         ja: "照合した事項のいずれかに、何が異なるか（discrepancies）を、照合ごとに情報源とともに記載し、担当者が取扱いを判断してください。"
#         en: "Enter what differs for each look, with its source, at one of the items, and have a person judge it."
#     undisposed:
#       status: consult_fa
#       actor: institution
#       answered_at: {of: indicators}
#       message:
#         ja: "申告と異なる情報（{ids}）の取扱いが決まっていません。"
#         en: "Discrepancies ({ids}) have no disposition."
#       remedy:
#         ja: "説明がつくか、申告を訂正したか、解消しないかを担当者が判断し、根拠とともに記載してください。解消しないものは資金配分機関（FA）と相談・調整してください。"
#         en: "Have a person judge each, and enter the rationale; consult the funding agency (FA) on the unresolved."
#     not_corrected:
#       status: missing_information
#       message:
#         ja: "申告と異なる情報（{ids}）は訂正済みとされていますが、それを見つけた照合の後、取扱いの日までに改められた申告がありません。"
#         en: "Discrepancies ({ids}) are said to be corrected; nothing was declared anew between the look and that."
#       remedy:
#         ja: "訂正した申告を、申告日とともに記載し、取扱いを改めて記載してください。訂正しないときは、説明がつくか、解消しないかを記載してください。"
#         en: "Enter the corrected declaration with its day, and the disposition anew; or another disposition."
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
#     - ja: "申告と異なるとした照合には、何が異なるかの記載を求めます。記載がなければ、人による整理もFAとの相談もできないためです。同じ情報源でも、照合した事項又は結果が異なれば、別に見いだしたものとして、それぞれの記載を求めます。"
#       en: >-
#         A look that found otherwise than declared has what differs entered: without it nobody can settle it,
#         nor consult the FA on it. Looks of one institution at one source, at other items or with another result,
#         found several things, and each is entered.
#       reasons: [not_entered]
#     - ja: "整理は、照合の日と、申告の最も古い記載の日以後のものであれば足り、同じ申告に後から加えたものは整理をやり直す理由にならないと読みます。ただし、訂正したとするものには、照合の日から整理の日までに改められた申告を求めます。"
#       en: >-
#         A disposition is no older than the look and than the oldest of what is declared there; what is added
#         to the same declaration later is not what it was on. What is said to be corrected was declared anew
#         between the look and that word.
#       reasons: [undisposed, not_corrected]
package policy.procedure.due_diligence.discrepancies

import data.policy.lib.appointments
import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.looks
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-DD-04"

findings := [finding.of(id, subject, assess(subject)) | some subject in asked]

indicators := [raised |
	some subject in asked
	some difference in subject.noted
	not disposed(difference)
	some raised in indicator.raised_by(id, subject, kind(difference), [difference])
]

assess(subject) := verdict.missing("not_identified", reads(subject)) if {
	not identified(subject)
} else := verdict.with_params(verdict.missing("not_entered", reads(subject)), {
	"sources": sort({look.source | some look in subject.unentered}),
	"items": sort({item | some look in subject.unentered; some item in look.items}),
}) if {
	count(subject.unentered) > 0
} else := of_state(subject, state(subject))

of_state(subject, state) := said if {
	state == "absent"
	not waits(subject)
	said := own_part.unseen_among(id, ["RS-DD-01", id], subject, reads(subject))
} else := verdict.missing("not_examined", reads(subject)) if {
	state in ["absent", "none"]
} else := said if {
	said := of_noted(subject)
} else := looks.not_possible("not_confirmed", subject, reads(subject)) if {
	state in ["unobtainable", "withheld"]
} else := verdict.satisfied("settled", reads(subject)) if {
	count(subject.noted) > 0
} else := verdict.not_applicable("nothing_else", reads(subject)) if {
	subject.kind == "application"
} else := verdict.not_applicable("nothing_looked_at", reads(subject)) if {
	state == "out_of_reach"
} else := verdict.satisfied("none_found", reads(subject))

# An open discrepancy is not settled by what is withheld.
waits(subject) if of_noted(subject)

# What waits of the discrepancies noted; undefined where nothing does.
of_noted(subject) := of_ids(verdict.missing("not_corrected", reads(subject)), found) if {
	found := not_corrected(subject)
	count(found) > 0
} else := of_ids(verdict.consult("undisposed", reads(subject), verdict.elsewhere), found) if {
	found := undisposed(subject)
	count(found) > 0
} else := of_ids(verdict.consult("unresolved", reads(subject), since), found) if {
	found := unresolved(subject)

	# What is new has a new day: an answer from before is none on it.
	since := max([max([difference.since, difference.entry.disposition.on]) | some difference in found])
}

of_ids(waiting, found) := verdict.with_params(waiting, {"ids": [difference.id | some difference in found]})

asked := [object.union(subject, {"noted": found, "unentered": unentered(differing, found)}) |
	some subject in array.concat([subjects.application], examined)
	differing := differing_looks(subject)
	found := noted(subject, differing)
]

examined := [subject | some subject in subjects.examined; subject.kind != "application"]

# Whoever looked: a look that does not count as proof tells of a doubt all the same.
differing_looks(subject) := [look |
	some examination in examinations(subject)
	some look in examination.entries
	look.finding == "differs"
	dates.reached(look.on)
]

examinations(subject) := [examination(subject)] if {
	subject.kind != "application"
} else := [examination(lead) | some lead in subjects.lead_institutions]

unentered(differing, found) := [seen.look |
	of_looks := [{
		"look": look,
		"items": {item | some item in look.items},
		"entered": {difference.at | some difference in found; of_what_it_found(look, difference)},
	} |
		some look in differing
	]
	some seen in of_looks
	not entered(seen, of_looks)
]

# One discrepancy is of one look: where those entered for it may all be of other looks too, there is one for each.
entered(seen, of_looks) if {
	alike := [other |
		some other in of_looks
		other.look.source == seen.look.source
		count(other.entered - seen.entered) == 0
	]
	own := [other | some other in alike; looks.by_institution(other.look) == looks.by_institution(seen.look)]
	its_own := {[other.items, object.get(other.look, "result", "")] | some other in own}

	# What another institution found at the same items may be the same, in its own words.
	of_others := {other.items | some other in alike} - {other.items | some other in own}
	count(seen.entered) >= count(its_own) + count(of_others)
}

of_what_it_found(look, difference) if {
	of_look(look, difference.key)
	difference.entry.source == look.source
	not settled_before(look, difference.entry)
}

# What a person settled before the look was made is not what the look found.
settled_before(look, entry) if entry.disposition.on < look.on

# At one of the items that the look names; or with the looks.
of_look(look, key) if key in look.items

of_look(_, "due_diligence")

# The due diligence over a subject: it is not asked of the application itself, and without a source it found nothing.
state(subject) := "not_asked" if {
	subject.kind == "application"
} else := "out_of_reach" if {
	examination(subject).state == "provided"
	every check in examination(subject).entries {
		not answered(check)
	}
} else := examination(subject).state

examination(subject) := looks.recorded(subject)

answered(check) if check.available == true

# Said to be corrected, and nothing that could be was declared anew since the look that found it to differ.
not_corrected(subject) := [difference |
	some difference in subject.noted
	viewed(difference)
	difference.entry.disposition.view == "corrected"
	difference.corrected == false
	not accepted(subject, difference)
]

undisposed(subject) := [difference |
	some difference in subject.noted
	not viewed(difference)
	not accepted(subject, difference)
]

unresolved(subject) := [difference |
	some difference in subject.noted
	difference.entry.disposition.view == "unresolved"
	not accepted(subject, difference)
]

viewed(difference) if {
	fact.signed(difference.entry.disposition)
	difference.entry.disposition.on >= difference.since
	difference.entry.disposition.view in ["explained", "corrected", "unresolved"]
}

disposed(difference) if {
	viewed(difference)
	difference.entry.disposition.view != "unresolved"
}

accepted(subject, difference) if {
	some raised in indicator.raised_by(id, subject, kind(difference), [difference])
	said := fa.on_indicator(raised.key)
	said.result == "accepted"
	not declined_since(subject, said.on)
}

declined_since(subject, day) if {
	answer := fa.answer(id, subject)
	answer.result == "declined"
	answer.on >= day
}

kind(difference) := concat(".", ["discrepancy", difference.id])

# An indicator's key names the discrepancy by its id: without one, or with the same one twice, it would name no one's.
identified(subject) if {
	ids := [difference.id | some difference in subject.noted]
	not "" in ids
	count({name | some name in ids}) == count(ids)
}

# METADATA
# description: |
#   the discrepancies noted in a subject's facts, as [{at, key, id, entry, since, corrected}]; every envelope may hold
#   some. `since` is the later of the day of what was declared there first and that of the look that found it to differ
noted(subject, differing) := sort([difference |
	some holder in holders(subject)
	some place in places(holder)
	some difference in entries(subject, place, differing)
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
	[found |
		some key, envelope in holder.fact
		list := envelope.discrepancies
		found := place(holder.at, key, envelope, list)
	],
	[found |
		some group, envelopes in holder.fact
		is_object(envelopes)
		object.get(envelopes, "state", null) == null
		some key, envelope in envelopes
		list := envelope.discrepancies
		found := place(concat("/", [holder.at, group]), key, envelope, list)
	],
)

place(at, key, envelope, list) := {
	"at": concat("/", [at, key, "discrepancies"]),
	"key": key,
	"list": list,
	"declared": declared(key, envelope),
}

# Since when each entry of what was declared there stands. The record of the looks is signed last, and declares nothing
# that a source could contradict.
declared(key, envelope) := days_of(envelope) if {
	key != "due_diligence"
} else := []

days_of(envelope) := days if {
	days := [fact.entry_since(envelope, entry) | some entry in fact.entries(envelope)]
	count(days) > 0
} else := [fact.newest(envelope, [])]

entries(subject, place, differing) := [{
	"at": concat("/", [place.at, format_int(i, 10)]),
	"key": place.key,
	"id": name(entry),
	"entry": entry,
	"since": max(array.concat(oldest(place.declared), array.concat(found, left_open_on(entry)))),
	"corrected": corrected(entry, found, correctable(subject, place, seen)),
} |
	some i, entry in place.list
	seen := looks_on(subject, differing, place.key, entry)
	found := array.concat([""], [look.on | some look in seen])
] if {
	is_array(place.list)
} else := [{"at": place.at, "key": place.key, "id": "", "entry": {}, "since": "", "corrected": true}]

oldest(days) := [day | day := min(days)]

# What can be corrected was declared anew between the look and the word that it is. Without a look that found it to
# differ, and where nothing is declared that could be, that word is enough.
corrected(entry, found, days) if {
	some day in days
	day >= max(found)
	day <= entry.disposition.on
} else := false

# Since when that stands which can be corrected: what was declared there, or, where what differs is entered with the
# looks, at the items that they name. Of the application, and of the lead institution, they name none.
correctable(subject, place, seen) := array.concat(place.declared, beside_own(subject, {place.key})) if {
	place.key != "due_diligence"
} else := array.concat([""], [look.on | some look in seen]) if {
	correctable_nowhere(subject, seen)
} else := array.concat(beside_own(subject, items), [day |
	some envelope in envelopes_at(subject, items)
	some day in days_of(envelope)
]) if {
	items := {item | some look in seen; some item in look.items}
}

# A post beside the own one is other support, under whichever of them it is entered.
beside_own(person, items) := [] if {
	not "other_support" in items
} else := array.concat([day | some day in days_of(person.fact.affiliations)], [day |
	employment := appointments.employed_elsewhere(person)
	some entry in employment.elsewhere
	day := fact.entry_since(employment.envelope, entry)
])

correctable_nowhere(_, []) := true

correctable_nowhere(subject, _) if subject.kind == "application"

# What an institution found itself corrects nothing that was declared.
envelopes_at(subject, items) := array.concat(
	[found.declared.envelope |
		some item, found in looks.items(subject)
		item in items
		count([entry | some entry in found.declared.entries; is_string(object.get(entry, "source", null))]) == 0
	],
	[subject.fact.partner[item] | some item in ["foreign_link", "business"]; item in items],
)

# A person left it open, which is news of its own.
left_open_on(entry) := [entry.disposition.on |
	entry.disposition.view == "unresolved"
	dates.reached(entry.disposition.on)
]

# The looks that found it to differ; where none says so, the first at that source that does not say what it found.
looks_on(subject, differing, key, entry) := found if {
	found := [look | some look in differing; is_at(look, key, entry)]
	count(found) > 0
} else := [look | some look in silent; look.on == first] if {
	silent := silent_looks(subject, key, entry)
	first := min([look.on | some look in silent])
} else := []

silent_looks(subject, key, entry) := [look |
	some examination in examinations(subject)
	some look in examination.entries
	is_at(look, key, entry)
	not is_string(object.get(look, "finding", null))
	dates.reached(look.on)
]

is_at(look, key, entry) if {
	look.source == entry.source
	of_look(look, key)
}

name(entry) := entry.id if {
	is_string(entry.id)
} else := ""

reads(subject) := array.concat(
	[examination(subject).at | subject.kind != "application"],
	[difference.at | some difference in subject.noted],
)
