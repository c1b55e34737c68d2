# METADATA
# title: What was found of a body
# description: |
#   What was found of a joint institution: each entry with its source, the day on which that was looked at, and
#   whether the person who looked calls it adverse. What is adverse is collected all the same; what it means is
#   judged in RS-RA-01, for which each such entry raises a risk indicator.
# custom:
#   reasons:
#     provided_needs_judgement:
#       status: satisfied
#       message:
#         ja: "「{title}」の情報が収集され、懸念のある事項が含まれています。リスク評価（RS-RA-01）で判断を要します。"
#         en: "“{title}” has been collected. Some of it is adverse, and is to be judged under RS-RA-01."
#     source_undated:
#       status: missing_information
#       message:
#         ja: "「{title}」の情報源を確認した日が記載されていないか、公募の開始より前又は基準日より後の日付です。"
#         en: "The day of the look at the source of “{title}” is missing, before the call opened, or still to come."
#       remedy:
#         ja: "情報源を確認し、確認日を記載してください。公募の開始より前に確認した記載は、同じ情報源を改めて確認した記載があれば、そのまま残して差し支えありません。"
#         en: "Look at the source, and enter the day. What was found there before the call opened may stay, beside what
#           a new look at the same source found."
package policy.lib.assessed

import data.policy.lib.cleared
import data.policy.lib.collected
import data.policy.lib.disclosed
import data.policy.lib.indicator
import data.policy.lib.looks
import data.policy.lib.verdict

# METADATA
# description: the verdict on such a fact of a joint institution; what was judged adverse is not harmless without a word
of_partner(requirement, subject, found) := said if {
	assess(found).status == "satisfied"
	said := cleared.assess(requirement, subject, [found])
} else := assess(found)

# METADATA
# description: the verdict on such a fact as `fact.read` gives it
assess(fact) := of_declared(disclosed.assess(fact), fact)

of_declared(said, fact) := said if {
	said.status != "satisfied"
} else := said if {
	fact.state != "provided"
} else := verdict.missing("source_undated", [fact.at]) if {
	count(looks.own_days(fact, looks.first_day)) == 0
} else := verdict.satisfied("provided_needs_judgement", [fact.at]) if {
	adverse(fact)
} else := said

# METADATA
# description: the indicators that its entries raise
indicators(requirement, subject, fact) := indicator.raised_by(requirement, subject, "adverse", [place |
	some place in indicator.places(fact)
	not collected.harmless(place.entry)
])

adverse(fact) if {
	some entry in fact.entries
	not collected.harmless(entry)
}
