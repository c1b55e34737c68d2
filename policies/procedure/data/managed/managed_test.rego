package policy.procedure.data.managed_test

import data.policy.procedure.data.managed

declared := {"by": "研究推進部", "on": "2026-10-06"}

# An application whose lead institution lists this managed data, and whose DMP has these datasets.
application(entry, datasets) := {"as_of": "2026-11-20", "facts": {
	"institutions": [{"id": "aoba", "role": "lead", "managed_data": {
		"state": "provided",
		"declared": declared,
		"entries": [entry],
	}}],
	"dmp": {"state": "provided", "declared": declared, "entries": [{"madmp": {"dmp": {"dataset": datasets}}}]},
}}

identified := {"dataset_id": {"type": "doi", "identifier": "10.5555/d1"}}

described := object.union(identified, {"distribution": [{"data_access": "closed", "host": {"title": "基盤"}}]})

# What is found where a managed entry names its dataset like this, and the DMP holds these.
found(entry, datasets) := [[finding.reason, finding.params] | some finding in findings] if {
	# regal ignore:with-outside-test-context
	findings := managed.findings with input as application(entry, datasets)
}

test_managed_data_without_an_identifier_are_in_no_dmp if {
	dataset := object.remove(described, ["dataset_id"])
	found({"dataset_id": {"type": "other"}}, [dataset]) == [["dataset_not_in_dmp", {"datasets": ["?"]}]]
}

test_a_name_that_is_no_text_is_none if {
	found({"name": 7}, [described]) == [["dataset_not_in_dmp", {"datasets": ["?"]}]]
}

test_who_has_access_is_said_in_one_of_five_words[access] if {
	some access in ["open", "shared", "restricted", "closed", "embargoed"]
	found({"name": "電子顕微鏡像", "place": "基盤", "access": access}, [])[0][0] == "provided"
}

test_an_identifier_that_is_no_text_names_no_dataset if {
	numbered := {"dataset_id": {"type": "doi", "identifier": 7}}
	found(numbered, [object.union(described, numbered)]) == [["dataset_not_in_dmp", {"datasets": ["?"]}]]
}

test_an_identifier_of_another_type_names_another_dataset if {
	handle := object.union(described, {"dataset_id": {"type": "handle", "identifier": "10.5555/d1"}})
	found(identified, [handle]) == [["dataset_not_in_dmp", {"datasets": ["10.5555/d1"]}]]
}

test_a_dataset_says_where_it_is_kept_and_who_has_access[note] if {
	some note, [distribution, reason] in {
		"whole": [described.distribution, "provided"],
		"open": [[{"data_access": "open", "access_url": "https://ds.example"}], "provided"],
		"shared": [[{"data_access": "shared", "access_url": "https://ds.example"}], "provided"],
		"one of two without access": [
			[{"data_access": "open", "access_url": "https://ds.example"}, {"access_url": "https://ds.example"}],
			"access_unknown",
		],
		"one of two without a place": [
			[{"data_access": "open", "access_url": "https://ds.example"}, {"data_access": "open"}],
			"place_unknown",
		],
		"without a place": [[{"data_access": "open"}], "place_unknown"],
		"none": [[], "place_unknown"],
		"no list": [{"first": {"data_access": "open", "access_url": "https://ds.example"}}, "place_unknown"],
	}
	found(identified, [object.union(described, {"distribution": distribution})])[0][0] == reason
}

test_a_list_opens_nothing_that_the_dmp_closes_in_part[access] if {
	parts := [
		{"data_access": "closed", "access_url": "https://ds.example"},
		{"data_access": "open", "access_url": "https://ds.example"},
		{"data_access": "shared", "access_url": "https://ds.example"},
	]
	some access, reason in {"open": "access_differs", "shared": "access_differs", "closed": "provided"}
	entry := object.union(identified, {"access": access})
	found(entry, [object.union(described, {"distribution": parts})])[0][0] == reason
}

test_the_facts_may_say_it_instead[note] if {
	some note, [entry, distribution, reason] in {
		"the place": [{"place": "基盤"}, [{"data_access": "open"}], "provided"],
		"the place, and no distribution": [{"place": "基盤"}, [], "access_unknown"],
		"the place, and one that is no list": [{"place": "基盤"}, {"first": {"data_access": "open"}}, "access_unknown"],
		"both": [{"place": "基盤", "access": "embargoed"}, [], "provided"],
		"another word": [{"place": "基盤", "access": "secret"}, [], "access_unknown"],
	}
	found(object.union(identified, entry), [object.union(described, {"distribution": distribution})])[0][0] == reason
}

# An application of the lead institution and a joint one, with what the lead says is managed and what is not.
of_the_lists(entries, not_managed, datasets) := said if {
	facts := application(identified, array.concat([described], datasets)).facts
	lead := object.union(facts.institutions[0], {
		"managed_data": {"state": "provided", "declared": declared, "entries": array.concat([identified], entries)},
		"not_managed": {"state": "provided", "declared": declared, "entries": not_managed},
	})
	joint := {"id": "minato", "role": "joint", "managed_data": {
		"state": "provided",
		"declared": {"by": "情報課", "on": "2026-10-06", "institution": "minato"},
		"entries": [{"name": "測定値", "place": "基盤", "access": "shared"}],
	}}
	whole := object.union(facts, {"institutions": [lead, joint]})

	# regal ignore:with-outside-test-context
	findings := managed.findings with input as {"as_of": "2026-11-20", "facts": whole}
	said := {finding.subject: [finding.reason, finding.params] | some finding in findings}
}

guarded := {"title": "結晶像", "sensitive_data": "yes"}

test_the_lead_alone_is_asked_for_what_nobody_lists if {
	of_the_lists([], [], [guarded]) == {
		"institution:aoba": ["dataset_not_listed", {"datasets": ["結晶像"]}],
		"institution:minato": ["provided", {}],
	}
}

test_a_dataset_is_listed_by_its_title_or_said_not_to_be_managed[note] if {
	entry := {"place": "基盤", "access": "closed"}
	some note, [entries, not_managed, reason] in {
		"listed": [[object.union(entry, {"name": "結晶像"})], [], "provided"],
		"listed, another": [[object.union(entry, {"name": "測定値"})], [], "dataset_not_listed"],
		"not managed, with a reason": [[], [{"name": "結晶像", "reason": "公知のデータである。"}], "provided"],
		"not managed, another": [[], [{"name": "測定値", "reason": "公知のデータである。"}], "dataset_not_listed"],
		"not managed, for no reason": [[], [{"name": "結晶像", "reason": 7}], "dataset_not_listed"],
	}
	of_the_lists(entries, not_managed, [guarded])["institution:aoba"][0] == reason
}

test_a_title_that_is_no_text_is_none if {
	of_the_lists([], [], [{"title": 7, "sensitive_data": "yes"}])["institution:aoba"][1] == {"datasets": ["?"]}
}

test_what_the_dmp_does_not_say_of_access_differs_from_nothing if {
	entry := object.union(identified, {"place": "基盤", "access": "closed"})
	found(entry, [object.union(described, {"distribution": [{"data_access": null}]})])[0][0] == "provided"
	found(entry, [object.union(described, {"distribution": [{"data_access": "open"}]})])[0][0] == "access_differs"
}

test_a_dataset_that_is_not_listed_may_be_in_a_list_that_any_institution_withholds[note] if {
	closed := object.union(described, {"title": "測定値"})
	world := application({"name": "電子顕微鏡像", "place": "基盤", "access": "closed"}, [closed])
	withheld := {"partner": {"withholds": [{"reason": "規程による", "by": "西村", "on": "2026-10-26"}]}}
	some note, [withheld_by, reason] in {
		"nobody": [set(), "dataset_not_listed"],
		"the first": [{"minato"}, "dataset_list_withheld"],
		"the second": [{"kita"}, "dataset_list_withheld"],
	}
	joint := [object.union({"id": name, "role": "joint"}, more) |
		some name in ["minato", "kita"]
		more := {key: value | some key, value in withheld; name in withheld_by}
	]
	facts := object.union(world.facts, {"institutions": array.concat(world.facts.institutions, joint)})

	found := managed.findings with input as object.union(world, {"mode": "formal", "facts": facts})
	[finding.reason | some finding in found; finding.subject == "institution:aoba"] == [reason]
}

test_no_list_opens_what_the_dmp_closes_in_part[note] if {
	differ := "access_differs"
	some note, [parts, by_access] in {
		"closed and open": [["closed", "open"], {"open": differ, "closed": "provided", "embargoed": "provided"}],
		"closed and shared": [["closed", "shared"], {"shared": differ, "restricted": "provided", "closed": "provided"}],
		"shared and open": [["shared", "open"], {"open": "provided", "shared": "provided", "closed": differ}],
	}
	some access, reason in by_access
	distribution := [{"data_access": part, "host": {"title": "基盤"}} | some part in parts]
	entry := object.union(identified, {"place": "基盤", "access": access})
	found(entry, [object.union(described, {"distribution": distribution})])[0][0] == reason
}

test_a_name_beside_an_identifier_makes_no_wrong_one_right[note] if {
	named := {"name": "結晶像", "place": "基盤", "access": "closed"}
	another := object.union(described, {"dataset_id": {"type": "doi", "identifier": "10.5555/d2"}})
	some note, [entry, datasets, reason] in {
		"right": [object.union(named, identified), [described], "provided"],
		"in no DMP": [object.union(named, identified), [another], "dataset_not_in_dmp"],
		"of two": [object.union(named, identified), [described, described], "dataset_ambiguous"],
		"of a DMP that lists no dataset": [object.union(named, identified), [], "provided"],
		"none": [named, [described], "dataset_not_listed"],
		"one that is no text": [object.union(named, {"dataset_id": {"type": "doi", "identifier": 7}}), [], "provided"],
	}
	found(entry, datasets)[0][0] == reason
}

test_only_a_plan_that_is_there_is_newer_than_a_list_of_nothing[note] if {
	nothing := {"state": "none", "declared": declared, "reason": "管理対象とすべきデータは生じない"}
	lead := {"id": "aoba", "role": "lead", "managed_data": nothing}
	some note, [plan, expected] in {
		"of before it": [{"state": "provided", "declared": declared, "entries": [{"by": "松井"}]}, "declared_none"],
		"of after it": [{"state": "provided", "declared": later, "entries": [{"by": "松井"}]}, "none_before_plan"],
		"not to be had": [{"state": "unobtainable", "declared": later, "reason": "作成中", "entries": []}, "declared_none"],
		"not applicable": [{"state": "none", "declared": later, "reason": "作成しない", "entries": []}, "declared_none"],
	}
	found := managed.findings with input as {"as_of": "2026-11-20", "facts": {"institutions": [lead], "dmp": plan}}
	found[0].reason == expected
}

later := {"by": "研究推進部", "on": "2026-11-12"}

test_what_the_lead_institution_lets_off_is_kept_by_nobody_that_declares_none[note] if {
	at_b := {"title": "測定データ", "distribution": [{"data_access": "closed", "host": {"title": "機構のサーバー"}}]}
	another := object.union(at_b, {"title": "別のデータ"})
	at_hand := {"name": "測定データ", "place": "学内の基盤", "access": "closed"}
	open := object.union(at_b, {"distribution": [{"data_access": "open", "host": {"title": "機構のサーバー"}}]})
	some note, [datasets, listed, expected] in {
		"let off": [[at_b], [], [["測定データ"]]],
		"open": [[open], [], []],
		"of another that nobody lists": [[at_b, another], [], [["測定データ"]]],
		"listed all the same": [[at_b], [at_hand], []],
	}
	facts := {
		"institutions": [
			{
				"id": "aoba", "role": "lead",
				"managed_data": {"state": "provided", "declared": declared, "entries": array.concat(
					[{"name": "他のデータ", "place": "学内の基盤", "access": "closed"}],
					listed,
				)},
				"not_managed": {"state": "provided", "declared": declared, "entries": [
					{"name": "測定データ", "reason": "機構が管理するため、本学では管理しない。"},
				]},
			},
			{
				"id": "minato", "role": "joint",
				"managed_data": {
					"state": "none",
					"declared": object.union(declared, {"institution": "minato"}),
					"reason": "保有しない。",
				},
			},
		],
		"dmp": {"state": "provided", "declared": declared, "entries": [{"madmp": {"dmp": {"dataset": datasets}}}]},
	}
	given := {"as_of": "2026-11-20", "facts": facts, "prepared": {"kept_by": {"機構のサーバー": ["minato"]}, "says_nothing": []}}
	findings := managed.findings with input as given
	[finding.params.datasets | some finding in findings; finding.reason == "kept_here"] == expected
}
