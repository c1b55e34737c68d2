# METADATA
# description: |
#   The looks of due diligence over a subject. A look counts only for the subject under which it stands and for the
#   items that it names, only if it was made by `as_of` and for this application, no later than the record of it was
#   signed, and only for what stood on its day. The institutions that look are: at its own people the institution
#   where they work, at a co-PI the lead institution and the co-PI's own, at a joint institution the lead one, at a
#   supporter the institution that names it.
package policy.lib.looks

import data.policy.lib.appointments
import data.policy.lib.dates
import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.partner
import data.policy.lib.recent
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: the ids of the institutions that look at the subject
institutions(subject) := makers if {
	makers := over[subject.at].makers
} else := makers_of(subject)

makers_of(subject) := {subjects.lead_id, own(subject)} if {
	subject.fact.role == "co_pi"
} else := {own(subject)}

own(subject) := subject.owner if {
	subject.owner != ""
} else := subjects.lead_id

# METADATA
# description: which institution an act is of; left out, the lead one's
by_institution(act) := object.get(act, "institution", subjects.lead_id)

# METADATA
# description: the names of institutions, by their ids, as a finding tells whose act it lacks
names_of(ids) := sort({subject.fact.name | some subject in subjects.institutions; subject.fact.id in ids})

# METADATA
# description: |
#   since when an institution says what a mark of its says: one that it gave again in the same words stands since the
#   first, where it gave no other in between
concerned_since(subject, concern) := fact.said_since(concern, [other |
	some other in subject.fact.concerns
	by_institution(other) == by_institution(concern)
])

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

# METADATA
# description: |
#   each item of (1), (2) or (3) that is looked at, all but the lists, with its fact (`declared`, as `fact.read` gives
#   it), the `looks` at it, and the days (`own`) of its entries where these are looks themselves
items(subject) := over[subject.at].items

# METADATA
# description: |
#   what waits for the FA where no look was possible. Its answer is on what was declared by then: what came later nobody
#   tried to look at
not_possible(reason, subject, places) := verdict.consult(
	reason,
	array.concat(places, sort([at | some [at, day] in given; at != ""; day > made])),
	max([made, given_since(subject)]),
) if {
	made := fact.since(recorded(subject))
	given := to_look_at(subject)
}

# METADATA
# description: since when that stands which is given of a subject to look at; "" where nothing is
given_since(subject) := max(array.concat([""], [day | some [_, day] in to_look_at(subject)]))

# Each item that is given, with the day on which its newest entry was declared, and the days of the posts.
to_look_at(subject) := array.concat(
	[[found.declared.at, fact.declared_since(found.declared)] |
		some found in items(subject)
		found.declared.state in ["provided", "none"]
	],
	[["", day] | appointments.given_beside(subject); some day in appointments.beside_since(subject)],
)

# Read once for everyone: several requirements ask for the same looks. Written as a rule with keys it would be gone
# through anew for each.
# regal ignore:prefer-set-or-object-rule
over := {subject.at: read(subject, makers_of(subject)) | some subject in subjects.examined}

read(subject, makers) := {
	"makers": makers,
	"recorded": found,
	"counted": counted_looks,
	"items": of_items,
	"ever": ever,
	"first": [min(array.concat(item.own, days_of(item.looks))) | some item in ever],
} if {
	found := fact.read(subject, ["due_diligence"])
	counted_looks := counting(found, makers, first_day)
	of_items := items_since(subject, makers, counted_looks, first_day)
	ever := once(subject, makers, found, of_items)
}

items_since(subject, makers, made_by, day) := {item: {
	"declared": asked.declared,
	"looks": elsewhere(at_item(made_by, item, asked.since), asked.declared),
	"own": own_looks(subject, makers, asked.declared, day),
} |
	some item, asked in asked_of(subject)
}

# The same with what has become too old by now: a first look stays the first.
once(subject, makers, found, of_items) := items_since(subject, makers, long_ago, recent.opened) if {
	first_day > recent.opened
	long_ago := counting(found, makers, recent.opened)
} else := of_items

counting(found, makers, day) := [look |
	some look in found.entries
	dates.reached(look.on)
	look.on <= found.on
	look.on >= day
	is_string(look.by)
	is_string(look.source)
	by_institution(look) in makers
]

# METADATA
# description: those of them that were made
made(looks) := [look | some look in looks; look.available == true]

# METADATA
# description: those at an item, no older than what was declared there, since a day
at_item(looks, item, since) := [look |
	some look in looks
	item in look.items
	look.on >= since
]

# A list that is kept elsewhere is held against other sources than the one that keeps it.
elsewhere(found, declared) := [look | some look in found; made_elsewhere(look, place)] if {
	place := declared.envelope.kept.place
} else := found

# One look may be at several places; a source that names none is not known to be another.
made_elsewhere(look, place) if {
	kept_at := input.prepared.places[place]
	some other in input.prepared.places[look.source]
	not is_among(other, kept_at)
}

# The page of the person at a portal is at the portal, and a portal may have several names, however they are written.
is_among(place, kept_at) if {
	some alias in place
	some same in kept_at
	some other in same
	is_within(alias, other)
}

is_within(alias, other) if contains(alias, other)

is_within(alias, other) if contains(other, alias)

# METADATA
# description: |
#   the day of the first look at each item, made by one of these institutions, however old that is by now; where none
#   was made, the day on which it was first said that there is no source within reach
first_days(subject, of_whom) := over[subject.at].first if {
	of_whom == over[subject.at].makers
} else := [min(array.concat(item.own, days_of(by_them))) |
	some item in over[subject.at].ever
	by_them := [look | some look in item.looks; by_institution(look) in of_whom]
]

# METADATA
# description: |
#   the first look at each item by those who look at the subject, with the day since when anything of the item was
#   declared: [look, declared]. What was added to it since makes an earlier look no other one
first_at_items(subject) := [[min(array.concat(item.own, days_of(made_since))), stood] |
	some name, item in over[subject.at].ever
	stood := first_stood(item.declared)
	counting_ever := counting(over[subject.at].recorded, over[subject.at].makers, recent.opened)
	made_since := elsewhere(at_item(counting_ever, name, stood), item.declared)
]

first_stood(declared) := min(array.concat([fact.newest(declared.envelope, [])], [fact.entry_since(declared.envelope, entry) |
	some entry in declared.entries
]))

days_of(found) := days if {
	days := [look.on | some look in found; look.available == true]
	count(days) > 0
} else := [look.on | some look in found]

# METADATA
# description: |
#   the days, since one, of a fact's entries that name a source and a day each, and so are looks themselves; a look that
#   was made after the fact was signed is none of which it tells. What was found before at a source that was looked at
#   again may stay in the list
own_days(declared, day) := [entry.on | some entry in made] if {
	made := [entry | some entry in declared.entries; is_own_look(entry, declared.on, day)]
	again := [entry.source | some entry in made]
	every entry in declared.entries {
		is_own_look(entry, declared.on, "")
		stands_beside(entry, day, again)
	}
} else := []

is_own_look(entry, signed_on, day) if {
	is_string(entry.source)
	dates.reached(entry.on)
	entry.on <= signed_on
	entry.on >= day
}

stands_beside(entry, day, _) if entry.on >= day

stands_beside(entry, _, again) if entry.source in again

# Entries are looks of a joint institution, or of a supporter, at which one institution looks. What another institution
# says of itself is its word, and no look of those that are to look.
own_looks(subject, makers, declared, day) := own_days(declared, day) if {
	subject.kind != "person"
	by_institution(declared.envelope.declared) in makers
} else := []

# Each item that is looked at, with its fact, and the day since when what it tells of stands.
asked_of(subject) := {item: disclosed_of(subject, item) |
	some item in array.concat(of_person, [item | item := "supervisor"; is_named(subject, item)])
} if {
	subject.kind == "person"
} else := {item: dated(partner.read(subject, item)) | some item in partner.items} if {
	subject.kind == "institution"
} else := {item: dated(fact.read(subject, [item])) |
	some item in array.concat(of_supporter, [item | item := "capital"; subject.fact.kind == "company"])
}

disclosed_of(person, name) := {
	"declared": disclosures.read(person, name),
	"since": looked_at_since(person, name),
}

# Posts beside a person's own are looked at with the support other than research funds, where they are declared.
looked_at_since(person, "other_support") := max(array.concat(
	[disclosures.declared_since(person, "other_support")],
	appointments.beside_since(person),
))

looked_at_since(person, name) := disclosures.declared_since(person, name) if name != "other_support"

dated(declared) := {"declared": declared, "since": fact.declared_since(declared)}

# A supervisor who is not needed is not looked at.
is_named(person, name) if disclosures.read(person, name).state == "provided"

of_person := [
	"education", "career", "funding", "other_support", "papers",
	"talent_programs", "intellectual_property", "records",
]

of_supporter := ["content", "purpose", "conditions", "compliance", "reputation"]

# METADATA
# description: the first day on which such an act is not too old
first_day := recent.first_day(age)

default age := null

age := data.policy.params.look_max_age_days
