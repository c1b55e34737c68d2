package policy.procedure.data.managed_test

import data.policy.procedure.data.managed

test_managed_data_without_an_identifier_are_in_no_dmp if {
	dataset := {"personal_data": "no", "sensitive_data": "no", "distribution": [{"data_access": "closed"}]}
	found := managed.findings with input as {"as_of": "2026-11-20", "facts": {"data": {
		"dmp": {"dmp": {"dataset": [dataset]}},
		"managed": {
			"state": "provided",
			"declared": {"by": "研究推進部", "on": "2026-10-06"},
			"entries": [{"dataset_id": {"type": "other"}}],
		},
	}}}
	outcome := [[finding.status, finding.reason, finding.params] | some finding in found]
	outcome == [["missing_information", "dataset_not_in_dmp", {"datasets": ["?"]}]]
}
