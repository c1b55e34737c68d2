# METADATA
# description: |
#   Who and what is covered, and since when. What the FA accepted was put to it for those who took part by then, and
#   for the data and the areas of technology of that day: a person, a supporter or a managed dataset that was added
#   later was not among them.
package policy.lib.covered

import data.policy.lib.dates
import data.policy.lib.fact

# METADATA
# description: |
#   each entry of these lists of an institution (its people, supporters, managed data), with the list and since when it
#   is there
entries(institution, lists) := [{
	"at": list.at,
	"entry": entry,
	"since": fact.entry_since(list.envelope, entry),
} |
	some name in lists
	list := fact.read(institution, [name])
	some entry in list.entries
]

# METADATA
# description: |
#   since when the areas of technology are those of now, where they were changed; a day that lies ahead may be mistyped,
#   and speaks against what was judged and answered before it
areas_since contains day if {
	day := input.facts.application.technology_areas_since
	dates.well_formed(day)
}
