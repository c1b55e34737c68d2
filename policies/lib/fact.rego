# METADATA
# description: |
#   The only way to read a fact. Every fact is an envelope; `read` says in which state it is:
#   provided, none, unobtainable, withheld, or absent. What is not a well-formed envelope, or was declared
#   by nobody or only after `as_of`, is absent: nothing is taken as known by accident.
package policy.lib.fact

import data.policy.lib.dates

# METADATA
# description: |
#   `path` is an array of keys below the subject's facts. Gives {at, state, entries, envelope}.
read(subject, path) := at(
	object.get(subject.fact, path, null),
	concat("/", array.concat([subject.at], path)),
)

# METADATA
# description: an envelope that is already at hand, with its pointer
at(envelope, pointer) := {
	"at": pointer,
	"state": state(envelope),
	"entries": entries(envelope),
	"envelope": envelope,
}

state(envelope) := "provided" if {
	declared(envelope)
	envelope.state == "provided"
	count(entries(envelope)) > 0
} else := envelope.state if {
	declared(envelope)
	envelope.state in {"none", "unobtainable", "withheld"}
} else := "absent"

entries(envelope) := envelope.entries if {
	is_array(envelope.entries)
} else := []

declared(envelope) if {
	is_string(envelope.declared.by)
	dates.reached(envelope.declared.on)
}

# METADATA
# description: the span that a declaration covers reaches back to `start`, and up to the day on which it was declared
covers(envelope, start) if {
	dates.well_formed(envelope.period.start)
	dates.well_formed(envelope.period.end)
	envelope.period.start <= start
	envelope.period.end >= envelope.declared.on
}

# METADATA
# description: a person's words are there, signed and dated (an opinion, a disposition, a judgement)
signed(opinion) if {
	is_string(opinion.rationale)
	is_string(opinion.by)
	dates.reached(opinion.on)
}
