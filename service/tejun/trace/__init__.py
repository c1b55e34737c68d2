"""How a recorded decision came about: one requirement of it, evaluated again by OPA and laid beside its Rego.

Always holds: a trace that does not give what was recorded is refused; nothing is recorded.

May not know: HTTP, terminals.
"""
