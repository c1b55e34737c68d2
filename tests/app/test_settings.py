"""Settings come from the environment, once, and are checked."""

from pathlib import Path

import pytest
import tejun.settings
from tejun.errors import InvalidInputError
from tejun.folders import find_bundles
from tejun.settings import Settings, names_both_databases


def test_with_nothing_set_everything_has_its_default() -> None:
    assert Settings.from_env({}) == Settings()
    assert Settings.from_env({"TEJUN_PORT": "", "TEJUN_DATABASE": " "}) == Settings()


def test_each_variable_is_read() -> None:
    environ = {
        "TEJUN_BUNDLES": "/b",
        "TEJUN_TRUSTED_KEYS": "/k",
        "TEJUN_REFRESH_SECONDS": "2",
        "TEJUN_DATABASE": "/d/tejun.db",
        "TEJUN_DATABASE_URL": "postgresql://u:p@db/tejun",
        "TEJUN_REPORTS": "/r/reports.db",
        "TEJUN_REPORTS_MB": "64",
        "TEJUN_LOG_KEY": "/k/log.key",
        "TEJUN_LOG_ORIGIN": "tejun.example/log",
        "TEJUN_MASTER_KEY": "/k/master.key",
        "TEJUN_ENGINE": "https://opa.example:8443/",
        "TEJUN_OPA_TOKEN": "secret",
        "TEJUN_CACHE": "/c",
        "TEJUN_HOST": "0.0.0.0",  # noqa: S104 - what a container sets
        "TEJUN_PORT": "80",
        "TEJUN_PUBLIC_URL": "https://tejun.example/mounted/",
        "TEJUN_WORKERS": "4",
        "TEJUN_MAX_CONNECTIONS": "200",
        "TEJUN_MAX_CONNECTIONS_PER_CLIENT": "20",
        "TEJUN_HEAD_SECONDS": "2",
        "TEJUN_BODY_SECONDS": "20",
        "TEJUN_IDLE_SECONDS": "60",
        "TEJUN_MAX_BODY_BYTES": "1000",
        "TEJUN_EVALUATION_SECONDS": "0.5",
        "TEJUN_EVALUATION_MEMORY_MB": "128",
        "TEJUN_STORE_SECONDS": "3",
        "TEJUN_CLOCK_SKEW_SECONDS": "30",
    }
    assert Settings.from_env(environ) == Settings(
        bundles="/b",
        trusted_keys="/k",
        refresh_seconds=2.0,
        database=Path("/d/tejun.db"),
        database_url="postgresql://u:p@db/tejun",
        reports=Path("/r/reports.db"),
        reports_mb=64,
        log_key="/k/log.key",
        log_origin="tejun.example/log",
        master_key="/k/master.key",
        engine="https://opa.example:8443",
        opa_token="secret",
        cache=Path("/c"),
        host="0.0.0.0",  # noqa: S104 - what a container sets
        port=80,
        public_url="https://tejun.example/mounted",
        workers=4,
        max_connections=200,
        max_connections_per_client=20,
        head_seconds=2.0,
        body_seconds=20.0,
        idle_seconds=60.0,
        max_body_bytes=1000,
        evaluation_seconds=0.5,
        evaluation_memory_mb=128,
        clock_skew_seconds=30.0,
        store_seconds=3.0,
    )


def test_a_folder_is_looked_at_more_often_than_a_url() -> None:
    assert (
        Settings(bundles="/b").refresh_interval
        == Settings(bundles="file:///b").refresh_interval
        == 0.5
    )
    assert Settings(bundles="s3://bucket/b").refresh_interval == 15.0
    assert Settings(bundles="s3://bucket/b", refresh_seconds=2.0).refresh_interval == 2.0


def test_every_variable_stands_in_the_table_of_settings() -> None:
    table = tejun.settings.__doc__ or ""
    source = Path(tejun.settings.__file__).read_text("utf-8")
    names = {name.strip('"(') for name in source.split() if name.strip('"(').startswith("TEJUN_")}
    names = {name.strip('",)') for name in names}
    assert len(names) >= 10
    assert all(name in table for name in names)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEJUN_PORT", "http"),
        ("TEJUN_PORT", "0"),
        ("TEJUN_PORT", "65536"),
        ("TEJUN_PORT", "-1"),
        ("TEJUN_PORT", "８０"),
        ("TEJUN_WORKERS", "many"),
        ("TEJUN_MAX_CONNECTIONS", "0"),
        ("TEJUN_MAX_CONNECTIONS_PER_CLIENT", "all"),
        ("TEJUN_HEAD_SECONDS", "0"),
        ("TEJUN_BODY_SECONDS", "-1"),
        ("TEJUN_IDLE_SECONDS", "inf"),
        ("TEJUN_MAX_BODY_BYTES", "99999999999999999999999"),
        ("TEJUN_MAX_BODY_BYTES", str(8 * 1024 * 1024 + 1)),
        ("TEJUN_EVALUATION_SECONDS", "nan"),
        ("TEJUN_EVALUATION_SECONDS", "0"),
        ("TEJUN_EVALUATION_SECONDS", "soon"),
        ("TEJUN_STORE_SECONDS", "inf"),
        ("TEJUN_CLOCK_SKEW_SECONDS", "-1"),
        ("TEJUN_DATABASE", ":memory:"),
        ("TEJUN_DATABASE", "./:memory:"),
        ("TEJUN_REPORTS", ":memory:"),
        ("TEJUN_REPORTS", "./tejun.db"),
        ("TEJUN_REPORTS_MB", "0"),
        ("TEJUN_ENGINE", "rego"),
        ("TEJUN_ENGINE", "127.0.0.1:8181"),
        ("TEJUN_ENGINE", "unix:///run/opa"),
        ("TEJUN_ENGINE", "http://"),
        ("TEJUN_ENGINE", "http://host:0"),
        ("TEJUN_ENGINE", "http://host:65536"),
        ("TEJUN_ENGINE", "http://[::1"),
        ("TEJUN_ENGINE", "http://host/v1"),
        ("TEJUN_ENGINE", "http://host?x"),
        ("TEJUN_PUBLIC_URL", "tejun.example"),
        ("TEJUN_PUBLIC_URL", "ftp://tejun.example"),
        ("TEJUN_PUBLIC_URL", "https://"),
        ("TEJUN_PUBLIC_URL", "https://tejun.example/?x"),
        ("TEJUN_PUBLIC_URL", "https://tejun.example/${HOME}"),
        ("TEJUN_PUBLIC_URL", "https://手順.example"),
    ],
)
def test_an_error_names_the_variable_whose_value_cannot_be_used(name: str, value: str) -> None:
    with pytest.raises(InvalidInputError) as error:
        Settings.from_env({name: value})
    assert name in error.value.detail.in_("ja")
    assert value in error.value.detail.in_("en")
    assert error.value.advice.in_("en")


@pytest.mark.parametrize(
    "engine", ["wasm", "opa", "http://127.0.0.1:8181", "http://[::1]:8181", "https://opa.example"]
)
def test_an_engine_is_one_of_ours_or_the_address_of_an_opa(engine: str) -> None:
    assert Settings.from_env({"TEJUN_ENGINE": engine}).engine == engine


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEJUN_OPA_TOKEN", "two words"),
        ("TEJUN_OPA_TOKEN", "鍵"),
        ("TEJUN_ENGINE", "http://u:two@h"),
        ("TEJUN_PUBLIC_URL", "https://u:two@h"),
    ],
)
def test_a_secret_that_cannot_be_used_is_not_repeated(name: str, value: str) -> None:
    with pytest.raises(InvalidInputError, match=name) as error:
        Settings.from_env({name: value})
    assert value not in error.value.detail.in_("ja") + error.value.detail.in_("en")
    assert "two" not in error.value.detail.in_("en")


def test_a_token_is_not_shown_with_the_settings() -> None:
    assert "secret" not in repr(Settings(opa_token="secret"))


def test_where_no_registry_is_named_it_is_the_one_that_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.from_env({}).bundles == find_bundles() == Settings().bundles
    (tmp_path / "bundles").mkdir()
    assert Settings.from_env({}).bundles == Path("bundles") == Settings().bundles


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:secret@db.example:5433/tejun", "postgresql://db.example:5433/tejun"),
        ("postgres://db/tejun?password=secret&user=u", "postgresql://db/tejun"),
        ("postgresql:///tejun?host=/run/postgresql", "postgresql:///tejun"),
        ("postgresql://u:se%40cret@[::1],b:5/tejun", "postgresql://[::1],b:5/tejun"),
        ("postgresql://", "postgresql://"),
    ],
)
def test_of_a_databases_url_only_its_place_is_shown(url: str, shown: str) -> None:
    settings = Settings.from_env({"TEJUN_DATABASE_URL": url})
    assert settings.record == shown
    assert settings.database_url == url
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    "url",
    [
        "tejun.db",
        "sqlite:///secret.db",
        "postgresql://u:secret",
        "postgresql://u:secret/tejun",
        "postgresql://db/tejun?password=se@cret",
        *(f"postgresql://u:se{sign}cret@db/tejun" for sign in "@/?#"),
        "postgresql://u:se cret@db/tejun",
    ],
)
def test_no_part_of_a_password_is_taken_for_a_place(url: str) -> None:
    with pytest.raises(InvalidInputError) as error:
        Settings.from_env({"TEJUN_DATABASE_URL": url})
    assert "cret" not in error.value.detail.in_("en")
    assert "TEJUN_DATABASE_URL" in error.value.detail.in_("en")


def test_a_file_and_a_url_may_both_be_named() -> None:
    both = {"TEJUN_DATABASE": "/d/tejun.db", "TEJUN_DATABASE_URL": "postgresql://db/tejun"}
    assert names_both_databases(both)
    assert not names_both_databases({"TEJUN_DATABASE_URL": "postgresql://db/tejun"})
    assert Settings.from_env(both).record == "postgresql://db/tejun"
