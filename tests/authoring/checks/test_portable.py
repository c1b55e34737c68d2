"""What engines answer differently, or not at all, is refused; the same rule put safely passes."""

from pathlib import Path

import pytest
from tejun.authoring.source import Source

from tests.support.gates import Slip, messages_by_slip, refusals, with_rules

pytestmark = pytest.mark.opa

NEGATED = "1: What stands inside this `not` may be undefined"
TRUE = "1: A value of the input stands alone as a condition"
ORDER = "The order of a set or an object"

SLIPS = {
    "not over a comparison with a fact": Slip(
        'x if not begun(input.facts)\n\nbegun(facts) if facts.application.stage == "started"\n',
        "not begun(input.facts)",
        'not input.facts.application.stage == "started"',
        NEGATED,
    ),
    "not over a membership of a fact": Slip(
        'x if not begun(input.facts)\n\nbegun(facts) if facts.application.stage in {"started"}\n',
        "not begun(input.facts)",
        'not input.facts.application.stage in {"started"}',
        NEGATED,
    ),
    "not over a function of a fact": Slip(
        "x contains p.id if {\n\tsome p in input.facts.people\n\tnot is_object(p)\n}\n",
        "is_object(p)",
        "is_object(p.employment)",
        NEGATED.replace("1:", "3:"),
    ),
    "not over a field of a function of a fact": Slip(
        'x if not fact.at(null, "/x").state\n',
        "null",
        "input.facts.follow_up",
        NEGATED,
    ),
    "not over the first of a list": Slip(
        "x if not is_object(found)\n\nfound := [p | some p in input.facts.people]\n",
        "is_object(found)",
        "is_object(found[0])",
        NEGATED,
    ),
    "not over a function that does not answer for all": Slip(
        "x if not is_string(said({}))\n\nsaid(one) := one.a if {\n\tis_string(one.a)\n} else := null\n",
        " else := null",
        "",
        NEGATED,
    ),
    "a fact alone as a condition": Slip(
        "x if is_object(input.facts.follow_up)\n",
        "is_object(input.facts.follow_up)",
        "input.facts.follow_up",
        TRUE,
    ),
    "a fact alone under not": Slip(
        "x if not followed\n\nfollowed if is_object(input.facts.follow_up)\n",
        "followed\n\n",
        "input.facts.follow_up\n\n",
        TRUE,
    ),
    "a field of an entry alone as a condition": Slip(
        "x if {\n\tsome p in input.facts.people\n\tp.student == true\n}\n",
        " == true",
        "",
        TRUE.replace("1:", "3:"),
    ),
    "a variable that holds a fact alone as a condition": Slip(
        "x if {\n\ts := input.facts.application.stage\n\ts != null\n}\n",
        " != null",
        "",
        TRUE.replace("1:", "3:"),
    ),
    "params in a set's order": Slip(
        'findings := [{"params": {"ids": sort([i | some i in ids])}, "reads": []}]\n\nids contains "a"\n',
        "sort([i | some i in ids])",
        "[i | some i in ids]",
        f"1: {ORDER}",
    ),
    "reads in an object's order": Slip(
        'findings := [{"params": {}, "reads": sort(reads)}]\n\nreads := [one | some one in {"a": "/a"}]\n',
        "sort(reads)",
        "reads",
        f"3: {ORDER}",
    ),
    "a set in the place of an array": Slip(
        'findings := [{"params": {"ids": sort(ids)}, "reads": []}]\n\nids := {"a", "b"}\n',
        "sort(ids)",
        "ids",
        f"3: {ORDER}",
    ),
    "with": Slip(
        "x := input.as_of\n",
        "input.as_of",
        '1 if input.as_of == "x" with input.as_of as "x"',
        "1: `with` is for tests alone",
    ),
} | {
    f"the built-in {call}": Slip(
        "x := lower(input.as_of)\n", "lower(input.as_of)", call, f"1: {call.split('(')[0]} cannot be used"
    )
    for call in (
        'sprintf("%d", [1])',
        'http.send({"method": "get", "url": "x"})',
        "time.now_ns()",
        'rand.intn("x", 2)',
        'regex.match("a", "b")',
        'trace("x")',
        'print("x")',
        "walk(input.facts)",
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def messages(library: Source, opa: Path) -> dict[str, list[str]]:
    return messages_by_slip(library, opa, SLIPS)


@pytest.mark.parametrize("name", SLIPS)
def test_what_is_not_portable_is_refused(name: str, messages: dict[str, list[str]]) -> None:
    assert any(text.startswith(SLIPS[name].message) for text in messages[name]), messages[name]


def test_the_same_put_safely_passes(library: Source, opa: Path) -> None:
    assert refusals(with_rules(library, *(slip.right for slip in SLIPS.values())), opa) == ()


def test_a_not_over_what_is_always_defined_passes(library: Source, opa: Path) -> None:
    passing = (
        'x if not "pi" in {p.role | some p in input.facts.people}\n',
        'x if not fact.read(subjects.application, ["follow_up"]).state == "none"\n',
        'x if not object.get(input.facts, "follow_up", null) == null\n',
        'x if not input.mode == "formal"\n',
        "x if not set\n\nset if is_number(data.policy.params.any)\n",
        "x if not due\n\ndue := input.facts.application.stage if is_string(input.facts.application.stage)\n",
    )
    assert refusals(with_rules(library, *passing), opa) == ()
