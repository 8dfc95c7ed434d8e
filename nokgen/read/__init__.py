"""Files go in, located trees come out: text is UTF-8, YAML is well formed, places are known."""

from nokgen.read.compose import Tree
from nokgen.read.document import Document
from nokgen.read.site import ATTACHMENTS, CONTENT, PAGES, SourceTree, read_site

__all__ = ["ATTACHMENTS", "CONTENT", "PAGES", "Document", "SourceTree", "Tree", "read_site"]
