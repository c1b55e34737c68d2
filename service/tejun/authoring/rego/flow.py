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
from tejun.authoring.rego.scope import Scope
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
        scope = Scope(module)
        head = link["head"]
        certain = True
        for pattern, value in zip(head.get("args", ()), arguments or (), strict=False):
            certain &= pattern["type"] == "var"
            self._bind(scope, pattern, value)
        certain &= self._body(scope, link["body"])
        if "value" in head:
            value = self._term(scope, head["value"])
        else:
            value = set_of(defined(self._term(scope, head["key"])), scope.where(link))
        for key in reversed(head["ref"][1:]):
            keys = defined(self._term(scope, key))
            value = frozenset({CollectionValue("object", elements=defined(value), keys=keys)})
        always = certain or "value" not in head or len(head["ref"]) > 1
        return value if always else value | {MAYBE}

    # --- bodies --------------------------------------------------------------------------------

    def _body(self, scope: Scope, body: list[Node]) -> bool:
        """Whether the body always holds."""
        hold = [self._expression(scope, expression) for expression in body]
        return all(hold)

    def _expression(self, scope: Scope, expression: Node) -> bool:
        """Whether the expression always holds: of conditions that is never known."""
        terms = expression["terms"]
        if expression.get("negated"):
            self._negation(scope, expression)
        elif isinstance(terms, list):
            return self._statement(scope, terms)
        elif "symbols" in terms:
            self._some(scope, terms["symbols"])
        elif "domain" in terms:
            self._every(scope, terms)
        else:
            self._condition(scope, terms)
        return bool(expression.get("generated"))

    def _statement(self, scope: Scope, terms: list[Node]) -> bool:
        operator, *arguments = terms
        if syntax.reference_names(operator) in {("assign",), ("eq",)}:
            left, right = arguments
            if self._is_free(scope, right):
                left, right = right, left
            value = self._term(scope, right)
            self._bind(scope, left, defined(value))
            return MAYBE not in value and left["type"] == "var"
        self._call(scope, operator, arguments)
        return False

    def _some(self, scope: Scope, symbols: list[Node]) -> None:
        """`some x`, `some x in xs`, `some k, v in xs`."""
        for symbol in symbols:
            if symbol["type"] == "var":
                scope.names[symbol["value"]] = None
                continue
            _, *patterns, domain = symbol["value"]
            keys, elements = self._iterate(scope, domain, self._term(scope, domain))
            self._bind(scope, patterns[-1], elements)
            if len(patterns) > 1:
                self._bind(scope, patterns[0], keys)

    def _every(self, scope: Scope, terms: Node) -> None:
        inner = scope.inner()
        domain = terms["domain"]
        keys, elements = self._iterate(inner, domain, self._term(scope, domain))
        if terms.get("key"):
            self._bind(inner, terms["key"], keys)
        self._bind(inner, terms["value"], elements)
        self._body(inner, terms["body"])

    def _condition(self, scope: Scope, term: Node) -> Value:
        value = self._term(scope, term)
        if any(isinstance(atom, InputValue) for atom in value) and self._is_input(scope, term):
            self.notes.add(InputCondition(scope.where(term)))
        return value

    def _negation(self, scope: Scope, expression: Node) -> None:
        """What is inside is evaluated first: where it is undefined, so is the `not`."""
        terms = expression["terms"]
        if isinstance(terms, list):
            inside = [self._term(scope, argument) for argument in terms[1:]]
            self._call(scope, terms[0], terms[1:])
        else:
            self._condition(scope, terms)
            inside = [self._term(scope, part) for part in syntax.parts_evaluated_first(terms)]
        if any(MAYBE in value for value in inside):
            self.notes.add(UndefinedNegation(scope.where(expression)))

    def _bind(self, scope: Scope, pattern: Node, value: Value) -> None:
        if pattern["type"] == "var":
            scope.names[pattern["value"]] = value
        elif pattern["type"] == "array":
            for position, part in enumerate(pattern["value"]):
                self._bind(scope, part, defined(self.parts.element(value, NumberValue(position))))
        elif pattern["type"] == "object":
            for key, part in pattern["value"]:
                element = self._read(scope, part, value, self._term(scope, key))
                self._bind(scope, part, defined(element))

    def _is_free(self, scope: Scope, term: Node) -> bool:
        """Whether the term is a variable without a value yet."""
        if term["type"] != "var":
            return False
        name = term["value"]
        bound = scope.names.get(name) is not None
        declared = name in scope.names
        return not bound and (declared or not self._is_global(scope.module, name))

    def _is_global(self, module: Module, name: str) -> bool:
        known = name in {"input", "data"} or name in module.imports
        return known or (*module.package, name) in self.rules

    def _is_input(self, scope: Scope, term: Node) -> bool:
        """Whether the term is a path from the input or from a variable, not what a rule or a call gives."""
        names = syntax.reference_names(term)
        local = bool(names) and scope.names.get(names[0]) is not None
        return local or syntax.resolve_import(scope.module, names)[:1] == ("input",)

    # --- terms ---------------------------------------------------------------------------------

    def _term(self, scope: Scope, term: Node) -> Value:
        node: Any = term.get("value")
        value: Value
        match term["type"]:
            case "string":
                value = frozenset({StringValue(node, scope.where(term))})
            case "number" if isinstance(node, int):
                value = frozenset({NumberValue(node)})
            case "var":
                value = self._variable(scope, term)
            case "ref":
                value = self._reference(scope, node)
            case "call":
                value = self._call(scope, node[0], node[1:])
            case "array" | "set" | "object" as kind:
                value = self._literal(scope, term, kind)
            case "arraycomprehension" | "setcomprehension" | "objectcomprehension":
                value = self._comprehension(scope, term)
            case _:
                value = PLAIN
        return value

    def _variable(self, scope: Scope, term: Node) -> Value:
        name = term["value"]
        local = scope.names.get(name)
        if local is not None:
            return local
        if (*scope.module.package, name) in self.rules:
            return self.rule((*scope.module.package, name))
        match syntax.resolve_import(scope.module, (name,)):
            case ("input", *place):
                keys = tuple(strings([key]) for key in place)
                return self._keys(scope, term, frozenset({InputValue(())}), keys)
            case ("data", *path):
                return self._data_at(tuple(path))
            case _:
                return UNKNOWN

    def _reference(self, scope: Scope, parts: list[Node]) -> Value:
        value = self._term(scope, parts[0])
        for part in parts[1:]:
            if self._is_free(scope, part):
                keys, elements = self._iterate(scope, part, value)
                self._bind(scope, part, keys)
                value = elements | {MAYBE}
            else:
                value = self._read(scope, part, value, self._term(scope, part))
        return value

    def _literal(self, scope: Scope, term: Node, kind: str) -> Value:
        if kind == "object":
            return self._object(scope, term["value"])
        items = [self._term(scope, item) for item in term["value"]]
        if kind == "array":
            value: Value = frozenset({ArrayValue(tuple(defined(item) for item in items))})
        else:
            value = set_of(defined(join(items)), scope.where(term))
        return maybe(value, *items)

    def _object(self, scope: Scope, pairs: list[list[Node]]) -> Value:
        keys = [self._term(scope, key) for key, _ in pairs]
        values = [self._term(scope, value) for _, value in pairs]
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

    def _comprehension(self, scope: Scope, term: Node) -> Value:
        inner = scope.inner()
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
                    kind, elements, keys, unordered_at=scope.where(term) if is_unordered else None
                )
            }
        )

    def _call(self, scope: Scope, operator: Node, arguments: list[Node]) -> Value:
        names = syntax.resolve_import(scope.module, syntax.reference_names(operator))
        own = (*scope.module.package, *names)
        path = names[1:] if names[0] == "data" else own
        values = [self._term(scope, argument) for argument in arguments]
        if path in self.rules:
            result = self.rule(path, tuple(defined(value) for value in values))
            return maybe(result, *values)
        if names == ("object", "get"):
            return self._object_get(scope, operator, values)
        return builtins.builtin_result(".".join(names), values, self.parts.iterated)

    def _object_get(self, scope: Scope, node: Node, values: list[Value]) -> Value:
        """`object.get`, with a key or with an array of keys."""
        value, keys, default = values
        result = NOTHING
        for key in defined(keys):
            path = key.items if isinstance(key, ArrayValue) else (frozenset({key}),)
            result |= self._keys(scope, node, defined(value), path)
        return maybe(defined(result) | default, value, keys)

    # --- parts of values -----------------------------------------------------------------------

    def _keys(self, scope: Scope, node: Node, value: Value, keys: tuple[Value, ...]) -> Value:
        for key in keys:
            value = self._read(scope, node, value, key)
        return value

    def _read(self, scope: Scope, node: Node, value: Value, key: Value) -> Value:
        """The value under the key, with a note of it."""
        result = NOTHING
        for atom in defined(key):
            if isinstance(atom, StringValue):
                self._note(atom.where or scope.where(node), value, atom.text)
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

    def _iterate(self, scope: Scope, node: Node, value: Value) -> tuple[Value, Value]:
        """The keys and elements of what is iterated over, with a note of the keys that this reads."""
        for name in {name for atom in value for name in self.parts.names(atom) or ()}:
            self._note(scope.where(node), value, name)
        scope.unordered |= any(self.parts.is_unordered(atom) for atom in value)
        return self.parts.iterated(value)
