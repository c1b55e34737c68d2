# METADATA
# description: |
#   What is disclosed of a person, (1), read once for all that ask: its own requirement, the looks at it, and the steps
#   that weigh it.
package policy.lib.disclosures

import data.policy.lib.fact
import data.policy.lib.subjects

# METADATA
# description: one of a person's disclosures, as `fact.read` gives it
read(person, name) := found if {
	found := over[person.at][name]
} else := fact.read(person, ["disclosures", name])

# METADATA
# description: since when what it tells of stands, as `fact.declared_since` gives it
declared_since(person, name) := day if {
	day := stands[person.at][name]
} else := fact.declared_since(read(person, name))

# Written as rules with keys they would be gone through anew for each.
# regal ignore:prefer-set-or-object-rule
stands := {at: {name: fact.newest_signed(found.envelope, found.entries, found.on) | some name, found in given} |
	some at, given in over
}

# regal ignore:prefer-set-or-object-rule
over := {person.at: {name: wherever_kept(fact.read(person, ["disclosures", name])) | some name in names} |
	some person in subjects.named_people
}

# A list that stays where it is kept is given; it stands since it was declared.
wherever_kept(found) := object.union(found, {"state": fact.kept_elsewhere(found).state}) if {
	found.state == "absent"
	is_object(found.envelope.kept)
} else := found

# METADATA
# description: the items of (1) that are declared of a person
names := [
	"education", "supervisor", "career", "funding", "other_support", "papers",
	"talent_programs", "intellectual_property", "records",
]
