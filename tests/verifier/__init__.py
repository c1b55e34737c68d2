"""A verifier of receipts that shares nothing with tejun: `main.go`, written from docs/verifying.md alone.

python -m tests.verifier    writes the example that the page and the tests are about anew; read the diff
"""
