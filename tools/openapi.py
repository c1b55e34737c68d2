"""Write the API's OpenAPI document: `python tools/openapi.py FILE`.

Sorted and indented, so that a change of the API is a diff that a person can read.
"""

import json
import sys
from pathlib import Path

from tejun.app import create_app
from tejun.settings import Settings


def main() -> int:
    """Write the document to the named file."""
    document = create_app(Settings()).openapi()
    text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)
    Path(sys.argv[1]).write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
