"""From facts of form 1 (`tejun/facts/1`) to form 2.

Always holds: nothing that form 1 says is lost, and nothing that it does not say is made up: a half-filled document
comes over as far as it goes, and one of which a part would have no place in form 2 is refused at that part. What form 1
said once stands once, at the place of form 2 for which it certainly was; but for who declared it and when, which form 2
asks for with each part. What form 2 asks for besides (which items a look covered, whether a concern was raised, when a
measure was chosen, …) is left open, and `left_open` names it.

May not know: files, arguments, or whether the facts are enough.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from tejun import canonical
from tejun.errors import InvalidFactsError
from tejun.model.intake import (
    Mistakes,
    invalid_facts,
    misfits,
    mistakes,
    place_in,
    read_facts,
    words_of_misfit,
)
from tejun.model.left_open import LeftOpen, left_open
from tejun.model.mistakes import Mistake
from tejun.reading import Document, Path, empty
from tejun.terms import EARLIER_FACTS_SCHEMA_ID, FACTS_SCHEMA_ID
from tejun.words import Message
from tejun.words.quoting import quoted_value

Json = dict[str, Any]

_HALF_FILLED = frozenset({"required", "minItems", "oneOf"})
"""What is wrong with a document in which not all was entered yet."""


@dataclass(frozen=True)
class Converted:
    """Facts of form 1 in form 2, what they leave open, and why form 2 does not take them yet, where it does not."""

    facts: Json
    open: tuple[LeftOpen, ...]
    refusal: InvalidFactsError | None


def from_form_1(document: Document) -> Converted | None:
    """The facts in form 2; None where the document is in form 2 already, whether it fits that or not.

    Raises UnreadableDocumentError where nothing stands in it, and InvalidFactsError where it says of no form that it is
    in that, or does not keep to form 1.
    """
    if document.is_empty():
        raise empty()
    value = document.value
    if not isinstance(value, dict):
        raise invalid_facts(document, mistakes(value))
    if value.get("schema") == FACTS_SCHEMA_ID:
        return None
    if value.get("schema") != EARLIER_FACTS_SCHEMA_ID:
        raise _of_no_form(document, value)
    wrong = _mistakes(value)
    if not wrong.found:
        wrong = Mistakes(tuple(islice(_without_a_place(value), _MOST_PARTS)), are_all=True)
    if wrong.found:
        raise _not_form_1(document, wrong)
    facts = to_form_2(value)
    return Converted(facts, (*left_open(facts), *_beside_indicators(value)), _refusal(facts))


_MOST_PARTS = 5_000
"""In so many parts facts may be half filled, and still be brought over."""


def _mistakes(value: Json) -> Mistakes:
    """What does not fit form 1 and is not just not entered yet; all that is not, where not every part was looked at."""
    found = misfits(value, "facts-1", most_parts=_MOST_PARTS)
    wrong = tuple(
        (path, partial(words_of_misfit, path, error, "facts-1"))
        for path, error in found.found
        if not found.are_all or error.kind.name not in _HALF_FILLED
    )
    return Mistakes(wrong, found.are_all)


def _without_a_place(facts: Json) -> Iterator[Mistake]:
    """What form 2 asks of each institution, where form 1 does not say yet which one it is of."""
    institutions = facts.get("institutions", [])
    supporters = facts.get("supporters", {})
    led = any(institution.get("role") == "lead" for institution in institutions)
    if "managed" in facts.get("data", {}) and not led:
        yield ("data", "managed"), Message("model.convert.no_lead")
    if supporters and not led and not supporters.get("entries"):
        yield ("supporters",), Message("model.convert.no_lead")
    known = {institution["id"]: None for institution in institutions if "id" in institution}
    there_are = [*known][:_MOST_KNOWN] or ["—"]
    for i, entry in enumerate(supporters.get("entries", [])):
        if entry.get("institution") not in known:
            path = ("supporters", "entries", i)
            yield path, Message("model.convert.no_institution", known=there_are)


_MOST_KNOWN = 8
"""So many institutions a message lists."""


def _beside_indicators(facts: Json) -> Iterator[LeftOpen]:
    """Where form 1 names a requirement or a subject beside an indicator; form 2 names the indicator alone."""
    places = tuple(
        (part, i)
        for part in ("consultations", "determinations")
        for i, entry in enumerate(facts.get(part, []))
        if "indicator" in entry and entry.keys() & {"requirement", "subject"}
    )
    if places:
        yield LeftOpen(Message("model.open.beside_indicator"), places)


def _refusal(facts: Json) -> InvalidFactsError | None:
    try:
        read_facts(canonical.dumps(facts))
    except InvalidFactsError as error:
        return error
    return None


def _of_no_form(document: Document, value: Json) -> InvalidFactsError:
    forms = {"form": FACTS_SCHEMA_ID, "earlier": EARLIER_FACTS_SCHEMA_ID}
    advice = Message("model.convert.no_form.advice", **forms)
    path: Path = ("schema",) if "schema" in value else ()
    place = place_in(document, path, Message("model.convert.forms", **forms))
    detail = (
        Message("model.convert.unknown_form", found=quoted_value(value["schema"]))
        if path
        else Message("model.convert.no_form")
    )
    return InvalidFactsError(detail, advice, places=(place,))


def _not_form_1(document: Document, wrong: Mistakes) -> InvalidFactsError:
    found = invalid_facts(document, wrong)
    advice = Message("model.convert.misfits.advice", form=FACTS_SCHEMA_ID)
    detail = Message(
        "model.convert.misfits", earlier=EARLIER_FACTS_SCHEMA_ID, count=len(wrong.found)
    )
    return InvalidFactsError(detail, advice, places=found.places)


def to_form_2(earlier: Json) -> Json:
    """The same facts in form 2; what is not entered in `earlier` is not in them. `earlier` is not changed."""
    facts = deepcopy(earlier)
    facts["schema"] = FACTS_SCHEMA_ID
    _give_institutions_their_parts(facts)
    _move_plan(facts)
    for subject in _looked_into(facts):
        _convert_runs(subject)
    _convert_process(facts)
    for part in ("consultations", "determinations"):
        for exchanged in facts.get(part, []):
            topic = _topic(exchanged)
            if topic:
                exchanged["about"] = [topic]
    for entry in facts.get("follow_up", {}).get("entries", []):
        if "state" in entry:
            entry["note"] = entry.pop("state")
    return facts


def _give_institutions_their_parts(facts: Json) -> None:
    """Supporters and managed data were listed once for all; form 2 asks each institution for its own."""
    institutions = facts.get("institutions", [])
    lead: Json = next((found for found in institutions if found.get("role") == "lead"), {})
    managed = facts.get("data", {}).pop("managed", None)
    if managed is not None:
        lead["managed_data"] = managed
    supporters = facts.pop("supporters", None)
    if supporters is None:
        return
    entries = supporters.pop("entries", [])
    if not entries:
        lead["supporters"] = supporters
        return
    own: dict[str, list[Json]] = {}
    for entry in entries:
        own.setdefault(entry.pop("institution"), []).append(entry)
    first = {found.get("id"): found for found in reversed(institutions)}
    supported = {name: first[name] for name in own}
    of_all = lead["id"] if lead.get("id") in own else next(iter(own))
    for name, institution in supported.items():
        kept = supporters if name == of_all else _of_each(supporters)
        institution["supporters"] = {**kept, "entries": own[name]}


_SAID_ONCE = frozenset({"discrepancies", "evidence", "reason"})
"""What a declaration for several has that is not each one's; `left_open` names whose it may be."""


def _of_each(declaration: Json) -> Json:
    return deepcopy({key: said for key, said in declaration.items() if key not in _SAID_ONCE})


def _move_plan(facts: Json) -> None:
    """A maDMP says itself who answers for it, and since when it stands so."""
    data = facts.pop("data", {})
    if not data.keys() & {"dmp", "dmp_version"}:
        return
    plan: Json = {}
    declared: Json = {}
    if "dmp" in data:
        dmp = data["dmp"].get("dmp", {})
        plan = {key: dmp[key] for key in ("title",) if key in dmp} | {"madmp": data["dmp"]}
        contact = dmp.get("contact", {})
        declared |= {"by": contact["name"]} if "name" in contact else {}
        declared |= {"on": dmp["modified"][:10]} if "modified" in dmp else {}
    if "dmp_version" in data:
        plan["madmp_version"] = data["dmp_version"]
    said = {"declared": declared} if declared else {}
    facts["dmp"] = {"state": "provided", **said, "entries": [plan]}


def _looked_into(facts: Json) -> list[Json]:
    institutions = facts.get("institutions", [])
    supporters = [
        entry
        for institution in institutions
        for entry in institution.get("supporters", {}).get("entries", [])
    ]
    return [*facts.get("people", []), *institutions, *supporters]


def _convert_runs(subject: Json) -> None:
    """In form 1 every run had a score between 0 and 1."""
    for run in subject.get("screening", []):
        said = {key: run.pop(key) for key in ("algorithm", "threshold") if key in run}
        run["scoring"] = {**said, "scale": "0-1"}


_MOST_SIGNED = 50
"""So many statements on ① get the one signature of form 1 each: of more, each is to say its own."""


def _convert_process(facts: Json) -> None:
    """The one statement on ① was on the extra information; of the managed data it may say anything, or nothing."""
    collection = facts.get("process", {}).get("collection", {})
    if collection.get("state") == "provided" and "entries" in collection:
        is_short = len(collection["entries"]) <= _MOST_SIGNED
        declared = collection.get("declared", {}) if is_short else {}
        collection["entries"] = [
            {"line": "information", **entry, **declared} for entry in collection["entries"]
        ]


def _topic(exchanged: Json) -> Json:
    """The one topic of a question or an answer, taken out of it; an indicator stands alone."""
    found: Json = {
        key: exchanged.pop(key)
        for key in ("requirement", "subject", "indicator")
        if key in exchanged
    }
    if "indicator" in found:
        return {"indicator": found["indicator"]}
    return found
