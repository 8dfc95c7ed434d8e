"""The one style of content files: a file goes in, the same content in that style comes out."""

from nokgen.fmt.files import Change, Plan, plan_of, write
from nokgen.fmt.style import formatted

__all__ = ["Change", "Plan", "formatted", "plan_of", "write"]
