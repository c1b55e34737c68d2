"""The gate that whatever is sent, or lies about, is answered or refused: nothing of it takes the service down.

`make test` tries some ten thousand made-up requests and files, `make hostile` a million. See `docs/gates.md`.
"""
