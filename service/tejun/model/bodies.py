"""What stands before and behind the name of a body, and is none of it: the kind of its corporation, a remark.

Always holds: pure; what is left is a body's name as it was written.

May not know: whose name it is.
"""

CORPORATIONS = (
    "国立大学法人",
    "公立大学法人",
    "学校法人",
    "国立研究開発法人",
    "独立行政法人",
    "地方独立行政法人",
    "大学共同利用機関法人",
)
"""What stands before a body's name and makes no other body of it: the kind of the corporation, one body's alone.

A company is none of them: two may have one name, the one 株式会社 and the other 有限会社."""


def without_remark(body: str) -> str:
    """A name without what stands in brackets behind it."""
    return body.partition("（")[0].partition("(")[0].strip(" \u3000")


def without_corporation(name: str) -> str:
    """A name without the kind of the corporation before it."""
    return next((name.removeprefix(kind) for kind in CORPORATIONS if name.startswith(kind)), name)
