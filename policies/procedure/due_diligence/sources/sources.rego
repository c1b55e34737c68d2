# METADATA
# title: Sources within reach
# description: |
#   Sources within the institution's reach were used, and those out of its reach carry the reason. The sources that
#   the procedure lists are examples: none of them is mandatory. A look dated after `as_of`, or from before the call
#   opened, counts for none. `none` is no answer here: it says that no source was used.
# custom:
#   id: RS-DD-02
#   title:
#     ja: 入手可能な情報源の利用
#     en: Sources within reach
#   description_ja: |
#     機関が入手可能な情報源を利用し、入手できない情報源には理由を付します。手順書の挙げる情報源は例であり、
#     必須のものはありません。基準日より後又は公募の開始より前の照合は数えません。
#     「該当なし」は情報源を利用していないことを意味し、認められません。
#   clause:
#     section: 第2章(3)
#     item: "DD"
#     quote: リスクマネジメントの実施にあたり、別途入手可能な情報としては、当面各研究機関で入手可能な範囲とする。
#   actor: institution
#   actors: {joint: lead}
#   stage: collection
#   classes: [research_security]
#   subjects: [person, joint, supporter]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part]
#   reasons:
#     used:
#       status: satisfied
#       message:
#         ja: "入手可能な情報源が利用され、利用できない情報源には理由が記載されています。"
#         en: "Sources within reach were used; those out of reach carry a reason."
#     none_within_reach:
#       status: consult_fa
#       message:
#         ja: "利用できる情報源がなかったと記録されています。"
#         en: "It is recorded that no source was within reach."
#       remedy:
#         ja: "利用できない理由と代わりの方法について、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA) on why, and on what could stand in."
#     not_confirmed:
#       status: consult_fa
#       message:
#         ja: "デュー・ディリジェンスが確認不能又は提供拒否とされており、利用した情報源の記録がありません。"
#         en: "Due diligence was unobtainable or withheld, and no sources are recorded."
#       remedy:
#         ja: "経緯を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what happened."
#     no_record:
#       status: missing_information
#       message:
#         ja: "利用した情報源の記録がありません。"
#         en: "There is no record of the sources used."
#       remedy:
#         ja: "利用した情報源を記載し、利用できない情報源にはその理由を記載してください。"
#         en: "Enter the sources used, and the reason for each that is out of reach."
package policy.procedure.due_diligence.sources

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.looks
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-DD-02"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.examined]

assess(subject) := said_of(subject, looks.recorded(subject))

# That none was done is no answer, whatever is withheld.
said_of(subject, checks) := verdict.missing("no_record", [checks.at]) if {
	checks.state == "none"
} else := own_part.of_looks(id, subject, of(subject, checks, looks.counted(subject)))

of(subject, checks, counted) := looks.not_possible("not_confirmed", subject, [checks.at]) if {
	checks.state in ["unobtainable", "withheld"]
} else := verdict.missing("no_record", [checks.at]) if {
	checks.state != "provided"
} else := verdict.missing("no_record", [checks.at]) if {
	some check in checks.entries
	not recorded(check)
} else := verdict.missing("no_record", [checks.at]) if {
	count(counted) == 0
} else := verdict.satisfied("used", [checks.at]) if {
	count(looks.made(counted)) > 0
} else := verdict.consult("none_within_reach", [checks.at], fact.since(checks))

recorded(check) if {
	is_string(check.source)
	is_string(check.result)
	is_boolean(check.available)
}
