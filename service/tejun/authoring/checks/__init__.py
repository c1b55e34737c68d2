"""Checks on the Rego of every bundle, by OPA's own syntax trees, before anything is compiled.

`gate` runs each check, on what `tejun.authoring.rego` reads from the trees.

Always holds: only what OPA parsed is looked at, never the text; a check that sees nothing wrong promises no more than
its own docstring says.

May not know: how a bundle is packed, or what a rule decides.
"""
