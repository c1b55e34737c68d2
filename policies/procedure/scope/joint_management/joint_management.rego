# METADATA
# title: A joint institution manages its own team and data
# description: |
#   A joint institution manages risk for its own researchers (co-PIs and participants) and its managed data. It
#   reads 「研究代表者」 as 「研究分担者」 and checks (1) and (3) to (5); the items of (2) are not asked of it. The facts are its
#   own roster, and its own word that ① and ② were done for its part, when, and whether they raised a concern
#   (`partner.own_management`); a concern raised is a risk indicator, which RS-RA-01 takes up. The items themselves are
#   asked of its people, supporters, data, systems and places at their own requirements. What it withholds, the lead
#   enters (`partner.withholds`): the FA's answer here settles that. Completed after the date that the call sets, it
#   waits for the FA's answer as at RS-TIM-01. `none` means that it does not manage risk.
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
#     公募要領の定める時期より後に終えた場合は、RS-TIM-01と同じく、FAの回答を待ちます。
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
#   inherits: [fa, own_word, roster, unavailable]
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
#         ja: "申請の取扱いを資金配分機関（FA）に確認し、その回答を記載してください。"
#         en: "Ask the funding agency (FA) how the application is to be treated, and enter its answer."
#     items_withheld:
#       status: consult_fa
#       message:
#         ja: "共同研究機関が提供しないとしている事項があります（{items}）。"
#         en: "The joint institution withholds what these ask: {items}."
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
#   readings:
#     - ja: "共同研究機関についても、自らの分のリスクマネジメントを公募要領で求められる時期までに終えることを求めます。手順書はその時期を申請について述べていますが、A大学の確認がB大学の分を含むためです。"
#       en: >-
#         A joint institution's part is to be done by the time that the call sets too: the source says it of
#         the application, whose risk management holds B's part.
#       reasons: [completed_late, not_completed]
package policy.procedure.scope.joint_management

import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.roster
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-SCP-03"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.joint]

indicators := [raised |
	some subject in subjects.joint
	some raised in indicator.raised_by(id, subject, "concern", [place |
		some place in indicator.places(management(subject))
		place.entry.concern == "raised"
	])
]

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
	count(subjects.institutions) > 0
} else := verdict.consult("whole_part_withheld", reads(subject), since(subject)) if {
	is_string(own_part.withheld_since(subject, id))
	not own_word.said(subject, management(subject))
} else := said if {
	said := own_word.of_another(subject, management(subject))
} else := verdict.unsatisfied("not_managed", [management(subject).at]) if {
	management(subject).state == "none"
} else := unavailable.assess(management(subject)) if {
	management(subject).state != "provided"
} else := said if {
	said := gap(subject)
} else := verdict.missing("not_completed", [management(subject).at]) if {
	count(days_done(subject)) == 0
} else := in_time(subject)

reads(subject) := [management(subject).at, own_part.withheld_at(subject)]

management(subject) := fact.read(subject, ["partner", "own_management"])

# METADATA
# description: since when it stands so, what is withheld included
since(subject) := max(array.concat([fact.since(management(subject))], [entry.on | some entry in own_part.withheld(subject)]))

gap(subject) := roster.gap(subject, set()) if not roster_withheld(subject)

roster_withheld(subject) if {
	is_string(own_part.withheld_since(subject, id))
	not own_word.said(subject, fact.read(subject, ["roster"]))
}

# METADATA
# description: the days on which it had done its part, as it states them itself and not before they had come
days_done(subject) := [entry.completed_on |
	some entry in management(subject).entries
	dates.reached(entry.completed_on)
	entry.completed_on <= management(subject).envelope.declared.on
	entry.concern in {"none", "raised"}
]

in_time(subject) := late(subject) if {
	completed_on(subject) > due
} else := verdict.with_params(
	verdict.consult("items_withheld", reads(subject), since(subject)),
	{"items": items(subject)},
) if {
	count(own_part.withheld(subject)) > 0
} else := verdict.with_params(
	verdict.satisfied("managed", [management(subject).at, roster.reads(subject)[0]]),
	{"completed_on": completed_on(subject)},
)

# METADATA
# description: the first day counts; a later round adds to it
completed_on(subject) := min(days_done(subject))

# METADATA
# description: the ids of the requirements whose information is withheld; its own one stands for the whole part
items(subject) := sort({item |
	some entry in own_part.withheld(subject)
	some item in object.get(entry, "items", [id])
})

late(subject) := fa.as_answered(waiting, answer) if {
	waiting := object.union(completed_late(subject), {"since": since(subject)})
	answer := fa.answer(id, subject)
	answer.result in {"accepted", "declined"}
	answer.on >= waiting.since
} else := verdict.with_params(completed_late(subject), {"due": due, "completed_on": completed_on(subject)})

completed_late(subject) := verdict.unsatisfied("completed_late", [management(subject).at])

# METADATA
# description: the day that the program's edition sets
due := data.policy.params.risk_management_due
