# METADATA
# description: |
#   What was done of a subject for the first time. Whoever says to be done with it on a day, the lead institution or a
#   joint one, had done so by then; what is done again later (a further look, run, mark or judgement) makes no first
#   one newer.
package policy.lib.firsts

import data.policy.lib.dates
import data.policy.lib.looks
import data.policy.lib.names
import data.policy.lib.recent
import data.policy.lib.runs
import data.policy.lib.standing

# METADATA
# description: |
#   the days of the first look, the first run of a name and the first mark that these institutions made of a subject
of_acts(subject, institutions) := array.concat(of_marks(subject, institutions), array.concat(
	[day | day := min(looks.first_days(subject, institutions))],
	[day | day := min(searched(subject, standing.proving(runs.heard_of(subject, institutions))))],
))

# METADATA
# description: |
#   the first run of a subject against each list, by these institutions, of one of its names: [list, day]. A name that
#   came later makes none of them newer
of_lists(subject, institutions) := [[list, min(days)] |
	found := standing.proving(runs.heard_of(subject, institutions))
	some list in {run.list_id | some run in found}
	days := searched(subject, [run | some run in found; run.list_id == list])
]

# Whether every name was searched is for its own requirement to say; with one of them it was begun. Who is called
# otherwise since was run before that.
searched(subject, found) := [run.run_on |
	called := names.of(subject)
	some run in found
	count(runs.not_searched(called, [run])) < count(called)
]

# METADATA
# description: the first mark, whichever it was
of_marks(subject, institutions) := [day |
	day := min([concern.on |
		some concern in object.get(subject.fact, "concerns", [])
		dates.reached(concern.on)
		concern.on >= recent.opened
		looks.by_institution(concern) in institutions
	])
]
