"""Engines: the two ways to evaluate one and the same bundle. Today: the embedded one, WebAssembly in-process."""
