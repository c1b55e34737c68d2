# METADATA
# description: |
#   What due diligence on a subject closes with: one mark of each institution that looks, none or raised. The newest mark
#   of an institution stands, of one day the one that raises a concern. A mark is no verdict: one that is raised is put
#   to a person's judgement as a risk indicator.
package policy.lib.concerns

import data.policy.lib.dates
import data.policy.lib.looks

# METADATA
# description: the mark of an institution that stands, as [{at, mark, on}]; empty where there is none
standing(subject, institution) := [marks[count(marks) - 1].mark] if {
	marks := sort([{"1": concern.on, "2": concern.mark, "mark": given} |
		some i, concern in object.get(subject.fact, "concerns", [])
		counts(concern)
		looks.by_institution(concern) == institution
		given := {
			"at": concat("/", [subject.at, "concerns", format_int(i, 10)]),
			"mark": concern.mark,
			"on": concern.on,
		}
	])
	count(marks) > 0
} else := []

counts(concern) if {
	concern.mark == "none"
	signed(concern)
}

counts(concern) if {
	concern.mark == "raised"
	is_string(concern.reason)
	signed(concern)
}

signed(concern) if {
	is_string(concern.by)
	dates.reached(concern.on)
}
