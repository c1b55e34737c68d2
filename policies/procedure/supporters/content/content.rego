# METADATA
# title: Content of the support
# description: |
#   What the supporter gives: funds, goods, pay, a post and so on.
# custom:
#   id: RS-S3-01
#   title:
#     ja: 支援内容
#     en: Content of the support
#   description_ja: |
#     支援の内容（資金、物品提供、報酬、役職付与等）です。
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
#   inherits: [collected, fa, supporters]
package policy.procedure.supporters.content

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.supporters

id := "RS-S3-01"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.supporters]

assess(subject) := supporters.none_named if {
	subject.kind == "application"
} else := collected.assess(fact.read(subject, ["content"]))
