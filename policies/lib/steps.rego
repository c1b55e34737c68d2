# METADATA
# description: |
#   The steps of risk management (①–④) are the lead institution's, once for the application; a joint institution's own
#   stand in its own part. What another institution than the lead declares of a step is not read as the lead's word.
package policy.lib.steps

import data.policy.lib.fact
import data.policy.lib.subjects

# METADATA
# description: a step's fact as `fact.read` gives it, absent where another institution than the lead declares it
read(subject, path) := found if {
	found := fact.read(subject, path)
	not of_another(found.envelope)
} else := object.union(fact.read(subject, path), {"state": "absent", "entries": [], "envelope": null})

of_another(envelope) if envelope.declared.institution != subjects.lead[0].fact.id
