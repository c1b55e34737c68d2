# METADATA
# description: |
#   The looks of due diligence over a subject. A look counts only for the subject under which it stands and for the
#   items that it names, only if it was made by `as_of` and for this application, and only for what stood on its
#   day. The institutions that look are: at its own people the institution where they work, at a co-PI the lead
#   institution and the co-PI's own, at a joint institution the lead one, at a supporter the institution that names
#   it.
package policy.lib.looks

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.recent
import data.policy.lib.subjects

# METADATA
# description: the ids of the institutions that look at the subject
institutions(subject) := {lead_id, own(subject)} if {
	subject.fact.role == "co_pi"
} else := {own(subject)}

own(subject) := subject.owner if {
	subject.owner != ""
} else := lead_id

default lead_id := ""

lead_id := subjects.lead_institutions[0].fact.id

# METADATA
# description: which institution an act is of; left out, the lead one's
by_institution(act) := object.get(act, "institution", lead_id)

# METADATA
# description: what is recorded of the looks at a subject, as `fact.read` gives it
recorded(subject) := found if {
	found := over[subject.at].recorded
} else := fact.read(subject, ["due_diligence"])

# METADATA
# description: the looks that count, as they stand in the facts; those at sources out of reach are among them
counted(subject) := found if {
	found := over[subject.at].counted
} else := []

# Read once for everyone: several requirements ask for the same looks. Written as a rule with keys it would be gone
# through anew for each.
# regal ignore:prefer-set-or-object-rule
over := {subject.at: {"recorded": found, "counted": counting(subject, found.entries)} |
	some subject in subjects.examined
	found := fact.read(subject, ["due_diligence"])
}

counting(subject, looks) := [look |
	makers := institutions(subject)
	some look in looks
	dates.reached(look.on)
	not too_old(look)
	is_string(look.by)
	is_string(look.source)
	by_institution(look) in makers
]

# METADATA
# description: those of them that were made
made(looks) := [look | some look in looks; look.available == true]

# METADATA
# description: those at an item, no older than what was declared there; `declared` is the fact as `fact.read` gives it
at_item(looks, item, declared) := [look |
	since := fact.since(declared)
	some look in looks
	item in look.items
	look.on >= since
]

# METADATA
# description: the days of a fact's entries that name a source and a day each, and so are looks themselves
own_days(declared) := [entry.on | some entry in declared.entries] if {
	every entry in declared.entries {
		is_string(entry.source)
		dates.reached(entry.on)
		not too_old(entry)
	}
} else := []

# METADATA
# description: such an act is from before the call opened, or older than the program has it
too_old(act) if act.on < first_day

first_day := recent.first_day(age)

default age := null

age := data.policy.params.look_max_age_days
