# METADATA
# title: Papers
# description: |
#   Papers as first, corresponding or co-author. The source sets no look-back period: a program sets it with its
#   source, in years or from a day on; the period declared reaches from there to the opening of the call or later.
#   Without a look-back a declaration of the whole life (`all`) will do; otherwise the FA is asked, and its answer
#   settles the point. A list that is kept elsewhere will do, with the place and the day. `none` is an answer, for a
#   period likewise: there were none.
# custom:
#   id: RS-P1-03
#   title:
#     ja: 発表論文
#     en: Papers
#   description_ja: |
#     筆頭著者、責任著者、共著者としての論文です。さかのぼる期間を手順書は定めていません。プログラムが典拠とともに年数又は起算日を定め、
#     申告の対象期間がそこから公募の開始以降まで及ぶことを求めます。定めがない場合、全期間を対象とした申告（all）であれば足り、
#     それ以外はFAに確認し、その回答をもって充足とします。一覧が別の場所にある場合は、その場所と時点を記載すれば足ります。
#     「該当なし」にも対象期間を求めます。その期間に該当するものがないことを意味します。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 発表論文(筆頭著者、責任著者、共著者を対象)
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     papers_look_back_years:
#       type: integer
#       schema: {minimum: 1}
#       direction: increase
#       description:
#         ja: "発表論文をさかのぼる年数"
#         en: "how many years before the decision the declaration must cover"
#     papers_look_back_from:
#       type: string
#       schema: {format: date}
#       direction: decrease
#       description:
#         ja: "発表論文の起算日"
#         en: "the day from which on the declaration must cover; of two look-backs the longer counts"
#   inherits: [collected, disclosed, fa, own_part, own_word, periods]
package policy.procedure.people.papers

import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.periods
import data.policy.lib.subjects

id := "RS-P1-03"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

assess(subject) := of(subject, fact.kept_elsewhere(disclosures.read(subject, "papers")))

of(subject, declared) := said if {
	said := own_part.undisclosed(subject, declared)
} else := periods.assess(declared, look_backs)

look_backs := periods.days(years, from)

default years := null

years := data.policy.params.papers_look_back_years

default from := null

from := data.policy.params.papers_look_back_from
