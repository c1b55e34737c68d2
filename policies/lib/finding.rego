# METADATA
# description: |
#   A finding is a verdict with its requirement and subject, and which layer (procedure or program) says it.
#   `enforcement`: only `binding` findings move the outcome; `advisory` and `fa_duty` ones are shown.
package policy.lib.finding

import data.policy.lib.fa

# METADATA
# description: a binding one; where its verdict waits for the FA, the FA's answer on this cell settles it
of(requirement, subject, verdict) := make(
	requirement,
	subject,
	fa.settled(requirement, subject, verdict),
	"procedure",
	"binding",
)

# METADATA
# description: one that is shown and does not move the outcome; `enforcement` is `advisory` or `fa_duty`
shown(requirement, subject, verdict, enforcement) := make(requirement, subject, verdict, "procedure", enforcement)

# METADATA
# description: a program's own requirement, or its tightening of one of the procedure's
of_program(requirement, subject, verdict) := make(
	requirement,
	subject,
	fa.settled(requirement, subject, verdict),
	"program",
	"binding",
)

make(requirement, subject, verdict, layer, enforcement) := {
	"requirement": requirement,
	"subject": subject.ref,
	"status": verdict.status,
	"reason": verdict.reason,
	"params": verdict.params,
	"reads": verdict.reads,
	"layer": layer,
	"enforcement": enforcement,
}
