# METADATA
# title: What words are about
# description: |
#   Words that name something, a body or a program, are about that and say nothing of another that they do not name.
#   Words that name none of what is entered may be about all of it.
package policy.lib.wording

import data.policy.lib.fact

# METADATA
# scope: document
# description: words may be about what bears a name, where others are entered beside it
about(words, _, others) if not names_any(words, others)

# Not only within the longer name of another.
about(words, name, others) if {
	within := [times(words, other) | some other in others; other != name; contains(other, name)]
	times(words, name) > sum(within)
}

# Of a department the body is named.
about(words, name, others) if {
	some other in others
	contains(words, other)
	other != name
	is_department(name, other)
}

times(words, name) := count(split(words, name)) - 1

# A company, or a foundation, that bears the name of a university is none of its departments.
is_department(name, body) if {
	startswith(name, body)
	rest := lower(trim_prefix(name, body))
	every form in ["会社", "法人", "財団", "社団", "㈱", "inc", "ltd", "llc", "gmbh", "corp", "foundation"] {
		not contains(rest, form)
	}
}

names_any(words, others) if {
	some other in others
	contains(words, other)
}

# METADATA
# description: |
#   the reason that a fact gives with its state knew of an entry, and may be about what that one names, where these
#   others are entered beside it
explains(found, envelope, entry, name, others) if {
	fact.reason_knew_of(found, envelope, [entry])
	about(found.envelope.reason, name, others)
}
