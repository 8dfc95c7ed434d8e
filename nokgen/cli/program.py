"""The whole command line as one object: a language goes in, click's group of commands comes out."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import click

from nokgen import __version__
from nokgen.cli.options import HELP_NAMES, global_options, write_options
from nokgen.messages import Messages

# In the order in which a newcomer needs them, as the help shows them.
COMMANDS = (
    *("init", "new", "import", "check", "fmt", "diff", "build", "serve"),
    *("join", "explain", "tally", "owners", "permalinks", "upgrade", "schema", "admin", "clean"),
)
_KEYWORD = "import"


class Commands(UserDict[str, click.Command]):
    """The commands by name; each is imported and made when it is asked for: a run needs one."""

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._messages = messages

    def __missing__(self, name: str) -> click.Command:
        if name not in self:
            raise KeyError(name)
        module = import_module(f"nokgen.cli.{name}{'_' if name == _KEYWORD else ''}")
        command: click.Command = module.command(self._messages)
        self.data[name] = command
        return command

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class Program(click.Group):
    """The group: its help keeps the order of the commands and puts them before the options."""

    def __init__(self, messages: Messages, name: str, **settings: Any) -> None:
        super().__init__(name, **settings)
        self._messages = messages

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        write_options(self, ctx, formatter, self._messages)


def program(messages: Messages) -> Program:
    """The command line in the language of `messages`."""
    return Program(
        messages,
        "nokgen",
        commands=Commands(messages),
        help=messages.gettext(
            "A static site of the plans and results of the independent assessment of services."
        ),
        epilog=messages.gettext(
            "More about a command: nokgen COMMAND --help. Exit codes: 0 fine, 1 faults in the "
            "content, 2 wrong use or settings, 3 failure around nokgen or a mistake in it, "
            "130 interrupted."
        ),
        params=[_version(messages), *global_options(messages)],
        context_settings={"help_option_names": HELP_NAMES},
        no_args_is_help=True,
        subcommand_metavar=messages.gettext("COMMAND [ARGUMENTS]…"),
        options_metavar=messages.gettext("[OPTIONS]"),
    )


def _version(messages: Messages) -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(f"nokgen {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=messages.gettext("Show the version and exit."),
    )
