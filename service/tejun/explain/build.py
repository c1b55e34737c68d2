"""From a recorded decision and its bundle's catalog to an explanation.

Always holds: pure; never evaluates, never raises for a decision that has the shape of one: a requirement or reason that
the catalog lacks is named by its code, and the explanation says so. Each finding of the decision is in it once.

May not know: stores, engines, or how an explanation is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tejun.bundle.effects import are_declared
from tejun.explain import words
from tejun.explain.message import Filler
from tejun.explain.places import Locate, Places
from tejun.explain.shape import (
    Clause,
    Count,
    Disposition,
    Explanation,
    FindingView,
    Header,
    IndicatorView,
    Verdict,
)
from tejun.explain.tasks import actor_of, holder_of, next_steps
from tejun.terms import EFFECTS, EXPLANATION_SCHEMA_ID, HOLDS, OPEN, STATUSES, Status
from tejun.words import Language, Message

_Dict = Mapping[str, Any]

_REPLACED = "replaced"
"""The outcome where the FA accepts measures outside the procedure: its answer then stands for every finding."""

_REPLACED_BEFORE = "accepted"
"""The procedure's reason that brought it about where a catalog does not say so yet; no other had this name."""


@dataclass(frozen=True)
class _Teller:
    """What every part of an explanation is told with."""

    language: Language
    places: Places
    requirements: Mapping[str, _Dict]
    filler: Filler
    agency: str
    effects_are_declared: bool

    def words_of(self, text: Any) -> str | None:
        """The catalog's `{ja, en}` in the language, or None where there is none."""
        return _in(text, self.language)


def explain(
    decision: _Dict,
    catalog: _Dict,
    *,
    language: Language,
    document: _Dict | None = None,
    locate: Locate | None = None,
) -> Explanation:
    """Explains a decision (its JSON form) with the catalog of the bundle that made it.

    `document` is the recorded input document: it gives names to ids. `locate` gives the line of a pointer into the
    submitted file, where that is at hand.
    """
    program = _mapping(catalog.get("program"))
    teller = _teller(catalog, document, locate, language=language)
    clauses = _clauses(decision, teller)
    return Explanation(
        schema=EXPLANATION_SCHEMA_ID,
        language=language,
        header=_header(decision, program, teller),
        outcome=_verdict(decision, language),
        summary=_summary(decision, language),
        # Beside the scale the findings are shown as they stand, and none of them is to be acted on.
        next=() if decision["outcome"] in EFFECTS else next_steps(clauses, language),
        clauses=clauses,
        indicators=_indicators(decision, teller),
        notes=_notes(decision, program, teller),
    )


def _teller(
    catalog: _Dict, document: _Dict | None, locate: Locate | None, *, language: Language
) -> _Teller:
    program = _mapping(catalog.get("program"))
    requirements = {item["id"]: item for item in catalog.get("requirements", [])}
    titles = {
        **_table_titles(program, language),
        **_form_titles(program, language),
        **{name: _in(item.get("title"), language) or name for name, item in requirements.items()},
    }
    places = Places(document, locate, titles=titles, language=language)
    return _Teller(
        language=language,
        places=places,
        requirements=requirements,
        filler=Filler(language, places, titles=titles),
        agency=_in(program.get("funding_agency"), language) or words.UNKNOWN,
        effects_are_declared=are_declared(catalog),
    )


def _table_titles(program: _Dict, language: Language) -> dict[str, str]:
    """The titles of the codes that a table among the program's parameters defines (a decision matrix's factors)."""
    tables = (_mapping(value) for value in _mapping(program.get("parameters")).values())
    titled = (
        (code, _in(_mapping(row).get("title"), language))
        for table in tables
        for code, row in table.items()
    )
    return {code: title for code, title in titled if title}


def _form_titles(program: _Dict, language: Language) -> dict[str, str]:
    """The titles of the items of the program's forms."""
    items = (item for form in program.get("forms", ()) for item in form["items"])
    return {item["id"]: _in(item["title"], language) or item["id"] for item in items}


def _mapping(value: Any) -> _Dict:
    return value if isinstance(value, Mapping) else {}


def _in(text: Any, language: Language) -> str | None:
    found = _mapping(text).get(language)
    return found if isinstance(found, str) else None


def _header(decision: _Dict, program: _Dict, teller: _Teller) -> Header:
    contact = program.get("contact")
    return Header(
        decision=decision["id"],
        application=decision["application"]["id"],
        application_title=decision["application"]["title"],
        program=decision["program"],
        program_title=teller.words_of(program.get("title")) or decision["program"],
        funding_agency=teller.agency,
        contact=contact if isinstance(contact, str) else None,
        example=program.get("example") is True,
        edition=decision["edition"],
        base=decision["base"],
        revision=decision["bundle"]["revision"],
        engine=decision["engine"]["name"],
        engine_version=decision["engine"]["version"],
        mode=decision["mode"],
        mode_label=words.MODES[decision["mode"]].in_(teller.language),
        as_of=str(decision["as_of"]),
        decided_at=str(decision["decided_at"]),
    )


def _verdict(decision: _Dict, language: Language) -> Verdict:
    code = decision["outcome"]
    return Verdict(
        code=code,
        headline=words.HEADLINES[code].in_(language),
        advice=words.ADVICE[code].in_(language),
        holds=code in HOLDS,
    )


def _summary(decision: _Dict, language: Language) -> tuple[Count, ...]:
    return tuple(_count(status, decision["findings"], language) for status in STATUSES)


def _count(status: Status, findings: list[_Dict], language: Language) -> Count:
    found = [finding["enforcement"] for finding in findings if finding["status"] == status]
    aside = len(found) - found.count("binding") if status in OPEN else 0
    label = words.STATUS[status].in_(language)
    note = Message("explain.aside", count=aside).in_(language) if aside else ""
    return Count(
        status=status,
        label=label,
        count=len(found),
        aside=aside,
        text=f"{label} {len(found)}{note}",
    )


def _clauses(decision: _Dict, teller: _Teller) -> tuple[Clause, ...]:
    """The findings by clause, in the catalog's order; what the catalog does not know comes last."""
    order = {name: i for i, name in enumerate(teller.requirements)}
    findings = sorted(
        decision["findings"], key=lambda finding: order.get(finding["requirement"], len(order))
    )
    stand_in = _stand_in(decision, teller)
    groups: dict[tuple[str, str], list[FindingView]] = {}
    for finding in findings:
        clause = _mapping(teller.requirements.get(finding["requirement"], {}).get("clause"))
        key = str(clause.get("section") or ""), str(clause.get("item") or "")
        groups.setdefault(key, []).append(_finding(finding, teller, stand_in))
    return tuple(
        Clause(
            section=section,
            item=item,
            label=_clause_label(section, item, teller.language),
            findings=tuple(views),
        )
        for (section, item), views in groups.items()
    )


def _clause_label(section: str, item: str, language: Language) -> str:
    label = words.CLAUSES[item].in_(language) if item in words.CLAUSES else item
    part = words.SECTIONS[section].in_(language) if section in words.SECTIONS else section
    return f"{part} {label}".strip() or words.UNKNOWN


def _stand_in(decision: _Dict, teller: _Teller) -> Disposition | None:
    """The answer by which other measures stand in place of the procedure, where that is the outcome."""
    if decision["outcome"] != _REPLACED:
        return None
    found = (
        _disposition(finding["reads"], teller)
        for finding in decision["findings"]
        if _replaces(finding, teller)
    )
    return next(found, None)


def _replaces(finding: _Dict, teller: _Teller) -> bool:
    """Whether it is the finding for which other measures stand in."""
    if not teller.effects_are_declared:
        said = (finding["layer"], finding["reason"], finding["status"])
        return said == ("procedure", _REPLACED_BEFORE, "satisfied")
    requirement = teller.requirements.get(finding["requirement"], {})
    return bool(_reason(finding, requirement).get("outcome") == _REPLACED)


def _finding(finding: _Dict, teller: _Teller, stand_in: Disposition | None) -> FindingView:
    language, subject = teller.language, finding["subject"]
    requirement = teller.requirements.get(finding["requirement"], {})
    actor = actor_of(requirement, subject, teller.places)
    message, remedy = _texts(finding, requirement, teller)
    quote = _mapping(requirement.get("clause")).get("quote")
    return FindingView(
        requirement=finding["requirement"],
        title=teller.words_of(requirement.get("title")) or finding["requirement"],
        quote=quote if isinstance(quote, str) else None,
        subject=subject,
        subject_label=teller.places.subject(subject),
        status=finding["status"],
        status_label=words.STATUS[finding["status"]].in_(language),
        reason=finding["reason"],
        message=message,
        remedy=remedy,
        params=dict(finding["params"]),
        actor=actor,
        actor_label=words.ACTORS[actor].in_(language),
        holder=holder_of(
            actor, subject, places=teller.places, agency=teller.agency, language=language
        ),
        layer=finding["layer"],
        layer_label=words.LAYERS[finding["layer"]].in_(language),
        imposed_by=_imposed_by(finding, requirement, teller),
        enforcement=finding["enforcement"],
        enforcement_label=words.ENFORCEMENT[finding["enforcement"]].in_(language),
        reads=tuple(teller.places.read(pointer) for pointer in finding["reads"]),
        disposition=_disposition(finding["reads"], teller)
        or (stand_in if finding["status"] in OPEN else None),
    )


def _reason(finding: _Dict, requirement: _Dict) -> _Dict:
    return _mapping(_mapping(requirement.get("reasons")).get(finding["reason"]))


def _imposed_by(finding: _Dict, requirement: _Dict, teller: _Teller) -> str | None:
    """The program's condition that the reason comes from, where a program tightens the procedure: title and place."""
    condition = _mapping(_reason(finding, requirement).get("by"))
    title = teller.words_of(condition.get("title"))
    clause = _mapping(condition.get("clause"))
    where = " ".join(str(clause[key]) for key in ("section", "item") if clause.get(key))
    return f"{title} ({where})" if title and where else title


def _texts(finding: _Dict, requirement: _Dict, teller: _Teller) -> tuple[str, str | None]:
    """The reason's message and remedy; where the catalog has no such reason, the code itself, plainly."""
    reason = _reason(finding, requirement)
    title = teller.words_of(requirement.get("title")) or finding["requirement"]
    params = {"title": title, **finding["params"]}
    message = teller.words_of(reason.get("message"))
    if message is None:
        unknown = Message("explain.not_in_catalog", reason=finding["reason"])
        return unknown.in_(teller.language), None
    remedy = teller.words_of(reason.get("remedy"))
    return (
        teller.filler.fill(message, params),
        None if remedy is None else teller.filler.fill(remedy, params),
    )


def _disposition(reads: list[str], teller: _Teller) -> Disposition | None:
    """The funding agency's answer among what was read, if one was; the FA's own record before a report of it."""
    for prefix, source in (
        ("/fa/determinations/", "fa"),
        ("/facts/determinations/", "institution"),
    ):
        for pointer in reads:
            answer = teller.places.value(pointer) if pointer.startswith(prefix) else None
            if isinstance(answer, Mapping) and answer.get("result") in words.RESULTS:
                return _answer(answer, source, teller.language)
    return None


def _answer(answer: _Dict, source: str, language: Language) -> Disposition:
    expires = answer.get("expires_on")
    return Disposition(
        result=answer["result"],
        result_label=words.RESULTS[answer["result"]].in_(language),
        teller="fa" if source == "fa" else "institution",
        teller_label=words.TELLERS[source].in_(language),
        by=str(answer.get("by") or words.UNKNOWN),
        on=str(answer.get("on") or words.UNKNOWN),
        reference=str(answer.get("reference") or words.UNKNOWN),
        expires_on=None if expires is None else str(expires),
    )


def _indicators(decision: _Dict, teller: _Teller) -> tuple[IndicatorView, ...]:
    judged = {finding["subject"]: finding["status"] for finding in decision["findings"]}
    views = []
    for indicator in decision["indicators"]:
        requirement = teller.requirements.get(indicator["requirement"], {})
        status = judged.get(f"indicator:{indicator['key']}")
        views.append(
            IndicatorView(
                key=indicator["key"],
                requirement=indicator["requirement"],
                title=teller.words_of(requirement.get("title")) or indicator["requirement"],
                subject=indicator["subject"],
                subject_label=teller.places.subject(indicator["subject"]),
                kind_label=teller.places.indicator_kind(indicator["key"].rpartition("/")[2]),
                status=status,
                status_label=words.STATUS[status].in_(teller.language) if status else None,
                reads=tuple(teller.places.read(pointer) for pointer in indicator["reads"]),
            )
        )
    return tuple(views)


def _notes(decision: _Dict, program: _Dict, teller: _Teller) -> tuple[str, ...]:
    language = teller.language
    reported = {
        pointer
        for finding in decision["findings"]
        for pointer in finding["reads"]
        if pointer.startswith("/facts/determinations/")
    }
    notes = [Message("explain.fa_decides", agency=teller.agency)]
    if decision["outcome"] == _REPLACED:
        notes.append(Message("explain.replaced"))
    if reported:
        notes.append(Message("explain.reported_only", count=len(reported)))
    if program.get("example") is True:
        notes.append(words.EXAMPLE)
    return tuple(note.in_(language) for note in notes)
