# METADATA
# title: Information in one place
# description: |
#   The unit manages the information in one place. It need not hold every detail itself: it is enough that what is
#   needed can be collected when it is needed. The fact is that route (`routine.retrieval`). The passage stands
#   under the heading that chapter 3 (関係者に求められる事項) will take up, so an institution that declares no such route is
#   referred to the FA, whose answer settles it.
#   Asked of each institution, of itself; of a joint one, of universities and research institutes in Japan, unless the
#   program asks it of all. `none` (no route) is consulted with the FA.
# custom:
#   id: RS-PRE-02
#   title:
#     ja: 情報の統一的な管理と収集の経路
#     en: Information managed in one place, or collected when needed
#   description_ja: |
#     部署は情報を統一的に管理します。すべての詳細情報を部署が持つ必要はなく、必要な時に必要な情報を収集できれば足ります。
#     確認するのは、その収集の経路（routine.retrieval）です。
#     この箇所も第3章（関係者に求められる事項）で検討される見出しの下にあるため、経路がないとする機関はFAと相談し、
#     その回答をもって充足とします。
#     各機関に、その機関自身について求めます。共同研究先の機関には、日本の大学・研究機関である場合（プログラムが求めるときは
#     すべての機関）に求めます。「該当なし」（経路がないこと）は、FAと相談します。
#   clause:
#     section: 第2章(3)
#     item: 平時
#     quote: 当部署で全ての詳細情報を管理する必要はなく、必要な時に必要な情報を収集し、組織としてのリスクマネジメントの 意思決定ができる体制とすること
#   actor: institution
#   stage: routine
#   classes: [governance]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part, own_word, routine, to_be_made, unavailable]
#   reasons:
#     in_place:
#       status: satisfied
#       message:
#         ja: "情報を統一的に管理し、又は必要な時に収集する経路が示されています。"
#         en: "The institution states how information is managed in one place or collected when needed."
#     no_route:
#       status: consult_fa
#       actor: institution
#       message:
#         ja: "情報を統一的に管理し、又は必要な時に収集する経路はないと申告されています（第3章で検討予定の事項です）。"
#         en: "The institution declares that there is no such route (chapter 3 is still pending)."
#       remedy:
#         ja: "経路を定めるか、当面の体制について資金配分機関（FA）と相談してください。"
#         en: "Set up a route, or consult the funding agency (FA) on the arrangement for the time being."
#   readings:
#     - ja: "見出しの注記（第3章で検討）がここにも及ぶと読み、経路がない場合もFAとの相談事項とします。"
#       en: >-
#         The note of the heading (chapter 3) is read to reach this too: no route is put to the FA.
#       reasons: [no_route]
package policy.procedure.routine.retrieval

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.routine
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict

id := "RS-PRE-02"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.institutions
]

assess(subject) := said if {
	said := routine.not_asked(subject)
} else := of_route(subject, fact.read(subject, ["routine", "retrieval"]))

of_route(subject, route) := said if {
	said := own_word.of_another(subject, route)
} else := verdict.satisfied("in_place", [route.at]) if {
	route.state == "provided"
} else := verdict.consult("no_route", [route.at], fact.since(route)) if {
	route.state == "none"
} else := to_be_made.or_unavailable(id, subject, route)
