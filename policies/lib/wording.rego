# METADATA
# title: What words are about
# description: |
#   Words that name something, a body or a program, are about that and say nothing of another that they do not name.
#   Words that name none of what is entered may be about all of it. What they name is known by the names as they compare
#   (`input.prepared.named_in`): without the legal form, and of a department also where its body is named.
package policy.lib.wording

import data.policy.lib.appointments
import data.policy.lib.fact
import data.policy.lib.subjects

# METADATA
# scope: document
# description: words may be about what bears a name, where others are entered beside it
about(words, name, others) if {
	named := named_in(words)
	not names_any(named, others)
} else if {
	some same in named_in(words)
	same == name
}

# METADATA
# description: |
#   under what names those stand in the document that are at none of a person's posts: who funds the person, with whom
#   a relation of a matrix is declared, the supporters and the other institutions. Words that name one of these alone
#   are about that one; the own institution's name tells no post from another
names_of_others(person) := elsewhere_named | {body |
	some [path, key] in [[["disclosures", "funding"], "funder"], [["factors"], "body"]]
	some entry in fact.read(person, path).entries
	body := entry[key]
	not appointments.own(person, body)
} if {
	elsewhere_named := {holder.fact.name |
		some holder in array.concat(subjects.institutions, subjects.named_supporters)
		holder.fact.id != person.owner
	}
}

named_in(words) := object.get(input, ["prepared", "named_in", words], [])

names_any(named, others) if {
	some name in named
	some other in others
	other == name
}

# METADATA
# description: |
#   the reason that a fact gives with its state knew of an entry, and may be about what that one names, where these
#   others are entered beside it
explains(found, envelope, entry, name, others) if {
	fact.reason_knew_of(found, envelope, [entry])
	about(found.envelope.reason, name, others)
}
