"""The reference that people read beside the source: an edition's checklist, and what pages are rendered with.

`checklist` gives a tree of frozen values from a bundle's catalog; `to_html` and `to_markdown` write it out. Nothing
here evaluates, and nothing here reads the policies' sources.
"""

from service.reference.checklist import Checklist, checklist
from service.reference.render import to_html, to_markdown

__all__ = ["Checklist", "checklist", "to_html", "to_markdown"]
