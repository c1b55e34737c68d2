"""Mutants that change nothing that anyone could see, each with the reason; keyed as `Mutant.key` has it.

A condition that is not needed is taken out of the policy. What stands here is needed for the reader, or for another
engine, and cannot be told from its mutant by any input.
"""

NO_TEXT = "what is no text cannot be joined to a topic: `concat` over it is undefined"
NO_DAY = "where there is no day there is no value, and so no pair"
NO_NUMBER = "so many days or years before a day are undefined where they are no number"
QUICK = (
    "a look at the whole, so that runs are read only where one is in doubt; each is looked at again"
)
QUICK_BODIES = "likewise: hardly any body declares either, and what it declares is read again"
QUICK_ITEMS = "likewise: of one entry alone none is older than another, and where nothing differs nothing was corrected"
QUICK_PARTNERS = "likewise: hardly any partner withholds a thing, and what it withholds is read again for each cell"
QUICK_MARKS = "likewise: hardly any mark raises a concern, and which of an institution's stands is asked again"
QUICK_RUNS = "likewise: the runs are read only where one came after the check; the others are no newer than it"
QUICK_DAYS = "likewise: of what was run by the last day the list is no older on the day of the run than on that day"
QUICK_YEARS = "likewise: what began since a training began in no earlier year than the first one's"
MAY_HAVE_CHANGED = "procedure/joint/foreign_company/foreign_company.rego may_have_changed:"
RUN_SINCE = (
    "procedure/scope/joint_institution/joint_institution.rego run_since:"
    " count([run | some run in searched.fact.screening; run.run_on > checked])"
)
ALONE = "an entry that stands alone was said once: there is nothing to go through"

EQUIVALENT: dict[str, str] = {
    "lib/fa.rego topic: is_string(about.indicator) → true": NO_TEXT,
    "lib/fa.rego topic: is_string(about.measure) → true": NO_TEXT,
    "lib/fa.rego topic: is_string(about.request) → true": NO_TEXT,
    "lib/fa.rego topic: is_string(about.requirement) → true": NO_TEXT,
    "lib/fa.rego topic: is_string(subject) → true": NO_TEXT,
    "lib/refusals.rego label: is_string(about.requirement) → true": NO_TEXT,
    "lib/own_part.rego withholding: withholding := [institution | some institution in"
    " subjects.joint_institutions; count(withheld(institution)) > 0] → withholding := [institution |"
    " some institution in subjects.joint_institutions; true]": QUICK_PARTNERS,
    "lib/own_part.rego withholding: withholding := [institution | some institution in"
    " subjects.joint_institutions; count(withheld(institution)) > 0] → withholding := [institution |"
    " some institution in subjects.joint_institutions; count(withheld(institution)) >= 0]": QUICK_PARTNERS,
    "procedure/people/career/career.rego left: not both_say_so(subject, career, employment) → true": (
        "a look at the whole: where a post at the institution goes on by both lists, neither says that it is over"
    ),
    'lib/looks.rego own_looks: subject.kind != "person" → true': (
        "no entry of a person names its source: they are only not gone through"
    ),
    "lib/fact.rego entry_declared_since: count(envelope.entries) > 1 → true": ALONE,
    "lib/fact.rego entry_declared_since: count(envelope.entries) > 1 → count(envelope.entries) >= 1": ALONE,
    "lib/fact.rego declared_alone: day > since_of(entry, whole) → day >= since_of(entry, whole)": (
        "the same day either way"
    ),
    "lib/fact.rego came_about: is_string(entry.on) → true": NO_TEXT,
    "lib/fact.rego keys_of: is_object(entry) → true": (
        "what is no entry has no keys: each of them is undefined there"
    ),
    "lib/looks.rego once: first_day > recent.opened → first_day >= recent.opened": (
        "where they are the same day, the same looks are counted a second time"
    ),
    "procedure/joint/co_pis/co_pis.rego by_cell: refs[found.subject] → true": (
        "what is found of the others is only gathered, and never asked for"
    ),
    "lib/screening.rego indicators: any_doubt(subject) → true": QUICK,
    'lib/screening.rego any_doubt: run.disposition.view in ["same", "unsure"] → true': QUICK,
    "procedure/due_diligence/discrepancies/discrepancies.rego places:"
    ' object.get(envelopes, "state", null) == null → true': (
        "the parts of an envelope hold no discrepancies: they are only not gone through"
    ),
    "procedure/due_diligence/discrepancies/discrepancies.rego places: is_object(envelopes) → true": (
        "what is no object has numbers for keys: `concat` over them is undefined"
    ),
    "procedure/joint/foreign_company/foreign_company.rego last_changed:"
    " may_have_changed(subject.fact.partner[name], answered) → true": QUICK_ITEMS,
    f"{MAY_HAVE_CHANGED} envelope.declared.on > answered → true": QUICK_ITEMS,
    f"{MAY_HAVE_CHANGED} envelope.declared.on > answered → envelope.declared.on >= answered": QUICK_ITEMS,
    f"{MAY_HAVE_CHANGED} count(envelope.discrepancies) > 0 → true": QUICK_ITEMS,
    f"{MAY_HAVE_CHANGED} count(envelope.discrepancies) > 0 → count(envelope.discrepancies) >= 0": QUICK_ITEMS,
    "procedure/joint/foreign_company/foreign_company.rego claimed: subject.fact.partner.business.state in heard"
    " → true": QUICK_BODIES,
    "procedure/joint/foreign_company/foreign_company.rego claimed:"
    " subject.fact.partner.foreign_link.state in heard → true": QUICK_BODIES,
    "procedure/due_diligence/performed/performed.rego indicators: makers := {looks.by_institution(concern) |"
    ' some concern in subject.fact.concerns; concern.mark == "raised"} → makers := {looks.by_institution(concern) |'
    " some concern in subject.fact.concerns; true}": QUICK_MARKS,
    f"{RUN_SINCE} > 0 → true": QUICK_RUNS,
    f"{RUN_SINCE} > 0 → count([run | some run in searched.fact.screening; run.run_on > checked]) >= 0": QUICK_RUNS,
    f"{RUN_SINCE} > 0 → count([run | some run in searched.fact.screening; true]) > 0": QUICK_RUNS,
    f"{RUN_SINCE} > 0 → count([run | some run in searched.fact.screening; run.run_on >= checked]) > 0": QUICK_RUNS,
    "lib/recent.rego first_day: is_number(limit) → true": NO_NUMBER,
    "lib/runs.rego too_old: run.run_on > recent.last_day → true": QUICK_DAYS,
    "lib/runs.rego too_old: run.run_on > recent.last_day → run.run_on >= recent.last_day": QUICK_DAYS,
    "lib/periods.rego days: [dates.years_before(years) | is_number(years)],"
    " → [dates.years_before(years) | true],": NO_NUMBER,
    'procedure/process/due_date/due_date.rego assessment: {"due": due | is_string(due)},'
    ' → {"due": due | true},': NO_DAY,
    'procedure/process/due_date/due_date.rego assessment: {"completed_on": completed_on | is_string(completed_on)},'
    ' → {"completed_on": completed_on | true},': NO_DAY,
    "programs/kprogram-2026/mandatory_training.rego not_there_yet: appointments.begins_since(person, first_year)"
    " → true": QUICK_YEARS,
    "lib/appointments.rego came_after: begins_since(person, substring(day, 0, 4)) → true": QUICK_YEARS,
    "lib/appointments.rego begins_since: post.start >= year → true": QUICK_YEARS,
    "lib/appointments.rego begins_since: post.start >= year → post.start > year": (
        "likewise: a year alone is no later than a day of that year"
    ),
    "programs/overseas-matrix-2026/declared_factors.rego of_listed_bodies: count(of_matrix) > 0 → true": QUICK_BODIES,
    "programs/overseas-matrix-2026/declared_factors.rego of_listed_bodies: count(of_matrix) > 0"
    " → count(of_matrix) >= 0": QUICK_BODIES,
}
