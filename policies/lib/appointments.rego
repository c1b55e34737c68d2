# METADATA
# title: The posts that a person held and holds
# description: |
#   What the career, the employment and further posts say of where a person works. Bodies are known by their names, as
#   they compare (`input.prepared.names`). An end given by month or year alone has not come before that is over.
package policy.lib.appointments

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
