"""The record: every decision that was ever answered, in one SQLite file that only grows.

Import from the modules; this package imports none of them, so that a command which records nothing pays for no SQL.

May not know: how a decision is made, what it means, or who asks for it.
"""
