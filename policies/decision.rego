# METADATA
# description: |
#   The entrypoint. Collects what every requirement says of every subject, lets the program tighten it (results
#   combine by the worst, so that a program cannot loosen the procedure), and reads the outcome from the worst cell.
package policy.decision

import data.policy.lib.verdict

# METADATA
# description: the decision, as `service.model.decision` reads it
# entrypoint: true
result := {
	"schema": "tejun/result/1",
	"edition": data.policy.edition,
	"outcome": outcome,
	"findings": findings,
	"indicators": indicators,
}

findings := array.concat(
	[tightened(finding) | some finding in data.policy.procedure[_][_].findings],
	[finding | some finding in data.policy.program[_].findings],
)

indicators := array.concat(
	[indicator | some indicator in data.policy.procedure[_][_].indicators],
	[indicator | some indicator in data.policy.program[_].indicators],
)

# METADATA
# description: a program's findings on the procedure's own cells, by requirement and subject
tightenings := {key: found |
	some finding in data.policy.program[_].tightenings
	key := [finding.requirement, finding.subject]
	found := [other |
		some other in data.policy.program[_].tightenings
		[other.requirement, other.subject] == key
	]
}

tightened(finding) := worst(finding, object.get(tightenings, [[finding.requirement, finding.subject]], []))

worst(finding, others) := finding if {
	count([other | some other in others; verdict.rank[other.status] > verdict.rank[finding.status]]) == 0
} else := [other |
	some other in others
	every rival in others {
		verdict.rank[rival.status] <= verdict.rank[other.status]
	}
][0]

# METADATA
# description: only binding findings move the outcome
standing := {finding.status | some finding in findings; finding.enforcement == "binding"}

outcome := "out_of_scope" if {
	some finding in findings
	finding.reason in {"not_designated", "not_competitive_research_fund"}
	finding.requirement in {"RS-DES-01", "RS-DES-02"}
} else := "replaced" if {
	some finding in findings
	finding.requirement == "RS-O5-02"
	finding.reason == "accepted"
} else := "action_required" if {
	"unsatisfied" in standing
} else := "information_required" if {
	"missing_information" in standing
} else := "consultation_required" if {
	"consult_fa" in standing
} else := "prepared" if {
	count(standing) > 0
}
