"""What may stand once in a request and stands more often: of two days, neither is the one that was meant.

Always holds: it is refused before anything is done, as a parameter that there is not is.

May not know: which parameters a door has.
"""

from collections import Counter

from starlette.requests import Request

from tejun.api import problems

_HEADERS = ("Idempotency-Key",)


async def refuse_repeated(request: Request) -> None:
    """Raises ProblemError where a parameter of the query, or a header of the kind, is repeated."""
    if request.scope["query_string"]:
        counted = Counter(name for name, _ in request.query_params.multi_items())
        _refuse([name for name, count in counted.items() if count > 1])
    _refuse([name for name in _HEADERS if len(request.headers.getlist(name)) > 1])


def _refuse(names: list[str]) -> None:
    if names:
        raise problems.repeated_parameters(names)
