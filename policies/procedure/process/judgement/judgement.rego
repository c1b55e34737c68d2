# METADATA
# title: Step 2, risk assessment
# description: |
#   ② Risk is judged in view of the researchers, the joint institutions and other partners, the content of the
#   technology, and how the managed data are managed. The judgement is a person's: for each of the four fields a view,
#   whether it raises a concern, the rationale, who judged and when. Where there is no partner, the judgement says so.
#   It is no older than what it weighs: for people the declarations of (1) of the lead institution's people and of the
#   co-PIs, for partners (2) and the lead institution's (3), for data its (4); of each the declarations, each item's
#   first look, each list's first run, and whatever raised an indicator; of a co-PI the lead institution's own first
#   look or run as well. A later look or run that raises nothing does not ask for a new one. A raised concern is a risk
#   indicator, and stays one when a later round raises none; whether it is settled is RS-RA-01's matter. No criterion,
#   score or level is applied here. Declared not to be done (`none`), the step is not met.
# custom:
#   id: RS-STP-02
#   title:
#     ja: ②リスク評価（研究者・共同研究先・技術・データについての判断）
#     en: "Step 2: a judgement over people, partners, technology and data"
#   description_ja: |
#     ②では、所属研究者、共同研究相手先等、技術の内容、管理対象データ等の管理状況を踏まえてリスクを判断します。
#     判断は人が行うもので、四つの観点ごとに、所見、懸念の有無、根拠、判断者、判断日を求めます。
#     共同研究相手先がない場合は、その旨を判断として記載します。判断は、その対象とする情報より前のものであってはなりません。
#     研究者については研究代表者の所属機関の研究者と研究分担者の(1)、相手先については(2)と所属機関の(3)、
#     データについては所属機関の(4)であり、それぞれの申告、事項ごとの最初の調査、リストごとの最初の照合、
#     リスク評価を要する事項の挙がった事実を含みます。研究分担者については、研究代表者の所属機関による最初の調査又は照合を含みます。
#     その後の、何も挙がらない調査や照合は、判断のやり直しを求めません。
#     挙げられた懸念はリスク評価を要する事項とし（後の判断で「なし」とされても残ります）、整ったかどうかはRS-RA-01で扱います。
#     ここでは基準、点数、段階のいずれも用いません。
#     「行っていない」（none）と申告されていれば、②は満たされません。
#   clause:
#     section: 第2章(3)
#     item: ②
#     quote: 所属研究者、共同研究相手先等の情報、技術の内容 「管理対象データ」等の管理状況を踏まえたリスク判断
#   actor: lead
#   stage: judgement
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, to_be_made, unavailable]
#   reasons:
#     judged:
#       status: satisfied
#       message:
#         ja: "研究者・共同研究先・技術・データのそれぞれについて、判断が懸念の有無と根拠とともに記録されています。"
#         en: "A judgement with its rationale, and whether it raises a concern, is recorded for people, partners,
#           technology and data."
#     not_judged:
#       status: unsatisfied
#       words: "管理状況を踏まえたリスク判断"
#       message:
#         ja: "リスクの判断を行っていないと申告されています。"
#         en: "It is declared that no judgement was made."
#       remedy:
#         ja: "研究者・共同研究先・技術・データのそれぞれについて判断し、根拠・判断者・判断日とともに記載してください。"
#         en: "Judge people, partners, technology and data, and enter each with rationale, who judged and when."
#     field_not_judged:
#       status: missing_information
#       message:
#         ja: "懸念の有無・根拠・判断者・判断日のある判断がないか、懸念の有無を述べていない判断のある観点があります（{fields}）。記録の署名より後の判断は数えません。"
#         en: "There is no judgement with the concern, rationale, name and date for {fields}, or one leaves the concern
#           open; what was judged after the record was signed is not counted."
#       remedy:
#         ja: "その観点について判断し、記載してください。共同研究先がない場合は、その旨を判断として記載してください。"
#         en: "Judge the field and enter it. Where there is no partner, let the judgement say so."
#     judged_ahead:
#       status: missing_information
#       message:
#         ja: "判断日が、判定の基準日より先である観点があります（{fields}）。"
#         en: "A judgement on {fields} is dated ahead of the day of this decision."
#       remedy:
#         ja: "判断日（on）を確かめて記載してください。"
#         en: "Look up the day of the judgement (`on`), and enter it."
#     judged_before:
#       status: missing_information
#       message:
#         ja: "対象とする情報より前の判断しかない観点があります（{fields}）。情報は{since}までに加わっています。"
#         en: "The judgement on {fields} is older than what it weighs, which came to stand by {since}."
#       remedy:
#         ja: "加わった情報を踏まえて改めて判断し、記載を加えてください。内容に変更のない申告には、いつから変わらないか（since）を、参画より前に判断した人には名簿に参画が分かっていた日（known_since）を記載してください。基準日より先の日であるときは、日付の誤りを直してください。"
#         en: "Judge anew in view of what was added, and add the entry; of a declaration that did not change, say
#           since when it stands (`since`); of who was judged before joining, say in the roster since when that
#           was known (`known_since`). Mend a day that lies ahead."
#   readings:
#     - ja: "判断は、その対象となる情報より前のものであってはならないと読みます。「…を踏まえたリスク判断」は、踏まえる情報が先にあることを要するためです。"
#       en: >-
#         A judgement is no older than what it weighs: …を踏まえたリスク判断 needs what it is based on to be there
#         first.
#       reasons: [judged_before, field_not_judged]
#     - ja: "研究分担者については、その所属機関による調査が先にあっても、研究代表者の所属機関が自ら行った最初の調査又は照合より前の判断は、その人についての判断と読みません。手順書は、研究代表者の所属機関が研究分担者についてリスクマネジメント（デュー・ディリジェンスを含む）を行うとしているためです。研究の途中で研究分担者となった人も同様です。"
#       en: >-
#         Of a co-PI a judgement from before the lead institution's own first look or run at that person is none, though
#         the co-PI's institution had looked: the lead institution is to manage the risk of co-PIs, due diligence
#         included. So it is of who becomes a co-PI later.
#       reasons: [judged_before]
#     - ja: "名簿のその人の記載にいつから参画しているか（since）があるときは、②の研究者の観点はその日（参画が分かっていた日（known_since）があれば、その日）より前の判断では足りないと読みます。その人を対象としていない判断だからです。参画が分かってから参画までの間に行われた判断は、その人についてのものとします。"
#       en: >-
#         Of whom the roster says to be in the team since a day (`since`), a judgement on the people from before it,
#         or from before it was known (`known_since`), is none: it was not on this person. What is judged between
#         that and the joining is.
#       reasons: [judged_before]
#     - ja: "研究代表者の所属機関そのものについて懸念とされた事項（情報の紛失など）は、②の共同研究先・支援者の観点と管理対象データの観点の、いずれか一方で判断されていれば足りると読みます。手順書の四つの観点には、所属機関そのものについてのものがないためです。"
#       en: >-
#         A concern about the lead institution itself (something lost, say) is judged in the field of the partners or in
#         that of the data: none of the four is on that institution.
#       reasons: [judged_before]
#     - ja: "改姓・改称により名称が加わったときは、新しい名称についての最初の照合の日も、②、確認及び完了の対象に含まれると読みます。新しい名称は、それまでのどの照合も調べていないためです。"
#       en: >-
#         Where a name came later, by marriage say, the first run of that name is among what ②, the check and the
#         completion weigh: no run before searched it.
#       reasons: [judged_before]
#     - ja: "リストの候補を別人（別の機関）とした判断が②や完了の後の日であっても、②を改めることは求めません。②の対象となるのは、同一、又は判断がつかないとされた候補（RS-RA-01）で、別人との判断は加わる事項を生じないためです。"
#       en: >-
#         Where a candidate of a list was judged to be another only after ②, or the completion, ② is not asked for
#         anew: it weighs the candidates that are the same, or left open (RS-RA-01), and that one is another adds
#         nothing to it.
package policy.procedure.process.judgement

import data.policy.lib.covered
import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.indicator
import data.policy.lib.looks
import data.policy.lib.roster
import data.policy.lib.standing
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict
import data.policy.procedure.process.collection

id := "RS-STP-02"

findings := [finding.of(id, subjects.application, assess(step))]

# METADATA
# description: one for each concern that was raised in a field; a later judgement does not take it back
indicators := [raised |
	some field in sort(fields)
	of_field := [entry | some entry in step.entries; entry.field == field]
	places := [{"at": entry.at, "since": fact.said_since(entry.said, of_field)} |
		some entry in by_field[field]
		entry.said.concern == "raised"
	]
	some raised in indicator.raised_by(id, subjects.application, concat(".", ["concern", field]), places)
]

assess(read) := verdict.unsatisfied("not_judged", [read.at]) if {
	read.state == "none"
} else := to_be_made.or_unavailable(id, subjects.application, read) if {
	read.state != "provided"
} else := verdict.with_params(verdict.missing("field_not_judged", [read.at]), {"fields": sort(fields - judged)}) if {
	count(fields - judged) > 0
} else := verdict.with_params(
	verdict.missing("judged_before", [read.at]),
	{"fields": sort(outdated), "since": since},
) if {
	since := max([day | some field, day in weighed; field in outdated])
} else := verdict.with_params(verdict.missing("judged_ahead", [read.at]), {"fields": sort(ahead)}) if {
	ahead := {said.field | some said in read.entries; dates.ahead(said.on)}
	count(ahead) > 0
} else := verdict.satisfied("judged", [read.at])

# METADATA
# description: the step as `steps.read` gives it
step := steps.read(subjects.application, ["process", "judgement"])

# METADATA
# description: the four fields of ②
fields := {"people", "partners", "technology", "data"}

judged contains field if {
	some field, found in days
	count(found) > 0
	not left_open(field)
}

# A judgement does not say whether it raises a concern: another one does not stand for it.
left_open(field) if {
	some said in step.entries
	said.field == field
	dates.reached(said.on)
	not decided(said)
}

decided(said) if said.concern in ["none", "raised"]

# METADATA
# description: the days on which each field was judged
days[field] := [entry.said.on | some entry in entries] if some field, entries in by_field

# METADATA
# description: a field was judged from the first day to the last, both included
judged_between(field, first, last) if {
	some day in days[field]
	day >= first
	day <= last
}

by_field[field] := [entry | some entry in counted; entry.said.field == field] if some field in fields

counted := [{"said": said, "at": at} |
	step.state == "provided"
	some i, said in step.entries
	decided(said)
	is_string(said.view)
	fact.signed(said)
	signed_for(said)
	at := concat("/", [step.at, "entries", format_int(i, 10)])
]

# Who signs tells of what was judged by then; that a concern was raised is heard all the same.
signed_for(said) if said.on <= step.on

signed_for(said) if said.concern == "raised"

# METADATA
# description: |
#   the day on which every field was first judged since there was something to weigh (`begun`); undefined where one is
#   not. While ① stands nowhere, it is for its own requirement to say so
first_whole := max([min(found) | some found in since_begun]) if {
	since_begun := [found |
		some field in fields
		found := [day | some day in days[field]; day >= begun]
		count(found) > 0
	]
	count(since_begun) == count(fields)
}

# METADATA
# description: |
#   the day by which ① was whole and due diligence had begun, with the first look at anyone whom the lead institution
#   weighs or the first run of a name: what was judged before weighed nothing. Undefined where nobody was looked at
begun := max([collected, first_act])

default collected := ""

collected := collection.first_whole

first_act := min([day |
	some subject in examined
	some day in standing.of_acts(subject, looks.institutions(subject))
])

# METADATA
# description: the people, partners and supporters whom the lead institution weighs
examined := [subject | some subject in subjects.examined; weighs(subject)]

weighs(subject) if subject.kind == "institution"

weighs(subject) if of_lead(subject)

weighs(subject) if subject.owner == subjects.lead[0].fact.id

outdated contains field if {
	some field, since in weighed
	max(days[field]) < since
}

# METADATA
# description: for each field the day on which the newest of what it weighs came to stand
weighed[field] := max(found) if {
	some field, found in weighed_in
}

weighed_in := {
	"people": people,
	"partners": array.concat(partners, supporters),
	"technology": covered.areas_since,
	"data": data_of_lead,
}

people := array.concat(raised({"person"}), array.concat(array.concat(begun_with, joined), [day |
	some person in subjects.named_people
	of_lead(person)
	some day in array.concat(standing.of_disclosures(person), array.concat(looked(person), screened(person)))
]))

# Who joined later was not weighed before that was known.
joined := [day |
	some person in subjects.named_people
	of_lead(person)
	day := roster.joined(person)
]

# Of a co-PI the lead institution judges by its own looks and runs too, where the other one's came first.
begun_with := [day |
	some person in subjects.co_pis
	day := standing.first_of_lead(person)
]

# Since when there is what asks for a judgement of subjects of these kinds, whoever brought it up.
raised(kinds) := [indicated.since |
	some indicated in brought_up
	split(indicated.subject, ":")[0] in kinds
	dates.reached(indicated.since)
	not is_of_the_lead_and_judged(indicated)
]

# What is brought up of the lead institution itself may be judged with its data as well.
is_of_the_lead_and_judged(indicated) if {
	indicated.subject == subjects.lead[0].ref
	indicated.subject != subjects.application.ref
	max(days.data) >= indicated.since
}

brought_up := [found | some found in indicator.brought_up; found.requirement != id]

of_lead(person) if person.fact.role == "co_pi"

of_lead(person) if person.fact.institution == subjects.lead[0].fact.id

partners := array.concat(raised({"institution", "supporter"}), [day |
	some partner in subjects.joint_institutions
	some day in array.concat(standing.of_partner(partner), array.concat(looked(partner), screened(partner)))
])

supporters := standing.of_supporters(subjects.lead[0])

data_of_lead := array.concat(raised({"application"}), array.concat(
	standing.of_facts([plan | plan := input.facts.dmp]),
	standing.of_data(subjects.lead[0]),
))

looked(subject) := standing.of_looks(subject, looks.institutions(subject))

screened(subject) := standing.of_runs(subject, looks.institutions(subject))
