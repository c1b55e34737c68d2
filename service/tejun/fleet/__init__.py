"""What institutions' own OPAs report of themselves, read with suspicion, and how it stands beside what is here.

Always holds: an input or a result that an OPA logged is reduced to its digest here and goes no further; the digests are
those that a decision of our own has, so that the two can be laid side by side. Nothing an OPA says changes a decision.

May not know: HTTP, SQL.
"""
