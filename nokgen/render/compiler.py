"""Templates go in, Python that costs little at each page comes out.

Jinja2 is made for any value and any template; ours get frozen views, one catalogue and macros that
know no context. What follows from that is decided here once, when a template is compiled.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import Environment
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

# A site has as many frames as its folders are deep; `serve` makes them anew with each build.
MOST_KEPT = 512
_new = str.__new__


def escaped(value: object) -> str:
    """What stands in the page for a value: markup as it is, the rest as markupsafe escapes it."""
    if type(value) is Markup:
        return value
    # Five searches for one sign each are faster than one for a set of signs.
    if type(value) is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):
        return value
    return escape(value)


def macro_of(
    body: Callable[..., str], name: str | None, arguments: tuple[str, ...]
) -> Callable[..., Markup]:
    """A macro as a plain function: what the library looks at in each call is known beforehand.

    TypeError for arguments that the macro does not take, or one that is missing or named where
    there is only one.
    """
    count = len(arguments)

    def called_with_one(value: Any) -> Markup:
        return _new(Markup, body(value))

    def called(*given: Any, **named: Any) -> Markup:
        if len(given) < count:
            given += tuple(named.pop(each, missing) for each in arguments[len(given) :])
        if named or len(given) > count:
            raise TypeError(f"macro {name!r} takes other arguments")
        return _new(Markup, body(*given))

    # Most macros take one value, and Python needs least for a call that it can foresee.
    return called_with_one if count == 1 else called


class LooseCode(CodeGenerator):
    """Compiles `{{ … }}` to a call that makes no object where there is nothing to escape."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escaped(")

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        super().visit_Template(node, frame)
        # A name of the module is found faster than one of the environment.
        self.writeline(f"from {__name__} import escaped, macro_of")


class FastCode(LooseCode):
    """Compiles for views: `a.b` is an attribute, and a call asks no one what he wants to know.

    AttributeError where the value has no such attribute, also where it is a dictionary; TypeError
    where the arguments of a macro are not as it expects them.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802  (the library's names)
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        node = macro_ref.node
        special = macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if special or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
            return
        arguments = tuple(argument.name for argument in node.args)
        name = getattr(node, "name", None)  # what stands inside {% call %} has none
        self.write(f"macro_of(macro, {name!r}, {arguments!r})")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.module_of(")
        self.visit(node.template, frame)
        self.write(")")


class Kept(Extension):
    """`{% kept a, b %} … {% endkept %}`: rendered once for each of the values that it names.

    What stands inside may depend on nothing else. Values are told apart as keys of a dictionary.
    """

    tags = {"kept"}  # noqa: RUF012  (the library says what it is)

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._kept: dict[tuple[str, object], Markup] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        place = nodes.Const(f"{parser.name}:{line}")
        values = parser.parse_tuple()
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        call = self.call_method("kept", [place, values], lineno=line)
        return nodes.CallBlock(call, [], [], body, lineno=line)

    def kept(self, place: str, values: object, caller: Callable[[], Markup]) -> Markup:
        """What stands inside, for these values."""
        found = self._kept.get((place, values))
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = self._kept[place, values] = caller()
        return found


class Translation(NodeTransformer):
    """Puts the texts of the catalogue that have no places to fill into the template itself."""

    def __init__(self, text: Callable[[str], str]) -> None:
        self._text = cache(text)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  (the library's name)
        self.generic_visit(node)
        name, rest = node.node, (node.kwargs, node.dyn_args, node.dyn_kwargs)
        if not isinstance(name, nodes.Name) or name.name not in ("_", "gettext") or any(rest):
            return node
        match node.args:
            case [nodes.Const(value=str(message))]:
                return nodes.TemplateData(self._text(message), lineno=node.lineno)
        return node
