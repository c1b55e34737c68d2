# METADATA
# description: |
#   The only way to read a fact. Every fact is an envelope; `read` says in which state it is:
#   provided, none, unobtainable, withheld, or absent. What is not a well-formed envelope, or was declared
#   by nobody or only after `as_of`, is absent: nothing is taken as known by accident.
package policy.lib.fact

import data.policy.lib.dates

# METADATA
# description: |
#   `path` is an array of keys below the subject's facts. Gives {at, state, entries, envelope, on}; `on` is the day on
#   which it was signed, "" where it was not.
read(subject, path) := at(
	object.get(subject.fact, path, null),
	concat("/", array.concat([subject.at], path)),
)

# METADATA
# description: an envelope that is already at hand, with its pointer
at(envelope, pointer) := {
	"at": pointer,
	"state": state(envelope, listed, on),
	"entries": listed,
	"envelope": envelope,
	"on": on,
} if {
	on := signed_on(envelope)
	listed := entries(envelope)
}

# METADATA
# description: the same where it is the word of somebody who has none here
not_said(found) := object.union(found, {"state": "absent", "entries": [], "envelope": null})

# METADATA
# description: |
#   a fact that is a long list, which may stay where it is kept (researchmap, e-Rad, …), as it stood on a day; it is as
#   old as that day. Nobody declared by then how it stood later: such a day says nothing
kept_elsewhere(found) := object.union(found, {"state": "provided", "on": min([found.on, found.envelope.kept.on])}) if {
	is_string(found.envelope.kept.place)
	dates.well_formed(found.envelope.kept.on)
	found.envelope.kept.on <= found.on
	found.envelope.state == "provided"
	declared(found.envelope)
} else := found

# `on` is the day on which it was signed.
state(envelope, listed, on) := "provided" if {
	envelope.state == "provided"
	count(listed) > 0
	signed_by(envelope, on)
} else := envelope.state if {
	without_entries[envelope.state]
	signed_by(envelope, on)
} else := "absent"

without_entries := {"none", "unobtainable", "withheld"}

# METADATA
# description: the entries of an envelope; none where it has no list
entries(envelope) := listed if {
	listed := envelope.entries
	is_array(listed)
} else := []

signed_by(envelope, on) if {
	on != ""
	on <= input.as_of
	is_string(envelope.declared.by)
}

# METADATA
# description: somebody declared the envelope by `as_of`
declared(envelope) if is_string(declared_on(envelope))

# METADATA
# description: the day on which somebody did; undefined where nobody did
declared_on(envelope) := on if {
	on := signed_on(envelope)
	signed_by(envelope, on)
}

# METADATA
# description: |
#   the day on which the newest of what a fact says came to stand, "" where it is absent. Signing the same again makes
#   nothing new: an entry, or the whole, may say since when it has been declared unchanged
since(found) := newest(found.envelope, found.entries)

# METADATA
# description: the same of an envelope with these entries, whoever declared it
newest(envelope, listed) := day if {
	whole := whole_since(envelope)
	day := max([since_of(entry, whole) | some entry in listed])
} else := whole_since(envelope)

# METADATA
# description: the same of one entry
entry_since(envelope, entry) := since_of(entry, whole_since(envelope))

since_of(entry, whole) := day if {
	day := entry.since
	dates.reached(day)
} else := whole

whole_since(envelope) := since_signed(envelope, signed_on(envelope))

since_signed(envelope, signed_on_day) := day if {
	day := envelope.declared.since
	dates.reached(day)
} else := signed_on_day

# METADATA
# description: |
#   the same of what tells of something that came about on a day of its own, as a report, a sanction or a talent program
#   does: it was not declared before that
declared_since(found) := newest_declared(found.envelope, found.entries)

newest_declared(envelope, listed) := newest_signed(envelope, listed, signed_on(envelope))

# METADATA
# description: the same where the day on which the envelope was signed is at hand
newest_signed(envelope, listed, signed_on_day) := newest_of(listed, since_signed(envelope, signed_on_day))

newest_of(listed, whole) := day if {
	day := max([declared_alone(entry, whole) | some entry in listed])
} else := whole

# METADATA
# description: |
#   the same of one entry; what was found again at the same source stands since the first time
entry_declared_since(envelope, entry) := day if {
	count(envelope.entries) > 1
	is_string(keys_of(entry).source)
	day := again_since(envelope, entry, [other | some other in envelope.entries; on_one_topic(other, entry)])
} else := declared_alone(entry, whole_since(envelope))

# METADATA
# description: |
#   since when an entry stands that one teller declared several times, as `said_since` gives it for these entries on one
#   topic, and no earlier than any of them that say the same was declared
again_since(envelope, entry, topic) := max([first, declared_first]) if {
	whole := whole_since(envelope)
	first := said_since(entry, topic)
	declared_first := min([since_of(same, whole) |
		some same in topic
		words(same) == words(entry)
		said_since(same, topic) == first
	])
}

declared_alone(entry, whole) := day if {
	day := came_about(keys_of(entry))
	day > since_of(entry, whole)
} else := since_of(entry, whole)

# Two reports from one source are two matters; that there is nothing is said of both.
on_one_topic(other, entry) if words(other) == words(entry)

on_one_topic(other, entry) if {
	keys_of(other).source == keys_of(entry).source
	false in {keys_of(other).adverse, keys_of(entry).adverse}
}

# METADATA
# description: |
#   since when somebody says what an entry says: the day on which it was first said in these words, days and signatures
#   left out, and nothing else since. `among` are the entries of the same teller on the same topic. Undefined where
#   the entry has no day that has come
said_since(entry, among) := min(array.concat([last], [day |
	some said in among
	day := said_on(said)

	# Whatever was said since then, up to its day, was said in these words.
	day > otherwise
])) if {
	its_words := words(entry)
	last := said_on(entry)
	otherwise := max(array.concat([""], [day |
		some other in among
		words(other) != its_words
		day := said_on(other)
		day <= last
	]))
}

# An act of an institution is of the day on which it was completed.
said_on(entry) := day if {
	day := keys_of(entry).on
	dates.reached(day)
} else := day if {
	day := keys_of(entry).completed_on
	dates.reached(day)
}

# What an entry says; not who says it and when, and how a source is known. The digest in an indicator's key leaves out
# the same.
words(entry) := object.remove(entry, ["on", "completed_on", "by", "since", "kind", "reliability"])

# METADATA
# description: words are there that say more than that there is nothing (「該当なし」 beside `none`)
says(text) if {
	is_string(text)
	not says_nothing(text)
}

says_nothing(text) if text in input.prepared.says_nothing

# METADATA
# description: |
#   an explanation that has stood since this day knew of what it is to explain, these entries of a fact or, without any,
#   the whole of it: none of that came to stand, or came about, later. The same day will do
knew_of(day, envelope, listed) if day >= newest_declared(envelope, listed)

# METADATA
# description: |
#   the same of the reason that a fact gives with its state, which is as old as the declaration, not as its entries
reason_knew_of(found, envelope, listed) if {
	says(found.envelope.reason)
	knew_of(whole_since(found.envelope), envelope, listed)
}

# It was found, or imposed, on a day. A talent program, or a relation that a matrix names, began; since when it was
# declared, which may be ahead of that, it may say itself.
came_about(entry) := first_day(entry.on) if {
	is_string(entry.on)
} else := first_day(entry.start) if {
	names_a_relation(entry)
	object.get(entry, "since", "") == ""
}

names_a_relation(entry) if is_string(entry.program)

names_a_relation(entry) if is_string(entry.factor)

# Entries differ in what they may tell; what is no entry tells nothing.
keys_of(entry) := entry if {
	is_object(entry)
} else := {
	"on": null, "completed_on": null, "start": null, "since": null,
	"program": null, "factor": null, "source": null, "adverse": null,
}

# A month, or a year, alone begins on its first day.
first_day(written) := day if {
	day := concat("", [written, substring("0000-01-01", count(written), -1)])
	dates.reached(day)
}

# The day on which it was signed; "" where it was not.
signed_on(envelope) := day if {
	day := envelope.declared.on
	dates.well_formed(day)
} else := ""

# METADATA
# description: a person's words are there, signed and dated (an opinion, a disposition, a judgement)
signed(opinion) if {
	is_string(opinion.rationale)
	is_string(opinion.by)
	dates.reached(opinion.on)
}
