"""The part of Rego that gives the same answer on every engine, and says something where it says nothing by accident.

Refused: a built-in that is not in `policies/capabilities.json`; `with`; a `not` over something that may be undefined on
the way, whose branch is then skipped; a place of the input alone as a condition, for `null`, `0` and `""` are true; an
order that each engine has its own of, in a finding's params or reads.

Not seen: an order that gets into a string or decides which element comes first; a built-in that is undefined for a
value of the wrong type.

May not know: what a rule is about.
"""

from collections.abc import Collection, Iterable, Iterator

from tejun.authoring.problems import place
from tejun.authoring.rego import syntax
from tejun.authoring.rego.notes import Leak, Negation, Note, Truth
from tejun.authoring.rego.syntax import Module
from tejun.errors import Place
from tejun.words import Message

_SAID = {
    Negation: Message("authoring.said.negation"),
    Truth: Message("authoring.said.truth"),
    Leak: Message("authoring.said.leak"),
}


def problems(
    modules: Collection[Module], notes: Iterable[Note], allowed: Collection[str]
) -> Iterator[Place]:
    """What is not portable; `allowed` are the built-ins that WebAssembly has natively."""
    for note in notes:
        if isinstance(note, Negation | Truth | Leak):
            path, line = note.where
            said = _SAID[type(note)]
            yield place(path, line or 1, said)
    own = {(*module.package, syntax.defines(rule)) for module in modules for rule in module.rules}
    for module in modules:
        yield from _with_problems(module)
        yield from _call_problems(module, own, allowed)


def _with_problems(module: Module) -> Iterator[Place]:
    for node in syntax.nodes(list(module.rules)):
        if "with" in node:
            yield place(module.path, syntax.line(node) or 1, Message("authoring.with_problems"))


def _call_problems(
    module: Module, own: Collection[tuple[str, ...]], allowed: Collection[str]
) -> Iterator[Place]:
    for operator, _ in syntax.calls(list(module.rules)):
        names = syntax.absolute(module, syntax.name(operator))
        called = ".".join(names)
        if names[0] != "data" and (*module.package, *names) not in own and called not in allowed:
            yield place(
                module.path,
                syntax.line(operator) or 1,
                Message("authoring.call_problems", called=called),
            )
