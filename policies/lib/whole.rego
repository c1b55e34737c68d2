# METADATA
# title: A declaration of the whole
# description: |
#   What (1) and (3) ask for without a limit in time (処分歴, 参加歴, who supports this research) is declared as a whole: a
#   declaration that says itself that it covers a span (`period`) says nothing of the time outside of it. Where a span
#   is an answer (research funding, papers), `lib/periods` reads it. What was found of a body may go back for some
#   years; but what was found, or not, of a time that was over when the call opened says nothing of what came after.
# custom:
#   reasons:
#     declared_in_part:
#       status: missing_information
#       message:
#         ja: "「{title}」の申告は期間（period）を区切ったもので、その期間の外については何も述べていません。"
#         en: "“{title}” was declared for a span of time (`period`), which says nothing of the time outside of it."
#       remedy:
#         ja: "期間を区切らずに（period を除くか、all として）申告を受けてください。機関・支援者の調査であれば、公募の開始以降までを対象とする期間でも足ります。"
#         en: >-
#           Have it declared without a span (leave `period` out, or `all`); for what was found of a body, a span that
#           reaches to the opening of the call or later will do.
#   readings:
#     - ja: "さかのぼる期間を認める記載のない事項（研究歴、参加歴、処分歴、支援者など）は、全体についての申告を求めます。期間を区切った申告は、その前後について何も述べていないためです。機関・支援者について調査した期間は区切ってもよいものの、公募の開始より前に終わるときは、見いだしたものがあっても、その後について何も述べていないと読みます。期間の記載がなければ、全体についての申告と読みます。"
#       en: >-
#         Where nothing limits how far back an item reaches (a career, talent programs, sanctions, supporters), it is
#         declared as a whole: a declaration for a span says nothing of the time before and after. What was found of a
#         body or a supporter may be of a span; but one that ended before the call opened says nothing of what came
#         after, whatever was found. One without a span is read to be of the whole.
#       reasons: [declared_in_part]
package policy.lib.whole

import data.policy.lib.disclosed
import data.policy.lib.recent
import data.policy.lib.verdict

# METADATA
# description: the verdict on a fact as `fact.read` gives it, of which there is no span that would do
assess(found) := in_part(found) if {
	limited(found)
} else := disclosed.assess(found)

# METADATA
# description: a declaration that says of itself that it covers a span
limited(found) if {
	found.state in ["provided", "none"]
	found.envelope.period != "all"
}

# METADATA
# description: what is said to be there, or not, is of a time that was over when the call opened
over(found) if {
	found.state in ["provided", "none"]
	found.envelope.period.end < recent.opened
}

# METADATA
# description: the verdict on such a declaration
in_part(found) := verdict.missing("declared_in_part", [found.at])
