# METADATA
# description: |
#   The right time of an act (a declaration, a look, a run of names): (1) to (3) are collected for this application (追加の
#   情報), so that what was done before the call opened no longer counts; or, where the program sets an age, what is older
#   than that, counted to `as_of` and at most to the start day of the research.
package policy.lib.recent

import data.policy.lib.dates

# METADATA
# description: whether an act of that day is too old; `limit` is the program's age in days, or null
stale(day, limit) if {
	is_number(limit)
	until - dates.days(day) > limit
}

stale(day, limit) if {
	is_null(limit)
	day < data.policy.call.opens
}

until := dates.days(min([input.as_of, start]))

default start := "9999-12-31"

start := day if {
	day := input.facts.application.starts_on
	dates.well_formed(day)
}

# METADATA
# description: whether a look of due diligence of that day is too old
look(day) if stale(day, look_limit)

default look_limit := null

look_limit := data.policy.params.look_max_age_days

# METADATA
# description: whether a declaration of that day is too old
declaration(day) if stale(day, declaration_limit)

default declaration_limit := null

declaration_limit := data.policy.params.declaration_max_age_days

# METADATA
# description: |
#   whether a run against a list is too old. The program's age is that of the list; without one it is the run that must
#   have been made since the call opened
screening(run) if {
	is_number(screening_limit)
	stale(run.retrieved_on, screening_limit)
}

screening(run) if {
	is_null(screening_limit)
	stale(run.run_on, screening_limit)
}

default screening_limit := null

screening_limit := data.policy.params.screening_max_age_days
