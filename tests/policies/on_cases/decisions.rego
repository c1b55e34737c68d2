# METADATA
# description: |
#   The decision on every case in fixtures/cases, laid out as `data.cases` by tests/support/cases.py.
package on_cases

import data.policy.decision

decisions[name] := result if {
	some name, expected in data.cases
	result := decision.result with input as expected.input
		with data.policy.params as expected.params
		with data.policy.call as expected.call
		with data.policy.designation as expected.designation
		with data.policy.fund as expected.fund
}
