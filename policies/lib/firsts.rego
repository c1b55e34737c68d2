# METADATA
# description: |
#   What was done of a subject for the first time. Whoever says to be done with it on a day, the lead institution or a
#   joint one, had done so by then; what is done again later (a further look, run, mark or judgement) makes no first
#   one newer, and of whom came later nothing had to be done yet.
package policy.lib.firsts

import data.policy.lib.appointments
import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.indicator
import data.policy.lib.looks
import data.policy.lib.recent
import data.policy.lib.roster
import data.policy.lib.runs
import data.policy.lib.subjects

# METADATA
# description: the days of the first look, the first run and the first mark that these institutions made of a subject
of_acts(subject, institutions) := array.concat(of_marks(subject, institutions), array.concat(
	[day | day := min(looked(subject, institutions))],
	[day | day := min([run.run_on |
		some run in runs.heard(subject)
		run.counts
		run.run_on >= recent.opened
		looks.by_institution(run) in institutions
	])],
))

# METADATA
# description: the day of the first mark that these institutions gave of a subject, whichever it was
of_marks(subject, institutions) := [day |
	day := min([concern.on |
		some concern in object.get(subject.fact, "concerns", [])
		dates.reached(concern.on)
		concern.on >= recent.opened
		looks.by_institution(concern) in institutions
	])
]

looked(subject, institutions) := array.concat(entered(subject, institutions), [look.on |
	recorded := looks.recorded(subject)
	some look in recorded.entries
	count(look.items) > 0
	dates.reached(look.on)
	look.on <= recorded.on
	look.on >= recent.opened
	looks.by_institution(look) in institutions
])

# Of a body what was found and entered is a look too.
entered(subject, institutions) := [] if {
	subject.kind == "person"
} else := looks.first_days(subject, institutions)

# METADATA
# description: the day on which the lead institution first checked a joint one
of_check(partner) := [day |
	read := fact.read(partner, ["partner", "checked_by_lead"])
	read.state == "provided"
	day := min([fact.entry_since(read.envelope, entry) | some entry in read.entries])
]

# METADATA
# description: |
#   the days after this one on which something was first judged, or first answered by a measure, that had been brought
#   up by then. Where a judgement by then says why no measure is taken, a later measure is a further one
of_indicators_after(day) := array.concat(
	[judged |
		some key in brought_up_by(day)
		judged := min([said.on | some said in input.facts.risk.judgements; said.indicator == key])
		judged > day
	],
	[chosen |
		some key in brought_up_by(day)
		chosen := min([measure.chosen_on | some measure in input.facts.measures; key in measure.indicators])
		chosen > day
		not without_measure_by(key, day)
	],
)

brought_up_by(day) := {found.key | some found in indicator.brought_up; found.since <= day}

without_measure_by(key, day) if {
	some said in input.facts.risk.judgements
	said.indicator == key
	said.on <= day
	is_string(said.no_measure)
}

# METADATA
# description: |
#   the subject came after a day: a person by the roster or by the post, an institution with all of its people, a
#   supporter by its own entry in the list
came_later(subject, day) if {
	subject.kind == "person"
	person_came_later(subject, day)
}

came_later(subject, day) if {
	subject.kind == "institution"
	people := [person | some person in subjects.named_people; person.owner == subject.fact.id]
	count(people) > 0
	every person in people {
		person_came_later(person, day)
	}
}

came_later(subject, day) if {
	subject.kind == "supporter"
	some institution in subjects.institutions
	institution.fact.id == subject.owner
	fact.entry_since(institution.fact.supporters, subject.fact) > day
}

person_came_later(person, day) if max(roster.joinings[person.ref].came) > day

person_came_later(person, day) if roster.joins_on(person) > day

person_came_later(person, day) if is_string(appointments.came_after(person, day))
