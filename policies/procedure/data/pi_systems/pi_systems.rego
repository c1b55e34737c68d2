# METADATA
# title: Information systems that the PI manages
# description: |
#   The policy for the information systems that the PI (at a joint institution: the co-PI) manages (cyber security).
#   Each institution says it of itself. `none` means that the PI manages none, and needs a reason: then the requirement
#   does not apply. One that says that there is no policy is read so.
# custom:
#   id: RS-D4-04b
#   title:
#     ja: 研究代表者（共同研究機関では研究分担者）が管理する情報システムの管理方針
#     en: Information systems that the PI (at a joint institution, the co-PI) manages
#   description_ja: |
#     研究代表者（共同研究機関では研究分担者）が管理する情報システムの管理方針（サイバーセキュリティ対策）です。
#     各機関が、その機関自身について申告します。「該当なし」は管理するシステムがないことを意味し、理由を要します
#     （その場合は適用外です。理由が方針のないことを述べるときは、そのとおりに読みます）。
#   clause:
#     section: 第2章(3)
#     item: "(4)"
#     quote: 研究代表者が所属する研究機関における情報システム及び研究代表者が管理する情報システムの管理方針 (サイバーセキュリティ対策)
#   actor: institution
#   stage: collection
#   classes: [governance, research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part, own_word, to_be_made, unavailable]
#   reasons:
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」についての記載がありません（基準日より後の申告、他の機関による申告は数えません）。"
#         en: "Nothing is stated on “{title}” (not counted: a declaration dated ahead, and another institution's word)."
#       remedy:
#         ja: "管理方針を記載するか、自ら管理する情報システムがなければ「該当なし」を、理由・申告者・申告日とともに記載してください。"
#         en: >-
#           Enter the policy, or declare `none` (no system of one's own) with the reason, who declares it and when.
#     provided:
#       status: satisfied
#       message:
#         ja: "研究代表者（共同研究機関では研究分担者）が管理する情報システムの管理方針が示されています。"
#         en: "The policy for the information systems that the PI (at a joint institution, the co-PI) manages is there."
#     none_managed:
#       status: not_applicable
#       message:
#         ja: "研究代表者（共同研究機関では研究分担者）が管理する情報システムはないと、理由とともに申告されています。"
#         en: "The PI (at a joint institution, the co-PI) is said to manage none, with the reason given."
#     no_policy:
#       status: unsatisfied
#       message:
#         ja: "研究代表者（共同研究機関では研究分担者）が管理する情報システムの管理方針がないと申告されています。"
#         en: "It was declared that there is no policy for the systems that the PI (there, the co-PI) manages."
#       remedy:
#         ja: "管理方針を定め、その対象と内容を記載してください。対象となるものがないときは、方針がないことではなく、対象がない理由を記載してください。"
#         en: "Set up a policy, and enter what it covers and what it says. Where there is nothing to have one for, give
#           the reason for that, and not that there is no policy."
#     none_before_joining:
#       status: missing_information
#       message:
#         ja: "研究代表者（共同研究機関では研究分担者）が管理する情報システムはないとの申告は、その後に加わった者（{people}）についてのものではありません。加わることは{since}に分かっています。"
#         en: "That the PI (at a joint institution, the co-PI) manages none was said before {people} joined, which was
#           known on {since}."
#       remedy:
#         ja: "加わった者の管理する情報システムの有無を確認し、管理方針を記載するか、「該当なし」を改めて申告してください。"
#         en: "Ask what systems they manage; enter the policy, or declare `none` anew."
#     none_without_reason:
#       status: missing_information
#       message:
#         ja: "研究代表者（共同研究機関では研究分担者）が管理する情報システムはないとされていますが、その理由が記載されていません。"
#         en: "The PI (at a joint institution, the co-PI) is said to manage none, without a reason."
#       remedy:
#         ja: "管理する情報システムがない理由を記載してください。"
#         en: "Enter the reason why there is none."
#   readings:
#     - ja: "「該当なし」の理由が、管理方針を定めていないことを述べるときは、方針がないとの申告と読み、未充足とします。"
#       en: >-
#         Where the reason of `none` says that there is no policy, it is read so, and is unsatisfied.
#       reasons: [no_policy]
#     - ja: "管理する情報システムがないとの申告は、申告の日に加わることが分かっていた研究代表者（研究分担者）についてのものと読みます。名簿により後から加わった研究代表者・研究分担者があるときは、改めての申告を求めます。"
#       en: >-
#         That none is managed was said of the PI, or co-PI, of whom it was known by then. Where by the roster another
#         joined later, it is to be said anew.
#       reasons: [none_before_joining]
package policy.procedure.data.pi_systems

import data.policy.lib.controls
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.roster
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-D4-04b"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := of(subject, fact.read(subject, ["controls", "pi_systems"]), said) if {
	days := [day | some [_, day] in joined_since(subject, "")]
	said := controls.assess_used(id, subject, "pi_systems", ["none_managed", days])
}

of(subject, policy, said) := verdict.with_params(
	verdict.missing("none_before_joining", [policy.at, concat("/", [subject.at, "roster"])]),
	{"people": sort([name | some [name, _] in late]), "since": max([day | some [_, day] in late])},
) if {
	said.reason == "none_managed"
	late := joined_since(subject, fact.since(policy))
	count(late) > 0
} else := said

# The PIs and co-PIs there of whom it was not known on a day that they would join.
joined_since(subject, said_on) := [[person.fact.id, day] |
	some person in subjects.named_people
	person.owner == subject.fact.id
	person.fact.role in ["pi", "co_pi"]
	day := roster.joined(person)
	day > said_on
]
