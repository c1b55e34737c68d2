# METADATA
# title: Research career
# description: |
#   The research career of the PI, the participants and, read for them, the co-PIs.
#   `none` is an answer only of a participant who is a student, with the reason. Held against it, and the employment, is
#   the institution that is entered for the person, who may have left it: by the newer of the two where they differ, and
#   by the one where the other is not given. That nobody employs the person is such a word too. What the corporation
#   employs that runs several institutions does not say at which of them; the career does. A further post there that
#   goes on keeps the person there, and one that is over tells that the person was. Who is to come later is no member of
#   it while the research goes on, or on the first day that is entered, unless the roster says when he or she joins.
#   Nor is a PI or co-PI who has no post under its name, and whom another body employs for all that go on.
# custom:
#   id: RS-P1-01b
#   title:
#     ja: 研究歴
#     en: Research career
#   description_ja: |
#     研究代表者、研究参画者、及び読み替えにより研究分担者の研究歴です。
#     「該当なし」は、学生である研究参画者について、理由を付した場合に限り認められます。
#     所属機関の名称で記載された職がすべて終わっているとき、又は研究の開始後であるのに（開始前は、記載された開始の日に）まだ始まっていないときは、所属機関の記載の確認を求めます。研究歴と雇用関係とが異なるときは、
#     新しいほうの申告によります。研究代表者・研究分担者に所属機関の名称の職がなく、続いている職がすべて、本人を雇用する他の機関のものであるときも、確認を求めます（研究歴が提供されないときも、雇用関係とその他の所属先によります）。雇用関係の「該当なし」も、そのような申告と読みます。
#     複数の機関を設置する法人との雇用関係は、そのうちのどの機関にいるかを示さないため、研究歴によります。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 学歴(必要に応じて指導教官等の情報を含む)、研究歴、研究費取得歴
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, disclosed, fa, own_part, own_word, whole]
#   reasons:
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」の情報がありません（基準日より後の日付の申告、他の機関による申告は数えません）。"
#         en: "“{title}” is missing (not counted: a declaration dated ahead, and the word of another institution)."
#       remedy:
#         ja: "研究歴を、申告者・申告日とともに記載してください。「該当なし」とできるのは、学生である研究参画者に限られ、その理由を要します。"
#         en: "Enter it with who declares it and when; only a participant who is a student can declare none, with the
#           reason."
#     left_institution:
#       status: missing_information
#       message:
#         ja: "研究歴（career）と雇用関係（employment）の新しいほう（同じ日の申告では、終わったとするほう。一方がないときは、他方）によれば、所属機関の職はその他の所属先（affiliations）を含めてすべて終わっているか、その後は他の機関の職だけが続いています（後から雇用関係が「該当なし」と申告されたとき、及び研究歴では他の機関の職だけが続き、雇用主が所属機関を設置する法人であるときを含みます）。"
#         en: >-
#           By the newer of `career` and `employment` (of one day, by the worse; by the one where the other is not
#           given) the posts at the person’s institution, further posts (`affiliations`) included, are all over, or
#           one at another body alone has begun since (also where nobody employs the person by a newer word, or the
#           corporation that runs the institution does, and the career has only a post at another body go on).
#       remedy:
#         ja: "本人の現在の所属機関を確認してください。他の機関に移ったときは、その機関を所属機関（institution）として記載し、その機関についての情報も記載してください。任期の更新などにより所属機関で続いている職（雇用によらない職を含みます）があるときは、その職と終わりの日（end）を、研究歴又はその他の所属先に、所属機関の名称で、改めて申告して記載してください。研究に加わらなくなったときは、名簿（roster）と研究者（people）の記載を改め、資金配分機関（FA）に連絡してください。"
#         en: >-
#           Ask where the person is now. Where he or she moved, enter the new body as the person’s `institution`, with
#           what is asked about it. Where a post at the institution goes on (a term that was renewed, one without
#           employment), have it declared anew with its `end`, under the institution’s name, in the career or as a
#           further post. Who no longer takes part leaves the `roster` and `people`; tell the funding agency (FA).
#     not_there_yet:
#       status: missing_information
#       message:
#         ja: "研究は始まっていますが、所属機関の職は、研究歴（career）、雇用関係（employment）、その他の所属先（affiliations）によれば、{day}に始まるもので、現在就いているものがありません。"
#         en: "The research goes on, and by `career`, `employment` and `affiliations` the person holds no post at the
#           institution now; one begins on {day}."
#       remedy:
#         ja: "本人の現在の所属機関を確認してください。その職に就いてから研究に加わるときは、名簿（roster）のその人の記載に、加わる日（since）と、それが分かった日（known_since）を記載してください（研究分担者を含む、後から加わる者に限ります）。既に加わっているときは、それまでの所属機関を所属機関（institution）として記載し、その機関についての情報も記載してください。所属機関で現在就いている職があるときは、その職を申告して記載してください。"
#         en: >-
#           Ask where the person is now. Who joins only then, as a participant or co-PI, has that in the roster
#           (`since`, with `known_since`). Where the person takes part already, enter the present body as the
#           `institution`, with what is asked about it. Where a post at the institution is held now, have it declared.
#     comes_after_the_start:
#       status: missing_information
#       message:
#         ja: "所属機関の職は、研究歴（career）、雇用関係（employment）、その他の所属先（affiliations）によれば、{day}に始まるもので、研究の開始の日（{starts_on}）に就いているものがありません。"
#         en: "By `career`, `employment` and `affiliations` the person holds no post at the institution on the first day
#           of the research ({starts_on}); one begins on {day}."
#       remedy:
#         ja: "研究の開始の日（starts_on）と、職の始まりの日を確認してください。その職に就いてから研究に加わるときは、名簿（roster）のその人の記載に、加わる日（since）と、それが分かった日（known_since）を記載してください（研究分担者を含む、後から加わる者に限ります）。開始の日に他の機関にいるときは、その機関を所属機関（institution）として記載し、その機関についての情報も記載してください。開始の日に就いている職が所属機関にあるときは、その職を申告して記載してください。"
#         en: >-
#           Check the first day of the research (`starts_on`), and that of the post. Who joins only then, as a
#           participant or co-PI, has that in the roster (`since`, with `known_since`). Who is elsewhere on the first
#           day has that body as the `institution`, with what is asked about it. Where a post at the institution is held
#           on that day, have it declared.
#     posts_elsewhere_alone:
#       status: missing_information
#       message:
#         ja: "研究歴（career）、雇用関係（employment）及びその他の所属先（affiliations）に、所属機関の名称の職がなく、続いている職は、本人を雇用する他の機関（{bodies}）のものだけです。"
#         en: "By `career`, `employment` and `affiliations` the person holds no post under the name of the institution,
#           and all that go on are at another body, which employs the person ({bodies})."
#       remedy:
#         ja: "本人の現在の所属機関を確認してください。所属機関に職（客員の職など、雇用によらないものを含みます）があるとき、又はこれから就くときは、その職を、所属機関の名称で、研究歴又はその他の所属先に申告して記載してください。記載した雇用主が所属機関の別の名称であるときは、所属機関の別名（other_names）に記載してください。ほかの機関にいるときは、その機関を所属機関（institution）として記載し、その機関についての情報も記載してください。"
#         en: >-
#           Ask where the person is. Where he or she holds a post at the institution, or is to (a visiting one, or one
#           without employment, too), have it declared under the institution's name, in the career or as a further post.
#           Where the employer is the institution by another name, enter that among its `other_names`. Who is elsewhere
#           has that body as the `institution`, with what is asked about it.
#     none_not_student:
#       status: unsatisfied
#       message:
#         ja: "研究歴が該当なしと申告されていますが、学生の研究参画者ではありません。"
#         en: "The research career was declared none, and the person is no participating student."
#       remedy:
#         ja: "研究歴を記載してください。「該当なし」とできるのは、学生である研究参画者に限られます。"
#         en: "Enter the career; only a participant who is a student can declare none."
#     none_without_reason:
#       status: missing_information
#       message:
#         ja: "研究歴が該当なしと申告されていますが、その理由が記載されていません。"
#         en: "The research career was declared none, without a reason."
#       remedy:
#         ja: "研究歴がない理由を記載してください。"
#         en: "Enter the reason why there is none."
#   readings:
#     - ja: "研究歴の「該当なし」は、学生である研究参画者に限り、理由を付して認めます。研究代表者・研究分担者に研究歴がないことは考えられないためです。"
#       en: >-
#         A career declared none is taken of a student alone, with the reason: that a PI or co-PI has none
#         can't be meant.
#       reasons: [none_not_student, none_without_reason]
#     - ja: "所属機関の名称で記載された職がすべて終わっているときは、他の機関の職の記載がなくても、所属機関の記載を確かめることを求めます（任期の終わりの日を過ぎたときを含みます）。所属機関については(2)などの情報を求めますが、本人が移った先については何も求められないままとなるためです。所属機関の名称で記載された職がないとき（部局や病院の名称による場合など）、学生である研究参画者、及び所属機関の職が一つでも続いているとき（クロスアポイントメントなど）は、求めません。所属機関の客員の職などがその他の所属先（affiliations）に記載されているときは、それも所属機関の職と読みます。研究歴を入手できず、又は提供されず、資金配分機関（FA）がそれを了承していても、雇用関係とその他の所属先から分かることは変わりません。"
#       en: >-
#         Where every post under the name of the person's institution is over (a term that ran out, too), it is to be
#         checked where the person is, whether or not a post elsewhere is entered: (2) and the like are asked about the
#         institution that is entered, and nothing about the one to which the person moved. Not so where no post is
#         under its name (that of a department or a hospital may be), of a participating student, and where a post at
#         the institution goes on. A visiting post there that is entered as a further post (`affiliations`) is a post at
#         the institution too. Where the career cannot be had, or is withheld, and the FA accepts that, what the
#         employment and the further posts say is heard all the same.
#       reasons: [left_institution]
#     - ja: "研究の開始後であるのに、所属機関の職がこれから始まるものだけであるときも、同じ理由で所属機関の記載の確認を求めます。研究の開始前は、記載された開始の日（starts_on）に就いている職がなく、その後に始まるものがあるときも同様です（開始の日より前に終わる任期だけでは、求めません）。その職の始まる月以後に研究に加わることが名簿に記載されていれば求めませんが、研究代表者については、研究の開始の日からその所属機関にいるものと読みます。"
#       en: >-
#         Likewise where the research goes on and the posts at the institution are all to begin; and before it starts,
#         where none is held on the first day that is entered, and one begins later (that a term is over by that day
#         asks for nothing by itself): not so of who joins later by the roster, but for the PI, who is at the
#         institution from the first day.
#       reasons: [not_there_yet, comes_after_the_start]
#     - ja: "研究歴と雇用関係の一方で所属機関の職が終わり、他方で続いているときは、新しいほうの申告（同じ日のものでは、終わったとするほう）によります。以前の申告に残る同じ職の記載は、その職が続いていること（クロスアポイントメントなど）を示さないためです。終わりの日の記載のない職は、他方の示す終わりの日より前に申告されたときは、その後について何も述べていないものとし、申告の後に始まった他の機関の職だけを他方が示すときも、同様とします。一方で職が終わった後に他方で始まった所属機関の職は、別の職と読みます。雇用関係の「該当なし」は、それより前に申告された職が終わったことを述べるものと読みます（同じ日に申告された職については、雇用によらない職であり得るため、何も述べていないものとします）。"
#       en: >-
#         Where the posts at the institution are over by one of the career and the employment, and one goes on by the
#         other, the newer word counts (of one day, that they are over): what was left standing from before is no cross
#         appointment. A post without an end says nothing of the time after the end that the other gives, where it was
#         declared before that; nor of the time since a post elsewhere began, where the other list has that one alone.
#         A post at the institution that began after the end of the other is another post. An employment declared none
#         says that what was declared before is over; of a post declared on that day it says nothing, which may be one
#         without employment.
#       reasons: [left_institution]
#     - ja: "所属機関を設置する法人（所属機関の名称でない雇用主）との雇用関係は、その法人が設置するどの機関にいるかを示さないものと読みます。研究歴に所属機関の名称の職があり、そのいずれにも就いておらず、他の機関の職に就いているときは、法人との雇用関係が続いていても、所属機関の職に就いているとは読みません。研究歴の所属機関の職が続いているとき、研究歴に所属機関の職がないとき、及び他の機関の職に就いていないときは、雇用関係も所属機関の職と読みます。"
#       en: >-
#         What the corporation employs that runs the institution (an employer under another name) does not say at which
#         of those that it runs somebody is. Where the career has posts under the institution's name, of which none is
#         held now, and one elsewhere that is, the employment by the corporation is no post at the institution. Where
#         the own post of the career goes on, where it has none, and where it has no post elsewhere, the employment is
#         read as one.
#       reasons: [left_institution, not_there_yet, comes_after_the_start]
#     - ja: "所属機関の名称の職がないときは、部局や病院の名称によることがあるため、所属機関の記載の確認を求めませんが、研究代表者・研究分担者の続いている職がすべて、本人を雇用する他の機関のものであるときは求めます。手順書は「PIが所属」する機関、B大学に「所属する」研究分担者について定め、部局は人を雇用しないためです。所属機関の名称で始まる名称の雇用主、及び所属機関を設置する法人であり得る雇用主は、他の機関とは読みません。後から研究に加わることが名簿に記載されている研究分担者については、求めません。研究参画者には、他の機関に雇用される研究員や出向者が含まれるため、求めません。職の所在国は読みません。"
#       en: >-
#         Where no post is under the institution's name (that of a department or a hospital may be) nothing is asked,
#         unless all posts of a PI or co-PI that go on are at another body which employs the person: the source speaks
#         of the institution of the PI (PIが所属), and of co-PIs who belong to B (所属する), and a department employs
#         nobody. An employer whose name begins with the institution's, or which may be the corporation that runs it, is
#         no other body. Not so of a co-PI who joins later, by the roster; nor of participants: fellows whom another
#         body employs, and seconded staff, are among them. Where a post is (its country) is not read.
#       reasons: [posts_elsewhere_alone]
package policy.procedure.people.career

import data.policy.lib.appointments
import data.policy.lib.dates
import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.roster
import data.policy.lib.start
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.lib.whole

id := "RS-P1-01b"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

assess(subject) := of(subject, declared, whole.assess(declared)) if {
	declared := disclosures.read(subject, "career")
}

# That the posts are over is heard whatever else is open: the rest may be settled where a career is not given.
of(subject, declared, collected) := verdict.missing("left_institution", left_at(subject, declared)) if {
	declared.state != "none"
	left(subject, declared)
} else := said if {
	declared.state != "none"
	said := to_come(subject, left_at(subject, declared))
} else := said if {
	said := of_posts_elsewhere(subject, declared)
} else := said if {
	said := own_part.undisclosed(subject, declared)
} else := collected if {
	collected.status != "satisfied"
} else := collected if {
	declared.state != "none"
} else := verdict.unsatisfied("none_not_student", reads(subject, declared)) if {
	not student(subject)
} else := verdict.missing("none_without_reason", reads(subject, declared)) if {
	not reasoned(declared)
} else := collected

# The posts at the own institution are over, and so are the further posts there. Who never held one under its name may
# be entered under that of a department; a student needs none.
left(subject, career) if {
	not student(subject)
	employment := fact.read(subject, ["employment"])
	not both_say_so(subject, career, employment)
	further := fact.read(subject, ["affiliations"])
	not stays(subject, further, "institution")
	posts := array.concat(appointments.held(career, "institution"), appointments.held(employment, "employer"))
	own := [post |
		some post in array.concat(posts, appointments.held(further, "institution"))
		appointments.at_own(subject, post)
	]
	count(own) > 0
	left_open := [post |
		some post in own
		appointments.goes_on(post.entry)
		counts(subject, post.declared)
		not appointments.leaves_open_where(subject, post, input.as_of)
	]
	lists := {post.declared.at | some post in left_open}
	others := [post | some post in posts; not lists[post.declared.at]]
	every post in left_open { is_over(subject, post, others, employment) }
}

is_over(subject, post, others, _) if outdated(subject, post, others)

# Where nobody is employed, that is entered once the post was declared.
is_over(subject, post, _, employment) if {
	employment.state == "none"
	not own_part.by_another(subject, employment.envelope)
	day := fact.since(employment)
	is_before(post.entry.start, day)
	since(post) < day
}

# Who is at the institution while the research goes on, or is to be on its first day, where that is entered.
to_come(subject, reads) := verdict.with_params(verdict.missing("not_there_yet", reads), {"day": day}) if {
	not start.ahead
	day := begins_on(subject, input.as_of)
} else := verdict.with_params(
	verdict.missing("comes_after_the_start", array.concat(reads, ["/facts/application/starts_on"])),
	{"day": day, "starts_on": starts_on},
) if {
	start.ahead
	starts_on := input.facts.application.starts_on
	dates.ahead(starts_on)
	day := begins_on(subject, starts_on)
}

# The first of the days on which the own posts begin after one, where none of them is held on that. The roster may say
# that the person joins later; the PI does not.
begins_on(subject, day) := min(days) if {
	appointments.begins_since(subject, substring(day, 0, 4))
	not student(subject)
	posts := appointments.own_posts(subject, day)
	days := [post.entry.start | some post in posts; not has_begun(post, day)]
	count(days) > 0
	first := min(days)
	not joins_by_then(subject, first)
	every post in posts { not appointments.was_held(post, day) }
}

# No post is under the institution's name, and another body employs the person for those that go on: no department does.
of_posts_elsewhere(subject, career) := verdict.with_params(
	verdict.missing("posts_elsewhere_alone", left_at(subject, career)),
	{"bodies": sort({post.body | some post in posts})},
) if {
	subject.fact.role in ["pi", "co_pi"]
	counts(subject, career)
	posts := [post | some post in appointments.held(career, "institution"); appointments.goes_on(post.entry)]
	count(posts) > 0
	employers := [post |
		some post in appointments.held(fact.read(subject, ["employment"]), "employer")
		appointments.goes_on(post.entry)
	]
	every post in posts { is_employed_at(post, employers) }
	further := appointments.held(fact.read(subject, ["affiliations"]), "institution")
	every post in array.concat(employers, further) { is_elsewhere(subject, post) }
	not is_to_join(subject)
}

is_to_join(subject) if {
	subject.fact.role == "co_pi"
	is_string(roster.joins_on(subject))
}

is_employed_at(post, employers) if {
	some employer in employers
	some form in input.prepared.names[employer.body].forms
	some same in input.prepared.names[post.body].forms
	same == form
}

# It is neither what may run the institution nor a part of it by its name.
is_elsewhere(subject, post) if {
	body := post.body
	not appointments.employs(subject, body)
	every form in input.prepared.names[body].forms {
		every own in appointments.forms_of[subject.owner] { not startswith(form, own) }
	}
}

# Of one month one may be the other's. Who joins before that post begins takes part without it.
joins_by_then(subject, day) if {
	subject.fact.role != "pi"
	substring(roster.joins_on(subject), 0, count(substring(day, 0, 7))) >= substring(day, 0, 7)
}

# A month or a year that has begun may be meant from its first day.
has_begun(post, day) if {
	begins := post.entry.start
	begins <= substring(day, 0, count(begins))
}

# Of most people both do: there is nothing else to look for.
both_say_so(subject, career, employment) if {
	stays(subject, career, "institution")
	stays(subject, employment, "employer")
}

stays(subject, found, body) if {
	counts(subject, found)
	some post in appointments.held(found, body)
	appointments.goes_on(post.entry)
	appointments.at_own(subject, post)
}

# What nobody has declared yet, or another institution did, keeps nobody there.
counts(subject, found) if {
	found.state == "provided"
	not own_part.by_another(subject, found.envelope)
}

# The list by which no post at the institution goes on says that this one, or a later one, is over.
outdated(subject, post, others) if {
	some other in others
	not appointments.goes_on(other.entry)
	appointments.at_own(subject, other)
	is_before(post.entry.start, other.end)
	is_no_newer(post, other)
}

# Or it says that a post elsewhere began since this one was declared.
outdated(subject, post, others) if {
	some other in others
	appointments.goes_on(other.entry)
	not appointments.at_own(subject, other)
	other.entry.start > substring(since(post), 0, count(other.entry.start))
	is_before(other.entry.start, input.as_of)
}

# Of one day the worse word stands. One without an end says nothing of the time after the end that the other gives.
is_no_newer(post, other) if since(post) <= since(other)

is_no_newer(post, other) if {
	post.end == "9999"
	is_before(since(post), other.end)
}

since(post) := fact.entry_since(post.declared.envelope, post.entry)

# Of a month, or a year, alone any day may be meant.
is_before(day, other) if substring(day, 0, count(other)) <= substring(other, 0, count(day))

left_at(subject, declared) := array.concat([declared.at], [concat("/", [subject.at, part]) |
	some part in ["employment", "affiliations", "institution"]
])

reasoned(found) if fact.says(found.envelope.reason)

student(subject) if {
	subject.fact.student == true
	subject.fact.role == "participant"
}

reads(subject, declared) := [declared.at, concat("/", [subject.at, "student"])]
