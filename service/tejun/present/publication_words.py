"""The words in which `tejun publish`, `withdraw`, `rollback`, `key`, `bundle verify` and `bundle sign` speak.

May not know: what is published.
"""

from collections.abc import Mapping

from tejun.words import Message, Template

TITLE = Template(
    "present.title.edition_sequence_from", "program", "edition", "sequence", "effective_from"
)
BUILT = Template("present.built", "policies")
GIVEN = Template("present.given", "file")
RESTORED = Template("present.restored", "earlier")

NAMES: Mapping[str, Message] = {
    "archive": Message("present.fields.digest"),
    "signature": Message("present.names.signature"),
    "order": Message("present.names.order"),
    "decides": Message("present.names.decides"),
    "compiled": Message("present.names.compiled"),
    "fixtures": Message("present.names.fixtures"),
    "loosened": Message("present.names.loosened"),
    "restores": Message("present.names.restores"),
    "revision": Message("present.fields.revision"),
}
"""Of each check."""

ADVICE = Message("cli.advice")
AT_THE_SERVICE = Template("present.at_the_service", "url")
PUBLISHED = Template("present.published", "file", "place")
WITHDRAWN = Template("present.withdrawn", "edition", "file", "place")
DRY_RUN = Message("present.dry_run")
STANDING = Message("present.standing")
STANDS = Template("present.stands", "since", "edition")
UNTIL = Template("present.until", "until")
TODAY = Template("present.today", "day")
NONE_STANDS = Message("present.none_stands")

KEY_MADE = Template("present.key_made", "id", "private", "public")
KEY_NEXT = Message("present.key_next")

WITHOUT_FIXTURES = Message("present.without_fixtures")
"""Stands at the end of the reason in the statement itself, for every reader of it."""

SIGNED = Template("present.signed", "file", "digest", "id")
