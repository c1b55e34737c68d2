"""The command `tejun` and its commands, each loaded when it is asked for.

May not know: what a command does, or what it imports.
"""

from importlib import import_module

import click

from tejun import __version__

_COMMANDS = {
    "check": "tejun.cli.check:check",
    "explain": "tejun.cli.explain:explain_recorded",
    "checklist": "tejun.cli.checklist:print_checklist",
    "convert": "tejun.cli.convert:convert",
    "schema": "tejun.cli.schema:schema",
    "serve": "tejun.cli.serve:serve",
    "editions": "tejun.cli.listing:list_editions",
    "bundle": "tejun.cli.bundle:bundle",
    "publish": "tejun.cli.publish:publish",
    "withdraw": "tejun.cli.publish:withdraw",
    "rollback": "tejun.cli.publish:rollback",
    "key": "tejun.cli.key:key",
    "doctor": "tejun.cli.doctor:doctor",
}
"""In the order of the help."""


class _Lazy(click.Group):
    """A group that imports a command's module only when that command, or the help over all of them, is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's name
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="tejun %(version)s")
def tejun() -> None:
    """Check an application's facts against the research-security procedure (手順書) and its program.

    \b
    Exit codes: 0 it holds, 1 it does not, 2 it could not be run.
    Languages:  --lang ja|en, else LC_ALL, LC_MESSAGES or LANG.
    Settings:   TEJUN_BUNDLES (the registry of editions), TEJUN_TRUSTED_KEYS,
                TEJUN_SIGNING_KEY, TEJUN_DATABASE (the record), TEJUN_CACHE
                (compiled editions), TEJUN_DEBUG (tracebacks).

    \b
    Examples:
      tejun check application.yaml --program kprogram-2026
      tejun serve
    """
