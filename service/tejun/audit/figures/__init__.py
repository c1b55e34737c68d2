"""Figures over recorded decisions: where applications stand, what was asked of them most, how long it took.

Always holds: pure. Applications are counted, not decisions. No number that is given is of fewer applications than was
set, and none that is not given follows from those that are (`hiding`).

May not know: where decisions are kept, or how figures are shown.
"""
