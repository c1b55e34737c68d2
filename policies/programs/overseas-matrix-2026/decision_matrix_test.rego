package policy.program.decision_matrix_test

import data.policy.program.decision_matrix

# A row from the day of `relation` on.
row(outcome) := {"from": "2022-04-01", "outcome": outcome, "citation": {"ja": "1の項", "en": "item 1"}}

relation := {
	"id": "f1",
	"factor": "post",
	"body": "別表2の機関",
	"description": "客員研究員",
	"start": "2022-04-01",
	"end": "2022-04-01",
}

# Its end is planned, and lies ahead.
going_on := object.union(relation, {"end": "2027-03-31"})

measure := {
	"id": "m1",
	"indicators": ["OM-02/person:toda/factor.f1.?"],
	"owner": "研究推進課",
	"due": "2027-03-31",
}

declared_with(entries, measures) := {
	"as_of": "2026-11-20",
	"facts": {
		"people": [{"id": "toda", "factors": {
			"state": "provided",
			"declared": {"by": "戸田 彰", "on": "2026-10-06"},
			"entries": entries,
		}}],
		"measures": measures,
	},
}

test_of_several_relations_the_worst_speaks[worst] if {
	some i, worst in [
		"prohibited", "dates_do_not_fit", "factor_not_in_matrix", "measure_missing",
		"mitigated", "mitigation_recommended", "nothing_asked",
	]
	declared := [object.union(relation, entry) | some entry in [
		{"id": "f7", "factor": "prohibited"},
		{"id": "f6", "factor": "prohibited", "end": "2022-03-31"},
		{"id": "f5", "factor": "unheard_of"},
		{"id": "f4", "factor": "mitigation_required"},
		{"id": "f1", "factor": "mitigation_required"},
		{"id": "f2", "factor": "mitigation_recommended"},
		{"id": "f3", "factor": "none"},
	]]
	found := decision_matrix.findings with input as declared_with(array.slice(declared, i, 7), [measure])
		with data.policy.params.factor_look_back_years as 5
		with data.policy.params.decision_matrix as {outcome: {"rows": [row(outcome)]} |
			some outcome in ["prohibited", "mitigation_required", "mitigation_recommended", "none"]
		}
	[[finding.reason, finding.params.relations] | some finding in found] == [[worst, [declared[i].id]]]
}

test_a_relation_is_read_by_the_row_that_holds_on_its_last_day[note] if {
	some note, [later, expected] in {
		"a later row takes the place of the first, also where it asks less": [
			object.union(row("none"), {"from": "2023-04-01"}),
			"nothing_asked",
		],
		"a row that begins after the day of the decision does not hold yet": [
			object.union(row("none"), {"from": "2026-11-21"}),
			"prohibited",
		],
		"of two rows that begin on one day the stricter counts": [row("none"), "prohibited"],
	}
	found := decision_matrix.findings with input as declared_with([going_on], [])
		with data.policy.params.factor_look_back_years as 5
		with data.policy.params.decision_matrix as {"post": {"rows": [later, row("prohibited")]}}
	[finding.reason | some finding in found] == [expected]
}

test_a_measure_counts_with_its_owner_and_its_due_date_or_done_by_its_owner[note] if {
	done := object.union(measure, {
		"chosen_on": "2026-11-01",
		"done_on": "2026-11-10",
		"evidence": [{"title": "覚書", "kept_at": "研究推進課"}],
	})
	some note, [given, expected] in {
		"both": [measure, ["satisfied", "mitigated"]],
		"no owner": [object.remove(measure, ["owner"]), ["missing_information", "measure_missing"]],
		"no due date": [object.remove(measure, ["due"]), ["missing_information", "measure_missing"]],
		"done": [done, ["satisfied", "mitigated"]],
		"done by nobody": [object.remove(done, ["owner"]), ["missing_information", "measure_missing"]],
	}
	found := decision_matrix.findings with input as declared_with([relation], [given])
		with data.policy.params.factor_look_back_years as 5
		with data.policy.params.decision_matrix as {"post": {"rows": [row("mitigation_required")]}}
	[[finding.status, finding.reason] | some finding in found] == [expected]
}

test_without_a_look_back_no_relation_is_too_old_for_the_matrix if {
	long_ago := object.union(row("prohibited"), {"from": "1990-04-01"})
	ended := object.union(relation, {"start": "1991-04-01", "end": "1992-03-31"})
	found := decision_matrix.findings with input as declared_with([ended], [])
		with data.policy.params.decision_matrix as {"post": {"rows": [long_ago]}}
	[finding.reason | some finding in found] == ["prohibited"]
}

test_what_cannot_be_read_is_not_passed_over[note] if {
	some note, [entry, expected] in {
		"no object": ["a post", "dates_do_not_fit"],
		"no start": [object.remove(relation, ["start"]), "dates_do_not_fit"],
		"an end that is null": [object.union(relation, {"end": null}), "dates_do_not_fit"],
		"an end that is no date": [object.union(relation, {"end": "2027"}), "dates_do_not_fit"],
		"no factor": [object.remove(relation, ["factor"]), "factor_not_in_matrix"],
	}
	found := decision_matrix.findings with input as declared_with([entry], [])
		with data.policy.params.factor_look_back_years as 5
		with data.policy.params.decision_matrix as {"post": {"rows": [row("none")]}}
	[[finding.status, finding.reason] | some finding in found] == [["missing_information", expected]]
}

test_a_person_judges_where_mitigation_is_required_or_recommended_and_only_there[note] if {
	some note, [outcome, measures, expected] in {
		"prohibited": ["prohibited", [], []],
		"required, without a measure": ["mitigation_required", [], ["OM-02/person:toda/factor.f1.?"]],
		"required, with a measure": ["mitigation_required", [measure], ["OM-02/person:toda/factor.f1.?"]],
		"recommended": ["mitigation_recommended", [], ["OM-02/person:toda/factor.f1.?"]],
		"nothing": ["none", [], []],
	}
	raised := decision_matrix.indicators with input as declared_with([relation], measures)
		with data.policy.params.factor_look_back_years as 5
		with data.policy.params.decision_matrix as {"post": {"rows": [row(outcome)]}}
	[one.key | some one in raised] == expected
	every one in raised { one.reads == ["/facts/people/0/factors/entries/0"] }
}

test_facts_that_nobody_declared_raise_no_indicator if {
	undeclared := {"people": [{"id": "toda", "factors": {"state": "provided", "entries": [relation]}}]}
	found := decision_matrix.indicators with input as {"as_of": "2026-11-20", "facts": undeclared}
		with data.policy.params.factor_look_back_years as 5
		with data.policy.params.decision_matrix as {"post": {"rows": [row("mitigation_required")]}}
	found == []
}

test_of_two_rows_that_begin_on_one_day_the_stricter_counts if {
	asked := ["prohibited", "mitigation_required", "mitigation_recommended", "none"]
	reasons := ["prohibited", "measure_missing", "mitigation_recommended"]
	every i, expected in reasons {
		found := decision_matrix.findings with input as declared_with([relation], [])
			with data.policy.params.factor_look_back_years as 5
			with data.policy.params.decision_matrix as {"post": {"rows": [row(asked[i + 1]), row(asked[i])]}}
		[finding.reason | some finding in found] == [expected]
	}
}

test_a_measure_that_the_agency_declined_since_it_was_chosen_mitigates_nothing[day] if {
	some day, expected in {"2026-11-04": "mitigated", "2026-11-05": "measure_missing"}
	declined := {"about": [{"measure": "m1"}], "result": "declined", "on": day, "reason": "足りない。"}
	world := object.union(
		declared_with([relation], [object.union(measure, {"chosen_on": "2026-11-05"})]),
		{"mode": "formal", "fa": {"determinations": [declined]}},
	)
	found := decision_matrix.findings with input as world
		with data.policy.params.factor_look_back_years as 5
		with data.policy.params.decision_matrix as {"post": {"rows": [row("mitigation_required")]}}
	[finding.reason | some finding in found] == [expected]
}
