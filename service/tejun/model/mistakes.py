"""What is wrong at a place of a document.

May not know: what is looked at.
"""

from collections.abc import Callable

from tejun.reading import Path
from tejun.words import Words

Later = Callable[[], Words]
"""Words that take long to find: they are asked for only where they are shown."""

Mistake = tuple[Path, Words | Later]
"""A place, and what is wrong with it."""
