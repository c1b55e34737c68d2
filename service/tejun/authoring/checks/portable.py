"""Rego must give the same answer on every engine, and must not be undefined by accident.

Refused: a built-in that is not in `policies/capabilities.json`; `with`; a `not` over something that may be undefined on
the way, whose branch is then skipped; a place of the input alone as a condition, for `null`, `0` and `""` are true; an
order that differs between engines, in a finding's params or reads.

Not seen: an order that gets into a string or decides which element comes first; a built-in that is undefined for a
value of the wrong type.

May not know: what a rule is about.
"""

from collections.abc import Collection, Iterable, Iterator

from tejun.authoring.problems import problem_in_file
from tejun.authoring.rego import syntax
from tejun.authoring.rego.notes import EngineOrder, InputCondition, Note, UndefinedNegation
from tejun.authoring.rego.syntax import Module
from tejun.errors import Place
from tejun.words import Message

_MESSAGES = {
    UndefinedNegation: Message("authoring.portable.negation"),
    InputCondition: Message("authoring.portable.truth"),
    EngineOrder: Message("authoring.portable.leak"),
}


def portability_problems(
    modules: Collection[Module], notes: Iterable[Note], allowed: Collection[str]
) -> Iterator[Place]:
    """What is not portable; `allowed` are the built-ins that WebAssembly has natively."""
    for note in notes:
        if isinstance(note, UndefinedNegation | InputCondition | EngineOrder):
            path, line = note.where
            yield problem_in_file(path, line or 1, _MESSAGES[type(note)])
    own = {
        (*module.package, syntax.defined_name(rule)) for module in modules for rule in module.rules
    }
    for module in modules:
        yield from _with_problems(module)
        yield from _call_problems(module, own, allowed)


def _with_problems(module: Module) -> Iterator[Place]:
    for node in syntax.all_nodes(list(module.rules)):
        if "with" in node:
            yield problem_in_file(
                module.path, syntax.line_of(node) or 1, Message("authoring.with_outside_tests")
            )


def _call_problems(
    module: Module, own: Collection[tuple[str, ...]], allowed: Collection[str]
) -> Iterator[Place]:
    for operator, _ in syntax.find_calls(list(module.rules)):
        names = syntax.resolve_import(module, syntax.reference_names(operator))
        called = ".".join(names)
        if names[0] != "data" and (*module.package, *names) not in own and called not in allowed:
            yield problem_in_file(
                module.path,
                syntax.line_of(operator) or 1,
                Message("authoring.builtin_not_allowed", name=called),
            )
