# METADATA
# title: Foreign talent programs
# description: |
#   Participation in foreign talent programs. `none` is an answer that a look of due diligence must bear out: one
#   that names the item, was at an open source, and found nothing against it; the institution's own records alone, or
#   what was handed over, are none. What open sources cannot confirm (unobtainable, a look that says so, no source
#   within reach, due diligence on the person that was not possible or not agreed to), or what a source says otherwise,
#   is for consultation with the FA, as the source says, and the FA's answer settles it; the institution's own records
#   don't, a newer look at open sources does. Participation is collected all the same; each raises a risk indicator.
# custom:
#   id: RS-P1-04
#   title:
#     ja: 外国の人材育成プログラムへの参加歴
#     en: Foreign talent programs
#   description_ja: |
#     外国の人材育成プログラムへの参加歴です。「該当なし」は、この項目を対象としたオープンソースの照合で反する情報がなかった場合に認められ、機関自身の記録や提出を受けた書類の照合だけでは足りません。
#     オープンソース・デュー・ディリジェンス（OSDD）により確認できないもの（確認不能、確認できない旨の照合、情報源がないもの、本人についてのデュー・ディリジェンスが確認不能又は提供拒否とされたもの）、申告と異なる情報があるものは、
#     手順書のとおりFAとの相談事項とし、その回答をもって充足とします。オープンソースで確認できないとされたものは、
#     機関自身の記録ではなく、その後のオープンソースの照合に限り、確認できたものとします。参加歴があっても、収集という点では整ったものとし、
#     その意味はリスク評価を要する事項として挙げてRS-RA-01で判断します。
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
#   inherits: [disclosed, fa, history, indicator, own_part, own_word, whole]
#   reasons:
#     took_part:
#       status: satisfied
#       message:
#         ja: "外国の人材育成プログラムへの参加歴が収集されています。リスク評価（RS-RA-01）で判断を要します。"
#         en: "Participation in a foreign talent program has been collected. It needs a judgement (RS-RA-01)."
#     none_borne_out:
#       status: satisfied
#       message:
#         ja: "外国の人材育成プログラムへの参加歴は該当なしと申告され、照合でも反する情報はありませんでした。リスクの有無を示すものではありません。"
#         en: "Participation was declared to be none, and a look found nothing against it. This says nothing on risk."
#     not_looked_at:
#       status: missing_information
#       actor: institution
#       message:
#         ja: "外国の人材育成プログラムへの参加歴は該当なしと申告されていますが、この項目を対象とした照合の結果が記載されていません。"
#         en: "Participation was declared to be none, and no look says what it found on this item."
#       remedy:
#         ja: "申告後にこの項目を対象とした照合を行い、項目（items）と結果の区分（finding）を記載してください。共同研究機関が提供しない場合は、研究代表者の所属機関が「提供しない事項」（partner.withholds）に記載してください。"
#         en: "Look into it after the declaration, and enter the look with the item and what it found (`finding`).
#           What a joint institution withholds goes to `partner.withholds`."
#     no_open_source:
#       status: missing_information
#       actor: institution
#       message:
#         ja: "外国の人材育成プログラムへの参加歴は該当なしと申告されていますが、この項目の照合は機関の記録や書類によるものだけで、オープンソース（論文、研究者データベース、ウェブページなど）によるものがありません。"
#         en: "Participation was declared to be none, and no open source (papers, a database of researchers, a page) was
#           looked at for it: records and what was handed over alone."
#       remedy:
#         ja: "オープンソースによる照合を行い、項目（items）と結果の区分（finding）を記載してください。利用できる情報源がなければ、その旨と理由（available: false、result）を記載し、資金配分機関（FA）と相談・調整してください。"
#         en: "Look at an open source, and enter the look with the item and what it found (`finding`). Where none is
#           within reach, enter that with the reason (`available: false`), and consult the funding agency (FA)."
#     look_differs:
#       status: consult_fa
#       actor: institution
#       message:
#         ja: "外国の人材育成プログラムへの参加歴は該当なしと申告されていますが、照合で申告と異なる情報が見つかっています。"
#         en: "Participation was declared to be none, and a look found otherwise."
#       remedy:
#         ja: "本人に確認して申告を訂正するか、経緯を示して資金配分機関（FA）と相談・調整してください。"
#         en: "Have the person correct the declaration, or consult the funding agency (FA), showing what was found."
#     not_confirmable:
#       status: consult_fa
#       actor: lead
#       message:
#         ja: "外国の人材育成プログラムへの参加歴は該当なしと申告されていますが、オープンソース・デュー・ディリジェンス（OSDD）では確認できませんでした。"
#         en: "Participation was declared to be none, and open sources could not confirm it."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "外国の人材育成プログラムへの参加歴は調査しましたが、確認できませんでした。"
#         en: "Participation was searched for and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "外国の人材育成プログラムへの参加歴の情報提供の同意が得られていません。"
#         en: "Participation was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     absent:
#       status: missing_information
#       message:
#         ja: "外国の人材育成プログラムへの参加歴の情報がありません。"
#         en: "Whether the person took part in a foreign talent program is not known."
#       remedy:
#         ja: "参加歴を記載するか、該当がなければ「該当なし」を申告者・申告日とともに記載してください。"
#         en: "Enter it, or declare it none with who declares it and when."
#   readings:
#     - ja: "「該当なし」の申告には、それを対象とした照合を求めます。「OSDDにより確認できない情報についてはFAと相談」は、OSDDで確認することを前提とするためです。本人についてのデュー・ディリジェンスが確認不能又は提供拒否とされたときは、OSDDにより確認できないものとしてFAとの相談事項とします。"
#       en: >-
#         `none` is borne out by a look that names the item: OSDDにより確認できない情報についてはFAと相談 takes it that open
#         sources are looked at. Where due diligence on the person was not possible, or not agreed to, they
#         cannot confirm it, and the FA is asked.
#       reasons: [not_looked_at, not_confirmable, look_differs]
#     - ja: "照合は、少なくとも一つがオープンソース（論文、研究者データベース、ポータルサイト、知的財産のデータベース、公表されたリスト、ウェブページ）によるものであることを求めます。確認しようとして確認できなかった者はFAと相談するのに、機関自身の記録や提出を受けた書類だけを見た者が相談を要しないのは、適当でないためです。利用できるオープンソースがないとした照合があれば、OSDDにより確認できないものとします。"
#       en: >-
#         One look at least is at an open source (papers, a database of researchers or of rights, a portal, a published
#         list, a page on the internet): who tried, and could not confirm it, asks the FA, and so does not escape it who
#         looked at the institution's own records, or at what was handed over, alone. Where an open source is said to
#         be out of reach, open sources cannot confirm it.
#       reasons: [no_open_source, not_confirmable, none_borne_out]
#     - ja: "オープンソースで確認できないとした照合は、機関自身の記録の照合では改められず、それより後のオープンソースの照合で反する情報がなかった場合に改められると読みます。「OSDDにより確認できない情報」は、オープンソースの情報についていうものだからです。"
#       en: >-
#         A look by which open sources cannot confirm it is outdone by no look at the institution's own records,
#         and by a newer one at open sources that found nothing against it: OSDDにより確認できない情報 speaks of open
#         sources.
#       reasons: [not_confirmable, none_borne_out]
package policy.procedure.people.talent_programs

import data.policy.lib.dates
import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.history
import data.policy.lib.indicator
import data.policy.lib.looks
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.lib.whole

id := "RS-P1-04"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.people]

indicators := [raised |
	some subject in subjects.people
	places := indicator.places(disclosures.read(subject, "talent_programs"))
	some raised in indicator.raised_by(id, subject, "talent_program", places)
]

assess(subject) := said if {
	said := history.less_than_judged(id, subject, "talent_program", disclosures.read(subject, "talent_programs"))
} else := of(subject, declared, own_part.unless_withheld(id, subject, collected(subject, declared))) if {
	declared := disclosures.read(subject, "talent_programs")
}

collected(subject, declared) := said if {
	said := own_part.undisclosed(subject, declared)
} else := whole.assess(declared)

of(subject, declared, said) := verdict.satisfied("took_part", [declared.at]) if {
	said.reason == "provided"
} else := unless_out_of_reach(subject, since, own_part.of_looks(id, subject, of_looks(
	[declared.at, concat("/", [subject.at, "due_diligence"])],
	since,
	array.concat(looks.at_item(looks.counted(subject), "talent_programs", since), differing(subject, since)),
))) if {
	said.reason == "declared_none"
	since := disclosures.declared_since(subject, "talent_programs")
} else := said

# Due diligence on the person was not possible: open sources cannot confirm it.
unless_out_of_reach(subject, since, said) := verdict.consult("not_confirmable", said.reads, max([since, day])) if {
	said.status == "missing_information"
	record := looks.recorded(subject)
	record.state in ["unobtainable", "withheld"]
	day := fact.since(record)
} else := said

# What found otherwise is heard whoever looked, and however its record fits.
differing(subject, since) := [look |
	some look in looks.at_item(looks.recorded(subject).entries, "talent_programs", since)
	look.finding == "differs"
	dates.reached(look.on)
]

# METADATA
# description: what is said of participation declared none, by the looks at it; `stands` is since when it is declared
of_looks(reads, stands, found) := verdict.consult("look_differs", reads, max(array.concat([stands], differing))) if {
	differing := [look.on | some look in found; look.finding == "differs"]
	count(differing) > 0
} else := verdict.consult("not_confirmable", reads, since(stands, found)) if {
	beyond_open_sources(found)
} else := verdict.satisfied("none_borne_out", reads) if {
	some look in looks.made(found)
	bears_out(look)
} else := verdict.consult("not_confirmable", reads, since(stands, found)) if {
	"not_confirmable" in findings_of(found)
} else := verdict.consult("not_confirmable", reads, since(stands, found)) if {
	out_of_reach(found)
} else := verdict.missing("no_open_source", reads) if {
	"nothing_against" in findings_of(found)
} else := verdict.missing("not_looked_at", reads)

findings_of(found) := {look.finding | some look in looks.made(found)}

# An open source could not be looked at, and says why.
out_of_reach(found) if {
	some look in found
	look.available == false
	open_kinds[look.kind]
}

# A look at open sources said that they cannot confirm it. The institution's own records are none of them.
beyond_open_sources(found) if {
	some look in found
	unconfirmed(look)
}

unconfirmed(look) if {
	look.finding == "not_confirmable"
	object.get(look, "kind", "") != "own_records"
}

bears_out(look) if {
	look.finding == "nothing_against"
	open_kinds[look.kind]
}

open_kinds := {"papers", "portal", "research_database", "ip_database", "list", "web"}

# Since when it could not be confirmed: who tries once more, and cannot, has nothing new to ask. Undefined where nobody
# looked, or a newer look at open sources found nothing against it.
since(stands, found) := max([stands, min([look.on |
	some look in found
	count([clear | some clear in looks.made([look]); clear.finding == "nothing_against"]) == 0
	not confirmed_later(look, found)
])])

confirmed_later(look, found) if {
	some other in looks.made(found)
	bears_out(other)
	other.on > look.on
}
