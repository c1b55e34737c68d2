# METADATA
# title: Relations that the decision matrix asks for
# description: |
#   An example, modelled on a funder that asks each person for the relations of its decision matrix (a talent program,
#   funding, a patent, a post), with their dates. The declaration must reach back as far as the program asks, also
#   where it says that there are none. It agrees with what the same person declares of talent programs, one by one, and
#   stands beside no declaration of none on funding, intellectual property or posts, unless it is said why one is not
#   the other. What the matrix makes of a relation is the word of OM-02.
# custom:
#   id: OM-01
#   title:
#     ja: 判断表の掲げる関係の申告（例）
#     en: Relations that the decision matrix asks for (example)
#   description_ja: |
#     例示です。判断表の掲げる関係（人材登用プログラム、研究資金、特許、職）を、
#     日付とともに各研究者に申告させる資金配分機関にならったものです。申告は、関係がないとする場合も含め、
#     プログラムの求める時点までさかのぼらなければなりません。本人が申告した人材育成プログラムが判断表に当たらないときは、その理由を示します。
#     関係を申告しながら、それに応じた申告（研究費、知的財産、支援等）を「該当なし」とするときも同様です。
#     関係をどう見るかはOM-02で扱います。
#     「該当なし」は、その期間に関係がないことを意味します。
#   clause:
#     section: 公募要領（例）
#     item: 5章 5.2
#     quote: （例）研究代表者、研究分担者及び研究参画者は、別表1に掲げる関係について、確認の日から遡って5年間の有無、相手方及び期間を申告する。
#   actor: researcher
#   stage: collection
#   classes: [research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     factor_look_back_years:
#       type: integer
#       direction: increase
#       description:
#         ja: "判断表がさかのぼる年数"
#         en: "how many years before the decision the declaration must cover, and the matrix looks back"
#     factor_of_talent_programs:
#       type: string
#       direction: set
#       description:
#         ja: "人材登用プログラムに当たる判断表の要素"
#         en: "the factor of the matrix under which a talent program is declared"
#     factor_declarations:
#       type: array
#       direction: add
#       description:
#         ja: "判断表の要素に応じた申告（そのすべてを「該当なし」とすれば、関係の申告と食い違うもの）"
#         en: "what else is declared of a factor of the matrix; where all of it is none, the two contradict each other"
#       schema:
#         items:
#           type: object
#           properties:
#             factor: {type: string}
#             declared: {type: array, items: {type: string}, minItems: 1, uniqueItems: true}
#           required: [factor, declared]
#           additionalProperties: false
#   inherits: [collected, disclosed, fa, history, indicator, own_part]
#   reasons:
#     look_back_not_set:
#       status: missing_information
#       message:
#         ja: "判断表の掲げる関係をさかのぼる期間を、プログラムが定めていません。"
#         en: "The program does not say how far back the relations are to be declared."
#       remedy:
#         ja: "対象とする期間を、プログラムの担当に確認してください。"
#         en: "Ask the program which period applies."
#     period_too_short:
#       status: missing_information
#       message:
#         ja: "申告の対象期間が、プログラムの定める{years}年（{start}から申告日まで）に足りません。"
#         en: "The declaration does not cover the {years} years that the program asks for, from {start} to its own day."
#       remedy:
#         ja: "{start}から申告日までを対象として申告し、対象期間（period）を記載してください。"
#         en: "Declare from {start} up to the day of the declaration, and enter the period covered."
#     differs_from_talent_programs:
#       status: missing_information
#       message:
#         ja: "外国の人材育成プログラムへの参加の申告と、判断表の掲げる関係の申告が食い違っています（{programs}）。"
#         en: "What is declared of talent programs and of the relations of the matrix differs: {programs}."
#       remedy:
#         ja: "本人に確認し、いずれかの申告を改めてください。一方に当たらないものであれば、その理由を、該当するものを挙げていない申告の理由（reason）に、他方の申告より前に述べた理由は改めて、記載してください。"
#         en: >-
#           Ask the person, and correct one of the two; where it is none of what the other asks, let that one say why
#           (`reason`), once more where it was said before the other was declared.
#     differs_from_declarations:
#       status: missing_information
#       message:
#         ja: "判断表の掲げる関係（{relations}）が申告されていますが、本人の申告（{declared}）は「該当なし」とされています。"
#         en: "Relations of the matrix are declared ({relations}), and the person's declarations ({declared}) are none."
#       remedy:
#         ja: "本人に確認し、いずれかの申告を改めてください。関係が申告の対象に当たらないもの（研究歴に記載した職など）であれば、その理由を「該当なし」の申告の理由（reason）に、関係の申告より前に述べた理由は改めて、記載してください。"
#         en: >-
#           Ask the person, and correct one of the two. Where the relation is none of what is asked there (a post that
#           stands in the career, say), let the declaration of none say why (`reason`), once more where it was said
#           before the relation was declared.
#     body_without_relation:
#       status: missing_information
#       message:
#         ja: "判断表の掲げる機関として申告された機関（{bodies}）が、本人の申告（{items}）にありますが、その機関との関係が申告されていません。"
#         en: "A body with which a relation of the matrix is declared stands in what the person declares ({items}):
#           {bodies}. No relation with it is declared."
#       remedy:
#         ja: "本人に確認し、その機関との関係（factors）を申告してください。判断表の掲げる関係に当たらないものであれば、その理由を、関係の申告の理由（reason）に、他方の申告より前に述べた理由は改めて、記載してください。"
#         en: >-
#           Ask the person, and have the relation with it declared (`factors`). Where it is none of the matrix, let that
#           declaration say why (`reason`), once more where it was said before the other was declared.
#   readings:
#     - ja: "さかのぼる期間の外国の人材育成プログラムより、申告された判断表の人材登用プログラムの関係が少ないとき、若しくはそのいずれもプログラムより前に終わっているとき、又は関係が申告され、人材育成プログラムが「該当なし」のときは、どちらが正しいかの確認を求めます。判断表は特定の機関が関わるものに限られるため、当たらない理由が示されていれば足りるものとします。理由の示されたプログラムと期間の同じ関係は、ほかのプログラムの関係とは読みません（期間が同じほかのプログラムがあるときを除きます）。後から申告した事実について、それより前の理由は何も述べていないものとします。"
#       en: >-
#         Where more talent programs within the look-back are declared than relations of that kind, or one that goes on
#         for longer than any of these, or relations beside talent programs declared none, it is asked which is right.
#         The matrix is on those of certain bodies alone, so that a reason why it is none of them is enough; but a
#         reason from before something was declared says nothing of it. A relation that has the days of a program for
#         which a reason is given is that of no other, unless that one has the same days.
#       reasons: [differs_from_talent_programs]
#     - ja: "研究資金、共同出願、職などの関係が申告され、これに応じた本人の申告がすべて「該当なし」のときも、同様とします（プログラムの表による）。さかのぼる期間より前に終わった関係は問いません。"
#       en: >-
#         So where a relation of another kind (funding, a patent, a post) is declared, and by the program's table all
#         that the person declares of the like is none. What ended before the look-back is not asked about.
#       reasons: [differs_from_declarations]
#     - ja: "いずれかの者が判断表の掲げる関係の相手方として申告した機関が、さかのぼる期間について、別の者の申告（研究歴、雇用関係、その他の所属先、研究費、支援等）にあり、その機関とのいかなる関係も申告されていないときは、確認を求めます。掲げられる機関を機関の側で調べることは求めませんが、申請そのものがその機関を掲げているためです。当たらない理由が示されていれば足ります。名称は、後に付された括弧書きを除いても比べます。"
#       en: >-
#         Where a body with which anybody declared a relation of the matrix stands, within the look-back, in what
#         another declares (career, employment, further posts, funding, support), and that one declares no relation with
#         it at all, it is asked about. Nobody is asked to look up which bodies the matrix is on; but the application
#         itself says so. A reason why it is none is enough. Names compare without a remark in brackets behind them,
#         too.
#       reasons: [body_without_relation]
package policy.program.declared_factors

import data.policy.lib.appointments
import data.policy.lib.collected
import data.policy.lib.dates
import data.policy.lib.disclosed
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.history
import data.policy.lib.own_part
import data.policy.lib.periods
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.lib.wording

id := "OM-01"

findings := [finding.of_program(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

assess(subject) := object.union(disclosed.assess(declared(subject)), {"since": not_had_since(subject)}) if {
	not declared(subject).state in ["provided", "none"]
} else := disclosed.renew(declared(subject)) if {
	disclosed.stale(declared(subject))
} else := verdict.missing("look_back_not_set", [declared(subject).at]) if {
	not look_back
} else := of_whole(subject) if {
	periods.covers(declared(subject).envelope.period, look_back)
} else := verdict.with_params(
	verdict.missing("period_too_short", [declared(subject).at]),
	{"years": data.policy.params.factor_look_back_years, "start": look_back},
)

of_whole(subject) := of(subject, declared(subject), own_part.read(subject, ["disclosures", "talent_programs"]))

of(subject, found, programs) := verdict.with_params(
	verdict.missing("differs_from_talent_programs", [found.at, programs.at]),
	{"programs": sort(differing)},
) if {
	differing := array.concat(left_out(found, programs), said_here_alone(found, programs))
	count(differing) > 0
} else := verdict.with_params(
	verdict.missing("differs_from_declarations", array.concat([found.at], sort({none.at | some none in denials}))),
	{"relations": sort({none.relation | some none in denials}), "declared": sort({none.declared | some none in denials})},
) if {
	denials := denied(subject, found)
	count(denials) > 0
} else := verdict.with_params(
	verdict.missing("body_without_relation", array.concat([found.at], sort({place.at | some place in places}))),
	{"bodies": sort({place.body | some place in places}), "items": sort({place.declared | some place in places})},
) if {
	places := unrelated(subject, found)
	count(places) > 0
} else := said if {
	# What the matrix asked for is judged as OM-02 names it.
	said := history.less_than_judged("OM-02", subject, "factor", found)
} else := collected.assess(found)

declared(subject) := own_part.read(subject, ["factors"])

# METADATA
# description: |
#   since when that stands on which the FA is asked where the relations cannot be had: what else is declared tells of
#   some, a talent program or a body of the matrix, and an answer from before is none on these
not_had_since(subject) := max(array.concat(
	[fact.since(declared(subject))],
	array.concat(
		[fact.entry_declared_since(programs.envelope, entry) |
			programs := own_part.read(subject, ["disclosures", "talent_programs"])
			some entry in programs.entries
			reaches(entry, look_back)
		],
		[max([day, brought_up_since(place.body)]) |
			some place in of_listed_bodies(subject, declared(subject))
			day := fact.entry_declared_since(place.envelope, place.entry)
		],
	),
))

# Since when somebody declares a relation of the matrix with a body.
brought_up_since(body) := min([fact.entry_since(found.envelope, entry) |
	some person in subjects.named_people
	found := declared(person)
	some entry in found.entries
	count(forms(entry.body) & forms(body)) > 0
])

# METADATA
# description: |
#   the talent programs within the look-back that the relations of that kind do not account for, where no reason is
#   given why. In which of them a listed body has a part is for the person to say
left_out(found, programs) := unaccounted(reaching, relations) if {
	programs.state == "provided"
	within := [entry | some entry in programs.entries; reaches(entry, look_back)]
	reaching := [entry | some entry in within; not explains_program(found, programs, entry)]
	relations := [relation |
		some relation in found.entries
		of_program(relation)
		reaches(relation, look_back)
		not is_of_another(relation, within, reaching)
	]
} else := []

# By its days it is the relation of a program for which a reason is given, and of none of the others.
is_of_another(relation, within, reaching) if {
	count(of_its_days(relation, reaching)) == 0
	count(of_its_days(relation, within)) > 0
}

of_its_days(relation, programs) := [entry | some entry in programs; has_its_days(relation, entry)]

has_its_days(relation, entry) if {
	is_one_day(relation.start, entry.start)
	is_one_day(last_day(relation), last_day(entry))
}

# Of a month, or a year, alone any day may be meant.
is_one_day(written, other) if startswith(written, other)

is_one_day(written, other) if startswith(other, written)

# There are fewer relations, so that one of the programs is none of them; or each ended before a program did.
unaccounted(programs, relations) := [entry.program | some entry in programs] if {
	count(relations) < count(programs)
} else := [entry.program |
	some entry in programs
	count([relation | some relation in relations; as_late(relation, entry)]) == 0
]

# The last day of a program may be a month, or a year, alone.
as_late(relation, entry) if substring(last_day(relation), 0, count(last_day(entry))) >= last_day(entry)

last_day(entry) := min([object.get(entry, "end", input.as_of), input.as_of])

# The relations of that kind, where talent programs are declared none and no reason is given why.
said_here_alone(found, programs) := [entry.id |
	some entry in found.entries
	of_program(entry)
	not explains_relation(programs, found, entry)
] if {
	programs.state == "none"
} else := []

# The reason that the relations give is about the program.
explains_program(found, programs, entry) if {
	others := {other.program | some other in programs.entries}
	wording.explains(found, programs.envelope, entry, entry.program, others)
}

# That of another declaration is about the relation.
explains_relation(declared_none, found, entry) if {
	others := {bare(other.body) | some other in found.entries}
	wording.explains(declared_none, found.envelope, entry, bare(entry.body), others)
}

of_program(entry) if entry.factor == data.policy.params.factor_of_talent_programs

# METADATA
# description: |
#   each declaration of none beside a relation of another kind, by the program's table, where there is nothing else of
#   the like and no reason is given why
denied(subject, found) := [{"relation": entry.id, "declared": none.name, "at": none.at} |
	some row in like
	nones := all_none([stated(subject, name) | some name in row.declared])
	some entry in found.entries
	entry.factor == row.factor
	reaches(entry, look_back)
	count([none | some none in nones; explains_relation(none, found, entry)]) == 0
	some none in nones
]

all_none(stated_of) := [stated | some stated in stated_of; stated.state == "none"] if {
	count([stated | some stated in stated_of; stated.state == "provided"]) == 0
} else := []

stated(subject, name) := object.union(own_part.read(subject, path_of(name)), {"name": name})

path_of(name) := ["affiliations"] if {
	name == "affiliations"
} else := ["disclosures", name]

default like := []

like := data.policy.params.factor_declarations

# METADATA
# description: |
#   where the person's own declarations name a body with which anybody declared a relation of the matrix, and no
#   relation with it is declared, and no reason given why there is none
unrelated(subject, found) := [place |
	places := of_listed_bodies(subject, found)
	count(places) > 0
	others := named_by(subject)
	some place in places
	not explains_place(found, place, others)
]

explains_place(found, place, others) if {
	wording.explains(found, place.envelope, place.entry, bare(place.body), others)
}

of_listed_bodies(subject, found) := [{
	"body": entry[key],
	"declared": path[count(path) - 1],
	"at": said.at,
	"entry": entry,
	"envelope": said.envelope,
} |
	count(of_matrix) > 0
	some [path, key] in names_of_bodies
	said := own_part.read(subject, path)
	said.state == "provided"
	some entry in said.entries
	some form in forms(entry[key])
	of_matrix[form]
	reaches(entry, look_back)
	count(forms(entry[key]) & related(found)) == 0
]

# The bodies that the person's declarations name, but for the own institution.
named_by(subject) := {bare(name) | some name in wording.names_of_others(subject)} | {bare(body) |
	some [path, key] in names_of_bodies
	some entry in own_part.read(subject, path).entries
	body := entry[key]
	not appointments.own(subject, body)
}

# Where a body is named, and under which key.
names_of_bodies := [
	[["affiliations"], "institution"],
	[["employment"], "employer"],
	[["disclosures", "career"], "institution"],
	[["disclosures", "funding"], "funder"],
	[["disclosures", "other_support"], "provider"],
]

# How those compare of which somebody says that the matrix is on them.
# regal ignore:prefer-set-or-object-rule
of_matrix := {form | some person in subjects.named_people; some form in related(declared(person))}

related(found) := {form |
	found.state == "provided"
	some entry in found.entries
	some form in forms(entry.body)
}

forms(body) := {form |
	some name in [body, bare(body)]
	some form in input.prepared.names[name].forms
}

# Behind a body's name may stand in brackets what it is.
bare(body) := trim(split(split(body, "（")[0], "(")[0], " 　")

# It goes on, or ended on a day (in a month, in a year) that is not all before the look-back.
reaches(entry, _) if object.get(entry, "end", null) == null

reaches(entry, day) if entry.end >= substring(day, 0, count(entry.end))

# METADATA
# description: the day to which the program looks back; undefined where it does not say
look_back := dates.years_before(data.policy.params.factor_look_back_years)
