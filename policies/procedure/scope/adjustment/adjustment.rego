# METADATA
# title: Range of participants
# description: |
#   The range of participants may be adjusted with the FA, in view of the state of the laboratory and the like.
#   The fact says either that it was narrowed, and how, or that it was not (`none`). A narrowed range stands only
#   with an answer of the FA on this requirement that is no older than the narrowing; until then the FA is to be
#   consulted, and where the FA declined, the range in the facts is not the one that the procedure asks for. Who is a
#   participant is for the lead institution to name; in doubt the FA is asked here. Of whom an institution says that he
#   or she takes no part (`not_participating`), for a reason that only leaves somebody out, the range is narrowed.
# custom:
#   id: RS-SCP-04
#   title:
#     ja: 研究参画者の範囲の調整
#     en: Adjustment of the range of participants
#   description_ja: |
#     研究参画者の範囲は、研究室の状況等に応じてFAと調整する可能性があります。記載は、範囲をどう絞ったか、
#     又は絞っていないこと（none）のいずれかです。範囲を絞ることは、
#     この事項について、限定した日以後のFAの回答があって初めて認められます。
#     回答があるまではFAとの相談が必要であり、
#     FAが認めなかったときは、記載された範囲は手順書の求めるものではありません。
#     誰が研究参画者に当たるかは研究代表者の所属機関が示し、疑問があればこの事項としてFAに相談します。
#     「参画しない者」（not_participating）の理由が、研究を行わないことではなく、対象から除くことを述べるときは、範囲を絞るものと扱います。
#   clause:
#     section: 第2章(3)
#     item: 対象範囲
#     quote: ※1 研究室の状況等に応じてFAと調整する可能性あり
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, to_be_made, unavailable]
#   reasons:
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」についての記載がありません（基準日より後の申告、他の機関による申告は数えません）。"
#         en: "Nothing is stated on “{title}” (not counted: a declaration dated ahead, and another institution's word)."
#       remedy:
#         ja: "範囲を限定しているか、限定していないこと（「該当なし」）を、申告者・申告日とともに記載してください。"
#         en: >-
#           Enter how the range was narrowed, or declare `none` (not narrowed), with who declares it and when.
#     not_narrowed:
#       status: satisfied
#       message:
#         ja: "研究参画者の範囲は調整（限定）していないと申告されています。"
#         en: "The range of participants was declared not to be narrowed."
#     none_before_the_call:
#       status: missing_information
#       message:
#         ja: "研究参画者の範囲を調整（限定）していないとの申告は、公募の開始より前のものです。"
#         en: "That the range of participants was not narrowed was declared before the call opened."
#       remedy:
#         ja: "この申請について、範囲を限定しているかどうかを確かめ、改めて申告してください。"
#         en: "See whether it is narrowed for this application, and declare that anew."
#     none_beside_left_out:
#       status: missing_information
#       message:
#         ja: "研究参画者の範囲は調整（限定）していないと申告されていますが、「参画しない者」（not_participating）の理由は、対象から除くことを述べています（{people}）。"
#         en: >-
#           The range was declared not to be narrowed, and the reason why {people} take no part (`not_participating`)
#           leaves them out.
#       remedy:
#         ja: "研究を行う者であれば、研究者の一覧と名簿に加えてください（本人の申告が得られない事項は、提供されない（withheld）ものとして記載します）。研究を行わない者であれば、その旨を理由に記載してください。範囲を絞るときは、その内容をここに記載し、資金配分機関（FA）と調整してください。"
#         en: >-
#           Who takes part is entered among the people and on the roster (what that person does not give is `withheld`).
#           Of who does not, let the reason say so. Where the range is to be narrowed, enter how here, and agree on it
#           with the funding agency (FA).
#     narrowed_without_answer:
#       status: consult_fa
#       message:
#         ja: "研究参画者の範囲を限定していますが、資金配分機関（FA）の回答の記録がありません。"
#         en: "The range of participants was narrowed, and no answer of the funding agency (FA) is recorded."
#       remedy:
#         ja: "資金配分機関（FA）と調整し、その回答を記録してください。"
#         en: "Agree on it with the funding agency (FA) and record the answer."
#   readings:
#     - ja: "誰が研究参画者（学生・職員等）に当たるかを手順書は定めていません。研究代表者の所属機関が示し、疑問があれば、又は範囲を絞るときは、FAに相談するものとします（※1）。"
#       en: >-
#         The source does not say who is a participant (students, staff). The lead institution says so; in
#         doubt, or where it narrows the range, the FA is asked (※1).
#       reasons: [narrowed_without_answer]
#     - ja: "「参画しない者」の理由が、負担への配慮、情報の提供についての本人の不同意、記載の遅れなど、研究を行わないこととは別のことを述べて対象から除くときは、範囲を絞るものと読み、FAとの調整（※1）を求めます。研究参画者でないことの理由とはならないためです。データの保存だけを担うなど、研究のほかの役割を述べる理由は、研究参画者でないことの理由と読みます。いずれの機関の記載についても同様で、FAの回答は、その後に除かれた者には及びません。"
#       en: >-
#         A reason for taking no part that leaves somebody out for something else than doing no research (the burden,
#         no consent to being asked, a roster that was late) narrows the range, on which the FA is to agree (※1): it
#         is no reason why he or she is no participant. One that tells of another task, such as keeping the data, is.
#         So it is with what any of the institutions says; an answer of the FA does not reach who was left out later.
#       reasons: [none_beside_left_out, narrowed_without_answer, fa_answer_older]
package policy.procedure.scope.adjustment

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.recent
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict

id := "RS-SCP-04"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.missing("none_before_the_call", [narrowing(subject).at]) if {
	narrowing(subject).state == "none"
	narrowing(subject).on < recent.opened
} else := verdict.with_params(
	verdict.missing("none_beside_left_out", array.concat([narrowing(subject).at], said_at)),
	{"people": sort({left.name | some left in left_out})},
) if {
	narrowing(subject).state == "none"
	count(left_out) > 0
} else := verdict.satisfied("not_narrowed", [narrowing(subject).at]) if {
	narrowing(subject).state == "none"
} else := verdict.no_earlier(open(subject), [left.since | some left in left_out])

open(subject) := to_be_made.or_unavailable(id, subject, narrowing(subject)) if {
	narrowing(subject).state != "provided"
} else := verdict.consult("narrowed_without_answer", [narrowing(subject).at], fact.since(narrowing(subject)))

narrowing(subject) := steps.read(subject, ["scope", "adjustment"])

# Who is said to take no part, for a reason that leaves them out of the range.
left_out := [{"name": entry.name, "at": said.at, "since": fact.entry_since(said.envelope, entry)} |
	some institution in subjects.institutions
	said := fact.read(institution, ["not_participating"])
	said.state == "provided"
	some entry in said.entries
	leaves_out(entry.reason)
]

said_at := sort({left.at | some left in left_out})

leaves_out(reason) if reason in input.prepared.leaves_out
