"""POST the facts of many applications, get a decision or a problem for each.

Always holds: every decision in an answer is on the disk before the answer goes out, and goes out as the very bytes
recorded; a mistake in one item leaves the others as they are, and is placed in the body that was sent.

May not know: how a decision is made.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import repeat
from typing import Annotated, Any, TypeVar

import orjson
from fastapi import APIRouter, Header, Query, Request
from pydantic.json_schema import SkipJsonSchema
from starlette.responses import Response

from tejun import canonical
from tejun.api import refusals
from tejun.api.bodies import BatchBody
from tejun.api.envelope import trace
from tejun.api.languages import language_of
from tejun.api.prechecks import Asked, log, unrecorded
from tejun.api.problem import Problem
from tejun.api.problems import of_error
from tejun.api.shapes import (
    BATCH_LIMIT,
    ITEM_ID,
    BatchAnswer,
    BatchSummary,
    DayParameters,
    IdempotencyKey,
)
from tejun.api.state import Parts, Services
from tejun.decide import Recorded, Unrecorded, record_all
from tejun.errors import KeyReusedError, TejunError
from tejun.model.intake import facts_in
from tejun.reading import Document, read_document
from tejun.words import Language, Message

router = APIRouter()
_LOG = logging.getLogger("tejun.api")

_THREADS = 8
"""Items of one batch in hand at once. The engine in the process evaluates as many as there are cores; an OPA, which is
asked over HTTP, as many as come."""

Made = TypeVar("Made")


@router.post(
    "/v1/batch/programs/{program}/prechecks",
    operation_id="batch_precheck",
    summary="Check the facts of many applications against a program, and record each decision",
    response_model=BatchAnswer,
    response_description="Every application was decided, and each decision is recorded.",
    responses={
        207: {
            "model": BatchAnswer,
            "description": "Some were not decided: `summary.not_decided` names them. The others are recorded.",
        }
    },
)
def batch_precheck(
    *,
    request: Request,
    program: str,
    day: Annotated[DayParameters, Query()],
    body: BatchBody,
    parts: Parts,
    idempotency_key: Annotated[
        IdempotencyKey | SkipJsonSchema[None],
        Header(
            alias="Idempotency-Key",
            description="names this batch: each item is a pre-check under `<key>/<id>`, so that a batch "
            "sent again gives the decisions that were recorded, and decides what had a problem",
        ),
    ] = None,
) -> Response:
    """The body is `{"inputs": {"<id>": <facts document>, …}}`, with ids of the caller's own.

    Each item is judged for itself and for the same day; `summary` has the ids by outcome. A problem is the one that the
    item would have had alone, its places in the body that was sent.
    """
    source = read_document(body, "json")
    ids = _ids(source.value)
    asked = Asked(program, day.as_of, idempotency_key, request.state.request_id)
    language = language_of(request.headers.get("accept-language"))
    today = parts.today()
    parts.registry.in_force(program, asked.as_of or today)  # said once, not of each item
    answers = _Batch(source, asked, parts, language=language, today=today).answers(ids)
    status = 200 if all(one.outcome for one in answers) else 207
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": language,
        "Vary": "Accept-Language",
    }
    return Response(_body(answers), status, media_type="application/json", headers=headers)


@dataclass(frozen=True)
class _Answer:
    """What came of an item; `body` is the decision, or the problem where there is no outcome."""

    id: str
    status: int
    body: bytes
    outcome: str | None = None


@dataclass(frozen=True)
class _Item:
    """An item in hand: what is asked of it, when it was begun (`time.perf_counter`), what came of it so far."""

    id: str
    asked: Asked
    begun: float
    made: Recorded | Unrecorded | Problem


@dataclass(frozen=True)
class _Batch:
    """The items of one body: each decided in whichever thread is free, then all of them recorded together."""

    source: Document
    asked: Asked
    parts: Services
    language: Language
    today: date

    def answers(self, ids: Iterable[str]) -> list[_Answer]:
        """One for each id, in their order."""
        with ThreadPoolExecutor(_THREADS, "tejun-batch") as threads:
            items = list(threads.map(self._item, ids))
        return [self._answer(item) for item in self._recorded(items)]

    def _item(self, name: str) -> _Item:
        key = None if self.asked.key is None else f"{self.asked.key}/{name}"
        asked, begun = replace(self.asked, key=key), time.perf_counter()
        return _Item(name, asked, begun, self._or_problem(lambda: self._made(name, asked)))

    def _made(self, name: str, asked: Asked) -> Recorded | Unrecorded:
        facts = facts_in(self.source, ("inputs", name))
        return unrecorded(facts, asked, parts=self.parts, today=self.today)

    def _recorded(self, items: Sequence[_Item]) -> list[_Item]:
        """The items with what stands in the record; where that fails, none of them is in it."""
        made = [item.made for item in items if not isinstance(item.made, Problem)]
        found = self._or_problem(lambda: record_all(made, self.parts.store))
        each = repeat(found) if isinstance(found, Problem) else iter(found)
        return [
            item if isinstance(item.made, Problem) else replace(item, made=_standing(next(each)))
            for item in items
        ]

    def _or_problem(self, step: Callable[[], Made]) -> Made | Problem:
        try:
            return step()
        except TejunError as error:
            return of_error(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other items are to be answered
            _LOG.error("unexpected, request %s: %s", self.asked.request_id, trace(error))
            return refusals.internal()

    def _answer(self, item: _Item) -> _Answer:
        match item.made:
            case Recorded() as recorded:
                log(recorded, item.asked, begun=item.begun)
                return _Answer(item.id, 201, recorded.body, recorded.outcome)
            case Problem() as problem:
                body = problem.body(language=self.language, request_id=self.asked.request_id)
                return _Answer(item.id, problem.status, body)
            case Unrecorded():
                raise AssertionError("an answer before its record")


def _standing(found: Recorded | KeyReusedError | Problem) -> Recorded | Problem:
    return of_error(found) if isinstance(found, KeyReusedError) else found


def _ids(value: Any) -> list[str]:
    """The ids of the items. Raises ProblemError where the body is no batch."""
    if not isinstance(value, dict) or not isinstance(value.get("inputs"), dict):
        raise refusals.invalid_batch(
            "/inputs" if isinstance(value, dict) else "",
            Message("api.ids"),
        )
    if len(value) > 1:
        other = next(key for key in value if key != "inputs")
        raise refusals.invalid_batch(
            canonical.pointer([other]),
            Message("api.ids.there_is_no_key", other=other[:60]),
        )
    ids = list(value["inputs"])
    if not 1 <= len(ids) <= BATCH_LIMIT:
        raise refusals.invalid_batch(
            "/inputs",
            Message("api.ids.it_holds_applications", count=len(ids)),
        )
    for one in ids:
        if not 1 <= len(one) <= ITEM_ID:
            raise refusals.invalid_batch(
                canonical.pointer(["inputs", one]),
                Message("api.ids.an_id_has_characters", count=len(one)),
            )
    return ids


def _body(answers: Sequence[_Answer]) -> bytes:
    """The answer, with the decisions spliced in as they were recorded."""
    by_outcome: dict[str, list[str]] = {name: [] for name in BatchSummary.model_fields}
    for one in answers:
        by_outcome[one.outcome or "not_decided"].append(one.id)
    responses = b",".join(
        b'%b:{"status":%d,"%b":%b}'
        % (orjson.dumps(one.id), one.status, b"decision" if one.outcome else b"problem", one.body)
        for one in answers
    )
    return b'{"summary":%b,"responses":{%b}}' % (orjson.dumps(by_outcome), responses)
