"""Plots as plain shapes: bars, columns, and the spread of a value, in the units of their own picture.

Always holds: pure; every shape lies within its picture. What a plot shows stands beside it in words: it is drawn by a
template, which has its text.

May not know: SVG, or what is counted.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 180.0, 46.0
"""Of a picture with axes, in millimetres of a printed page."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 9.0, 1.0, 5.0, 7.0
_STEPS = (1, 2, 5, 10, 20)
_LABEL, _GAP = 13.0, 0.12
"""How wide a label is, and which part of a step is free between two columns."""


@dataclass(frozen=True)
class Piece:
    """A part of a bar: of what, from where, how long, in hundredths of the bar's picture."""

    name: str
    start: float
    length: float


@dataclass(frozen=True)
class Run:
    """What a column stands for: so many steps of the axis, with counts by what they are of, from below."""

    label: str
    steps: int
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Column:
    """A column, as wide as its steps; its area is its total. `pieces`: of what, y of the upper edge, height. `label` is
    empty where there is no room for one."""

    label: str
    x: float
    width: float
    pieces: tuple[tuple[str, float, float], ...]
    total: int
    top: float


@dataclass(frozen=True)
class Columns:
    """Columns over an axis, and lines across with what they stand for: so many in each step."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[float, int], ...]
    left: float
    base: float


@dataclass(frozen=True)
class Spread:
    """Three values on a scale from 0, and its marks, each with its x."""

    values: tuple[tuple[float, int], ...]
    marks: tuple[tuple[float, int], ...]


def bar(counts: Mapping[str, int], whole: int) -> tuple[Piece, ...]:
    """Counts one behind the other; `whole` fills the picture."""
    pieces, start = [], 0.0
    for name, count in counts.items():
        length = 100 * count / whole if whole else 0.0
        if count:
            pieces.append(Piece(name, _at(start), _at(length)))
        start += length
    return tuple(pieces)


def columns(runs: Sequence[Run]) -> Columns:
    """A column for each, beside one another."""
    most = max(sum(run.counts.values()) / run.steps for run in runs)
    marks = scale(math.ceil(most))
    base = HEIGHT - _BOTTOM
    unit = (base - _TOP) / marks[-1]
    step = (WIDTH - _LEFT - _RIGHT) / sum(run.steps for run in runs)
    found, x, free_from = [], _LEFT, 0.0
    for run in runs:
        middle, wide = x + step * run.steps / 2, step * run.steps
        has_room = middle - _LABEL / 2 >= free_from
        free_from = middle + _LABEL / 2 if has_room else free_from
        pieces, top = _pieces(run, unit, base)
        label, total = run.label if has_room else "", sum(run.counts.values())
        found.append(Column(label, _at(x), _at(wide - _GAP * step), pieces, total, _at(top)))
        x += wide
    lines = tuple((_at(base - mark * unit), mark) for mark in marks)
    return Columns(tuple(found), lines, _LEFT, base)


def _pieces(
    run: Run, unit: float, base: float
) -> tuple[tuple[tuple[str, float, float], ...], float]:
    """The pieces of a column, and where it ends above."""
    pieces, top = [], base
    for name, count in run.counts.items():
        if count:
            tall = count / run.steps * unit
            top -= tall
            pieces.append((name, _at(top), _at(tall)))
    return tuple(pieces), top


def _at(value: float) -> float:
    return round(value, 2)


def spread(values: Sequence[int]) -> Spread:
    """Values in their order, each on the scale."""
    marks = scale(max(values))
    unit = (WIDTH - 2 * _LEFT) / max(marks[-1], 1)
    return Spread(
        tuple((_at(_LEFT + value * unit), value) for value in values),
        tuple((_at(_LEFT + mark * unit), mark) for mark in marks),
    )


def scale(most: int) -> tuple[int, ...]:
    """Even numbers from 0 to the first that is as large, some four of them."""
    power = 10 ** max(len(str(most)) - 2, 0)
    step = next(each * power for each in _STEPS if each * power * 5 >= most)
    return tuple(range(0, max(most, 1) + step, step))
