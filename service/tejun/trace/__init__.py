"""How a recorded decision came about: one requirement of it, evaluated again by OPA and shown beside its Rego.

Always holds: a trace whose findings are not those recorded is refused; nothing is recorded.

May not know: HTTP, terminals.
"""
