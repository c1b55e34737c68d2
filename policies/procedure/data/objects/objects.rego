# METADATA
# title: Policy for what cannot be managed electronically
# description: |
#   The policy for devices, samples and the like that come about in the research. Where none is expected, the
#   requirement does not apply, with the reason.
#   Each institution says it of itself. `none` means that none is expected, and needs a reason; one that says
#   that there is no policy is read so.
# custom:
#   id: RS-D4-03
#   title:
#     ja: 電磁的な形態により管理できないものの管理方針
#     en: Policy for what cannot be managed electronically
#   description_ja: |
#     研究の過程で発生する装置、試料等の管理方針です。発生しない見込みであれば、理由を付して適用外となります。
#     各機関が、その機関自身について申告します。「該当なし」は発生しない見込みであることを意味し、理由を要します（理由が方針のないことを述べるときは、そのとおりに読みます）。
#   clause:
#     section: 第2章(3)
#     item: "(4)"
#     quote: 当該研究活動の過程で発生する電磁的な形態により管理できないもの (実験装置等の物品、実験サンプル等の試料等) の管理方針
#   actor: institution
#   stage: collection
#   classes: [research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part, own_word, to_be_made, unavailable]
#   reasons:
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」についての記載がありません（基準日より後の申告、他の機関による申告は数えません）。"
#         en: "Nothing is stated on “{title}” (not counted: a declaration dated ahead, and another institution's
#           word)."
#       remedy:
#         ja: "管理方針を記載するか、発生しない見込みであれば「該当なし」を、理由・申告者・申告日とともに記載してください。"
#         en: >-
#           Enter the policy, or declare `none` (nothing of the kind is expected) with the reason, who declares it and
#           when.
#     provided:
#       status: satisfied
#       message:
#         ja: "電磁的な形態により管理できないものの管理方針が示されています。"
#         en: "The policy for what cannot be managed electronically is there."
#     none_expected:
#       status: not_applicable
#       message:
#         ja: "電磁的な形態により管理できないものは発生しない見込みであると、理由とともに申告されています。"
#         en: "Nothing that cannot be managed electronically is expected, with the reason given."
#     no_policy:
#       status: unsatisfied
#       message:
#         ja: "電磁的な形態により管理できないものの管理方針がないと申告されています。"
#         en: "It was declared that there is no policy for what cannot be managed electronically."
#       remedy:
#         ja: "管理方針を定め、その対象と内容を記載してください。対象となるものがないときは、方針がないことではなく、対象がない理由を記載してください。"
#         en: "Set up a policy, and enter what it covers and what it says. Where there is nothing to have one for,
#           give the reason for that, and not that there is no policy."
#     none_without_reason:
#       status: missing_information
#       message:
#         ja: "電磁的な形態により管理できないものはないとされていますが、その理由が記載されていません。"
#         en: "It was declared that nothing of the kind is expected, without a reason."
#       remedy:
#         ja: "発生しないと見込む理由を記載してください。"
#         en: "Enter the reason why none is expected."
#   readings:
#     - ja: "「発生しない」ことは、理由を付せば適用外とします。"
#       en: >-
#         That none comes about is not applicable, with a reason.
#       reasons: [none_without_reason, none_expected]
#     - ja: "「該当なし」の理由が、管理方針を定めていないことを述べるときは、方針がないとの申告と読み、未充足とします。"
#       en: >-
#         Where the reason of `none` says that there is no policy, it is read so, and is unsatisfied.
#       reasons: [no_policy]
#     - ja: "DMPに挙げられた装置等（technical_resource）は、「発生しない」との申告と突き合わせません。計算機、共用の施設、ほかの機関の装置も挙げられるもので、その機関で電磁的に管理できないものが生じるかどうかは示さないためです。"
#       en: >-
#         The devices that a DMP lists (`technical_resource`) are not held against the word that nothing of the kind
#         is
#         expected: computers, shared facilities and other institutions' devices stand there too, so that they do not
#         show whether this institution has any.
#       reasons: [none_expected]
package policy.procedure.data.objects

import data.policy.lib.controls
import data.policy.lib.finding
import data.policy.lib.subjects

id := "RS-D4-03"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := controls.assess_used(id, subject, "objects", ["none_expected", []])
