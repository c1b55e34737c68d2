# METADATA
# title: Step 1, risk identification
# description: |
#   ① What due diligence needs beyond the routine information is collected and put in order, and how the managed
#   data and the like are managed is checked. The lead institution attests each of the two with a line of its own, by
#   whom and when (`process.collection`); their parts are judged where they stand, under (1) to (5). A line without a
#   name, dated ahead, or from before the call opened (or the age that the program sets for declarations) is none.
#   Declared not to be done (`none`), the step is not met. Nor is it done while any declaration is dated ahead, whatever
#   that says: on the day of the decision nobody has made it.
# custom:
#   id: RS-STP-01
#   title:
#     ja: ①リスク確認（追加の情報の収集と管理状況の確認）
#     en: "Step 1: extra information collected, management of data checked"
#   description_ja: |
#     ①では、デュー・ディリジェンスに必要となる、平時の情報に加えた情報を整理・収集し、
#     管理対象データ等の管理状況を確認します。研究代表者の所属機関は、その二つのそれぞれについて、
#     実施者と実施日を付して申告し（process.collection）、その内容は(1)～(5)のそれぞれで確認します。
#     実施者のない申告、先の日付の申告、公募の開始（又はプログラムが申告について定める期間）より前の日付の申告は数えません。
#     「行っていない」（none）と申告されていれば、①は満たされません。
#     先の日付の申告が一つでもあれば、その内容にかかわらず、日付の確認を求めます。
#   clause:
#     section: 第2章(3)
#     item: ①
#     quote: デュー・ディリジェンスに必要となる所属研究者、共同研究者相手方等に関する追加の情報の整理・収集 「管理対象データ」※等の管理状況の確認
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, to_be_made, unavailable]
#   reasons:
#     done:
#       status: satisfied
#       message:
#         ja: "追加の情報の整理・収集と、管理対象データ等の管理状況の確認を行ったことが示されています。"
#         en: "It is stated that the extra information was collected and the management of data checked."
#     line_missing:
#       status: missing_information
#       message:
#         ja: "①のうち、この申請のため（公募の開始以後）に行ったことを示す、実施者・実施日のある記載がないものがあります（{lines}）。記録の署名より後に行ったことと、集めた情報のいずれよりも前の日付のものは数えません。"
#         en: "Of step 1 there is no line with who did it and when, since the call opened, for {lines}. Not counted:
#           what was done after the record was signed, or before anything that was collected was there."
#       remedy:
#         ja: "追加の情報の整理・収集（information）と管理対象データ等の管理状況の確認（managed_data）のそれぞれについて、概要・実施者・実施日を記載してください。署名だけを改め、内容に変更のない申告には、いつから変わらないか（since）を記載してください。先の①があれば、それを数えます。"
#         en: "Enter a line for the extra information (`information`) and one for the state of the managed data
#           (`managed_data`), each with a summary, by whom and when.
#           Of what was only signed anew, and did not change, say since when it stands (`since`): an earlier
#           line then counts."
#     declared_ahead:
#       status: missing_information
#       message:
#         ja: "申告日（declared.on）が基準日より後の申告があります（{on}）。基準日には行われていないため、その内容は数えていません。"
#         en: "A declaration is dated ahead of the day of this decision ({on}): nobody has made it by then, and what it
#           says is not counted."
#       remedy:
#         ja: "申告日を確認し、誤りであれば改めてください。申告がまだ行われていないときは、申告を受けてから、その日以後を基準日として確認してください。"
#         en: "Check its day. Where it has yet to be made, have it made, and check as of that day or later."
#     concern_misdated:
#       status: missing_information
#       message:
#         ja: "研究代表者の所属機関についての懸念の有無や照合に、日付が基準日より後のもの、又は公募の開始より前に懸念があるとしてその後の「懸念なし」に理由のないものがあります（{days}）。"
#         en: "Of the marks of concern about the lead institution itself, and the looks at it, some are dated ahead of
#           the day of this decision, or raised before the call opened, with a later none that gives no reason
#           ({days})."
#       remedy:
#         ja: "懸念の有無（concerns）と照合（due_diligence）の日付（on）を確かめて記載してください。公募の開始より前の懸念であれば、その後の「懸念なし」の所見に、懸念がなくなった理由（reason）を記載してください。"
#         en: "Look up the days (`on`) of the marks (`concerns`) and looks (`due_diligence`), and enter them. Where a
#           concern was raised before the call, let the later mark of none say why there is none any more (`reason`)."
#     not_done:
#       status: unsatisfied
#       words: "追加の情報の整理・収集"
#       message:
#         ja: "追加の情報の整理・収集や、管理対象データ等の管理状況の確認を行っていないと申告されています。"
#         en: "It is declared that the extra information was not collected, or the management of data not checked."
#       remedy:
#         ja: "(1)～(5)の情報を整理・収集し、管理対象データ等の管理状況を確認したうえで、その概要を記載してください。"
#         en: "Collect the information of (1) to (5), check how the data are managed, and enter a summary."
#   readings:
#     - ja: "①の二つ（追加の情報、管理状況）のそれぞれに、誰がいつ行ったかの記載を求めます。行ったことは、行った者と日によってしか示せないためです。公募の開始より前に行ったことは、この申請のための追加の情報の収集とはいえません。"
#       en: >-
#         Both halves of ① (extra information, state of managed data) have who did it and when: that it was
#         done can't be shown otherwise. What was done before the call opened was not done for this application (追加の情報).
#       reasons: [line_missing]
#     - ja: "記録に署名した日より後に行ったこと、及び集めた情報のいずれよりも前の日付のものは、①として数えません。署名は既に行ったことについてのもので、まだない情報を集めることはできないためです。その後に加わった情報は②で改めて判断され、①の記載し直しは求めません。"
#       en: >-
#         What was done after the record was signed, or before anything that it collected was there, is no step
#         1: one signs for what was done, and cannot collect what is not there yet. What comes later is judged
#         anew in ②; a new entry of ① is not asked for.
#       reasons: [line_missing]
#     - ja: "基準日より後の日付の申告は、どの事項のものであっても、その日付の確認を求めます。数えられない申告に、求められていない事項（相違、懸念など）が述べられていることがあるためです。"
#       en: >-
#         A declaration that is dated ahead is to have its day checked, whatever it is of: it is not counted, and may
#         tell of what is asked of nobody who does not say it (a concern, a difference).
#       reasons: [declared_ahead]
#     - ja: "研究代表者の所属機関についての懸念の有無や照合は、誰にも求めませんが、その日付が基準日より後のもの、又は公募の開始より前のもので同じ機関の理由のない「懸念なし」が後にあるものは、その確認を求めます。日付の書き誤りにより、懸念や相違が見落とされることのないようにするためです。"
#       en: >-
#         Nobody is asked for a mark of concern about the lead institution itself, or a look at it; but what is dated
#         ahead, or a concern from before the call opened with a later none of the same institution that gives no
#         reason, is to have its day checked, so that nothing is passed over for a mistyped day.
#       reasons: [concern_misdated]
package policy.procedure.process.collection

import data.policy.lib.dates
import data.policy.lib.finding
import data.policy.lib.recent
import data.policy.lib.standing
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict
import data.policy.procedure.due_diligence.performed

id := "RS-STP-01"

findings := [finding.of(id, subjects.application, assess(step))]

assess(read) := verdict.unsatisfied("not_done", [read.at]) if {
	read.state == "none"
} else := to_be_made.or_unavailable(id, subjects.application, read) if {
	read.state != "provided"
} else := verdict.with_params(verdict.missing("line_missing", [read.at]), {"lines": sort(missing)}) if {
	count(missing) > 0
} else := verdict.with_params(
	verdict.missing("declared_ahead", array.concat([read.at], signed_last.at)),
	{"on": signed_last.on},
) if {
	dates.ahead(signed_last.on)
} else := verdict.with_params(
	verdict.missing("concern_misdated", [concat("/", [lead.at, "concerns"]) | some lead in subjects.lead_institutions]),
	{"days": of_lead_misdated},
) if {
	count(of_lead_misdated) > 0
} else := verdict.satisfied("done", [read.at])

# The newest of all days on which anything in the facts was declared, and where.
signed_last := input.prepared.signed_last

# What was marked and found of the lead institution itself, which no other requirement asks about.
of_lead_misdated := [day | some lead in subjects.lead_institutions; some day in performed.misdated(lead)]

step := steps.read(subjects.application, ["process", "collection"])

lines := {"information", "managed_data"}

missing contains line if {
	some line, found in days
	count(found) == 0
}

days[line] := [entry.on | some entry in done; entry.line == line] if some line in lines

done := [entry |
	step.state == "provided"
	some entry in step.entries
	is_string(entry.by)
	dates.reached(entry.on)
	entry.on <= step.on
	not too_old(entry)
	not before_all(entry)
]

# Nothing of what the line says was there yet.
before_all(entry) if {
	entry.on < min(declared[entry.line])
	not any_act_by(entry)
}

declared["information"] := standing.of_first_declared([envelope |
	some person in own_people
	some envelope in person.fact.disclosures
])

declared["managed_data"] := standing.of_first_declared(standing.data_of(subjects.lead[0]))

# What was looked at by then was there, also where it was declared anew since.
any_act_by(entry) if {
	entry.line == "information"
	some person in own_people
	some day in standing.of_acts(person, {person.owner})
	day <= entry.on
}

# METADATA
# description: the people of the lead institution
own_people := [person | some person in subjects.named_people; person.owner == subjects.lead[0].fact.id]

# The extra information (追加の情報) is collected for this application.
too_old(entry) if entry.on < recent.opened

# METADATA
# description: the day on which both lines first stood; undefined where one does not
first_whole := max([min(found) | some found in days]) if count(missing) == 0
