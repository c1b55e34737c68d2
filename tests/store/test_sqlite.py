"""There is one SQLite in a process, and its version is known; where it may damage a file, one process writes."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
from tejun.errors import StoreError
from tejun.operations.diagnosis import Diagnosis
from tejun.operations.installation import examine_installation
from tejun.operations.readiness import check_before_serving
from tejun.operations.workplace import Workplace
from tejun.store import driver
from tejun.store.reports import Reports

from tests.support.cases import ROOT
from tests.support.records import record
from tests.support.stores import open_store


def nodes(path: Path, *words: str) -> Iterator[ast.AST]:
    """Of the module's tree; of one in which none of the words stands, nothing: most need not be parsed."""
    text = path.read_text("utf-8")
    if any(word in text for word in words):
        yield from ast.walk(ast.parse(text))


def imported(path: Path, *words: str) -> Iterator[str]:
    for node in nodes(path, *words):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def importers(folder: Path) -> list[str]:
    """The modules that name an SQLite themselves."""
    own = {"sqlite3", "_sqlite3", "pysqlite3", "apsw", "aiosqlite"}
    return [
        path.name
        for path in sorted(folder.rglob("*.py"))
        if own & {name.partition(".")[0] for name in imported(path, *own)}
    ]


def without_a_module(folder: Path) -> list[str]:
    """The modules that make an engine for which SQLAlchemy chooses an SQLite."""
    return [
        path.name
        for path in sorted(folder.rglob("*.py"))
        for call in nodes(path, "create_engine")
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "create_engine"
        and "module" not in {keyword.arg for keyword in call.keywords}
    ]


@pytest.mark.parametrize("folder", ["service", "tests", "tools"])
def test_no_engine_chooses_an_sqlite(folder: str) -> None:
    assert without_a_module(ROOT / folder) == []


def test_an_engine_that_chooses_one_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('e = create_engine("sqlite://")\n')
    (tmp_path / "b.py").write_text('e = create_engine("sqlite://", module=dbapi)\n')
    assert without_a_module(tmp_path) == ["a.py"]


@pytest.mark.parametrize("folder", ["service", "tests", "tools"])
def test_nobody_but_the_driver_chooses_an_sqlite(folder: str) -> None:
    assert importers(ROOT / folder) == []


def test_who_chooses_one_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f():\n    import sqlite3\n")
    (tmp_path / "b.py").write_text("from pysqlite3.dbapi2 import connect\n")
    assert importers(tmp_path) == ["a.py", "b.py"]


ALL_OF_IT = """
import sys
from pathlib import Path
import tejun.app, tejun.cli
from tejun.store import driver
from tejun.store.reports import Reports
from tejun.store.store import Store
with Store.open(Path("a.db")) as store, Reports.open(Path("b.db")) as reports:
    store.check_writable()
    assert reports.problem() is None
loaded = [name for name in ("_sqlite3", "pysqlite3._sqlite3") if name in sys.modules]
print(driver.SOURCE, *loaded)
"""


def test_a_process_has_one_sqlite(tmp_path: Path) -> None:
    """Two of them would drop each other's locks on a file."""
    said = subprocess.check_output([sys.executable, "-c", ALL_OF_IT], cwd=tmp_path, text=True)
    brought = {"pysqlite3": "pysqlite3._sqlite3", "sqlite3": "_sqlite3"}
    assert said.split() == [driver.SOURCE, brought[driver.SOURCE]]


def test_where_the_lock_brings_one_it_is_used_and_has_the_bug_mended() -> None:
    """On the platforms on which we test there is a wheel."""
    assert driver.SOURCE == "pysqlite3"
    assert driver.is_mended()


@pytest.mark.parametrize(
    ("version", "mended"),
    [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 4), True)],
)
def test_a_version_before_the_mended_one_is_known_for_it(
    version: tuple[int, ...], *, mended: bool
) -> None:
    assert driver.is_mended(version) is mended


# --- an SQLite that may damage a file ------------------------------------------------------------


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "is_mended", lambda: False)


@pytest.mark.usefixtures("old")
def test_one_process_writes_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "tejun.db"
    with open_store(path) as first:
        known = first.append(record(key="k"))
        with open_store(path) as second:
            assert second.get(known.decision_id) == second.by_key("k") == known
            for attempt in (lambda: second.append(record()), second.check_writable):
                with pytest.raises(StoreError) as error:
                    attempt()
                assert "another process" in error.value.detail.in_("en")
                assert "pip install pysqlite3" in error.value.advice.in_("ja")
        first.append(record())
        first.check_writable()
    with open_store(path) as third:
        third.append(record())


@pytest.mark.usefixtures("old")
def test_a_store_is_closed_twice_and_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    store = open_store(tmp_path / "tejun.db")
    store.close()
    store.close()
    with pytest.raises(StoreError) as error:
        open_store(tmp_path / "nowhere" / "tejun.db")
    assert "folder" in error.value.advice.in_("en")


@pytest.mark.usefixtures("old")
def test_one_connection_writes_whoever_asks(tmp_path: Path) -> None:
    with open_store(tmp_path / "tejun.db") as store, ThreadPoolExecutor(8) as pool:
        appended = [pool.submit(store.append, record()) for _ in range(40)]
        checked = [pool.submit(store.check_writable) for _ in range(8)]
        wait(appended)
        assert all(future.result() for future in appended)
        assert [future.result() for future in checked] == [None] * 8
        pool_of_writers: Any = store._database.writing.pool
        assert (pool_of_writers.size(), pool_of_writers._max_overflow) == (1, 0)


@pytest.mark.usefixtures("old")
def test_a_new_file_and_one_of_an_earlier_tejun_are_left_to_the_process_that_writes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tejun.db"
    with open_store(path):
        path.with_name("tejun.db-writer").rename(path.with_name("other.db-writer"))
        with pytest.raises(StoreError) as error, open_store(path.with_name("other.db")):
            pass
    assert "another process" in error.value.detail.in_("en")


@pytest.mark.usefixtures("old")
def test_reports_of_a_second_process_have_a_problem_and_decisions_have_none(tmp_path: Path) -> None:
    path = tmp_path / "reports.db"
    with Reports.open(path) as first, Reports.open(path) as second:
        assert first.problem() is None
        assert "another process" in str(second.problem())
        assert second.opas(limit=1) == []


@pytest.mark.usefixtures("old")
def test_several_processes_do_not_serve(workplace: Workplace) -> None:
    assert check_before_serving(workplace, workers=1).editions
    with pytest.raises(StoreError) as error:
        check_before_serving(workplace, workers=2)
    assert "2 processes" in error.value.detail.in_("en")
    assert "TEJUN_WORKERS" in error.value.advice.in_("ja")


def sqlite_line() -> Diagnosis:
    [found] = [
        line
        for _, line in zip(range(5), examine_installation({}), strict=False)
        if str(line.parts[0]).startswith("SQLite")
    ]
    return found


def test_doctor_names_the_version() -> None:
    assert sqlite_line() == Diagnosis("ok", (f"SQLite {driver.VERSION} ({driver.SOURCE})",))


@pytest.mark.usefixtures("old")
def test_doctor_warns_of_one_that_may_damage_a_file() -> None:
    line = sqlite_line()
    assert line.level == "warn"
    assert line.advice is not None
    assert "3.51.3" in line.advice.in_("en")


def test_who_records_in_the_file_loads_nothing_of_postgresql(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.support.stores import open_store\n"
        "from tests.support.records import record\n"
        "with open_store(Path(sys.argv[1])) as store: store.append(record())\n"
        "print({'alembic', 'psycopg'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "tejun.db")]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "set()\n"
