"""Follows values through the rules of a bundle, without running them: which places of the input a term may stand for.

Every rule is worked out from the trees; a function anew for every set of arguments that it is called with, which ends
because Rego knows no recursion. `fact.read(subject, ["disclosures", "papers"])` so becomes a place in the input
document for those subjects that have it.

Always holds: where a term may be several things it stands for all of them; conditions narrow nothing. What is looked up
in the parameters, or in what the schema leaves open, is not known and is never reported. A function that nobody calls
is not looked at.

May not know: what is forbidden. It notes what it meets (`Note`); the checks judge.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tejun.authoring.rego import builtins, syntax
from tejun.authoring.rego.model import Model
from tejun.authoring.rego.notes import DataPath, Negation, Note, Read, Truth, given, leaks, verdicts
from tejun.authoring.rego.parts import Parts
from tejun.authoring.rego.syntax import Module, Node
from tejun.authoring.rego.values import (
    MAYBE,
    NOTHING,
    OPEN,
    PLAIN,
    UNKNOWN,
    At,
    Atom,
    Items,
    Number,
    Origin,
    Record,
    Row,
    Text,
    Tree,
    Value,
    defined,
    first_of,
    join,
    maybe,
    texts,
)

RESULTS = ("findings", "indicators", "tightenings")
"""The rules of a requirement that the entrypoint collects."""


def notes(modules: Iterable[Module], model: Model) -> frozenset[Note]:
    """What is met on the way through all rules."""
    flow = _Flow(modules, model)
    for path in list(flow.rules):
        value = flow.rule(path)
        if path[-1] in RESULTS:
            for atom in flow.parts.iterated(value)[1]:
                if isinstance(atom, Record):
                    flow.notes.update(leaks(atom), given(atom, path[:-1], model))
    return frozenset(flow.notes)


@dataclass
class _Frame:
    """Where the flow is: the names that hold here (None: declared, and bound where it is first used)."""

    module: Module
    names: dict[str, Value | None] = field(default_factory=dict)
    unordered: bool = False

    def inner(self) -> "_Frame":
        return _Frame(self.module, dict(self.names))

    def where(self, node: Node) -> Origin:
        return (self.module.path, syntax.line(node))


class _Flow:
    def __init__(self, modules: Iterable[Module], model: Model) -> None:
        self.notes: set[Note] = set()
        self.rules: dict[DataPath, list[tuple[Module, Node]]] = defaultdict(list)
        self._children: dict[DataPath, set[str]] = defaultdict(set)
        self._model = model
        self.parts = Parts(model, children=self._children, at=self._at)
        self._under_way: set[DataPath] = set()
        self._worked_out: dict[tuple[DataPath, tuple[Value, ...] | None], Value] = {}
        for module in modules:
            for rule in module.rules:
                path = (*module.package, syntax.defines(rule))
                self.rules[path].append((module, rule))
                for depth, key in enumerate(path):
                    self._children[path[:depth]].add(key)

    # --- rules ---------------------------------------------------------------------------------

    def rule(self, path: DataPath, arguments: tuple[Value, ...] | None = None) -> Value:
        """What the rule gives, or the function for these arguments."""
        key = (path, arguments)
        if key not in self._worked_out:
            if path in self._under_way:
                return UNKNOWN  # a recursion, which OPA refuses
            self._under_way.add(path)
            self._worked_out[key] = first_of(
                first_of(self._link(module, link, arguments) for link in syntax.links(rule))
                for module, rule in self.rules[path]
                if (arguments is None) == ("args" not in rule["head"])
            )
            self._under_way.remove(path)
        return self._worked_out[key]

    def _link(self, module: Module, link: Node, arguments: tuple[Value, ...] | None) -> Value:
        frame = _Frame(module)
        head = link["head"]
        certain = True
        for pattern, value in zip(head.get("args", ()), arguments or (), strict=False):
            certain &= pattern["type"] == "var"
            self._bind(frame, pattern, value)
        certain &= self._body(frame, link["body"])
        if "value" in head:
            value = self._term(frame, head["value"])
        else:
            of = defined(self._term(frame, head["key"]))
            value = frozenset({Items("set", of=of, keys=of, leak=frame.where(link))})
        for key in reversed(head["ref"][1:]):
            keys = defined(self._term(frame, key))
            value = frozenset({Items("object", of=defined(value), keys=keys)})
        always = certain or "value" not in head or len(head["ref"]) > 1
        return value if always else value | {MAYBE}

    # --- bodies --------------------------------------------------------------------------------

    def _body(self, frame: _Frame, body: list[Node]) -> bool:
        """Whether the body always holds."""
        hold = [self._expression(frame, expression) for expression in body]
        return all(hold)

    def _expression(self, frame: _Frame, expression: Node) -> bool:
        """Whether the expression always holds: of conditions that is never known."""
        terms = expression["terms"]
        if expression.get("negated"):
            self._negated(frame, expression)
        elif isinstance(terms, list):
            return self._statement(frame, terms)
        elif "symbols" in terms:
            self._declared(frame, terms["symbols"])
        elif "domain" in terms:
            self._every(frame, terms)
        else:
            self._condition(frame, terms)
        return bool(expression.get("generated"))

    def _statement(self, frame: _Frame, terms: list[Node]) -> bool:
        operator, *arguments = terms
        if syntax.name(operator) in {("assign",), ("eq",)}:
            left, right = arguments
            if self._is_free(frame, right):
                left, right = right, left
            value = self._term(frame, right)
            self._bind(frame, left, defined(value))
            return MAYBE not in value and left["type"] == "var"
        self._call(frame, operator, arguments)
        return False

    def _declared(self, frame: _Frame, symbols: list[Node]) -> None:
        """`some x`, `some x in xs`, `some k, v in xs`."""
        for symbol in symbols:
            if symbol["type"] == "var":
                frame.names[symbol["value"]] = None
                continue
            _, *patterns, domain = symbol["value"]
            keys, elements = self._walked(frame, domain, self._term(frame, domain))
            self._bind(frame, patterns[-1], elements)
            if len(patterns) > 1:
                self._bind(frame, patterns[0], keys)

    def _every(self, frame: _Frame, terms: Node) -> None:
        inner = frame.inner()
        domain = terms["domain"]
        keys, elements = self._walked(inner, domain, self._term(frame, domain))
        if terms.get("key"):
            self._bind(inner, terms["key"], keys)
        self._bind(inner, terms["value"], elements)
        self._body(inner, terms["body"])

    def _condition(self, frame: _Frame, term: Node) -> Value:
        value = self._term(frame, term)
        if any(isinstance(atom, At) for atom in value) and self._is_input(frame, term):
            self.notes.add(Truth(frame.where(term)))
        return value

    def _negated(self, frame: _Frame, expression: Node) -> None:
        """What stands inside is worked out first: where it is undefined, so is the `not`."""
        terms = expression["terms"]
        if isinstance(terms, list):
            inside = [self._term(frame, argument) for argument in terms[1:]]
            self._call(frame, terms[0], terms[1:])
        else:
            self._condition(frame, terms)
            inside = [self._term(frame, part) for part in syntax.worked_out_first(terms)]
        if any(MAYBE in value for value in inside):
            self.notes.add(Negation(frame.where(expression)))

    def _bind(self, frame: _Frame, pattern: Node, value: Value) -> None:
        if pattern["type"] == "var":
            frame.names[pattern["value"]] = value
        elif pattern["type"] == "array":
            for position, part in enumerate(pattern["value"]):
                self._bind(frame, part, defined(self.parts.element(value, Number(position))))
        elif pattern["type"] == "object":
            for key, part in pattern["value"]:
                held = self._read(frame, part, value, self._term(frame, key))
                self._bind(frame, part, defined(held))

    def _is_free(self, frame: _Frame, term: Node) -> bool:
        """Whether the term is a variable without a value yet."""
        if term["type"] != "var":
            return False
        name = term["value"]
        bound = frame.names.get(name) is not None
        declared = name in frame.names
        return not bound and (declared or not self._is_global(frame.module, name))

    def _is_global(self, module: Module, name: str) -> bool:
        known = name in {"input", "data"} or name in module.imports
        return known or (*module.package, name) in self.rules

    def _is_input(self, frame: _Frame, term: Node) -> bool:
        """Whether the term is a path from the input or from a variable, not what a rule or a call gives."""
        names = syntax.name(term)
        local = bool(names) and frame.names.get(names[0]) is not None
        return local or syntax.absolute(frame.module, names)[:1] == ("input",)

    # --- terms ---------------------------------------------------------------------------------

    def _term(self, frame: _Frame, term: Node) -> Value:
        value: Any = term.get("value")
        found: Value
        match term["type"]:
            case "string":
                found = frozenset({Text(value, frame.where(term))})
            case "number" if isinstance(value, int):
                found = frozenset({Number(value)})
            case "var":
                found = self._variable(frame, term)
            case "ref":
                found = self._reference(frame, value)
            case "call":
                found = self._call(frame, value[0], value[1:])
            case "array" | "set" | "object" as kind:
                found = self._literal(frame, term, kind)
            case "arraycomprehension" | "setcomprehension" | "objectcomprehension":
                found = self._comprehension(frame, term)
            case _:
                found = PLAIN
        return found

    def _variable(self, frame: _Frame, term: Node) -> Value:
        name = term["value"]
        local = frame.names.get(name)
        if local is not None:
            return local
        if (*frame.module.package, name) in self.rules:
            return self.rule((*frame.module.package, name))
        match syntax.absolute(frame.module, (name,)):
            case ("input", *place):
                keys = tuple(texts([key]) for key in place)
                return self._keys(frame, term, frozenset({At(())}), keys)
            case ("data", *path):
                return self._at(tuple(path))
            case _:
                return UNKNOWN

    def _reference(self, frame: _Frame, parts: list[Node]) -> Value:
        value = self._term(frame, parts[0])
        for part in parts[1:]:
            if self._is_free(frame, part):
                keys, elements = self._walked(frame, part, value)
                self._bind(frame, part, keys)
                value = elements | {MAYBE}
            else:
                value = self._read(frame, part, value, self._term(frame, part))
        return value

    def _literal(self, frame: _Frame, term: Node, kind: str) -> Value:
        if kind == "object":
            return self._object(frame, term["value"])
        items = [self._term(frame, item) for item in term["value"]]
        if kind == "array":
            made: Atom = Row(tuple(defined(item) for item in items))
        else:
            of = defined(join(items))
            made = Items("set", of=of, keys=of, leak=frame.where(term))
        return maybe(frozenset({made}), *items)

    def _object(self, frame: _Frame, pairs: list[list[Node]]) -> Value:
        keys = [self._term(frame, key) for key, _ in pairs]
        values = [self._term(frame, value) for _, value in pairs]
        if all(key["type"] == "string" for key, _ in pairs):
            names = (key["value"] for key, _ in pairs)
            record = Record(frozenset(zip(names, map(defined, values), strict=True)))
            self.notes.update(verdicts(record))
            made: Atom = record
        else:
            made = Items("object", of=defined(join(values)), keys=defined(join(keys)))
        return maybe(frozenset({made}), *keys, *values)

    def _comprehension(self, frame: _Frame, term: Node) -> Value:
        inner = frame.inner()
        made: dict[str, Any] = term["value"]
        self._body(inner, made["body"])
        kind = term["type"].removesuffix("comprehension")
        of = defined(self._term(inner, made["value" if kind == "object" else "term"]))
        keys = defined(self._term(inner, made["key"])) if kind == "object" else of
        leaks = kind == "set" or (kind == "array" and inner.unordered)
        return frozenset({Items(kind, of, keys, leak=frame.where(term) if leaks else None)})

    def _call(self, frame: _Frame, operator: Node, arguments: list[Node]) -> Value:
        names = syntax.absolute(frame.module, syntax.name(operator))
        own = (*frame.module.package, *names)
        path = names[1:] if names[0] == "data" else own
        given = [self._term(frame, argument) for argument in arguments]
        if path in self.rules:
            found = self.rule(path, tuple(defined(value) for value in given))
            return maybe(found, *given)
        if names == ("object", "get"):
            return self._got(frame, operator, given)
        return builtins.result(".".join(names), given, self.parts.iterated)

    def _got(self, frame: _Frame, node: Node, given: list[Value]) -> Value:
        """`object.get`, with a key or with an array of keys."""
        value, keys, default = given
        found = NOTHING
        for key in defined(keys):
            path = key.items if isinstance(key, Row) else (frozenset({key}),)
            found |= self._keys(frame, node, defined(value), path)
        return maybe(defined(found) | default, value, keys)

    # --- parts of values -----------------------------------------------------------------------

    def _keys(self, frame: _Frame, node: Node, value: Value, keys: tuple[Value, ...]) -> Value:
        for key in keys:
            value = self._read(frame, node, value, key)
        return value

    def _read(self, frame: _Frame, node: Node, value: Value, key: Value) -> Value:
        """What stands under the key, with a note of it."""
        found = NOTHING
        for each in defined(key):
            if isinstance(each, Text):
                self._note(each.where or frame.where(node), value, each.text)
            found |= self.parts.element(value, each)
        return maybe(found, value, key)

    def _note(self, where: Origin, value: Value, key: str) -> None:
        if all(isinstance(atom, Tree) for atom in value):
            return
        places = frozenset(atom.place for atom in value if isinstance(atom, At))
        named = [names for atom in value if (names := self.parts.names(atom)) is not None]
        if OPEN in value or not named or any(key in names for names in named):
            places = frozenset(place for place in places if key in self._model.names(place))
            self.notes.add(Read(where, places, key))
        else:
            known = tuple(sorted({name for names in named for name in names}))
            self.notes.add(Read(where, places, key, known))

    def _at(self, path: DataPath) -> Value:
        """What stands at a path of `data`: a rule, packages, or what the bundle brings (the parameters)."""
        if path in self.rules:
            return self.rule(path)
        if path in self._children:
            return frozenset({Tree(path)})
        return NOTHING if path[:-1] in self._children and len(path) > 2 else UNKNOWN

    def _walked(self, frame: _Frame, node: Node, value: Value) -> tuple[Value, Value]:
        """The keys and elements of what is gone through, with a note where that reads keys or leaves the order open."""
        for name in {name for atom in value for name in self.parts.names(atom) or ()}:
            self._note(frame.where(node), value, name)
        frame.unordered |= any(self.parts.is_unordered(atom) for atom in value)
        return self.parts.iterated(value)
