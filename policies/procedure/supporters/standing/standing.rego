# METADATA
# title: The supporter's compliance and reputation
# description: |
#   Compliance violations and reputation of the supporter; its capital as well where it is a private company, or
#   where its kind is not known. What a person marked as adverse raises a risk indicator, which RS-RA-01 takes up;
#   there is no criterion for it here. The institution that is supported says it. `none` of violations and of bad
#   repute is an answer; of a company's capital it means that it was not looked into, which is not met.
# custom:
#   id: RS-S3-03
#   title:
#     ja: 支援者のコンプライアンス違反の有無、レピュテーション等
#     en: The supporter's compliance and reputation
#   description_ja: |
#     支援者のコンプライアンス違反とレピュテーションです。民間企業の場合、又は種類が分からない場合は、
#     資本（株式）構成も求めます。留意すべき情報とされたものはリスク評価を要する事項として挙げてRS-RA-01で判断し、
#     ここに基準はありません。支援を受ける機関が申告します。コンプライアンス違反・レピュテーションの「該当なし」は回答に
#     なりますが、民間企業の資本構成の「該当なし」は調べていないことを意味し、未充足です。
#   clause:
#     section: 第2章(3)
#     item: "(3)"
#     quote: 支援者(支援機関)に関するコンプライアンス違反、レピュテーションに関する情報(民間企業の場合は、資本(株式)構成に関する情報)
#   actor: institution
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [supporter]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [cleared, disclosed, fa, indicator, own_part, own_word, supporters, whole]
#   reasons:
#     provided:
#       status: satisfied
#       message:
#         ja: "コンプライアンス違反の有無、レピュテーション等の情報が収集されています。"
#         en: "Compliance, reputation (and capital) have been collected."
#     provided_needs_judgement:
#       status: satisfied
#       message:
#         ja: "支援者に関する情報が収集され、懸念のある事項が含まれています。リスク評価（RS-RA-01）で判断を要します。"
#         en: "Information on the supporter has been collected, some of it adverse. It needs a judgement (RS-RA-01)."
#     source_undated:
#       status: missing_information
#       message:
#         ja: "コンプライアンス違反の有無、レピュテーション等のうち、情報源を確認した日が、いずれも公募の開始より前、申告の日より後又は基準日より後のものがあります。"
#         en: "Of compliance, reputation (and capital), something was looked at before the call opened, or later than
#           it was declared, or is to be."
#       remedy:
#         ja: "情報源を改めて確認し、確認した内容と日（on）を記載し、申告の日をその日以後としてください。日付に誤りがあれば、訂正してください。"
#         en: "Look at the source anew, and enter what was found and the day (`on`), declared by that day or later;
#           correct the day if it is wrong."
#     no_capital:
#       status: unsatisfied
#       words: "民間企業の場合は、資本(株式)構成に関する情報"
#       message:
#         ja: "民間企業である支援者の資本（株式）構成が、該当なしと申告されています。"
#         en: "The capital of a private company was declared to be none."
#       remedy:
#         ja: "資本（株式）構成を調査し、その結果（capital）を記載してください。株式のない企業（保証有限責任会社など）である場合は、株式がないことを、調べた情報源とともに資本（株式）構成の内容（entries）として記載してください。"
#         en: >-
#           Look into its capital, and enter what was found (`capital`). Of one without shares (limited by guarantee,
#           say), enter as what was found that it has none, with the source.
#     declared_none:
#       status: satisfied
#       message:
#         ja: "コンプライアンス違反の有無、レピュテーション等のうち、該当なしと申告されたもの（{items}）があります。リスクの有無を示すものではありません。"
#         en: "Of compliance, reputation (and capital), {items} was declared to be none. This says nothing on risk."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "コンプライアンス違反の有無、レピュテーション等のうち、調査しても確認できなかったもの（{items}）があります。"
#         en: "Of compliance, reputation (and capital), {items} was searched for and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "コンプライアンス違反の有無、レピュテーション等のうち、情報提供の同意が得られていないもの（{items}）があります。"
#         en: "Of compliance, reputation (and capital), {items} was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     absent:
#       status: missing_information
#       message:
#         ja: "コンプライアンス違反の有無、レピュテーション等のうち、情報がないもの（{items}）があります。"
#         en: "Of compliance, reputation (and capital), {items} is missing."
#       remedy:
#         ja: "コンプライアンス違反（compliance）とレピュテーション（reputation）を、民間企業の場合は資本（株式）構成（capital）も、調査して記載してください。"
#         en: "Look into compliance and reputation, and capital for a private company, and enter what was found."
#   readings:
#     - ja: "情報源を確認した日が記載されているときは、いずれかが公募の開始以後、申告の日（基準日）までのものであることを求めます。公募の開始より前の確認は、その後のことを示さず、申告は、その日より後の確認について述べたものではないためです。日の記載がないものは、申告の日のものと読みます。"
#       en: >-
#         Where the days of the looks at the sources are given, one of them is since the call opened, and not later than
#         the declaration: what was looked at before says nothing of what came after, and who signed tells of no later
#         look. Without a day it is as of the declaration.
#       reasons: [source_undated]
#     - ja: "株式のない企業（保証有限責任会社など）についても「該当なし」は認めず、株式がないことを、情報源と確認日とともに、資本（株式）構成の内容として記載することで足りるものと読みます。企業についての「該当なし」は、調べていないことと区別できないためです。"
#       en: >-
#         That a company has no shares (one limited by guarantee) is entered as what was found of its capital, with the
#         source and the day, and is enough. It is not declared `none`: of a company that would not be told from one
#         whose capital nobody looked into.
#       reasons: [no_capital]
package policy.procedure.supporters.standing

import data.policy.lib.cleared
import data.policy.lib.collected
import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.looks
import data.policy.lib.subjects
import data.policy.lib.supporters
import data.policy.lib.verdict

id := "RS-S3-03"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.supporters]

indicators := [raised |
	some subject in subjects.supporters
	some raised in indicator.raised_by(id, subject, "adverse", adverse(subject))
]

assess(subject) := supporters.none_named if {
	subject.kind == "application"
} else := verdict.unsatisfied("no_capital", [capital(subject).at]) if {
	"capital" in asked(subject)
	capital(subject).state == "none"
	supporters.declared_itself(subject, capital(subject))
} else := none_beside_judgement(subject, reads)[0] if {
	reads := [fact.read(subject, [name]) | some name in ["compliance", "reputation"]]
	every read in reads { read.state == "none" }
	count(none_beside_judgement(subject, reads)) == count(reads)
} else := of_known(subject, known) if {
	known := supporters.assess(id, subject, {name: fact.read(subject, [name]) | some name in asked(subject)})
}

# Which of the two was judged, no key says: a reason with one of them is enough.
none_beside_judgement(subject, reads) := [said |
	some read in reads
	said := indicator.none_beside_judgement(id, subject, "adverse", read)
]

of_known(subject, known) := verdict.missing("source_undated", stale(subject)) if {
	known.reason in ["provided", "declared_none"]
	count(stale(subject)) > 0
} else := verdict.satisfied("provided_needs_judgement", known.reads) if {
	known.reason in ["provided", "declared_none"]
	count(adverse(subject)) > 0
} else := said if {
	known.reason in ["provided", "declared_none"]
	said := cleared.assess(id, subject, [fact.read(subject, [name]) | some name in may_be_adverse])
} else := known

# METADATA
# description: what was looked at, by its own days, before the call opened, or later than it was declared
stale(subject) := [read.at |
	some name in sort(asked(subject))
	read := fact.read(subject, [name])
	read.state == "provided"
	every entry in read.entries { is_string(entry.on) }
	not looked_at(read)
]

# Who signed tells of no look that was made later.
looked_at(read) if {
	some entry in read.entries
	dates.reached(entry.on)
	entry.on <= read.on
	entry.on >= looks.first_day
}

capital(subject) := fact.read(subject, ["capital"])

asked(subject) := {"compliance", "reputation"} if {
	subject.fact.kind in ["individual", "university", "government", "foundation", "other"]
} else := {"compliance", "reputation", "capital"}

may_be_adverse := ["capital", "compliance", "reputation"]

# METADATA
# description: the entries that are adverse
adverse(subject) := [place |
	some name in may_be_adverse
	read := fact.read(subject, [name])
	read.state == "provided"
	some place in indicator.places(read)
	not collected.harmless(place.entry)
]
