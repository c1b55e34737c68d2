# METADATA
# title: Information systems that the PI manages
# description: |
#   The policy for the information systems that the PI (at a joint institution: the co-PI) manages (cyber security).
#   Where the PI manages none, the requirement does not apply.
# custom:
#   id: RS-D4-04b
#   title:
#     ja: 研究代表者（共同研究機関では研究分担者）が管理する情報システムの管理方針
#     en: Information systems that the PI (at a joint institution, the co-PI) manages
#   description_ja: |
#     研究代表者（共同研究機関では研究分担者）が管理する情報システムの管理方針（サイバーセキュリティ対策）です。
#     管理するシステムがなければ適用外です。
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
#   inherits: [fa, unavailable]
#   reasons:
#     provided:
#       status: satisfied
#       message:
#         ja: "研究代表者（共同研究機関では研究分担者）が管理する情報システムの管理方針が示されています。"
#         en: "The policy for the information systems that the PI (at a joint institution, the co-PI) manages is there."
#     none_managed:
#       status: not_applicable
#       message:
#         ja: "研究代表者（共同研究機関では研究分担者）が管理する情報システムはないと申告されています。"
#         en: "It was declared that the PI (at a joint institution, the co-PI) manages no information system."
package policy.procedure.data.pi_systems

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-D4-04b"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := verdict.not_applicable("none_managed", [policy(subject).at]) if {
	policy(subject).state == "none"
} else := verdict.satisfied("provided", [policy(subject).at]) if {
	policy(subject).state == "provided"
} else := unavailable.assess(policy(subject))

policy(subject) := fact.read(subject, ["controls", "pi_systems"])
