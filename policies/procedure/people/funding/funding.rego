# METADATA
# title: Research funding received
# description: |
#   Research funding received. The source sets no look-back period: a program sets it with its source, in years or
#   from a day on; the period declared reaches from there to the opening of the call or later. Without a look-back a
#   declaration of the whole life (`all`) will do; otherwise the FA is asked, and its answer settles the point. A
#   list that is kept elsewhere will do, with the place and the day. `none` is an answer, for a period likewise:
#   there was none.
# custom:
#   id: RS-P1-01c
#   title:
#     ja: 研究費取得歴
#     en: Research funding received
#   description_ja: |
#     研究費取得歴です。さかのぼる期間を手順書は定めていません。プログラムが典拠とともに年数又は起算日を定め、
#     申告の対象期間がそこから公募の開始以降まで及ぶことを求めます。定めがない場合、全期間を対象とした申告（all）であれば足り、
#     それ以外はFAに確認し、その回答をもって充足とします。一覧が別の場所にある場合は、その場所と時点を記載すれば足ります。
#     「該当なし」にも対象期間を求めます。その期間に該当するものがないことを意味します。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 学歴(必要に応じて指導教官等の情報を含む)、研究歴、研究費取得歴
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     funding_look_back_years:
#       type: integer
#       schema: {minimum: 1}
#       direction: increase
#       description:
#         ja: "研究費取得歴をさかのぼる年数"
#         en: "how many years before the decision the declaration must cover"
#     funding_look_back_from:
#       type: string
#       schema: {format: date}
#       direction: decrease
#       description:
#         ja: "研究費取得歴の起算日"
#         en: "the day from which on the declaration must cover; of two look-backs the longer counts"
#   inherits: [collected, disclosed, fa, own_part, own_word, periods]
package policy.procedure.people.funding

import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.periods
import data.policy.lib.subjects

id := "RS-P1-01c"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

assess(subject) := of(subject, fact.kept_elsewhere(disclosures.read(subject, "funding")))

of(subject, declared) := said if {
	said := own_part.undisclosed(subject, declared)
} else := periods.assess(declared, look_backs)

look_backs := periods.days(years, from)

default years := null

years := data.policy.params.funding_look_back_years

default from := null

from := data.policy.params.funding_look_back_from
