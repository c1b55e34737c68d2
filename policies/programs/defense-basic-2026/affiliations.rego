# METADATA
# title: Affiliation with listed bodies
# description: |
#   An example, modelled on a call that has a list of bodies of its own: every body at which a person studied or held a
#   post, honorary and side posts included, is run against it, by the name that was declared; so is one that employs,
#   pays or paid the person. A body on the list is no prohibition; it is put to the FA, and judged as a risk
#   indicator. What was declared to be none has no bodies; a course of study there always is.
# custom:
#   id: DB-02
#   title:
#     ja: リスト掲載機関への所属（例）
#     en: Affiliation with listed bodies (example)
#   description_ja: |
#     例示です。独自の機関リストを持つ公募にならったものです。本人が在学し、
#     又は職（名誉職・兼職を含む）にあった機関のすべてを、本人の申告した名称でリストと照合します。報酬・給与を受けた機関、雇用関係（employment）の記載にある雇用者も含みます。
#     リストへの掲載は禁止を意味せず、FAと相談し、リスク評価を要する事項として判断します。
#     「該当なし」と申告されたものには照合する機関がありません。
#   clause:
#     section: 公募要領（例）
#     item: 3章
#     quote: （例）研究者の学歴、研究歴、兼職及び名誉職に係る機関を、当庁が別に定める機関リストと照合し、該当がある場合は当庁に相談すること。
#   actor: institution
#   stage: collection
#   classes: [research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     affiliation_lists:
#       type: array
#       direction: add
#       description:
#         ja: "所属歴を照合するFAのリスト"
#         en: "the ids of the FA's lists of bodies against which a person's affiliations are run"
#     screening_max_age_days:
#       type: integer
#       direction: decrease
#       description:
#         ja: "リストの取得から経過してよい日数"
#         en: "how many days before the decision a list may have been retrieved"
#   inherits: [fa, own_part, screening]
#   reasons:
#     affiliations_absent:
#       status: missing_information
#       message:
#         ja: "所属先を照合するための情報（{items}）がありません。"
#         en: "What the affiliations are read from is not there: {items}."
#       remedy:
#         ja: "本人の申告を収集し、申告された機関の名称をリストと照合してください。"
#         en: "Collect the declaration, and run the names of the bodies declared against the list."
#     affiliations_not_known:
#       status: consult_fa
#       message:
#         ja: "所属先の情報（{items}）が得られていないため、リストと照合できない機関があり得ます。"
#         en: "The affiliations are not wholly known: {items} could not be had."
#       remedy:
#         ja: "得られた範囲の照合結果を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was run with what is known."
#   readings:
#     - ja: "報酬・給与を支払う機関と、雇用関係（employment）の記載がある場合の雇用者も、職に係る機関として照合します。給与と雇用は職に伴うものであり、申告の区分（報酬・給与か、兼職・名誉職か、雇用関係か）によって照合の要否が分かれるのは適当でないためです。雇用関係の記載をここで求めるものではありません。"
#       en: >-
#         A body that pays the person is run too, and an employer where the employment is declared: pay and employment
#         come with a post, and whether a body is run should not hang on under which of them it was declared. Nobody is
#         asked here to declare the employment.
#       reasons: [names_not_searched, not_run]
package policy.program.affiliations

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.screening
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "DB-02"

findings := [finding.of_program(id, subject, assess(subject)) | some subject in subjects.people]

indicators := screening.indicators(id, subjects.people, listed)

assess(subject) := of_declarations(verdict.missing("affiliations_absent", []), subject, ["absent"]) if {
	count(owed(subject)) > 0
} else := of_known(subject, screening.assess(id, subject, listed, sort(bodies(subject))))

# What is known is run against the lists all the same; the agency's answer is no older than the last doubt there.
of_known(subject, said) := of_declarations(waiting, subject, out_of_reach) if {
	count(in_state(subject, out_of_reach)) > 0
	said.status in ["satisfied", "consult_fa"]
	waiting := verdict.consult("affiliations_not_known", [], max([since(subject), object.get(said, "since", "")]))
} else := withheld if {
	nothing_open(subject, said)
	withheld := of_withheld(subject)
} else := screening.unless_withheld(id, subject, listed, reads(subject), said)

# What is known was run, or nothing is known; a doubt is not settled by what is withheld.
nothing_open(_, said) if said.status == "satisfied"

nothing_open(subject, _) if count(bodies(subject)) == 0

# METADATA
# description: the declarations that are not there, and that the person's institution does not withhold
owed(subject) := [name |
	some name in in_state(subject, ["absent"])
	not own_part.withheld_among(id, asked_for([name]), subject, [])
]

of_withheld(subject) := own_part.withheld_among(id, asked_for(absent), subject, reads(subject)) if {
	absent := in_state(subject, ["absent"])
	count(absent) > 0
}

# The requirements that ask for these declarations.
asked_for(names) := array.concat([id], [requirement |
	some requirement, declared_there in asked_at
	some name in declared_there
	name in names
])

asked_at := {
	"RS-P1-01a": ["education"],
	"RS-P1-01b": ["career"],
	"RS-P1-02": ["other_support", "affiliations"],
}

# METADATA
# description: |
#   the program's lists, as `screening.assess` takes them; what was found on any other is judged by the procedure's own
#   requirements
listed := {"lists": {list | some list in lists}, "unnamed": unnamed, "others": false, "elsewhere": []}

default lists := []

lists := data.policy.params.affiliation_lists

# Who is to name the lists, where the program names none.
default unnamed := []

unnamed := ["FA"] if count(lists) == 0

out_of_reach := ["withheld", "unobtainable"]

of_declarations(said, subject, states) := object.union(said, {
	"params": {"items": in_state(subject, states)},
	"reads": reads(subject),
})

in_state(subject, states) := sort([name |
	some name, declaration in declarations(subject)
	declaration.state in states
])

# METADATA
# description: the day of the newest of the declarations
since(subject) := max([fact.since(declaration) | some declaration in declarations(subject)])

reads(subject) := sort([declaration.at | some declaration in declarations(subject)])

declarations(subject) := object.union(
	{name: own_part.read(subject, ["disclosures", name]) | some name in ["education", "career", "other_support"]},
	{name: own_part.read(subject, [name]) | some name in ["affiliations", "employment"]; declared(subject, name)},
)

# Further posts, and employers, are declared where there are any. What is declared of them on a day ahead, or by nobody,
# is not known.
declared(subject, name) if {
	found := fact.read(subject, [name])
	found.envelope != null
	found.state != "none"
}

bodies(subject) := {body |
	some declaration in declarations(subject)
	some entry in declaration.entries
	body := held_at(entry)
}

# METADATA
# description: the body of a course of study, post or employment, or of a support that is a post or comes with one
held_at(entry) := entry.institution if {
	is_string(entry.institution)
} else := entry.employer if {
	is_string(entry.employer)
} else := entry.provider if {
	entry.kind in ["pay", "side_post", "honorary_post"]
}
