# METADATA
# title: Whether the program chose the project
# description: |
#   A program may review security only of the projects that it chose (after an interview, or for one); a project
#   that it did not choose is asked nothing. Whether it did is the FA's to say: its answer on the requirement that
#   the program names for it (`call.selection`), accepted where it chose the project, declined where it did not.
#   Until then the applicant's own entry counts where it says that the project was chosen; where it says the
#   opposite, in a pre-check alone, and the finding says whose word it is. Before the notice nothing is asked: the
#   findings show what will be. A stage that covers the time before and after the notice does not say that none has
#   come; this is declared (`none`), and where the call has closed by now, after it closed: nobody is chosen before.
# custom:
#   reasons:
#     candidate:
#       status: satisfied
#       message:
#         ja: "{notified_on}に候補として選ばれた旨の通知があったと記載されており（{teller}）、研究セキュリティの確認の対象です。"
#         en: "It is entered ({teller}) that the project was notified on {notified_on} as chosen: the security
#           review concerns it."
#     not_selected:
#       status: not_applicable
#       message:
#         ja: "選ばれなかった旨の資金配分機関（FA）の通知が記録されており、研究セキュリティの確認の対象ではありません。"
#         en: "The funding agency (FA) recorded that it did not choose the project: there is no review."
#     not_selected_reported:
#       status: not_applicable
#       message:
#         ja: "選ばれなかった旨の通知があったと、申請側だけが記載しています。事前の確認ではこれによりますが、正式な判定では資金配分機関（FA）の記録によります。"
#         en: "The applicant's side alone enters that the project was not chosen. A
#           pre-check takes that word; a formal check takes the record of the funding agency (FA)."
#     not_selected_not_confirmed:
#       status: consult_fa
#       message:
#         ja: "選ばれなかった旨の通知（{notified_on}）があったと申請に記載されていますが、資金配分機関（FA）の記録がありません。"
#         en: "The application enters that the project was not chosen ({notified_on}), and the funding agency (FA)
#           has no record of it."
#       remedy:
#         ja: "選考の結果を、資金配分機関（FA）に確認してください。"
#         en: "Ask the funding agency (FA) for the outcome."
#     before_selection:
#       status: not_applicable
#       message:
#         ja: "選考の結果が出る前です。この結果は、選ばれた場合に求められる事項をあらかじめ示すものです。"
#         en: "The selection is not over: the findings show beforehand what will be asked of a project that is chosen."
#     none_before_closing:
#       status: missing_information
#       message:
#         ja: "選考の結果の通知がまだない旨の申告（{declared_on}）は、応募の締切（{closes}）までのものであり、その後の通知の有無が分かりません。"
#         en: "That no notice had come was declared on {declared_on}, while the call was open ({closes}): whether one
#           has come since is not known."
#       remedy:
#         ja: "締切後の通知の有無を確かめ、通知があればその結果と日付を、まだなければ「該当なし」を、申告者・申告日とともに記載してください。"
#         en: "Find out whether a notice has come since. Enter its outcome and day, or declare it none anew."
#     stage_differs:
#       status: missing_information
#       message:
#         ja: "選考の結果の通知がまだない旨の申告（{declared_on}）と、申請の段階（{stage}）とが合いません。"
#         en: "That no notice had come was declared on {declared_on}, which does not fit the stage of the application
#           ({stage})."
#       remedy:
#         ja: "通知がまだなければ、段階（stage）を審査中（under_review）とし、締切後にあっては締切より後の日に「該当なし」を申告してください。通知があれば、その結果と日付を記載してください。"
#         en: "While none has come, make the `stage` `under_review`, and once the call has closed declare it none on a
#           day after that. Where one has come, enter its outcome and day."
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」についての記載がありません（基準日より後の申告、公募の開始より前の申告や通知、申告の署名より後の通知、他の機関による申告は数えません）。"
#         en: "Nothing is stated on “{title}” (not counted: a declaration dated ahead, a declaration or notice from
#           before the call opened, a notice after the declaration was signed, and the word of another institution)."
#       remedy:
#         ja: "通知があれば、その結果と日付を、まだなければ段階（stage）を審査中（under_review）として「該当なし」を、申告者・申告日とともに記載してください。"
#         en: "Enter the outcome and the day of the notice, with who declares it and when. While none has come, declare
#           it none instead, at the `stage` `under_review`."
#     notified_ahead:
#       status: missing_information
#       message:
#         ja: "選考の結果の通知日（{notified_on}）が、判定の基準日より先の日付です。"
#         en: "The day of the notice ({notified_on}) lies ahead of the day of this decision."
#       remedy:
#         ja: "通知書の日付を確認して記載してください。通知前の場合は「該当なし」を申告者・申告日とともに記載してください。"
#         en: "Enter the date of the notice. Before it comes, declare it none, with who declares it and when."
#   readings:
#     - ja: "選ばれなかった課題に何も求めないのは、プログラムが選定後に確認すると定めた場合だけです。選ばれたかどうかはFAの通知により、申請側だけの記載は事前の確認に限って用います。"
#       en: >-
#         A project that was not chosen is asked nothing only where the program reviews after its selection.
#         Whether it was chosen is the FA's to say; the applicant's word of it counts in a pre-check alone.
#       reasons: [not_selected, not_selected_reported, not_selected_not_confirmed]
#     - ja: "選ばれなかったとの通知の後に、選ばれた旨の通知が基準日より先の日付で記載されているときは、その日付の確認を求めます。日付の書き誤りにより、新しい通知が見落とされることのないようにするためです。"
#       en: >-
#         Where beside a notice that the project was not chosen another is entered, dated ahead, that it was, its day is
#         to be checked: else the newer one would be passed over for a mistyped day.
#       reasons: [notified_ahead]
#     - ja: "「通知はまだない」との申告は、応募の締切の後のものに限ります（締切までに判定する場合を除きます）。締切までに選ばれる課題はなく、その後に通知があったかどうかを示さないためです。"
#       en: >-
#         That no notice has come is declared after the call closed (save where it is still open on the day of the
#         decision): nobody is chosen before, so that an earlier word says nothing of a notice since.
#       reasons: [none_before_closing]
package policy.lib.selection

import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.recent
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

# METADATA
# description: the verdict on the selection
assess(_) := selected

selected := of_word(verdict.satisfied("candidate", word.reads)) if {
	word.result == "candidate"
} else := of_word(verdict.not_applicable("not_selected", word.reads)) if {
	word.teller == "fa"
} else := said if {
	said := of_word(verdict.not_applicable("not_selected_reported", word.reads))
} else := with_day(verdict.missing("notified_ahead", reads)) if {
	entered.notified_on > input.as_of
} else := said if {
	said := with_day(verdict.consult("not_selected_not_confirmed", reads, entered.notified_on))
} else := verdict.not_applicable("before_selection", reads) if {
	stage in ["preparing", "applying"]
	not closed
	declared.state in ["absent", "none"]
} else := waiting if {
	none_declared
} else := unavailable.assess(declared)

none_declared if {
	declared.state == "none"
	declared.on >= recent.opened
}

# That the notice has not come is said of an application under review, and at a time when it could have.
waiting := verdict.with_params(
	verdict.missing("stage_differs", reads),
	{"declared_on": declared.on, "stage": stage},
) if {
	stage != "under_review"
} else := verdict.with_params(
	verdict.missing("none_before_closing", reads),
	{"declared_on": declared.on, "closes": data.policy.call.closes},
) if {
	closed
	declared.on <= data.policy.call.closes
} else := verdict.not_applicable("before_selection", reads)

stage := object.get(input.facts, ["application", "stage"], "?")

closed if data.policy.call.closes < input.as_of

# Undefined where nobody's word counts.
of_word(said) := verdict.with_params(said, {"notified_on": word.on, "teller": word.teller})

# Undefined where the applicant enters no notice.
with_day(said) := verdict.with_params(said, {"notified_on": entered.notified_on})

reads := [declared.at, "/facts/application/stage"]

declared := steps.read(subjects.application, ["application", "selection"])

# METADATA
# description: |
#   whose word stands on whether the project was chosen: {result, teller, on, reads}, `result` candidate or
#   not_selected, `teller` fa or institution, `on` the day of the first notice of that; undefined where there is
#   none that counts, or the program does not select
word := {
	"result": latest.result,
	"teller": recorded_by(latest),
	"on": latest.on,
	"reads": array.concat(reads, answer.at),
} if {
	latest := newest(array.concat(of_fa, [said |
		some said in array.concat(reported, entries)
		dates.reached(said["1"])
		believed(said.result)
		not denied(said)
	]))
	latest.result != "expired"
	not contradicted(latest)
}

# METADATA
# description: the notices that the FA itself recorded
of_fa := notices("fa")

# METADATA
# description: the notices that the applicant's side reports as answers of the FA
reported := notices("institution")

notices(side) := [notice(said["1"], meaning[fa.in_force(said.answer.determination)]) |
	some said in fa.answers(data.policy.call.selection, subjects.application, side)
	said["1"] >= recent.opened
]

# That the project was not chosen does not stand where an entry says since then that it was, whoever signed it and when;
# nor where an answer or entry says so that is dated ahead: its day may be mistyped.
contradicted(latest) if {
	latest.result == "not_selected"
	some said in asking_more
	said["1"] > latest.notified_on
}

contradicted(latest) if {
	latest.result == "not_selected"
	some entry in fact.read(subjects.application, ["application", "selection"]).envelope.entries
	entry.result == "candidate"
	dates.ahead(entry.notified_on)
}

contradicted(latest) if {
	latest.result == "not_selected"
	some determination in fa.answers_ahead(data.policy.call.selection, subjects.application)
	determination.result == "accepted"
}

# Every entry that says that it was chosen.
asking_more := [notice(entry.notified_on, entry.result) |
	some entry in fact.read(subjects.application, ["application", "selection"]).envelope.entries
	entry.result == "candidate"
	dates.reached(entry.notified_on)
	entry.notified_on >= recent.opened
]

# Of one day the FA's own word stands.
denied(said) if {
	some other in of_fa
	other["1"] == said["1"]
}

# The FA, where it recorded one of the notices that stand.
recorded_by(latest) := "fa" if {
	some said in of_fa
	said.result == latest.result
	said["1"] >= latest.on
} else := "institution"

# One that has expired says nothing, and brings back none that it followed.
meaning := {"accepted": "candidate", "declined": "not_selected", "expired": "expired"}

answer := fa.answer(data.policy.call.selection, subjects.application)

# The applicant's side asks for more where it says that the project was chosen. That it was not counts in a pre-check
# alone.
believed("candidate")

believed("expired")

believed("not_selected") if {
	input.mode == "precheck"
	not goes_on
}

# A project that goes on, or has ended, was chosen, whatever else is entered.
goes_on if stage in ["selected", "started", "ended"]

# METADATA
# description: the latest notice that the applicant enters; undefined where there is none
entered := newest(entries)

entries := [notice(entry.notified_on, entry.result) |
	declared.state == "provided"
	some entry in declared.entries
	dates.well_formed(entry.notified_on)
	entry.notified_on >= recent.opened
	knowable(entry.notified_on)
]

# Who signs what is to come, or what has come; not, in advance, what came later.
knowable(day) if day > input.as_of

knowable(day) if day <= declared.on

# Of one day the notice that asks for something comes last.
notice(day, result) := {"1": day, "2": rank[result], "result": result}

rank := {"not_selected": 0, "candidate": 1, "expired": 2}

# METADATA
# description: |
#   the latest of notices: {result, notified_on, on}; the same notice given twice stands since the first of them
#   (`on`), whoever signed that one
newest(notices) := {
	"result": last.result,
	"notified_on": last["1"],
	"on": min([same["1"] | some same in array.concat(notices, asking_more); not overtaken(same, notices)]),
} if {
	sorted := sort(notices)
	last := sorted[count(sorted) - 1]
}

overtaken(earlier, notices) if {
	some other in notices
	other.result != earlier.result
	other["1"] > earlier["1"]
}
