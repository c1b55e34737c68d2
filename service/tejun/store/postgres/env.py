"""What Alembic runs to bring the tables forward, on the connection that it is given (`tejun.store.postgres.migrating`).

It is no module that anybody imports: Alembic reads it by its place.

May not know: where the database is.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
)
context.run_migrations()
