"""What institutions' own OPAs report of themselves, read as untrusted input, and compared with this service's own.

Always holds: an input or a result that an OPA logged is reduced to its digest in this room and goes no further; the
digests are made like those of the service's decisions, so that the two can be compared. Nothing that an OPA reports
changes a decision.


May not know: HTTP, SQL.
"""
