"""The differences between two editions (`diff`), and what the later one asks less of (`relaxations`).

May not know: what is done about it.
"""
