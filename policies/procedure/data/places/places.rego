# METADATA
# title: Facilities expected to be used
# description: |
#   The policy for the buildings, rooms and labs that the PI and the participants expect to use (security). Asked of
#   the lead institution and, read for it, of each joint institution.
# custom:
#   id: RS-D4-05
#   title:
#     ja: 使用する見込みの施設・設備の管理方針
#     en: Facilities expected to be used
#   description_ja: |
#     研究代表者及び研究参画者が使用する見込みの建屋、居室、実験室等の管理方針（セキュリティ対策）です。
#     研究代表者の所属機関に加え、読み替えにより共同研究先の各機関にも求めます。
#   clause:
#     section: 第2章(3)
#     item: "(4)"
#     quote: 当該研究活動で研究代表者及び研究参画者が使用する見込みの施設・設備(建屋、居室、実験室等)の管理方針(セキュリティ対策)
#   actor: institution
#   stage: collection
#   classes: [governance, research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, fa]
package policy.procedure.data.places

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects

id := "RS-D4-05"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := collected.assess(fact.read(subject, ["controls", "places"]))
