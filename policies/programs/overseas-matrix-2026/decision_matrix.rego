# METADATA
# title: Decision matrix
# description: |
#   An example, modelled on a funder's factor × date matrix. The matrix is the program's own table, each cell with its
#   citation; nothing is added up or weighed. A relation is read by the row of the day on which it last held: its end,
#   or the day of the decision while it goes on (an end that lies ahead is no end yet). Before the first row, and where
#   the relation ended before the look-back, the matrix asks nothing. Of several relations the worst speaks. Where the
#   matrix requires or recommends mitigation a person judges: each such relation is a risk indicator, which RS-RA-01 and
#   RS-MT-00 take up. A measure alone settles this cell, not the judgement.
#   `none` (declared at OM-01) means that there is no relation.
# custom:
#   id: OM-02
#   title:
#     ja: 判断表による確認（例）
#     en: Decision matrix (example)
#   description_ja: |
#     例示です。要素と日付からなる判断表を用いる資金配分機関にならったものです。判断表はプログラム自身のもので、
#     各欄に典拠があり、点数の加算や重み付けはありません。関係は、それが最後にあった日（終了日。
#     続いていれば判定の日であり、将来の終了日はまだ終了としません）の行によって見ます。最初の行より前のもの、
#     さかのぼる期間より前に終わったものについて、判断表は何も求めません。複数の関係があるときは最も重いものによります。
#     軽減措置が必要又は推奨とされる関係は、それぞれリスク評価を要する事項としてRS-RA-01及びRS-MT-00で人が判断します。
#     措置だけでこの事項は整いますが、判断が済むわけではありません。
#     「該当なし」は、関係がないことを意味します（OM-01の申告）。
#   clause:
#     section: 公募要領（例）
#     item: 5章 5.3
#     quote: （例）申告された関係は、これが最後に存した日に応じ別表1により取り扱う。「不可」に当たる者は参画できない。「要措置」に当たるときは、担当者及び期限を定めた軽減措置を講ずる。
#   actor: institution
#   stage: judgement
#   classes: [research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     decision_matrix:
#       type: object
#       direction: set
#       description:
#         ja: "判断表（要素ごとの表題と行）"
#         en: "for each factor its title and its rows; a row holds from its day on, and cites the program's words"
#       schema:
#         minProperties: 1
#         propertyNames: {pattern: "^[a-z][a-z0-9_]*$"}
#         additionalProperties:
#           type: object
#           required: [title, rows]
#           additionalProperties: false
#           properties:
#             title: {$ref: "#/$defs/both"}
#             rows:
#               type: array
#               minItems: 1
#               items:
#                 type: object
#                 required: [from, outcome, citation]
#                 additionalProperties: false
#                 properties:
#                   from: {type: string, format: date}
#                   outcome: {enum: [prohibited, mitigation_required, mitigation_recommended, none]}
#                   citation: {$ref: "#/$defs/both"}
#         $defs:
#           both:
#             type: object
#             required: [ja, en]
#             additionalProperties: false
#             properties:
#               ja: {type: string, pattern: "\\S"}
#               en: {type: string, pattern: "\\S"}
#   inherits: [fa, own_part]
#   reasons:
#     not_declared:
#       status: missing_information
#       message:
#         ja: "判断表の掲げる関係の申告がないため、判断表による確認ができません。"
#         en: "The relations were not declared, so that the matrix cannot be read."
#       remedy:
#         ja: "本人から申告を得て記載してください（OM-01）。"
#         en: "Obtain the person's declaration and enter it (OM-01)."
#     not_confirmed:
#       status: consult_fa
#       message:
#         ja: "判断表の掲げる関係を確認できないか、申告が拒まれているため、判断表による確認ができません。"
#         en: "The relations could not be confirmed, or were withheld, so that the matrix cannot be read."
#       remedy:
#         ja: "調査した範囲又は拒まれた理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched or why it was refused."
#     no_relation:
#       status: satisfied
#       message:
#         ja: "判断表の掲げる関係はないと申告されています。リスクの有無を示すものではありません。"
#         en: "No relation of the matrix was declared. This says nothing on risk."
#     nothing_asked:
#       status: satisfied
#       message:
#         ja: "申告された関係（{relations}：{factors}）について、判断表の求める措置はありません。"
#         en: "The matrix asks nothing for what was declared ({relations}: {factors})."
#     mitigation_recommended:
#       status: satisfied
#       message:
#         ja: "申告された関係（{relations}：{factors}）について、判断表は軽減措置を推奨しています（{citations}）。措置を講じるかどうかは、リスク評価において判断します。"
#         en: "The matrix recommends mitigation for {relations}: {factors} ({citations}). It is for the risk judgement."
#     mitigated:
#       status: satisfied
#       message:
#         ja: "判断表が軽減措置を求める関係（{relations}：{factors}、{citations}）について、担当者と期限を定めた措置があります。十分かどうかは、リスク評価において判断します。"
#         en: "A measure with owner and due date answers {relations}: {factors} ({citations}), as the matrix requires."
#     measure_missing:
#       status: missing_information
#       actor: lead
#       message:
#         ja: "申告された関係（{relations}：{factors}）について、判断表は軽減措置を求めていますが（{citations}）、担当者と期限を定めた措置がありません。"
#         en: "The matrix requires mitigation for {relations}: {factors} ({citations}), and no measure names it."
#       remedy:
#         ja: "当該の関係に対する軽減措置を、理由、担当者及び期限を定めて記載し（対象者（people）を挙げるときは本人を含めます）、その indicators に次を記入してください：{keys}"
#         en: "Enter a measure for it, with its reason, owner and due date (where it names `people`, the person among
#           them), and under indicators: {keys}"
#     factor_not_in_matrix:
#       status: missing_information
#       message:
#         ja: "申告された関係（{relations}）の区分（{factors}）が、判断表にありません。"
#         en: "The factors {factors} of {relations} are not in the matrix."
#       remedy:
#         ja: "判断表のどの区分に当たるかを確かめ、区分（factor）を記載し直してください。"
#         en: "Find out which factor of the matrix it is, and correct the entry."
#     dates_do_not_fit:
#       status: missing_information
#       message:
#         ja: "申告された関係（{relations}）の開始日が確認日より後であるか、終了日が開始日より前です。"
#         en: "The start of {relations} lies ahead, or the end comes before the start."
#       remedy:
#         ja: "日付を確かめて記載を改めてください。これから始まる関係については、その扱いをプログラムの担当に確認してください。"
#         en: "Correct the dates; for a relation that is yet to begin, ask the program how it is to be treated."
#     prohibited:
#       status: unsatisfied
#       words: "「不可」に当たる者は参画できない"
#       message:
#         ja: "申告された関係（{relations}：{factors}）は、判断表において「不可」とされています（{citations}）。"
#         en: "The matrix prohibits what was declared ({relations}: {factors}; {citations})."
#       remedy:
#         ja: "関係の内容と日付に誤りがないかを本人に確かめてください。誤りがなければ、参画の見直しについて本人及びプログラムの担当と協議してください。"
#         en: "Check the entry with the person; if it is right, discuss the person's part with them and the program."
package policy.program.decision_matrix

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.measures
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.program.declared_factors

id := "OM-02"

findings := [finding.of_program(id, subject, assess(subject)) | some subject in subjects.people]

# METADATA
# description: one for each relation for which the matrix requires or recommends mitigation
indicators := [relation.indicator |
	some subject in subjects.people
	some relation in relations(subject)
	relation.reason in ["measure_missing", "mitigated", "mitigation_recommended"]
]

assess(subject) := worst(relations(subject)) if {
	declared(subject).state == "provided"
} else := verdict.satisfied("no_relation", [declared(subject).at]) if {
	declared(subject).state == "none"
} else := verdict.consult("not_confirmed", [declared(subject).at], since) if {
	declared(subject).state in ["unobtainable", "withheld"]
	since := declared_factors.not_had_since(subject)
} else := worst(open) if {
	# By another's word: it stands in for no declaration, and is heard where the matrix asks for something.
	open := [relation | some relation in relations(subject); relation.reason in ["prohibited", "measure_missing"]]
} else := said if {
	said := own_part.withheld_by_then(id, ["OM-01", id], subject, {
		"reads": [declared(subject).at],
		"since": declared_factors.not_had_since(subject),
	})
} else := verdict.missing("not_declared", [declared(subject).at])

declared(subject) := declared_factors.declared(subject)

# METADATA
# description: what is said of those relations that are furthest from being settled
worst(found) := said if {
	code := [code | some code in worst_first; some relation in found; relation.reason == code][0]
	deciding := [relation | some relation in found; relation.reason == code]
	said := {
		"status": status_of[code],
		"reason": code,
		"params": {
			"relations": sort([relation.id | some relation in deciding]),
			"factors": sort({relation.factor | some relation in deciding}),
			"citations": sort({citation | some relation in deciding; some citation in relation.citations}),
			"keys": sort([relation.indicator.key | some relation in deciding]),
		},
		"reads": [relation.at | some relation in deciding],
		"since": verdict.elsewhere,
	}
}

worst_first := [
	"prohibited", "dates_do_not_fit", "factor_not_in_matrix", "measure_missing",
	"mitigated", "mitigation_recommended", "nothing_asked",
]

status_of := {
	"prohibited": "unsatisfied",
	"dates_do_not_fit": "missing_information",
	"factor_not_in_matrix": "missing_information",
	"measure_missing": "missing_information",
	"mitigated": "satisfied",
	"mitigation_recommended": "satisfied",
	"nothing_asked": "satisfied",
}

# METADATA
# description: each relation that was declared, whoever did, with what the matrix says of it
relations(subject) := [{
	"id": name,
	"at": at,
	"factor": object.get(relation, "factor", "?"),
	"citations": [row.citation | row := row_of(relation)],
	"indicator": raised,
	"reason": reason(relation, raised.key),
} |
	found := fact.read(subject, ["factors"])
	found.state == "provided"
	some i, entry in found.entries
	relation := subjects.held(entry)
	name := subjects.name(relation, i)
	at := concat("/", [found.at, "entries", format_int(i, 10)])
	place := {"at": at, "since": fact.entry_declared_since(found.envelope, relation)}
	some raised in indicator.raised_by(id, subject, concat(".", ["factor", name]), [place])
]

reason(relation, key) := "dates_do_not_fit" if {
	not dated(relation)
} else := "measure_missing" if {
	outcome(relation) == "mitigation_required"
	not answered(key)
} else := said if {
	said := reason_for[outcome(relation)]
} else := "factor_not_in_matrix"

reason_for := {
	"prohibited": "prohibited",
	"mitigation_required": "mitigated",
	"mitigation_recommended": "mitigation_recommended",
	"none": "nothing_asked",
}

dated(relation) if {
	dates.reached(relation.start)
	end := object.get(relation, "end", input.as_of)
	dates.well_formed(end)
	relation.start <= end
}

# METADATA
# description: a measure for the person names the indicator, with an owner and a due date
answered(key) if {
	some measure in measures.taken
	measures.answers(measure, key)
	is_string(measure.owner)
	measures.reason(measure) in ["done", "planned"]
	not declined(measure)
}

# The FA did not accept it since it was chosen.
declined(measure) if {
	answer := measures.answer(measure)
	answer.result == "declined"
	answer.on >= measures.stands_since(measure)
}

# METADATA
# description: what the matrix says of a relation; undefined for a factor that it does not have
outcome(relation) := said if {
	said := row_of(relation).outcome
} else := "none" if {
	relation.factor in object.keys(data.policy.params.decision_matrix)
}

# METADATA
# description: |
#   the row that a relation is read by, of two that begin on one day the stricter; undefined before the first row, where
#   the relation ended before the look-back, and where its dates do not fit
row_of(relation) := found[0] if {
	dated(relation)
	not ended_before_look_back(relation)
	begun := [row |
		some row in data.policy.params.decision_matrix[relation.factor].rows
		row.from <= last_day(relation)
	]
	latest := max([row.from | some row in begun])
	found := [row | some said in strictest_first; some row in begun; row.from == latest; row.outcome == said]
}

strictest_first := ["prohibited", "mitigation_required", "mitigation_recommended", "none"]

ended_before_look_back(relation) if last_day(relation) < declared_factors.look_back

# METADATA
# description: the day on which the relation last held, today while it goes on
last_day(relation) := min([object.get(relation, "end", input.as_of), input.as_of])
