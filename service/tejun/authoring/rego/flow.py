"""Follows values through the rules of a bundle without evaluating them: which places of the input a term may be.

The value of each rule is derived from the syntax trees; that of a function anew for every set of arguments that it is
called with, which ends because Rego knows no recursion. So `fact.read(subject, ["disclosures", "papers"])` becomes a
place in the input document for those subjects that have it.

Always holds: a term that may be several things has all these values; conditions narrow nothing. What is looked up in
the parameters, or in what the schema leaves open, is not known and never reported. A function that nobody calls is not
looked at.

May not know: what is forbidden. It notes what it finds (`Note`); the checks judge.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tejun.authoring.rego import builtins, syntax
from tejun.authoring.rego.input_schema import InputSchema
from tejun.authoring.rego.notes import (
    DataPath,
    InputCondition,
    Note,
    Read,
    UndefinedNegation,
    engine_orders,
    possible_reasons,
    reason_statuses,
)
from tejun.authoring.rego.parts import Parts
from tejun.authoring.rego.syntax import Module, Node
from tejun.authoring.rego.values import (
    MAYBE,
    NOTHING,
    OPEN,
    PLAIN,
    UNKNOWN,
    ArrayValue,
    Atom,
    CollectionValue,
    DataTree,
    InputValue,
    Location,
    NumberValue,
    ObjectValue,
    StringValue,
    Value,
    defined,
    first_of,
    join,
    maybe,
    set_of,
    strings,
)

RESULTS = ("findings", "indicators", "tightenings")
"""The rules of a requirement that the entrypoint collects."""


def collect_notes(modules: Iterable[Module], schema: InputSchema) -> frozenset[Note]:
    """The notes on all rules."""
    flow = _Flow(modules, schema)
    for path in list(flow.rules):
        value = flow.rule(path)
        if path[-1] in RESULTS:
            for atom in flow.parts.iterated(value)[1]:
                if isinstance(atom, ObjectValue):
                    flow.notes.update(
                        engine_orders(atom), possible_reasons(atom, path[:-1], schema)
                    )
    return frozenset(flow.notes)


@dataclass
class _Frame:
    """The scope of a body: its names and their values (None: declared, and bound where it is first used)."""

    module: Module
    names: dict[str, Value | None] = field(default_factory=dict)
    unordered: bool = False

    def inner(self) -> "_Frame":
        return _Frame(self.module, dict(self.names))

    def where(self, node: Node) -> Location:
        return (self.module.path, syntax.line_of(node))


class _Flow:
    def __init__(self, modules: Iterable[Module], schema: InputSchema) -> None:
        self.notes: set[Note] = set()
        self.rules: dict[DataPath, list[tuple[Module, Node]]] = defaultdict(list)
        self._children: dict[DataPath, set[str]] = defaultdict(set)
        self._schema = schema
        self.parts = Parts(schema, children=self._children, data_at=self._data_at)
        self._in_progress: set[DataPath] = set()
        self._values: dict[tuple[DataPath, tuple[Value, ...] | None], Value] = {}
        for module in modules:
            for rule in module.rules:
                path = (*module.package, syntax.defined_name(rule))
                self.rules[path].append((module, rule))
                for depth, key in enumerate(path):
                    self._children[path[:depth]].add(key)

    # --- rules ---------------------------------------------------------------------------------

    def rule(self, path: DataPath, arguments: tuple[Value, ...] | None = None) -> Value:
        """What the rule gives, or the function for these arguments."""
        key = (path, arguments)
        if key not in self._values:
            if path in self._in_progress:
                return UNKNOWN  # a recursion, which OPA refuses
            self._in_progress.add(path)
            self._values[key] = first_of(
                first_of(self._link(module, link, arguments) for link in syntax.else_chain(rule))
                for module, rule in self.rules[path]
                if (arguments is None) == ("args" not in rule["head"])
            )
            self._in_progress.remove(path)
        return self._values[key]

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
            value = set_of(defined(self._term(frame, head["key"])), frame.where(link))
        for key in reversed(head["ref"][1:]):
            keys = defined(self._term(frame, key))
            value = frozenset({CollectionValue("object", elements=defined(value), keys=keys)})
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
            self._negation(frame, expression)
        elif isinstance(terms, list):
            return self._statement(frame, terms)
        elif "symbols" in terms:
            self._some(frame, terms["symbols"])
        elif "domain" in terms:
            self._every(frame, terms)
        else:
            self._condition(frame, terms)
        return bool(expression.get("generated"))

    def _statement(self, frame: _Frame, terms: list[Node]) -> bool:
        operator, *arguments = terms
        if syntax.reference_names(operator) in {("assign",), ("eq",)}:
            left, right = arguments
            if self._is_free(frame, right):
                left, right = right, left
            value = self._term(frame, right)
            self._bind(frame, left, defined(value))
            return MAYBE not in value and left["type"] == "var"
        self._call(frame, operator, arguments)
        return False

    def _some(self, frame: _Frame, symbols: list[Node]) -> None:
        """`some x`, `some x in xs`, `some k, v in xs`."""
        for symbol in symbols:
            if symbol["type"] == "var":
                frame.names[symbol["value"]] = None
                continue
            _, *patterns, domain = symbol["value"]
            keys, elements = self._iterate(frame, domain, self._term(frame, domain))
            self._bind(frame, patterns[-1], elements)
            if len(patterns) > 1:
                self._bind(frame, patterns[0], keys)

    def _every(self, frame: _Frame, terms: Node) -> None:
        inner = frame.inner()
        domain = terms["domain"]
        keys, elements = self._iterate(inner, domain, self._term(frame, domain))
        if terms.get("key"):
            self._bind(inner, terms["key"], keys)
        self._bind(inner, terms["value"], elements)
        self._body(inner, terms["body"])

    def _condition(self, frame: _Frame, term: Node) -> Value:
        value = self._term(frame, term)
        if any(isinstance(atom, InputValue) for atom in value) and self._is_input(frame, term):
            self.notes.add(InputCondition(frame.where(term)))
        return value

    def _negation(self, frame: _Frame, expression: Node) -> None:
        """What is inside is evaluated first: where it is undefined, so is the `not`."""
        terms = expression["terms"]
        if isinstance(terms, list):
            inside = [self._term(frame, argument) for argument in terms[1:]]
            self._call(frame, terms[0], terms[1:])
        else:
            self._condition(frame, terms)
            inside = [self._term(frame, part) for part in syntax.parts_evaluated_first(terms)]
        if any(MAYBE in value for value in inside):
            self.notes.add(UndefinedNegation(frame.where(expression)))

    def _bind(self, frame: _Frame, pattern: Node, value: Value) -> None:
        if pattern["type"] == "var":
            frame.names[pattern["value"]] = value
        elif pattern["type"] == "array":
            for position, part in enumerate(pattern["value"]):
                self._bind(frame, part, defined(self.parts.element(value, NumberValue(position))))
        elif pattern["type"] == "object":
            for key, part in pattern["value"]:
                element = self._read(frame, part, value, self._term(frame, key))
                self._bind(frame, part, defined(element))

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
        names = syntax.reference_names(term)
        local = bool(names) and frame.names.get(names[0]) is not None
        return local or syntax.resolve_import(frame.module, names)[:1] == ("input",)

    # --- terms ---------------------------------------------------------------------------------

    def _term(self, frame: _Frame, term: Node) -> Value:
        node: Any = term.get("value")
        value: Value
        match term["type"]:
            case "string":
                value = frozenset({StringValue(node, frame.where(term))})
            case "number" if isinstance(node, int):
                value = frozenset({NumberValue(node)})
            case "var":
                value = self._variable(frame, term)
            case "ref":
                value = self._reference(frame, node)
            case "call":
                value = self._call(frame, node[0], node[1:])
            case "array" | "set" | "object" as kind:
                value = self._literal(frame, term, kind)
            case "arraycomprehension" | "setcomprehension" | "objectcomprehension":
                value = self._comprehension(frame, term)
            case _:
                value = PLAIN
        return value

    def _variable(self, frame: _Frame, term: Node) -> Value:
        name = term["value"]
        local = frame.names.get(name)
        if local is not None:
            return local
        if (*frame.module.package, name) in self.rules:
            return self.rule((*frame.module.package, name))
        match syntax.resolve_import(frame.module, (name,)):
            case ("input", *place):
                keys = tuple(strings([key]) for key in place)
                return self._keys(frame, term, frozenset({InputValue(())}), keys)
            case ("data", *path):
                return self._data_at(tuple(path))
            case _:
                return UNKNOWN

    def _reference(self, frame: _Frame, parts: list[Node]) -> Value:
        value = self._term(frame, parts[0])
        for part in parts[1:]:
            if self._is_free(frame, part):
                keys, elements = self._iterate(frame, part, value)
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
            value: Value = frozenset({ArrayValue(tuple(defined(item) for item in items))})
        else:
            value = set_of(defined(join(items)), frame.where(term))
        return maybe(value, *items)

    def _object(self, frame: _Frame, pairs: list[list[Node]]) -> Value:
        keys = [self._term(frame, key) for key, _ in pairs]
        values = [self._term(frame, value) for _, value in pairs]
        if all(key["type"] == "string" for key, _ in pairs):
            names = (key["value"] for key, _ in pairs)
            record = ObjectValue(frozenset(zip(names, map(defined, values), strict=True)))
            self.notes.update(reason_statuses(record))
            atom: Atom = record
        else:
            atom = CollectionValue(
                "object", elements=defined(join(values)), keys=defined(join(keys))
            )
        return maybe(frozenset({atom}), *keys, *values)

    def _comprehension(self, frame: _Frame, term: Node) -> Value:
        inner = frame.inner()
        comprehension: dict[str, Any] = term["value"]
        self._body(inner, comprehension["body"])
        kind = term["type"].removesuffix("comprehension")
        elements = defined(
            self._term(inner, comprehension["value" if kind == "object" else "term"])
        )
        keys = defined(self._term(inner, comprehension["key"])) if kind == "object" else elements
        is_unordered = kind == "set" or (kind == "array" and inner.unordered)
        return frozenset(
            {
                CollectionValue(
                    kind, elements, keys, unordered_at=frame.where(term) if is_unordered else None
                )
            }
        )

    def _call(self, frame: _Frame, operator: Node, arguments: list[Node]) -> Value:
        names = syntax.resolve_import(frame.module, syntax.reference_names(operator))
        own = (*frame.module.package, *names)
        path = names[1:] if names[0] == "data" else own
        values = [self._term(frame, argument) for argument in arguments]
        if path in self.rules:
            result = self.rule(path, tuple(defined(value) for value in values))
            return maybe(result, *values)
        if names == ("object", "get"):
            return self._object_get(frame, operator, values)
        return builtins.builtin_result(".".join(names), values, self.parts.iterated)

    def _object_get(self, frame: _Frame, node: Node, values: list[Value]) -> Value:
        """`object.get`, with a key or with an array of keys."""
        value, keys, default = values
        result = NOTHING
        for key in defined(keys):
            path = key.items if isinstance(key, ArrayValue) else (frozenset({key}),)
            result |= self._keys(frame, node, defined(value), path)
        return maybe(defined(result) | default, value, keys)

    # --- parts of values -----------------------------------------------------------------------

    def _keys(self, frame: _Frame, node: Node, value: Value, keys: tuple[Value, ...]) -> Value:
        for key in keys:
            value = self._read(frame, node, value, key)
        return value

    def _read(self, frame: _Frame, node: Node, value: Value, key: Value) -> Value:
        """The value under the key, with a note of it."""
        result = NOTHING
        for atom in defined(key):
            if isinstance(atom, StringValue):
                self._note(atom.where or frame.where(node), value, atom.text)
            result |= self.parts.element(value, atom)
        return maybe(result, value, key)

    def _note(self, where: Location, value: Value, key: str) -> None:
        if all(isinstance(atom, DataTree) for atom in value):
            return
        paths = frozenset(atom.path for atom in value if isinstance(atom, InputValue))
        known_names = [names for atom in value if (names := self.parts.names(atom)) is not None]
        if OPEN in value or not known_names or any(key in names for names in known_names):
            paths = frozenset(path for path in paths if key in self._schema.names(path))
            self.notes.add(Read(where, paths, key))
        else:
            known = tuple(sorted({name for names in known_names for name in names}))
            self.notes.add(Read(where, paths, key, known))

    def _data_at(self, path: DataPath) -> Value:
        """The value at a path of `data`: of a rule, packages, or the bundle's own data (the parameters)."""
        if path in self.rules:
            return self.rule(path)
        if path in self._children:
            return frozenset({DataTree(path)})
        return NOTHING if path[:-1] in self._children and len(path) > 2 else UNKNOWN

    def _iterate(self, frame: _Frame, node: Node, value: Value) -> tuple[Value, Value]:
        """The keys and elements of what is iterated over, with a note of the keys that this reads."""
        for name in {name for atom in value for name in self.parts.names(atom) or ()}:
            self._note(frame.where(node), value, name)
        frame.unordered |= any(self.parts.is_unordered(atom) for atom in value)
        return self.parts.iterated(value)
