# METADATA
# title: Risk management in time
# description: |
#   Risk management is done by the time that the call asks for: the institution's own part, ① and ② and the measures put
#   to the FA, whose answer may come later. A completion counts where, on its day or before, both lines of ① stood and,
#   not before them, an entry of ② in each field; one of ② from before anyone was looked at, or searched for in a list,
#   weighed nothing; nor does one count after which (1) of anyone who was there was first declared, or such a one first
#   looked at (at each item declared by then), searched for (in each list in use by then) or marked, a joint institution
#   first checked, or what had been brought up first judged or answered. Of several the first that counts decides: a
#   later round adds entries, replaces none and leaves the FA's answer as it is. One completed late is not met until the
#   FA answers on it; declared not to be finished (`none`), it is missing until the due day and not met after it. A
#   completion after the day of the decision is not one yet. The date is the edition's. An application that enters dates
#   of the call which differ from the edition's is put to the FA, and so is a call that sets no date. A program may set
#   the stage so that a project which it did not choose by then is asked nothing: with the FA's notice the application
#   is out of scope; the applicant's own word of it is taken in a pre-check alone, named so.
# custom:
#   id: RS-TIM-01
#   title:
#     ja: リスクマネジメントの時期
#     en: Time of risk management
#   description_ja: |
#     リスクマネジメントは、公募要領で求められる時期までに行います。機関自身の行う①、②及び措置のFAへの提示であり、
#     FAの回答は後になっても差し支えありません。完了は、その日までに①の二つの記載と、
#     それ以後の日付の②の各観点の判断が揃っている場合に数えます。
#     誰についても照合（情報源の調査、リストとの照合）が行われていないうちの②は数えません。
#     その日にいた者（参画が分かっていた者を含みます。）についての(1)の最初の申告、その日までに申告された各事項の最初の調査、
#     その日までに用いられた各リストとの最初の照合若しくは懸念の有無の記載、共同研究機関の最初の確認、又は挙がっていた事項についての
#     最初の判断若しくは措置の選定が、その日より後である完了も数えません。複数の完了があるときは、数えられる最初のものによります。
#     その後のやり直しは記載を加えるもので、先のものを置き換えず、先のものについてのFAの回答を古いものとしません。遅れて終えた場合は、FAの回答があるまで満たされません。
#     「終えていない」（none）という申告は、期限までは情報不足、期限を過ぎれば満たされないものとします。
#     判定の日より後の完了日は、まだ完了としません。期限はプログラムの版によります。申請に記載された公募の日付が版と異なるとき、
#     公募要領に期限の定めがないときは、FAと相談します。プログラムは、それまでに選ばれなかった課題に何も求めないことができ、
#     その旨のFAの通知があれば申請は対象外となります。
#     申請側だけの記載は、事前の確認に限り、その旨を示して用います。
#   clause:
#     section: 第2章(3)
#     item: process
#     quote: 公募要領で求められる時期までにリスクマネジメントを行う
#   actor: lead
#   stage: call
#   classes: [research_security]
#   subjects: [application]
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
#   inherits: [fa, to_be_made, unavailable]
#   reasons:
#     not_chosen:
#       status: not_applicable
#       outcome: out_of_scope
#       message:
#         ja: "選ばれなかった旨の資金配分機関（FA）の通知が記録されており、この申請には何も求められません。"
#         en: "The funding agency (FA) recorded that it did not choose the project: nothing is asked of it."
#     not_chosen_reported:
#       status: not_applicable
#       outcome: out_of_scope
#       message:
#         ja: "選ばれなかった旨の通知があったと、申請側だけが記載しています。事前の確認ではこれによりますが、正式な判定では資金配分機関（FA）の記録によります。"
#         en: "The applicant's side alone enters that the project was not chosen. A
#           pre-check takes that word; a formal check takes the record of the funding agency (FA)."
#     in_time:
#       status: satisfied
#       message:
#         ja: "公募要領で求められる時期（{due}）までに、リスクマネジメントを終えています（{completed_on}）。"
#         en: "Risk management was completed on {completed_on}, by the date that the call sets ({due})."
#     late:
#       status: unsatisfied
#       words: "公募要領で求められる時期までにリスクマネジメントを行う"
#       message:
#         ja: "リスクマネジメントを終えた日（{completed_on}）が、公募要領で求められる時期（{due}）より後です。"
#         en: "Risk management was completed on {completed_on}, after the date that the call sets ({due})."
#       remedy:
#         ja: "申請の取扱いを資金配分機関（FA）に相談し、その回答を記録してください。署名だけを改め、内容に変更のない申告には、いつから変わらないか（since）を記載してください。先の完了があれば、それを数えます。"
#         en: "Consult the funding agency (FA) on how the application is to be treated, and record its answer.
#           Of what was only signed anew, and did not change, say since when it stands (`since`): an earlier
#           completion then counts."
#     overdue:
#       status: unsatisfied
#       words: "公募要領で求められる時期までにリスクマネジメントを行う"
#       message:
#         ja: "公募要領で求められる時期（{due}）を過ぎていますが、リスクマネジメントを終えていないと申告されています。"
#         en: "Risk management is declared not to be completed, and the date that the call sets ({due}) has passed."
#       remedy:
#         ja: "リスクマネジメントを終え、申請の取扱いを資金配分機関（FA）に確認してください。"
#         en: "Complete it, and ask the funding agency (FA) how the application is to be treated."
#     not_completed:
#       status: missing_information
#       message:
#         ja: "リスクマネジメントは、まだ終えていないと申告されています。"
#         en: "Risk management is declared not to be completed yet."
#       remedy:
#         ja: "公募要領で求められる時期までに終え、その日を記載してください。"
#         en: "Complete it by the date that the call sets, and enter the day."
#     steps_not_done:
#       status: missing_information
#       message:
#         ja: "リスクマネジメントを終えた日（{completed_on}）までの、①の記載又はそれ以後の②の各観点の判断（最初の照合より前のものは数えません）が揃っていません。"
#         en: "By the day of completion ({completed_on}), not both lines of step 1 stood, and not before them (nor
#           before anyone was looked at) an entry of step 2 in each field."
#       remedy:
#         ja: "①の実施日と、①の後に行った②の各観点の判断日を確かめて記載してください。先の記載は消さずに残してください。署名だけを改め、内容に変更のない申告には、いつから変わらないか（since）を記載してください。先の①・②があれば、それを数えます。"
#         en: "See when step 1 was done, and when each field was judged after it, and enter it; leave earlier
#           entries where they are.
#           Of what was only signed anew, and did not change, say since when it stands (`since`): an earlier
#           entry then counts."
#     completed_before:
#       status: missing_information
#       message:
#         ja: "終えた日（{completed_on}）より後に初めて行われた(1)の申告、調査、照合、所見の記載、共同研究機関の確認、判断又は措置の選定があります（{since}まで）。"
#         en: "Risk management was completed on {completed_on}, before some declaration of (1), look, run, mark, check
#           of a joint institution, judgement or measure was first made (until {since})."
#       remedy:
#         ja: "先に行っていたときは、その記載を加えてください。行っていなかったときは、②を改めて判断し、終えた日を加えてください（元の記載は残します）。後から参画し、又は参画が分かった者がいるときは、名簿に参画の日（since）と、参画が分かった日（known_since）を記載してください。署名だけを改めた確認や(1)の申告には、いつから変わらないか（since）を記載してください。"
#         en: "Where it had been made before, enter that as well. Where it had not, judge step 2 anew and add the day on
#           which all is completed; leave the earlier one. Of who joined later, or is to, say in the roster since when
#           (`since`), and since when that was known (`known_since`); of a check, or of (1), that was only signed anew,
#           since when it stands (`since`)."
#     dated_ahead:
#       status: missing_information
#       message:
#         ja: "リスクマネジメントを終えた日（{completed_on}）が、判定の基準日より先の日付です。"
#         en: "The day of completion ({completed_on}) lies ahead of the day of this decision."
#       remedy:
#         ja: "実際に終えた日を記載してください。予定日は記載しないでください。"
#         en: "Enter the day on which it was completed, not a planned one."
#     call_differs:
#       status: consult_fa
#       message:
#         ja: "申請に記載された公募の情報（{dates}）が、プログラムの版と異なります。版では次のとおりです：{expected}"
#         en: "What the application enters of the call ({dates}) differs from the program's edition ({expected})."
#       remedy:
#         ja: "公募要領を確かめて記載を改め（日付は削除しても差し支えありません）、なお異なるときは資金配分機関（FA）に照会してください。"
#         en: "Look it up in the call, and correct it (a date may be removed); where it still differs, ask the funding
#           agency (FA)."
#     no_due_date:
#       status: consult_fa
#       message:
#         ja: "リスクマネジメントを行うべき時期が、公募要領に定められていません。"
#         en: "The call does not say by when risk management is to be done."
#       remedy:
#         ja: "求められる時期を資金配分機関（FA）に確認してください。"
#         en: "Ask the funding agency (FA) for the date."
#   readings:
#     - ja: "完了として数えるには、その日までに①の二つの記載と、それ以後の日付の②の各観点の判断があることを求めます。手順書は①・②の順を図で示すのみですが、判断より前に終えたとはいえないためです。また、誰についても照合が行われていないうちの②は、踏まえる情報のない判断として数えません。FAの回答は後になってもよいものとします。"
#       en: >-
#         A completion counts where both lines of ① and, not before them, a view of ② in each field stand by
#         its day. The source only shows the order of the steps in a figure; but what was judged later was not
#         complete. A view of ② from before the first look or run at anyone is none: it had nothing to be based on.
#         The FA's answer may come later.
#       reasons: [steps_not_done]
#     - ja: "終えた日より後に、その日に既にいた者の(1)の最初の申告、最初の調査・照合・懸念の有無の記載、共同研究機関の最初の確認、又は既に挙がっていた事項の最初の判断・措置の選定が行われたときは、その日に終えたものと読みません。終えたとするものが、まだ行われていなかったためです。問うのはそれぞれ最初のものだけで、調査は申告された事項ごと、照合はその日までに誰かについて用いられたリストごと（氏名・名称のいずれか一つについて）に数えます。後に加わった(1)の記載、その後に初めて申告された事項の調査、後の調査、新たなリスト又は後に加わった名称との照合、照合のやり直し、改めての判断、追加の措置は、先の完了を妨げません。後から参画した者（参画が分かっていた日（known_since）が名簿にあれば、その日が終えた日より後である者）、研究者がすべて後から参画した共同研究機関、後から加わった支援者、判断に措置を講じない理由があった事項への後の措置についても同様です。研究分担者については、その所属機関の調査・照合も数えます。後に研究分担者となった人は、それまで所属機関が管理していたためです。"
#       en: >-
#         What was first declared of (1), looked at, run, marked or checked after a day, of whom was there by then, or
#         first judged or answered by a measure though brought up by then, was not completed on that day. Only the first
#         counts, of looks at each item that was declared by then, of runs that of one of the names against each list
#         that anyone was run against by then: what was added to (1), a look at what was first declared later, a further
#         look, a run against a new list or of a name that came later, a run or a judgement made anew, a further measure
#         takes nothing from an earlier completion; nor does what is done of who joined later and was not known to by
#         then (`known_since`), of a joint institution whose people all did, of a supporter added later, or as a measure
#         on what a judgement had left without one for a reason. Of a co-PI the own institution's acts count too: who
#         becomes one later was managed there before.
#       reasons: [completed_before, in_time, late]
#     - ja: "研究代表者の所属機関の研究者がすべて後から参画し、それまで参画が分かっていなかったとき（名簿のsinceとknown_sinceによります。）は、それより前の完了を、その時の研究者についての完了として数えます。時期までに終えたことは、その人たちが離れても変わらないためです。"
#       en: >-
#         Where all people of the lead institution joined later, and were not known to (by `since` and `known_since` in
#         the roster), a completion from before
#         was on those of then, and counts: that it was in time does not change when they leave.
#       reasons: [in_time, late]
package policy.procedure.process.due_date

import data.policy.lib.appointments
import data.policy.lib.completions
import data.policy.lib.dates
import data.policy.lib.disclosures
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.firsts
import data.policy.lib.indicator
import data.policy.lib.looks
import data.policy.lib.recent
import data.policy.lib.roster
import data.policy.lib.selection
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict
import data.policy.procedure.process.collection
import data.policy.procedure.process.judgement

id := "RS-TIM-01"

findings := [finding.of(id, subjects.application, assessment)]

assessment := verdict.with_params(said, object.union_n([
	{"due": due | is_string(due)},
	{"completed_on": completed_on | is_string(completed_on)},
	said.params,
]))

said := of_notice(verdict.not_applicable("not_chosen", selection.word.reads)) if {
	selection.word.result == "not_selected"
	selection.word.teller == "fa"
} else := of_notice(verdict.not_applicable("not_chosen_reported", selection.word.reads)) if {
	selection.word.result == "not_selected"
} else := verdict.unsatisfied("overdue", reads) if {
	completion.state == "none"
	due < input.as_of
} else := verdict.missing("not_completed", reads) if {
	completion.state == "none"
} else := to_be_made.or_unavailable(id, subjects.application, completion) if {
	count(days) == 0
} else := verdict.missing("dated_ahead", reads) if {
	count(reached) == 0
} else := completed

of_notice(found) := verdict.with_params(found, {"notified_on": selection.word.on, "teller": selection.word.teller})

# METADATA
# description: what is said of a completion that has come
completed := late if {
	completed_on > due
	late.status != "satisfied"
} else := verdict.with_params(verdict.missing("completed_before", reads), {"since": max(first_done_after(completed_on))}) if {
	not counts
	is_string(collection.first_whole)
	each_judged(judgement.begun, completed_on)
} else := verdict.missing("steps_not_done", reads) if {
	not counts
} else := late if {
	completed_on > due
} else := verdict.with_params(
	verdict.consult("call_differs", ["/facts/application/call", completion.at], known_since),
	{"dates": sort(differing), "expected": expected},
) if {
	count(differing) > 0
} else := verdict.satisfied("in_time", reads) if {
	is_string(due)
} else := verdict.consult("no_due_date", reads, known_since)

# Not met until the FA answers on a completion that it could know.
late := fa.as_answered({"reads": reads, "since": known_since}, answer) if {
	answer := fa.answer(id, subjects.application)
	answer.result in ["accepted", "declined"]
	answer.on >= known_since
} else := verdict.unsatisfied("late", reads)

reads := [completion.at, "/facts/application/call"]

completion := steps.read(subjects.application, ["process", "completion"])

days := [entry.completed_on |
	completion.state == "provided"
	some entry in completion.entries
	dates.well_formed(entry.completed_on)
	entry.completed_on >= recent.opened
	knowable(entry.completed_on)
]

# Who signs says what was done, or what is to come; not, in advance, what was done later.
knowable(day) if day > input.as_of

knowable(day) if day <= completion.on

reached := [day | some day in days; dates.reached(day)]

# METADATA
# description: the completions that count
whole := [day | some day in reached; is_whole(day)]

# ① was whole by then and, not before it nor before anyone was looked at, each field of ② was judged; and nothing of
# what that rests on was done for the first time only after it.
is_whole(day) if {
	is_string(collection.first_whole)
	each_judged(judgement.begun, day)
	count(first_done_after(day)) == 0
} else if {
	# Those of whom it was have left since: what was done by then was done.
	roster.all_joined_after(collection.own_people, day)
	count(collection.lines - {entry.line | some entry in collection.step.entries; entry.on <= day}) == 0
	each_judged(recent.opened, day)
}

# METADATA
# description: |
#   the days after this one on which something was first done that a completion of this day rests on, for whom was there
#   by then: the first declaration of (1), the first look, run and mark, the first check of a joint institution, the
#   first judgement on what had been brought up and the first measure that answers it
first_done_after(day) := array.concat(
	array.concat(indicators_after(day), array.concat(items_after(day), lists_after(day))),
	[first |
		some [subject, first] in first_done
		first > day
		not came_later(subject, day)
	],
)

# The first look at an item that was declared by then. Ordinary ones are all of before: these are asked no further.
items_after(day) := [first |
	some subject in judgement.examined
	max(looks.first_days(subject, looks.institutions(subject))) > day
	some [first, stood] in looks.first_at_items(subject)
	first > day
	stood <= day
	not came_later(subject, day)
]

# The first run against a list against which somebody had been run by then; one that nobody was is a new list.
lists_after(day) := [first |
	used := {list | some [_, list, first] in first_runs; first <= day}
	some [subject, list, first] in first_runs
	first > day
	some other in used
	other == list
	not came_later(subject, day)
]

first_runs := [[subject, list, first] |
	some subject in judgement.examined
	some [list, first] in firsts.of_lists(subject, looks.institutions(subject))
]

# Of a co-PI the acts of the own institution count as well: who becomes one later was managed there.
first_done := array.concat(
	[[subject, first] |
		some subject in judgement.examined
		some first in array.concat(first_declared(subject), firsts.of_acts(subject, looks.institutions(subject)))
	],
	[[partner, first] | some partner in subjects.joint_institutions; some first in first_check(partner)],
)

# METADATA
# description: |
#   the first day since when anything of (1) of a person is declared; of a body nothing of the kind is. Whether a
#   supervisor is asked about is a judgement, and no declaration of the person
first_declared(subject) := [day |
	subject.kind == "person"
	day := min([stood |
		some name in disclosures.names
		name != "supervisor"
		found := disclosures.read(subject, name)
		found.state != "absent"
		some stood in array.concat([found.on, fact.newest(found.envelope, [])], [fact.entry_since(found.envelope, entry) |
			some entry in found.entries
		])
	])
]

# METADATA
# description: the day on which the lead institution first checked a joint one
first_check(partner) := [day |
	read := fact.read(partner, ["partner", "checked_by_lead"])
	read.state == "provided"
	day := min([fact.entry_since(read.envelope, entry) | some entry in read.entries])
]

# METADATA
# description: |
#   the days after this one on which something was first judged, or first answered by a measure, that had been brought
#   up by then. Where a judgement by then says why no measure is taken, a later measure is a further one
indicators_after(day) := array.concat(
	[judged |
		some key in brought_up_by(day)
		judged := min([said.on | some said in input.facts.risk.judgements; said.indicator == key])
		judged > day
	],
	[chosen |
		some key in brought_up_by(day)
		chosen := min([measure.chosen_on | some measure in input.facts.measures; key in measure.indicators])
		chosen > day
		not without_measure_by(key, day)
	],
)

brought_up_by(day) := {found.key | some found in indicator.brought_up; found.since <= day}

without_measure_by(key, day) if {
	some said in input.facts.risk.judgements
	said.indicator == key
	said.on <= day
	is_string(said.no_measure)
}

# METADATA
# scope: document
# description: |
#   the subject came after a day: a person by the roster or by the post, an institution with all of its people, a
#   supporter by its own entry in the list
came_later(subject, day) if {
	subject.kind == "person"
	person_came_later(subject, day)
}

came_later(subject, day) if {
	subject.kind == "institution"
	people := [person | some person in subjects.named_people; person.owner == subject.fact.id]
	count(people) > 0
	every person in people {
		person_came_later(person, day)
	}
}

came_later(subject, day) if {
	subject.kind == "supporter"
	some institution in subjects.institutions
	institution.fact.id == subject.owner
	fact.entry_since(institution.fact.supporters, subject.fact) > day
}

# Who is known to come is there to be looked at, though joining on a day ahead. A post tells it of whom the roster does
# not say so.
person_came_later(person, day) if {
	joined := roster.joined(person)
	joined > day
} else if {
	is_string(appointments.came_after(person, day))
	not joins_by_roster(person)
	not roster.named_by(person, day)
}

joins_by_roster(person) if is_string(roster.joined(person))

each_judged(begun, day) if {
	every field in judgement.fields {
		judgement.judged_between(field, begun, day)
	}
}

# METADATA
# description: |
#   the day of the completion that decides: the first that counts, else the first that is late, else the last; the last
#   of those that lie ahead where none has come
completed_on := day if {
	day := min(whole)
} else := day if {
	day := min([late | some late in reached; late > due])
} else := day if {
	day := max(reached)
} else := day if {
	day := max(days)
}

counts if completed_on in whole

# METADATA
# description: since when it is known that it was completed on that day; a later round makes nothing of it newer
known_since := completions.known_since(completion, completed_on)

# METADATA
# description: the day that the call sets, as the edition has it; undefined where it sets none
due := data.policy.params.risk_management_due if dates.well_formed(data.policy.params.risk_management_due)

# METADATA
# description: the dates of the call that the application enters, and that are not the edition's
expected := [concat(": ", [name, of_edition[name]]) | some name in sort(differing); of_edition[name] != ""]

differing contains name if {
	some name, day in of_edition
	entered := input.facts.application.call[name]
	is_string(entered)
	entered != day
}

of_edition := {
	"reference": object.get(data.policy.call, "reference", ""),
	"opens": object.get(data.policy.call, "opens", ""),
	"closes": object.get(data.policy.call, "closes", ""),
	"risk_management_due": object.get(data.policy.params, "risk_management_due", ""),
}
