"""The embedded engine: a bundle's `policy.wasm`, in the process.

May not know: OPA servers.
"""
