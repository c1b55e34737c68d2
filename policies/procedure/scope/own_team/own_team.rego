# METADATA
# title: The lead institution covers its own team and managed data
# description: |
#   The institution of the PI manages risk for the researchers who belong to it, PI and participants alike, and for
#   the managed data (管理対象データ). Its roster must therefore name everyone in `people` who belongs to it, and nobody
#   else, the PI among them. Whom the DMP names as a contributor, or as a creator of data that are not used again (by
#   ORCID, else by name), must be among the people, until the institution says why he or she is no participant
#   (`not_participating`). A person whom neither names can't be seen here. `none` of the roster means that none is
#   kept. Of the managed data it is asked here only that their state is known, be it that there are none or that it
#   could not be learnt; what follows from that is RS-D4-02's matter. Who counts as a participant (students, staff)
#   the source leaves open: see RS-SCP-04.
# custom:
#   id: RS-SCP-01
#   title:
#     ja: 所属研究者と管理対象データの把握（研究代表者の所属研究機関）
#     en: Own team and managed data of the PI's institution
#   description_ja: |
#     研究代表者の所属機関は、
#     所属する研究者（研究代表者及び研究参画者）と管理対象データについてリスクマネジメントを行います。
#     このため名簿には、研究者の一覧（people）のうちこの機関に所属する全員を、研究代表者を含めて過不足なく挙げます。
#     DMPに貢献者（contributor）又は再利用でないデータの作成者（creator）として挙げられた者が、ORCID又は氏名で研究者の一覧に見当たらないときは、
#     研究参画者でない理由（not_participating）の記載を求めます。どちらにも記載のない者は、ここでは分かりません。
#     名簿の「該当なし」は、名簿を設けていないことを意味します。
#     管理対象データについては、ここでは状況が把握されていること（ないこと、又は確認できなかったことを含む）だけを確認し、
#     その先はRS-D4-02で扱います。
#     学生・職員などを研究参画者に含めるかどうかを手順書は定めていません（RS-SCP-04）。
#   clause:
#     section: 第2章(3)
#     item: 対象範囲
#     quote: A大学に所属する研究者 (PI、研究参画者※1)、「管理対象データ※2」等の管理
#   actor: lead
#   stage: collection
#   classes: [governance, research_security]
#   subjects: [lead]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, own_word, roster, to_be_made]
#   reasons:
#     covered:
#       status: satisfied
#       message:
#         ja: "名簿が、所属する研究代表者・研究参画者と一致し、管理対象データの状況も記載されています。名簿にも研究者の一覧にも記載のない者がいるかどうかは、この確認では分かりません。"
#         en: "The roster matches, and the managed data are accounted for. Who is entered nowhere can't be seen."
#     pi_elsewhere:
#       status: missing_information
#       message:
#         ja: "研究代表者が、この機関の所属として記載されていません。"
#         en: "No PI is entered as belonging to this institution."
#       remedy:
#         ja: "研究代表者の所属機関、又は機関の役割（lead・joint）の記載を確認してください。"
#         en: "Check the PI's institution, or the roles (lead, joint) of the institutions."
#     listed_and_not_participating:
#       status: missing_information
#       message:
#         ja: "研究者の一覧にある者（{people}）が、「参画しない者」（not_participating）としても記載されています。"
#         en: "{people} stand among the people, and among those who take no part (`not_participating`)."
#       remedy:
#         ja: "参画するかどうかを確かめ、一方から外してください。同姓同名の別の者であるときは、それぞれのORCIDを記載してください。"
#         en: "Find out whether they take part, and take them out of the other. Of namesakes enter the ORCID of each."
#     contributor_not_listed:
#       status: missing_information
#       message:
#         ja: "DMPに貢献者又はデータの作成者として挙げられた者（申請に参加しない機関を含みます）が、研究者の一覧に見当たりません（{people}）。"
#         en: "The DMP names contributors, or creators of data (a body that takes no part, say), who are not among the
#           people ({people})."
#       remedy:
#         ja: "研究者の一覧と名簿に加えるか（ほかの研究で作られたデータは、再利用（is_reused）とDMPに記載し、参加する機関であれば、その機関のROR（ror）又は別名（other_names）を記載します）、研究参画者でない理由を、研究代表者の所属機関の「参画しない者」（not_participating）に（DMPが現在の内容となる前に述べた理由は改めて）記載してください。"
#         en: "Enter them among the people and on the roster (data from elsewhere are `is_reused` in the DMP; an
#           institution of the application is known by its `ror` and `other_names`), or say why not
#           (`not_participating`), once more where that was said before the DMP came to stand as it does."
#     contributor_of_a_partner:
#       status: missing_information
#       message:
#         ja: "DMPの貢献者（{people}）が参画しない理由に、共同研究機関の名称が記載されていますが、その機関の名簿にも、その機関自身の記載にも見当たりません。"
#         en: "A joint institution is named in the reason why {people}, whom the DMP names, take no part here; it
#           neither lists them nor says so itself."
#       remedy:
#         ja: "その機関の研究参画者であるときは、研究者の一覧とその機関の名簿に加えてください。そうでないときは、その理由を、その機関自身の申告として、その機関の「参画しない者」（not_participating）にも（DMPが現在の内容となる前に述べた理由は改めて）記載してください。"
#         en: "Where they are that institution's participants, enter them among the people and on its roster.
#           Otherwise have that institution say why not, too (its own `not_participating`), once the DMP stands as it
#           does."
#     managed_data_unknown:
#       status: missing_information
#       message:
#         ja: "管理対象データについての、この機関自身の記載がありません。"
#         en: "The institution itself states nothing on the managed data."
#       remedy:
#         ja: "管理対象データを記載するか、ない場合は「該当なし」を理由とともに記載してください。"
#         en: "Enter the managed data, or declare with a reason that there are none."
#   readings:
#     - ja: "研究者の一覧にある者が参画しない者としても記載されているときは、どちらが正しいかの確認を求めます。"
#       en: >-
#         Where somebody stands among the people, and among those who take no part, it is asked which is right.
#       reasons: [listed_and_not_participating]
#     - ja: "DMPに貢献者又は再利用でないデータの作成者として挙げられた者は、研究参画者でない理由が示されない限り、名簿にあることを求めます。手順書は研究参画者の範囲を定めていませんが、研究データを作る者が挙がっていなければ、もれが疑われるためです。DMPが現在の内容となる前に述べられた理由は、現在のDMPについてのものではないと読みます。貢献者又はデータの作成者が機関であるときは、申請に参加する機関（ROR又は名称で見分けます）であれば足り、ほかの機関であれば、同様に理由を求めます。その部署も、その機関と読みます。研究者は、敬称・職名、所属、読み（カナ）又はローマ字の頭文字で記載されていても、その者と読みます。姓だけの記載は、誰のことか分からないものとします。名簿にもDMPにもない者は、ここでは分かりません。"
#       en: >-
#         Whoever the DMP names as a contributor, or as a creator of data that are not used again, is expected among
#         the people, until it is said why not. The source does not say who a participant is; but if someone who makes
#         the data is not listed, one may have been left out. A reason from before the DMP came to stand as it does is
#         none of this DMP. A body that is named there is one of the institutions here (by its ROR, or a name of it), or
#         it is asked why it takes no part; a unit of it is that institution. A person is known with a title or a unit,
#         as the name is read (`kana`), or by initials in Latin letters, too; a family name alone is nobody's. Who
#         stands nowhere can't be seen here.
#       reasons: [contributor_not_listed]
#     - ja: "参画しない理由に共同研究機関の名称があるときは、その者がその機関の名簿にあるか、その機関自身が参画しない理由を述べることを求めます。B大学に所属する研究者の管理はB大学が行うとされており、誰がその研究参画者でないかについて、A大学の記載はB大学の記載に代わらないと読むためです。その機関の名簿が得られないときは、そのことについてのFAの回答によります。"
#       en: >-
#         Where the reason names a joint institution, that one lists the person, or says itself why not: B manages its
#         own researchers, and what A states of who is none of them does not stand for B's word. Where its roster is not
#         given, the FA's answer on that settles it.
#       reasons: [contributor_of_a_partner]
package policy.procedure.scope.own_team

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.names as written
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.roster
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict

id := "RS-SCP-01"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.lead]

assess(subject) := said if {
	said := roster.gap(subject, of_nobody)
	said.status != "consult_fa"
} else := verdict.missing("pi_elsewhere", [subject.at, "/facts/people"]) if {
	not has_pi(subject)
} else := said if {
	said := of_others(subject)
} else := verdict.missing("managed_data_unknown", [managed(subject).at]) if {
	not own_word.said(subject, managed(subject))
} else := said if {
	said := to_be_made.assess(id, subject, roster.list(subject))
} else := said if {
	said := roster.gap(subject, of_nobody)
} else := verdict.satisfied("covered", array.concat(roster.reads(subject), [managed(subject).at]))

# Those whom the DMP names, and who take no part; undefined where nothing is open there.
of_others(subject) := about("contributor_not_listed", subject, unlisted - handed_on) if {
	count(unlisted - handed_on) > 0
} else := about("contributor_of_a_partner", subject, unlisted) if {
	count(unlisted) > 0
} else := about("listed_and_not_participating", subject, of_two_minds) if {
	count(of_two_minds) > 0
}

about(reason, subject, people) := verdict.with_params(
	verdict.missing(reason, looked_up(subject)),
	{"people": sort(people)},
)

managed(subject) := fact.read(subject, ["managed_data"])

# METADATA
# description: people whom no institution claims; no roster covers them
of_nobody contains trim_prefix(person.ref, "person:") if {
	some person in subjects.named_people
	not claimed[object.get(person.fact, "institution", null)]
}

# regal ignore:prefer-set-or-object-rule
claimed := {institution.fact.id | some institution in subjects.institutions}

has_pi(subject) if {
	some person in subjects.named_people
	person.fact.institution == subject.fact.id
	person.fact.role == "pi"
}

plan := fact.read(subjects.application, ["dmp"])

looked_up(subject) := [plan.at, "/facts/people", not_participating(subject).at]

# METADATA
# description: the contributors of the DMP who are in no list of people, and of whom it is not said why
unlisted contains contributor.name if {
	some contributor in contributors
	not known(contributor, explained)
	not left_out_there(contributor)
}

# METADATA
# description: those of whom the lead institution names a joint one in saying why
handed_on contains contributor.name if {
	some contributor in contributors
	some people in handed_to
	known(contributor, people)
}

contributors := [contributor | some contributor in named; not known(contributor, listed)]

# METADATA
# description: whom the DMP names as contributors, and as creators of data that this research makes
named := array.concat(
	[contributor |
		some entry in plan.entries
		some contributor in entry.madmp.dmp.contributor
		not contributes_as_body(contributor)
	],
	[{"name": creator.name, "contributor_id": object.get(creator, "creator_id", [])} |
		some entry in plan.entries
		some dataset in entry.madmp.dmp.dataset
		not reused(dataset)
		some creator in dataset.creator
		not creates_as_body(creator)
	],
)

# A plan may name one of the institutions itself, as who makes the data or keeps them, by its ROR (in a plan as another
# kind of identifier, too) or a name. Another body is one that takes no part.
contributes_as_body(contributor) if is_called(contributor.name)

contributes_as_body(contributor) if {
	some identified in as_list(contributor.contributor_id)
	is_ror(identified.type, identified.identifier)
	institutions_named.rors[digits(identified.identifier)]
}

creates_as_body(creator) if is_called(creator.name)

creates_as_body(creator) if {
	some identified in as_list(creator.creator_id)
	is_ror(identified.type, identified.identifier)
	institutions_named.rors[digits(identified.identifier)]
}

is_called(name) if {
	some form in written_forms(name)
	institutions_named.forms[form]
}

is_ror("ror", _) := true

is_ror(_, identifier) if contains(identifier, "ror.org/")

institutions_named := {
	"rors": {digits(institution.fact.ror) | some institution in subjects.institutions},
	"forms": {form |
		some institution in subjects.institutions
		some name in written.of(institution)
		some form in forms(name)
	},
}

as_list(identified) := identified if is_array(identified)

as_list(identified) := [identified] if is_object(identified)

# Data that are used again were made by others, who need take no part.
reused(dataset) if dataset.is_reused == true

# Whom the lead institution leaves to a joint one, that one leaves out itself, or it gives no roster.
left_out_there(contributor) if {
	some institution in subjects.joint_institutions
	known(contributor, handed_to[institution.at])
	known(contributor, as_people(reasons_of(institution)))
}

left_out_there(contributor) if {
	some institution in subjects.joint_institutions
	known(contributor, handed_to[institution.at])
	gives_no_roster(institution)
}

gives_no_roster(institution) if roster.list(institution).state in ["unobtainable", "withheld"]

gives_no_roster(institution) if is_string(own_part.withheld_since(institution, "RS-SCP-03"))

known(contributor, people) if {
	some orcid in orcids(contributor)
	people.orcids[orcid]
}

# Who has an ORCID on both sides is not found by the name.
known(contributor, people) if {
	count(orcids(contributor)) == 0
	some form in written_forms(contributor.name)
	people.names[form]
}

known(contributor, people) if {
	some form in written_forms(contributor.name)
	people.names_without_orcid[form]
}

orcids(contributor) := {digits(identified.identifier) |
	some identified in as_list(contributor.contributor_id)
	identified.type == "orcid"
}

# The last part of the address of an ORCID or ROR, however it is written.
digits(identifier) := upper(parts[count(parts) - 1]) if {
	parts := [part | some part in split(trim_space(identifier), "/"); part != ""]
}

# METADATA
# description: how a name compares (`input.prepared.names`)
forms(name) := {form | some form in input.prepared.names[name].forms}

# The same of a name of the DMP, whose tools write it with a title or unit, by initials, or as it is read.
written_forms(name) := forms(name) | {form | some form in input.prepared.also_written[name]}

# METADATA
# description: the people whom the facts list, whatever their institution
listed := {
	"orcids": {digits(person.fact.orcid) | some person in subjects.named_people},
	"names": {form | some forms in names_of; some form in forms},
	"names_without_orcid": {form |
		some at, forms in names_of
		without_orcid[at]
		some form in forms
	},
}

# Worked out once for everyone.
# regal ignore:prefer-set-or-object-rule
names_of := {person.at: names(person.fact) | some person in subjects.named_people}

# regal ignore:prefer-set-or-object-rule
without_orcid := {person.at | some person in subjects.named_people; not has_orcid(person.fact)}

has_orcid(person) if is_string(person.orcid)

names(person) := {form | some form in forms(person.name)} | {form |
	some other in person.other_names
	some form in forms(other.name)
}

# METADATA
# description: of whom the institution says why they are no participants, and names no joint one that would know
explained := as_people([entry | some entry in excused; count(named_in(entry)) == 0])

# The same of whom it names a joint institution, by where that one stands.
# regal ignore:prefer-set-or-object-rule
handed_to := {institution.at: people |
	some institution in subjects.joint_institutions
	entries := [entry | some entry in excused; institution.fact.id in named_in(entry)]
	count(entries) > 0
	people := as_people(entries)
}

named_in(entry) := object.get(input, ["prepared", "handed_to", entry.reason], [])

as_people(entries) := {
	"orcids": {digits(entry.orcid) | some entry in entries},
	"names": {form | some entry in entries; some form in forms(entry.name)},
	"names_without_orcid": {form | some entry in entries; not has_orcid(entry); some form in forms(entry.name)},
}

# METADATA
# description: |
#   of whom an institution says why they take no part, though they are listed; an ORCID tells namesakes apart
of_two_minds contains entry.name if {
	some institution in subjects.institutions
	some entry in reasons_of(institution)
	is_listed(entry)
}

is_listed(entry) if listed.orcids[digits(entry.orcid)]

is_listed(entry) if {
	not has_orcid(entry)
	some form in forms(entry.name)
	listed.names[form]
}

is_listed(entry) if {
	some form in forms(entry.name)
	listed.names_without_orcid[form]
}

excused := [entry | some subject in subjects.lead; some entry in reasons_of(subject)]

# A reason from before the DMP says nothing of what stands there now.
reasons_of(subject) := [entry |
	said := not_participating(subject)
	own_word.said(subject, said)
	some entry in said.entries
	fact.says(entry.reason)
	fact.knew_of(fact.entry_since(said.envelope, entry), plan.envelope, plan.entries)
]

not_participating(subject) := fact.read(subject, ["not_participating"])
