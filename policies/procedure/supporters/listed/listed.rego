# METADATA
# title: Supporters of this research
# description: |
#   Who, other than the funder, supports this research with money, gifts, goods or the like, research funding or
#   not: listed, or declared to be none (`none`: nobody). Each institution says it of itself; what a participating
#   institution puts into its own part is no support. The support a person received before stands under (1).
# custom:
#   id: RS-S3-00
#   title:
#     ja: 当該研究の支援者
#     en: Supporters of this research
#   description_ja: |
#     当該研究費の提供機関以外で、当該申請研究に資金、寄附、物品等の支援（研究費か否かを問わない）を行う者を列挙するか、
#     いないこと（「該当なし」）を申告します。各機関が、その機関自身について申告します。参加機関が自らの分担に充てるものは、
#     支援に当たりません。本人がこれまでに受けた支援は(1)で扱います。
#   clause:
#     section: 第2章(3)
#     item: "(3)"
#     quote: 当該研究費の提供機関以外であって、当該申請研究への助成、寄附、物品提供等の支援(研究費か否かを問わない) を行う個人又は法人について
#   actor: institution
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, disclosed, fa, own_part, own_word, to_be_made, whole]
#   reasons:
#     declared_in_part:
#       status: missing_information
#       message:
#         ja: "「{title}」の申告は期間（period）を区切ったもので、その期間の外については何も述べていません。"
#         en: "“{title}” was declared for a span of time (`period`), which says nothing of the time outside of it."
#       remedy:
#         ja: "期間を区切らずに（period を除くか、all として）申告してください。"
#         en: "Declare it without a span (leave `period` out, or `all`)."
#   readings:
#     - ja: "参加機関が自らの分担に充てる資金等は「支援」に含めません。各機関が、自らの分について申告します。"
#       en: >-
#         What a participating institution puts into its own part is no support. Each institution declares for
#         itself.
package policy.procedure.supporters.listed

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.whole

id := "RS-S3-00"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.institutions
]

assess(subject) := of_listed(subject, fact.read(subject, ["supporters"]))

of_listed(subject, listed) := said if {
	said := own_word.of_another(subject, listed)
} else := said if {
	said := to_be_made.assess(id, subject, listed)
} else := whole.assess(listed)
