"""The engine that asks an OPA server: one that the service starts and watches, or one that somebody else runs.

May not know: WebAssembly.
"""
