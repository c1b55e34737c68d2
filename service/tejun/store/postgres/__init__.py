"""The record in PostgreSQL, for several machines: its connections, its errors, its migrations, and what a role may do.

Import from the modules; this package imports none of them, so that who records in SQLite's file loads no driver.

May not know: what is in the tables.
"""
