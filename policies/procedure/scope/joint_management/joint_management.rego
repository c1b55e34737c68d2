# METADATA
# title: A joint institution manages its own team and data
# description: |
#   A joint institution manages risk for its own researchers (co-PIs and participants) and its managed data. It reads
#   「研究代表者」 as 「研究分担者」 and checks (1) and (3) to (5); the items of (2) are not asked of it. The facts are its own
#   roster, and its own word that ① and ② were done for its part, when, and whether they raised a concern
#   (`partner.own_management`); a concern raised is a risk indicator, which RS-RA-01 takes up. The items themselves are
#   asked of its people, supporters, data, systems and places at their own requirements. What it withholds, the lead
#   enters (`partner.withholds`): the FA's answer here settles that. Completed after the date that the call sets, it
#   waits for the FA's answer as at RS-TIM-01, which no later round makes older; of several rounds the first says
#   whether it was in time, but for one from before it had anything of what it weighs, or had looked at anyone. The
#   last is no older than what it weighs: the declarations of (1), (3) and (4), its first looks and runs. An institution
#   without any researcher keeps no roster, for the reason that it gives, where the FA has accepted that it has no co-PI
#   (RS-SCP-02) and answered, there or here, since that was declared. `none` means that it does not manage risk.
# custom:
#   id: RS-SCP-03
#   title:
#     ja: 共同研究機関による自機関のチーム・データの管理
#     en: A joint institution's management of its own team and data
#   description_ja: |
#     共同研究機関は、所属する研究者（研究分担者及び研究参画者）と管理対象データについてリスクマネジメントを行います。
#     「研究代表者」を「研究分担者」に読み替えて(1)及び(3)～(5)を確認し、(2)は求められません。
#     確認するのは、共同研究機関自身の名簿と、自らの分についてリスク確認（①）とリスク評価（②）を行ったこと、その日及び
#     懸念の有無についての自身の記載（partner.own_management）です。懸念ありはリスク評価を要する事項として挙げてRS-RA-01で判断します。
#     個々の項目は、所属する研究者、支援者、データ、情報システム、施設について、それぞれの要件で求めます。
#     提供しない事項は、研究代表者の所属機関が記載し（partner.withholds）、ここでのFAの回答をもって充足とします。
#     公募要領の定める時期より後に終えた場合は、RS-TIM-01と同じく、FAの回答を待ちます（その後の改めての記載は、回答を古いものとしません）。時期は最初に終えた日によりますが、
#     その対象となるものがまだないうち、又は自らの照合をまだ行っていないうちのものは数えません。
#     最後に終えた日は、その対象となる(1)、(3)、(4)の申告、自機関による事項ごとの最初の調査、リストごとの最初の照合より
#     前であってはなりません。
#     研究者がいない機関は、研究分担者がいないことを資金配分機関（FA）が了承し（RS-SCP-02）、名簿を設けないとの申告以後に同じ要件又は
#     この要件についてFAが了承したときは、その理由を記載した名簿の「該当なし」で足ります。
#     「該当なし」は、リスクマネジメントを行わないことを意味します。
#   clause:
#     section: 第2章(3)
#     item: 対象範囲
#     quote: B大学に所属する研究者チーム(研究分担者、研究参画者)
#   actor: joint
#   stage: collection
#   classes: [research_security]
#   subjects: [joint]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     risk_management_due:
#       type: string
#       schema: {format: date}
#       direction: decrease
#       description:
#         ja: "リスクマネジメントの期限"
#         en: "the day by which the call wants risk management done"
#   inherits: [fa, own_word, roster, to_be_made, unavailable]
#   reasons:
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
#     managed:
#       status: satisfied
#       message:
#         ja: "共同研究機関が、自機関の研究者チームと管理対象データ等について、リスク確認とリスク評価を行ったことを示しています（{completed_on}）。"
#         en: "The joint institution checked and judged risk for its own team and data ({completed_on})."
#     not_managed:
#       status: unsatisfied
#       words: "B大学に所属する研究者チーム(研究分担者、研究参画者)"
#       message:
#         ja: "共同研究機関が、自機関の研究者チームと管理対象データ等についてリスクマネジメントを行わないと申告しています。"
#         en: "The joint institution declares that it does not manage risk for its own team and managed data."
#       remedy:
#         ja: "共同研究機関において、(1)及び(3)～(5)の確認を含むリスクマネジメントを行う体制を整えてください。"
#         en: "Have the joint institution set up its own risk management, with the checks of (1) and (3) to (5)."
#     not_completed:
#       status: missing_information
#       message:
#         ja: "共同研究機関が、自らの分のリスク確認とリスク評価を行った日、又は懸念の有無を記載していません。"
#         en: "It does not state when it checked and judged its part, or whether that raised a concern."
#       remedy:
#         ja: "共同研究機関の申告により、終えた日（completed_on）と懸念の有無（concern）を記載してください。予定日は記載しないでください。"
#         en: "Have it enter the day (`completed_on`; not a planned one) and the mark (`concern`)."
#     completed_late:
#       status: unsatisfied
#       message:
#         ja: "共同研究機関がリスク確認とリスク評価を終えた日（{completed_on}）が、公募要領で求められる時期（{due}）より後です。"
#         en: "Its part was completed on {completed_on}, after the date that the call sets ({due})."
#       remedy:
#         ja: "申請の取扱いを資金配分機関（FA）に確認し、その回答を記載してください。署名だけを改め、内容に変更のない申告には、いつから変わらないか（since）を記載してください。先の完了があれば、それを数えます。"
#         en: "Ask the funding agency (FA) how the application is to be treated, and enter its answer.
#           Of what was only signed anew, and did not change, say since when it stands (`since`): an earlier
#           completion then counts."
#     completed_before:
#       status: missing_information
#       message:
#         ja: "共同研究機関がリスク確認とリスク評価を終えた日（{completed_on}）が、その対象となる情報より前です。情報は{since}までに加わっています。"
#         en: "Its part was completed on {completed_on}, before what it weighs, which came to stand by {since}."
#       remedy:
#         ja: "加わった情報を踏まえて改めて行い、終えた日を加えてください（元の記載は残します）。内容に変更のない申告には、いつから変わらないか（since）を記載してください。"
#         en: "Have it done anew in view of what was added, and add the day; of a declaration that did not change, say
#           since when it stands (`since`)."
#     items_withheld:
#       status: consult_fa
#       message:
#         ja: "共同研究機関が、全部又は一部を提供しないとしている事項があります（{items}）。"
#         en: "The joint institution withholds what these ask, or a part of it: {items}."
#       remedy:
#         ja: "提供しない事項と理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what is withheld and why."
#     whole_part_withheld:
#       status: consult_fa
#       message:
#         ja: "共同研究機関が、自機関の研究者チームと管理対象データ等についての情報を提供しないとしています。"
#         en: "The joint institution withholds its part."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     people_not_dated:
#       status: missing_information
#       actor: lead
#       message:
#         ja: "共同研究機関が自機関の分を提供しないとしており、記載されているその研究者（{people}）がいつから参画しているかが分からないため、提供しないことについての資金配分機関（FA）の回答が、その人についてのものかどうか分かりません。"
#         en: "The joint institution withholds its part, and nothing says since when {people} takes part: whether an
#           answer of the funding agency (FA) on that is on them cannot be seen."
#       remedy:
#         ja: "研究代表者の所属機関が、知っている範囲で、その人と、いつから参画しているか（since）を、この機関の名簿（roster）に、自らの申告として（declared.institutionにこの機関を挙げずに）記載してください。提供しないとした名簿の記載があるときは、それに代えます。共同研究機関の申告は要りません。"
#         en: "The lead institution may enter the `roster` of this one itself, as its own declaration (without this one
#           as `declared.institution`), in place of one that is entered as withheld: the people as far as it knows, each
#           with since when he or she takes part (`since`). Nothing is asked of the joint institution."
#   readings:
#     - ja: "研究者が一人も参画しない共同研究機関は、研究分担者がいないことをFAが了承していれば、名簿を設けないことで足りると読みます。名簿に挙げる者がいないためです。"
#       en: >-
#         A joint institution of which no researcher takes part keeps no roster, where the FA accepts that it has no
#         co-PI: there is nobody to name.
#       reasons: [managed]
#     - ja: "共同研究機関についても、自らの分のリスクマネジメントを公募要領で求められる時期までに終えることを求めます。手順書はその時期を申請について述べていますが、A大学の確認がB大学の分を含むためです。"
#       en: >-
#         A joint institution's part is to be done by the time that the call sets too: the source says it of
#         the application, whose risk management holds B's part.
#       reasons: [completed_late, not_completed]
#     - ja: "提供しない事項についてのFAの回答は、回答の日に名簿にあった者についてのものと読みます。名簿のその人の記載に、いつからか（since）がなくても、回答の後に所属機関の職が始まり、回答の日に就いていた所属機関の職がない者（学生を除きます。）は、回答の後に加わったものとします。名簿が提供されないときも同様です。"
#       en: >-
#         The FA's answer on what is withheld is on those who stood on the roster on its day. Whose own entry does not
#         say since when it stands, and whose post at the institution began after the answer, with none held there on
#         its day (but for a student), came later. So it is of whom no roster names, where none is given.
#       reasons: [items_withheld, whole_part_withheld, roster_not_at_hand]
#     - ja: "全部を提供しない共同研究機関の研究者として記載された人については、いつから参画しているかを、研究代表者の所属機関が知っている範囲で記載することを求めます。提供しないことについてのFAの回答は、その時にいた人についてのもので、後から記載された人についてのものかどうかは、ほかに分からないためです。その機関の申告は求めません。"
#       en: >-
#         Of whom the document names of a joint institution that withholds its whole part, the lead one enters since
#         when he or she takes part, as far as it knows: the FA's answer on what is withheld is on those of its day, and
#         nothing else shows whether somebody was there by then. Nothing is asked of that institution.
#       reasons: [people_not_dated]
#     - ja: "共同研究機関が終えた日は、自らの研究者の(1)、支援者の(3)、管理対象データと管理方針の(4)より前のものであってはならないと読みます。②の「…を踏まえたリスク判断」は、踏まえる情報が先にあることを要するためです。プログラムの様式（質問票、別表に掲げる関係）から、その研究者について分かった、判断を要する事項も同じです。自らの照合を何も行っていないうちに終えたとする日は、その後に改めて終えた日があれば数えません。"
#       en: >-
#         Its part is completed no earlier than what it weighs came to stand: (1) of its people, (3) of its
#         supporters and (4). …を踏まえたリスク判断 (②) needs what it is based on to be there first. So it is with what a
#         program's form (a questionnaire, the relations of a matrix) brings up of its people. A round from before it
#         had looked at anyone is not counted where there is a later one.
#       reasons: [completed_before, completed_late]
#     - ja: "名簿のその人の記載にいつから参画しているか（since）があるときは、その日（参画が分かっていた日（known_since）があれば、その日）より前に終えた分は、その人についてのものではないと読みます。現在の研究者がすべて後から参画し、それまで参画が分かっていなかったときは、それより前に終えた日を、その時の研究者について終えた日として数えます。"
#       en: >-
#         Of whom the roster says to be in the team since a day (`since`), what was completed before it, or before it
#         was known (`known_since`), was not on this person. Where all its people of today joined later, and
#         were not known to before, a round from before was on those of then, and was in time or late as it was.
#       reasons: [completed_before, completed_late]
package policy.procedure.scope.joint_management

import data.policy.lib.appointments
import data.policy.lib.completions
import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.firsts
import data.policy.lib.indicator
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.recent
import data.policy.lib.roster
import data.policy.lib.standing
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.unavailable
import data.policy.lib.verdict
import data.policy.procedure.scope.joint_institution

id := "RS-SCP-03"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.joint]

indicators := [raised |
	some subject in subjects.joint
	read := management(subject)
	some raised in indicator.raised_by(id, subject, "concern", [object.union(place, {"since": come_up(place, read)}) |
		some place in indicator.places(read)
		place.entry.concern == "raised"
	])
]

# It is as new as the first of the rounds that say just that, one after the other.
come_up(place, read) := day if {
	day := fact.again_since(read.envelope, place.entry, read.entries)
} else := max([place.since, object.get(place.entry, "completed_on", "")])

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
	count(subjects.institutions) > 0
} else := of(subject, management(subject))

of(subject, read) := whole_part(subject, unlisted(subject), reads(subject), since(subject)) if {
	is_string(own_part.withheld_since(subject, id))
	not own_word.said(subject, read)
} else := said if {
	said := own_word.of_another(subject, read)
} else := verdict.unsatisfied("not_managed", [read.at]) if {
	read.state == "none"
} else := unavailable.assess(read) if {
	read.state == "absent"
} else := said if {
	# What the FA is asked about the roster, or about its word, leaves nothing else open.
	said := gap(subject)
	said.status != "consult_fa"
} else := said if {
	said := [late | some own in [read, own_roster(subject)]; late := to_be_made.assess(id, subject, own)][0]
} else := object.union(unavailable.assess(read), {"since": since}) if {
	read.state != "provided"
	stands := roster.since(fact.read(subject, ["roster"]), fa.answer(id, subject).on)
	since := max(array.concat([fact.since(read), stands], given(subject)))
} else := unless_withheld(subject, read, of_rounds(subject, read))

# What its own word leaves out is withheld: it is not asked for more than where there is none.
unless_withheld(subject, read, said) := items_withheld(subject, stands) if {
	said.status == "missing_information"
	is_string(own_part.withheld_since(subject, id))

	# What it gave since is not weighed by the round that the FA was asked about.
	stands := max(array.concat([fact.since(read)], given(subject)))
} else := said

# `stands` is since when its own word does.
items_withheld(subject, stands) := verdict.with_params(
	verdict.consult("items_withheld", reads(subject), max(days)),
	{"items": items(subject)},
) if {
	# What the FA is asked about the roster is open there as well.
	days := array.concat([stands, since(subject)], [said.since | said := gap(subject)])
}

of_rounds(subject, read) := verdict.missing("not_completed", [read.at]) if {
	count(days_done(read)) == 0
} else := verdict.missing("not_completed", [read.at]) if {
	left_open(read)
} else := completed(subject, read, since_the_first(subject, days_done(read)))

# The FA is asked about those of whom it is known since when they are there.
whole_part(subject, others, places, since) := verdict.consult("whole_part_withheld", places, since) if {
	count(others) == 0
} else := verdict.with_params(
	verdict.missing("people_not_dated", roster.reads(subject)),
	{"people": sort(others)},
)

reads(subject) := [management(subject).at, own_part.withheld_at(subject)]

# METADATA
# description: its word on its own part, as `fact.read` gives it
management(subject) := fact.read(subject, ["partner", "own_management"])

# METADATA
# description: since when it withholds what it does, of those whom its lists name; no round of its own makes that newer
since(subject) := max(array.concat(
	[entry.on | some entry in own_part.withheld(subject)],
	array.concat(
		[listed.since | some listed in own_part.listed_by(subject)],
		array.concat(came_unlisted(subject), given_unweighed(subject)),
	),
))

# Where its round is not given, the FA's answer is on what there is to weigh.
given_unweighed(subject) := given(subject) if {
	is_string(own_part.withheld_since(subject, id))
	not own_word.said(subject, management(subject))
} else := []

given(subject) := array.concat(weighed[subject.at], came_later(subject))

# Whom no roster names, and who certainly came after the FA answered: by the first post at the institution.
came_unlisted(subject) := [day |
	answered := fa.answer(id, subject).on
	answered != ""
	some person in own_people(subject)
	name := trim_prefix(person.ref, "person:")
	not name in roster.listed(subject)
	day := appointments.came_after(person, answered)
]

# Of whom nothing is said nobody can say since when they are there, and whether the FA's answer is on them: whoever
# declares it, a roster names the people of an institution that withholds its whole part.
unlisted(subject) := {person.fact.id |
	some person in subjects.named_people
	person.owner == subject.fact.id
	not person.ref in {listed.ref | some listed in own_part.listed_by(subject)}
}

gap(subject) := with_since(roster.gap(subject, set()), came_unlisted(subject)) if {
	not roster_withheld(subject)
	not nobody_as_agreed(subject)
}

# What it says itself of its roster; of what another says in its place nothing is yet to be made.
own_roster(subject) := listed if {
	listed := fact.read(subject, ["roster"])
	own_word.said(subject, listed)
} else := fact.not_said(fact.read(subject, ["roster"]))

with_since(said, days) := object.union(said, {"since": max(array.concat([said.since], days))})

# An institution without any researcher keeps no roster, where the FA has accepted that since it was said.
nobody_as_agreed(subject) if {
	listed := fact.read(subject, ["roster"])
	listed.state == "none"
	fact.says(listed.envelope.reason)
	own_word.said(subject, listed)
	count([person | some person in subjects.named_people; person.fact.institution == subject.fact.id]) == 0
	without_co_pi[subject.ref]
	some requirement in [joint_institution.id, id]
	answer := fa.answer(requirement, subject)
	answer.result == "accepted"
	answer.on >= max([fact.since(listed), recent.opened])
}

# Those of which the FA accepted that they have no co-PI.
# regal ignore:prefer-set-or-object-rule
without_co_pi := {subject.ref |
	some subject in subjects.joint_institutions
	fact.read(subject, ["partner", "checked_by_lead"]).state == "provided"
	some found in joint_institution.findings
	found.subject == subject.ref
	found.reason in ["fa_accepted", "fa_accepted_within_limits"]
}

roster_withheld(subject) if {
	is_string(own_part.withheld_since(subject, id))
	not own_word.said(subject, fact.read(subject, ["roster"]))
}

# The newest round does not say whether it raises a concern: an earlier one does not stand for it.
left_open(read) if {
	some entry in read.entries
	dates.reached(entry.completed_on)
	entry.completed_on >= max(days_done(read))
	not decided(entry)
}

decided(entry) if entry.concern in ["none", "raised"]

# METADATA
# description: the days of the completions that count, by its own word; none where it gives none
rounds(subject) := since_the_first(subject, [day |
	read := management(subject)
	own_word.said(subject, read)
	some day in days_done(read)
])

# METADATA
# description: the days on which it had done its part, as it states them itself and not before they had come
days_done(read) := [entry.completed_on |
	some entry in read.entries
	dates.reached(entry.completed_on)
	entry.completed_on >= recent.opened
	entry.completed_on <= read.envelope.declared.on
	decided(entry)
]

# Before there was anything to weigh it was not done, unless that is all that there is.
since_the_first(subject, days) := later if {
	first := max([min(found) |
		some days_of in [weighed[subject.at], examined[subject.at]]

		# What has stood since before the call makes nothing of this application older.
		found := [day | some day in days_of; day >= recent.opened]
	])
	later := [day | some day in days; counts_since(subject, day, first)]
	count(later) > 0
} else := days

# Where all its people came later, an earlier round was on those who have left.
counts_since(subject, day, first) if {
	day >= first
} else if {
	roster.all_joined_after(own_people(subject), day)
}

# Since when those of its people are there who joined later, and what a form of the program brought up of any of them.
came_later(subject) := [day |
	some person in own_people(subject)
	some day in array.concat([joined | joined := roster.joined(person)], indicator.by_forms(person))
]

own_people(subject) := [person | some person in subjects.named_people; person.fact.institution == subject.fact.id]

# METADATA
# description: |
#   what is said of its completions: the first of them is the one that was in time or late, since a later round adds to
#   it; the last is no older than what it weighed. That the FA accepted a late one does not make up for the latter
completed(subject, read, days) := late(subject, read, days) if {
	min(days) > due
	late(subject, read, days).status != "satisfied"
} else := verdict.with_params(
	verdict.missing("completed_before", [read.at]),
	{"completed_on": max(days), "since": newest},
) if {
	newest := max(given(subject))
	max(days) < newest
} else := said if {
	said := gap(subject)
} else := settled(subject, read, days)

settled(subject, read, days) := items_withheld(subject, completions.known_since(read, min(days))) if {
	count(own_part.withheld(subject)) > 0
} else := late(subject, read, days) if {
	min(days) > due
} else := verdict.with_params(
	verdict.satisfied("managed", [read.at, roster.reads(subject)[0]]),
	{"completed_on": min(days)},
)

# Since when that stands which each institution weighs: (1) of its people, (3) and (4) of its own. Of the looks and runs
# at a co-PI, which the lead institution makes as well, its own.
# regal ignore:prefer-set-or-object-rule
weighed := {subject.at: weighed_by(subject) | some subject in subjects.joint_institutions}

weighed_by(subject) := array.concat(
	array.concat(standing.of_supporters(subject), standing.of_data(subject)),
	[day |
		some person in subjects.named_people
		person.fact.institution == subject.fact.id
		some day in of_person(subject.fact.id, person)
	],
)

# Its own looks and runs, at its people and its supporters.
# regal ignore:prefer-set-or-object-rule
examined := {subject.at: [day |
	some other in array.concat(subjects.named_people, subjects.named_supporters)
	other.owner == subject.fact.id
	some day in standing.of_acts(other, {subject.fact.id})
] |
	some subject in subjects.joint_institutions
}

of_person(institution, person) := array.concat(standing.of_disclosures(person), array.concat(
	array.concat(firsts.of_acts(person, {institution}), standing.of_looks(person, {institution})),
	standing.of_runs(person, {institution}),
))

# METADATA
# description: the ids of the requirements whose information is withheld; its own one stands for the whole part
items(subject) := sort({item |
	some entry in own_part.withheld(subject)
	some item in object.get(entry, "items", [id])
})

# METADATA
# description: what is said of a completion that came late, as the FA's answer on it leaves that
late(subject, read, days) := fa.as_answered(waiting, answer) if {
	waiting := object.union(completed_late(read), {"since": completions.known_since(read, min(days))})
	answer := fa.answer(id, subject)
	answer.result in ["accepted", "declined"]
	answer.on >= waiting.since
} else := verdict.with_params(completed_late(read), {"due": due, "completed_on": min(days)})

completed_late(read) := verdict.unsatisfied("completed_late", [read.at])

# METADATA
# description: the day that the program's edition sets
due := data.policy.params.risk_management_due
