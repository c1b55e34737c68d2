"""What is shown: a decision, an explanation, a checklist, the differences of two editions; for a terminal,
as Markdown or HTML.

Always holds: nothing is decided or changed here; what a document holds can become neither markup nor a command of the
terminal. Each kind of output is a module of its own, so that a check in a pipe imports no template and no terminal.

May not know: the arguments of a command, HTTP.
"""
