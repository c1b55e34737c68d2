"""A recorded decision, looked at again: its receipt, which holds without trust in its maker; whether it comes out
again; and what moved it from another decision on the same application.

Always holds: pure but for the engine, which is handed in. What is verified comes as bytes, and nothing of it is
believed beforehand.

May not know: stores, files, HTTP, or how what was found is shown.
"""
