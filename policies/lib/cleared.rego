# METADATA
# title: What was adverse once
# description: |
#   What was found of a body, marked as adverse and judged does not become harmless without a word: an entry that is
#   taken out, or marked otherwise, says why.
# custom:
#   reasons:
#     no_longer_adverse:
#       status: missing_information
#       message:
#         ja: "「{title}」に留意すべき事項（adverse）とされたものはありませんが、以前に記載された留意すべき事項についての判断が、リスク評価（risk.judgements）に記載されています。"
#         en: >-
#           “{title}”: nothing is marked as adverse, and the risk assessment (`risk.judgements`) has a judgement on what
#           was marked so before.
#       remedy:
#         ja: "以前に記載された事項が誤って外され、又は改められていないかを確かめ、そうであれば改めて記載してください。留意すべき事項でないことが分かったときは、その理由を申告の理由（reason）に、判断より前に述べた理由は改めて、記載してください。"
#         en: >-
#           See whether what stood there was taken out, or marked otherwise, by mistake, and enter it anew. Where it
#           turned out not to be adverse, let the declaration say why (`reason`), once more where it was said before the
#           judgement.
#   readings:
#     - ja: "判断された留意すべき事項が、すべて申告から除かれ、又は留意すべき事項でないと改められたときは、「該当なし」とされたときと同じく、その理由の記載を求めます。判断とこれについてのFAの回答や措置が、何についてのものかが分からなくなるためです。"
#       en: >-
#         Where all that was adverse, and judged, is declared no more, or marked as harmless, it is asked why, as where
#         it is declared none: else nobody can tell on what the judgement, the FA's answer and the measure are.
#       reasons: [no_longer_adverse]
package policy.lib.cleared

import data.policy.lib.collected
import data.policy.lib.indicator
import data.policy.lib.verdict

# METADATA
# description: |
#   the verdict where something adverse was judged of a subject, and none of these facts, one of which at least tells of
#   something, has anything adverse; undefined where one of them says why since then, or nothing was judged
assess(requirement, subject, reads) := verdict.missing(
	"no_longer_adverse",
	array.concat([read.at | some read in reads], ["/facts/risk/judgements"]),
) if {
	last := indicator.last_judged(requirement, subject, "adverse")
	entries := [entry | some read in reads; read.state == "provided"; some entry in read.entries]
	count(entries) > 0
	every entry in entries { collected.harmless(entry) }
	count([read | some read in reads; indicator.explained(read, last)]) == 0
}
