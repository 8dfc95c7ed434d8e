"""Content by earlier rules goes in; the same content by the present rules comes out."""

from nokgen.upgrade.edits import Edit, renamed
from nokgen.upgrade.plan import Upgrade, Upgraded, plan_of, write
from nokgen.upgrade.source import Source
from nokgen.upgrade.steps import STEPS, Step

__all__ = [
    "STEPS",
    "Edit",
    "Source",
    "Step",
    "Upgrade",
    "Upgraded",
    "plan_of",
    "renamed",
    "write",
]
