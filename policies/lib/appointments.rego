# METADATA
# title: The posts that a person held and holds
# description: |
#   What the career, the employment and further posts say of where a person works. Bodies are known by their names, as
#   they compare (`input.prepared.names`). An end given by month or year alone has not come before that is over.
package policy.lib.appointments

import data.policy.lib.fact
import data.policy.lib.names
import data.policy.lib.subjects

# METADATA
# description: the posts that a fact tells of, as `fact.read` gives it; each names its body under the key `body`
held(found, body) := [post |
	some entry in found.entries
	post := {
		"declared": found,
		"entry": entry,
		"body": entry[body],
		"begun": substring(entry.start, 0, 7),
		"end": object.get(entry, "end", "9999"),
	}
]

# METADATA
# description: a post, as it is entered, that is not over on `as_of`
goes_on(entry) if {
	end := object.get(entry, "end", "9999")
	end >= substring(input.as_of, 0, count(end))
}

# METADATA
# description: |
#   two posts were certainly held at one time: each began in an earlier month than the other ended. Who changes jobs
#   within a month holds one after the other, and of a year alone any month may be meant
at_once(post, other) if {
	other.begun < substring(post.end, 0, count(other.begun))
	post.begun < substring(other.end, 0, count(post.begun))
}

# METADATA
# description: a body is the person's own institution, under one of its names
own(subject, body) if {
	some form in input.prepared.names[body].forms
	forms_of[subject.owner][form]
}

# How the names of each institution compare, by its id.
# regal ignore:prefer-set-or-object-rule
forms_of := {institution.fact.id: forms(institution.fact.id) | some institution in subjects.institutions}

forms(id) := {form |
	some institution in subjects.institutions
	institution.fact.id == id
	some name in names.of(institution)
	some form in input.prepared.names[name].forms
}

# METADATA
# scope: document
# description: |
#   a body employs the person for the own post: the institution does, or, of who is no student, what may be the
#   corporation that runs it
employs(person, body) if own(person, body)

employs(person, body) if {
	person.fact.student == false
	may_run_the_institution(person, body)
}

# The employer may bear another name than the institution, as the corporation of a school does. Whom the document itself
# names as somebody else is none.
may_run_the_institution(person, body) if {
	some institution in subjects.institutions
	institution.fact.id == person.owner
	institution.fact.country == "JP"
	not is_a_corporation(institution)
	some corporation in corporations[institution.fact.kind]
	some form in input.prepared.names[body].forms
	startswith(form, corporation)
	not somebody_else[form]
}

corporations := {
	"university": ["学校法人", "国立大学法人", "公立大学法人"],
	"research_institute": [
		"国立研究開発法人", "独立行政法人", "地方独立行政法人", "大学共同利用機関法人",
		"学校法人", "国立大学法人", "公立大学法人",
	],
}

# What bears the kind of its corporation in its name is that corporation itself.
is_a_corporation(institution) if contains(institution.fact.name, "法人")

# regal ignore:prefer-set-or-object-rule
somebody_else := {form |
	some subject in array.concat(subjects.institutions, subjects.named_supporters)
	some name in names.of(subject)
	some form in input.prepared.names[name].forms
}

# METADATA
# description: |
#   since when the posts beside the own one stand that somebody declared: the further posts, wherever they are, and
#   those for which another body employs the person. What is signed again for the own post makes none of them newer
beside_since(person) := array.concat(
	[fact.newest_signed(posts, fact.entries(posts), signed) |
		posts := person.fact.affiliations
		signed := fact.declared_on(posts)
	],
	[fact.entry_since(employment.envelope, entry) |
		employment := employed_elsewhere(person)
		employment.state == "provided"
		some entry in employment.elsewhere
	],
)

# METADATA
# description: |
#   the employment, as `fact.read` gives it, of whom another body employs, with those of its entries (`elsewhere`) that
#   are none of the own post; undefined of everybody else
employed_elsewhere(person) := employing[person.at]

# Gathered once for everyone. Written as a rule with keys it would be gone through anew for each.
# regal ignore:prefer-set-or-object-rule
employing := {person.at: object.union(fact.read(person, ["employment"]), {"elsewhere": elsewhere}) |
	some person in subjects.named_people
	employment := person.fact.employment
	elsewhere := [entry |
		some entry in fact.entries(employment)
		employer := entry.employer
		not employs(person, employer)
	]
	count(elsewhere) > 0
}
