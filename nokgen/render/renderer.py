"""A template's name and a view go in, the HTML of a page comes out."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from nokgen.messages import Messages
from nokgen.render.folders import template_folders

ICON = re.compile(r'href="#icon-([a-z-]+)"')


class Framed(Protocol):
    """What stands around the values of a page; `robots` is empty where search engines may look.

    `name` is what others call the page.
    """

    @property
    def robots(self) -> str: ...

    @property
    def name(self) -> str: ...


class View(Protocol):
    """Anything that a page template can show: its own values and the layout around them."""

    @property
    def layout(self) -> Framed: ...


class Renderer:
    """Renders pages in one language, with the templates as they are when it is made.

    A template in `overrides` wins over the one of the same name that comes with nokgen.
    """

    def __init__(self, messages: Messages, overrides: Path | None = None) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(template_folders(overrides)),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=[_NoIndentation],
        )
        # `tojson` escapes what ends a script; Cyrillic letters stay letters.
        self._environment.policies["json.dumps_function"] = _json
        self._environment.globals.update(_texts(messages), icons_in=icons_in)

    def page(self, template: str, view: View) -> str:
        """The HTML of `templates/pages/<template>.html`: `page` is the view, `layout` its frame."""
        found = self._environment.get_template(f"pages/{template}.html")
        return found.render(page=view, layout=view.layout) + "\n"


def renderer_for(messages: Messages, overrides: Path | None = None) -> Renderer:
    """The renderer of these templates; the last one again, while no template has changed.

    Compiling the templates is most of the work of a small build, and `serve` builds often.
    """
    files = (p for folder in template_folders(overrides) for p in sorted(folder.rglob("*.*")))
    return _renderer(messages, overrides, tuple(_stamp(path) for path in files))


def _stamp(path: Path) -> tuple[str, tuple[int, ...]]:
    """What changes with a file, also when the clock was set back: then its inode tells it."""
    seen = path.stat()
    return str(path), (seen.st_ino, seen.st_ctime_ns, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=1)
def _renderer(
    messages: Messages, overrides: Path | None, _stamps: tuple[tuple[str, tuple[int, ...]], ...]
) -> Renderer:
    return Renderer(messages, overrides)


def _json(value: object, **_options: object) -> str:
    """The shortest JSON; two ends of lines that scripts and JSON disagree about are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def icons_in(html: str) -> list[str]:
    """The names of the icons that a piece of a page refers to, sorted, each once."""
    return sorted(set(ICON.findall(html)))


def _texts(messages: Messages) -> dict[str, object]:
    """`_` and `ngettext` for templates: catalogue texts are markup, values are escaped."""

    def gettext(message: str, /, **params: object) -> Markup:
        return Markup(messages.translations.gettext(message)) % params

    def ngettext(singular: str, plural: str, n: int, /, **params: object) -> Markup:
        text = messages.translations.ngettext(singular, plural, n)
        return Markup(text) % {"n": messages.number(n), **params}

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


class _NoIndentation(Extension):
    """Drops what only makes template sources readable; shown values are never touched."""

    # The names and the place of these arguments are the library's.
    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
    ) -> str:
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)
