# METADATA
# title: Content of the support
# description: |
#   What the supporter gives: funds, goods, pay, a post and so on, as the institution that it supports says. It cannot
#   be declared none.
# custom:
#   id: RS-S3-01
#   title:
#     ja: 支援内容
#     en: Content of the support
#   description_ja: |
#     支援の内容（資金、物品提供、報酬、役職付与等）です。支援を受ける機関が申告します。「該当なし」とすることは
#     できません。
#   clause:
#     section: 第2章(3)
#     item: "(3)"
#     quote: 支援内容(資金、物品提供、報酬、役職付与等)
#   actor: institution
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [supporter]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [disclosed, fa, own_part, own_word, supporters, unavailable]
#   reasons:
#     provided:
#       status: satisfied
#       message:
#         ja: "支援内容の情報が収集されています。"
#         en: "The content of the support has been collected."
package policy.procedure.supporters.content

import data.policy.lib.disclosed
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.subjects
import data.policy.lib.supporters
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-S3-01"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.supporters
]

assess(subject) := supporters.none_named if {
	subject.kind == "application"
} else := said if {
	said := own_word.of_another(supporters.supported(subject), given(subject))
} else := disclosed.renew(given(subject)) if {
	disclosed.stale(given(subject))
} else := verdict.satisfied("provided", [given(subject).at]) if {
	given(subject).state == "provided"
} else := unavailable.assess(given(subject))

given(subject) := fact.read(subject, ["content"])
