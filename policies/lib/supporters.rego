# METADATA
# title: Where no supporter is named
# description: |
#   What (3) says where `lib/subjects` holds the application alone: it was declared that nobody else supports this
#   research, or whether anybody does is not known.
# custom:
#   reasons:
#     no_supporter:
#       status: not_applicable
#       message:
#         ja: "当該研究を支援する個人・法人（当該研究費の提供機関を除く。）はないと申告されているため、該当しません。"
#         en: "It was declared that nobody but the funder supports this research."
#     supporters_not_confirmed:
#       status: consult_fa
#       message:
#         ja: "当該研究を支援する個人・法人の有無を、確認できていません。"
#         en: "Whether anybody else supports this research could not be confirmed."
#       remedy:
#         ja: "調査した範囲又は提供が拒まれた理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched or why it was withheld."
#     supporters_not_known:
#       status: missing_information
#       message:
#         ja: "当該研究を支援する個人・法人の有無が、記載されていません。"
#         en: "Whether anybody else supports this research is not stated."
#       remedy:
#         ja: "支援者を記載するか、いない場合は「該当なし」を申告者・申告日とともに記載してください。"
#         en: "Name the supporters, or declare that there are none, with who declares it and when."
package policy.lib.supporters

import data.policy.lib.fact
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: the verdict for the application, where no supporter is there to be asked of
none_named := verdict.not_applicable("no_supporter", [listed.at]) if {
	listed.state == "none"
} else := verdict.consult("supporters_not_confirmed", [listed.at], listed.since) if {
	listed.state in {"unobtainable", "withheld"}
} else := verdict.missing("supporters_not_known", [listed.at])

listed := fact.read(subjects.lead[0], ["supporters"])
