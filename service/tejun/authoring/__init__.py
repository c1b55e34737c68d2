"""Authoring: the sources of an edition become a bundle.

`build` reads them (`source`, `base`), checks their METADATA (`lint`) and their Rego (`checks`, on the syntax trees that
`rego` reads), and packs what passes.

May not know: who publishes it, or what is in force.
"""
