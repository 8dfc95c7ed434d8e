"""Templates go in, Python that costs little at each page comes out.

Jinja2 is made for any value and any template; ours get frozen views, one catalogue and macros that
know no context. What follows from that is decided here once, when a template is compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, find_undeclared
from jinja2.environment import Environment
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import exported
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from nokgen.render.names import alias_of, given_in, imported_by

try:
    # What `escape` makes markup of: we need a text.
    from markupsafe._speedups import _escape_inner
except ImportError:  # a version of the library without it

    def _escape_inner(s: str, /) -> str:
        return str(escape(s))


# A site has as many frames as its folders are deep; `serve` makes them anew with each build.
MOST_KEPT = 512
# Markup without asking a text whether it is one.
new = str.__new__
# What the code of a macro calls by itself.
_TAKEN = {
    *("Markup", "Pieces", "concat", "cond_expr_undefined", "context", "environment", "escaped"),
    *("missing", "new", "resolve", "undefined", *exported),
}
# How names begin that the code gives.
_OURS = re.compile(r"[lt]_\d|[is]_")


def escaped(value: object) -> str:
    """What stands in the page for a value: markup as it is, the rest as markupsafe escapes it."""
    # By far the most values are texts, and the library would make markup of each.
    if type(value) is str:
        return _escape_inner(value)
    if type(value) is int:
        return str(value)
    return value if type(value) is Markup else escape(value)


class PlainMacro:
    """A macro for whoever calls it as a value; where it is shown, its `text` need be no markup."""

    __slots__ = ("text",)

    def __init__(self, text: Callable[..., str]) -> None:
        self.text = text

    def __call__(self, *args: object, **named: object) -> Markup:
        return new(Markup, self.text(*args, **named))


def text_of(macro: Callable[..., object]) -> Callable[..., str]:
    """What makes the text that stands in the page where a macro is shown."""
    if isinstance(macro, PlainMacro):
        return macro.text
    return lambda *args, **named: escaped(macro(*args, **named))


class Pieces(tuple[str, ...]):
    """What a template or a block makes, for whoever expects a generator."""

    __slots__ = ()

    def close(self) -> None:
        """Nothing is open."""


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
        self.writeline(f"from {__name__} import Pieces, escaped, new")


class FastCode(LooseCode):
    """Compiles for views: `a.b` is an attribute, and a call asks no one what he wants to know.

    AttributeError where the value has no such attribute, also where it is a dictionary, LookupError
    where it has no such place; TypeError
    where the arguments of a macro are not as it expects them.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self._imported, self._macros = imported_by(node), _macros_of(node)
        self._shown: nodes.Node | None = None
        self._is_told = False
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import _escape_inner, PlainMacro, text_of")
        # Macros of other templates are the same for every page: found once, when this one is.
        for name, key in self._imported.items():
            self.writeline(f"i_{name} = environment.imports[{key!r}][0]")
            self.writeline(f"s_{name} = text_of(i_{name})")
        known = ", ".join(f"{name!r}: i_{name}" for name in self._imported)
        self.writeline(f"imported = {{{known}}}")

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802
        if node.ctx == "load" and node.name in self._imported:
            self.write(f"i_{node.name}")
        else:
            super().visit_Name(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self._visit_asked(node.node, frame)
        self.write(f".{node.attr}")

    def _visit_asked(self, node: nodes.Expr, frame: Frame) -> None:
        """A value that is asked for something: what is missing has nothing to give."""
        if isinstance(node, nodes.Name) and node.name not in self._imported:
            self.write(frame.symbols.ref(node.name))
        else:
            self.visit(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """IndexError or KeyError where the library has a value that is not defined."""
        if not isinstance(node.arg, nodes.Const) or node.ctx != "load":
            super().visit_Getitem(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f"[{node.arg.value!r}]")

    def visit_Call(  # noqa: N802  (the library's names)
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        if node is self._shown and isinstance(node.node, nodes.Name):
            self.write(f"s_{node.node.name}")
        else:
            self._visit_asked(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    # What is shown.

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Pieces are added to the buffer without a call."""
        if frame.buffer is None or frame.require_output_check or frame.eval_ctx.volatile:
            super().visit_Output(node, frame)
            return
        finalize = self._make_finalize()
        self.writeline(f"{frame.buffer} += (", node)
        self.indent()
        constants: list[str] = []
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                constants.append(self._output_child_to_const(child, frame, finalize))
                continue
            self._write_constants(constants)
            self.newline(child)
            self._output_child_pre(child, frame, finalize)
            self.visit(child, frame)
            self._output_child_post(child, frame, finalize)
            self.write(",")
        self._write_constants(constants)
        self.outdent()
        self.writeline(")")

    def _write_constants(self, constants: list[str]) -> None:
        """What stands in the template itself, one piece of what stands together."""
        if constants:
            self.writeline(self._output_const_repr(constants) + ",")
            constants.clear()

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if not frame.eval_ctx.autoescape or frame.eval_ctx.volatile:
            super()._output_child_pre(node, frame, finalize)
        elif self._is_text(node, frame):
            self._shown = node
        else:
            # By far the most values are texts, and to ask here takes less than a call.
            self.write("(_escape_inner(shown) if type(shown := ")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if not frame.eval_ctx.autoescape or frame.eval_ctx.volatile:
            super()._output_child_post(node, frame, finalize)
        elif not self._is_text(node, frame):
            self.write(") is str else escaped(shown))")

    def _is_text(self, node: nodes.Node, frame: Frame) -> bool:
        """Whether this is a call of a macro, of which we know the text that stands in the page."""
        match node:
            case nodes.Call(node=nodes.Name(name=name), dyn_args=None, dyn_kwargs=None):
                return name in self._imported or (name in self._macros and not frame.toplevel)
        return False

    # Templates and blocks: a list of pieces instead of a generator.

    def write_commons(self) -> None:
        # Without the library's `yield` that is never reached, which makes a generator of it.
        self.writeline("resolve = context.resolve_or_missing")
        self.writeline("undefined = environment.undefined")
        self.writeline("concat = environment.concat")
        self.writeline("cond_expr_undefined = Undefined")

    def enter_frame(self, frame: Frame) -> None:
        # That of a template which extends another makes nothing by itself.
        if frame.parent is None and not frame.require_output_check:
            self.buffer(frame)
        loads = frame.symbols.loads
        for ref, (_, name) in list(loads.items()):
            if name in self._imported or ref[len("l_0_") :] in self._imported:
                del loads[ref]  # nothing to look up
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        super().leave_frame(frame, with_python_scope)
        if frame.parent is None and frame.buffer is not None:
            self.writeline(f"return Pieces((concat({frame.buffer}),))")

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802
        is_base = not frame.toplevel or not self.extends_so_far
        if frame.buffer is None or node.scoped or node.required or not is_base:
            super().visit_Block(node, frame)
        else:
            context = self.get_context_ref()
            self.writeline(f"{frame.buffer} += {context}.blocks[{node.name!r}][0]({context})", node)

    # Macros: plain functions.

    def macro_body(
        self, node: nodes.Macro | nodes.CallBlock, frame: Frame
    ) -> tuple[Frame, MacroRef]:
        if not _is_plain(node):
            return super().macro_body(node, frame)
        inner = frame.inner()
        inner.require_output_check = False
        inner.symbols.analyze_node(node)
        names = [argument.name for argument in node.args]
        self.writeline(f"def macro({', '.join(f'{name}=missing' for name in names)}):", node)
        self.indent()
        self.buffer(inner)
        self.enter_frame(inner)
        self.push_parameter_definitions(inner)
        defaults = [None] * (len(names) - len(node.defaults)) + node.defaults
        for name, default in zip(names, defaults, strict=True):
            ref = inner.symbols.ref(name)
            self.writeline(f"{ref} = {name}")
            self.writeline(f"if {ref} is missing:")
            self.indent()
            self.writeline(f"{ref} = ")
            if default is None:
                words = f"parameter {name!r} was not provided"
                self.write(f"undefined({words!r}, name={name!r})")
            else:
                self.visit(default, inner)
            self.mark_parameter_stored(ref)
            self.outdent()
        self.pop_parameter_definitions()
        self.blockvisit(node.body, inner)
        text = f"concat({inner.buffer})"
        is_named = isinstance(node, nodes.Macro)
        self.writeline(f"return {text}" if is_named else f"return new(Markup, {text})")
        self.outdent()
        return inner, _Function(node)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if not isinstance(macro_ref, _Function):
            super().macro_def(macro_ref, frame)
        elif isinstance(macro_ref.node, nodes.Macro):
            self.write("PlainMacro(macro)")
        else:
            self.write("macro")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:  # noqa: N802
        super().visit_Macro(node, frame)
        if node.name in self._macros:
            self.writeline(f"s_{node.name} = macro")

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:  # noqa: N802
        """The names are there; the context has them for a parent that asks for one."""
        if not self._imported.keys() >= {alias_of(name) for name in node.names}:
            super().visit_FromImport(node, frame)
        elif not self._is_told:
            self._is_told = True
            self.writeline("context.vars.update(imported)", node)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.module_of(")
        self.visit(node.template, frame)
        self.write(")")


class _Function(MacroRef):
    """A macro that is compiled to nothing but a function."""


def _macros_of(template: nodes.Template) -> set[str]:
    """The plain macros of a template that has nothing else to be shown by itself."""
    if any(template.find(kind) is not None for kind in (nodes.Block, nodes.Extends)):
        return set()
    given = given_in(template)
    return {
        each.name
        for each in template.body
        if isinstance(each, nodes.Macro) and _is_plain(each) and given[each.name] == 1
    }


def _is_plain(node: nodes.Macro | nodes.CallBlock) -> bool:
    """Whether a macro looks at no arguments but its own, with names that Python can have."""
    return not find_undeclared(node.body, ("caller", "kwargs", "varargs")) and not any(
        argument.name in _TAKEN or iskeyword(argument.name) or _OURS.match(argument.name)
        for argument in node.args
    )


class Kept(Extension):
    """`{% kept a, b %} … {% endkept %}`: rendered once for each of the values that it names.

    What stands inside may depend on nothing else. Values are told apart as keys of a dictionary.
    """

    tags = {"kept"}  # noqa: RUF012  (the library says what it is)

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._kept: dict[tuple[str, object], Markup] = {}
        self._last: dict[str, tuple[object, Markup]] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        place = nodes.Const(f"{parser.name}:{line}")
        values = parser.parse_tuple()
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        call = self.call_method("kept", [place, values], lineno=line)
        return nodes.CallBlock(call, [], [], body, lineno=line)

    def kept(self, place: str, values: object, caller: Callable[[], Markup]) -> Markup:
        """What stands inside, for these values."""
        # Pages of one folder follow each other, and it takes longer to hash views than to compare.
        last = self._last.get(place)
        if last is not None and last[0] == values:
            return last[1]
        found = self._kept.get((place, values))
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = self._kept[place, values] = caller()
        self._last[place] = values, found
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
