# METADATA
# description: |
#   (2) of a joint institution: collected by the lead institution, or the joint one's own word. What a third institution
#   declares of it is not there.
package policy.lib.partner

import data.policy.lib.fact
import data.policy.lib.subjects

# METADATA
# description: a fact of the partner as `fact.read` gives it, absent where a third institution declares it
read(subject, name) := found if {
	found := over[subject.at][name]
} else := said_of(subject, fact.read(subject, ["partner", name]))

# Read once for all that ask. Written as a rule with keys it would be gone through anew for each.
# regal ignore:prefer-set-or-object-rule
over := {subject.at: {name: said_of(subject, fact.read(subject, ["partner", name])) | some name in items} |
	some subject in subjects.joint_institutions
}

items := ["purpose", "record", "capital", "finances", "compliance", "reputation"]

said_of(subject, found) := found if {
	not by_a_third(subject, found.envelope)
} else := fact.not_said(found)

by_a_third(subject, envelope) if {
	institution := envelope.declared.institution
	is_string(institution)
	speakers := {subject.fact.id, subjects.lead_id}
	not institution in speakers
}
