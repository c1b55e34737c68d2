"""What guards the tables in PostgreSQL since version 6: functions, the triggers that call them, indexes, and columns of
which there are no statistics, each with what makes it. Like the version (`tejun.store.postgres.versions`), it never
changes again: a later one has its own.

The function that most triggers call says what was tried. They fire for everybody, also where a session replays what
another server did (ENABLE ALWAYS), and once for a statement: one that would change no row aborts too. Those of keys
and values look at each row.

Always holds: a trigger and an index are written as PostgreSQL itself writes them, so that what is found there can be
held to it.

May not know: when it is made.
"""

from collections.abc import Mapping

from tejun.store.parts import Part

_GUARDED = (
    "decisions",
    "decision_values",
    "decision_index",
    "data_keys",
    "erasures",
    "erased_keys",
    "statements",
    "registry_looks",
    "log_entries",
    "log_hashes",
    "log_checkpoints",
    "former_logs",
)

_REFUSES = "tejun_append_only"

_REFUSE = """
CREATE FUNCTION tejun_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the record is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""

_KEYS_ALONE = """
CREATE FUNCTION tejun_keys_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND (OLD.program, OLD.application, OLD.part) <> ('', '', 'lookup')
        AND EXISTS (SELECT 1 FROM erased_keys WHERE key_id = OLD.key_id) THEN
        RETURN OLD;
    ELSIF TG_OP = 'UPDATE' AND (NEW.key_id, NEW.program, NEW.application, NEW.part)
        = (OLD.key_id, OLD.program, OLD.application, OLD.part) THEN
        RETURN NEW;
    ELSIF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM erased_keys WHERE key_id = NEW.key_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the record is append-only: % of a key is refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
"""A key may be deleted once it is named as erased, but for the one of lookups; wrapped anew; and put in, unless it was
erased."""

_VALUES_ALONE = """
CREATE FUNCTION tejun_values_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.sequence = OLD.sequence AND NEW.input_digest IS NULL AND NEW.result_digest IS NULL
        AND EXISTS (SELECT 1 FROM decisions d JOIN erased_keys e ON e.key_id = d.key_id
            WHERE d.sequence = OLD.sequence) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the record is append-only: % of values is refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
"""Values may be taken out once the decision's key is named as erased, and not otherwise."""

_IN_ITS_SCHEMA = """
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION {name}() SET search_path = pg_catalog, %I, pg_temp', current_schema());
END
$$
"""
"""A function looks at these tables, whoever calls it: else one in front, a temporary one say, would speak for them."""

FUNCTIONS: Mapping[Part, tuple[str, ...]] = {
    Part("FUNCTION", name): (made, _IN_ITS_SCHEMA.format(name=name))
    for name, made in (
        (_REFUSES, _REFUSE),
        ("tejun_keys_alone", _KEYS_ALONE),
        ("tejun_values_alone", _VALUES_ALONE),
    )
}

INDEXES: Mapping[Part, tuple[str, ...]] = {
    Part("INDEX", f"ix_{table}_{columns[0]}", table): (
        f"CREATE INDEX ix_{table}_{columns[0]} ON {table} USING btree ({', '.join(columns)})",
    )
    for table, *columns in (
        ("log_checkpoints", "size"),
        ("decisions", "key_id"),
        ("erased_keys", "erasure_id"),
        (
            *("decision_index", "recorded", "sequence", "program", "edition", "outcome", "engine"),
            *("engine_version", "as_of", "application"),
        ),
        ("decision_index", "application", "recorded", "sequence", "program"),
        ("decision_index", "institution", "recorded", "sequence"),
    )
}

UNCOUNTED: Mapping[Part, tuple[str, ...]] = {
    Part("COLUMN", column, table): (
        f"ALTER TABLE {table} ALTER {column} TYPE bytea",
        f"ALTER TABLE {table} ALTER {column} SET STATISTICS 0",
    )
    for table, column in (
        ("data_keys", "wrapped"),
        ("decision_values", "input_digest"),
        ("decision_values", "result_digest"),
    )
}
"""Columns of which the server keeps no statistics: those are samples, and would have what was erased since. What it has
of them by then goes with the first statement, which changes nothing else."""

TRIGGER, EMPTYING_TRIGGER = "append_only", "never_emptied"
"""The trigger that each table of the record has, and the one beside it of those whose rows are looked at one by one."""

_BY_ROW = {
    "data_keys": ("INSERT OR DELETE OR UPDATE", "tejun_keys_alone"),
    "decision_values": ("DELETE OR UPDATE", "tejun_values_alone"),
}


def _trigger(name: str, table: str, *, on: str, calls: str) -> tuple[str, ...]:
    each = "STATEMENT" if calls == _REFUSES else "ROW"
    return (
        f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH {each} EXECUTE FUNCTION {calls}()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    )


def _triggers(table: str) -> Mapping[str, tuple[str, ...]]:
    """Those of one table, by their names."""
    if table not in _BY_ROW:
        every = "DELETE OR UPDATE OR TRUNCATE"
        return {TRIGGER: _trigger(TRIGGER, table, on=every, calls=_REFUSES)}
    on, calls = _BY_ROW[table]
    return {
        TRIGGER: _trigger(TRIGGER, table, on=on, calls=calls),
        EMPTYING_TRIGGER: _trigger(EMPTYING_TRIGGER, table, on="TRUNCATE", calls=_REFUSES),
    }


TRIGGERS: Mapping[Part, tuple[str, ...]] = {
    Part("TRIGGER", name, table): statements
    for table in _GUARDED
    for name, statements in _triggers(table).items()
}
