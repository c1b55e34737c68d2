"""The small tree of policies with a later base beside the first, and its program moved to it.

The later editions are made up for the tests; `policies/` has the one whose text is at hand.
"""

from tests.support.bundles import EDITION_YAML, PROGRAM_YAML, TREE

FIRST_BASE = "procedure-2025-06-11"
LATER_BASE = "procedure-2027-04-01"
PAPERS = "people/papers/papers.rego"
CAREER = "people/career/career.rego"
SUPPORT = "people/support/support.rego"
PATENTS = "people/patents/patents.rego"
CONFIG = "programs/tiny-2026/program.yaml"
TIGHTENING_FILE = "programs/tiny-2026/stricter.rego"
OLD_WORDS = "発表論文(筆頭著者、責任著者、共著者を対象)"
NEW_WORDS = "発表論文(査読前のものを含む)"


def requirement(slug: str, name: str, quote: str) -> str:
    """The package of another requirement of the small tree."""
    text = TREE[f"procedure/{PAPERS}"].replace(OLD_WORDS, quote)
    return text.replace("RS-P1-03", name).replace("people.papers", f"people.{slug}")


def edition_yaml(name: str = LATER_BASE, follows: str | None = FIRST_BASE, **other: str) -> str:
    """An edition.yaml, dated by its name; `other` keys stand last, in the place of its own."""
    keys = {"name": name, "dated": f'"{name[-10:]}"', "source": f"source/{name}.txt", **other}
    lines = [line for line in EDITION_YAML.splitlines() if line.split(":")[0] not in keys]
    if follows:
        lines.append(f"follows: {follows}")
    return "\n".join([*lines, *(f"{key}: {value}" for key, value in keys.items())]) + "\n"


def program_yaml(edition: str = "2", base: str = LATER_BASE, day: str = "2027-05-01") -> str:
    """The small program, moved to another base."""
    return (
        PROGRAM_YAML.replace(f"base: {FIRST_BASE}", f"base: {base}")
        .replace('edition: "1"', f'edition: "{edition}"')
        .replace("sequence: 1", f"sequence: {edition}")
        .replace("2026-04-01", day)
    )


FIRST_BASE_FILES = {
    f"procedure/{CAREER}": requirement("career", "RS-P1-01b", "研究歴"),
    f"procedure/{SUPPORT}": requirement("support", "RS-P1-02", "研究費以外の支援等取得歴"),
    "procedure/people/papers/papers_test.rego": "package policy.procedure.people.papers_test\n",
}
"""The first edition of the small tree: RS-P1-03, and two more requirements beside it."""

LATER_BASE_FILES = {
    f"{LATER_BASE}/edition.yaml": edition_yaml(withdrawn="[RS-P1-02]"),
    f"{LATER_BASE}/{PAPERS}": requirement("papers", "RS-P1-03", NEW_WORDS),
    f"{LATER_BASE}/{PATENTS}": requirement("patents", "RS-P1-05", "発明・特許等の知的財産"),
    f"source/{LATER_BASE}.txt": f"研究歴\n{NEW_WORDS}\n発明・特許等\nの知的財産\n",
}
"""A later edition: it restates RS-P1-03, adds RS-P1-05, withdraws RS-P1-02 and inherits RS-P1-01b."""

MOVED_TO_LATER_BASE = {**FIRST_BASE_FILES, **LATER_BASE_FILES, CONFIG: program_yaml()}
"""Both editions, and the program on the later one."""
