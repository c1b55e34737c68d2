# METADATA
# title: Foreign talent programs
# description: |
#   Participation in foreign talent programs. What open sources cannot confirm (unobtainable) is for consultation
#   with the FA, as the source says, and the FA's answer settles it.
# custom:
#   id: RS-P1-04
#   title:
#     ja: 外国の人材育成プログラムへの参加歴
#     en: Foreign talent programs
#   description_ja: |
#     外国の人材育成プログラムへの参加歴です。オープンソースの情報で確認できないもの（unobtainable）は、
#     手順書のとおりFAとの相談事項とし、その回答によって整います。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 外国の人材育成プログラムへの参加歴(OSDDにより確認できない情報についてはFAと相談)
#   actor: researcher
#   stage: collection
#   classes: [research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, fa]
package policy.procedure.people.talent_programs

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects

id := "RS-P1-04"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.people]

assess(subject) := collected.assess(fact.read(subject, ["disclosures", "talent_programs"]))
