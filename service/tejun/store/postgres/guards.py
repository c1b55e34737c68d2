"""What stands in the record's schema beside rows: found there, held to what tejun makes, and brought back to that.

What counts is whatever is on a table of the record, and every other table and view of its schema: the schema is the
record's alone. What an extension has brought along is not looked at.

May not know: who asks, or what guards are for.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import Any

from psycopg.errors import DependentObjectsStillExist
from sqlalchemy import (
    URL,
    Connection,
    Dialect,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)
from sqlalchemy.exc import DBAPIError

from tejun.store.mending import Mended, choose, needed_by_others, require_mendable
from tejun.store.parts import Differences, Part, Texts, compare
from tejun.store.postgres.connecting import VERSION_TABLE
from tejun.store.postgres.guards_6 import FUNCTIONS, INDEXES, TRIGGERS, UNCOUNTED
from tejun.store.tables import RECORD

_DIALECT: Dialect = URL.create("postgresql+psycopg").get_dialect()()
_ALWAYS = " ALWAYS"
_BETWEEN = "$$"
"""What stands before and behind the body of a function."""

_SEEN = """
SELECT array_remove(array_agg(to_regclass(name)::oid::bigint), NULL) AS own,
    to_regclass(%(first)s)::oid::bigint AS first, current_setting('search_path') AS path,
    (SELECT concat(c.relnamespace::regnamespace, ', pg_temp') FROM pg_class c
        WHERE c.oid = to_regclass(%(first)s)) AS home
    FROM unnest(%(tables)s::text[]) AS name
"""
"""The tables as this role sees them, and in which schema the first of them is."""

_LOOK_IN = "SELECT set_config('search_path', %(path)s, true)"

_FOUND = """
WITH own AS (SELECT c.oid, c.relname FROM pg_class c WHERE c.oid = ANY (%(own)s::bigint[])),
    home AS (SELECT n.oid, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = %(first)s::bigint)
SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
        ELSE 'TABLE' END, c.oid::regclass::text, '',
    coalesce((SELECT string_agg(concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
            CASE WHEN a.attnotnull THEN 'NOT NULL' END, CASE a.attidentity WHEN 'd' THEN 'IDENTITY'
            ELSE nullif(a.attidentity::text, '') END, nullif(a.attgenerated::text, ''),
            pg_get_expr(d.adbin, d.adrelid)), ', ' ORDER BY a.attnum)
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '')
    || CASE WHEN c.relrowsecurity OR c.relforcerowsecurity THEN ' ROW SECURITY' ELSE '' END
    || CASE c.relpersistence WHEN 'p' THEN '' ELSE ' UNLOGGED' END
    FROM pg_class c, home WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND (c.relnamespace = home.oid OR c.oid IN (SELECT oid FROM own)
        OR EXISTS (SELECT 1 FROM pg_inherits i JOIN own ON own.oid = i.inhparent
        WHERE i.inhrelid = c.oid))
    AND NOT EXISTS (SELECT 1 FROM pg_depend d
        WHERE (d.classid, d.objid, d.deptype) = ('pg_class'::regclass, c.oid, 'e'))
UNION ALL SELECT 'CONSTRAINT', quote_ident(k.conname), k.conrelid::regclass::text, pg_get_constraintdef(k.oid, true)
    FROM pg_constraint k WHERE k.contype <> 'n' AND (k.conrelid IN (SELECT oid FROM own)
        OR k.confrelid IN (SELECT oid FROM own))
UNION ALL SELECT 'INDEX', i.indexrelid::regclass::text, i.indrelid::regclass::text,
    pg_get_indexdef(i.indexrelid, 0, true) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
    FROM pg_index i WHERE i.indrelid IN (SELECT oid FROM own)
    AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
UNION ALL SELECT 'TRIGGER', quote_ident(t.tgname), t.tgrelid::regclass::text,
    pg_get_triggerdef(t.oid, true) || CASE t.tgenabled WHEN 'A' THEN ' ALWAYS' ELSE '' END
        || CASE p.pronamespace WHEN home.oid THEN '' ELSE ' OF ANOTHER SCHEMA' END
    FROM home, pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgrelid IN (SELECT oid FROM own) AND NOT t.tgisinternal
UNION ALL SELECT 'COLUMN', quote_ident(a.attname), a.attrelid::regclass::text,
    concat_ws(' ', 'STATISTICS', coalesce(a.attstattarget, -1), CASE WHEN EXISTS (SELECT 1 FROM pg_stats s
        WHERE (s.schemaname, s.tablename, s.attname) = (n.nspname, c.relname, a.attname)) THEN 'KEPT' END)
    FROM own JOIN pg_class c ON c.oid = own.oid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE (c.relname, a.attname) IN (SELECT * FROM unnest(%(tables_of)s::text[], %(columns)s::text[]))
UNION ALL SELECT 'STATISTICS', concat_ws('.', CASE WHEN NOT pg_statistics_obj_is_visible(e.oid)
        THEN e.stxnamespace::regnamespace END, quote_ident(e.stxname)), e.stxrelid::regclass::text, ''
    FROM pg_statistic_ext e WHERE e.stxrelid IN (SELECT oid FROM own)
UNION ALL SELECT 'RULE', quote_ident(r.rulename), r.ev_class::regclass::text, ''
    FROM pg_rewrite r WHERE r.ev_class IN (SELECT oid FROM own)
UNION ALL SELECT 'POLICY', quote_ident(p.polname), p.polrelid::regclass::text, ''
    FROM pg_policy p WHERE p.polrelid IN (SELECT oid FROM own)
UNION ALL SELECT 'FUNCTION', p.proname, '', concat_ws(' ', l.lanname, CASE WHEN p.prosecdef THEN 'SECURITY DEFINER' END,
    CASE WHEN p.proconfig = ARRAY[format('search_path=pg_catalog, %%I, pg_temp', home.nspname)] THEN 'IN ITS SCHEMA'
    ELSE p.proconfig::text END, p.prosrc)
    FROM home JOIN pg_proc p ON p.pronamespace = home.oid JOIN pg_language l ON l.oid = p.prolang
    WHERE p.proname = ANY (%(functions)s::text[]) AND p.pronargs = 0
"""


def find_differences(connection: Connection) -> Differences:
    """How the record's schema differs from what tejun makes."""
    with _at_home(connection) as tables:
        rows = connection.exec_driver_sql(_FOUND, {**tables, **_SOUGHT}).all()
    return compare(_made(), {Part(*names): said for *names, said in rows})


_SOUGHT = {
    "functions": [each.name for each in FUNCTIONS],
    "tables_of": [each.table for each in UNCOUNTED],
    "columns": [each.name for each in UNCOUNTED],
}


@contextmanager
def _at_home(connection: Connection) -> Iterator[dict[str, Any]]:
    """While names are sought in the record's schema alone, and so written without it there alone: whoever has a schema
    of a role's name could else have what is in it taken for what is here. Gives the tables as the role sees them."""
    names = [table.name for table in RECORD.tables]
    asked = {"tables": [*names, VERSION_TABLE], "first": names[0]}
    seen = connection.exec_driver_sql(_SEEN, asked).one()
    connection.exec_driver_sql(_LOOK_IN, {"path": seen.home or seen.path})
    yield {"own": seen.own, "first": seen.first}
    connection.exec_driver_sql(_LOOK_IN, {"path": seen.path})


def mend(connection: Connection, *, puts_back: bool, drop: Sequence[str]) -> Mended:
    """See `tejun.store.mending`, in the connection's transaction. Raises StoreError or InvalidInputError."""
    differences = find_differences(connection)
    removed = choose(differences, drop)
    mendable = require_mendable(differences) if puts_back else ()
    with _at_home(connection):
        _remove(connection, removed)
        back = [each for each in mendable if not _is_taken(connection, each, differences)]
        for statement in chain.from_iterable(map(_putting_back, back)):
            _run(connection, statement)
    return Mended(removed, tuple(back), find_differences(connection))


def _run(connection: Connection, statement: str) -> None:
    """As it stands: a name in it may look like a place for a value."""
    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def _remove(connection: Connection, parts: Sequence[Part]) -> None:
    """Each after what was made of it. Raises StoreError where something was that is none of them."""
    left = parts
    while left:
        needed = [each for each in left if not _is_removed(connection, each)]
        if len(needed) == len(left):
            raise needed_by_others(needed)
        left = needed


def _is_removed(connection: Connection, part: Part) -> bool:
    try:
        with connection.begin_nested():
            _run(connection, _drop(part))
    except DBAPIError as error:
        if not isinstance(error.orig, DependentObjectsStillExist):
            raise
        return False
    return True


def _is_taken(connection: Connection, part: Part, differences: Differences) -> bool:
    """Whether an index is gone, and somebody has given its name to another table, view or index."""
    if part.kind != "INDEX" or part not in differences.gone:
        return False
    found = connection.exec_driver_sql("SELECT to_regclass(%s) IS NOT NULL", (part.name,))
    return bool(found.scalar_one())


def _drop(part: Part) -> str:
    if part.kind == "CONSTRAINT":
        return f"ALTER TABLE {part.table} DROP CONSTRAINT IF EXISTS {part.name}"
    on = f" ON {part.table}" if part.kind in {"TRIGGER", "RULE", "POLICY"} else ""
    return f"DROP {part.kind} IF EXISTS {part.name}{on}"


def _putting_back(part: Part) -> Iterator[str]:
    """A function is replaced under the triggers that call it; a column stays, and its statistics go."""
    if part.kind not in {"FUNCTION", "COLUMN"}:
        yield _drop(part)
    for statement in {**FUNCTIONS, **INDEXES, **UNCOUNTED, **TRIGGERS}[part]:
        yield statement.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


# --- as PostgreSQL says it ---------------------------------------------------------------------------


@cache
def _made() -> Texts:
    made: dict[Part, str] = {
        Part("TABLE", VERSION_TABLE): "version_num character varying(32) NOT NULL",
        Part("CONSTRAINT", f"{VERSION_TABLE}_pkc", VERSION_TABLE): "PRIMARY KEY (version_num)",
    }
    for table in RECORD.tables:
        made[Part("TABLE", table.name)] = ", ".join(_columns(table))
        made.update(_constraints(table))
    for each, (statement, *_) in FUNCTIONS.items():
        made[each] = f"plpgsql IN ITS SCHEMA {statement.split(_BETWEEN)[1]}"
    made.update({each: statement for each, (statement,) in INDEXES.items()})
    made.update(dict.fromkeys(UNCOUNTED, "STATISTICS 0"))
    made.update({each: statement + _ALWAYS for each, (statement, _) in TRIGGERS.items()})
    return made


def _columns(table: Table) -> Iterator[str]:
    for column in table.columns:
        kind = column.type.compile(dialect=_DIALECT).lower()
        needed = "" if column.nullable else " NOT NULL"
        counts = " IDENTITY" if column is table.autoincrement_column else ""
        yield f"{column.name} {kind}{needed}{counts}"


def _constraints(table: Table) -> Iterator[tuple[Part, str]]:
    for each in table.constraints:
        names = [column.name for column in getattr(each, "columns", ())]
        columns = ", ".join(names)
        if isinstance(each, PrimaryKeyConstraint):
            yield Part("CONSTRAINT", f"{table.name}_pkey", table.name), f"PRIMARY KEY ({columns})"
        elif isinstance(each, UniqueConstraint):
            name = "_".join((table.name, *names, "key"))
            yield Part("CONSTRAINT", name, table.name), f"UNIQUE ({columns})"
