# METADATA
# description: |
#   What the package of each case's own requirement says, and no other: of `data.cases`, laid out by
#   tests/support/cases.py.
package on_cases

said := ["findings", "tightenings", "indicators"]

own[name] contains value if {
	some name, expected in data.cases
	["procedure", chapter, requirement] = expected.package
	some rule in said
	value := data.policy.procedure[chapter][requirement][rule] with input as expected.input
		with data.policy.params as expected.params
		with data.policy.call as expected.call
		with data.policy.designation as expected.designation
		with data.policy.fund as expected.fund
}

own[name] contains value if {
	some name, expected in data.cases
	["program", requirement] = expected.package
	some rule in said
	value := data.policy.program[requirement][rule] with input as expected.input
		with data.policy.params as expected.params
		with data.policy.call as expected.call
		with data.policy.designation as expected.designation
		with data.policy.fund as expected.fund
}
