# METADATA
# title: Reliability of other web sources
# description: |
#   Pages on the internet other than the listed kinds of source may be used, other bodies' own pages among them, once a
#   person has looked at their reliability and origin for this application: once for each source of a subject. So may
#   those that an entry of (2) or (3) names: of the kind `web`, or an address. Without a kind it is not known whether a
#   source that is named in words is one. The institution's own
#   records, and documents on paper, need none. `none` is no answer here: it says that nothing was looked at.
# custom:
#   id: RS-DD-03
#   title:
#     ja: インターネット上の情報の信頼性・出所の確認
#     en: Reliability of other web sources
#   description_ja: |
#     手順書の挙げる種類以外のインターネット上の情報（他機関のウェブページを含む。）は、信頼性と出所を人が確認した上で参照できます。
#     確認は、対象者・対象機関の情報源ごとに、この申請のために一度行えば足ります。(2)(3)の項目の情報源も、インターネット上のもの
#     （kind: web、又はkindのないURL）であれば同じです。情報源が言葉で記載され、kindがないものは、kindの記載を求めます。
#     自機関の記録、紙の資料など（kind: document）には、情報源がURLでなければ要しません。「該当なし」は照合を行っていないことを意味し、認められません。
#   clause:
#     section: 第2章(3)
#     item: "DD"
#     quote: インターネット上で公開されている上記以外の情報も参照可能であるが、情報の信頼性や出所の正確性について慎重に確認することが求められる
#   actor: institution
#   actors: {joint: lead}
#   stage: collection
#   classes: [research_security]
#   subjects: [person, joint, supporter]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part]
#   reasons:
#     checked:
#       status: satisfied
#       message:
#         ja: "参照したインターネット上の情報について、信頼性と出所が確認されています。"
#         en: "Reliability and origin of the web pages used have been checked."
#     no_web_source:
#       status: not_applicable
#       message:
#         ja: "インターネット上のその他の情報は参照されていません。"
#         en: "No other web page was used."
#     unchecked:
#       status: missing_information
#       message:
#         ja: "{institutions}が参照したインターネット上の情報（{sources}）の信頼性・出所が、公募の開始以後に確認されていません。"
#         en: "{institutions} used {sources}: reliability and origin have not been checked since the call opened."
#       remedy:
#         ja: "信頼性と出所を担当者が確認し、所見を確認者・確認日とともに記載してください。"
#         en: "Have a person check them, and enter the opinion with who gave it and when."
#     kind_not_said:
#       status: missing_information
#       message:
#         ja: "情報源（{sources}）が、インターネット上のものかどうか分かりません。"
#         en: "Whether {sources} is a page on the internet is not said."
#       remedy:
#         ja: "情報源の種類（kind）を記載してください。インターネット上のものであれば web とし、信頼性と出所の所見を記載してください。紙の資料、提供を受けた資料など、インターネット上のものでなければ document と記載してください。"
#         en: >-
#           Say of what kind it is (`kind`): `web` for a page, with the opinion on its reliability and origin;
#           `document` for what is on paper, or was handed over.
#     not_confirmed:
#       status: consult_fa
#       message:
#         ja: "デュー・ディリジェンスが確認不能又は提供拒否とされており、参照した情報の記録がありません。"
#         en: "Due diligence was unobtainable or withheld, and what was looked at is not recorded."
#       remedy:
#         ja: "経緯を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what happened."
#     no_record:
#       status: missing_information
#       message:
#         ja: "デュー・ディリジェンスの記録がなく、インターネット上の情報を参照したか分かりません。"
#         en: "Without a record of due diligence it is not known whether web pages were used."
#       remedy:
#         ja: "参照した情報源を記載してください。"
#         en: "Enter the sources that were used."
#   readings:
#     - ja: "他機関の公式ページも「上記以外の情報」に含めます。確認は情報源ごとに一度で足ります。"
#       en: >-
#         Other bodies' own pages are 上記以外の情報 too. One check of a source is enough.
#       reasons: [unchecked]
#     - ja: "(2)(3)の項目の情報源が言葉で記載されているときは、情報源の種類の記載を求めます。インターネット上のものかどうかは名称からは決められず、確認を要するかどうかがそれによるためです。種類が記載されれば、それによります。"
#       en: >-
#         Where the source of an item of (2) or (3) is named in words, its kind is asked for: a name does not tell
#         whether it is on the internet, and whether it is to be checked hangs on that. Once it is said, it stands.
#       reasons: [kind_not_said]
package policy.procedure.due_diligence.web_sources

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.looks
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-DD-03"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.examined]

assess(subject) := said_of(subject, checks, of(subject, checks, unchecked(pages, checked_at[subject.at]), pages)) if {
	checks := looks.recorded(subject)
	pages := web(used[subject.at])
}

# That none was done is no answer, whatever is withheld.
said_of(subject, checks, said) := said if {
	checks.state == "none"
} else := own_part.of_looks(id, subject, said)

# Read once for everyone: written as a rule with keys it would be gone through anew for each.
# regal ignore:prefer-set-or-object-rule
used := {subject.at: array.concat(looks.recorded(subject).entries, found_of_bodies(subject)) |
	some subject in subjects.examined
}

of(subject, checks, open, pages) := verdict.with_params(
	verdict.missing("unchecked", [checks.at]),
	{"sources": [source(page) | some page in pages_of_it], "institutions": looks.names_of(users)},
) if {
	pages_of_it := [page | some page in open; not undeclared(page)]
	count(pages_of_it) > 0
	users := {user | some page in pages_of_it; some user in used_by(subject, page)}
} else := verdict.with_params(
	verdict.missing("kind_not_said", [checks.at]),
	{"sources": [source(page) | some page in open]},
) if {
	count(open) > 0
} else := looks.not_possible("not_confirmed", subject, [checks.at]) if {
	checks.state in ["unobtainable", "withheld"]
} else := verdict.missing("no_record", [checks.at]) if {
	checks.state != "provided"
} else := verdict.not_applicable("no_web_source", [checks.at]) if {
	count(pages) == 0
} else := verdict.satisfied("checked", [checks.at])

# What was found of a joint institution or a supporter names its sources itself.
found_of_bodies(subject) := [] if {
	subject.kind == "person"
} else := entries(subject, [["partner", item] | some item in of_partner]) if {
	subject.kind == "institution"
} else := entries(subject, [[item] | some item in of_supporter])

of_partner := ["capital", "finances", "compliance", "reputation"]

of_supporter := ["capital", "compliance", "reputation"]

entries(subject, paths) := [entry |
	some path in paths
	some entry in fact.read(subject, path).entries
]

# Checked once, a source is checked wherever it was used for the subject; at another one the name may mean another page.
# A source is checked once, for whomever it was looked at. Pages that are named in words (the company's own site) are
# the same only at one subject.
# regal ignore:prefer-set-or-object-rule
checked_addresses := {source |
	some sources in checked_at
	some source in sources
	startswith(source, "http")
}

# regal ignore:prefer-set-or-object-rule
checked_at := {at: sources |
	some at, looked in used
	sources := {check.source |
		some check in looked
		checked(check.reliability)
	}
}

checked(opinion) if {
	fact.signed(opinion)
	opinion.on >= looks.first_day
}

# A look whose kind is not one of the others counts as a web page: none escapes for want of a kind.
web(used) := [check |
	some check in used
	not of_listed_kind(check)
	not out_of_reach(check)
	not off_line(check)
]

out_of_reach(check) if check.available == false

of_listed_kind(check) if check.kind in ["papers", "portal", "research_database", "ip_database", "list"]

# What is said to be a document, or a record of one's own, is one, unless its name is an address.
off_line(entry) if {
	entry.kind in ["document", "own_records"]
	source := entry.source
	not address(source)
}

address(source) if contains(source, "://")

address(source) if contains(source, "：／／")

address(source) if startswith(source, "www.")

# A page, or not: what was found of a body does not say.
undeclared(entry) if {
	is_boolean(entry.adverse)
	object.get(entry, "kind", "") == ""
	source := entry.source
	is_string(source)
	not address(source)
}

# A look says which institution made it; what was found of a body is of that which looks at it.
used_by(subject, page) := {looks.by_institution(page)} if {
	not is_boolean(object.get(page, "adverse", null))
} else := looks.institutions(subject)

unchecked(pages, checked) := [check |
	some check in pages
	not looked_at(check, checked)
]

looked_at(check, checked) if check.source in checked

looked_at(check, _) if check.source in checked_addresses

source(check) := check.source if {
	is_string(check.source)
} else := ""
