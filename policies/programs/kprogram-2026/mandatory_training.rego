# METADATA
# title: Mandatory training
# description: |
#   An example: a program makes one of the measures that are examples in the procedure mandatory. It tightens RS-MT-01
#   where training was not chosen, was not done by its day, or is not shown to be done, and where no measures are stated
#   at all: so it is asked for where other measures replace the procedure, too. It is asked of each person on the
#   rosters: who joined after it was done, by the roster or by the posts at the institution, takes part in a later one,
#   unless the measure names the person as one who took part. One from before the call opened is none for this
#   application.
# custom:
#   id: KP-02
#   tightens: RS-MT-01
#   title:
#     ja: 研修受講の義務（例）
#     en: Mandatory training (example)
#   description_ja: |
#     例示です。手順書では例にすぎない措置の一つを、プログラムが義務とします。
#     研修受講が選ばれていない場合、期日までに行われていない場合、行われたことが示されていない場合、
#     措置の一覧そのものがない場合に、RS-MT-01に上乗せします。名簿にある者の一人ひとりに求め、研修の後に加わった者（名簿のほか、所属機関の職の始まりによります）には、
#     その後の研修（又は受講者としての記載）を求めます。公募の開始より前の研修は数えません。
#     手順書によらない措置で代えられる場合にも求められるものです。
#   clause:
#     section: 公募要領（例）
#     item: 4章
#     quote: （例）研究代表者、研究分担者及び研究参画者は、研究セキュリティに関する研修を受講するものとする。
#   actor: institution
#   stage: measures
#   classes: [governance, research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     mandatory_measures:
#       type: array
#       direction: add
#       description:
#         ja: "義務づける軽減措置"
#         en: "the kinds of measures that the program makes mandatory"
#   reasons:
#     mandatory_not_chosen:
#       status: unsatisfied
#       words: "研修を受講するものとする"
#       message:
#         ja: "プログラムが義務づける研修受講が、リスク軽減措置に含まれていません。"
#         en: "The training that the program makes mandatory is not among the measures."
#       remedy:
#         ja: "研修受講を、担当者と期限を定めてリスク軽減措置に加えてください。"
#         en: "Add training to the measures, with its owner and due date."
#     mandatory_declined:
#       status: unsatisfied
#       words: "研修を受講するものとする"
#       message:
#         ja: "プログラムが義務づける研修受講の措置を、資金配分機関（FA）が了承しない旨の回答があったと記載されています（{measures}）。"
#         en: "It is entered that the funding agency (FA) does not accept the training that the program makes mandatory
#           ({measures})."
#       remedy:
#         ja: "回答で求められた対応をとり、改めて資金配分機関（FA）の回答を得てください。"
#         en: "Do what the answer asks for, and have the funding agency (FA) answer anew."
#     mandatory_overdue:
#       status: unsatisfied
#       words: "研修を受講するものとする"
#       message:
#         ja: "プログラムが義務づける研修受講が、期日までに行われていません。"
#         en: "The training that the program makes mandatory was not done by its day."
#       remedy:
#         ja: "研修を受講し、その日と資料を記載してください。"
#         en: "Do the training, and enter its day and the document that shows it."
#     mandatory_not_shown:
#       status: missing_information
#       message:
#         ja: "プログラムが義務づける研修受講が行われたことを示す資料がありません。"
#         en: "Nothing shows that the training that the program makes mandatory was done."
#       remedy:
#         ja: "受講を示す資料を記載してください。受講者（people）は、挙げるときは受講した者のすべてを挙げ、空にしないでください。"
#         en: "Enter the document that shows it. Where those who took part are listed (`people`), list all of them."
#     mandatory_not_covering:
#       status: missing_information
#       message:
#         ja: "プログラムが義務づける研修の後に加わった（名簿への記載又は所属機関の職の始まりが研修より後である）か、公募の開始以後の研修がない人がいます（{people}）。"
#         en: "These joined after the training that the program makes mandatory (by the roster, or by the start of the
#           post at the institution), or there is none since the call opened: {people}."
#       remedy:
#         ja: "研修を受講し、リスク軽減措置に加えてください。名簿に加わる前に受講しているときは、その研修の受講者（people）に、ほかの受講者とともに記載してください。以前から名簿にある者については、名簿のその人の記載に、いつから記載されているか（since）を記載してください。"
#         en: >-
#           Have them trained, and add that to the measures. Who took part before joining is named in the measure
#           with all others who did (`people`); of who has long been on the roster, say since when in the person's
#           own entry (`since`).
#     mandatory_not_stated:
#       status: missing_information
#       message:
#         ja: "リスク軽減措置が記載されておらず、プログラムが義務づける研修受講が含まれているか分かりません。"
#         en: "No measures are stated: whether the training that the program makes mandatory is among them is not
#           known."
#       remedy:
#         ja: "研修受講を含むリスク軽減措置を、担当者と期限を定めて記載してください。"
#         en: "Enter the measures, the training among them, with their owners and due dates."
#   readings:
#     - ja: "名簿に加わった日は、名簿のその人の記載（since）、それがなければ名簿全体の日によります。ただし、その人の研究歴、雇用関係及びその他の所属先（客員の職など）で、所属機関の職が研修より後に始まり、研修の日に就いていた所属機関の職がないときは、名簿全体の日は、その人が研修の日に加わっていたことを示しません。後から加わった者を、名簿を改めて署名せずに加えることがあるためです。月又は年だけの記載は、確実に後である場合に限ります（研究歴と雇用関係の一方に日の記載があるときは、その日によります）。まだ始まっていない職は数えず、学生については、雇用より前から加わっているため、職の始まりによりません。"
#       en: >-
#         Since when a person stands on the roster is what the person's own entry says (`since`), else the day of the
#         whole roster. Where by the career, the employment and the further posts (a visiting post, say) a post at the
#         institution began after a training, and none was held there on its day, the day of the whole does not show
#         that the person had joined by then: who comes later may be added to a roster that is not signed anew. A month
#         or year alone counts where it is certainly later (where the career or the employment has the day, by that
#         day). A post that is yet to begin is not counted,
#         nor are the posts of a student, who is there before being employed.
#       reasons: [mandatory_not_covering]
#     - ja: "研修は、研究代表者、研究分担者及び研究参画者の一人ひとりに求められると読みます。名簿に加わった日より前に終わった研修は、その人を受講者として挙げていなければ、その人の受講を示さないためです。受講者（people）を挙げた研修は、挙げられた人の受講だけを示します。名簿の提供されない共同研究機関については、申請に記載された人によります。"
#       en: >-
#         Training is read to be asked of each PI, co-PI and participant: one that was over before a person stood on the
#         roster does not show that this person took part, unless it says so; and one that names those who took part
#         shows it of them alone. Of a joint institution that gives no roster the people are those whom the application
#         names.
#       reasons: [mandatory_not_covering]
package policy.program.mandatory_training

import data.policy.lib.appointments
import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.measures
import data.policy.lib.recent
import data.policy.lib.subjects
import data.policy.lib.verdict

tightens := "RS-MT-01"

tightenings := [finding.of_program(tightens, subjects.application, said) |
	"training" in data.policy.params.mandatory_measures
	said := assess(subjects.application)
]

# Says nothing where training is done, or planned.
assess(subject) := verdict.unsatisfied("mandatory_not_chosen", [measures.listed(subject)]) if {
	measures.assess(subject, "training").reason == "not_chosen"
} else := verdict.with_params(
	verdict.unsatisfied("mandatory_declined", [measures.listed(subject)]),
	{"measures": sort(declined)},
) if {
	count(declined) > 0
} else := verdict.unsatisfied("mandatory_overdue", measures.assess(subject, "training").reads) if {
	measures.assess(subject, "training").reason == "overdue"
} else := verdict.missing("mandatory_not_shown", measures.assess(subject, "training").reads) if {
	measures.assess(subject, "training").reason == "not_shown"
} else := verdict.missing("mandatory_not_stated", [measures.listed(subject)]) if {
	measures.assess(subject, "training").reason == "not_known"
} else := verdict.with_params(
	verdict.missing("mandatory_not_covering", array.concat([measures.listed(subject)], sort([roster.at | some roster in rosters]))),
	{"people": sort(untrained)},
) if {
	count(untrained) > 0
}

untrained contains person if {
	some roster in rosters
	some entry in roster.entries
	person := entry.person
	since := fact.entry_since(roster.envelope, entry)
	not covered(person, since, apart(entry))
}

# Of a joint institution that gives no roster the people are those whom the application names.
untrained contains person.fact.id if {
	some person in subjects.named_people
	not rosters[person.owner]
	name := person.fact.id
	not covered(name, "", not_there_yet)
}

# regal ignore:prefer-set-or-object-rule
rosters := {institution.fact.id: roster |
	some institution in subjects.institutions
	roster := fact.read(institution, ["roster"])
	roster.state == "provided"
}

covered(person, since, away) if {
	some training in trainings
	training.people == null
	training.day >= since
	not away[[person, training.day]]
}

covered(person, _, _) if {
	some training in trainings
	person in training.people
}

# What is planned is for whoever is there by then. What was done before the call opened was not done for this research.
trainings := [training |
	some measure in measures.taken
	measure.kind == "training"
	training := {"day": day(measure), "people": object.get(measure, "people", null)}
	training.day >= recent.opened
]

# Where the roster says of the person alone since when, that is the day.
apart(entry) := set() if {
	dates.reached(entry.since)
} else := not_there_yet

# Who was certainly not there yet on the day of a training.
# regal ignore:prefer-set-or-object-rule
not_there_yet := {[person.fact.id, training.day] |
	some person in subjects.named_people
	appointments.begins_since(person, first_year)
	some training in trainings
	is_string(appointments.came_after(person, training.day))
}

first_year := substring(min([training.day | some training in trainings]), 0, 4)

day(measure) := measure.done_on if {
	dates.reached(measure.done_on)
} else := "9999-12-31"

declined contains measures.name(measure) if {
	some measure in measures.taken
	measure.kind == "training"
	measures.answer(measure).result == "declined"
}
