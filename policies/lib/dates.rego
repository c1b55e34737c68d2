# METADATA
# description: |
#   Dates are ISO 8601 strings (YYYY-MM-DD) and compare as strings. Ages need arithmetic, done here on whole
#   numbers: the time built-ins are not native to WebAssembly.
package policy.lib.dates

# METADATA
# description: |
#   a date that has come by `as_of`. What is no date has not come: `null` and numbers sort before every string,
#   so that a bare comparison would take them for the distant past
reached(date) if {
	well_formed(date)
	date <= input.as_of
}

# METADATA
# description: |
#   a date after `as_of`. No act of such a day counts, but what it says may be mistyped: it is not passed over where it
#   would speak against the rest
ahead(date) if {
	well_formed(date)
	date > input.as_of
}

well_formed(date) if {
	is_string(date)
	count(date) == 10
}

# METADATA
# description: days since 0000-03-01 in the proleptic Gregorian calendar
days(date) := (((365 * y) + leap_days) + days_before_month) + (d - 1) if {
	[year, month, d] := [to_number(part) | some part in split(date, "-")]
	m := (month + 9) % 12
	y := year - floor(m / 10)
	leap_days := (floor(y / 4) - floor(y / 100)) + floor(y / 400)
	days_before_month := floor(((153 * m) + 2) / 5)
}

# METADATA
# description: the age of a date on the day of `as_of`, in days; negative where it lies ahead
age(date) := today - days(date)

today := days(input.as_of)

# METADATA
# description: the same day so many years before `as_of`; of 29 February the day before it where that year has none
years_before(years) := concat("-", [format_int(year, 10), month, day_of(year, month, day)]) if {
	[now, month, day] := split(input.as_of, "-")
	year := to_number(now) - years
}

day_of(year, "02", "29") := "28" if {
	not leap(year)
} else := "29"

day_of(_, month, day) := day if concat("-", [month, day]) != "02-29"

leap(year) if {
	year % 4 == 0
	year % 100 != 0
}

leap(year) if year % 400 == 0
