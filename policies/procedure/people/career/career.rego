# METADATA
# title: Research career
# description: |
#   The research career of the PI, the participants and, read for them, the co-PIs.
#   `none` is an answer only of a participant who is a student, with the reason. Held against it, and the employment, is
#   the institution that is entered for the person, who may have left it.
# custom:
#   id: RS-P1-01b
#   title:
#     ja: 研究歴
#     en: Research career
#   description_ja: |
#     研究代表者、研究参画者、及び読み替えにより研究分担者の研究歴です。
#     「該当なし」は、学生である研究参画者について、理由を付した場合に限り認められます。
#     所属機関の職がすべて終わり、他の機関の職が続いているときは、所属機関の記載の確認を求めます。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 学歴(必要に応じて指導教官等の情報を含む)、研究歴、研究費取得歴
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, disclosed, fa, own_part, own_word, whole]
#   reasons:
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」の情報がありません（基準日より後の日付の申告、他の機関による申告は数えません）。"
#         en: "“{title}” is missing (not counted: a declaration dated ahead, and the word of another institution)."
#       remedy:
#         ja: "研究歴を、申告者・申告日とともに記載してください。「該当なし」とできるのは、学生である研究参画者に限られ、その理由を要します。"
#         en: "Enter it with who declares it and when; only a participant who is a student can declare none, with the
#           reason."
#     left_institution:
#       status: missing_information
#       message:
#         ja: "所属機関の職は研究歴（career）又は雇用関係（employment）ではすべて終わっており、続いているのは他の機関の職です。"
#         en: "The posts at the person’s institution are all over (`career`, `employment`), and one at another goes on."
#       remedy:
#         ja: "本人の現在の所属機関を確認してください。他の機関に移ったときは、その機関を所属機関（institution）として記載し、その機関についての情報も記載してください。所属機関で続いている職があるときは、その職を機関の名称で記載してください（終わりの日の記載も確かめてください）。"
#         en: >-
#           Ask where the person is now. Where he or she moved, enter the new body as the person’s `institution`, with
#           what is asked about it; where a post at the institution goes on, enter it under the institution’s name, and
#           check the `end` of the others.
#     none_not_student:
#       status: unsatisfied
#       message:
#         ja: "研究歴が該当なしと申告されていますが、学生の研究参画者ではありません。"
#         en: "The research career was declared none, and the person is no participating student."
#       remedy:
#         ja: "研究歴を記載してください。「該当なし」とできるのは、学生である研究参画者に限られます。"
#         en: "Enter the career; only a participant who is a student can declare none."
#     none_without_reason:
#       status: missing_information
#       message:
#         ja: "研究歴が該当なしと申告されていますが、その理由が記載されていません。"
#         en: "The research career was declared none, without a reason."
#       remedy:
#         ja: "研究歴がない理由を記載してください。"
#         en: "Enter the reason why there is none."
#   readings:
#     - ja: "研究歴の「該当なし」は、学生である研究参画者に限り、理由を付して認めます。研究代表者・研究分担者に研究歴がないことは考えられないためです。"
#       en: >-
#         A career declared none is taken of a student alone, with the reason: that a PI or co-PI has none
#         can't be meant.
#       reasons: [none_not_student, none_without_reason]
#     - ja: "所属機関の名称で記載された職がすべて終わり、他の機関の職が続いているときは、所属機関の記載を確かめることを求めます。所属機関については(2)などの情報を求めますが、移った先については何も求められないままとなるためです。所属機関の名称で記載された職がないとき（部局や病院の名称による場合など）、学生である研究参画者、及び所属機関の職が一つでも続いているとき（クロスアポイントメントなど）は、求めません。"
#       en: >-
#         Where every post under the name of the person's institution is over and one at another body goes on, it is to
#         be checked where the person is: (2) and the like are asked about the institution that is entered, and nothing
#         about the one to which the person moved. Not so where no post is under its name (that of a department or a
#         hospital may be), of a participating student, and where a post at the institution goes on.
#       reasons: [left_institution]
package policy.procedure.people.career

import data.policy.lib.appointments
import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.lib.whole

id := "RS-P1-01b"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

assess(subject) := of(subject, declared, whole.assess(declared)) if {
	declared := disclosures.read(subject, "career")
}

of(subject, declared, collected) := said if {
	said := own_part.undisclosed(subject, declared)
} else := collected if {
	collected.status != "satisfied"
} else := verdict.missing("left_institution", left_at(subject, declared)) if {
	declared.state != "none"
	left(subject, declared)
} else := collected if {
	declared.state != "none"
} else := verdict.unsatisfied("none_not_student", reads(subject, declared)) if {
	not student(subject)
} else := verdict.missing("none_without_reason", reads(subject, declared)) if {
	not reasoned(declared)
} else := collected

# The posts at the own institution are over, and one at another body goes on. Who never held one under its name may be
# entered under that of a department; a student needs none.
left(subject, career) if {
	not stays(subject, career.entries, "institution")
	not student(subject)
	employment := fact.read(subject, ["employment"])
	not stays(subject, employment.entries, "employer")
	known := array.concat(appointments.held(career, "institution"), appointments.held(employment, "employer"))
	any_own(subject, known)
	under_way(known)
	further := fact.read(subject, ["affiliations"])
	not stays(subject, further.entries, "institution")
}

any_own(subject, posts) if {
	some post in posts
	appointments.own(subject, post.body)
}

stays(subject, entries, body) if {
	some entry in entries
	appointments.goes_on(entry)
	appointments.own(subject, entry[body])
}

under_way(posts) if {
	some post in posts
	appointments.goes_on(post.entry)
	post.entry.start <= substring(input.as_of, 0, count(post.entry.start))
}

left_at(subject, declared) := array.concat([declared.at], [concat("/", [subject.at, part]) |
	some part in ["employment", "affiliations", "institution"]
])

reasoned(found) if is_string(found.envelope.reason)

student(subject) if {
	subject.fact.student == true
	subject.fact.role == "participant"
}

reads(subject, declared) := [declared.at, concat("/", [subject.at, "student"])]
