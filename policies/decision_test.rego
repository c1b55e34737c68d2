# METADATA
# description: |
#   What the decision makes of findings, whatever the requirements are: the outcome follows the worst binding cell,
#   and a program can only make a cell worse.
package policy.decision_test

import data.policy.decision

test_prepared_needs_every_cell_in_order_and_one_proven if {
	decided([cell("satisfied"), other("not_applicable")], {}).outcome == "prepared"
}

test_nothing_proven_is_no_outcome if {
	not decided([cell("not_applicable")], {}).outcome
	not decided([], {}).outcome
}

test_the_worst_cell_makes_the_outcome[note] if {
	some note, [status, outcome] in {
		"consult": ["consult_fa", "consultation_required"],
		"missing": ["missing_information", "information_required"],
		"unsatisfied": ["unsatisfied", "action_required"],
	}
	decided([cell("satisfied"), other(status)], {}).outcome == outcome
}

test_unsatisfied_outweighs_missing_outweighs_consult if {
	decided([cell("unsatisfied"), other("missing_information")], {}).outcome == "action_required"
	decided([cell("consult_fa"), other("missing_information")], {}).outcome == "information_required"
}

test_an_unknown_status_is_no_outcome if {
	not decided([cell("satisfied"), other("approved")], {}).outcome
	added := object.union(by_program("approved"), {"requirement": "KP-01"})
	not decided([accepted], {"p": {"findings": [added]}}).outcome
}

test_advice_and_the_agencys_duties_do_not_move_the_outcome if {
	every enforcement in ["advisory", "fa_duty"] {
		shown := object.union(other("unsatisfied"), {"enforcement": enforcement})
		result := decided([cell("satisfied"), shown], {})
		result.outcome == "prepared"
		shown in result.findings
	}
}

test_out_of_scope_comes_before_everything if {
	undesignated := object.union(cell("not_applicable"), {"requirement": "RS-DES-01", "reason": "not_designated"})
	decided([undesignated, other("unsatisfied")], {}).outcome == "out_of_scope"
	no_fund := object.union(cell("not_applicable"), {
		"requirement": "RS-DES-02",
		"reason": "not_competitive_research_fund",
	})
	decided([no_fund, other("unsatisfied")], {}).outcome == "out_of_scope"
}

test_no_other_requirement_ends_the_scope if {
	every reason in ["not_designated", "not_competitive_research_fund"] {
		decided([object.union(cell("satisfied"), {"reason": reason})], {}).outcome == "prepared"
	}
}

test_nothing_else_replaces_the_procedure if {
	decided([object.union(accepted, {"requirement": "RS-X1-01"})], {}).outcome == "prepared"
	decided([object.union(accepted, {"reason": "not_proposed"})], {}).outcome == "prepared"
}

test_an_accepted_alternative_replaces_and_hides_nothing if {
	result := decided([accepted, other("unsatisfied")], {})
	result.outcome == "replaced"
	other("unsatisfied") in result.findings
}

test_what_the_call_asks_for_beside_the_procedure_is_asked_for_all_the_same[note] if {
	some note, [status, outcome] in {
		"not met": ["unsatisfied", "action_required"],
		"missing": ["missing_information", "information_required"],
		"to consult": ["consult_fa", "consultation_required"],
		"met": ["satisfied", "replaced"],
		"not asked": ["not_applicable", "replaced"],
	}
	added := object.union(by_program(status), {"requirement": "KP-01"})
	decided([accepted, other("unsatisfied")], {"p": {"findings": [added]}}).outcome == outcome
}

test_a_tightening_counts_beside_an_accepted_alternative if {
	program := {"p": {"tightenings": [by_program("unsatisfied")]}}
	decided([accepted, cell("satisfied")], program).outcome == "action_required"
}

test_advice_of_the_program_does_not_move_what_is_replaced if {
	advice := object.union(by_program("unsatisfied"), {"requirement": "KP-01", "enforcement": "advisory"})
	decided([accepted], {"p": {"findings": [advice]}}).outcome == "replaced"
}

test_only_what_a_reason_declares_comes_about if {
	undesignated := object.union(cell("satisfied"), {"requirement": "RS-DES-01", "reason": "not_designated"})
	declaring({}, [accepted, undesignated], {}).outcome == "prepared"
	swapped := {"RS-DES-01": {"not_designated": "replaced"}, "RS-O5-02": {"accepted": "out_of_scope"}}
	declaring(swapped, [accepted], {}).outcome == "out_of_scope"
	declaring(swapped, [undesignated], {}).outcome == "replaced"
}

test_a_requirement_of_any_name_may_declare_it[outcome] if {
	some outcome in ["out_of_scope", "replaced"]
	declaring({"RS-X1-01": {"example": outcome}}, [cell("satisfied"), other("unsatisfied")], {}).outcome == outcome
}

test_out_of_scope_comes_before_replaced if {
	undesignated := object.union(cell("not_applicable"), {"requirement": "RS-DES-01", "reason": "not_designated"})
	decided([accepted, undesignated], {}).outcome == "out_of_scope"
}

test_a_program_tightens if {
	worse := by_program("missing_information")
	result := decided([cell("satisfied"), other("satisfied")], {"p": {"tightenings": [worse]}})
	result.findings == [worse, other("satisfied")]
	result.outcome == "information_required"
}

test_a_program_may_ask_what_the_procedure_does_not if {
	asked := by_program("consult_fa")
	decided([cell("not_applicable")], {"p": {"tightenings": [asked]}}).findings == [asked]
}

test_a_program_cannot_loosen if {
	every status in ["satisfied", "not_applicable", "consult_fa", "missing_information"] {
		result := decided([cell("unsatisfied")], {"p": {"tightenings": [by_program(status)]}})
		result.findings == [cell("unsatisfied")]
		result.outcome == "action_required"
	}
}

test_a_program_does_not_say_again_what_holds if {
	every status in ["satisfied", "not_applicable"] {
		decided([cell("satisfied")], {"p": {"tightenings": [by_program(status)]}}).findings == [cell("satisfied")]
	}
}

test_of_several_tightenings_the_worst_counts if {
	result := decided([cell("satisfied")], {
		"a": {"tightenings": [by_program("unsatisfied")]},
		"b": {"tightenings": [by_program("consult_fa"), by_program("missing_information")]},
	})
	result.findings == [by_program("unsatisfied")]
}

test_a_tightening_is_binding_whatever_it_says if {
	idle := object.union(by_program("unsatisfied"), {"enforcement": "advisory"})
	result := decided([cell("missing_information")], {"p": {"tightenings": [idle]}})
	result.findings == [by_program("unsatisfied")]
	result.outcome == "action_required"
}

test_a_tightening_of_another_subject_does_not_reach if {
	elsewhere := object.union(by_program("unsatisfied"), {"subject": "person:p2"})
	decided([cell("satisfied")], {"p": {"tightenings": [elsewhere]}}).outcome == "prepared"
}

test_a_tightening_with_an_unknown_status_changes_nothing if {
	result := decided([cell("missing_information")], {"p": {"tightenings": [by_program("approved")]}})
	result.findings == [cell("missing_information")]
}

test_a_program_adds_requirements if {
	added := object.union(by_program("consult_fa"), {"requirement": "KP-01"})
	result := decided([cell("satisfied")], {"p": {"findings": [added]}})
	added in result.findings
	result.outcome == "consultation_required"
}

test_a_program_can_neither_end_the_scope_nor_replace_the_procedure if {
	every claim in [
		{"requirement": "RS-DES-01", "reason": "not_designated"},
		{"requirement": "RS-O5-02", "reason": "accepted", "status": "satisfied"},
	] {
		said := object.union(by_program("unsatisfied"), claim)
		facing := object.union(cell("missing_information"), {"requirement": claim.requirement})
		every kind in ["findings", "tightenings"] {
			decided([facing], {"p": {kind: [said]}}).outcome in {"action_required", "information_required"}
		}
	}
}

test_a_program_may_refuse_an_accepted_alternative if {
	refused := object.union(by_program("consult_fa"), {"requirement": "RS-O5-02", "reason": "accepted"})
	decided([accepted], {"p": {"tightenings": [refused]}}).outcome == "consultation_required"
}

test_a_program_may_keep_in_scope_what_the_procedure_lets_go if {
	undesignated := object.union(cell("not_applicable"), {"requirement": "RS-DES-01", "reason": "not_designated"})
	every reason in ["not_designated", "example"] {
		kept := object.union(by_program("unsatisfied"), {"requirement": "RS-DES-01", "reason": reason})
		decided([undesignated], {"p": {"tightenings": [kept]}}).outcome == "action_required"
	}
}

test_indicators_of_procedure_and_program_are_collected if {
	result := decision.result with data.policy.edition as edition
		with data.policy.procedure as {"group": {"slug": {
			"findings": [cell("satisfied")],
			"indicators": [{"key": "RS-X1-01/person:p1/record"}],
		}}}
		with data.policy.program as {"p": {"indicators": [{"key": "KP-01/application/record"}]}}
	result.indicators == [{"key": "RS-X1-01/person:p1/record"}, {"key": "KP-01/application/record"}]
	result.edition == edition
}

edition := {"program": "example", "edition": "1", "base": "procedure-2025-06-11"}

# What the reasons of these tests declare in their METADATA.
effects := {
	"RS-DES-01": {"not_designated": "out_of_scope"},
	"RS-DES-02": {"not_competitive_research_fund": "out_of_scope"},
	"RS-O5-02": {"accepted": "replaced"},
}

# The tests' own way in: the decision over these findings, or nothing where it is undefined.
decided(findings, program) := declaring(effects, findings, program)

declaring(declared, findings, program) := result if {
	base := {"group": {"slug": {"findings": findings}}}

	# regal ignore:with-outside-test-context,line-length
	result := decision.result with data.policy.edition as {} with data.policy.effects as declared with data.policy.procedure as base with data.policy.program as program
} else := {}

cell(status) := {
	"requirement": "RS-X1-01",
	"subject": "person:p1",
	"status": status,
	"reason": "example",
	"params": {},
	"reads": [],
	"layer": "procedure",
	"enforcement": "binding",
}

other(status) := object.union(cell(status), {"requirement": "RS-X1-02"})

by_program(status) := object.union(cell(status), {"layer": "program"})

accepted := object.union(cell("satisfied"), {"requirement": "RS-O5-02", "reason": "accepted"})

test_where_both_are_as_bad_the_program_speaks[status] if {
	some status in ["consult_fa", "missing_information", "unsatisfied"]
	decided([cell(status)], {"p": {"tightenings": [by_program(status)]}}).findings == [by_program(status)]
}

test_what_the_calls_own_forms_bring_up_is_not_replaced[note] if {
	some note, [subject, outcome] in {
		"of the call's form": ["indicator:DB-01/person:p1/q07", "information_required"],
		"of the procedure": ["indicator:RS-P1-06/person:p1/record", "replaced"],
	}
	judgement := object.union(cell("missing_information"), {"requirement": "RS-RA-01", "subject": subject})
	decided([accepted, judgement], {"p": {"indicators": [{"key": "DB-01/person:p1/q07"}]}}).outcome == outcome
}

test_a_finding_is_tightened_in_the_name_of_its_own_requirement_alone if {
	tightened := [by_program("missing_information"), object.union(by_program("unsatisfied"), {"requirement": "RS-X1-02"})]
	found := decided([cell("satisfied"), other("satisfied")], {"p": {"tightenings": tightened}}).findings
	{[one.requirement, one.status] | some one in found} == {
		["RS-X1-01", "missing_information"],
		["RS-X1-02", "unsatisfied"],
	}
}
