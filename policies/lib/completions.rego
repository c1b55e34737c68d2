# METADATA
# description: |
#   Rounds of risk management, as the days on which each was completed. A later round adds an entry and replaces none:
#   nothing that was said of an earlier one, and nothing that the FA answered on it, is made older by it.
package policy.lib.completions

import data.policy.lib.dates
import data.policy.lib.fact

# METADATA
# description: |
#   since when it is known that a round was completed on that day, which is no earlier than the day itself: an answer
#   from before says nothing of it. `read` is the list of rounds as `fact.read` gives it
known_since(read, day) := max([day, min([stands_since(read, entry) |
	some entry in read.entries
	entry.completed_on == day
])])

# Whoever adds a later round signs the list again; that is not since when the earlier one was known.
stands_since(read, entry) := day if {
	day := entry.since
	dates.reached(day)
} else := entry.completed_on if {
	some later in read.entries
	dates.well_formed(later.completed_on)
	later.completed_on > entry.completed_on
	later.completed_on <= read.on
} else := fact.entry_since(read.envelope, entry)
