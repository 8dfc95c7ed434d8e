"""What is wrong with the content, as data: a code, a place, the values that fill its sentence."""

from nokgen.diagnostics.codes import CODES
from nokgen.diagnostics.diagnostic import Code, Diagnostic, Hint, Severity, sort_diagnostics

__all__ = ["CODES", "Code", "Diagnostic", "Hint", "Severity", "sort_diagnostics"]
