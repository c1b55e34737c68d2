# METADATA
# title: Risk judgement, consulted with the FA
# description: |
#   Each risk indicator that was raised has a judgement by a person of the institution, consulted with the FA. The
#   source sets no criteria, so there is no score and no level here: until the FA has answered, and where it does
#   not agree, the matter stays with the FA. An answer that is older than the judgement is no answer to it.
# custom:
#   id: RS-RA-01
#   title:
#     ja: リスク評価
#     en: Risk judgement, consulted with the FA
#   description_ja: |
#     挙がったリスク指標ごとに、機関の担当者が判断し、FAと相談します。手順書は基準を定めていないため、
#     点数も段階も用いません。FAの回答があるまで、またFAが同意しない場合は、FAとの相談が続きます。
#     判断より前の日付の回答は、その判断への回答とはみなしません。
#   clause:
#     section: 第2章(3)
#     item: リスク評価
#     quote: リスク評価では多様な事案が想定され、明確な判断基準の設定が難しいことから、当面は資金配分機関と相談・調整しながら対応 することとする
#   actor: institution
#   stage: judgement
#   classes: [research_security]
#   subjects: [indicator]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   reasons:
#     no_indicator:
#       status: not_applicable
#       message:
#         ja: "判断を要するリスク指標は挙がっていません。リスクがないことを示すものではありません。"
#         en: "No risk indicator was raised. This does not say that there is no risk."
#     fa_accepted:
#       status: satisfied
#       message:
#         ja: "リスク指標（{indicator}）に対する機関の判断について、資金配分機関（FA）と相談・調整し、その了承が記録されています。"
#         en: "The judgement on {indicator} was consulted with the funding agency (FA), which accepted it."
#     fa_disagreed:
#       status: consult_fa
#       message:
#         ja: "リスク指標（{indicator}）に対する機関の判断に、資金配分機関（FA）は同意していません。"
#         en: "The funding agency (FA) does not agree with the judgement on {indicator}."
#       remedy:
#         ja: "資金配分機関（FA）の示した理由を踏まえ、判断と軽減措置を見直して、改めて相談・調整してください。"
#         en: "Review judgement and measures in view of the reasons that the FA gave, and consult it again."
#     not_answered:
#       status: consult_fa
#       message:
#         ja: "リスク指標（{indicator}）に対する機関の判断について、判断後の資金配分機関（FA）の回答が記録されていません。"
#         en: "No answer of the funding agency (FA) since the judgement on {indicator} is recorded."
#       remedy:
#         ja: "判断とその根拠を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing the judgement and its rationale."
#     not_judged:
#       status: missing_information
#       message:
#         ja: "リスク指標（{indicator}）に対する機関の判断が記載されていません。"
#         en: "Nobody of the institution has judged {indicator}."
#       remedy:
#         ja: "担当者が判断し、根拠、判断者及び判断日を記載してください。"
#         en: "Have a person judge it and enter the rationale, by whom and when."
package policy.procedure.risk.judgement

import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-RA-01"

findings := [finding.of(id, subject, assess(subject)) | some subject in raised]

assess(subject) := verdict.not_applicable("no_indicator", []) if {
	subject.kind == "application"
} else := verdict.with_params(verdict.missing("not_judged", reads(subject)), indicator(subject)) if {
	not judged(views(subject))
} else := verdict.with_params(verdict.consult("fa_disagreed", reads(subject)), indicator(subject)) if {
	answer(subject).result == "declined"
} else := verdict.with_params(verdict.satisfied("fa_accepted", reads(subject)), object.union(
	indicator(subject),
	{"teller": answer(subject).teller},
)) if {
	answer(subject).result == "accepted"
	every view in views(subject) { view.said.on <= answer(subject).on }
} else := verdict.with_params(verdict.consult("not_answered", reads(subject)), indicator(subject))

indicator(subject) := {"indicator": subject.fact.key}

answer(subject) := fa.on_indicator(subject.fact.key)

reads(subject) := array.concat([subject.at], array.concat([view.at | some view in views(subject)], answer(subject).at))

# METADATA
# description: what the institution says of one indicator
views(subject) := [{"said": said, "at": concat("/", ["/facts/risk/judgements", format_int(i, 10)])} |
	some i, said in input.facts.risk.judgements
	said.indicator == subject.fact.key
]

judged(views) if {
	count(views) > 0
	every view in views {
		is_string(view.said.view)
		fact.signed(view.said)
	}
}

# METADATA
# description: every indicator that a requirement raised, once; the application alone where there is none
raised := subjects.or_application([subject |
	some key, found in by_key
	subject := {"kind": "indicator", "ref": concat(":", ["indicator", key]), "at": place(found), "fact": found}
])

by_key[key] := found if {
	some key in {entry.key | some entry in entries}
	found := sort([entry | some entry in entries; entry.key == key])[0]
}

place(found) := pointer if {
	pointer := found.reads[0]
} else := "/facts"

entries := array.concat(
	[entry | entry := data.policy.procedure[_][_].indicators[_]],
	[entry | entry := data.policy.program[_].indicators[_]],
)
