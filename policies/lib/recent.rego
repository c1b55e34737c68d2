# METADATA
# description: |
#   The right time of an act (a declaration, a look, a run of names): (1) to (3) are collected for this application (追加の
#   情報), so that what was done before the call opened no longer counts; or, where the program sets an age, what is older
#   than that, counted to `as_of` and at most to the start day of the research.
package policy.lib.recent

import data.policy.lib.dates

# METADATA
# description: |
#   the first day on which such an act is not too old; `limit` is the program's age in days, or null. Worked out once by
#   each package that asks: days compare as they are written
first_day(limit) := dates.of_days(until - limit) if {
	is_number(limit)
} else := data.policy.call.opens if {
	is_null(limit)
}

until := dates.days(min([input.as_of, start]))

default start := "9999-12-31"

start := day if {
	day := input.facts.application.starts_on
	dates.well_formed(day)
}
