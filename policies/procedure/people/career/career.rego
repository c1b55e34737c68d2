# METADATA
# title: Research career
# description: |
#   The research career of the PI, the participants and, read for them, the co-PIs.
#   `none` is an answer only of a participant who is a student, with the reason.
# custom:
#   id: RS-P1-01b
#   title:
#     ja: 研究歴
#     en: Research career
#   description_ja: |
#     研究代表者、研究参画者、及び読み替えにより研究分担者の研究歴です。
#     「該当なし」は、学生である研究参画者について、理由を付した場合に限り認められます。
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
package policy.procedure.people.career

import data.policy.lib.disclosures
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
} else := collected if {
	declared.state != "none"
} else := verdict.unsatisfied("none_not_student", reads(subject, declared)) if {
	not student(subject)
} else := verdict.missing("none_without_reason", reads(subject, declared)) if {
	not reasoned(declared)
} else := collected

reasoned(found) if is_string(found.envelope.reason)

student(subject) if {
	subject.fact.student == true
	subject.fact.role == "participant"
}

reads(subject, declared) := [declared.at, concat("/", [subject.at, "student"])]
