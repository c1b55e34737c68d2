# METADATA
# description: Nobody drops out of a list of subjects, and an empty list holds the application.
package policy.lib.subjects_test

import data.policy.lib.subjects

lead := {"id": "a", "role": "lead", "country": "JP"}

refs(list) := [subject.ref | some subject in list]

test_subjects_are_named_and_pointed_at if {
	facts := {"institutions": [lead, {"id": "b", "role": "joint", "country": "US"}], "people": [{"id": "p", "role": "pi"}]}
	refs(subjects.lead) == ["institution:a"] with input.facts as facts
	refs(subjects.joint) == ["institution:b"] with input.facts as facts
	subjects.people[0].at == "/facts/people/0" with input.facts as facts
	refs(subjects.examined) == ["person:p", "institution:b"] with input.facts as facts
}

test_an_empty_list_holds_the_application if {
	facts := {"institutions": [lead], "people": [{"id": "p", "role": "pi"}]}
	refs(subjects.joint) == ["application"] with input.facts as facts
	refs(subjects.co_pis) == ["application"] with input.facts as facts
	refs(subjects.supporters) == ["application"] with input.facts as facts
	refs(subjects.measures) == ["application"] with input.facts as facts
}

test_without_people_or_lead_the_application_is_asked if {
	refs(subjects.people) == ["application"] with input.facts as {}
	refs(subjects.lead) == ["application"] with input.facts as {}
	refs(subjects.examined) == ["application"] with input.facts as {}
}

test_what_has_no_id_is_named_by_its_place if {
	facts := {"people": [{"id": "p"}, {"id": null}, null]}
	refs(subjects.people) == ["person:p", "person:1", "person:2"] with input.facts as facts
}

test_what_is_no_object_holds_no_fact if {
	subjects.people[0].fact == {} with input.facts as {"people": [null]}
}

test_a_joint_institution_in_japan_is_no_partner_country if {
	facts := {"institutions": [lead, {"id": "b", "role": "joint", "country": "JP"}]}
	subjects.partner_countries == set() with input.facts as facts
}

test_an_institution_without_a_role_counts_as_joint if {
	facts := {"institutions": [lead, {"id": "b", "country": "US"}]}
	refs(subjects.joint) == ["institution:b"] with input.facts as facts
	subjects.partner_countries == {"US"} with input.facts as facts
}

test_a_country_not_known_stands_for_itself if {
	facts := {"institutions": [lead, {"id": "b", "role": "joint"}]}
	subjects.partner_countries == {"institution:b"} with input.facts as facts
}

supported(state) := {
	"id": "b",
	"role": "joint",
	"country": "JP",
	"supporters": {"state": state, "entries": [{"id": "s"}]},
}

test_supporters_are_those_provided_at_each_institution if {
	facts := {"institutions": [lead, supported("provided")]}
	refs(subjects.supporters) == ["supporter:s"] with input.facts as facts
	subjects.supporters[0].at == "/facts/institutions/1/supporters/entries/0" with input.facts as facts
	refs(subjects.supporters) == ["application"] with input.facts as {"institutions": [lead, supported("none")]}
}

test_people_and_supporters_are_of_an_institution if {
	people := [{"id": "p", "institution": "a"}, {"id": "q"}, {"id": "r", "institution": 7}]
	facts := {"institutions": [lead, supported("provided")], "people": people}
	[subject.owner | some subject in subjects.people] == ["a", "", ""] with input.facts as facts
	[subject.owner | some subject in subjects.supporters] == ["b"] with input.facts as facts
	[subject.owner | some subject in subjects.joint] == [""] with input.facts as facts
}

test_the_lead_institution_is_known_by_its_id_where_there_is_one if {
	subjects.lead_id == "a" with input.facts as {"institutions": [lead]}
	subjects.lead_id == "" with input.facts as {}
}
