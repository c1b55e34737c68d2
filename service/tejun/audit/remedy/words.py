"""The fixed words of a remedy: acts, causes, bounds.

Always holds: an act says what is done and by when, never which answer; no cause says that nothing is to be done.

May not know: requirements; their titles are in the bundle's catalog.
"""

from collections.abc import Mapping

from tejun.audit.remedy.result import Bound
from tejun.audit.remedy.vocabulary import Act, Cause
from tejun.words import Message, Words


def act(name: Act, **said: Words | str) -> Words:
    """What is done. `said` has the title, the day (`YYYY-MM-DD`), the place's last key, and what goes with the act."""
    return _ACTS[name](said)


def _declare(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.declare", title=said["title"], day=said["day"])


def _renew(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.renew", title=said["title"], day=said["day"])


def _complete(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.complete", title=said["title"], key=said["key"])


def _add(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.add", title=said["title"], item=said["item"])


def _answer(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.answer", title=said["title"], item=said["item"])


def _look(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.look", items=said["item"], day=said["day"])


def _mark(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.mark", day=said["day"])


def _run(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.run", list=said["item"], day=said["day"])


def _name(_: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.name")


def _carry_out(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.carry_out", measure=said["item"], day=said["day"])


def _plan(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.plan", title=said["title"])


def _check(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.check", measure=said["item"], day=said["day"])


def _respond(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.respond", request=said["item"])


def _repeat(said: Mapping[str, Words | str]) -> Words:
    return Message("audit.remedy.repeat", title=said["title"], day=said["day"])


_ACTS = {
    "declare": _declare,
    "renew": _renew,
    "complete": _complete,
    "add": _add,
    "answer": _answer,
    "look": _look,
    "mark": _mark,
    "run": _run,
    "name": _name,
    "carry_out": _carry_out,
    "plan": _plan,
    "check": _check,
    "respond": _respond,
    "repeat": _repeat,
}

CAUSES: Mapping[Cause, Message] = {
    "fa": Message("audit.remedy.only_fa"),
    "judgement": Message("audit.remedy.only_judgement"),
    "answer": Message("audit.remedy.only_answer"),
    "truth": Message("audit.remedy.only_truth"),
    "program": Message("audit.remedy.only_program"),
    "unknown": Message("audit.remedy.no_steps_known"),
    "none_settles": Message("audit.remedy.none_settles"),
}

NOTHING_OPEN = Message("audit.remedy.nothing_open")
NOTHING_LEFT = Message("audit.remedy.nothing_left")

STOPPED: Mapping[Bound, Message] = {
    "evaluations": Message("audit.remedy.stopped_at_evaluations"),
    "time": Message("audit.remedy.stopped_in_time"),
}
