# METADATA
# title: A measure that mitigates risk
# description: |
#   The measures that the source lists are examples: one that was not chosen is not asked for. One that was chosen is
#   done, with evidence, or planned, with an owner and a day that has not passed and, where the DMP gives the end of the
#   project, is not after that; said to be done without evidence, or
#   before the day on which it was chosen or came to stand as it is, it is not shown. Evidence dated ahead, or from
#   before it was done, shows nothing. Of several the worst counts. An empty list says that no measure is taken; where
#   measures are not stated at all, it is not known what was chosen. One that was withdrawn (on which day, by whom and
#   why) stays in the list, where questions and answers name it, and is no longer chosen.
# custom:
#   reasons:
#     done:
#       status: satisfied
#       message:
#         ja: "「{title}」の措置（{measures}）が実施され、その資料が示されています。"
#         en: "“{title}” ({measures}) was carried out, with evidence."
#     planned:
#       status: satisfied
#       message:
#         ja: "「{title}」の措置（{measures}）が、担当者と期限を定めて計画されています。"
#         en: "“{title}” ({measures}) is planned, with an owner and a due date."
#     overdue:
#       status: unsatisfied
#       message:
#         ja: "「{title}」の措置（{measures}）は、期限を過ぎていますが実施されていません。"
#         en: "“{title}” ({measures}) was not carried out by its due date."
#       remedy:
#         ja: "速やかに実施して実施日と資料を記載するか、期限の変更を資金配分機関（FA）と相談・調整し、了承された期限（due）に改めてください。"
#         en: >-
#           Carry it out and enter the date and evidence, or agree a new date with the funding agency (FA) and enter it
#           (`due`).
#     not_shown:
#       status: missing_information
#       message:
#         ja: "「{title}」の措置（{measures}）は、公募の開始以後（それより前に選んだときは、選んだ日以後。内容を改めたときは、改めた日以後）の実施を示す資料がないか、担当者・期限が明らかでないか、期限がDMPの示す研究の終わりより後であるか、対象者（people）の一覧が空です。"
#         en: >-
#           “{title}” ({measures}) has no evidence of being carried out since the call opened (since it was chosen,
#           where that was before it; as it is now, where it was changed), or no owner or due date, or is due after
#           the end of the project that the DMP gives, or has an empty list of those for whom it is (`people`).
#       remedy:
#         ja: "担当者、期限（研究の終わりまでの日）及び実施日を記載し、実施を示す資料の名称と保管場所（又はダイジェスト）を添えてください。研究の終わりが改められたときは、DMPの記載を改めてください。内容を改めた措置の資料には、日付（on）も記載してください。内容を改めた後にまだ実施していないときは、実施日（done_on）を外してください。対象者（people）は、一部の人だけの措置であるときに挙げ、全員のものであるときは項目ごと外してください。"
#         en: >-
#           Enter the owner, the due date (by the end of the project, which is corrected in the DMP where it is
#           another) and the date it was done, with the evidence's title and where it is kept (or its digest); where it
#           was changed, with its day (`on`) as well. Where it was changed, and is not carried out as it is now, take
#           out the day (`done_on`). Name those for whom alone it is (`people`); where it is for all, take that list
#           out.
#     not_known:
#       status: missing_information
#       message:
#         ja: "リスク軽減措置が記載されておらず、「{title}」の措置が選ばれているか分かりません。"
#         en: "No measures are stated: whether “{title}” was chosen is not known."
#       remedy:
#         ja: "リスク軽減措置を、担当者と期限を定めて記載してください。措置をとらない場合は、「措置なし」と記載してください。"
#         en: "Enter the measures, with their owners and due dates; where none is taken, enter an empty list."
#     not_chosen:
#       status: not_applicable
#       message:
#         ja: "「{title}」の措置は選ばれていません。手順書の挙げる措置は例示であり、すべてを求めるものではありません。"
#         en: "“{title}” was not chosen. The measures in the procedure are examples; not all are asked for."
#   readings:
#     - ja: "期日を過ぎて実施された措置は、実施後は実施済みとして扱います。期日は機関が自ら定めたもので、実施状況は④で確認されるためです。"
#       en: >-
#         A measure done after its day counts as done: the day is the institution's own, and its state is
#         checked in ④.
#     - ja: "選んだ措置には、担当者と期日を求め、期日を過ぎて実施されていないものは未充足とします。手順書は措置を例示するのみですが、「措置を実施」とし④で実施状況を確認するとしているため、いつまでに誰が行うかが必要と読みます。期日は機関が自ら定めたものです。"
#       en: >-
#         A chosen measure has an owner and a day, and one not done by its day is unsatisfied. The source only
#         gives examples; but it says that measures are carried out and their state is checked in ④, which
#         needs who and by when. The day is the institution's own.
#       reasons: [overdue, not_shown]
#     - ja: "期限がDMPの示す研究の終わり（プロジェクトの終了日。複数あるときは最も遅いもの）より後である措置については、期限又はDMPの訂正を求めます。研究の間に実施されず、④でも実施状況が確認されないままとなるためです。DMPに終了日がなければ、求めません。"
#       en: >-
#         Of a measure that is due after the end of the project which the DMP gives (the last one of several), the day
#         or the DMP is to be corrected: it would not be carried out while the research goes on, and ④ would never see
#         it. Where the DMP gives no end, nothing is asked.
#       reasons: [not_shown]
#     - ja: "対象者（people）の一覧が空の措置は、誰についても実施を示さないものと読みます。省かれたときは、全員のものと読みます。"
#       en: "A measure with an empty list of people shows of nobody that it was carried out; left out, it is for all."
#       reasons: [not_shown]
#     - ja: "実施した後に内容を改めた措置（since）は、改めた内容による実施を求めます。実施は、その日までに定めていた内容についてのものだからです。"
#       en: >-
#         Where a measure was changed after it was done (`since`), it is to be done as it is now: what was done was
#         what it said by then.
#       reasons: [not_shown]
#     - ja: "内容を改めた措置の資料には、日付の記載を求めます。日付がなければ、改める前の実施を示すものかもしれないためです。改めていない措置の資料は、日付がなくても実施の日のものと読みます。"
#       en: >-
#         The evidence of a measure that was changed has its day: without one it may show what was done before. That of
#         a measure which was not changed is read to be of the day on which it was done.
#       reasons: [not_shown]
#     - ja: "実施した措置の証拠は、文書の名称・日付と保管場所で足り、ダイジェストは求めません。"
#       en: >-
#         Of a measure done, the title, day and place of a document are enough; a digest is welcome and never
#         demanded.
package policy.lib.measures

import data.policy.lib.dates
import data.policy.lib.evidence
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.recent
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: the verdict on the application's measures of one kind (`training`, `data_access`, …)
assess(subject, kind) := verdict.missing("not_known", [listed(subject)]) if {
	not is_array(object.get(subject.fact, "measures", null))
} else := verdict.not_applicable("not_chosen", [listed(subject)]) if {
	count(chosen(subject, kind)) == 0
} else := said if {
	found := chosen(subject, kind)
	worst := [code | some code in worst_first; some measure in found; measure.reason == code][0]
	deciding := [measure | some measure in found; measure.reason == worst]
	said := {
		"status": statuses[worst],
		"reason": worst,
		"params": {"measures": sort([measure.id | some measure in deciding])},
		"reads": [measure.at | some measure in deciding],
		"since": verdict.elsewhere,
	}
}

listed(subject) := concat("/", [subject.at, "measures"])

# METADATA
# description: the measures of one kind, each with how it stands
chosen(subject, kind) := [{"id": name(measure), "at": at, "reason": reason(measure), "people": people(measure)} |
	some i, measure in object.get(subject.fact, "measures", [])
	of_kind(measure, kind)
	not withdrawn(measure)
	at := concat("/", [listed(subject), format_int(i, 10)])
]

# For whom alone it is; null where it is for everyone. An empty list names nobody for whom it was carried out.
people(measure) := object.get(measure, "people", null)

# METADATA
# description: |
#   a measure names the indicator of that key and is, where the indicator is on a person, for that person too: one for
#   others alone, or for nobody, answers nothing of it
answers(measure, key) if {
	key in measure.indicators
	not for_others(measure, key)
}

# METADATA
# description: a measure is for people among whom the person whom the indicator of that key is on is not
for_others(measure, key) if {
	is_array(measure.people)
	[kind, id] := split(split(key, "/")[1], ":")
	kind == "person"
	every named in measure.people {
		named != id
	}
}

# METADATA
# description: |
#   a measure was withdrawn by `as_of`, and it is said by whom and why; one that is to be withdrawn, or of which that is
#   not said, stands
withdrawn(measure) if {
	is_string(measure.withdrawn.reason)
	is_string(measure.withdrawn.by)
	dates.reached(measure.withdrawn.on)
	measure.withdrawn.on >= measure.chosen_on
}

# METADATA
# description: the day since which a measure stands as it is, for this application
stands_since(measure) := max(array.concat([recent.opened], [day |
	some said in ["chosen_on", "since"]
	day := measure[said]
	dates.reached(day)
]))

# METADATA
# description: the application's measures as they stand in the facts, but for those that were withdrawn
taken := [measure | some measure in input.facts.measures; not withdrawn(measure)]

# METADATA
# description: the FA's newest answer that names the measure
answer(measure) := fa.on_thing("measure", name(measure))

name(measure) := measure.id if {
	is_string(measure.id)
} else := "?"

of_kind(measure, kind) if measure.kind == kind

# A measure whose kind cannot be read is not left out.
of_kind(measure, _) if not kind_known(measure)

kind_known(measure) if is_string(measure.kind)

reason(measure) := "done" if {
	claimed(measure)
	people(measure) != []
	measure.done_on >= max([min([measure.chosen_on, recent.opened]), changed_on(measure)])
	some document in measure.evidence
	evidence.stands(document)
	shows(object.get(document, "on", undated(measure)), measure.done_on)
} else := "not_shown" if {
	claimed(measure)
} else := "not_shown" if {
	measure.due > max(project_ends)
} else := "planned" if {
	is_string(measure.owner)
	dates.well_formed(measure.due)
	measure.due >= input.as_of
} else := "overdue" if {
	is_string(measure.owner)
	dates.well_formed(measure.due)
} else := "not_shown"

# As the DMP has them.
project_ends := [project.end |
	some plan in fact.read(subjects.application, ["dmp"]).entries
	some project in plan.madmp.dmp.project
	dates.well_formed(project.end)
]

# A document without a day is of when it was done, where it is done as it was chosen.
undated(measure) := measure.done_on if {
	changed_on(measure) <= measure.chosen_on
} else := ""

# What was done before that is not what is to be done now.
changed_on(measure) := measure.since if {
	dates.reached(measure.since)
} else := ""

# A document from before it was done shows that it was planned.
shows(day, done_on) if {
	dates.reached(day)
	day >= done_on
}

claimed(measure) if dates.reached(measure.done_on)

worst_first := ["overdue", "not_shown", "planned", "done"]

statuses := {
	"overdue": "unsatisfied",
	"not_shown": "missing_information",
	"planned": "satisfied",
	"done": "satisfied",
}
