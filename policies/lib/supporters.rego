# METADATA
# title: Where no supporter is named
# description: |
#   What (3) says where `lib/subjects` holds the application alone: nobody else supports this research, or who does
#   is not known. Requirements that use it inherit this reason beside those of `lib/collected`.
# custom:
#   reasons:
#     no_supporter:
#       status: not_applicable
#       message:
#         ja: "当該研究費の提供機関以外に、当該研究を支援する個人・法人はないと申告されています。"
#         en: "It was declared that nobody but the funder supports this research."
package policy.lib.supporters

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: the verdict for the application, where no supporter is there to be asked of
none_named := verdict.not_applicable("no_supporter", [listed.at]) if {
	listed.state == "none"
} else := collected.assess(listed) if {
	listed.state in {"unobtainable", "withheld"}
} else := verdict.missing("absent", [listed.at])

listed := fact.read(subjects.application, ["supporters"])
