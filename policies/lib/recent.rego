# METADATA
# description: |
#   The right time of an act (a declaration, a look, a run of names): (1) to (3) are collected for this application (追加の
#   情報), so that what was done before the call opened no longer counts; or, where the program sets an age, what is older
#   than that, counted to `as_of` and at most to the start day of the research (`last_day`).
package policy.lib.recent

import data.policy.lib.dates

# METADATA
# description: |
#   the first day on which such an act is not too old; `limit` is the program's age in days; where it is no number,
#   it is the day on which the call opened. Worked out once by each package that asks: days compare as they are written
first_day(limit) := date(until - limit) if {
	is_number(limit)
} else := opened

# METADATA
# scope: document
# description: the day on which the call opened; before it there was no application to act for
default opened := ""

opened := data.policy.call.opens

until := dates.days(last_day)

# METADATA
# scope: document
# description: |
#   the day to which the age of an act is counted: what was not too old then does not age any more. Of an act made later
#   the age is counted to its own day
last_day := min([input.as_of, start])

default start := "9999-12-31"

start := day if {
	day := input.facts.application.starts_on
	dates.well_formed(day)
	day >= opened
}

# METADATA
# description: the date so many days after 0000-03-01; the other way round than `dates.days`
date(n) := concat("-", [format_int(y + floor((14 - m) / 12), 10), two_digits(m), two_digits(d)]) if {
	era := floor(n / 146097)
	day := n - (era * 146097)
	year := floor((((day - floor(day / 1460)) + floor(day / 36524)) - floor(day / 146096)) / 365)
	of_year := day - (((365 * year) + floor(year / 4)) - floor(year / 100))
	month := floor(((5 * of_year) + 2) / 153)
	y := year + (era * 400)
	m := ((month + 2) % 12) + 1
	d := (of_year - floor(((153 * month) + 2) / 5)) + 1
}

two_digits(n) := concat("", ["0", format_int(n, 10)]) if {
	n < 10
} else := format_int(n, 10)
