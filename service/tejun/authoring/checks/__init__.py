"""What holds for every bundle that anyone builds, told from OPA's own syntax trees before anything is compiled.

`gate` asks each check in turn, over what `tejun.authoring.rego` reads from the trees.

Always holds: only what OPA parsed is looked at, never the text; a check that sees nothing wrong promises no more than
its own docstring says.

May not know: how a bundle is packed, or what a rule decides.
"""
