# METADATA
# title: The institution's information systems
# description: |
#   The institution's policy for its information systems (cyber security). Asked of the lead institution and, read
#   for it, of each joint institution.
#   Each institution says it of itself. A joint institution may say, with the reason, that it uses no system of its own:
#   then the requirement does not apply to it. Of the lead institution, `none` means that there is no policy.
# custom:
#   id: RS-D4-04a
#   title:
#     ja: 研究機関における情報システムの管理方針
#     en: The institution's information systems
#   description_ja: |
#     機関の情報システムの管理方針（サイバーセキュリティ対策）です。研究代表者の所属機関に加え、
#     読み替えにより共同研究先の各機関にも求めます。
#     各機関が、その機関自身について申告します。共同研究先の機関は、自らの情報システムを本研究に使用しないと、理由とともに
#     申告することができ、その場合は適用外です。研究代表者の所属機関の「該当なし」は、管理方針がないことを意味します。
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
#   inherits: [controls, fa, own_part, own_word, to_be_made, unavailable]
#   reasons:
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」についての記載がありません（基準日より後の申告、他の機関による申告は数えません）。"
#         en: "Nothing is stated on “{title}” (not counted: a declaration dated ahead, and another institution's word)."
#       remedy:
#         ja: "管理方針を、申告者・申告日とともに記載してください。共同研究先の機関が自らのものを本研究に使用しないときは、「該当なし」を理由とともに記載できます。"
#         en: >-
#           Enter the policy, with who declares it and when; a joint institution that uses none of its own may declare
#           `none`, with the reason.
package policy.procedure.data.systems

import data.policy.lib.controls
import data.policy.lib.finding
import data.policy.lib.subjects

id := "RS-D4-04a"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := controls.assess(id, subject, "systems")
