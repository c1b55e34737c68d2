# METADATA
# title: What words are about
# description: |
#   Words that name something, a body or a program, are about that and say nothing of another that they do not name.
#   Words that name none of what is entered may be about all of it. What they name is known by the names as they compare
#   (`input.prepared.named_in`): without the legal form, and of a department also where its body is named.
package policy.lib.wording

import data.policy.lib.fact

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
