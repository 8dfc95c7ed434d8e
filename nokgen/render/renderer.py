"""A template's name and a view go in, the HTML of a page comes out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from nokgen.messages import Messages
from nokgen.render.folders import template_folders

_MARKS = re.compile("[&<>\"']")
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
        self._environment = _Environment(
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

    plain = cache(lambda message: Markup(messages.translations.gettext(message)) % {})

    def gettext(message: str, /, **params: object) -> Markup:
        if not params:
            return plain(message)
        return Markup(messages.translations.gettext(message)) % params

    def ngettext(singular: str, plural: str, n: int, /, **params: object) -> Markup:
        text = messages.translations.ngettext(singular, plural, n)
        return Markup(text) % {"n": messages.number(n), **params}

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


def escaped(value: object) -> str:
    """What stands in the page for a value: markup as it is, the rest as markupsafe escapes it."""
    if type(value) is Markup or (type(value) is str and _MARKS.search(value) is None):
        return value
    return escape(value)


class _Template(Template):
    """A template whose macros are the same for every page that imports them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        # The library looks at each import whether the page has globals of its own: ours have none.
        if self._module is None:
            self._module = self.make_module()
        return self._module


class _Context(Context):
    """Calls macros and the few functions of templates without asking each what it wants to know."""

    def call(
        self,
        function: Callable[..., Any],
        /,
        *args: Any,
        _block_vars: object = None,
        _loop_vars: object = None,
        **kwargs: Any,
    ) -> Any:
        if type(function) is Macro:
            return function(self.eval_ctx, *args, **kwargs)
        return function(*args, **kwargs)


class _Code(CodeGenerator):
    """Compiles `{{ … }}` to a call that makes no object where there is nothing to escape."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Environment(Environment):
    """Finds a template again without asking the loader: they stay as they are."""

    code_generator_class = _Code
    context_class = _Context
    template_class = _Template
    escaped = staticmethod(escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name)
        return found


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
