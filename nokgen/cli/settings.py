"""What the global options of a run came to: the words of the command line in, decisions out."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from pathlib import Path

import click

from nokgen.frozen import frozen
from nokgen.messages import Messages

CONFIG = "site.yaml"
DESTINATION = "public"
# What `serve` shows carries the address of this computer: it must not be published by mistake.
PREVIEW = ".nokgen/preview"


class WrongUse(click.ClickException):
    """The command line asks for what cannot be; unlike click's UsageError without usage lines."""

    exit_code = 2


class Format(StrEnum):
    """How findings are shown."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


class Color(StrEnum):
    """When findings are coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@frozen
class Place:
    """Where a site stands: its root and its settings file, relative to the root with `/`."""

    root: Path
    config: str


@frozen
class Settings:
    """The global options, the later of two winning; None where nothing was given."""

    messages: Messages
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def given_root(self) -> Path | None:
        """The folder of `--root`, as typed."""
        root = self.values.get("root")
        return root if isinstance(root, Path) else None

    @property
    def base_url(self) -> str | None:
        """The address of `--base-url`."""
        base_url = self.values.get("base_url")
        return base_url if isinstance(base_url, str) else None

    @property
    def today(self) -> date | None:
        """The day of `--today`."""
        today = self.values.get("today")
        return today if isinstance(today, date) else None

    @property
    def strict(self) -> bool:
        """Whether warnings fail."""
        return self.values.get("strict") is True

    @property
    def quiet(self) -> bool:
        """Whether only findings and failures are said."""
        return self.values.get("volume") == "quiet"

    @property
    def verbose(self) -> bool:
        """Whether every stage is told with its time."""
        return self.values.get("volume") == "verbose"

    @property
    def format(self) -> Format:
        """How findings are shown; `github` by itself inside GitHub Actions."""
        chosen = self.values.get("format")
        if isinstance(chosen, str):
            return Format(chosen)
        return Format.GITHUB if os.environ.get("GITHUB_ACTIONS") == "true" else Format.TEXT

    @property
    def color(self) -> bool:
        """Whether findings are coloured: NO_COLOR (no-color.org) counts unless `always`."""
        match self.values.get("color", Color.AUTO):
            case Color.ALWAYS:
                return True
            case Color.NEVER:
                return False
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return sys.stdout.isatty() and not plain

    def place(self) -> Place:
        """Where the site is; WrongUse when there is none."""
        given = self.values.get("config")
        config = given if isinstance(given, Path) else Path(CONFIG)
        if self.given_root is not None:
            return self._in_root(self.given_root.resolve(), config)
        if config.is_absolute():
            return self._in_root(config.parent, config)
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / config).is_file():
                return Place(folder, config.as_posix())
        text = self.messages.gettext(
            "There is no %(file)s here (%(folder)s) or in any folder above.",
            file=config,
            folder=here,
        )
        hint = self.messages.gettext(
            "go to the folder of a site, name it with `-C`, or make a new one: `nokgen init`"
        )
        raise WrongUse(self._with_hint(text, hint))

    def destination(self, root: Path, default: str = DESTINATION) -> Path:
        """The output folder: as typed, from the current folder; else `default` in the site."""
        given = self.values.get("destination")
        return given.resolve() if isinstance(given, Path) else root / default

    def _in_root(self, root: Path, config: Path) -> Place:
        path = (root / config).resolve()
        if not path.is_file():
            text = self.messages.gettext(
                "There is no %(file)s in the folder %(folder)s.", file=config.name, folder=root
            )
            hint = self.messages.gettext("check the name, or make a new site: `nokgen init`")
            raise WrongUse(self._with_hint(text, hint))
        if not path.is_relative_to(root):
            text = self.messages.gettext(
                "The settings file %(file)s must lie inside the folder of the site: %(folder)s.",
                file=path,
                folder=root,
            )
            raise WrongUse(text)
        return Place(root, path.relative_to(root).as_posix())

    def _with_hint(self, text: str, hint: str) -> str:
        return f"{text}\n{self.messages.gettext('hint: %(hint)s', hint=hint)}"
