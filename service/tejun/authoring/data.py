"""What an edition's Rego reads besides the input, `data.policy`: made from program.yaml and the METADATA.

Always holds: which outcomes reasons bring about (`effects`) is taken from the catalog, never from METADATA once more.

May not know: what a rule makes of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tejun.authoring.catalog import build_catalog
from tejun.authoring.source import Source
from tejun.bundle.effects import effects_of
from tejun.model.bodies import without_corporation, without_remark
from tejun.model.names import prepare_name

_OF_A_YEAR = re.compile(r"\s*(?:20\d\d|令和\d+)(?:年度?)?\s*$")
_SHORTEST = 3
"""An acronym of fewer letters may be anybody's."""


def data_document(source: Source) -> dict[str, Any]:
    """What Rego reads as `data.policy`: the edition's name, its word on the program (call, designation, kind of fund,
    how the agency's name compares),
    the program's parameters and forms, and which reasons bring about an outcome by themselves. The
    sources must have passed the lint."""
    config = source.config
    return {
        "edition": {
            "program": config["slug"],
            "edition": config["edition"],
            "base": config["base"],
        },
        "call": config["call"],
        "designation": config.get("designation", {}),
        "fund": config.get("fund", {}),
        "funding_agency": {"forms": _forms(names_of_agency(config))},
        "params": config["parameters"],
        "forms": {
            form["id"]: [item["id"] for item in form["items"]] for form in config.get("forms", [])
        },
        "effects": effects_of(build_catalog(source)),
    }


def names_of_agency(config: Mapping[str, Any]) -> Iterator[str]:
    """What a plan calls the agency: its names, without the kind of the corporation, its acronym, or the program.

    The acronym is made of the initials of its English name, and is the name of its domain. Of the program's title the
    year and a remark are left out, as a call of every year has them.
    """
    names = config["funding_agency"]
    for language, name in names.items():
        short = without_corporation(name)
        yield from (name, short)
        title = config["title"].get(language, "")
        for called in {title, _OF_A_YEAR.sub("", title), without_remark(title)} - {""}:
            yield from (called, f"{short} {called}")
    initials = "".join(re.findall(r"\b[A-Z]", names.get("en", "")))
    yield from (found for found in (initials, _domain(config)) if len(found) >= _SHORTEST)


def _domain(config: Mapping[str, Any]) -> str:
    return str(config.get("contact", "")).rpartition("@")[2].partition(".")[0]


def _forms(names: Iterable[str]) -> list[str]:
    return sorted({form for name in names for form in prepare_name(name)["forms"]})
