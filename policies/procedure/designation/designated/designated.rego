# METADATA
# title: Designated program
# description: |
#   The procedure applies to programs that the state or the FA designated (特定研究開発プログラム), only a small part of the
#   competitive research funds; the FA says so in the call (平時の図: ※FAが公募要領に記載). Whether it did is read from the
#   program's edition, which the FA signs: an application need not repeat it. Where one does and its status differs,
#   the FA is asked, and the application is not out of scope for that. Only an edition that says that the program is
#   not designated, by whom and where, takes an application out of the procedure's scope; one that leaves it open, or
#   says nothing, never does.
#   It is the edition's word: an application has no `none` to declare.
# custom:
#   id: RS-DES-01
#   title:
#     ja: 特定研究開発プログラムの指定
#     en: Designation of the program
#   description_ja: |
#     手順書は、国又はFAが指定したプログラム（特定研究開発プログラム。競争的研究費のうちごく一部）に適用され、
#     FAは指定の旨を公募要領に記載します（平時の図の「※FAが公募要領に記載」）。指定の有無は、
#     FAが署名したプログラムの版によります。申請が繰り返して記載する必要はなく、記載が版と異なるときは、
#     対象外とせずにFAと相談します。申請が手順書の対象外となるのは、指定されていない旨が、
#     その主体と公募要領の該当箇所とともに版に示されている場合だけです。
#     版が未定とし、又は何も示していない場合は、対象外とはなりません。
#     プログラムの版によるもので、申請に「該当なし」という申告はありません。
#   clause:
#     section: 第2章(4)
#     item: 定義
#     quote: 特定研究開発プログラムは、経済安全保障の観点から特に技術流出の防止が必要として国又はFAが指定 する
#   actor: lead
#   stage: call
#   classes: [research_security, technology_area]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa]
#   reasons:
#     designated:
#       status: satisfied
#       message:
#         ja: "特定研究開発プログラムに指定されていることが、プログラムの版に示されています（{by}、{call_reference}）。"
#         en: "The program's edition says that the program is designated ({by}; {call_reference})."
#     not_designated:
#       status: not_applicable
#       outcome: out_of_scope
#       message:
#         ja: "特定研究開発プログラムに指定されていないことが、プログラムの版に示されており、手順書の対象外です。"
#         en: "The program's edition says that the program is not designated: the procedure
#           does not apply."
#     application_differs:
#       status: consult_fa
#       message:
#         ja: "申請の記載（{entered}）が、プログラムの版の示す指定の有無と異なります。"
#         en: "What the application says of the designation ({entered}) differs from the program's edition."
#       remedy:
#         ja: "公募要領を確かめて記載を改めるか削除し、なお異なるときは資金配分機関（FA）に照会してください。"
#         en: "Look it up in the call, and correct or remove the entry; where it still differs, ask the funding
#           agency (FA)."
#     pending:
#       status: consult_fa
#       message:
#         ja: "特定研究開発プログラムに指定されるかどうかは、プログラムの版では未定とされています。"
#         en: "The program's edition leaves open whether the program is designated."
#       remedy:
#         ja: "指定の有無を、資金配分機関（FA）に照会してください。"
#         en: "Ask the funding agency (FA) whether it is."
#     not_said:
#       status: consult_fa
#       message:
#         ja: "特定研究開発プログラムに指定されているかどうかが、指定者と公募要領の該当箇所とともにプログラムの版に示されていません。"
#         en: "The program's edition does not say whether the program is designated, by whom, and where the call
#           says so."
#       remedy:
#         ja: "指定の有無を、資金配分機関（FA）に照会してください。"
#         en: "Ask the funding agency (FA) whether it is."
package policy.procedure.designation.designated

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-DES-01"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.with_params(
	verdict.consult("application_differs", [entry(subject)], ""),
	{"entered": sort(differing)},
) if {
	count(differing) > 0
} else := verdict.with_params(verdict.satisfied("designated", []), place) if {
	said == "designated"
} else := verdict.with_params(verdict.not_applicable("not_designated", []), place) if {
	said == "not_designated"
} else := verdict.consult("pending", [], "") if {
	data.policy.designation.status == "pending"
} else := verdict.consult("not_said", [], "")

# METADATA
# description: what the edition says, where it says by whom and where; undefined where it leaves one of these open
said := data.policy.designation.status if {
	is_string(place.by)
	is_string(place.call_reference)
}

place := {"by": data.policy.designation.by, "call_reference": data.policy.designation.call_reference}

entry(subject) := concat("/", [subject.at, "program", "designation"])

# METADATA
# scope: document
# description: what the application repeats and has otherwise; not to know the status contradicts nothing
differing contains entered.status if {
	entered.status in ["designated", "not_designated"]
	entered.status != data.policy.designation.status
}

differing contains value if {
	some name, value in entered
	name in ["by", "call_reference"]
	value != data.policy.designation[name]
}

# Where the edition says nothing, an application that takes itself to be out of scope differs all the same.
differing contains entered.status if {
	entered.status == "not_designated"
	not said
}

entered := input.facts.program.designation
