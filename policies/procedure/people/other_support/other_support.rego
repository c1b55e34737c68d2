# METADATA
# title: Support other than research funds
# description: |
#   Support that is not research money, such as pay, scholarship, donation, side post or honorary post. It is the
#   person's history; support for this research is asked for in (3), and the two are not merged.
#   `none` is an answer: the person had no such support. What it means is weighed through the mark of due diligence.
# custom:
#   id: RS-P1-02
#   title:
#     ja: 研究費以外の支援等取得歴
#     en: Support other than research funds
#   description_ja: |
#     報酬・給与、奨学金、寄附金、兼職、名誉職など、研究費以外の支援です。ここで扱うのは本人の経歴であり、
#     当該研究への支援は(3)で扱います。両者を一つにまとめることはしません。
#     「該当なし」は、そのような支援を受けていないことを意味します。その意味はデュー・ディリジェンスの所見で考慮します。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 研究費以外の支援等取得歴 (報酬・給与、奨学金、寄附金、兼職、名誉職等)
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, disclosed, fa, own_part, own_word, whole]
#   readings:
#     - ja: "(1)は本人がこれまでに受けた支援、(3)は当該申請研究への支援と読み、二つを合わせません。"
#       en: >-
#         (1) is what the person was given so far, (3) what supports this research: they are not merged.
package policy.procedure.people.other_support

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.whole

id := "RS-P1-02"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.people]

assess(subject) := of(subject, fact.read(subject, ["disclosures", "other_support"]))

of(subject, declared) := said if {
	said := own_part.undisclosed(id, subject, declared)
} else := whole.assess(declared)
