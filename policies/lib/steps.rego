# METADATA
# description: |
#   The steps of risk management (①–④) are the lead institution's, once for the application; a joint institution's own
#   stand in its own part. What another institution than the lead declares of a step, or of what else is the lead's to
#   say, is not read as its word.
package policy.lib.steps

import data.policy.lib.fact
import data.policy.lib.subjects

# METADATA
# description: a step's fact as `fact.read` gives it, absent where another institution than the lead declares it
read(subject, path) := as_lead(fact.read(subject, path))

# METADATA
# description: a fact that is at hand, absent where another institution than the lead declares it
as_lead(found) := found if {
	not of_another(found.envelope)
} else := fact.not_said(found)

of_another(envelope) if envelope.declared.institution != subjects.lead[0].fact.id
