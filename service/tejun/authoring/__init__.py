"""Authoring: the sources of an edition become a bundle.

`build` reads them (`source`, `base`), holds their METADATA (`lint`) and their Rego (`checks`, on the trees that `rego`
reads) to what an edition must be, and packs what passes.

May not know: who publishes it, or what is in force.
"""
