# METADATA
# description: What the contracts with a joint institution are worth for one term, and which of several speaks.
package policy.lib.terms_test

import data.policy.lib.terms

declared := {"by": "産学連携部", "on": "2026-10-06"}

judged(view) := {"adequacy": {"view": view, "rationale": "条項を確認した", "by": "西村", "on": "2026-10-07"}}

stated(entry) := {"state": "provided", "declared": declared, "entries": [entry]}

contract(term) := {"id": "a1", "status": "concluded", "on": "2026-10-06", "between": ["lead", "joint"], "scope": term}

lead := {"id": "lead", "role": "lead"}

joint := {"id": "joint", "role": "joint"}

of_joint := {"kind": "institution", "ref": "institution:joint", "at": "/facts/institutions/1", "fact": joint}

verdict(institution, agreements) := said if {
	subject := {"kind": "institution", "ref": "institution:joint", "at": "/facts/institutions/1", "fact": institution}
	facts := {"institutions": [lead, institution], "agreements": agreements}

	# regal ignore:with-outside-test-context
	said := terms.assess(subject, "scope") with input as {"as_of": "2026-11-20", "facts": facts}
}

saying := {
	"inadequate": stated(judged("inadequate")),
	"no_term": null,
	"not_judged": stated({"summary": "第3条"}),
	"withheld": {"state": "withheld", "declared": declared},
	"unobtainable": {"state": "unobtainable", "declared": declared},
	"unsure": stated(judged("unsure")),
	"adequate": stated(judged("adequate")),
}

contracts := object.union(
	{reason: contract(term) | some reason, term in saying},
	{
		"status_unknown": object.remove(contract(saying.adequate), ["status"]),
		"not_concluded": object.union(contract(saying.adequate), {"status": "draft"}),
		"declared_of_draft": object.union(contract(saying.adequate), {"on": "2026-10-07"}),
		"judgement_older": contract(stated({
			"since": "2026-10-08",
			"adequacy": judged("adequate").adequacy,
		})),
	},
)

worst_first := [
	"status_unknown",
	"not_concluded",
	"no_term",
	"declared_of_draft",
	"not_judged",
	"judgement_older",
	"withheld",
	"unobtainable",
	"inadequate",
	"unsure",
	"adequate",
]

test_of_two_contracts_that_have_the_term_the_worse_speaks if {
	with_term := [reason | some reason in worst_first; reason != "no_term"]
	every i, worse in array.slice(with_term, 0, count(with_term) - 1) {
		better := with_term[i + 1]
		verdict(joint, [contracts[better], contracts[worse]]).reason == worse
	}
}

test_a_term_that_is_entered_and_says_nothing_is_beside_the_other_a_gap if {
	empty := contract(object.remove(stated(judged("adequate")), ["entries"]))
	every reason in ["declared_of_draft", "not_judged", "judgement_older", "inadequate", "unsure", "adequate"] {
		verdict(joint, [empty, contracts[reason]]).reason == "no_term"
	}
	every reason in ["status_unknown", "not_concluded"] {
		verdict(joint, [empty, contracts[reason]]).reason == reason
	}
}

test_a_contract_without_the_term_leaves_the_word_to_the_other[term] if {
	some term in ["data_access", "intellectual_property", "confidentiality"]
	beside := object.union(contracts.no_term, {term: saying.adequate})
	every reason in worst_first {
		verdict(joint, [beside, contracts[reason]]).reason == reason
	}
}

test_a_contract_without_any_term_is_a_gap_beside_the_other if {
	every reason in ["not_judged", "judgement_older", "withheld", "unobtainable", "inadequate", "unsure", "adequate"] {
		said := verdict(joint, [object.union(contracts.no_term, {"id": "a2"}), contracts[reason]])
		said.reason == "no_term"
		said.params.agreements == ["a2"]
	}
}

test_a_judgement_of_a_term_is_signed_and_one_of_three[note] if {
	some note, entry in {
		"another word": judged("fair"),
		"not signed": {"adequacy": object.remove(judged("adequate").adequacy, ["by"])},
		"not signed, and older": {
			"since": "2026-10-08",
			"adequacy": object.remove(judged("adequate").adequacy, ["by"]),
		},
	}
	verdict(joint, [contract(stated(entry))]).reason == "not_judged"
}

test_a_judgement_is_on_the_research_applied_for[note] if {
	some note, [opens, reason] in {
		"since the call opened": ["2026-10-07", "adequate"],
		"before": ["2026-10-08", "judged_before_call"],
	}
	verdict_since(opens, contract(saying.adequate)).reason == reason
}

verdict_since(opens, agreement) := said if {
	# regal ignore:with-outside-test-context
	said := verdict(joint, [agreement]) with data.policy.call.opens as opens
}

test_a_judgement_of_the_day_of_the_term_counts if {
	same_day := {"since": "2026-10-07", "adequacy": judged("adequate").adequacy}
	verdict(joint, [contract(stated(same_day))]).reason == "adequate"
}

test_what_is_said_beside_a_term_that_is_withheld_does_not_count if {
	withheld := object.union(saying.withheld, {"entries": [judged("adequate")]})
	verdict(joint, [contract(withheld)]).reason == "withheld"
}

test_a_contract_that_is_not_concluded_counts_before_the_start[note] if {
	some note, [status, application, reason] in {
		"concluded": ["concluded", {}, "adequate"],
		"a draft, the start ahead": ["draft", {"starts_on": "2026-11-21"}, "adequate"],
		"intended, the start ahead": ["intended", {"starts_on": "2026-11-21"}, "adequate"],
		"a draft on the day of the start": ["draft", {"starts_on": "2026-11-20"}, "not_concluded"],
		"a draft, the start not known": ["draft", {}, "not_concluded"],
		"a draft, the start no day": ["draft", {"starts_on": "soon"}, "not_concluded"],
		"a draft, and the stage is before the start": ["draft", {"stage": "selected"}, "adequate"],
		"a draft, at such a stage on the day of the start": [
			"draft",
			{"stage": "selected", "starts_on": "2026-11-20"},
			"not_concluded",
		],
		"a draft, and the stage is after it": ["draft", {"stage": "started"}, "not_concluded"],
		"another word": ["signed", {}, "status_unknown"],
	}
	agreement := object.union(contract(saying.adequate), {"status": status})
	facts := {"institutions": [lead, joint], "agreements": [agreement], "application": application}
	said := terms.assess(of_joint, "scope") with input as {"as_of": "2026-11-20", "facts": facts}
	said.reason == reason
}

draft := object.union(contract(saying.adequate), {"status": "draft"})

test_the_stage_alone_does_not_say_so_once_the_start_in_the_dmp_is_over[note] if {
	some note, [day, reason] in {"over": ["2026-11-20", "not_concluded"], "to come": ["2026-11-21", "adequate"]}
	plan := {"title": "DMP", "madmp": {"dmp": {"project": [{"start": day}]}}}
	facts := {
		"institutions": [lead, joint],
		"agreements": [draft],
		"application": {"stage": "selected"},
		"dmp": stated(plan),
	}
	said := terms.assess(of_joint, "scope") with input as {"as_of": "2026-11-20", "facts": facts}
	said.reason == reason
}

test_the_answer_is_to_be_no_older_than_the_term_and_the_view_on_it if {
	verdict(joint, [contract(saying.unsure)]).since == "2026-10-07"
	verdict(joint, [contract(saying.withheld)]).since == "2026-10-06"
}

test_a_contract_between_others_is_none[note] if {
	some note, between in {"without the lead": ["joint", "other"], "without the joint": ["lead", "other"]}
	other := object.union(contract(saying.adequate), {"between": between})
	verdict(joint, [other]).reason == "no_agreement"
}

test_that_no_contract_is_needed_is_stated_in_words[note] if {
	some note, [entry, reason] in {
		"stated": [{"summary": "研究資金・データの授受を伴わない"}, "contract_not_needed"],
		"not stated": [{"summary": null}, "no_agreement"],
	}
	institution := object.union(joint, {"partner": {"contract_not_needed": stated(entry)}})
	verdict(institution, []).reason == reason
}

not_needed := object.union(joint, {"partner": {"contract_not_needed": stated({"summary": "データの授受を伴わない"})}})

test_where_no_contract_is_needed_one_need_not_hold_every_term[note] if {
	beside := object.union(contracts.no_term, {"confidentiality": saying.adequate})
	undeclared := object.union(beside, {"scope": {"state": "provided"}})
	some note, [agreements, reason] in {
		"an NDA": [[beside], "contract_not_needed"],
		"two of them": [[beside, object.union(beside, {"id": "a2"})], "contract_not_needed"],
		"one without any term": [[beside, contracts.no_term], "no_term"],
		"one with the term, by nobody": [[undeclared], "no_term"],
		"one with the term declared none": [[contract({"state": "none", "declared": declared})], "no_term"],
		"one with the term": [[beside, contracts.inadequate], "inadequate"],
	}
	verdict(not_needed, agreements).reason == reason
}

test_what_was_declared_before_the_conclusion_was_declared_of_a_draft[note] if {
	since := object.union(saying.adequate, {"declared": {"by": "産学連携部", "on": "2026-10-20", "since": "2026-10-06"}})
	anew := object.union(saying.adequate, {"declared": {"by": "産学連携部", "on": "2026-10-20"}})
	some note, [on, term, reason] in {
		"on the day of the conclusion": ["2026-10-06", saying.adequate, "adequate"],
		"on the day before": ["2026-10-07", saying.adequate, "declared_of_draft"],
		"left open": ["2026-10-07", saying.unsure, "declared_of_draft"],
		"withheld": ["2026-10-07", saying.withheld, "declared_of_draft"],
		"not searched for since": ["2026-10-07", saying.unobtainable, "declared_of_draft"],
		"anew, and unchanged since the draft": ["2026-10-20", since, "adequate"],
		"anew, and judged before that": ["2026-10-20", anew, "judgement_older"],
		"anew, before the conclusion": ["2026-10-21", since, "declared_of_draft"],
	}
	verdict(joint, [object.union(contract(term), {"on": on})]).reason == reason
}

test_what_was_declared_before_the_draft_of_now_was_declared_of_an_earlier_one[note] if {
	some status in ["draft", "intended"]
	some on, reason in {"2026-10-06": "adequate", "2026-10-07": "declared_of_draft"}
	note := concat(", ", [status, on])
	facts := {
		"institutions": [lead, joint],
		"agreements": [object.union(contract(saying.adequate), {"status": status, "on": on})],
		"application": {"stage": "selected"},
	}
	said := terms.assess(of_joint, "scope") with input as {"as_of": "2026-11-20", "facts": facts}
	said.reason == reason
}

test_that_no_contract_is_needed_is_the_lead_institutions_word[note] if {
	said := stated({"summary": "研究資金・データの授受を伴わない"})
	some note, [changed, found] in {
		"its own": [{}, ["not_applicable", "contract_not_needed"]],
		"the joint one's": [
			{"declared": {"institution": "joint"}},
			["missing_information", "no_agreement"],
		],
		"withheld": [{"state": "withheld"}, ["missing_information", "no_agreement"]],
	}
	institution := object.union(joint, {"partner": {"contract_not_needed": object.union(said, changed)}})
	given := verdict(institution, [])
	[given.status, given.reason] == found
}

test_without_joint_research_no_contract_is_asked_for if {
	said := terms.assess({"kind": "application"}, "scope")
	said.status == "not_applicable"
}

test_what_a_contract_says_has_its_status[reason] if {
	statuses := object.union(
		{reason: "missing_information" | some reason in array.slice(worst_first, 0, 6)},
		{
			"withheld": "consult_fa", "unobtainable": "consult_fa",
			"inadequate": "consult_fa", "unsure": "consult_fa", "adequate": "satisfied",
		},
	)
	some reason, status in statuses
	verdict(joint, [contracts[reason]]).status == status
}

test_a_judgement_from_before_the_call_is_missing_and_stands_between_none_and_an_older_one[note] if {
	older := contract(stated({"since": "2026-10-20", "adequacy": object.union(judged("adequate").adequacy, {"on": "2026-10-09"})}))
	some note, [other, reason] in {
		"alone": [contracts.adequate, "judged_before_call"],
		"beside none": [contracts.not_judged, "not_judged"],
		"beside an older one": [older, "judged_before_call"],
	}

	# regal ignore:with-outside-test-context
	said := verdict(joint, [contracts.adequate, other]) with data.policy.call.opens as "2026-10-08"
	[said.status, said.reason] == ["missing_information", reason]
}

test_one_contract_with_other_terms_alone_lacks_this_one if {
	verdict(joint, [object.union(contracts.no_term, {"data_access": saying.adequate})]).reason == "no_term"
}

test_a_contract_of_a_day_to_come_is_not_known if {
	ahead := object.union(contract(saying.adequate), {"on": "2026-11-21"})
	verdict(joint, [ahead]).reason == "status_unknown"
}

test_an_answer_is_on_all_that_is_open_and_on_nothing_else[note] if {
	later := stated({"adequacy": object.union(judged("adequate").adequacy, {"on": "2026-10-20"})})
	some note, [other, since, open] in {
		"beside what is adequate": [contract(later), "2026-10-07", 1],
		"beside what is withheld": [
			contract(object.union(saying.withheld, {"declared": {"on": "2026-10-21"}})),
			"2026-10-21",
			2,
		],
	}
	said := verdict(joint, [contract(saying.unsure), other])
	[said.since, count(said.reads)] == [since, open]
}

looked(on) := {"source": "登記", "by": "西村", "on": on, "items": ["capital"], "available": true, "result": "一致した"}

signed_on(days) := {
	"state": "provided",
	"declared": object.union({"by": "西村"}, days),
	"entries": [{"summary": "分担"}],
}

test_a_judgement_is_no_older_than_the_first_that_is_declared_of_the_partner[note] if {
	later := signed_on({"on": "2026-10-08"})
	some note, [changed, reason] in {
		"nothing is declared of it": [{}, "adequate"],
		"on the day": [{"partner": {"purpose": signed_on({"on": "2026-10-07"})}}, "adequate"],
		"on the day before": [{"partner": {"purpose": later}}, "judged_before_partner"],
		"another from before": [{"partner": {"purpose": later}, "roster": signed_on({"on": "2026-10-06"})}, "adequate"],
		"its roster": [{"roster": later}, "judged_before_partner"],
		"its data": [{"managed_data": later}, "judged_before_partner"],
		"its supporters": [{"supporters": later}, "judged_before_partner"],
		"its policies": [{"controls": {"places": later}}, "judged_before_partner"],
		"unchanged since before": [{"roster": signed_on({"on": "2026-10-08", "since": "2026-10-06"})}, "adequate"],
		"unchanged since before the call": [
			{"roster": signed_on({"on": "2026-10-08", "since": "2026-09-13"})},
			"judged_before_partner",
		],
		"nobody declares the other": [
			{"partner": {"purpose": later, "record": {"state": "provided", "entries": []}}},
			"judged_before_partner",
		],
		"looked at before": [
			{"partner": {"purpose": later}, "due_diligence": looks_of([looked("2026-10-07")])},
			"adequate",
		],
		"looked at later alone": [{"due_diligence": looks_of([looked("2026-10-08")])}, "judged_before_partner"],
		"looked at by another": [
			{
				"partner": {"purpose": later},
				"due_diligence": looks_of([object.union(looked("2026-10-07"), {"institution": "joint"})]),
			},
			"judged_before_partner",
		],
	}

	# regal ignore:with-outside-test-context
	found := verdict(object.union(joint, changed), [contract(saying.adequate)]) with data.policy.call.opens as "2026-09-14"
	found.reason == reason
}

looks_of(entries) := {"state": "provided", "declared": {"by": "西村", "on": "2026-10-20"}, "entries": entries}

test_a_judgement_from_before_the_partner_is_missing_and_stands_between_its_neighbours[note] if {
	newcomer := object.union(joint, {"roster": signed_on({"on": "2026-10-10"})})
	older := contract(stated({"since": "2026-10-20", "adequacy": on_day("2026-10-11")}))
	early := contract(stated({"adequacy": on_day("2026-10-06")}))
	some note, [other, reason] in {
		"alone": [contracts.adequate, "judged_before_partner"],
		"beside none": [contracts.not_judged, "not_judged"],
		"beside one from before the call": [early, "judged_before_call"],
		"beside an older one": [older, "judged_before_partner"],
	}

	# regal ignore:with-outside-test-context
	said := verdict(newcomer, [contracts.adequate, other]) with data.policy.call.opens as "2026-10-07"
	[said.status, said.reason] == ["missing_information", reason]
}

on_day(day) := object.union(judged("adequate").adequacy, {"on": day})

test_that_no_contract_is_needed_is_said_since_the_call_opened[note] if {
	unchanged := {"declared": {"by": "産学連携部", "on": "2026-10-06", "since": "2024-05-10"}}
	beside := object.union(contracts.no_term, {"confidentiality": saying.adequate})
	some note, [opens, changed, agreements, found] in {
		"on the day": ["2026-10-06", {}, [], ["not_applicable", "contract_not_needed"]],
		"on the day before": ["2026-10-07", {}, [], ["missing_information", "not_needed_before_call"]],
		"anew, and unchanged": ["2026-10-06", unchanged, [], ["not_applicable", "contract_not_needed"]],
		"beside a contract on another term": [
			"2026-10-07", {}, [beside],
			["missing_information", "not_needed_before_call"],
		],
		"beside a contract on it": ["2026-10-07", {}, [contracts.adequate], ["satisfied", "adequate"]],
		"withheld, before": ["2026-10-07", {"state": "withheld"}, [], ["missing_information", "no_agreement"]],
	}
	stated_so := object.union(stated({"summary": "データの授受を伴わない"}), changed)
	institution := object.union(joint, {"partner": {"contract_not_needed": stated_so}})

	# regal ignore:with-outside-test-context
	said := verdict(institution, agreements) with data.policy.call.opens as opens
	[said.status, said.reason] == found
}

test_that_no_contract_is_needed_speaks_of_the_data_that_the_partner_had_listed_by_then[note] if {
	listed := {"state": "provided", "declared": {"by": "長谷川", "on": "2026-10-07"}, "entries": [{"name": "測定データ"}]}
	unchanged := [{"name": "測定データ", "since": "2026-10-06"}]
	some note, [listing, reason] in {
		"listed later": [listed, "not_needed_before_data"],
		"listed on the day": [object.union(listed, {"declared": {"on": "2026-10-06"}}), "contract_not_needed"],
		"signed again": [object.union(listed, {"entries": unchanged}), "contract_not_needed"],
		"none, declared later": [{"state": "none", "declared": listed.declared, "reason": "保有しない。"}, "contract_not_needed"],
		"withheld later": [object.union(listed, {"state": "withheld"}), "contract_not_needed"],
		"signed by nobody": [object.remove(listed, ["declared"]), "contract_not_needed"],
	}
	institution := object.union(not_needed, {"managed_data": listing, "roster": signed_on({"on": "2026-10-06"})})
	verdict(institution, []).reason == reason
}

test_that_no_contract_is_needed_speaks_of_who_takes_part_by_then[note] if {
	later := signed_on({"on": "2026-10-07"})
	some note, [changed, reason] in {
		"nothing else is declared of it": [{}, "contract_not_needed"],
		"the first on the day": [{"roster": signed_on({"on": "2026-10-06"})}, "contract_not_needed"],
		"the first on the day after": [{"roster": later}, "not_needed_before_partner"],
		"another from before": [{"roster": later, "supporters": signed_on({"on": "2026-10-05"})}, "contract_not_needed"],
		"unchanged since before": [{"roster": signed_on({"on": "2026-10-08", "since": "2026-10-06"})}, "contract_not_needed"],
		"looked at on the day after": [{"due_diligence": looks_of([looked("2026-10-07")])}, "not_needed_before_partner"],
	}
	verdict(object.union(not_needed, changed), []).reason == reason
}
