"""Words that stand in a form until what belongs there is known (未定, TBD, －), or for what stands elsewhere (同上).

They say nothing, and are refused.

Always holds: only a whole text is one; what the DMP itself says (`madmp`) is its own and is not looked at.

May not know: what belongs there.
"""

from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted

_PENDING = frozenset(
    {
        "未定", "未作成", "未記入", "未入力", "未実施", "未着手", "未登録",
        "策定中", "作成中", "検討中", "調整中", "準備中", "確認中",
        "未確認", "別途定める", "別途協議", "別途検討", "後日", "後日提出", "後日記入", "追って記入",
        "同上", "上に同じ", "上記と同じ", "上記のとおり", "〃", "ditto", "same as above", "see above",
        "tbd", "tbc", "tba", "todo", "n/a", "to be determined", "to be confirmed", "pending",
    }
)  # fmt: skip
"""As they compare: NFKC, in small letters, without brackets and blanks around them."""

_LONGEST = max(map(len, _PENDING)) + 4
_AROUND = " 　()[]<>〈〉《》「」【】.。"
_SIGNS = ".-‐‑‒–—―ー_…・?*/○●〇×"
_FOREIGN = "madmp"


def placeholder_errors(facts: Any) -> Iterator[tuple[Path, Any]]:
    """Each text of the facts that stands for what is not known yet, with what to do."""
    found = {text for text in _short_texts(facts) if is_placeholder(text)}
    if found:  # in hardly any facts: only then is it looked where they stand
        for path, text in _places(facts, found, ()):
            yield path, Message("model.placeholder", text=quoted(text))


def _short_texts(facts: Any) -> set[str]:
    """Each once: ids, days and words of a list come again and again."""
    texts: set[str] = set()
    waiting = [facts]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if len(value) <= _LONGEST:
                texts.add(value)
        elif isinstance(value, dict):
            waiting.extend(item for key, item in value.items() if key != _FOREIGN)
        elif isinstance(value, list):
            waiting.extend(value)
    return texts


def _places(facts: Any, found: set[str], path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(facts, str):
        if facts in found:
            yield path, facts
    elif isinstance(facts, dict):
        for key, value in facts.items():
            if key != _FOREIGN:
                yield from _places(value, found, (*path, key))
    elif isinstance(facts, list):
        for i, value in enumerate(facts):
            yield from _places(value, found, (*path, i))


def is_placeholder(text: str) -> bool:
    """Whether the text says nothing: a word of the list alone, or the signs that people put into an empty field."""
    plain = normalize("NFKC", text).casefold().strip()
    return plain.strip(_AROUND) in _PENDING or (plain != "" and not plain.strip(_SIGNS))
