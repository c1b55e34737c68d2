# METADATA
# description: |
#   The entrypoint. Collects what every requirement says of every subject, lets the program tighten it (results
#   combine by the worst, so that a program cannot loosen the procedure), and reads the outcome from the worst cell.
package policy.decision

import data.policy.lib.indicator

# METADATA
# description: the decision, as `tejun.model.decision` reads it
# entrypoint: true
result := {
	"schema": "tejun/result/1",
	"edition": data.policy.edition,
	"outcome": outcome,
	"findings": findings,
	"indicators": indicators,
}

findings := array.concat(tightened, [finding | finding := data.policy.program[_].findings[_]])

indicators := [shown(raised) | some raised in indicator.brought_up]

# Since when it stands is asked by the requirements that wait for a judgement.
shown(raised) := object.remove(raised, ["since"])

procedure := [finding | finding := data.policy.procedure[_][_].findings[_]]

# METADATA
# description: the procedure's findings, each as the program leaves it
tightened := [by_program(finding) | some finding in procedure]

by_program(finding) := finding if {
	not touched[finding.requirement]
} else := worst(finding, rivals) if {
	rivals := [rival |
		some rival in tightenings
		rival.requirement == finding.requirement
		rival.subject == finding.subject
	]
}

tightenings := [rival | rival := data.policy.program[_].tightenings[_]]

# Most requirements are tightened nowhere, and are not compared with every tightening.
# regal ignore:prefer-set-or-object-rule
touched := {rival.requirement | some rival in tightenings}

# METADATA
# description: |
#   the procedure's finding, or a program's that leaves something to do and is as bad or worse; where several are, the
#   worst, and where none is, there is no last one. What was binding stays binding, and a program's finding always is.
worst(finding, rivals) := object.union(worse[count(worse) - 1].finding, {"enforcement": "binding"}) if {
	worse := sort([{"by": by, "finding": rival} |
		some rival in rivals
		badness[rival.status] > 0
		by := badness[rival.status] - badness[finding.status]
		by >= 0
	])
} else := finding

# METADATA
# description: how bad a status is; the outcome follows the worst
badness := {
	"not_applicable": 0,
	"satisfied": 0,
	"consult_fa": 1,
	"missing_information": 2,
	"unsatisfied": 3,
}

# METADATA
# description: |
#   only binding findings move the outcome; where the procedure is replaced, only those of what the call asks for
#   beside it
standing contains finding.status if {
	some finding in counted
	finding.enforcement == "binding"
}

counted := [finding | some finding in findings; of_call(finding)] if {
	"replaced" in brought_about
} else := findings

# What the call asks for beside the procedure, and what its own forms bring up.
of_call(finding) if finding.layer == "program"

of_call(finding) if finding.subject in raised_by_call

raised_by_call contains concat(":", ["indicator", raised.key]) if {
	raised := data.policy.program[_].indicators[_]
}

# METADATA
# description: |
#   the outcomes beside the scale that the procedure's findings bring about, as the METADATA of their reasons declare
#   (`outcome`), which the build gathers under `effects`. A finding that the program tightens brings about nothing: so
#   a program can refuse an alternative that was accepted, and can bring about neither outcome itself.
brought_about contains effect if {
	effects := data.policy.effects
	some finding in procedure
	effect := effects[finding.requirement][finding.reason]
	finding in tightened
}

# A status that nobody knows gives no outcome at all.
outcome := "out_of_scope" if {
	"out_of_scope" in brought_about
} else := "action_required" if {
	"unsatisfied" in standing
} else := "information_required" if {
	"missing_information" in standing
} else := "consultation_required" if {
	"consult_fa" in standing
} else := "replaced" if {
	standing == {"satisfied", "not_applicable"} & standing
	"replaced" in brought_about
} else := "prepared" if {
	standing == {"satisfied", "not_applicable"} & standing
	"satisfied" in standing
}
