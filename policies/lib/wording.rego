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
about(words, name, _) if contains(words, name)

about(words, _, others) if not names_any(words, others)

# Of a department the body is named.
about(words, name, others) if {
	some other in others
	contains(words, other)
	startswith(name, other)
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
