"""The use cases: each is one function, which the command line, the API and the tests call alike.

May not know: arguments of a command, HTTP, how a result is shown.
"""
