# METADATA
# description: |
#   Every case in fixtures/cases, laid out as `data.cases` by tests/support/cases.py: the decision on the case's
#   input holds exactly one finding for the expected requirement and subject, and it is the expected one.
package cases_test

import data.policy.decision

test_each_case_gives_its_finding if {
	failed := {name | some name, expected in data.cases; not gives(expected)}
	print(failed)
	failed == set()
}

test_there_are_cases if count(data.cases) > 0

# METADATA
# description: what each case finds, for the person who reads why one failed
report[name] := found(expected) if some name, expected in data.cases

gives(expected) if {
	given := found(expected)
	count(given) == 1
	expected.expect == object.filter(given[0], object.keys(expected.expect))
}

found(expected) := [object.union(finding, {"outcome": result.outcome}) |
	some finding in result.findings
	finding.requirement == expected.expect.requirement
	finding.subject == expected.expect.subject
] if {
	result := decision.result with input as expected.input
		with data.policy.params as expected.params
		with data.policy.checklist as expected.checklist
}
