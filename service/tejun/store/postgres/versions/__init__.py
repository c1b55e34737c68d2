"""How the tables in PostgreSQL came to be what they are: one module for each version, which never changes again.

The first made what SQLite's file has in its fifth; from then on both have the same versions
(`tejun.store.tables.RECORD`), and a revision's name is the number of the version.
"""
