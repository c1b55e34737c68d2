# METADATA
# title: Foreign companies
# description: |
#   A foreign company is for individual consultation with the FA, whatever else is known of it, until the FA's
#   answer is recorded. The source does not say whether a company in Japan under foreign ownership is one, and sets
#   no share of capital: a company in Japan says whether a foreign parent or control stands behind it, and a claimed
#   link is for consultation as well; `none` is an answer. A foreign body other than a university says whether it is
#   a business, `none` with the reason; of others it is not asked, but a foreign link or a business that is declared of
#   them, or withheld, is heard whatever they are called: a body in Japan that may be a business is asked as a company
#   is. An item of (2) that stood when the FA answered (by its own day, or since when it says that it stands), and was
#   added to since, opens the question again; that there is no link is asked anew where the capital was added to since.
# custom:
#   id: RS-C2-04
#   title:
#     ja: 外国企業に関する個別相談
#     en: Foreign companies
#   description_ja: |
#     外国企業は、ほかに何が分かっていても、FAの回答が記録されるまではFAとの個別相談の対象です。
#     外国資本の日本企業が外国企業に当たるかを手順書は定めておらず、資本の割合も示していません。
#     このため、国内の企業には外国とのつながり（親会社・支配等）の有無の申告を求め、ある場合も相談の対象とします（「該当なし」はつながりがないことを意味します。）。
#     大学以外の外国の機関には、事業を営む法人かどうかの申告を求めます（「該当なし」には理由を要します。）。
#     企業とされていない機関に外国とのつながり（国内の機関）又は事業を営むことが申告され、又は確認不能・提供拒否とされているときは、機関の種別にかかわらず、同じように扱います。
#     FAの回答の時に既にあった(2)の事項に、その後に記載が加わったときは、改めて相談の対象とします（その時にあったことは、各記載の確認日又はいつから変わらないか（since）によります。）。資本構成に記載が加わったときは、つながりがないとの申告も改めて求めます。
#   clause:
#     section: 第2章(3)
#     item: "(2)"
#     quote: 共同研究先の機関について (外国企業の場合にはFAと個別に相談)
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [joint]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_part]
#   reasons:
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
#     not_a_company:
#       status: not_applicable
#       message:
#         ja: "共同研究先は企業ではないため、該当しません。"
#         en: "The joint institution is not a company."
#     no_foreign_link:
#       status: not_applicable
#       message:
#         ja: "国内の企業であり、外国とのつながり（親会社・支配等）はないと申告されています。"
#         en: "A company in Japan, declared to have no foreign link (parent, control)."
#     not_a_business:
#       status: not_applicable
#       message:
#         ja: "外国の機関ですが、事業を営む法人ではないと理由を付して申告されています。"
#         en: "A foreign body, declared not to be a business, with the reason."
#     foreign_business:
#       status: consult_fa
#       message:
#         ja: "共同研究先は事業を営む外国の法人です。資金配分機関（FA）との個別の相談の結果が記録されていません。"
#         en: "A foreign body that is a business, and no answer of the funding agency (FA) is on record."
#       remedy:
#         ja: "資金配分機関（FA）と個別に相談し、回答を記載してください。"
#         en: "Consult the funding agency (FA) on it, and enter the answer."
#     business_not_confirmed:
#       status: consult_fa
#       message:
#         ja: "外国の機関ですが、事業を営む法人かどうかを確認できないか、情報の提供の同意が得られていません。"
#         en: "A foreign body; whether it is a business could not be confirmed, or was withheld."
#       remedy:
#         ja: "調査した範囲又は拒まれた理由を示して、資金配分機関（FA）と個別に相談し、回答を記載してください。"
#         en: "Consult the funding agency (FA), showing what was searched or why it was refused, and enter the answer."
#     business_unknown:
#       status: missing_information
#       message:
#         ja: "外国の機関ですが、事業を営む法人かどうか、又は該当しない理由が記載されていません。"
#         en: "A foreign body; whether it is a business, or why it is none, is not entered."
#       remedy:
#         ja: "事業を営む法人かどうか（該当しない場合はその理由）を、申告者・申告日とともに記載してください。"
#         en: "Enter whether it is a business, or the reason why it is none, with who declares it and when."
#     declaration_stale:
#       status: missing_information
#       message:
#         ja: "外国とのつながり等の申告（{on}）は、公募の開始又はプログラムの定める期間より前のものです。"
#         en: "The foreign link, or the business, was declared on {on}: before the call opened, or too long ago."
#       remedy:
#         ja: "改めて申告を受け、申告日を記載してください。"
#         en: "Have it declared anew."
#     link_before_capital:
#       status: missing_information
#       message:
#         ja: "外国とのつながり（親会社・支配等）がないとの申告（{on}）は、その後に変わった資本構成の記載（{since}）より前のものです。"
#         en: "That there is no foreign link was declared on {on}, before the capital changed here ({since})."
#       remedy:
#         ja: "変わった資本構成を踏まえて、外国とのつながりの有無を改めて申告し、申告日を記載してください。"
#         en: "Have it declared anew whether there is a foreign link, in view of the capital as it is now."
#     business_before_capital:
#       status: missing_information
#       message:
#         ja: "事業を営む法人ではないとの申告（{on}）は、その後に変わった資本構成の記載（{since}）より前のものです。"
#         en: "That it is no business was declared on {on}, before its capital changed here ({since})."
#       remedy:
#         ja: "変わった資本構成を踏まえて、事業を営む法人かどうか（該当しない場合はその理由）を改めて申告し、申告日を記載してください。"
#         en: "Have it declared anew whether it is a business, or why it is none, in view of its capital as it is now."
#     foreign_company:
#       status: consult_fa
#       message:
#         ja: "共同研究先は外国企業です。資金配分機関（FA）との個別の相談の結果が記録されていません。"
#         en: "The joint institution is a foreign company, and no answer of the funding agency (FA) is on record."
#       remedy:
#         ja: "資金配分機関（FA）と個別に相談し、回答を記載してください。"
#         en: "Consult the funding agency (FA) on it, and enter the answer."
#     foreign_link_claimed:
#       status: consult_fa
#       message:
#         ja: "国内の企業又は機関ですが、外国とのつながり（親会社・支配等）が申告されています。外国企業として扱うかは手順書に定めがありません。"
#         en: "A body in Japan with a declared foreign link. The procedure does not say if it counts as foreign."
#       remedy:
#         ja: "つながりの内容を示して資金配分機関（FA）と個別に相談し、回答を記載してください。"
#         en: "Consult the funding agency (FA), showing the link, and enter the answer."
#     foreign_link_not_confirmed:
#       status: consult_fa
#       message:
#         ja: "国内の企業又は機関ですが、外国とのつながり（親会社・支配等）の有無を確認できないか、情報の提供の同意が得られていません。"
#         en: "A body in Japan; whether it has a foreign link could not be confirmed, or was withheld."
#       remedy:
#         ja: "調査した範囲又は拒まれた理由を示して、資金配分機関（FA）と個別に相談し、回答を記載してください。"
#         en: "Consult the funding agency (FA), showing what was searched or why it was refused, and enter the answer."
#     foreign_link_unknown:
#       status: missing_information
#       message:
#         ja: "企業（事業を営むとされた機関を含む。）の所在国、又は国内の企業の外国とのつながり（親会社・支配等）の有無が分かりません。"
#         en: "The country of a company (or a business), or whether one in Japan has a foreign link, is not known."
#       remedy:
#         ja: "所在国と外国とのつながりの有無を、申告者・申告日とともに記載してください。"
#         en: "Enter the country, and whether there is a foreign link, with who declares it and when."
#   readings:
#     - ja: "「外国企業」の範囲（外国資本の日本企業、資本の割合）を手順書は定めていません。外国とのつながりがあるとされた日本の企業もFAとの相談事項とし、割合の基準は設けません。企業とされていない機関についても、申告された外国とのつながり（国内の機関の場合）や事業を営むことは、機関の種別にかかわらず相談の対象とします。尋ねられて回答を拒んだこと、又は調べても確認できなかったことは、該当しないとの申告ではないため、同じく扱います。尋ねることは求めません。(2)の各事項は、相談とは別に求めます。"
#       en: >-
#         The source does not say what a foreign company is (a Japanese subsidiary, a share of capital). A
#         company in Japan with a foreign link is put to the FA too; no percentage is set. So is a body that is
#         called no company, where a foreign link (in Japan) or a business is declared of it. Who was asked and
#         refused, or of whom it could not be confirmed, is not declared to have none, and is put to the FA too; nobody
#         need ask. The items of (2) stand beside the consultation.
#       reasons:
#         - foreign_link_claimed
#         - foreign_link_unknown
#         - foreign_link_not_confirmed
#         - business_unknown
#         - business_not_confirmed
#         - foreign_business
#     - ja: "外国企業についての個別の相談は、(2)の情報の収集より前に行うこともできると読みます。相談はその企業を共同研究先とすることについてのもので、(2)の各事項は別に確認されるためです。"
#       en: >-
#         The consultation on a foreign company may come before (2) is collected: it is on taking part with that
#         company, and the items of (2) are asked for beside it.
#     - ja: "FAの回答の時に既にあった(2)の事項（目的、実績、資本構成、財務、法令遵守、評判、外国とのつながり、事業）に、その後に記載が加わり（同じ出典で同じ内容を改めて確認したものを除きます。）、又は相違が訂正されたときは、回答はそれに及ばず、改めて相談を要すると読みます。回答は、その日に示された企業についてのものだからです。回答の時に既にあったことは、署名の日にかかわらず、各記載の確認日又はいつから変わらないか（since）によります。回答の後に初めて収集された事項は、回答を古いものとしません。ただし、①～③を完了した後（完了の後に加わった企業については、その企業を評価した②についてFAが回答した後も同じ。）の記載だけがあるときは、その時にあった記載がそれに置き換えられたものとします。その企業についての申告と確認のすべてが研究の開始の後のもので、FAの回答がその前の①～③の完了又はFAの回答より前のものであるときは、回答はほかの企業についてのものと読みます（その時からあったときは、その申告にいつから変わらないか（since）を記載すれば足ります。）。"
#       en: >-
#         Where an item of (2) (purpose, record, capital, finances, compliance, reputation, foreign link, business)
#         stood when the FA answered, and was added to or corrected since, the answer does not reach that, and the FA
#         is asked anew: it is on the company as it was shown. That it stood is seen by the day on which its source
#         was looked at, or by since when it says that it stands, whenever it was signed. What was found again at the
#         same source is nothing added; an item that was first collected after the answer makes it no older. But where
#         all that is entered came after ① to ③ were completed (or, of who joined after that, after the FA answered on
#         the ② in which it was weighed), it took the place of what was there then. Where all that there is of the
#         company, declared or looked at, came after the research started, and the FA answered before ① to ③ were
#         completed, or evaluated, before that, the answer was on another company (where it was there by then, its
#         declaration says so: `since`).
#       reasons: [foreign_company, foreign_business, foreign_link_claimed]
#     - ja: "国内の企業に外国とのつながりがないこと、又は国外の機関が事業を営む法人でないことの申告は、その時にあった資本構成の記載にその後に記載が加わり、又はその相違が訂正されたときは、改めて求めます。資本の異動によりつながり等が生じ得るためです。"
#       en: >-
#         That a company in Japan has no foreign link, or a body abroad is no business, is declared anew where what was
#         known of its capital then was added to, or corrected, since: with other shareholders there may be one.
#       reasons: [link_before_capital, business_before_capital]
#     - ja: "企業の所在国は、申請に記載された機関の所在国によります。研究者の研究歴などにある職の所在国とは突き合わせません。働いた国は本人の国籍等をうかがわせるもので、規則は読まないこととしており、また、その企業の国外の拠点の職であることもあるためです。記載の食い違いは、人が確認します。"
#       en: >-
#         Where a company is, is taken from the country entered of the institution, and not held against that of a post
#         in somebody's career: no rule reads where a person worked, which may tell of nationality, and the post may be
#         at a branch abroad. That the two differ is for a person to see.
package policy.procedure.joint.foreign_company

import data.policy.lib.disclosed
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.partner
import data.policy.lib.recent
import data.policy.lib.standing
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.process.due_date
import data.policy.procedure.process.judgement

id := "RS-C2-04"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.joint
]

assess(subject) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
} else := said if {
	subject.fact.kind in called_no_company
	said := claimed(subject)
} else := verdict.not_applicable("not_a_company", [concat("/", [subject.at, "kind"])]) if {
	subject.fact.kind == "university"
} else := verdict.not_applicable("not_a_company", [concat("/", [subject.at, "kind"])]) if {
	subject.fact.kind in ["research_institute", "other"]
	in_japan(subject)
} else := of_body(subject) if {
	subject.fact.kind in ["research_institute", "other"]
} else := of_company(subject)

called_no_company := {"university", "research_institute", "other"}

# What is declared of it says otherwise than its kind, or leaves that open, and is heard all the same; undefined where
# nothing does. That a body abroad has a link abroad says nothing.
claimed(subject) := by_business(subject) if {
	# Seen at once of the most, who declare neither.
	subject.fact.partner.business.state in heard
	business(subject).state in heard
} else := of_company(subject) if {
	subject.fact.partner.foreign_link.state in heard
	link(subject).state in heard
	in_japan(subject)
}

# Who was asked and refused, or was searched in vain, did not say that there is none.
heard := ["provided", "withheld", "unobtainable"]

by_business(subject) := of_company(subject) if {
	in_japan(subject)
} else := of_body(subject)

# METADATA
# description: what is said of a body that is neither a company nor a university, outside Japan
of_body(subject) := of_business(subject, business(subject))

of_business(subject, found) := disclosed.renew(found) if {
	disclosed.stale(found)
} else := waiting(subject, "foreign_business", [found.at], fact.since(found)) if {
	found.state == "provided"
} else := waiting(subject, "business_not_confirmed", [found.at], fact.since(found)) if {
	found.state in ["unobtainable", "withheld"]
} else := said if {
	said := before_capital(subject, "business_before_capital", found)
} else := verdict.not_applicable("not_a_business", [found.at]) if {
	found.state == "none"
	fact.says(found.envelope.reason)
} else := verdict.missing("business_unknown", [country_of(subject), found.at])

business(subject) := partner.read(subject, "business")

# METADATA
# description: what is said of a company
of_company(subject) := waiting(subject, "foreign_company", [country_of(subject)], "") if {
	is_string(subject.fact.country)
	subject.fact.country != "JP"
} else := verdict.missing("foreign_link_unknown", [country_of(subject), link(subject).at]) if {
	not in_japan(subject)
} else := of_link(subject, link(subject), [country_of(subject), link(subject).at])

of_link(subject, found, reads) := disclosed.renew(found) if {
	disclosed.stale(found)
} else := waiting(subject, "foreign_link_claimed", reads, fact.since(found)) if {
	found.state == "provided"
} else := waiting(subject, "foreign_link_not_confirmed", reads, fact.since(found)) if {
	found.state in ["unobtainable", "withheld"]
} else := said if {
	said := before_capital(subject, "link_before_capital", found)
} else := verdict.not_applicable("no_foreign_link", reads) if {
	found.state == "none"
} else := verdict.missing("foreign_link_unknown", reads)

# METADATA
# description: |
#   what is `none` no longer speaks of the capital as it is: what was known of that then has changed since
before_capital(subject, reason, found) := verdict.with_params(verdict.missing(reason, [found.at, capital.at]), {
	"on": found.on,
	"since": max(days),
}) if {
	found.state == "none"
	capital := partner.read(subject, "capital")
	days := changed_or_lost(subject, capital, found.on)
	count(days) > 0
}

# METADATA
# description: |
#   what waits for the FA. Its answer is on the company as it was shown: what stood on its day, and has changed since,
#   it does not reach
waiting(subject, reason, reads, since) := verdict.consult(
	reason,
	array.concat(reads, [item.at | some item in changed]),
	max(array.concat(array.concat([since], came), [item.on | some item in changed])),
) if {
	answered := fa.answer(id, subject).on
	changed := last_changed(subject, answered)
	came := came_since(subject, answered)
}

# The first day of all that is there of the company, where that is after the start of the research, and the FA answered
# before ① to ③ were completed, or evaluated, and the research started: it was another that it was shown.
came_since(subject, answered) := [first |
	starts := input.facts.application.starts_on
	starts > answered
	first := first_day(subject)
	first > starts
	days := array.concat([day | some day in due_date.reached], evaluated)
	count([day | some day in days; day >= answered; day < starts]) > 0
]

first_day(subject) := min(array.concat([day | day := standing.first_of_lead(subject)], [day |
	some name in standing.partner_items
	found := partner.read(subject, name)
	found.state != "absent"
	some envelope in [found.envelope, by_own_days(found.envelope)]
	some day in days_of(envelope)
]))

# The days on which the FA answered on the evaluation as a whole; in a formal check those that it recorded itself.
evaluated := [given["1"] |
	some who in {"precheck": ["fa", "institution"], "formal": ["fa"]}[input.mode]
	some given in fa.answers("RS-RA-01", subjects.application, who)
	given["1"] >= recent.opened
]

# When each item that stood on the day of the answer last changed.
last_changed(subject, answered) := [{"at": found.at, "on": max(days)} |
	some name in standing.partner_items

	# The most items were signed by then, and nothing was found to differ.
	may_have_changed(subject.fact.partner[name], answered)
	found := partner.read(subject, name)
	found.state == "provided"
	days := changed_after(subject, found.envelope, answered)
]

may_have_changed(envelope, answered) if {
	envelope.declared.on > answered
} else if {
	count(envelope.discrepancies) > 0
}

changed_or_lost(subject, capital, day) := changed_after(subject, capital.envelope, day) if {
	capital.state == "provided"
} else := [since] if {
	# What was known of it once is known no longer.
	capital.state in ["unobtainable", "withheld"]
	since := fact.since(capital)
	since > day
	stood_on(subject, since, day)
}

# METADATA
# description: |
#   the days after this one on which something was added to what stood on it, or what stood was corrected or replaced.
#   What was first collected later is no addition
changed_after(subject, envelope, day) := array.concat(
	[last |
		days := days_by(envelope, day)
		stood_on(subject, min(days), day)
		last := max(days)
		last > day
	],
	[difference.disposition.on |
		some difference in envelope.discrepancies
		difference.disposition.view == "corrected"
		difference.disposition.on > day
	],
)

# It was there, or all was completed with what is no longer there: the entry of today took its place. At whoever joined
# since nobody had looked by then.
stood_on(_, first, day) if first <= day

stood_on(subject, first, _) if {
	looked_at := standing.first_of_lead(subject)
	some completed in due_date.whole
	completed >= looked_at
	completed < first
}

# Of who joined after a completion none is asked for anew: the FA's answer on the evaluation that weighed it is the
# like.
stood_on(subject, first, _) if {
	looked_at := standing.first_of_lead(subject)
	max(due_date.reached) < looked_at
	some day in evaluated
	day < first
	judgement.judged_between("partners", looked_at, day)
}

# Where all of it was signed anew since, without a word on since when it stands, the own days of the entries say which
# of them were there.
days_by(envelope, day) := days if {
	days := days_of(envelope)
	min(days) <= day
} else := days_of(by_own_days(envelope))

days_of(envelope) := [fact.entry_declared_since(envelope, entry) | some entry in envelope.entries]

# Whoever looked at a source on a day has known of it since; what an entry itself says of that comes first.
by_own_days(envelope) := object.union(envelope, {"entries": [object.union({"since": looked_at}, entry) |
	some entry in envelope.entries
	looked_at := object.get(entry, "on", "")
]})

in_japan(subject) if subject.fact.country == "JP"

country_of(subject) := concat("/", [subject.at, "country"])

link(subject) := partner.read(subject, "foreign_link")
