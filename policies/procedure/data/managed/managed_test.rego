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

identified := {"dataset_id": {"type": "doi", "identifier": "10.5555/d1"}}

described := object.union(identified, {
	"personal_data": "no",
	"sensitive_data": "no",
	"distribution": [{"data_access": "closed"}],
})

# What is found where a managed entry names its dataset like this, and the DMP holds these.
found(entry, datasets) := [[finding.reason, finding.params] | some finding in findings] if {
	# regal ignore:with-outside-test-context
	findings := managed.findings with input as {"as_of": "2026-11-20", "facts": {"data": {
		"dmp": {"dmp": {"dataset": datasets}},
		"managed": {
			"state": "provided",
			"declared": {"by": "研究推進部", "on": "2026-10-06"},
			"entries": [entry],
		},
	}}}
}

test_an_identifier_that_is_no_text_names_no_dataset if {
	numbered := {"dataset_id": {"type": "doi", "identifier": 7}}
	found(numbered, [object.union(described, numbered)]) == [["dataset_not_in_dmp", {"datasets": ["?"]}]]
}

test_an_identifier_of_another_type_names_another_dataset if {
	handle := object.union(described, {"dataset_id": {"type": "handle", "identifier": "10.5555/d1"}})
	found(identified, [handle]) == [["dataset_not_in_dmp", {"datasets": ["10.5555/d1"]}]]
}

test_a_dataset_says_whether_it_is_personal_and_sensitive_and_who_has_access[note] if {
	some note, [changed, reason] in {
		"whole": [{}, "provided"],
		"personal": [{"personal_data": "yes"}, "provided"],
		"sensitive": [{"sensitive_data": "yes"}, "provided"],
		"personal or not unknown": [{"personal_data": "unknown"}, "sensitivity_unknown"],
		"sensitive or not unknown": [{"sensitive_data": "unknown"}, "sensitivity_unknown"],
		"open": [{"distribution": [{"data_access": "open"}]}, "provided"],
		"shared": [{"distribution": [{"data_access": "shared"}]}, "provided"],
		"one distribution of two without access": [{"distribution": [{"data_access": "open"}, {}]}, "access_unknown"],
		"no distribution": [{"distribution": []}, "access_unknown"],
		"a distribution that is no list": [{"distribution": {"first": {"data_access": "open"}}}, "access_unknown"],
	}
	found(identified, [object.union(described, changed)])[0][0] == reason
}
