"""The steps of a publication, shown one by one as they are done, and what stands afterwards.

May not know: what a step looks at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import click

from tejun.bundle.archive import Bundle
from tejun.compare.diff import diff
from tejun.errors import BundleError, Place
from tejun.present import publication_words
from tejun.present.decision import show
from tejun.present.differences import Differences
from tejun.present.notice import blocks
from tejun.present.values import Spoken
from tejun.publish import Check
from tejun.registry import Publication, timeline
from tejun.words import Language, Message, Template

_MARKS = {"ok": "ok  ", "skip": "--  ", "fail": "fail"}
_COLOURS = {"ok": "green", "skip": "yellow", "fail": "red"}
_WIDTH = 10


@dataclass(frozen=True)
class Steps:
    """Shows steps on standard output, in one language."""

    language: Language

    def title(self, bundle: Bundle) -> None:
        """Which edition it is about."""
        self.say(
            publication_words.TITLE,
            program=bundle.program,
            edition=bundle.edition,
            sequence=bundle.sequence,
            effective_from=bundle.effective_from,
        )

    def say(self, text: Message | Template, **values: object) -> None:
        """A line of its own."""
        click.echo(self.words(text, **values))

    def done(self, name: str, what: str) -> None:
        """A step that held."""
        self._step("ok", name, what)

    def words(self, text: Message | Template, **values: object) -> str:
        """The words in the language, their places filled in."""
        return text.fill(**values).in_(self.language)

    def changes(self, before: Bundle | None, after: Bundle) -> None:
        """What changes for applicants, where there is an edition before."""
        if before is not None:
            click.echo()
            show(blocks(Differences(Spoken(self.language)).notice(diff(before, after))))
            click.echo()

    def check(self, check: Check) -> None:
        """A check: whether it held, or did not run, and each reason to refuse."""
        level = "skip" if not check.ran else "fail" if check.refusals else "ok"
        self._step(level, check.name, check.note.in_(self.language))
        self.places(check.refusals)

    def places(self, places: Sequence[Place]) -> None:
        """Reasons to refuse, each with what it is about."""
        for place in places:
            first, *rest = place.message.in_(self.language).splitlines() or [""]
            click.echo(f"          {place.pointer}: {first}")
            for line in rest:
                click.echo(f"            {line}")

    def remote(self, checks: Sequence[Mapping[str, Any]]) -> None:
        """The checks that a service made."""
        for check in checks:
            self._step(
                "ok" if check["ran"] else "skip", check["name"], check["note"][self.language]
            )

    def refused(self, error: BundleError) -> None:
        """Why nothing was published; the reasons one by one stand above, each beneath its check."""
        lines = [f"tejun: {error.title.in_(self.language)}", f"  {error.detail.in_(self.language)}"]
        lines.append(
            f"  {publication_words.ADVICE.in_(self.language)}: {error.advice.in_(self.language)}"
        )
        click.echo("\n".join(lines), err=True)

    def standing(self, log: Sequence[Publication], today: date) -> None:
        """The editions that stand, each from its first day until another takes its place."""
        standing = [one for one in timeline.editions(log) if one.withdrawal is None]
        if not standing:
            self.say(publication_words.NONE_STANDS)
            return
        self.say(publication_words.STANDING)
        now = timeline.in_force(standing, today, call=None, known_at=None)
        for one in sorted(standing, key=lambda one: (one.effective_from, one.sequence)):
            line = self.words(
                publication_words.STANDS, since=one.effective_from, edition=one.edition
            )
            if one.effective_until:
                line += self.words(publication_words.UNTIL, until=one.effective_until)
            if one == now:
                line += self.words(publication_words.TODAY, day=today.isoformat())
            click.echo(f"  {line}")

    def _step(self, level: str, name: str, what: str) -> None:
        click.secho(f"  {_MARKS[level]}  ", fg=_COLOURS[level], nl=False)
        label = (
            publication_words.NAMES[name].in_(self.language)
            if name in publication_words.NAMES
            else name
        )
        click.echo(f"{_padded(label)}  {what}")


def _padded(label: str) -> str:
    """To a column of its own: a Japanese character is as wide as two others."""
    wide = sum(2 if ord(character) > 0x2E80 else 1 for character in label)
    return label + " " * max(0, _WIDTH - wide)
