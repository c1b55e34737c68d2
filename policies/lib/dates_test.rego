# METADATA
# description: Dates without the time built-ins - the calendar's turns, and what is no date.
package policy.lib.dates_test

import data.policy.lib.dates

test_a_year_and_a_leap_year_have_their_days[note] if {
	some note, [from, to, days] in {
		"common year": ["2025-03-01", "2026-03-01", 365],
		"over 29 February": ["2023-03-01", "2024-03-01", 366],
		"29 February to 1 March": ["2024-02-29", "2024-03-01", 1],
		"a century is no leap year": ["2100-02-28", "2100-03-01", 1],
		"every fourth century is": ["2000-02-28", "2000-03-01", 2],
		"over new year": ["2025-12-31", "2026-01-01", 1],
		"August and September, whose numbers begin with 0": ["2026-08-31", "2026-09-01", 1],
	}
	dates.days(to) - dates.days(from) == days
}

test_every_month_follows_the_one_before if {
	lengths := [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30]
	every i, days in lengths {
		dates.days(first_of(i + 2)) - dates.days(first_of(i + 1)) == days
	}
}

test_age_is_negative_ahead if {
	dates.age("2026-11-19") == 1 with input.as_of as "2026-11-20"
	dates.age("2026-11-20") == 0 with input.as_of as "2026-11-20"
	dates.age("2026-11-21") == -1 with input.as_of as "2026-11-20"
}

test_a_date_has_come_or_lies_ahead[date] if {
	some date, [reached, ahead] in {
		"2026-11-19": [true, false],
		"2026-11-20": [true, false],
		"2026-11-21": [false, true],
		"2027": [false, false],
	}
	is_reached(date) == reached
	is_ahead(date) == ahead
}

is_reached(date) if {
	# regal ignore:with-outside-test-context
	dates.reached(date) with input.as_of as "2026-11-20"
} else := false

is_ahead(date) if {
	# regal ignore:with-outside-test-context
	dates.ahead(date) with input.as_of as "2026-11-20"
} else := false

test_years_before if {
	dates.years_before(5) == "2021-11-20" with input.as_of as "2026-11-20"
}

test_29_february_is_the_day_before_where_a_year_has_none[years] if {
	some years, expected in {1: "2103-02-28", 4: "2100-02-28", 8: "2096-02-29", 104: "2000-02-29"}
	dates.years_before(years) == expected with input.as_of as "2104-02-29"
}

test_a_date_has_come_on_its_day if {
	dates.reached("2026-11-20") with input.as_of as "2026-11-20"
	not dates.reached("2026-11-21") with input.as_of as "2026-11-20"
}

test_what_is_no_date_has_never_come[note] if {
	some note, value in {
		"null": null,
		"false": false,
		"a number": 0,
		"an object": {},
		"an empty text": "",
		"a longer text": "2026-01-01T00:00",
	}
	not dates.reached(value) with input.as_of as "2026-11-20"
}

test_a_date_is_a_text_of_ten_characters if {
	dates.well_formed("2026-11-20")
	not dates.well_formed("2026-11-2")
	not dates.well_formed(split("2026-11-20", ""))
}

first_of(month) := concat("-", ["2026", padded, "01"]) if {
	padded := substring(concat("", ["0", format_int(month, 10)]), count(format_int(month, 10)) - 1, 2)
}
