"""What the parsers of YAML and JSON say is wrong, in our words: their fixed texts, each with what is to be written.

Always holds: English keeps the parser's own text, which people look up; what is not known here is given as the
parser's.

May not know: where it stood; the readers count lines.
"""

import re

from tejun.words import Message, Words

_YAML: dict[str, Words] = {
    "mapping values are not allowed in this context": Message("reading.yaml.problem.value"),
    "could not find expected ':'": Message("reading.yaml.problem.colon"),
    "did not find expected key": Message("reading.yaml.problem.key"),
    "did not find expected '-' indicator": Message("reading.yaml.problem.item"),
    "block sequence entries are not allowed in this context": Message(
        "reading.yaml.problem.item_here"
    ),
    "did not find expected ',' or ']'": Message("reading.yaml.problem.bracket"),
    "did not find expected ',' or '}'": Message("reading.yaml.problem.brace"),
    "did not find expected node content": Message("reading.yaml.problem.content"),
    "found character that cannot start any token": Message("reading.yaml.problem.character"),
    "found unexpected end of stream": Message("reading.yaml.problem.quote"),
    "found unexpected document indicator": Message("reading.yaml.problem.quote_at_marker"),
    "found unknown escape character": Message("reading.yaml.problem.escape"),
    "control characters are not allowed": Message("reading.yaml.problem.control"),
    "found a tab character that violates indentation": Message("reading.yaml.problem.tab"),
    "found a tab character where an indentation space is expected": Message(
        "reading.yaml.problem.tab_in_text"
    ),
    "did not find expected comment or line break": Message("reading.yaml.problem.block_head"),
    "did not find expected <document start>": Message("reading.yaml.problem.more"),
    "found incompatible YAML document": Message("reading.yaml.problem.version"),
}

_MAY_BE_FULL_WIDTH = frozenset(
    {
        "mapping values are not allowed in this context",
        "could not find expected ':'",
        "did not find expected key",
        "did not find expected '-' indicator",
        "did not find expected <document start>",
    }
)
"""What libyaml says where a line has no colon or no blank that it knows."""

_JSON: dict[str, Words] = {
    "Expecting value": Message("reading.json.problem.value"),
    "Expecting property name enclosed in double quotes": Message("reading.json.problem.key"),
    "Illegal trailing comma before end of object": Message("reading.json.problem.last_comma"),
    "Illegal trailing comma before end of array": Message("reading.json.problem.last_comma"),
    "Expecting ':' delimiter": Message("reading.json.problem.colon"),
    "Expecting ',' delimiter": Message("reading.json.problem.comma"),
    "Unterminated string starting at": Message("reading.json.problem.quote"),
    "Invalid control character at": Message("reading.json.problem.control"),
    "Invalid \\escape": Message("reading.json.problem.escape"),
    "Invalid \\uXXXX escape": Message("reading.json.problem.unicode_escape"),
    "Extra data": Message("reading.json.problem.more"),
}

_HALF_WIDTH = dict(zip("：，、“”｛｝［］　", ':,,""{}[] ', strict=True))


def yaml_problem(problem: str, character: str) -> Words:
    """What is wrong with YAML at `character`, by libyaml's text."""
    if problem == "found character that cannot start any token" and character == "\t":
        return Message("reading.yaml.problem.tab_at_start")
    return _YAML.get(problem) or Message("reading.parser_says", problem=problem)


def may_be_full_width(problem: str) -> bool:
    """Whether a full-width colon or blank may be the cause."""
    return problem in _MAY_BE_FULL_WIDTH


def full_width_in(line: str) -> str | None:
    """The full-width colon or blank in what should be the key of a line of YAML; those in a value are its own."""
    if line.lstrip(" \u3000").startswith("#"):
        return None
    before_value = re.split(r":(?= |$)|['\"]", line, maxsplit=1)[0]
    found = re.search("[：\u3000]", before_value)
    return None if found is None else found.group()


def json_problem(problem: str, text: str, at: int) -> Words:
    """What is wrong with a JSON text at an offset, by the text of the standard library."""
    if not text.strip():
        return Message("reading.json.problem.empty")
    known = _JSON.get(problem) or Message("reading.parser_says", problem=problem)
    found = text[at : at + 1]
    if found not in _HALF_WIDTH:
        return known
    code, instead = f"U+{ord(found):04X}", _HALF_WIDTH[found]
    return Message(
        "reading.json.problem.full_width",
        problem=known,
        character=found,
        code=code,
        instead=instead,
    )
