"""A template's name and a view go in, the HTML of a page comes out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from shutil import rmtree
from typing import Any, Protocol

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from nokgen.messages import Messages
from nokgen.render.compiler import FastCode, Kept, LooseCode, Translation, escaped, new
from nokgen.render.data import json_bytes
from nokgen.render.folders import template_folders

ICON = re.compile(r"[a-z-]+")


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

    def __init__(
        self, messages: Messages, overrides: Path | None = None, compiled: Path | None = None
    ) -> None:
        folders = template_folders(overrides)
        self._fast = _FastEnvironment(folders, messages)
        if compiled is not None:
            place = compiled / messages.language
            with suppress(OSError):  # without it they are compiled again
                place.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._fast.bytecode_cache = _Compiled(os.fspath(place), "%s")
        self._loose = _Environment(folders, messages)

    def prepare(self) -> None:
        """Compile all templates before they are needed; whoever needs a faulty one tells of it."""
        for name in self._fast.list_templates(extensions=("html", "svg")):
            with suppress(
                AttributeError, LookupError, TemplateError, TypeError, UnicodeDecodeError
            ):
                self._fast.get_template(name)

    def page(self, template: str, view: View) -> str:
        """The HTML of `templates/pages/<template>.html`: `page` is the view, `layout` its frame."""
        try:
            return _rendered(self._fast, template, view)
        except (AttributeError, LookupError, NameError, TypeError):
            # A dictionary in a template of the site, or a mistake that Jinja2 explains better.
            return _rendered(self._loose, template, view)


def _rendered(environment: Environment, template: str, view: View) -> str:
    found = environment.get_template(f"pages/{template}.html")
    return found.render(page=view, layout=view.layout) + "\n"


def compiled_in(home: Path, program: str) -> Path:
    """Where compiled templates are kept below `home`, a folder of the user's own: they are code.

    They are those of one state of the program; those of other states go away.
    """
    place = home / "templates" / program
    if not place.is_dir():
        rmtree(place.parent, ignore_errors=True)
    return place


def renderer_for(
    messages: Messages, overrides: Path | None = None, compiled: Path | None = None
) -> Renderer:
    """The renderer of these templates; the last one again, while no template has changed.

    Compiling the templates is most of the work of a small build, and `serve` builds often.
    `compiled` is where they are kept for other processes.
    """
    files = (p for folder in template_folders(overrides) for p in sorted(folder.rglob("*.*")))
    return _renderer(messages, overrides, compiled, tuple(_stamp(path) for path in files))


def _stamp(path: Path) -> tuple[str, tuple[int, ...]]:
    """What changes with a file, also when the clock was set back: then its inode tells it."""
    seen = path.stat()
    return str(path), (seen.st_ino, seen.st_ctime_ns, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=2)
def _renderer(
    messages: Messages,
    overrides: Path | None,
    compiled: Path | None,
    _stamps: tuple[tuple[str, tuple[int, ...]], ...],
) -> Renderer:
    return Renderer(messages, overrides, compiled)


# What ends a script or begins an entity, and two ends of lines of which scripts and JSON think
# differently.
_ESCAPED = tuple(
    (sign.encode(), f"\\u{ord(sign):04x}".encode())
    for sign in ("<", ">", "&", "'", "\u2028", "\u2029")
)


def _json(value: object) -> Markup:
    """The shortest JSON that may stand in a page; Cyrillic letters stay letters."""
    text = json_bytes(value)
    # Bytes are searched many times faster than Cyrillic text.
    for sign, instead in _ESCAPED:
        text = text.replace(sign, instead)
    return new(Markup, text.decode())


def icons_in(html: str) -> tuple[str, ...]:
    """The names of the icons that a piece of a page refers to, sorted, each once."""
    # To split at plain words is many times faster than to search a page for a pattern.
    # Of `str`: markup would make each piece markup again.
    names = {piece.partition('"')[0] for piece in str.split(html, 'href="#icon-')[1:]}
    return tuple(sorted(filter(ICON.fullmatch, names)))


def _texts(messages: Messages) -> dict[str, object]:
    """`_` and `ngettext` for templates: catalogue texts are markup, values are escaped."""

    def filled(text: str, params: Mapping[str, object]) -> Markup:
        return new(Markup, text % {name: escaped(value) for name, value in params.items()})

    plain = cache(lambda message: Markup(messages.translations.gettext(message)) % {})

    def gettext(message: str, /, **params: object) -> Markup:
        if not params:
            return plain(message)
        return filled(messages.translations.gettext(message), params)

    def ngettext(singular: str, plural: str, n: int, /, **params: object) -> Markup:
        text = messages.translations.ngettext(singular, plural, n)
        return filled(text, {"n": messages.number(n), **params})

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates in a folder that the build of another site may take away."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # they are compiled again
            super().dump_bytecode(bucket)


class _Template(Template):
    """A template whose macros are the same for every page that imports them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        # The library looks at each import whether the page has globals of its own: ours have none.
        if self._module is None:
            self._module = self.make_module()
        return self._module

    def new_context(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> Context:
        if shared or locals:
            return super().new_context(vars, shared, locals)
        # The library looks up each global in two dictionaries, for templates that have their own.
        known = {**self.environment.globals, **(vars or {})}
        return self.environment.context_class(self.environment, known, self.name, self.blocks)


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


class _Environment(Environment):
    """Finds a template again without asking the loader: they stay as they are."""

    code_generator_class = LooseCode
    context_class = _Context
    template_class = _Template

    def __init__(self, folders: tuple[Path, ...], messages: Messages) -> None:
        super().__init__(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=[_NoIndentation, Kept],
        )
        self.filters["tojson"] = _json
        self.globals.update(_texts(messages), icons_in=icons_in)
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


class _FastEnvironment(_Environment):
    """Compiles for views and one language: see `compiler`."""

    code_generator_class = FastCode

    def __init__(self, folders: tuple[Path, ...], messages: Messages) -> None:
        super().__init__(folders, messages)
        self._translation = Translation(messages.gettext)
        self._modules: dict[str, TemplateModule] = {}
        self.imports = _Imports(self.module_of)

    def module_of(self, name: str) -> TemplateModule:
        """The macros of a template."""
        found = self._modules.get(name)
        if found is None:
            found = self._modules[name] = self.get_template(name).module
        return found

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        read = self._translation.visit(super()._parse(source, name, filename))
        assert isinstance(read, nodes.Template)
        return read


class _Imports(dict[tuple[str, ...], tuple[object, ...]]):
    """Macros and other names of a template, by its name and theirs; looked up once."""

    def __init__(self, module_of: Callable[[str], TemplateModule]) -> None:
        super().__init__()
        self._module_of = module_of

    def __missing__(self, names: tuple[str, ...]) -> tuple[object, ...]:
        template, *wanted = names
        module = self._module_of(template)
        found = self[names] = tuple(
            getattr(module, name, self._absent(template, name)) for name in wanted
        )
        return found

    def _absent(self, template: str, name: str) -> StrictUndefined:
        return StrictUndefined(f"the template {template!r} does not export {name!r}", name=name)


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
