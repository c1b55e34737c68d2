"""Mounting: policies are written under the root `policy` and moved, when built, to the root of their edition.

Always holds: line numbers stay as they were; what names the authored root in a way that could not be moved safely is
refused, so that nothing reads an empty `data.policy` by accident.

May not know: which edition it is, or what the policies say.
"""

import re

from tejun.errors import BundleError
from tejun.words import Message, Words

AUTHORED_ROOT = "policy"

PACKAGE = re.compile(
    r"\A(?:[ \t]*(?:#.*)?\r?\n)*package[ \t]+([A-Za-z0-9_.]+)[ \t]*(?:#.*)?\r?$", re.MULTILINE
)
"""The declaration of a module's package, which is its first statement; group 1 is its name. `package a["b"]` and an
indented `package` are not recognised: with them, text further down could match as well."""

_AUTHORED_PACKAGE = re.compile(rf"^(package[ \t]+){AUTHORED_ROOT}\b", re.MULTILINE)
_DATA = r"(?<![\w.])data"  # the root document, not a key of that name
_OTHER_DATA = re.compile(rf"{_DATA}\b(?!\.{AUTHORED_ROOT}\b)(?:\.\w+)?")
_COMMENT = re.compile(r"#.*$", re.MULTILINE)
_LINE_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`')


def package_of(text: str) -> str | None:
    """The package that a module's text declares, or None where it declares none."""
    match = PACKAGE.search(text)
    return match.group(1) if match else None


def mount(path: str, text: str, root: str) -> str:
    """The module's text under `root`. Raises BundleError naming the module where it cannot be moved."""
    code = _COMMENT.sub("", _STRING.sub('""', _LINE_COMMENT.sub("", text)))
    if _AUTHORED_PACKAGE.search(code) is None:
        raise _mount_error(path, Message("bundle.unmovable.package", authored_root=AUTHORED_ROOT))
    other_data = _OTHER_DATA.search(code)
    if other_data is not None:
        raise _mount_error(
            path,
            Message(
                "bundle.unmovable.data",
                authored_root=AUTHORED_ROOT,
                reference=other_data.group(),
            ),
        )
    return change_root(text, root, old_root=AUTHORED_ROOT)


def change_root(text: str, root: str, *, old_root: str) -> str:
    """A module's text, which has passed the checks of `mount`, moved from `old_root` to `root`."""
    packaged = re.sub(
        rf"^(package[ \t]+){old_root}\b", rf"\g<1>{root}", text, count=1, flags=re.MULTILINE
    )
    return re.sub(rf"{_DATA}\.{old_root}\b", f"data.{root}", packaged)


def _mount_error(path: str, reason: Words) -> BundleError:
    return BundleError(
        Message("bundle.unmovable.detail", path=path, reason=reason),
        Message("bundle.unmovable.advice", authored_root=AUTHORED_ROOT),
    )
