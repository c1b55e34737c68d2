# METADATA
# title: The lead institution covers its own team and managed data
# description: |
#   The institution of the PI manages risk for the researchers who belong to it, PI and participants alike, and
#   for the managed data (管理対象データ). Its roster must therefore name everyone in `people` who belongs to it, and
#   nobody else, the PI among them. Of the managed data it is asked here only that their state is known, be it
#   that there are none or that it could not be learnt; what follows from that is RS-D4-02's matter. Who counts as
#   a participant (students, staff) the source leaves open: see RS-SCP-04.
# custom:
#   id: RS-SCP-01
#   title:
#     ja: 所属研究者と管理対象データの把握（研究代表者の所属研究機関）
#     en: Own team and managed data of the PI's institution
#   description_ja: |
#     研究代表者の所属機関は、
#     所属する研究者（研究代表者及び研究参画者）と管理対象データについてリスクマネジメントを行います。
#     このため名簿には、研究者の一覧（people）のうちこの機関に所属する全員を、研究代表者を含めて過不足なく挙げます。
#     管理対象データについては、ここでは状況が把握されていること（ないこと、又は確認できなかったことを含む）だけを確認し、
#     その先はRS-D4-02で扱います。
#     学生・職員などを研究参画者に含めるかどうかを手順書は定めていません（RS-SCP-04）。
#   clause:
#     section: 第2章(3)
#     item: 対象範囲
#     quote: A大学に所属する研究者 (PI、研究参画者※1)、「管理対象データ※2」等の管理
#   actor: lead
#   stage: collection
#   classes: [governance, research_security]
#   subjects: [lead]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   reasons:
#     covered:
#       status: satisfied
#       message:
#         ja: "名簿が、所属する研究代表者・研究参画者と一致し、管理対象データの状況も記載されています。"
#         en: "The roster matches the PI and participants of the institution, and the managed data are accounted for."
#     no_roster:
#       status: missing_information
#       message:
#         ja: "所属する研究代表者・研究参画者の名簿がありません。"
#         en: "There is no roster of the institution's PI and participants."
#       remedy:
#         ja: "リスクマネジメントの対象とする所属研究者の名簿（roster）を、申告者・申告日とともに記載してください。"
#         en: "Enter the roster of the researchers covered, with who declares it and when."
#     pi_elsewhere:
#       status: missing_information
#       message:
#         ja: "研究代表者が、この機関の所属として記載されていません。"
#         en: "No PI is entered as belonging to this institution."
#       remedy:
#         ja: "研究代表者の所属機関、又は機関の役割（lead・joint）の記載を確認してください。"
#         en: "Check the PI's institution, or the roles (lead, joint) of the institutions."
#     not_in_roster:
#       status: missing_information
#       message:
#         ja: "この機関に所属する研究者のうち、名簿にない者がいます（{people}）。"
#         en: "Researchers of the institution are missing from its roster ({people})."
#       remedy:
#         ja: "名簿に加えてください。対象から外す場合は、範囲を資金配分機関（FA）と調整してください。"
#         en: "Add them to the roster. To leave them out, agree on the range with the funding agency (FA)."
#     not_of_institution:
#       status: missing_information
#       message:
#         ja: "名簿に、この機関の所属として記載されていない者がいます（{people}）。"
#         en: "The roster names people who are not entered as belonging to this institution ({people})."
#       remedy:
#         ja: "その者の情報を記載するか、所属又は名簿の記載を改めてください。"
#         en: "Enter the person, or correct the person's institution or the roster."
#     managed_data_unknown:
#       status: missing_information
#       message:
#         ja: "管理対象データについての記載がありません。"
#         en: "Nothing is stated on the managed data."
#       remedy:
#         ja: "管理対象データを記載するか、ない場合は「該当なし」を理由とともに記載してください。"
#         en: "Enter the managed data, or declare with a reason that there are none."
package policy.procedure.scope.own_team

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-SCP-01"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.lead]

assess(subject) := verdict.missing("no_roster", [roster(subject).at]) if {
	roster(subject).state != "provided"
} else := verdict.missing("pi_elsewhere", [subject.at, "/facts/people"]) if {
	not "pi" in roles(subject)
} else := verdict.with_params(
	verdict.missing("not_in_roster", reads(subject)),
	{"people": sort(left_out(subject))},
) if {
	count(left_out(subject)) > 0
} else := verdict.with_params(
	verdict.missing("not_of_institution", reads(subject)),
	{"people": sort(listed(subject) - team(subject))},
) if {
	count(listed(subject) - team(subject)) > 0
} else := verdict.satisfied("covered", array.concat(reads(subject), [managed.at])) if {
	managed.state != "absent"
} else := verdict.missing("managed_data_unknown", [managed.at])

reads(subject) := [roster(subject).at, "/facts/people"]

roster(subject) := fact.read(subject, ["roster"])

managed := fact.read(subjects.lead[0], ["managed_data"])

members(subject) := [person |
	some person in subjects.people
	person.fact.institution == subject.fact.id
]

team(subject) := {trim_prefix(person.ref, "person:") | some person in members(subject)}

left_out(subject) := (team(subject) - listed(subject)) | of_nobody

# METADATA
# description: people whom no institution claims; no roster covers them
of_nobody contains trim_prefix(person.ref, "person:") if {
	some person in subjects.people
	not object.get(person.fact, "institution", null) in {institution.fact.id | some institution in subjects.institutions}
}

roles(subject) := {person.fact.role | some person in members(subject)}

listed(subject) := {person(entry) | some entry in roster(subject).entries}

# METADATA
# description: whom an entry names; an entry that names nobody stands for someone unknown
person(entry) := entry.person if {
	is_string(entry.person)
} else := "?"
