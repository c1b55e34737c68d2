"""What settles a finding, by its reason: which acts, or why there is none.

It stands here and not in the METADATA of the policies: a remedy is asked of decisions that older editions made, whose
catalogs nobody changes any more. `tests/audit/test_remedy_vocabulary.py` holds it to every reason of this
repository's editions.

Always holds: an act supplies what is absent, renews what is stale, or does what was not done. What takes a person's
judgement, the word of the funding agency (FA), or another answer than the one that was given, is no act.

May not know: facts, or how an act is worded.
"""

from collections.abc import Mapping
from typing import Literal, get_args

Act = Literal[
    "declare",
    "renew",
    "complete",
    "add",
    "answer",
    "look",
    "mark",
    "run",
    "name",
    "carry_out",
    "plan",
    "check",
    "respond",
    "repeat",
]
"""What somebody does: declare what was not declared, or declare it again; complete what was entered; add who or what a
list lacks; answer an item of a form; look into a source; say whether the looks raised a concern; run names against a
list; enter a name; carry a measure out, or plan one; check one; respond to a request; do again what came too early."""

ACTS: tuple[Act, ...] = get_args(Act)

Cause = Literal["fa", "judgement", "answer", "truth", "program", "unknown", "none_settles"]
"""Why no steps settle a finding: only the FA's answer does; a person's judgement; that somebody changes what he or she
said; that somebody finds out which of what was entered is right; what the program must say; no steps are known for
the reason; those that are known were tried, and none settles it."""

CAUSES: tuple[Cause, ...] = get_args(Cause)

OF_ITEMS = "of_items"
"""In place of acts: the finding gathers others on its subject, which its `items` name, and their acts settle it."""

_BY_ACTS: Mapping[tuple[str, ...], str] = {
    ("declare",): """
        absent no_roster supporters_not_known affiliations_absent policy_missing
        not_declared managed_data_unknown not_known not_stated
        mandatory_not_stated
        """,
    ("declare", "add"): "side_not_stated people_not_dated",
    ("declare", "complete"): """
        business_unknown foreign_link_unknown supervisor_undecided
        not_stated_after_notice partner_not_stated_after_notice not_completed
        """,
    ("declare", "add", "complete"): "document_missing",
    ("renew",): """
        declaration_stale declared_in_part declared_of_draft not_needed_before_call not_needed_before_data
        not_needed_before_partner none_before_closing none_before_the_call period_too_short declared_before_call
        business_before_capital link_before_capital changed_since none_before_plan declared_before_the_answer
        form_newer list_before_plan declared_before_policy not_needed_before_contract none_before_joining
        """,
    ("complete",): """
        none_without_reason source_undated status_unknown detail_wanted due_diligence_not_said
        areas_not_dated access_unknown place_unknown place_absent version_absent kind_not_said not_submitted
        start_not_known state_not_said not_dated mandatory_not_shown
        """,
    ("complete", "add"): "not_shown form_not_attached",
    ("add",): "not_in_roster line_missing form_older not_listed",
    ("answer",): "items_unanswered",
    ("look",): """
        no_record RS-DD-01/not_done items_not_looked_at no_other_source own_look_missing not_examined no_open_source
        """,
    ("look", "renew"): "not_looked_at",
    ("mark",): "mark_missing",
    ("run",): "not_run list_stale names_not_searched run_by_another",
    ("name",): "no_latin_name",
    ("carry_out",): "overdue mandatory_overdue",
    (
        "plan",
    ): "measure_missing no_measure measure_for_others mandatory_not_chosen mandatory_not_covering",
    ("check",): "RS-STP-05/absent RS-STP-05/not_checked check_too_old not_put_in_place",
    ("respond",): "RS-STP-04/not_answered",
    ("repeat",): "checked_before completed_before",
    (OF_ITEMS,): "items_missing",
}

_BY_CAUSE: Mapping[Cause, str] = {
    "fa": """
        fa_declined mandatory_declined consultation_declined measure_declined risk_declined declined refused
        completed_late late late_after_notice partner_late_after_notice condition_not_entered
        """,
    "judgement": """
        RS-STP-02/absent
        not_judged judged_before_call judged_before_partner judgement_older judged_before_list not_found_again
        no_agreement no_term field_not_judged judged_before not_evaluated risk_not_judged unchecked not_entered
        steps_not_done not_corrected deviating not_in_place condition_open plan_not_followed_up
        """,
    "answer": """
        stated_by_another due_diligence_to_do not_filled_in not_concluded employed_elsewhere not_the_leads_word
        not_collected no_policy no_capital no_roster_kept not_signed prohibited no_partner_side declared_none
        finances_none items_not_met not_employed none_not_student no_purpose RS-SCP-02/not_checked not_managed
        overdue_after_notice partner_overdue_after_notice not_done not_made_yet
        RS-TIM-01/overdue
        """,
    "truth": """
        differs_from_declarations differs_from_questionnaire differs_from_talent_programs notified_ahead stage_differs
        dated_ahead not_of_institution items_unknown body_without_relation dates_do_not_fit factor_not_in_matrix
        access_differs dataset_ambiguous dataset_not_in_dmp dataset_not_listed kept_here not_identified
        left_institution posts_elsewhere_alone none_beside_posts
        contributor_not_listed contributor_of_a_partner pi_elsewhere
        judged_ahead declared_ahead not_there_yet none_beside_judgement fewer_than_judged
        no_longer_adverse funder_not_listed
        consultation_ahead refusal_before_call partner_not_named co_pi_not_named
        no_beside_judgement kept_here_as_well data_kept_there listed_and_not_managed listed_and_not_participating
        none_beside_left_out
        comes_after_the_start raised_before_call concern_misdated judged_on_another_day
        deviating_before_done objects_kept_there judged_misdated answer_ahead
        """,
    "program": "lists_not_named look_back_not_set",
}
"""A reason alone, or with the requirement of which it is meant where others have one of the same name."""

DUE_AFTER_STEPS: frozenset[Cause] = frozenset({"fa", "judgement", "program"})
"""Causes that are somebody's word, which can be due only once steps are done. Which of what is entered is right is
found out before anything else is done."""

_DUE_BEFORE = frozenset({"steps_not_done"})
"""Reasons of a judgement that had to stand before what a step declares: that step comes after it."""

_OF_MEASURES = "RS-MT-0"
"""How the ids of the procedure's requirements on measures begin."""

_ACTS_OF = {name: acts for acts, names in _BY_ACTS.items() for name in names.split()}
_CAUSE_OF = {name: cause for cause, names in _BY_CAUSE.items() for name in names.split()}

NAMES: tuple[str, ...] = tuple(
    name for names in (*_BY_ACTS.values(), *_BY_CAUSE.values()) for name in names.split()
)
"""Every name that stands in the vocabulary."""


def is_of_a_measure(requirement: str) -> bool:
    """Whether a requirement is of one kind of measure, which a program may prescribe."""
    return requirement.startswith(_OF_MEASURES)


def is_due_before(reason: str) -> bool:
    """Whether the judgement that the reason wants has to stand before what a step declares."""
    return reason in _DUE_BEFORE


def acts_on(requirement: str, reason: str) -> tuple[str, ...]:
    """The acts that may settle a finding for this reason, to be tried in this order; none where none is known."""
    if f"{requirement}/{reason}" in _CAUSE_OF:
        return ()
    return _ACTS_OF.get(f"{requirement}/{reason}", _ACTS_OF.get(reason, ()))


def cause_without_acts(requirement: str, reason: str, status: str) -> Cause:
    """Why there is no act for this reason."""
    if status == "consult_fa":
        return "fa"
    return _CAUSE_OF.get(f"{requirement}/{reason}", _CAUSE_OF.get(reason, "unknown"))
