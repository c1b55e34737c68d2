# METADATA
# title: A practice of the institution
# description: |
#   Reads what an institution does in normal times (`routine`), each institution for itself. `none` is no innocent
#   'nothing to collect': it means that the information is not collected. Where there is nothing to collect yet, the
#   institution says how it would be.
# custom:
#   reasons:
#     provided:
#       status: satisfied
#       message:
#         ja: "「{title}」をどのように収集し、把握しているかが示されています。"
#         en: "“{title}”: the institution states how it is collected."
#     not_collected:
#       status: unsatisfied
#       message:
#         ja: "「{title}」は収集していないと申告されています。"
#         en: "“{title}”: the institution declares that it is not collected."
#       remedy:
#         ja: "情報を収集する仕組みを整え、その概要を記載してください。収集の対象がまだない場合は、生じたときにどう収集するかを記載してください。"
#         en: "Set up how it is collected and enter a summary; with nothing to collect yet, say how it would be."
#   readings:
#     - ja: "平時の情報を「収集していない」との申告は未充足とします。ページの表題が平時から収集する情報であるためです。まだ対象がないときは、どう収集するかの記載で足ります。"
#       en: >-
#         ‘Not collected’ is unsatisfied: the page lists what is collected in normal times (平時から収集する情報). With
#         nothing to collect yet, saying how it would be is enough.
#       reasons: [not_collected]
package policy.lib.practice

import data.policy.lib.fact
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.routine
import data.policy.lib.to_be_made
import data.policy.lib.verdict

# METADATA
# description: the verdict on what an institution collects; `name` is its key under `routine`
assess(requirement, subject, name) := said if {
	said := routine.not_asked(subject)
} else := own_part.unless_withheld(
	requirement,
	subject,
	of_stated(requirement, subject, fact.read(subject, ["routine", name])),
)

of_stated(requirement, subject, stated) := said if {
	said := own_word.of_another(subject, stated)
} else := verdict.satisfied("provided", [stated.at]) if {
	stated.state == "provided"
} else := verdict.unsatisfied("not_collected", [stated.at]) if {
	stated.state == "none"
} else := to_be_made.or_unavailable(requirement, subject, stated)
