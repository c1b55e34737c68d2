"""Mutation of the policies: one small change at a time, and a case or a Rego test that no longer passes.

    python -m tests.mutation [FILE…]    lists the mutants that nothing notices, and the score

`mutants` makes them, `worlds` holds a program's policies with what is known of them, `staging` lays many mutants out
side by side, `running` has OPA judge them, `equivalent` lists those that change nothing.
"""
