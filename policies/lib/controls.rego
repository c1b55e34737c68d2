# METADATA
# title: A management policy of the institution
# description: |
#   Reads a policy of an institution for its systems or places (`controls`), each institution for itself. A joint
#   institution may say, with the reason, that none of its own is used in this research. Of the lead institution,
#   `none` means that there is no policy; so it does wherever the reason says so.
# custom:
#   reasons:
#     provided:
#       status: satisfied
#       message:
#         ja: "「{title}」の管理方針が示されています。"
#         en: "“{title}”: the policy is there."
#     none_used:
#       status: not_applicable
#       message:
#         ja: "「{title}」について、この共同研究先の機関は、自らのものを本研究に使用しないと、理由とともに申告しています。"
#         en: "“{title}”: this joint institution declares, with the reason, that none of its own is used."
#     none_without_reason:
#       status: missing_information
#       message:
#         ja: "「{title}」について、この共同研究先の機関は該当なしとしていますが、その理由が記載されていません。"
#         en: "“{title}”: this joint institution declares none, without a reason."
#       remedy:
#         ja: "自らのものを本研究に使用しない理由を記載するか、管理方針を記載してください。"
#         en: "Enter the reason why none of its own is used, or enter the policy."
#     no_policy:
#       status: unsatisfied
#       message:
#         ja: "「{title}」について、管理方針がないと申告されています。"
#         en: "“{title}”: the institution declares that it has no policy."
#       remedy:
#         ja: "管理方針を定め、その対象と内容を記載してください。対象となるものがないときは、方針がないことではなく、対象がない理由を記載してください。"
#         en: "Set up a policy, and enter what it covers and what it says. Where there is nothing to have one for, give
#           the reason for that, and not that there is no policy."
#   readings:
#     - ja: "管理方針がない（none）との申告は未充足とします。(4)は管理方針の確認を求めており、「方針がない」ことは確認の結果として整ったものとはいえないためです。"
#       en: >-
#         A policy declared none is unsatisfied: (4) asks for the policy (管理方針), and that there is none is no
#         answer that settles it.
#       reasons: [no_policy]
#     - ja: "「研究代表者が所属する研究機関」等は、読み替えにより共同研究機関にも及ぶものと読みます（「(1)に関し」との文言にかかわらず、(3)～(5)を確認するとされているため）。自らの情報システム・施設を用いないときは、その旨と理由で足ります。"
#       en: >-
#         The reading-over (読み替え) is read to reach (4) as well, though the sentence says 以下の(1)に関し: it goes on
#         to say that (3) to (5) are checked there. A joint institution that uses none of its own says so,
#         with the reason.
#       reasons: [none_used, none_without_reason]
package policy.lib.controls

import data.policy.lib.fact
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.to_be_made
import data.policy.lib.verdict

# METADATA
# description: the verdict on the policy of an institution for what stands under `name` in its `controls`
assess(requirement, subject, name) := own_part.unless_withheld(
	requirement,
	subject,
	of_policy(requirement, subject, policy, of_none(subject, policy)),
) if {
	policy := fact.read(subject, ["controls", name])
}

# METADATA
# description: |
#   the same where there may be nothing to have a policy for: `reason` is that of the verdict on a `none` that says why,
#   `days` are those since when there is what it would be for
assess_used(requirement, subject, name, [reason, days]) := own_part.unless_withheld(
	requirement,
	subject,
	verdict.no_earlier(of_policy(requirement, subject, policy, with_reason(policy, reason)), days),
) if {
	policy := fact.read(subject, ["controls", name])
}

of_policy(requirement, subject, policy, on_none) := said if {
	said := own_word.of_another(subject, policy)
} else := verdict.unsatisfied("no_policy", [policy.at]) if {
	policy.state == "provided"
	some entry in policy.entries
	says_no_policy(entry.policy)
} else := verdict.satisfied("provided", [policy.at]) if {
	policy.state == "provided"
} else := on_none if {
	policy.state == "none"
} else := to_be_made.or_unavailable(requirement, subject, policy)

of_none(subject, policy) := verdict.unsatisfied("no_policy", [policy.at]) if {
	subject.fact.role != "joint"
} else := with_reason(policy, "none_used")

# A reason that says that there is no policy is no reason why there is nothing to have one for.
with_reason(policy, reason) := verdict.unsatisfied("no_policy", [policy.at]) if {
	says_no_policy(policy.envelope.reason)
} else := verdict.not_applicable(reason, [policy.at]) if {
	fact.says(policy.envelope.reason)
} else := verdict.missing("none_without_reason", [policy.at])

says_no_policy(text) if text in input.prepared.says_no_policy
