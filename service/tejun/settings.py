"""Settings of one process, read once from its environment.

| variable | default | meaning |
|---|---|---|
| TEJUN_BUNDLES | `./bundles`, else what came with the package | the registry of editions: a folder, or a URL |
| TEJUN_REFRESH_SECONDS | 0.5 for a folder, 15 for a URL | how often the registry is looked at for new publications |
| TEJUN_TRUSTED_KEYS | the example key | whose editions are taken: a folder of public keys (`*.pem`), a file, or PEM |
| TEJUN_SIGNING_KEY | none | what `tejun publish` signs with: a private key's file, or PEM; no service needs it |
| TEJUN_FIXTURES | none | a folder of fixtures that a service runs before it publishes an edition |
| TEJUN_DATABASE | `tejun.db` | the SQLite file of the record |
| TEJUN_DATABASE_URL | none | the record in PostgreSQL instead: `postgresql://…` (docs/postgresql.md) |
| TEJUN_REPORTS | beside the record: `tejun-reports.db` | the SQLite file of what OPAs report |
| TEJUN_REPORTS_MB | 256 | how much of it is kept, in megabytes; a sixteenth of each OPA; the oldest goes first |
| TEJUN_LOG_KEY | `tejun-log.key` beside the record, made where none is | the record's log's key: a file, or its text |
| TEJUN_LOG_ORIGIN | TEJUN_PUBLIC_URL without its scheme, else made from the key | the log's name in all that it signs |
| TEJUN_MASTER_KEY | `tejun.db.master-key` beside the record, made with it | what wraps its keys: a file, or its text |
| TEJUN_ENGINE | `wasm` | `wasm`: in the process; `opa`: an OPA that the service keeps; `http(s)://host:port`: another |
| TEJUN_OPA_TOKEN | none | the bearer token that the OPA at that address asks for |
| TEJUN_CACHE | none | a folder where the engine may keep compiled modules |
| TEJUN_HOST, TEJUN_PORT | 127.0.0.1, 8000 | where the service listens |
| TEJUN_PUBLIC_URL | none | where others reach the service, such as `https://tejun.example`; OPAs are given it |
| TEJUN_WORKERS | 1 | processes that serve |
| TEJUN_MAX_CONNECTIONS | 1000, and as descriptors allow | how many connections a process holds |
| TEJUN_MAX_CONNECTIONS_PER_CLIENT | half of these | how many of one address; behind a proxy, as many as in all |
| TEJUN_HEAD_SECONDS | 10 | how long the head of a request may take to arrive |
| TEJUN_BODY_SECONDS | 30 | how long a body may take to arrive, and an answer to be taken |
| TEJUN_IDLE_SECONDS | 5 | how long a connection is kept between two requests |
| TEJUN_MAX_BODY_BYTES | 8388608 | size limit of a request's body, in bytes |
| TEJUN_MAX_VALUES | 500000 | how many values one document may hold; 300 people take some 72,000 |
| TEJUN_EVALUATION_SECONDS | 5 | time limit of one evaluation |
| TEJUN_EVALUATION_MEMORY_MB | 80 | memory limit of one evaluation |
| TEJUN_CLOCK_SKEW_SECONDS | 300 | how far ahead of this machine's clock a statement may be dated, to count |
| TEJUN_STORE_SECONDS | 10 | how long a decision waits to be made durable |

Always holds: settings are frozen and checked; a value that cannot be used is an error that names its variable. There
is no global.

May not know: what any setting is used for. Nesting depth and the lengths of texts have none:
`tejun.reading` fixes them.
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from tejun.errors import InvalidInputError
from tejun.folders import find_bundles
from tejun.words import Message, Words

MOST_CONNECTIONS = 50_000
MOST_VALUES = 2_000_000
"""Each may take two hundred bytes."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one process; times in seconds, sizes in bytes."""

    bundles: Path | str = field(default_factory=find_bundles)
    refresh_seconds: float | None = None
    trusted_keys: str | None = None
    signing_key: str | None = field(default=None, repr=False)
    fixtures: Path | None = None
    database: Path = Path("tejun.db")
    database_url: str | None = field(default=None, repr=False)
    """Where it is set, decisions are recorded there, and `database` says beside which place the other files lie."""
    reports: Path | None = None
    reports_mb: int = 256
    log_key: str | None = field(default=None, repr=False)
    log_origin: str | None = None
    master_key: str | None = field(default=None, repr=False)
    engine: str = "wasm"
    """`wasm`, `opa`, or the address of somebody else's OPA; with http, facts and token travel in the clear."""
    opa_token: str | None = field(default=None, repr=False)
    cache: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str | None = None
    """Where others reach the service, without a slash at its end; never taken from what a caller says of it."""
    workers: int = 1
    max_connections: int = 1000
    max_connections_per_client: int | None = None
    head_seconds: float = 10.0
    body_seconds: float = 30.0
    idle_seconds: float = 5.0
    max_body_bytes: int = 8 * 1024 * 1024
    max_values: int = 500_000
    evaluation_seconds: float = 5.0
    evaluation_memory_mb: int = 80
    store_seconds: float = 10.0
    clock_skew_seconds: float = 300.0

    @property
    def record(self) -> Path | str:
        """Where decisions are recorded, as people are shown it: a file, or a URL without user and password."""
        return self.database if self.database_url is None else _shown_database(self.database_url)

    @property
    def new_log_origin(self) -> str | None:
        """The name of a log whose key is made now (c2sp.org/tlog-tiles: the URL without its scheme)."""
        return self.log_origin or (self.public_url and self.public_url.partition("://")[2])

    @property
    def refresh_interval(self) -> float:
        """Seconds between two refreshes of the registry."""
        if self.refresh_seconds is not None:
            return self.refresh_seconds
        location = str(self.bundles)
        return 15.0 if "://" in location and not location.startswith("file://") else 0.5

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str], options: Mapping[str, str] = MappingProxyType({})
    ) -> "Settings":
        """Reads the `TEJUN_…` variables; one that is not there, or empty, has its default.

        `options`: the variables that an option of the command line has set, with its name, which an error then names.
        Raises InvalidInputError.
        """
        read = _Reader(environ, options)
        defaults = cls(bundles=read.text("TEJUN_BUNDLES") or find_bundles())
        return cls(
            bundles=defaults.bundles,
            refresh_seconds=read.seconds_or_none("TEJUN_REFRESH_SECONDS"),
            trusted_keys=read.text("TEJUN_TRUSTED_KEYS") or None,
            signing_key=read.text("TEJUN_SIGNING_KEY") or None,
            fixtures=read.path("TEJUN_FIXTURES"),
            database=read.database("TEJUN_DATABASE") or defaults.database,
            database_url=read.database_url("TEJUN_DATABASE_URL"),
            reports=read.reports("TEJUN_REPORTS", defaults.database),
            reports_mb=read.integer("TEJUN_REPORTS_MB", defaults.reports_mb, most=1_048_576),
            log_key=read.text("TEJUN_LOG_KEY") or None,
            log_origin=read.text("TEJUN_LOG_ORIGIN") or None,
            master_key=read.text("TEJUN_MASTER_KEY") or None,
            engine=read.engine("TEJUN_ENGINE", defaults.engine),
            opa_token=read.token("TEJUN_OPA_TOKEN"),
            cache=read.path("TEJUN_CACHE"),
            host=read.text("TEJUN_HOST") or defaults.host,
            port=read.integer("TEJUN_PORT", defaults.port, most=65_535),
            public_url=read.public_url("TEJUN_PUBLIC_URL"),
            workers=read.integer("TEJUN_WORKERS", defaults.workers, most=256),
            max_connections=read.integer(
                "TEJUN_MAX_CONNECTIONS", defaults.max_connections, most=MOST_CONNECTIONS
            ),
            max_connections_per_client=read.integer_or_none(
                "TEJUN_MAX_CONNECTIONS_PER_CLIENT", most=MOST_CONNECTIONS
            ),
            head_seconds=read.seconds("TEJUN_HEAD_SECONDS", defaults.head_seconds),
            body_seconds=read.seconds("TEJUN_BODY_SECONDS", defaults.body_seconds),
            idle_seconds=read.seconds("TEJUN_IDLE_SECONDS", defaults.idle_seconds),
            max_body_bytes=read.integer(
                "TEJUN_MAX_BODY_BYTES", defaults.max_body_bytes, most=defaults.max_body_bytes
            ),
            max_values=read.integer("TEJUN_MAX_VALUES", defaults.max_values, most=MOST_VALUES),
            evaluation_seconds=read.seconds(
                "TEJUN_EVALUATION_SECONDS", defaults.evaluation_seconds
            ),
            evaluation_memory_mb=read.integer(
                "TEJUN_EVALUATION_MEMORY_MB", defaults.evaluation_memory_mb, most=4096
            ),
            store_seconds=read.seconds("TEJUN_STORE_SECONDS", defaults.store_seconds),
            clock_skew_seconds=read.seconds(
                "TEJUN_CLOCK_SKEW_SECONDS", defaults.clock_skew_seconds
            ),
        )


def read_max_values(environ: Mapping[str, str]) -> int:
    """That setting alone, for who needs no other. Raises InvalidInputError."""
    return _Reader(environ, {}).integer("TEJUN_MAX_VALUES", Settings.max_values, most=MOST_VALUES)


def names_both_databases(environ: Mapping[str, str]) -> bool:
    """Whether a file and a URL are set for the record: the URL counts."""
    return all(environ.get(name, "").strip() for name in ("TEJUN_DATABASE", "TEJUN_DATABASE_URL"))


def reports_beside(database: Path) -> Path:
    """Where what OPAs report is kept, unless it is set: beside the record."""
    return database.with_name(f"{database.stem}-reports{database.suffix}")


def log_key_beside(database: Path) -> Path:
    """Where the log's key is made and kept, unless another is set: beside the record."""
    return database.with_name(f"{database.stem}-log.key")


def master_key_beside(database: Path) -> Path:
    """Where the master key is made and kept, unless another is set: beside the record."""
    return database.with_name(f"{database.name}.master-key")


_IN_MEMORY = ":memory:"
"""SQLite's name for no file at all, which each thread would have for itself, and nobody afterwards."""


_HOST = r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._%-]*)(?::[0-9]*)?"
_DATABASE_URL = re.compile(
    rf"postgres(?:ql)?://(?:[^@/?#\s]*@)?(?P<place>{_HOST}(?:,{_HOST})*(?:/[^@/?#\s]*)?)(?:\?[^@#\s]*)?"
)
"""libpq's URL. Whatever in a password would end it sooner is refused, so that no part of it is taken for the place."""


@dataclass(frozen=True)
class _Reader:
    environ: Mapping[str, str]
    options: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.environ.get(name, "").strip()

    def path(self, name: str) -> Path | None:
        return Path(self.text(name)) if self.text(name) else None

    def database(self, name: str) -> Path | None:
        path = self.path(name)
        if path is not None and str(path) == _IN_MEMORY:
            raise _unusable_setting(name, self.text(name), Message("settings.reader.database"))
        return path

    def database_url(self, name: str) -> str | None:
        text = self.text(name)
        if text and not _DATABASE_URL.fullmatch(text):
            raise _unusable_setting(name, "…", Message("settings.reader.database_url"))
        return text or None

    def reports(self, name: str, default: Path) -> Path | None:
        path = self.database(name)
        record = self.path("TEJUN_DATABASE") or default
        if path is not None and path.absolute() == record.absolute():
            raise _unusable_setting(name, self.text(name), Message("settings.reader.reports"))
        return path

    def engine(self, name: str, default: str) -> str:
        text = self.text(name) or default
        if text not in {"wasm", "opa"} and not _is_address(text):
            shown = "…" if "@" in text else text
            advice = Message("settings.reader.engine")
            if name in self.options:
                raise _unusable_option(self.options[name], name, shown, advice)
            raise _unusable_setting(name, shown, advice)
        return text.removesuffix("/")

    def public_url(self, name: str) -> str | None:
        text = self.text(name)
        if text and not _is_url(text):
            raise _unusable_setting(
                name, "…" if "@" in text else text, Message("settings.reader.public_url")
            )
        return text.rstrip("/") or None

    def token(self, name: str) -> str | None:
        text = self.text(name)
        if not re.fullmatch(r"[\x21-\x7e]*", text):
            raise _unusable_setting(name, "…", Message("settings.reader.token"))
        return text or None

    def integer(self, name: str, default: int, *, most: int) -> int:
        text = self.text(name)
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 19 and 1 <= int(text) <= most):
            raise _unusable_setting(name, text, Message("settings.reader.whole", most=most))
        return int(text)

    def integer_or_none(self, name: str, *, most: int) -> int | None:
        return self.integer(name, 1, most=most) if self.text(name) else None

    def seconds_or_none(self, name: str) -> float | None:
        return self.seconds(name, 1.0) if self.text(name) else None

    def seconds(self, name: str, default: float) -> float:
        text = self.text(name)
        try:
            value = float(text) if text else default
        except ValueError:
            value = 0.0
        if not 0.0 < value <= 3600.0:
            raise _unusable_setting(name, text, Message("settings.reader.seconds"))
        return value


def is_loopback(host: str) -> bool:
    """Whether only this machine is reached there; of names, `localhost` alone: none is looked up."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _is_address(text: str) -> bool:
    """Whether it is `http(s)://host[:port][/]` and nothing more."""
    return _is_url(text) and urlsplit(text).path in {"", "/"}


def _is_url(text: str) -> bool:
    """Whether it is `http(s)://host[:port][/path]` and nothing more, in characters that need no other spelling."""
    try:
        url = urlsplit(text)
        has_host = bool(url.hostname) and url.port != 0 and "@" not in url.netloc
    except ValueError:  # no such port, or a bracket that is not closed
        return False
    is_whole = text == f"{url.scheme}://{url.netloc}{url.path}"
    is_plain = re.fullmatch(r"[\x21-\x7e]+", text) and not set(text) & set('"<>\\^`{|}$')
    return has_host and is_whole and bool(is_plain) and url.scheme in {"http", "https"}


def _shown_database(url: str) -> str:
    match = _DATABASE_URL.fullmatch(url)
    return f"postgresql://{match['place'] if match else '…'}"


def _unusable_option(option: str, name: str, value: str, advice: Words) -> InvalidInputError:
    return InvalidInputError(
        Message("settings.unusable.option", option=option, value=value, name=name),
        advice,
    )


def _unusable_setting(name: str, value: str, advice: Words) -> InvalidInputError:
    return InvalidInputError(
        Message("settings.unusable.detail", name=name, value=value),
        advice,
    )
