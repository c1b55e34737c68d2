"""Bundles: how an archive is packed, read, checked and signed, and what is read of its policies.

May not know: engines, stores, facts of applications.
"""
