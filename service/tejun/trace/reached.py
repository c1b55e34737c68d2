"""Which modules of a bundle a rule can reach: OPA reads and compiles no other for its trace, which is most of what a
trace costs.

Always holds: pure. No module is left out that a rule could reach: whatever looks like a reference is one. Modules refer
to others as `data.…` alone, which building a bundle sees to (`tejun.bundle.mount`).

May not know: OPA, or what a rule says.
"""

import re
from collections.abc import Iterable, Mapping

from tejun.bundle.mount import package_of

_REFERENCE = re.compile(
    r"(?<![\w.])data\.([A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*)(?:(?:\[[A-Za-z0-9_]+\])+\.([A-Za-z0-9_]+))?"
)
"""Where it leads, and, of `data.policy.procedure[_][_].findings`, the rule in whichever package below it."""

_LINE_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)


def reached(texts: Mapping[str, str], start: Iterable[str]) -> frozenset[str]:
    """The paths of `start`, and of all modules that those refer to, directly or through others; `texts` has every
    module of the bundle by its path."""
    packages = {path: package_of(text) or "" for path, text in texts.items()}
    found: set[str] = set()
    left = set(start)
    while left:
        path = left.pop()
        found.add(path)
        references = set(_REFERENCE.findall(_LINE_COMMENT.sub("", texts[path])))
        left |= {
            other
            for other, package in packages.items()
            if other not in found
            and (
                package == packages[path]
                or any(_meets(package, texts[other], *each) for each in references)
            )
        }
    return frozenset(found)


def _meets(package: str, text: str, reference: str, rule: str) -> bool:
    """Whether the reference leads into the package, or to such a rule in one of those below it."""
    if f"{reference}.".startswith(f"{package}."):
        return True
    if not f"{package}.".startswith(f"{reference}."):
        return False
    return not rule or re.search(rf"^(default[ \t]+)?{rule}\b", text, re.MULTILINE) is not None
