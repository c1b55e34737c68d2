# METADATA
# title: A fact that is not at hand
# description: |
#   What is said of a fact that is neither provided nor declared none: searched for in vain, refused, or not
#   there. For requirements where `none` is not an innocent 'nothing to collect' but an answer in itself (a
#   practice, a step, a desk), which they put in their own words; the others use lib/collected.
# custom:
#   reasons:
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "「{title}」は調査しましたが、確認できませんでした。"
#         en: "“{title}” was searched for and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "「{title}」について、回答が拒まれています。"
#         en: "An answer on “{title}” was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」についての記載がありません（基準日より後の申告、申告の署名より後に行ったこと、他の機関による申告は数えません）。"
#         en: "Nothing is stated on “{title}” (not counted: a declaration dated ahead, what was done after it was
#           signed, and the word of another institution)."
#       remedy:
#         ja: "状況を確認し、その内容を申告者・申告日とともに記載してください。"
#         en: "Find out how it stands, and enter it with who declares it and when."
package policy.lib.unavailable

import data.policy.lib.fact
import data.policy.lib.verdict

# METADATA
# description: the verdict on a fact as `fact.read` gives it, once `provided` and `none` have been dealt with
assess(found) := verdict.consult("unobtainable", [found.at], fact.since(found)) if {
	found.state == "unobtainable"
} else := verdict.consult("withheld", [found.at], fact.since(found)) if {
	found.state == "withheld"
} else := verdict.missing("absent", [found.at])
