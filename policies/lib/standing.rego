# METADATA
# description: |
#   Since when that stands which a person weighs: a judgement, a completion or a check is no older. Of a declaration it
#   is the day of its newest entry, of looks the first at each item, of runs the first against each list, and besides
#   the days of what asks for a judgement. What counts for nothing is no first look or run; no later one that raises
#   nothing is among these days.
package policy.lib.standing

import data.policy.lib.appointments
import data.policy.lib.dates
import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.looks
import data.policy.lib.names
import data.policy.lib.recent
import data.policy.lib.runs
import data.policy.lib.subjects

# METADATA
# description: since when each of these facts stands; one that nobody declared stands nowhere
of_facts(envelopes) := [fact.newest_signed(envelope, fact.entries(envelope), signed) |
	some envelope in envelopes
	signed := fact.declared_on(envelope)
]

# METADATA
# description: the same of what was found of a body, (2) and (3); what was found again is no newer for that
of_findings(envelopes) := [newest_found(envelope) | some envelope in envelopes; fact.declared(envelope)]

newest_found(envelope) := day if {
	day := max([fact.entry_declared_since(envelope, entry) | some entry in fact.entries(envelope)])
} else := fact.newest(envelope, [])

# METADATA
# description: |
#   since when each of these facts is declared for this application. One that has stood since before the call opened is
#   as old as its declaration here: that it is older makes nothing of this application older
of_first_declared(envelopes) := [day |
	some envelope in envelopes
	signed := fact.declared_on(envelope)
	day := first_declared(signed, fact.newest_signed(envelope, fact.entries(envelope), signed))
]

first_declared(signed, stood) := stood if {
	stood >= recent.opened
} else := signed

# METADATA
# description: the first look at each item, and the days of what asks for a judgement
of_looks(subject, institutions) := array.concat(looks.first_days(subject, institutions), [day |
	some day in array.concat(
		[looks.concerned_since(subject, concern) |
			some concern in object.get(subject.fact, "concerns", [])
			concern.mark == "raised"
			looks.by_institution(concern) in institutions
		],
		[look.on |
			some look in looks.recorded(subject).entries
			look.finding == "differs"
			looks.by_institution(look) in institutions
		],
	)
	dates.reached(day)
])

# METADATA
# description: |
#   the first run against each list, made by one of these institutions, and the days of the candidates that nobody
#   judged to be another, those first judged so where a later run says the same
of_runs(subject, institutions) := array.concat(first_runs(subject, found), [day |
	some run in found
	count(run.candidates) > 0
	not runs.repeats(run, found)
	some day in days_of_candidates(run)
	dates.reached(day)
]) if {
	found := runs.heard_of(subject, institutions)
}

# METADATA
# description: |
#   for each list the day on which the runs against one of its versions had searched every name of the subject; of a
#   list with one run that proves something it is that run's day, whatever it left out. One that has become too old by
#   now is the first all the same
first_runs(subject, found) := [day |
	proofs := proving(found)
	some list in {run.list_id | some run in proofs}
	day := first_day_of([run | some run in proofs; run.list_id == list], subject)
]

# METADATA
# description: those of the runs that prove something, or did so once since the call opened
proving(found) := [run | some run in found; run.counts; was_recent(run)]

# It was not too old once since the call opened, though it may be by now.
was_recent(run) if {
	not runs.too_old(run)
} else if {
	run.run_on >= recent.opened
	not runs.of_old_list(run)
}

first_day_of(proofs, subject) := proofs[0].run_on if {
	count(proofs) == 1
} else := day if {
	complete := [run.run_on |
		some run in proofs
		by_then := [other | some other in proofs; other.list_version == run.list_version; other.run_on <= run.run_on]
		count(runs.not_searched(names.of(subject), by_then)) == 0
	]
	day := min(complete)
} else := min([run.run_on | some run in proofs])

# METADATA
# description: |
#   the days on which one of these institutions looked at the subject or ran its names, however old that is by now;
#   before the first of them there was nothing to hold a declaration against
of_acts(subject, institutions) := [day | some [day, by, _] in acts[subject.at]; by in institutions]

# METADATA
# description: |
#   the day on which the lead institution first looked at the subject, or ran its names, whatever was declared anew
#   since; of a body what it found and entered is a look too. Where no look could be made, the day on which that was
#   first said; undefined where it did nothing
first_of_lead(subject) := first if {
	first := min(array.concat(entered(subject), [day |
		some [day, by, true] in acts[subject.at]
		by == subjects.lead_id
	]))
} else := min(of_acts(subject, {subjects.lead_id}))

entered(subject) := [] if {
	subject.kind == "person"
} else := looks.first_days(subject, {subjects.lead_id})

# Gathered once: several steps ask for the same. Written as a rule with keys it would be gone through anew for each.
# regal ignore:prefer-set-or-object-rule
acts := {subject.at: array.concat(
	[[look.on, looks.by_institution(look), object.get(look, "available", null)] |
		recorded := looks.recorded(subject)
		some look in recorded.entries
		count(look.items) > 0
		dates.reached(look.on)
		look.on <= recorded.on
		look.on >= recent.opened
	],
	[[run.run_on, looks.by_institution(run), true] |
		some run in runs.heard(subject)
		run.counts
		run.run_on >= recent.opened
	],
) |
	some subject in subjects.examined
}

days_of_candidates(run) := [] if {
	run.disposition.view == "different"
} else := array.concat([run.run_on], [day | day := run.disposition.on])

# METADATA
# description: (3) of an institution - whom it names as supporting this research, and what it says of each
of_supporters(institution) := array.concat(of_facts([listed | listed := institution.fact.supporters]), [day |
	some supporter in subjects.named_supporters
	startswith(supporter.at, concat("", [institution.at, "/"]))
	stood := of_findings([envelope | some name in supporter_items; envelope := supporter.fact[name]])
	seen := of_looks(supporter, {supporter.owner})
	some day in array.concat(stood, seen)
])

supporter_items := ["content", "purpose", "conditions", "compliance", "reputation", "capital"]

# METADATA
# description: (4) of an institution - the managed data that it holds, what it leaves out of them, and its policies
of_data(institution) := of_facts(data_of(institution))

# METADATA
# description: the facts of (4) of an institution
data_of(institution) := array.concat(
	[listed | some list in ["managed_data", "not_managed"]; listed := institution.fact[list]],
	[envelope | some envelope in institution.fact.controls],
)

# METADATA
# description: (2) of a joint institution, as it is declared
of_partner(institution) := of_findings(partner_of(institution))

# METADATA
# description: the facts of (2) of a joint institution that are asked for
partner_of(institution) := [envelope |
	some name in partner_items
	envelope := institution.fact.partner[name]
	not not_asked(institution, name, envelope)
]

# That a school or an institute has no foreign link, and is no business, is asked by nobody.
not_asked(institution, name, envelope) if {
	envelope.state == "none"
	name in ["foreign_link", "business"]
	institution.fact.kind in ["university", "research_institute"]
}

# METADATA
# description: the items of (2)
partner_items := [
	"purpose", "record", "capital", "finances", "compliance", "reputation",
	"foreign_link", "business",
]

# METADATA
# description: (1) of a person, as it is declared, and the posts beside the own one
of_disclosures(person) := disclosed[person.at]

# Gathered once: the lead, and the institution of a co-PI, weigh the same. Written as a rule with keys it would be gone
# through anew for each.
# regal ignore:prefer-set-or-object-rule
disclosed := {person.at: array.concat(declared, appointments.beside_since(person)) |
	some person in subjects.named_people
	declared := [day |
		some name, day in disclosures.stands[person.at]
		disclosures.over[person.at][name].state != "absent"
	]
}
