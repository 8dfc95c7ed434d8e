"""Options go in; the site in a browser comes out, made anew at every save, until Ctrl+C."""

from nokgen.serve.loop import serve

__all__ = ["serve"]
