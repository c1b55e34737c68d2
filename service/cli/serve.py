"""`tejun serve`: the HTTP service.

Always holds: what can be wrong before the first request (the port, the editions, the database) is said at once, with
what to do, and ends with 2.
"""

import os
import socket
from pathlib import Path

import click

from service import __version__
from service.bundle.archive import Bundle
from service.bundle.registry import Registry
from service.cli import options, wording
from service.errors import BundleError, InvalidInputError, Language, Text
from service.settings import Settings

APP = "service.app:from_env"

_LISTENS = Text(
    ja="{url} で待ち受けています（停止は Ctrl+C）", en="listens on {url} (Ctrl+C stops it)"
)
_RECORD = Text(ja="記録: {database}", en="record: {database}")


@click.command()
@click.option("--host", help="Address to listen on; default 127.0.0.1, this machine only.")
@click.option(
    "--port", type=click.IntRange(0, 65_535), help="Port; default 8000, 0 for a free one."
)
@click.option("--workers", type=click.IntRange(1, 256), help="Processes; default 1.")
@click.option(
    "--database",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The SQLite file of the record; default tejun.db.",
)
@options.language_option
@click.pass_context
def serve(
    context: click.Context,
    /,
    *,
    host: str | None,
    port: int | None,
    workers: int | None,
    database: Path | None,
) -> int:
    """Serve the API: pre-checks in, recorded and explained decisions out.

    Options come before TEJUN_HOST, TEJUN_PORT, TEJUN_WORKERS and TEJUN_DATABASE.

    \b
    Examples:
      tejun serve
      tejun serve --port 8080 --database /var/lib/tejun/tejun.db
    """
    if database is not None:
        os.environ["TEJUN_DATABASE"] = str(database)  # the workers read their settings themselves
    settings = Settings.from_env(os.environ)
    language = options.session_of(context).language
    host, port = _free(host or settings.host, settings.port if port is None else port)
    editions = _editions(settings.bundles)
    _try_record(settings)
    for edition in editions:
        click.echo(f"  {_told(edition, language)}")
    click.echo(f"  {_RECORD.in_(language).format(database=settings.database)}")
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    click.echo(f"tejun {__version__} {_LISTENS.in_(language).format(url=url)}")
    return _serve(host, port, workers or settings.workers)


def _free(host: str, port: int) -> tuple[str, int]:
    """The address, tried first, so that a port that is taken is one clear sentence; port 0 becomes a free one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            return host, int(listener.getsockname()[1])
    except OSError as error:
        raise InvalidInputError(
            Text(
                ja=f"{host} のポート {port} で待ち受けられません（{error.strerror}）。",
                en=f"It cannot listen on {host} port {port}: {error.strerror}.",
            ),
            Text(
                ja="`--port 8001` のように別のポートを指定するか、使用中のプログラムを終了してください。",
                en="Name another port, such as `--port 8001`, or stop the program that uses this one.",
            ),
        ) from error


def _editions(folder: Path) -> tuple[Bundle, ...]:
    """Every edition, read now, so that a bad archive is found before the first request."""
    editions = Registry.load(folder).all()
    if not editions:
        raise _no_editions(folder)
    return editions


def _no_editions(folder: Path) -> BundleError:
    return BundleError(
        Text(ja=f"{folder} に版が一つもありません。", en=f"There is no edition in {folder}."),
        Text(
            ja="版のアーカイブを置くか、`tejun bundle build` で作るか、TEJUN_BUNDLES で場所を指定してください。",
            en="Put an archive there, build one with `tejun bundle build`, or name a folder in TEJUN_BUNDLES.",
        ),
    )


def _try_record(settings: Settings) -> None:
    """Opens the record once: what is wrong with it is said here, not by a server that fails to start."""
    from service.store.store import Store  # noqa: PLC0415 - not needed for the help

    with Store.open(settings.database) as store:
        store.check_writable()


def _told(edition: Bundle, language: Language) -> str:
    return wording.EDITION.in_(language).format(
        program=edition.program,
        edition=edition.edition,
        base=edition.base,
        effective_from=edition.effective_from,
        revision=edition.revision,
    )


def _serve(host: str, port: int, workers: int) -> int:
    import uvicorn  # noqa: PLC0415 - only a server needs it

    try:
        uvicorn.run(
            APP,
            factory=True,
            host=host,
            port=port,
            workers=workers,
            http="service.cli.protocol:PromptProtocol",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
        )
    except SystemExit:
        return 2  # uvicorn has said on standard error what kept it from starting
    return 0
