"""Rows in a terminal, with colours and wrapping; Japanese characters count two cells, as rich measures them.

May not know: what the rows say.
"""

from collections.abc import Iterable, Iterator

from rich.box import HEAVY
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress
from rich.rule import Rule
from rich.text import Text

from tejun.present.plain import one_line
from tejun.present.rows import Banner, Block, Heading, Row, Span

WIDEST = 120
"""Lines longer than this are hard to read, however wide the terminal."""

_STYLES = {
    "": "",
    "strong": "bold",
    "quiet": "dim",
    "place": "cyan",
    "unsatisfied": "bold red",
    "missing_information": "bold yellow",
    "consult_fa": "bold magenta",
    "satisfied": "green",
    "not_applicable": "dim",
}
_BANNERS = {
    "action_required": "red",
    "information_required": "yellow",
    "consultation_required": "magenta",
    "prepared": "green",
    "replaced": "green",
    "out_of_scope": "blue",
}


def show(blocks: Iterable[Block], console: Console | None = None) -> None:
    """Prints the rows."""
    console = console or Console(highlight=False)
    width = min(console.width, WIDEST)
    for block in blocks:
        if isinstance(block, Row):
            for line in _wrapped(block, console, width):
                console.print(line, no_wrap=True, overflow="ignore", crop=False)
        else:
            console.print(
                _banner(block) if isinstance(block, Banner) else _heading(block), width=width
            )


def show_each(
    parts: Iterable[Iterable[Block]], *, total: int, console: Console | None = None
) -> None:
    """Prints the rows of each part as soon as it comes, above a bar that goes when all have come."""
    console = console or Console(highlight=False)
    bar = Progress(BarColumn(), MofNCompleteColumn(), console=console, transient=True)
    with bar as progress:
        task = progress.add_task("", total=total)
        for blocks in parts:
            show(blocks, progress.console)
            progress.advance(task)


def _banner(banner: Banner) -> RenderableType:
    colour = _BANNERS[banner.outcome]
    words = Text(one_line(banner.headline), style=f"bold {colour}")
    words.append(f"\n{one_line(banner.advice)}", style="default not bold")
    return Panel(words, box=HEAVY, border_style=colour, padding=(0, 1))


def _heading(heading: Heading) -> RenderableType:
    title = Text(one_line(heading.text), style="bold")
    if heading.level == 1:
        return Padding(Rule(title, align="left", style="dim"), (1, 0, 0, 0))
    return Padding(title, (1, 0, 0, 0))


def _wrapped(row: Row, console: Console, width: int) -> Iterator[Text]:
    """The row in lines, the words flush behind the lead; narrow terminals get no more than half of a line as lead."""
    lead, words = _text(row.lead), _text(row.words)
    indent = min(cell_len(lead.plain), width // 2)
    for i, line in enumerate(words.wrap(console, width - indent) or [words]):
        line.rstrip()
        yield Text.assemble(lead if i == 0 else " " * indent, line)


def _text(spans: tuple[Span, ...]) -> Text:
    return Text.assemble(*((one_line(span.text), _STYLES[span.style]) for span in spans))
