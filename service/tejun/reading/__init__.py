"""Where bytes become values: strict JSON, strict YAML, gzip; and the bounds within which they do.

Everything that is sent, submitted, fetched or kept in a file passes here: a format has one reader. `read_json` and
`read_document` are for what anybody may have written; `tejun.reading.strict_yaml` for YAML that is no document by
itself; `tejun.reading.lenient` for what our own programs wrote, and for reports of which little is believed.

Always holds: bounded, and in time that is in step with the bytes; the same value from both syntaxes; each error names
what is wrong in the file's own words.

May not know: what any document means.
"""

from tejun.reading.bounds import (
    COUNTED,
    DOCUMENT,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_VALUES,
    Bounds,
    most_values,
    too_large,
)
from tejun.reading.document import Document, Syntax, read_document
from tejun.reading.faults import empty, unreadable
from tejun.reading.files import read_bytes
from tejun.reading.gzipped import GzipError, gunzip, most_unpacked
from tejun.reading.places import Path
from tejun.reading.strict_json import read_json

__all__ = [
    "COUNTED",
    "DOCUMENT",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_VALUES",
    "Bounds",
    "Document",
    "GzipError",
    "Path",
    "Syntax",
    "claimed_size",
    "empty",
    "gunzip",
    "most_unpacked",
    "most_values",
    "read_bytes",
    "read_document",
    "read_json",
    "too_large",
    "unreadable",
]
