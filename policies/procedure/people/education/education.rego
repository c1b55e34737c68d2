# METADATA
# title: Education
# description: |
#   Education, with data of the supervisor where needed. Whether it is needed is a person's call: the supervisor's
#   data stand there, or are declared none with the reason why they are not needed. Education itself cannot be `none`.
# custom:
#   id: RS-P1-01a
#   title:
#     ja: 学歴
#     en: Education
#   description_ja: |
#     学歴であり、必要に応じて指導教官等の情報を含みます。必要かどうかは人が判断し、指導教官等の情報を記載するか、
#     不要である理由を付して「該当なし」とします。学歴そのものを「該当なし」とすることはできません。
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
#   inherits: [disclosed, fa, own_part, own_word, unavailable, whole]
#   reasons:
#     provided:
#       status: satisfied
#       message:
#         ja: "学歴が、指導教官等の情報とともに収集されています。"
#         en: "Education has been collected, with the supervisor’s data."
#     supervisor_not_needed:
#       status: satisfied
#       message:
#         ja: "学歴が収集され、指導教官等の情報は不要と理由を付して判断されています。"
#         en: "Education has been collected; the supervisor’s data were judged not to be needed, with a reason."
#     supervisor_unobtainable:
#       status: consult_fa
#       message:
#         ja: "必要とされた指導教官等の情報を調査しましたが、確認できませんでした。"
#         en: "The supervisor’s data were held to be needed, searched for, and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     supervisor_withheld:
#       status: consult_fa
#       message:
#         ja: "必要とされた指導教官等の情報の提供の同意が得られていません。"
#         en: "The supervisor’s data were held to be needed, and were withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     supervisor_undecided:
#       status: missing_information
#       message:
#         ja: "指導教官等の情報がなく、不要とする理由も記載されていません。"
#         en: "The supervisor’s data are missing, and so is a reason why they are not needed."
#       remedy:
#         ja: "指導教官等の情報を記載するか、不要と判断した理由を、判断した者・判断日とともに記載してください。情報提供の同意が得られない場合（withheld）と確認できない場合（unobtainable）は、その旨と理由を記載してください。"
#         en: "Enter the supervisor’s data, or the reason why they are not needed, with who judged so and when.
#           Where they were refused (`withheld`) or could not be had (`unobtainable`), enter that and why."
#   readings:
#     - ja: "指導教官等の情報が「必要」かどうかは人の判断とし、不要とする場合は理由を求めます。"
#       en: >-
#         Whether supervisors are needed (必要に応じて) is a person's call; where not, the reason is asked for.
#       reasons: [supervisor_undecided]
package policy.procedure.people.education

import data.policy.lib.disclosed
import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict
import data.policy.lib.whole

id := "RS-P1-01a"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.people]

assess(subject) := of_both(
	own_part.unless_withheld(id, subject, of_education(subject, disclosures.read(subject, "education"))),
	own_part.unless_withheld(id, subject, of_supervisor(subject, disclosures.read(subject, "supervisor"))),
)

# What the FA is asked about the course of study leaves nothing open of the supervisor, nor the other way round.
of_both(education, supervisor) := education if {
	education.status == "missing_information"
} else := supervisor if {
	supervisor.status == "missing_information"
} else := object.union(education, {"since": max([education.since, supervisor.since]), "reads": reads}) if {
	education.status == "consult_fa"
	supervisor.status == "consult_fa"
	reads := array.concat(education.reads, supervisor.reads)
} else := education if {
	education.status == "consult_fa"
} else := object.union(supervisor, {"reads": array.concat(education.reads, supervisor.reads)})

of_education(subject, declared) := said if {
	said := own_part.undisclosed(subject, declared)
} else := disclosed.renew(declared) if {
	disclosed.stale(declared)
} else := whole.in_part(declared) if {
	whole.limited(declared)
} else := verdict.satisfied("provided", [declared.at]) if {
	declared.state == "provided"
} else := unavailable.assess(declared)

of_supervisor(subject, supervisor) := said if {
	said := own_part.undisclosed(subject, supervisor)
} else := disclosed.renew(supervisor) if {
	disclosed.stale(supervisor)
} else := verdict.consult("supervisor_unobtainable", [supervisor.at], fact.since(supervisor)) if {
	supervisor.state == "unobtainable"
} else := verdict.consult("supervisor_withheld", [supervisor.at], fact.since(supervisor)) if {
	supervisor.state == "withheld"
} else := verdict.satisfied("provided", [supervisor.at]) if {
	supervisor.state == "provided"
} else := verdict.satisfied("supervisor_not_needed", [supervisor.at]) if {
	supervisor.state == "none"
	fact.says(supervisor.envelope.reason)
} else := verdict.missing("supervisor_undecided", [supervisor.at])
