"""The address of this service, for those who are to come back.

Always holds: nothing that a caller says of it (`Host`, `X-Forwarded-…`) is in it: a name of theirs would have an OPA
send facts there. It is the one that is set, else the address on the loopback where the request came in.

May not know: what is done with it.
"""

from fastapi import Request

from tejun.api import problems
from tejun.settings import Settings, is_loopback

_FORWARDS = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto")
"""What a proxy adds: whoever asked is elsewhere, even where the proxy is here."""


def own_url(request: Request, settings: Settings) -> str:
    """Where this service is reached, without a slash at its end. Raises ProblemError where that is not known."""
    if settings.public_url is not None:
        return settings.public_url
    host, port = request.scope.get("server") or ("", None)
    if port is None or not _is_asked_here(request, host, settings):
        raise problems.public_url_not_set()
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}{request.scope.get('root_path', '')}"


def _is_asked_here(request: Request, host: str, settings: Settings) -> bool:
    """Whether it listens for this machine only, and somebody on it asks, by a name that means this machine."""
    asked = request.headers.get("host", "")
    name = asked.rpartition(":")[0] if asked.rpartition(":")[2].isdigit() else asked
    caller = request.client.host if request.client else ""
    places = (settings.host, host, caller, name.removeprefix("[").removesuffix("]"))
    return all(map(is_loopback, places)) and not any(map(request.headers.get, _FORWARDS))
