# METADATA
# description: |
#   What the FA did not accept and has not answered on since. A refusal stands on each of its topics by itself, whatever
#   was changed there, until the FA answers on that very topic; an answer on another one lifts nothing.
package policy.lib.refusals

import data.policy.lib.fa
import data.policy.lib.recent

# METADATA
# description: each topic of each answer that stands so, as {at, id, on, about, label}; `at` points to the answer
standing contains found if {
	some document in ["facts", "fa"]
	some i, refusal in object.get(input, [document, "determinations"], [])
	refusal.result == "declined"
	refusal.on >= recent.opened
	some about in refusal.about
	not says_otherwise(about)
	answer := fa.latest(fa.topic(about))
	answer.result == "declined"
	answer.on == refusal.on
	found := {
		"at": concat("/", ["", document, "determinations", format_int(i, 10)]),
		"id": refusal.id,
		"on": refusal.on,
		"about": about,
		"label": label(about),
	}
}

# As it is written where somebody is to name it.
label(about) := concat(" ", [about.requirement, object.get(about, "subject", "application")]) if {
	is_string(about.requirement)
} else := about.indicator if {
	is_string(about.indicator)
} else := fa.topic(about)

# METADATA
# scope: document
# description: |
#   what asks nobody to change anything when it is declined: that a measure outside the procedure is taken in its place,
#   that the application is selected, and whatever is about somebody who takes part no longer
says_otherwise(about) if about.requirement == "RS-O5-02"

says_otherwise(about) if about.requirement == data.policy.call.selection

says_otherwise(about) if about.former == true
