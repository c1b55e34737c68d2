"""Rows as plain text: no colour, no boxes, one line for each row whatever the width: made for `grep` and `diff`."""

from collections.abc import Iterable, Iterator

from tejun.present.rows import Banner, Block, Heading, Span


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines, without their ends."""
    for block in blocks:
        if isinstance(block, Banner):
            yield one_line(block.headline)
            yield one_line(block.advice)
        elif isinstance(block, Heading):
            yield ""
            yield one_line(f"== {block.text} ==" if block.level == 1 else block.text)
        else:
            yield f"{_joined(block.lead)}{_joined(block.words)}".rstrip()


def _joined(spans: tuple[Span, ...]) -> str:
    return "".join(one_line(span.text) for span in spans)


def one_line(text: str) -> str:
    """What a document holds, without line ends and without anything that could steer a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " for c in text)
