"""The words of figures, by the names under which text and page ask for them.

May not know: any number.
"""

from collections.abc import Mapping

from tejun.present.decisions import HEADINGS
from tejun.present.folder import LABELS
from tejun.words import Message, Words

WORDS: Mapping[str, Words] = {
    "title": Message("present.figures.title"),
    "counted": Message("present.figures.counted"),
    "selected": Message("present.figures.selected"),
    "everything": Message("present.figures.everything"),
    "applications": Message("present.figures.applications"),
    "decisions": Message("present.figures.decisions"),
    "period": Message("present.figures.period"),
    "editions": Message("present.figures.editions"),
    "and_others": Message("present.figures.and_others"),
    "how": Message("present.figures.how"),
    "each_once": Message("present.figures.each_once"),
    "effect": Message("present.figures.effect"),
    "example": Message("present.figures.example"),
    "outcomes": Message("present.figures.outcomes"),
    "outcome": HEADINGS["outcome"],
    "other_outcomes": Message("present.figures.other_outcomes"),
    "other_groups": Message("present.figures.other_groups"),
    "other_lengths": Message("present.figures.other_lengths"),
    "share": Message("present.figures.share"),
    "group": Message("present.figures.group"),
    "time": Message("present.figures.time"),
    "time_is": Message("present.figures.time_is"),
    "no_time": Message("present.figures.no_time"),
    "hidden_reached": Message("present.figures.hidden_reached"),
    "reached": Message("present.figures.reached"),
    "never": Message("present.figures.never"),
    "first_quartile": Message("present.figures.first_quartile"),
    "median": Message("present.figures.median"),
    "third_quartile": Message("present.figures.third_quartile"),
    "median_is": Message("present.figures.median_is"),
    "in_table": Message("present.figures.in_table"),
    "per_week": Message("present.figures.per_week"),
    "length": Message("present.figures.length"),
    "longer": Message("present.figures.longer"),
    "same_day": Message("present.figures.same_day"),
    "asked": Message("present.figures.asked"),
    "asked_in": Message("present.figures.asked_in"),
    "nothing_asked": Message("present.figures.nothing_asked"),
    "requirement": Message("present.filing.requirement"),
    "reason": Message("present.figures.reason"),
    "clause": Message("present.figures.clause"),
    "clauses": Message("present.figures.clauses"),
    "any_status": Message("present.figures.any_status"),
}

DIMENSIONS: Mapping[str, Words] = {
    "program": Message("present.figures.by_program"),
    "week": Message("present.figures.by_week"),
    "kind": Message("present.figures.by_kind"),
}

KINDS: Mapping[str, Words] = {
    "university": Message("present.figures.kinds.university"),
    "research_institute": Message("present.figures.kinds.research_institute"),
    "company": Message("present.figures.kinds.company"),
    "other": Message("present.figures.kinds.other"),
    "erased": Message("present.decisions.erased"),
    "unknown": Message("present.figures.kinds.unknown"),
}

OUTCOMES: Mapping[str, Words] = LABELS

CONDITIONS: Mapping[str, Words] = {
    **{name: HEADINGS[name] for name in ("program", "edition", "application", "institution")},
    **{name: HEADINGS[name] for name in ("outcome", "engine", "engine_version", "as_of")},
    "requirement": Message("present.filing.requirement"),
    "reason": Message("present.figures.reason"),
    "recorded_from": Message("present.figures.recorded_from"),
    "recorded_to": Message("present.figures.recorded_to"),
    "known_at": Message("present.figures.known_at"),
    "latest": Message("present.figures.latest"),
}
"""What a selection is made by."""
