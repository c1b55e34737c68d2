"""Where each record that nobody reports is seen to be needed in UNREPORTED (`test_deletion_monotony.py`).

By the whole application (`program/name`) or case that looks better without it: the search begins there, and takes
a second instead of twenty. It goes on everywhere else, so what does not stand here, or wrongly, costs time alone.

May not know: why it looks better.
"""

SEEN_IN = {
    "defense-basic-2026/typical": (
        r"/people/\d+",
        r"/people/\d+/disclosures/\w+/entries/\d+",
        r"/application/selection",
    ),
    "kprogram-2026/foreign-partner": (r"/consultations/\d+",),
    "kprogram-2026/typical": (
        r"/people/\d+/disclosures(/\w+)?(/discrepancies(/\d+)?)?",
        r"/(people|institutions)/\d+/screening/\d+/candidates/\d+",
        r"/(people|institutions)/\d+/due_diligence/entries/\d+",
    ),
    "trust-2026/typical": (r"/measures/\d+",),
    "DB-01/absent.another_withheld": (
        r"/institutions/\d+/partner(/\w+)?",
        r"/institutions/\d+/partner/withholds(/\d+(/items)?)?",
    ),
    "DB-01/absent.of_another_institution": (r"/.*/declared/institution",),
    "DB-01/answered.employed_by_the_corporation": (r"/people/\d+/employment(/entries/\d+)?",),
    "DB-01/answered.further_posts_at_the_institution": (
        r"/people/\d+/affiliations(/entries/\d+)?",
    ),
    "DB-01/detail_wanted": (r"/people/\d+/questionnaire(/entries/\d+)?",),
    "DB-01/differs_from_declarations.talent_programs_denied": (
        r"/people/\d+/disclosures/talent_programs/entries/\d+/end",
    ),
    "DB-01/form_not_attached.ahead": (r"/.*/evidence/\d+/on",),
    "DB-01/form_older.one_answer_since": (r"/.*/entries/\d+/since",),
    "DB-02/not_found_again": (r"/(people|institutions)/\d+/screening/\d+(/disposition)?",),
    "DB-02/not_judged.the_rest_is_withheld": (r"/people/\d+/screening",),
    "KP-01/measure_missing.withdrawn": (r"/measures/\d+/withdrawn",),
    "KP-02/mandatory_not_covering.later_training_before_the_person_joined": (
        r"/measures/\d+/done_on",
    ),
    "KP-02/mandatory_not_covering.of_a_partner_without_a_roster": (r"/measures/\d+/people",),
    "OM-01/body_without_relation.the_reason_names_another": (r"/people/\d+/factors/entries/\d+",),
    "OM-01/differs_from_talent_programs.ended_before_the_program": (
        r"/people/\d+/factors/entries/\d+/end",
    ),
    "OM-01/differs_from_talent_programs.none_unchanged_since_before": (r"/.*/declared/since",),
    "OM-02/measure_missing.declined": (r"/determinations(/\d+)?",),
    "OM-02/measure_missing.told_by_the_lead_institution": (
        r"/people/\d+/(due_diligence|undertakings|factors)",
    ),
    "OM-03/partner_not_named": (r"/application/joint_call/entries/\d+",),
    "RS-C2-02a/source_undated.after_the_signature": (r"/.*/entries/\d+/on",),
    "RS-C2-02c/declared_in_part.something_found": (r"/.*/period",),
    "RS-C2-03/names_not_searched": (r"/(people|institutions)/\d+/other_names/\d+",),
    "RS-C2-03/run_by_another.of_the_united_nations": (
        r"/(people|institutions)/\d+/screening/\d+/institution",
    ),
    "RS-C2-04/business_before_capital": (
        r"/institutions/\d+/partner/(purpose|record|capital|finances|compliance)/entries/\d+",
    ),
    "RS-C2-04/fa_accepted.there_since_before_the_start": (
        r"/.*/due_diligence/entries/\d+/(institution|items(/\d+)?)",
    ),
    "RS-C2-04/fa_accepted.weighed_after_the_evaluation": (r"/process/judgement/entries/\d+",),
    "RS-C2-04/fa_answer_older.corrected_without_signing_anew": (
        r"/institutions/[1-9]\d*/partner/capital/discrepancies(/\d+(/disposition)?)?",
    ),
    "RS-C2-04/fa_answer_older.first_there_after_the_start": (r"/application/starts_on",),
    "RS-C2-04/fa_answer_older.looked_at_on_the_day_of_the_completion": (
        r"/institutions/[1-9]\d*/due_diligence",
    ),
    "RS-C2-04/fa_answer_older.replaced_after_the_evaluation": (
        r"/process(/judgement(/entries/\d+/concern)?)?",
    ),
    "RS-D4-02/access_differs.closed_in_the_dmp": (
        r"/institutions/\d+/managed_data/entries/\d+/access",
    ),
    "RS-D4-02/access_differs.named_by_its_title": (
        r"/dmp/entries/\d+/madmp/dmp/dataset/\d+/distribution(/\d+(/data_access)?)?",
        r"/dmp/entries/\d+/madmp/dmp/dataset/\d+",
    ),
    "RS-D4-02/access_differs.the_rest_is_withheld": (
        r"/institutions/[1-9]\d*/(roster|managed_data)",
    ),
    "RS-D4-02/access_unknown.in_words": (r"/institutions/\d+/managed_data/entries/\d+",),
    "RS-D4-02/dataset_not_in_dmp.its_title_beside_the_identifier": (
        r"/institutions/\d+/managed_data/entries/\d+/dataset_id",
    ),
    "RS-D4-02/kept_here.by_the_leads_reason": (
        r"/dmp/entries/\d+/madmp/dmp/dataset/\d+/distribution/\d+/host",
    ),
    "RS-D4-02/kept_here": (r"/institutions/\d+/managed_data/entries/\d+/place",),
    "RS-DD-01/dated_ahead": (r"/(people|institutions)/\d+/concerns(/\d+(/institution)?)?",),
    "RS-DD-01/items_not_looked_at.found_since": (r"/.*/reputation/entries/\d+(/kind)?",),
    "RS-DD-03/unchecked.before_the_call": (
        r"/institutions/\d+/supporters/entries/\d+/due_diligence/entries/\d+",
    ),
    "RS-DD-04/fa_declined.after_the_indicator": (
        r"/people/\d+/(disclosures/\w+|due_diligence)/discrepancies/\d+/disposition",
    ),
    "RS-DD-04/not_corrected.by_what_was_found": (
        r"/institutions/\d+/supporters/entries/\d+/due_diligence/discrepancies/\d+/disposition",
    ),
    "RS-DD-04/not_entered.another_item_at_one_source": (r"/.*/due_diligence/entries/\d+/finding",),
    "RS-DD-04/not_entered.lead_institution": (
        r"/institutions/0/(due_diligence|concerns|screening)",
    ),
    "RS-DES-01/application_differs.by_whom": (r"/program(/designation)?",),
    "RS-DES-02/application_differs": (r"/application/(fund|call/\w+)",),
    "RS-MT-00/fa_declined": (r"/determinations/\d+/about(/.*)?",),
    "RS-MT-05/not_shown.changed_since_it_was_done": (r"/measures/\d+/since",),
    "RS-MT-07/employed_elsewhere": (
        r"/people/\d+/(employment|affiliations|disclosures/career)/entries/\d+/end",
    ),
    "RS-MT-07/not_employed.for_one_who_is_no_student": (r"/measures/\d+/people/\d+",),
    "RS-O5-01a/fa_answer_older.another_contract_since": (r"/agreements(/\d+(/between/\d+)?)?",),
    "RS-O5-02/accepted.a_person_added_on_that_day": (
        r"/institutions/0/(roster|supporters)",
        r"/institutions/\d+/roster/entries/\d+",
    ),
    "RS-O5-02/accepted.the_areas_changed_before": (r"/application/technology_areas_since",),
    "RS-O5-02/condition_open.of_another_answer": (
        r"/alternative",
        r"/determinations/\d+/conditions(/\d+)?",
    ),
    "RS-O5-02/condition_open.requested_since": (r"/requests",),
    "RS-P1-06/none_beside_judgement.says_nothing": (r"/risk(/judgements(/\d+)?)?",),
    "RS-RA-01/not_judged.a_concern_of_the_partner_stated_anew": (
        r"/institutions/\d+/partner/own_management/entries/\d+(/completed_on)?",
    ),
    "RS-S3-02/no_purpose.the_rest_is_withheld": (
        r"/institutions/[1-9]\d*/supporters/entries/\d+/(purpose|capital)",
    ),
    "RS-SCP-01/contributor_not_listed.a_body_that_takes_no_part": (
        r"/dmp/entries/\d+/madmp/dmp/(contributor|dataset/\d+/creator)(/\d+(/\w+_id(/\d+)?)?)?",
    ),
    "RS-STP-01/declared_ahead.a_check_before_the_start": (r"/follow_up(/entries/\d+(/state)?)?",),
    "RS-STP-02/judged_before.a_dataset_left_out_since": (r"/institutions/0/not_managed",),
    "RS-STP-03/consultation_declined": (r"/consultations/\d+/about(/.*)?",),
    "RS-STP-04/plan_not_followed_up.beside_what_was_done_anew": (r"/requests/entries/\d+",),
    "RS-STP-04/plan_not_followed_up.measure_withdrawn": (
        r"/requests/entries/\d+/response/measure",
    ),
    "RS-STP-04/planned.the_measure_ended_after_the_answer": (r"/measures/\d+/chosen_on",),
    "TR-01/absent.a_reported_notice_that_has_expired": (r"/determinations/\d+/expires_on",),
}
"""The patterns of UNREPORTED, by the question in which they are seen."""
