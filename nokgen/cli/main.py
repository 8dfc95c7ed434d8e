"""The `nokgen` command: the command line goes in, an exit code comes out."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

import click

from nokgen.cli.language import click_speaks, language_of
from nokgen.cli.output import FAILURE, INTERRUPTED, READER_GONE, show_trouble
from nokgen.cli.program import program
from nokgen.messages import Messages, messages_for
from nokgen.surroundings import SurroundingsError

NAME = "nokgen"
# So many new objects before garbage is looked for: more than the program and a small site have.
_OBJECTS = 200_000


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit with its code."""
    args = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        # Russian under LANG=C; a lone surrogate of a file name must not stop a report.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    language = language_of(args, os.environ)
    click_speaks(language)
    # What is loaded is no garbage, and to look through all of it again and again takes a tenth of
    # a short run; the same at its end.
    gc.set_threshold(_OBJECTS)
    # Pydantic would look into every installed package for one that changes what records are.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = run(args, messages_for(language))
    gc.freeze()
    sys.exit(code)


def run(args: Sequence[str], messages: Messages) -> int:
    """Run one command and return its exit code; every failure has been told on stderr."""
    try:
        code = _invoke(args, messages)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SurroundingsError as error:
        show_trouble(error, messages)
        return error.exit_code
    except KeyboardInterrupt:
        click.echo("\n" + messages.gettext("Interrupted."), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_is_gone()
    except Exception:  # the one place where a bug ends: whatever it was, it is told and exits 3
        _show_bug(messages)
        return FAILURE
    return code


def _invoke(args: Sequence[str], messages: Messages) -> int:
    group = program(messages)
    with group.make_context(NAME, list(args)) as ctx:
        code = group.invoke(ctx)
    return code if isinstance(code, int) else 0


def _reader_is_gone() -> int:
    """`nokgen check | head`: nothing more to say, and Python must not complain at its end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    return READER_GONE


def _show_bug(messages: Messages) -> None:
    import traceback

    traceback.print_exc(file=sys.stderr)
    sentence = messages.gettext(
        "This is a mistake in nokgen, not in your files. "
        "Please send the text above to those who look after the program."
    )
    click.echo("\n" + sentence, err=True)
