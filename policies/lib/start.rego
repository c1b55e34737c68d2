# METADATA
# description: |
#   Whether the research has yet to start. The stage of the application says so, with or without the first day, unless
#   that day has come. Where no first day is entered and the start that the DMP gives is over, the stage is not enough;
#   nor is one of before the call closed, once it has, nor that it was selected: by then a first day, or a start in the
#   DMP, is to lie ahead. Who is under review waits for a decision, whose day nobody knows.
package policy.lib.start

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.subjects

# METADATA
# description: the research has yet to start
ahead if {
	stage_tells
	not reached
	not planned_start_is_over
}

# METADATA
# description: the first day of the research has come
reached if dates.reached(input.facts.application.starts_on)

stage_tells if input.facts.application.stage == "under_review"

# Who applies, or is about to, does so while the call is open; what was selected starts next. Later that is what the
# stage was once: where no day is entered on which the research starts, nothing says that it has yet to.
stage_tells if {
	input.facts.application.stage in ["preparing", "applying", "selected"]
	not outdated
}

outdated if {
	data.policy.call.closes < input.as_of
	not has_first_day
	count(planned_starts) == 0
}

# Without a first day, a stage that says that it has not started is not enough once the DMP has it start.
planned_start_is_over if {
	not has_first_day
	every day in planned_starts { dates.reached(day) }
	count(planned_starts) > 0
}

has_first_day if dates.well_formed(input.facts.application.starts_on)

planned_starts := [project.start |
	some plan in fact.read(subjects.application, ["dmp"]).entries
	some project in plan.madmp.dmp.project
	dates.well_formed(project.start)
]
