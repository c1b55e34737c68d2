"""The command `tejun` and its commands, each loaded when it is asked for.

May not know: what a command does, or what it imports.
"""

from importlib import import_module

import click

from tejun import __version__
from tejun.cli.command import Group
from tejun.cli.parameters import Option
from tejun.words import Message

_COMMANDS = {
    "check": "tejun.cli.check:check",
    "explain": "tejun.cli.explain:explain_recorded",
    "replay": "tejun.cli.replay:replay_recorded",
    "decisions": "tejun.cli.decisions:decisions",
    "figures": "tejun.cli.figures:figures",
    "compare": "tejun.cli.compare:compare_decisions",
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
    "log": "tejun.cli.log:log",
    "receipt": "tejun.cli.receipt:receipt",
    "verify": "tejun.cli.receipt:verify",
    "erase": "tejun.cli.erase:erase_application",
    "retention": "tejun.cli.retention:retention",
    "master": "tejun.cli.master:master",
    "migrate": "tejun.cli.migrate:migrate",
    "backup": "tejun.cli.copies:backup",
    "restore": "tejun.cli.copies:restore_record",
    "doctor": "tejun.cli.doctor:doctor",
}
"""In the order of the help."""


class _Lazy(Group):
    """A group that imports a command's module only when that command, or the help over all of them, is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's name
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


tejun = _Lazy("tejun", help=Message("cli.help.tejun"))
click.version_option(
    __version__, message="tejun %(version)s", cls=Option, help=Message("cli.help.option.version")
)(tejun)
