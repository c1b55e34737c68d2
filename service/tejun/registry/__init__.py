"""The registry: which editions were published, in what order, and which of them is in force.

A registry is one place: a folder, or an object store by its URL. It holds archives, whose names are their digests, and
publications, each a signed statement about one edition: `tejun.registry.publication`. Everything else is derived.

May not know: engines, stores of decisions, facts; how an edition is built or tested.
"""

from tejun.registry.memory import Memory
from tejun.registry.publication import Publication, SignedPublication
from tejun.registry.registry import CLOCKS_MAY_DIFFER, Registry
from tejun.registry.timeline import Edition

__all__ = ["CLOCKS_MAY_DIFFER", "Edition", "Memory", "Publication", "Registry", "SignedPublication"]
