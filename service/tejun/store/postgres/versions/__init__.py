"""How the tables in PostgreSQL came to be what they are: one module for each version, which never changes again.

The first makes what SQLite's file has in its sixth; from then on both have the same versions
(`tejun.store.tables.RECORD`), and a revision's name is the number of the version. A database of the fifth, which no
tejun that was released has made, has decisions in clear: it is refused.
"""
