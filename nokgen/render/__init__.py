"""Views go in, HTML comes out; also Markdown, the stylesheet and the scripts.

The only door to Jinja2, Markdown and the sanitiser. Templates stand in `templates/`.
"""

from __future__ import annotations

from nokgen.render.assets import Asset, assets
from nokgen.render.data import json_bytes
from nokgen.render.folders import template_folders
from nokgen.render.qr import qr_code
from nokgen.render.renderer import Renderer, View, compiled_in, renderer_for
from nokgen.render.spliced import MARKS, Spliced
from nokgen.render.stylesheet import further_stylesheets, stylesheet
from nokgen.render.text import markdown

__all__ = [
    "MARKS",
    "Asset",
    "Renderer",
    "Spliced",
    "View",
    "assets",
    "compiled_in",
    "further_stylesheets",
    "json_bytes",
    "markdown",
    "qr_code",
    "renderer_for",
    "stylesheet",
    "template_folders",
]
