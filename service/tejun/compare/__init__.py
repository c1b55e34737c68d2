"""What changed between two bundles, and whether the later one asks for less.

May not know: what is done about it.
"""
