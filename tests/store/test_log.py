"""The record's own log: grown with the record, whoever writes, and held against it, each attack by its name."""

import hashlib
import itertools
import random
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from tejun.errors import AlteredRecordError, StoreError
from tejun.store.keys import without_masters
from tejun.store.log import Checked
from tejun.store.records import Erasure, Record
from tejun.store.seen import SeenStatement
from tejun.transparency.tree import EMPTY_ROOT, TreeHead, hash_leaf, hash_node

from tests.support.records import NOW, record
from tests.support.records_of_both import BOTH, Home, attack, new_home


def whole(record: Record) -> None:
    """Every record is as it is; the decision's own digests are another test's."""


def looked_over(home: Home, *at_sizes: int) -> Checked:
    with home.open() as store:
        *_, last = store.check_log(whole, at_sizes=at_sizes)
    return last


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, as it is written."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hash_node(naive_root(leaves[:split]), naive_root(leaves[split:]))


def entries(home: Home) -> list[bytes]:
    with home.stranger() as connection:
        rows = connection.execute("SELECT entry FROM log_entries ORDER BY number").fetchall()
    return [bytes(entry) for (entry,) in rows]


def numbered(count: int, start: int = 0) -> list[Record]:
    """Of three applications in turn."""
    return [
        record(decision_id=f"d-{number}", application=f"a-{number % 3}")
        for number in range(start, start + count)
    ]


SEEN = SeenStatement(
    program="p", number=1, digest="sha256:1", first_seen=NOW, found=True, content=b"{}"
)


# --- growing -------------------------------------------------------------------------------------------


def test_a_new_record_has_an_empty_log(home: Home) -> None:
    assert looked_over(home).head == TreeHead(0, EMPTY_ROOT)


@pytest.mark.parametrize("count", [1, 2, 3, 255, 256, 257, 600])
def test_the_head_is_that_of_the_tree_over_all_entries(home: Home, count: int) -> None:
    with home.open() as store:
        for start in range(0, count, 100):
            store.append_all(numbered(min(100, count - start), start))
        found = store.log.head()
    leaves = [hash_leaf(entry) for entry in entries(home)]
    assert found == TreeHead(count, naive_root(leaves))
    assert looked_over(home).head == found


def test_it_goes_on_where_another_process_ended(home: Home) -> None:
    with home.open() as one, home.open() as other:
        for number in range(6):
            (one, other)[number % 2].append(record(decision_id=f"d-{number}"))
        assert one.log.head() == other.log.head()
    assert looked_over(home).head.size == 6


def test_many_threads_of_two_processes_make_one_log(home: Home) -> None:
    with home.open() as one, home.open() as other, ThreadPoolExecutor(8) as pool:
        list(
            pool.map(lambda n: (one, other)[n % 2].append(record(decision_id=f"d-{n}")), range(60))
        )
    assert looked_over(home).head.size == 60


def test_a_key_that_is_known_makes_no_second_entry(home: Home) -> None:
    with home.open() as store:
        store.append_all([record(key="k"), record(key="k"), record()])
        store.append(record(key="k"))
    assert looked_over(home).head.size == 2


def test_what_is_not_recorded_is_not_entered(home: Home) -> None:
    with home.open() as store:
        store.append(record(decision_id="d"))
        with pytest.raises(StoreError):
            store.append_all([record(decision_id="e"), record(decision_id="d")])
        store.append(record(decision_id="f"))
    assert looked_over(home).head.size == 2


def test_entries_tell_nothing_of_what_they_commit_to(home: Home) -> None:
    """The same record twice has two entries that have nothing in common: each has salts of its own."""
    one, other = record(decision_id="d"), home.copy(1)
    for place in (home, other):
        with place.open() as store:
            store.append(one)
    assert entries(home) != entries(other)


def test_what_was_seen_and_what_was_erased_have_their_entries(home: Home) -> None:
    with home.open() as store:
        store.append_all(numbered(2))
        store.statements.of("ここ").remember([SEEN, replace(SEEN, digest="sha256:2")], now=NOW)
        store.statements.of("there").remember([SEEN], now=NOW)
        store.statements.of("there").remember([SEEN], now=NOW)
        assert store.erase("kprogram-2026", "a-1", "asked for", NOW) is not None
        store.append(record(decision_id="d-2"))
        head = store.log.head()
    assert head.size == 2 + 3 + 2 + 1 + 1
    assert looked_over(home).head == head


def test_randomness_is_what_makes_two_logs_differ(home: Home) -> None:
    heads = []
    for place in (home.copy(1), home):
        drawn = random.Random(7)  # noqa: S311 - to be the same twice
        with place.open(random=drawn.randbytes) as store:
            store.append_all(numbered(5))
            heads.append(store.log.head())
    assert heads[0] == heads[1]


# --- attacks -------------------------------------------------------------------------------------------

COUNT = 300


class Kept(NamedTuple):
    """A record of some hundred decisions, the last of which was erased, and its head when it had 280; copies are
    numbered."""

    home: Home
    noted: TreeHead
    erasure: Erasure
    numbers: "itertools.count[int]"

    def attacked(self, sql: str) -> Home:
        """A copy of the record, to which somebody has done this, with the triggers out of the way."""
        copy = self.home.copy(next(self.numbers))
        attack(copy, TABLES, sql)
        return copy


@pytest.fixture(scope="module", params=BOTH)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    home = new_home(request.param, tmp_path_factory.mktemp("log"), request)
    with home.open() as store:
        store.append_all(numbered(280))
        noted = store.log.head()
        store.append_all(numbered(COUNT - 280, 280))
        store.append(record(decision_id="d-gone", application="gone", key="k"))
        store.statements.of("here").remember([SEEN], now=NOW)
        erasure = store.erase("kprogram-2026", "gone", "asked for", NOW)
    assert erasure is not None
    return Kept(home, noted, erasure, itertools.count(1))


TABLES = (
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
)

SWAP = """
UPDATE {table} SET {column} = -1 WHERE {column} = 7;
UPDATE {table} SET {column} = 7 WHERE {column} = 12;
UPDATE {table} SET {column} = 12 WHERE {column} = -1;
"""
INSERTED = """
INSERT INTO decisions SELECT 999, 'put-in', program, institution, recorded_at, revision, NULL, key_id, codes, parts,
    secret, decision, input
FROM decisions WHERE sequence = 1;
"""


def edited(column: str, value: str) -> str:
    """What changes a column of the eighth decision."""
    return f"UPDATE decisions SET {column} = {value} WHERE sequence = 8"  # noqa: S608


def values_edited(changed: str, name: str = "d-7") -> str:
    """What changes the values by which a decision is compared."""
    return f"UPDATE decision_values SET {changed} WHERE sequence = {number_of(name)}"  # noqa: S608


def number_of(name: str) -> str:
    return f"(SELECT d.sequence FROM decisions d WHERE d.decision_id = '{name}')"  # noqa: S608


VALUES_PUT_IN = """
DELETE FROM decision_values WHERE sequence = {sequence};
INSERT INTO decision_values SELECT {sequence}, input_digest, NULL FROM decision_values WHERE sequence = 8
"""


def of_another(column: str) -> str:
    """The value that the eleventh decision has there."""
    return f"(SELECT o.{column} FROM decisions o WHERE o.sequence = 11)"  # noqa: S608


def index_edited(changed: str, name: str = "d-7") -> str:
    """What changes the row by which a decision is found."""
    return f"UPDATE decision_index SET {changed} WHERE sequence = {number_of(name)}"  # noqa: S608


INDEX_COLUMNS = {
    "recorded": "recorded + 1",
    "engine_version": "'0'",
    "findings": "',A:b,'",
    **dict.fromkeys(
        (*("program", "application", "institution", "edition"), *("outcome", "engine", "as_of")),
        "'else'",
    ),
}
INDEX_PUT_IN = """
INSERT INTO decision_index SELECT {sequence}, recorded, program, application, institution, edition, outcome, engine,
    engine_version, as_of, findings
FROM decision_index WHERE sequence = 8
"""

KEYS_SWAPPED = """
UPDATE data_keys SET wrapped = (SELECT o.wrapped FROM data_keys o WHERE o.application = 'a-1')
WHERE application = 'a-0'
"""
NAMES_SWAPPED = """
UPDATE {table} SET application = '-' WHERE application = 'a-0';
UPDATE {table} SET application = 'a-0' WHERE application = 'a-1';
UPDATE {table} SET application = 'a-1' WHERE application = '-';
"""
BOTH_NAMES_SWAPPED = "".join(
    NAMES_SWAPPED.format(table=table) for table in ("data_keys", "decision_index")
)
"""Of two applications, wherever the name stands: their keys and the rows by which they are found fit each other."""

ALL_RENAMED = "".join(
    f"UPDATE {table} SET {{column}} = 'else' WHERE application = '{{application}}';"  # noqa: S608
    for table in ("data_keys", "decision_index", "erasures")
)
KEY_RENAMED = """
DELETE FROM data_keys WHERE application = 'a-1';
UPDATE data_keys SET application = 'a-1' WHERE application = 'a-0';
"""

OF_THE_ERASED = {
    "institution": "'else'",
    "program": "'else'",
    "revision": "'else'",
    "recorded_at": "'2026-11-21T01:02:03+00:00'",
    "key_id": of_another("key_id"),
    "parts": of_another("parts"),
    "secret": of_another("secret"),
    "decision": "x'00'",
    "input": of_another("input"),
    "request_key": "randomblob(32)",
}
"""What of one that was erased nobody can hold to what is sealed: its entry has it."""

ATTACKS = {
    **{
        f"of one that was erased the {column} is another": (
            f"UPDATE decisions SET {column} = {value} WHERE decision_id = 'd-gone'",  # noqa: S608
            "d-gone",
        )
        for column, value in OF_THE_ERASED.items()
    },
    "an institution is another": (edited("institution", "'else'"), "d-7"),
    "a moment is another": (edited("recorded_at", "'2026-11-21T01:02:03+00:00'"), "d-7"),
    "a decision is edited": (edited("decision", "x'7b7d'"), "d-7"),
    "a decision is another's": (edited("decision", of_another("decision")), "d-7"),
    "an input is edited": (edited("input", "x'00'"), "d-7"),
    "codes are edited": (edited("codes", "x'7b7d'"), "d-7"),
    "a moment is written otherwise": (
        edited("recorded_at", "'2026-W47-5T01:02:03.456789+00:00'"),
        "d-7",
    ),
    "a moment of one that was erased is written otherwise": (
        "UPDATE decisions SET recorded_at = '2026-11-20T10:02:03.456789+09:00' WHERE decision_id = 'd-gone'",
        "d-gone",
    ),
    "codes of one that was erased are edited": (
        "UPDATE decisions SET codes = x'7b7d' WHERE decision_id = 'd-gone'",
        "d-gone",
    ),
    "commitments are edited": (edited("parts", "x'7b7d'"), "d-7"),
    "a secret is edited": (edited("secret", "x'7b7d'"), "d-7"),
    "a secret is another's": (edited("secret", of_another("secret")), "d-7"),
    "a request's key is put in": (edited("request_key", "randomblob(32)"), "d-7"),
    "of one that was erased the request's key is taken out": (
        "UPDATE decisions SET request_key = NULL WHERE decision_id = 'd-gone'",
        "d-gone",
    ),
    "an input's lookup value is edited": (values_edited("input_digest = randomblob(32)"), "d-7"),
    "a result's lookup value is edited": (values_edited("result_digest = randomblob(32)"), "d-7"),
    "lookup values change places": (
        values_edited("input_digest = result_digest, result_digest = input_digest"),
        "d-7",
    ),
    "lookup values are taken out": (
        values_edited("input_digest = NULL, result_digest = NULL"),
        "d-7",
    ),
    "an input's lookup value is taken out": (values_edited("input_digest = NULL"), "d-7"),
    "lookup values are deleted": ("DELETE FROM decision_values WHERE sequence = 8", "d-7"),
    "of one that was erased an input's lookup value is put in": (
        values_edited("input_digest = randomblob(32)", "d-gone"),
        "d-gone",
    ),
    "of one that was erased a result's lookup value is put in": (
        values_edited("result_digest = randomblob(32)", "d-gone"),
        "d-gone",
    ),
    "of one that was erased the lookup values are put in anew": (
        VALUES_PUT_IN.format(sequence=number_of("d-gone")),
        "d-gone",
    ),
    "lookup values of no decision are put in": (
        "INSERT INTO decision_values VALUES (9999, NULL, NULL)",
        "#9999",
    ),
    **{
        f"a decision is found by another {column}": (index_edited(f"{column} = {value}"), "d-7")
        for column, value in INDEX_COLUMNS.items()
    },
    "one that was erased is found by another application": (
        index_edited("application = 'else'", "d-gone"),
        "d-gone",
    ),
    "a decision is found by nothing": ("DELETE FROM decision_index WHERE sequence = 8", "d-7"),
    "one that was erased is found by nothing": (
        f"DELETE FROM decision_index WHERE sequence = {number_of('d-gone')}",  # noqa: S608
        "d-gone",
    ),
    "what finds no decision is put in": (INDEX_PUT_IN.format(sequence=9999), "#9999"),
    "what finds two decisions changes places": (
        SWAP.format(table="decision_index", column="sequence"),
        "d-6",
    ),
    "a decision names another key": (
        edited("key_id", "(SELECT o.key_id FROM decisions o WHERE o.sequence = 9)"),
        "d-7",
    ),
    "a decision names a key that was erased": (
        edited("key_id", "(SELECT key_id FROM erased_keys)"),
        "d-7",
    ),
    "a decision is deleted": ("DELETE FROM decisions WHERE sequence = 8", "d-7"),
    "a decision and its entry are deleted": (
        "DELETE FROM decisions WHERE sequence = 8; DELETE FROM log_entries WHERE number = 7",
        "#7",
    ),
    "an entry is deleted": ("DELETE FROM log_entries WHERE number = 7", "#7"),
    "a decision is put in": (INSERTED, "put-in"),
    "two decisions change places": (SWAP.format(table="decisions", column="sequence"), "d-6"),
    "two entries change places": (SWAP.format(table="log_entries", column="number"), "d-8"),
    "a salt is changed": ("UPDATE log_entries SET salt = randomblob(32) WHERE number = 7", "d-7"),
    "a salt is cut": ("UPDATE log_entries SET salt = x'00' WHERE number = 7", "d-7"),
    "an entry is changed": (
        "UPDATE log_entries SET entry = randomblob(32) WHERE number = 7",
        "d-7",
    ),
    "an entry is of another record": (
        "UPDATE log_entries SET record = 'else' WHERE number = 7",
        "else",
    ),
    "an entry is of another kind": (
        "UPDATE log_entries SET kind = 'erasure', sequence = 99 WHERE number = 7",
        "d-7",
    ),
    "an entry is of no kind": ("UPDATE log_entries SET kind = 'else' WHERE number = 7", "d-7"),
    "keys change places": (KEYS_SWAPPED, "d-0"),
    "applications change their names": (BOTH_NAMES_SWAPPED, "d-0"),
    "an application has another name": (
        ALL_RENAMED.format(column="application", application="a-0"),
        "d-0",
    ),
    "an application is of another program": (
        ALL_RENAMED.format(column="program", application="a-0"),
        "d-0",
    ),
    "one that was erased has another name": (
        ALL_RENAMED.format(column="application", application="gone"),
        "{erasure}",
    ),
    "a key is edited": ("UPDATE data_keys SET wrapped = x'00' WHERE application = 'a-0'", "d-0"),
    "a key is another application's": (KEY_RENAMED, "d-0"),
    "a key is deleted": ("DELETE FROM data_keys WHERE application = 'a-0'", "d-0"),
    "the lookup key is deleted": ("DELETE FROM data_keys WHERE part = 'lookup'", "/"),
    "an erased key is back": (
        "INSERT INTO data_keys SELECT key_id, 'kprogram-2026', 'gone', '', x'00' FROM erased_keys",
        "{erasure}",
    ),
    "an erasure is edited": ("UPDATE erasures SET content = x'7b7d'", "{erasure}"),
    "an erasure is of another day": ("UPDATE erasures SET erased_at = '2030'", "{erasure}"),
    "an erasure is deleted": ("DELETE FROM erasures", "{erasure}"),
    "an erasure and what it erased are deleted": (
        "DELETE FROM erasures; DELETE FROM erased_keys",
        "d-gone",
    ),
    "a living key is said to be erased": (
        "INSERT INTO erased_keys SELECT d.key_id, e.erasure_id FROM decisions d, erasures e WHERE d.sequence = 8",
        "{erasure}",
    ),
    "a statement is edited": ("UPDATE statements SET content = x'7b'", "sha256:"),
    "a statement was seen another day": ("UPDATE statements SET first_seen = '2030'", "sha256:"),
    "a registry was looked at another day": (
        "UPDATE registry_looks SET looked_at = '2030'",
        "sha256:",
    ),
    "a look is of another registry": ("UPDATE registry_looks SET place = 'there'", "sha256:"),
    "a look is deleted": ("DELETE FROM registry_looks", "sha256:"),
    "a look is put in": ("INSERT INTO registry_looks VALUES (9, 'put-in', '2030')", "put-in"),
    "a statement is deleted": ("DELETE FROM statements", "sha256:"),
    "a statement is put in": (
        "INSERT INTO statements VALUES (9, 'here', 'p', 9, 'put-in', 't', 0, x'00')",
        "put-in",
    ),
    "a hash is changed": ("UPDATE log_hashes SET value = randomblob(32)", "1/0"),
    "a hash is deleted": ("DELETE FROM log_hashes", "1/0"),
    "a hash is put in": ("INSERT INTO log_hashes VALUES (1, 1, randomblob(32))", "/"),
}


@pytest.mark.parametrize(("sql", "name"), ATTACKS.values(), ids=ATTACKS)
def test_each_attack_is_found_and_named(kept: Kept, sql: str, name: str) -> None:
    attacked = kept.attacked(sql)
    with pytest.raises(AlteredRecordError) as error:
        looked_over(attacked)
    shown = name.format(erasure=kept.erasure.id)
    assert f"“{shown}" in error.value.detail.in_("en")


ERASURE_EDITED = """
UPDATE erasures SET content = CAST(replace(CAST(content AS TEXT), 'asked for', 'withdrawn') AS BLOB)
"""
ERASURE_PUT_IN = """
INSERT INTO erasures SELECT 99, 'put-in', program, application, erased_at,
    CAST(replace(replace(CAST(content AS TEXT), erasure_id, 'put-in'), (SELECT key_id FROM erased_keys),
        (SELECT key_id FROM decisions WHERE decision_id = 'd-7')) AS BLOB)
FROM erasures;
INSERT INTO erased_keys SELECT key_id, 'put-in' FROM decisions WHERE decision_id = 'd-7';
"""
READ_ALONE = {
    "codes are edited": (edited("codes", "x'7b7d'"), "d-7", False),
    "codes of one that was erased": (
        ATTACKS["codes of one that was erased are edited"][0],
        "d-gone",
        False,
    ),
    "commitments": (edited("parts", "x'7b7d'"), "d-7", False),
    "who leads": (ATTACKS["an institution is another"][0], "d-7", False),
    "who led": (ATTACKS["of one that was erased the institution is another"][0], "d-gone", False),
    "a moment": (ATTACKS["a moment is written otherwise"][0], "d-7", True),
    "names": (BOTH_NAMES_SWAPPED, "d-0", True),
    "a name": (ATTACKS["an application has another name"][0], "d-0", True),
    "a program": (ATTACKS["an application is of another program"][0], "d-0", True),
    "a name of one that was erased": (
        ATTACKS["one that was erased has another name"][0],
        "d-gone",
        True,
    ),
    "an erasure is edited": (ERASURE_EDITED, "d-gone", True),
    "an erasure of another day": (ATTACKS["an erasure is of another day"][0], "d-gone", True),
    "an erasure without an entry": (ERASURE_PUT_IN, "d-7", True),
    "an erased key is back": (ATTACKS["an erased key is back"][0], "d-gone", True),
    "one more key is said to be erased": (
        "INSERT INTO erased_keys SELECT 'ffff', erasure_id FROM erasures",
        "d-gone",
        True,
    ),
    "what is left to compare one that was erased by": (
        ATTACKS["of one that was erased an input's lookup value is put in"][0],
        "d-gone",
        True,
    ),
    "the request's key of one that was erased": (
        ATTACKS["of one that was erased the request's key is taken out"][0],
        "d-gone",
        False,
    ),
    "an entry is another": (ATTACKS["an entry is changed"][0], "d-7", False),
    "an entry is deleted": (ATTACKS["an entry is deleted"][0], "d-7", False),
}


@pytest.mark.parametrize(("sql", "name", "also_record"), READ_ALONE.values(), ids=READ_ALONE)
def test_whoever_reads_one_decision_sees_that_it_is_not_what_the_log_has(
    kept: Kept, sql: str, name: str, also_record: bool
) -> None:
    with kept.attacked(in_words_of(kept.home, sql)).open() as store:
        with pytest.raises(AlteredRecordError):
            store.codes(name)
        if also_record:
            with pytest.raises(AlteredRecordError):
                store.get(name)


def in_words_of(home: Home, sql: str) -> str:
    """Text as bytes, and back, as PostgreSQL says it."""
    if home.dialect == "sqlite":
        return sql
    sql = sql.replace("CAST(content AS TEXT)", "convert_from(content, 'UTF8')")
    return re.sub(
        r"CAST\((replace.*?)\s+AS BLOB\)", r"convert_to(\1, 'UTF8')", sql, flags=re.DOTALL
    )


NAMED_OTHERWISE = (
    "applications change their names",
    "an application has another name",
    "an application is of another program",
    "one that was erased has another name",
)


@pytest.mark.parametrize("name", NAMED_OTHERWISE)
def test_a_name_is_held_to_the_log_without_any_key(kept: Kept, name: str) -> None:
    sql, of = ATTACKS[name]
    with kept.attacked(sql).open(masters=without_masters) as store:
        with pytest.raises(AlteredRecordError) as error:
            list(store.check_log(whole, may_stay_sealed=True))
        assert f"“{of.format(erasure=kept.erasure.id)}" in error.value.detail.in_("en")


VALUES_ALTERED = [
    name for name, (_, of) in ATTACKS.items() if "lookup value" in name and of == "d-7"
]


@pytest.mark.parametrize("name", VALUES_ALTERED)
def test_whoever_opens_a_decision_sees_that_its_values_are_not_its_own(
    kept: Kept, name: str
) -> None:
    assert len(VALUES_ALTERED) == 6
    with kept.attacked(ATTACKS[name][0]).open() as store:
        with pytest.raises(AlteredRecordError):
            store.get("d-7")
        assert store.get("d-8").decision_id == "d-8"


VALUES_GONE = [name for name in VALUES_ALTERED if ATTACKS[name][0].count("NULL")] + [
    "lookup values are deleted"
]


@pytest.mark.parametrize("name", VALUES_GONE)
def test_that_values_are_gone_is_seen_without_any_key(kept: Kept, name: str) -> None:
    assert len(VALUES_GONE) == 3
    with kept.attacked(ATTACKS[name][0]).open(masters=without_masters) as store:
        with pytest.raises(AlteredRecordError) as error:
            store.codes("d-7")
        assert "nothing says that it was erased" in error.value.detail.in_("en")
        assert store.codes("d-gone").erasure == kept.erasure
        with pytest.raises(AlteredRecordError):
            list(store.check_log(whole, may_stay_sealed=True))


def test_of_one_that_was_erased_not_even_an_empty_row_of_values_is_needed(kept: Kept) -> None:
    without = f"DELETE FROM decision_values WHERE sequence = {number_of('d-gone')}"  # noqa: S608
    assert looked_over(kept.attacked(without)).head.size > COUNT


def test_a_record_that_was_left_alone_has_the_head_that_was_noted(kept: Kept) -> None:
    noted = kept.noted
    assert looked_over(kept.attacked(""), noted.size).then == {noted.size: noted}


CUT = """
DELETE FROM decisions WHERE sequence > {n}; DELETE FROM decision_values WHERE sequence > {n};
DELETE FROM decision_index WHERE sequence > {n};
DELETE FROM log_entries WHERE number >= {n};
DELETE FROM statements; DELETE FROM registry_looks; DELETE FROM erasures; DELETE FROM erased_keys;
"""


def test_a_tail_that_was_cut_off_is_seen_by_the_head_that_was_noted(kept: Kept) -> None:
    cut = looked_over(kept.attacked(CUT.format(n=270)), kept.noted.size)
    assert cut.head.size == 270
    assert cut.then == {}


def test_a_record_that_was_made_anew_is_seen_by_the_head_that_was_noted(
    kept: Kept, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Whoever can write everything can make a whole new log: it is whole, and has another head."""
    with kept.home.open() as store:
        records = [replace(each) for each in map(store.get, (f"d-{n}" for n in range(COUNT)))]
    records[3] = replace(records[3], input=hashlib.sha256(b"another").digest())
    forged = new_home(kept.home.dialect, tmp_path, request)
    with forged.open() as store:
        store.append_all(records)
    found = looked_over(forged, kept.noted.size)
    assert found.head.size == COUNT
    assert found.then[kept.noted.size] != kept.noted
