"""`tejun serve`: the HTTP service.

Always holds: what can be wrong before the first request (the port, the editions, the database) is said at once, with
what to do, and ends with 2.
"""

import os
import socket
from pathlib import Path

import click

from service import __version__
from service.bundle.registry import Registry
from service.cli import options
from service.errors import InvalidInputError, Language, Text
from service.settings import Settings

APP = "service.app:from_env"

_LISTENS = Text(
    ja="{url} で待ち受けています（停止は Ctrl+C）", en="listens on {url} (Ctrl+C stops it)"
)
_EDITION = Text(
    ja="版: {program} 第{edition}版（基準 {base}、{effective_from} から） {revision}",
    en="edition: {program} {edition} (base {base}, from {effective_from}) {revision}",
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
    listener = _listener(host or settings.host, settings.port if port is None else port)
    _announce(settings, listener, language)
    return _serve(listener, workers or settings.workers)


def _listener(host: str, port: int) -> socket.socket:
    """The socket, bound here, so that a port that is taken is one clear sentence."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
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
    listener.set_inheritable(True)
    return listener


def _announce(settings: Settings, listener: socket.socket, language: Language) -> None:
    """Reads every edition, so that a bad archive is found now and not with the first request."""
    for edition in Registry.load(settings.bundles).all():
        line = _EDITION.in_(language).format(
            program=edition.program,
            edition=edition.edition,
            base=edition.base,
            effective_from=edition.effective_from,
            revision=edition.revision,
        )
        click.echo(f"  {line}")
    click.echo(f"  {_RECORD.in_(language).format(database=settings.database)}")
    host, port = listener.getsockname()[:2]
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    click.echo(f"tejun {__version__} {_LISTENS.in_(language).format(url=url)}")


def _serve(listener: socket.socket, workers: int) -> int:
    import uvicorn  # noqa: PLC0415 - only a server needs it
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415

    config = uvicorn.Config(
        APP,
        factory=True,
        workers=workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    server = uvicorn.Server(config)
    if workers > 1:
        Multiprocess(config, target=server.run, sockets=[listener]).run()
        return 0
    server.run(sockets=[listener])
    return 0 if server.started else 2
