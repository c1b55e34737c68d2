"""tejun (手順): compliance as code for the research-security procedure.

The floors, from the bottom: `errors`, `canonical` and `settings`, `model`, `bundle`, `assemble` and `store`,
`engine` and `explain`, `decide`, `api`, `app`, `cli`. Imports run downward only; `docs/architecture.md` says why.
"""

__version__ = "0.1.0"
