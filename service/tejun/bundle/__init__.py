"""Bundles: their sources, how one is built, how an archive is read and checked, and which ones are at hand.

May not know: engines, stores, facts of applications.
"""
