"""The HTTP API: thin doors to `decide`, the record, explanations and editions.

Always holds: every error, whoever raised it, leaves as problem+json (`tejun.api.problems`, the one place); no door
holds logic of its own; the body of a pre-check goes from bytes to bytes without passing through Pydantic.

May not know: SQL, engines, how an explanation is worded.
"""
