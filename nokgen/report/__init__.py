"""Diagnostics go in; text for a terminal, for GitHub or for programs comes out, unprinted."""

from nokgen.report.github import render_github, render_step_summary
from nokgen.report.machine import render_json
from nokgen.report.progress import Progress
from nokgen.report.sentence import hint_of, message_of
from nokgen.report.text import render_summary, render_text

__all__ = [
    "Progress",
    "hint_of",
    "message_of",
    "render_github",
    "render_json",
    "render_step_summary",
    "render_summary",
    "render_text",
]
