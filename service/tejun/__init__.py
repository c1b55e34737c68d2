"""tejun (手順): compliance as code for the research-security procedure.

The floors, from the bottom: `errors`, `canonical` and `settings`, `model`, `bundle`, `assemble` and `store`,
`engine` and `explain`, `decide`, `api`, `app`, `cli`. Imports run downward only; `docs/architecture.md` says why.
"""

from datetime import UTC, datetime

__version__ = "0.1.0"

NOT_BEFORE = datetime(2026, 4, 1, tzinfo=UTC)
"""No tejun ran before: a clock that says so is wrong. The day of the examples that come with it; it moves with them."""
