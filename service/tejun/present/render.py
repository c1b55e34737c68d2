"""What is written from templates: the checklist, and the environment for all others; the one place that knows Jinja.

Always holds: a name that a template uses and nobody gave is an error, never a blank. In HTML everything is escaped; in
Markdown what comes from a catalog goes through the filter `md`, and cannot become markup.

May not know: what a page says.
"""

from functools import cache
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    select_autoescape,
)

from tejun.present.checklist import Checklist
from tejun.present.labels import word_in
from tejun.present.markdown import code, plain


@cache
def environment(*folders: str) -> Environment:
    """The templates in `folders`, then those that stand here."""
    loaders = [FileSystemLoader(folder) for folder in folders]
    found = Environment(
        loader=ChoiceLoader([*loaders, PackageLoader("tejun.present")]),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {"md": plain, "code": code}
    return found


def to_html(checklist: Checklist) -> str:
    """A page by itself that prints on A4."""
    return _written("checklist.html.j2", checklist)


def to_markdown(checklist: Checklist, *, linked: bool = False) -> str:
    """Tables, for the web; `linked` where the pages of the requirements stand beside it."""
    return _written("checklist.md.j2", checklist, linked=linked)


def _written(template: str, checklist: Checklist, **more: Any) -> str:
    page = environment().get_template(template)
    return page.render(c=checklist, word=word_in(checklist.language), **more)
