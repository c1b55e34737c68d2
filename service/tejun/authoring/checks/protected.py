"""Nobody is judged by nationality, ethnicity, religion or the like, nor by what serves as a proxy for them.

Refused: reading a key with such a name, from anything; reading the country of a person's education, post or support.
Rules of eligibility or export control that need such a fact by law are in packages of their own,
`policy.program.eligibility…` and `policy.program.export_control…`: their clause cites the law, they raise no risk
indicator, and no other package reads them.

Not seen: what a key with an innocent name holds, or a text that names a country.

May not know: which program, or whether a law allows what the clause says.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from tejun.authoring.problems import problem_in_file, problem_of_package
from tejun.authoring.rego import syntax
from tejun.authoring.rego.notes import DataPath, Note, Read
from tejun.authoring.rego.syntax import Module
from tejun.bundle.metadata import Metadata
from tejun.errors import Place
from tejun.words import Message

PROTECTED_NAMES = re.compile(
    r"nationalit|citizen|ethnic|religio|creed|faith|birth|ancest|passport|(^|_)race(_|$)"
    r"|国籍|市民権|民族|人種|宗教|信仰|信条|出生|出身|本籍|旅券"
)
"""Names of keys that hold a protected attribute."""

_EXEMPT_PACKAGE = re.compile(r"(eligibility|export_control)(_|$)")
_LAW = re.compile(r"[法令則][^。]{0,12}第[0-9０-９一二三四五六七八九十百]+条|\b(Act|Law|Order)\b")


def protection_problems(
    modules: Collection[Module], notes: Iterable[Note], metadata: Iterable[Metadata]
) -> Iterator[Place]:
    """What reads a protected attribute outside an exempt package, and what is wrong with such a package."""
    exempt_paths = {module.path for module in modules if _is_exempt(module.package)}
    for note in notes:
        if isinstance(note, Read) and note.where[0] not in exempt_paths and _is_protected(note):
            yield _protected_read(note)
    for module in modules:
        yield from (
            _indicator_problems(module)
            if module.path in exempt_paths
            else _reference_problems(module)
        )
    for block in metadata:
        clause = block.custom.get("clause", {})
        if block.path in exempt_paths and not _LAW.search(
            f"{clause.get('section')} {clause.get('quote')}"
        ):
            yield problem_of_package(block, Message("authoring.protected.no_law"))


def _is_exempt(package: DataPath) -> bool:
    return package[:2] == ("policy", "program") and bool(
        _EXEMPT_PACKAGE.match("".join(package[2:3]))
    )


def _is_protected(read: Read) -> bool:
    of_person = any(path[:2] == ("facts", "people") for path in read.paths)
    return bool(PROTECTED_NAMES.search(read.key)) or (read.key == "country" and of_person)


def _protected_read(read: Read) -> Place:
    path, line = read.where
    return problem_in_file(path, line or 1, Message("authoring.protected.read", name=read.key))


def _indicator_problems(module: Module) -> Iterator[Place]:
    for rule in module.rules:
        if syntax.defined_name(rule) == "indicators":
            yield problem_in_file(
                module.path,
                syntax.line_of(rule) or 1,
                Message("authoring.protected.raises_indicator"),
            )


def _reference_problems(module: Module) -> Iterator[Place]:
    """References into an exempt package from outside; the entrypoint collects by position and names none."""
    for node in syntax.all_nodes(list(module.rules)):
        if node.get("type") != "ref":
            continue
        names = syntax.resolve_import(module, syntax.reference_names(node))
        if names[:1] == ("data",) and _is_exempt(names[1:]):
            yield problem_in_file(
                module.path,
                syntax.line_of(node) or 1,
                Message("authoring.protected.read_from", names=".".join(names[1:4])),
            )
