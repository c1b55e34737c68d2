# METADATA
# description: |
#   A verdict is what one requirement says of one subject: {status, reason, params, reads}. `reason` is a
#   code of the requirement's METADATA, `reads` the JSON pointers of what was read. Never text.
package policy.lib.verdict

satisfied(reason, reads) := settled("satisfied", reason, reads)

not_applicable(reason, reads) := settled("not_applicable", reason, reads)

# METADATA
# description: |
#   what only the FA's answer settles; `since` is the day on which that which it answers came to stand (an answer from
#   before does not count), "" where an answer of any day will do
consult(reason, reads, since) := {
	"status": "consult_fa",
	"reason": reason,
	"params": {},
	"reads": reads,
	"since": since,
}

# METADATA
# description: a `since` for what is settled elsewhere, at the cells that it names, and by no answer of its own
elsewhere := "9999-12-31"

missing(reason, reads) := settled("missing_information", reason, reads)

unsatisfied(reason, reads) := settled("unsatisfied", reason, reads)

# METADATA
# description: the same verdict, with the values that its message names
with_params(verdict, params) := object.union(verdict, {"params": params})

# METADATA
# description: |
#   the same verdict, where what is wanting stands since the newest of these days, too: the FA's answer is on what there
#   was by then. What is settled elsewhere stays so
no_earlier(said, days) := object.union(said, {"since": max(array.concat(known, days))}) if {
	not waits_elsewhere(said)
	known := [day | some day in ["", said.since]; day != elsewhere]
} else := said

waits_elsewhere(said) if {
	said.status == "consult_fa"
	said.since == elsewhere
}

settled(status, reason, reads) := {
	"status": status,
	"reason": reason,
	"params": {},
	"reads": reads,
	"since": elsewhere,
}
