# METADATA
# title: A term of the joint research contract
# description: |
#   Reads one term of the contracts between a joint institution and the others. Whether a term is adequate (適切性) is
#   a person's view, signed and with its rationale; there is no rule for it here. Of several contracts the worst counts.
#   A term that the contract does not hold, whether left out or declared none, is missing.
# custom:
#   reasons:
#     adequate:
#       status: satisfied
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」は、適切と判断されています。"
#         en: "“{title}” ({agreements}) was judged to be adequate."
#     inadequate:
#       status: unsatisfied
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」は、適切でないと判断されています。"
#         en: "“{title}” ({agreements}) was judged to be inadequate."
#       remedy:
#         ja: "相手方と契約・協定の見直しを協議し、見直した内容を改めて判断してください。"
#         en: "Negotiate a change of the contract and judge the changed term."
#     unsure:
#       status: consult_fa
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」が適切かどうか、判断がついていません。"
#         en: "Whether “{title}” ({agreements}) is adequate is left open."
#       remedy:
#         ja: "判断に迷う点を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what is in doubt."
#     not_judged:
#       status: missing_information
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」について、適切性の判断が記載されていません。"
#         en: "Nobody has judged whether “{title}” ({agreements}) is adequate."
#       remedy:
#         ja: "担当者が適切性を判断し、根拠、判断者及び判断日を記載してください。"
#         en: "Have a person judge its adequacy and enter the rationale, by whom and when."
#     no_term:
#       status: missing_information
#       message:
#         ja: "契約・協定（{agreements}）に「{title}」の定めが見当たりません。"
#         en: "“{title}”: no such term is known in {agreements}."
#       remedy:
#         ja: "該当する条項を記載してください。定めがない場合は、相手方と協議して定めてください。"
#         en: "Enter the clause; where there is none, agree on one with the partner."
#     no_agreement:
#       status: missing_information
#       message:
#         ja: "この共同研究先の機関との共同研究契約・協定が記載されていません。"
#         en: "No joint research contract with this institution was entered."
#       remedy:
#         ja: "契約・協定を記載してください。契約を要しない場合は、その理由を申告者・申告日とともに記載してください。"
#         en: "Enter the contract, or say why none is needed, with who declares it and when."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」は調査しましたが、確認できませんでした。"
#         en: "“{title}” ({agreements}) was searched for and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」の開示が拒まれています。"
#         en: "“{title}” ({agreements}) was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     contract_not_needed:
#       status: not_applicable
#       message:
#         ja: "この共同研究先の機関とは、共同研究契約・協定を要しないとされています。"
#         en: "No joint research contract with this institution is needed, with the reason given."
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
package policy.lib.terms

import data.policy.lib.fact
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: the verdict on one term (`scope`, `data_access`, …) of the contracts with a joint institution
assess(subject, term) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
} else := verdict.not_applicable("contract_not_needed", [not_needed(subject).at]) if {
	not_needed(subject).state == "provided"
	every statement in not_needed(subject).entries { is_string(statement.summary) }
} else := verdict.missing("no_agreement", ["/facts/agreements"]) if {
	count(readings(subject, term)) == 0
} else := said if {
	found := readings(subject, term)
	worst := [code | some code in worst_first; some reading in found; reading.reason == code][0]
	deciding := [reading | some reading in found; reading.reason == worst]
	said := {
		"status": statuses[worst],
		"reason": worst,
		"params": {"agreements": sort([reading.agreement | some reading in deciding])},
		"reads": [reading.at | some reading in deciding],
		"since": max([reading.since | some reading in deciding]),
	}
}

not_needed(subject) := fact.read(subject, ["partner", "contract_not_needed"])

# METADATA
# description: what each contract between the institution and the lead one says of the term
readings(subject, term) := [{"agreement": object.get(agreement, "id", "?"), "at": read.at, "since": read.since, "reason": reason(read)} |
	some i, agreement in input.facts.agreements
	subject.fact.id in agreement.between
	some lead in subjects.lead_institutions
	lead.fact.id in agreement.between
	read := fact.at(
		object.get(agreement, term, null),
		concat("/", ["/facts/agreements", format_int(i, 10), term]),
	)
]

reason(read) := worst if {
	read.state == "provided"
	views := {view(entry) | some entry in read.entries}
	worst := [code | some code in worst_first; code in views][0]
} else := read.state if {
	read.state in {"unobtainable", "withheld"}
} else := "no_term"

view(entry) := entry.adequacy.view if {
	fact.signed(entry.adequacy)
	entry.adequacy.view in {"adequate", "inadequate", "unsure"}
} else := "not_judged"

worst_first := ["inadequate", "no_term", "not_judged", "withheld", "unobtainable", "unsure", "adequate"]

statuses := {
	"inadequate": "unsatisfied",
	"no_term": "missing_information",
	"not_judged": "missing_information",
	"withheld": "consult_fa",
	"unobtainable": "consult_fa",
	"unsure": "consult_fa",
	"adequate": "satisfied",
}
