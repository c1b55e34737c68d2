"""The generated reference, docs/procedure: the requirements beside the source, as policies and cases have them.

    python -m tools.reference [FOLDER]    writes it, from the policies, the cases and the bundles as built

Always holds: the same policies and cases give the same bytes. What is shown of a decision comes from the embedded
engine and the product's own explanation, never from what a case merely expects.
"""
