# METADATA
# title: Governance through employment
# description: |
#   An employment relation strengthens governance, for participants who are students above all. The source does not
#   require it: a student without one is a matter to consult the FA on, never a failure, and its answer settles it.
# custom:
#   id: RS-MT-07
#   title:
#     ja: 雇用関係によるガバナンスの強化
#     en: Governance through employment
#   description_ja: |
#     雇用関係を持つことは、とりわけ研究参画者が学生の場合に、ガバナンスを強化します。手順書はこれを義務づけていないため、
#     雇用関係のない学生についてはFAと相談するものとし、「未充足」とすることはありません。FAの回答によって整います。
#   clause:
#     section: 第2章(3)
#     item: 軽減措置
#     quote: 雇用関係を持つことによるガバナンスの強化(とりわけ、研究参画者が学生の場合)
#   actor: institution
#   stage: measures
#   classes: [governance, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, unavailable]
#   reasons:
#     employed:
#       status: satisfied
#       message:
#         ja: "学生であり、雇用関係があると申告されています。"
#         en: "The person is a student with an employment relation."
#     not_employed:
#       status: consult_fa
#       message:
#         ja: "学生であり、雇用関係がないと申告されています。"
#         en: "The person is a student without an employment relation."
#       remedy:
#         ja: "雇用関係を持つことの可否や、それに代わる措置を、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA) on employing the student, or on other measures."
#     not_student:
#       status: not_applicable
#       message:
#         ja: "学生ではないため、該当しません。"
#         en: "The person is not a student."
package policy.procedure.measures.employment

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-MT-07"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.people]

assess(subject) := verdict.not_applicable("not_student", [concat("/", [subject.at, "student"])]) if {
	subject.fact.student == false
} else := verdict.satisfied("employed", [relation(subject).at]) if {
	relation(subject).state == "provided"
} else := verdict.consult("not_employed", [relation(subject).at], relation(subject).since) if {
	relation(subject).state == "none"
} else := unavailable.assess(relation(subject))

relation(subject) := fact.read(subject, ["employment"])
