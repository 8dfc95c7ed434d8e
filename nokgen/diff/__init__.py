"""A comparison goes in; what a person or a program reads about it comes out."""

from nokgen.diff.show import render_json, render_markdown, render_text, render_workflow

__all__ = ["render_json", "render_markdown", "render_text", "render_workflow"]
