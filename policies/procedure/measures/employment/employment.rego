# METADATA
# title: Governance through employment
# description: |
#   An employment relation strengthens governance, for participants who are students above all. An example in the
#   source: not asked for where no measure of this kind was chosen; a student without employment is then told of the
#   possibility, and no more. Where it was chosen, those whom it names (`people`), students or not, or else every
#   student of the team, have an employment relation that holds on the day of the decision, or the measure's day has
#   not yet passed. It is one with an institution of the team: another employer governs nothing here. Declared none
#   (`none`), there is no employment relation.
# custom:
#   id: RS-MT-07
#   title:
#     ja: 雇用関係によるガバナンスの強化
#     en: Governance through employment
#   description_ja: |
#     雇用関係を持つことは、とりわけ研究参画者が学生の場合に、ガバナンスを強化します。手順書の例示であり、
#     この種類の措置を選ばなければ求められません。雇用関係のない学生については、その可能性を案内するにとどめます。
#     選んだ場合は、措置が挙げる人（people。学生でない人を含みます。）、挙げなければ学生である研究参画者のそれぞれに、
#     判定の日に続いている雇用関係があるか、措置の期限が過ぎていないことを求めます。雇用関係は、この研究に参加する機関との
#     ものに限ります。
#     「該当なし」（none）という申告は、雇用関係がないことを示します。
#   clause:
#     section: 第2章(3)
#     item: 軽減措置
#     quote: 雇用関係を持つことによるガバナンスの強化(とりわけ、研究参画者が学生の場合)
#   actor: institution
#   stage: measures
#   classes: [governance, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, unavailable]
#   reasons:
#     not_student:
#       status: not_applicable
#       message:
#         ja: "学生ではなく、この人についての雇用の措置もないため、該当しません。"
#         en: "The person is not a student, and no measure of employment names the person."
#     employed:
#       status: satisfied
#       message:
#         ja: "学生であり、この研究に参加する機関との、判定の日に続いている雇用関係があると申告されています。"
#         en: >-
#           The person is a student with an employment relation, with an institution of the team, that holds on the day
#           of this decision.
#     employed_from_joining:
#       status: satisfied
#       message:
#         ja: "これから参画する学生であり、名簿に記載された参画の日（{on}）には、この研究に参加する機関との雇用関係があると申告されています。"
#         en: >-
#           The person is a student who is to join on {on}, by the roster, with an employment relation, with an
#           institution of the team, that holds on that day.
#     not_chosen:
#       status: not_applicable
#       message:
#         ja: "学生であり、この研究に参加する機関との続いている雇用関係は示されていませんが、雇用関係を持つことは軽減措置として選ばれていません。手順書は例示として挙げており、守秘などのガバナンスを強めるために検討することができます。"
#         en: "The person is a student, of whom no employment relation with an institution of the team is shown to hold.
#           Employment was not chosen as a measure; the procedure names it as an example, and it may be considered to
#           strengthen governance (confidentiality and the like)."
#     planned:
#       status: satisfied
#       message:
#         ja: "学生に雇用関係を持たせる措置（{measures}）が、担当者と期限を定めて計画されています。"
#         en: "Employing the student ({measures}) is planned, with an owner and a due date."
#     not_known:
#       status: missing_information
#       message:
#         ja: "リスク軽減措置が記載されておらず、学生が雇用関係を持つことが措置として選ばれているか分かりません。"
#         en: "No measures are stated: whether employment was chosen for students is not known."
#       remedy:
#         ja: "リスク軽減措置を、担当者と期限を定めて記載してください。措置をとらない場合は、「措置なし」と記載してください。"
#         en: "Enter the measures, with their owners and due dates; where none is taken, enter an empty list."
#     employed_elsewhere:
#       status: missing_information
#       message:
#         ja: "雇用関係を持つことが軽減措置（{measures}）として選ばれていますが、判定の日に続いている雇用関係の雇用者（{employers}）は、この研究に参加する機関の名称ではありません。"
#         en: >-
#           Employment was chosen as a measure ({measures}), and the employment that holds on the day of this decision
#           is with {employers}, which is the name of no institution of the team.
#       remedy:
#         ja: "雇用者が参加する機関であるときは、その機関の名称で記載してください。別の雇用者であるときは、参加する機関で雇用関係を結んで記載するか、措置の変更を資金配分機関（FA）と相談・調整してください。"
#         en: >-
#           Where the employer is an institution of the team, enter it by that name. Where it is another, employ the
#           person at an institution of the team and enter that, or consult the funding agency (FA) on another measure.
#     not_employed:
#       status: unsatisfied
#       words: "雇用関係を持つことによるガバナンスの強化(とりわけ、研究参画者が学生の場合)"
#       message:
#         ja: "雇用関係を持つことが軽減措置（{measures}）として選ばれていますが、この学生に、判定の日に続いている雇用関係がありません。"
#         en: "Employment was chosen as a measure ({measures}), and this student has no employment relation that
#           holds on the day of this decision."
#       remedy:
#         ja: "雇用関係を結んでその始期と終期を記載するか、措置の変更を資金配分機関（FA）と相談・調整してください。"
#         en: "Employ the student and enter from when to when, or consult the funding agency (FA) on another measure."
#   readings:
#     - ja: "雇用の措置を選んだ場合、措置に対象者（people）の記載がなければ、学生である研究参画者のすべてについて見ます。選ばなければ、学生の雇用を求めません。名簿にこれからの参画の日（since）が記載された学生は、その日に雇用関係があれば足ります。"
#       en: >-
#         Where the measure is chosen, every student is looked at, unless it names those for whom it is
#         (`people`). Not chosen, no student need be employed. Of who is to join on a day ahead, by the roster
#         (`since`), the employment that holds on that day will do.
#       reasons: [not_employed]
#     - ja: "雇用関係は、この研究に参加する機関（所属機関のほか、共同研究機関でもよい）とのものと読みます。参加しない者に雇用されていても、この研究についてのガバナンスは強まらないためです。雇用者は名称で見分けます。"
#       en: >-
#         The employment relation is read to be one with an institution of the team, the person's own or another:
#         employment by anybody else does not strengthen the governance of this research. An employer is known by its
#         name.
#       reasons: [employed_elsewhere]
package policy.procedure.measures.employment

import data.policy.lib.appointments
import data.policy.lib.dates
import data.policy.lib.finding
import data.policy.lib.measures
import data.policy.lib.own_part
import data.policy.lib.roster
import data.policy.lib.subjects
import data.policy.lib.unavailable
import data.policy.lib.verdict

id := "RS-MT-07"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.people]

assess(subject) := verdict.not_applicable("not_student", [concat("/", [subject.at, "student"])]) if {
	subject.fact.student == false
	listed
	count(named_in(subject)) == 0
} else := said if {
	said := of_employed(subject)
} else := verdict.missing("not_known", [relation(subject).at, "/facts/measures"]) if {
	not listed
} else := verdict.not_applicable("not_chosen", [relation(subject).at, "/facts/measures"]) if {
	count(chosen_for(subject)) == 0
} else := of_measures(subject, verdict.satisfied("planned", [relation(subject).at, "/facts/measures"])) if {
	every measure in chosen_for(subject) {
		measure.reason == "planned"
	}
} else := of_measures(subject, verdict.with_params(
	verdict.missing("employed_elsewhere", [relation(subject).at, "/facts/institutions"]),
	{"employers": sort({entry.employer | some entry in holding(subject)})},
)) if {
	count(holding(subject)) > 0
} else := of_measures(subject, verdict.unsatisfied("not_employed", [relation(subject).at])) if {
	relation(subject).state in ["provided", "none"]
} else := unavailable.assess(relation(subject))

of_measures(subject, said) := verdict.with_params(
	said,
	{"measures": sort([measure.id | some measure in chosen_for(subject)])},
)

# METADATA
# description: the measures of employment that are for this person, or for everyone
chosen_for(subject) := [measure | some measure in chosen; is_for(measure, subject)]

is_for(measure, _) if measure.people == null

# An empty list names nobody in particular.
is_for(measure, _) if measure.people == []

is_for(measure, subject) if subject.fact.id in measure.people

named_in(subject) := [measure | some measure in chosen; subject.fact.id in measure.people]

listed if is_array(input.facts.measures)

relation(subject) := own_part.read(subject, ["employment"])

chosen := measures.chosen(subjects.application, "employment")

# Undefined of who is not employed by then. Who is to join later may be employed from that day.
of_employed(subject) := verdict.satisfied("employed", [relation(subject).at]) if {
	employed(holding(subject))
} else := verdict.with_params(verdict.satisfied("employed_from_joining", reads), {"on": on}) if {
	on := roster.joins_on(subject)
	employed(holding_on(subject, on))
	reads := [relation(subject).at, "/facts/institutions"]
}

# METADATA
# description: an institution of the team employs the person by one of these relations
employed(relations) if {
	some entry in relations
	some institution in subjects.institutions
	appointments.own({"owner": institution.fact.id}, entry.employer)
}

# The employment relations that hold on the day of the decision, whoever employs.
holding(subject) := holding_on(subject, input.as_of)

holding_on(subject, day) := [entry |
	relation(subject).state == "provided"
	some entry in relation(subject).entries
	dates.well_formed(entry.start)
	entry.start <= day
	end := object.get(entry, "end", day)
	dates.well_formed(end)
	end >= day
]
