"""`tejun serve`: the HTTP service.

Always holds: what can be wrong before the first request (the port, the editions, the database) is said at once, with
what to do, and ends with 2.
"""

import errno
import os
import socket
from collections.abc import Callable
from dataclasses import replace
from math import ceil
from pathlib import Path

import click

from tejun import __version__
from tejun.cli import options
from tejun.cli.command import command
from tejun.cli.lines import echo_problems
from tejun.cli.parameters import option
from tejun.cli.tally import make_tally
from tejun.cli.unsafe import warn, warn_of_lost_record
from tejun.cli.values import FILE, NUMBER, TEXT, Number, PathTo
from tejun.errors import InvalidInputError
from tejun.operations.production import find_left_in_clear, find_unsafe, is_root
from tejun.operations.readiness import check_before_serving
from tejun.operations.workplace import MasterKeys, open_record, open_workplace
from tejun.present.description import edition_line
from tejun.present.log import log_key_line
from tejun.present.sealing import master_key_line
from tejun.settings import Settings, names_both_databases
from tejun.words import Message, Words, read_catalogs
from tejun.words.system import system_reason

APP = "tejun.app:from_env"


@command(help=Message("cli.help.serve"))
@option("--host", metavar=TEXT, help=Message("cli.help.serve.host"))
@option("--port", type=Number(0, 65_535), metavar=NUMBER, help=Message("cli.help.serve.port"))
@option("--workers", type=Number(1, 256), metavar=NUMBER, help=Message("cli.help.serve.workers"))
@option(
    "--database",
    type=PathTo(path_type=Path, dir_okay=False),
    metavar=FILE,
    help=Message("cli.help.serve.database"),
)
@option("--engine", metavar=TEXT, help=Message("cli.help.serve.engine"))
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
    engine: str | None,
) -> int:
    """Serves until it is stopped; gives 2 where it cannot."""
    read_catalogs()  # as each worker does: what is missing is said once, and plainly
    if database is not None:
        os.environ["TEJUN_DATABASE"] = str(database)  # the workers read their settings themselves
    if engine is not None:
        os.environ["TEJUN_ENGINE"] = engine
    if workers is not None:
        os.environ["TEJUN_WORKERS"] = str(workers)
    named = {} if engine is None else {"TEJUN_ENGINE": "--engine"}
    settings = Settings.from_env(os.environ, named)
    language = options.session_of(context).language
    host, port = _free(host or settings.host, settings.port if port is None else port)
    os.environ["TEJUN_HOST"], os.environ["TEJUN_PORT"] = host, str(port)
    settings = replace(settings, host=host, port=port)
    keys = MasterKeys(settings)  # a line below says where one was made
    warn_of_lost_record(settings, language)
    with (
        open_record(settings, keys) as store,
        open_workplace(settings, recalls=True, store=store, master_keys=keys) as workplace,
    ):
        start = check_before_serving(workplace, workers=settings.workers)
        log_key, made = workplace.log_key, workplace.master_keys.made
        for unsafe in (
            *find_unsafe(settings, workplace.trusted, as_root=is_root()),
            *find_left_in_clear(settings),
        ):
            warn(unsafe, language)
    echo_problems(start.registry_problems, language)
    editions = start.editions
    for edition in editions:
        click.echo(f"  {edition_line(edition).in_(language)}")
    record = Message("cli.serve.record", database=settings.record)
    engine_line = Message("cli.serve.engine", engine=settings.engine)
    beside = (
        (Message("cli.serve.both_databases", path=settings.database),)
        if names_both_databases(os.environ)
        else ()
    )
    none_yet = () if editions else (Message("cli.serve.no_edition_yet"),)
    for line in (
        *none_yet,
        start.seen,
        record,
        *beside,
        log_key_line(log_key.signer.key, log_key.made),
        *(() if made is None else (master_key_line(made),)),
        engine_line,
        Message("cli.serve.preparing"),
    ):
        click.echo(f"  {line.in_(language)}")
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    listens = Message("cli.serve.listens", url=url)
    words = f"tejun {__version__} {listens.in_(language)}"
    return _serve(settings, settings.workers, on_listen=lambda: click.echo(words))


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
            Message(
                "cli.serve.cannot_listen.detail", host=host, port=port, reason=system_reason(error)
            ),
            _advice(error),
        ) from error


def _advice(error: OSError) -> Words:
    """Whether it is the host that cannot be used, or the port."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return Message("cli.serve.no_such_host.advice")
    return Message("cli.serve.cannot_listen.advice")


def _serve(settings: Settings, workers: int, *, on_listen: Callable[[], None]) -> int:
    """Serves; `on_listen` is called when a connection is taken, by this process or one of its workers."""
    import uvicorn  # noqa: PLC0415 - only a server needs it
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                on_listen()

    config = uvicorn.Config(
        APP,
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=workers,
        loop="tejun.cli.listener:new_loop",
        timeout_keep_alive=ceil(settings.idle_seconds),
        http="tejun.cli.protocol:PromptProtocol",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # who asks, and how, is what the connection says, not what a caller says of it
        timeout_graceful_shutdown=10,
    )
    try:
        if workers > 1:
            shared = config.bind_socket()
            shared.listen(config.backlog)  # who connects from now on waits for the first worker
            on_listen()
            make_tally(workers)  # open as long as this process is
            Multiprocess(config, sockets=[shared]).run()
            return 0
        config.load_app()
        server = Server(config)
        server.run()
    except KeyboardInterrupt:
        return 0
    except SystemExit:
        return 2  # uvicorn has said on standard error what kept it from starting
    return 0 if server.started else 2
