"""Engines: the two ways to evaluate one and the same bundle, WebAssembly in the process and an OPA server."""
