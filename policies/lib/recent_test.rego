# METADATA
# description: What is too old, without an age and with one, to the day.
package policy.lib.recent_test

import data.policy.lib.dates
import data.policy.lib.recent

stale(day, limit, facts) if {
	# regal ignore:with-outside-test-context,line-length
	day < recent.first_day(limit) with input as {"as_of": "2026-11-20", "facts": facts} with data.policy.call.opens as "2026-09-14"
} else := false

test_without_an_age_it_is_the_day_on_which_the_call_opened[day] if {
	some day, expected in {"2026-09-13": true, "2026-09-14": false, "2026-11-21": false}
	stale(day, null, {}) == expected
	stale(day, "30日", {}) == expected
}

test_an_age_is_counted_to_today[day] if {
	some day, expected in {"2026-08-12": false, "2026-08-11": true, "2026-11-20": false}
	stale(day, 100, {}) == expected
}

test_an_age_is_counted_to_the_start_day_at_most[starts_on] if {
	some starts_on, expected in {"2026-11-19": false, "2026-11-20": true, "2027-04-01": true}
	stale("2026-08-11", 100, {"application": {"starts_on": starts_on}}) == expected
}

test_a_start_day_that_is_no_date_is_none if {
	stale("2026-08-11", 100, {"application": {"starts_on": null}}) == true
	stale("2026-08-12", 100, {"application": {"starts_on": null}}) == false
	stale("2026-08-11", 100, {"application": {"starts_on": "2026-10"}}) == true
	stale("2026-09-01", 100, {"application": {"starts_on": "2026-10"}}) == false
}

test_a_start_before_the_call_opened_is_none if {
	stale("2026-08-11", 100, {"application": {"starts_on": "2026-09-13"}}) == true
	stale("2026-08-11", 100, {"application": {"starts_on": "2026-09-14"}}) == false
}

test_days_and_dates_are_each_other_turned_round if {
	every date in [
		"1970-01-01", "1999-12-31", "2000-02-29", "2024-02-29",
		"2024-03-01", "2026-10-10", "2026-11-20", "2100-02-28", "2100-03-01",
	] {
		recent.date(dates.days(date)) == date
	}
}
