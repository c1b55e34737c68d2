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
from tejun.errors import Place, Text

_SAID = {
    Negation: Text(
        ja="not の中に未定義になり得る値があり、そのとき not も成り立たず枝が飛ばされます。"
        "否定する条件を変数だけを引数に取る規則にして、それを否定してください。",
        en="What stands inside this `not` may be undefined, and then the `not` does not hold either and the branch is "
        "skipped. Put what is negated into a rule whose arguments are plain variables, and negate that.",
    ),
    Truth: Text(
        ja='入力の値だけを条件にしています。null・0・"" もRegoでは真です。'
        "is_string などで調べるか、== で比べてください。",
        en='A value of the input stands alone as a condition, and null, 0 and "" are true in Rego. '
        "Ask for its type (is_string, …) or compare it.",
    ),
    Leak: Text(
        ja="集合・オブジェクトの順序（エンジンごとに違う）が params か reads に入ります。sort で並べてください。",
        en="The order of a set or an object, which differs between engines, gets into params or reads: sort it.",
    ),
}


def problems(
    modules: Collection[Module], notes: Iterable[Note], allowed: Collection[str]
) -> Iterator[Place]:
    """What is not portable; `allowed` are the built-ins that WebAssembly has natively."""
    for note in notes:
        if isinstance(note, Negation | Truth | Leak):
            path, line = note.where
            said = _SAID[type(note)]
            yield place(path, line or 1, ja=said.ja, en=said.en)
    own = {(*module.package, syntax.defines(rule)) for module in modules for rule in module.rules}
    for module in modules:
        yield from _with_problems(module)
        yield from _call_problems(module, own, allowed)


def _with_problems(module: Module) -> Iterator[Place]:
    for node in syntax.nodes(list(module.rules)):
        if "with" in node:
            yield place(
                module.path,
                syntax.line(node) or 1,
                ja="with はテストだけで使えます。値は引数で渡してください。",
                en="`with` is for tests alone: hand the value on as an argument.",
            )


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
                ja=f"{called} は使えません。使えるのは policies/capabilities.json の組み込み関数"
                "（WebAssemblyにあり、いつでも同じ答えを返すもの）と、ポリシー自身の関数だけです。",
                en=f"{called} cannot be used: only the built-ins of policies/capabilities.json (those that WebAssembly "
                "has and that always answer alike) and the policies' own functions.",
            )
