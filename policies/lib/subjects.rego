# METADATA
# description: |
#   Whom a requirement is asked of. A subject is {kind, ref, at, fact, owner}: `ref` names it in findings
#   (`person:p1`), `at` is the JSON pointer of its facts in the input document, `fact` the facts themselves, `owner` the
#   id of the institution whose person or supporter it is ("" for the others).
#   Where there is nobody to ask (no joint institution, say), the list holds the application alone, so that
#   the requirement still gives one finding, with its reason. Nobody drops out for want of a field: what has no
#   `id` is named by its place in the list, and an institution that is not the lead counts as a joint one.
package policy.lib.subjects

application := {"kind": "application", "ref": "application", "at": "/facts", "fact": input.facts, "owner": ""}

institutions := [subject("institution", "/facts/institutions", i, institution, "") |
	some i, institution in input.facts.institutions
]

lead := or_application(lead_institutions)

lead_institutions := [subject | some subject in institutions; subject.fact.role == "lead"]

# METADATA
# scope: document
# description: the id of the lead institution; "" where there is none
default lead_id := ""

lead_id := lead_institutions[0].fact.id

joint := or_application(joint_institutions)

people := or_application(named_people)

co_pis := or_application([subject | some subject in named_people; subject.fact.role == "co_pi"])

supporters := or_application(named_supporters)

measures := or_application([subject("measure", "/facts/measures", i, measure, "") |
	some i, measure in input.facts.measures
])

# METADATA
# description: whom due diligence covers, (1) to (3) - the people, the joint institutions, the supporters
examined := or_application(array.concat(named_people, array.concat(joint_institutions, named_supporters)))

named_people := [subject("person", "/facts/people", i, person, institution_of(person)) |
	some i, person in input.facts.people
]

institution_of(person) := person.institution if {
	is_string(person.institution)
} else := ""

joint_institutions := [subject | some subject in institutions; object.get(subject.fact, "role", "joint") != "lead"]

named_supporters := [subject("supporter", list, i, supporter, name(institution.fact, 0)) |
	some institution in institutions
	institution.fact.supporters.state == "provided"
	list := concat("/", [institution.at, "supporters/entries"])
	some i, supporter in institution.fact.supporters.entries
]

# METADATA
# description: |
#   the countries of the joint institutions outside Japan (国際共同研究先の国); an institution whose country is not
#   known stands for itself, so that its country's lists are not known either
partner_countries contains country if {
	some subject in joint_institutions
	country := object.get(subject.fact, "country", subject.ref)
	country != "JP"
}

subject(kind, list, i, fact, owner) := {
	"kind": kind,
	"ref": concat(":", [kind, name(fact, i)]),
	"at": concat("/", [list, format_int(i, 10)]),
	"fact": held(fact),
	"owner": owner,
}

name(fact, i) := fact.id if {
	is_string(fact.id)
} else := format_int(i, 10)

held(fact) := fact if {
	is_object(fact)
} else := {}

or_application(found) := found if {
	count(found) > 0
} else := [application]
