"""Requests that nobody should send, made from good ones: their framing, head, query and body.

Always holds: steps are done in one order, whatever order an item has them in: the document first, its bytes, how it is
packed, the head, the framing last. A step that finds nothing to change changes nothing.

May not know: what is answered.
"""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.hostile.documents import BYTES_STEPS, PACKED, VALUE_STEPS, dumps
from tests.hostile.drafts import Draft, DraftStep
from tests.hostile.framing import FRAMING_STEPS
from tests.hostile.heads import ENCODINGS, HEAD_STEPS
from tests.hostile.items import Item, Request, Step, chance
from tests.hostile.routes import Operation


def _on_document(change: Callable[[Any, Random], Any]) -> DraftStep:
    def step(draft: Draft, drawn: Random) -> None:
        if draft.has_body:
            draft.document = change(draft.document, drawn)

    return step


def _on_bytes(change: Callable[[bytes, Random], bytes]) -> DraftStep:
    def step(draft: Draft, drawn: Random) -> None:
        if draft.has_body:
            draft.body = change(draft.body, drawn)

    return step


def _packed(change: Callable[[bytes, Random], bytes]) -> DraftStep:
    def step(draft: Draft, drawn: Random) -> None:
        if draft.has_body:
            draft.body = change(draft.body, drawn)
            draft.set(
                b"Content-Encoding", b"gzip" if drawn.random() < 0.9 else drawn.choice(ENCODINGS)
            )

    return step


def _broken(step: DraftStep) -> DraftStep:
    def broken(draft: Draft, drawn: Random) -> None:
        draft.is_whole = False
        step(draft, drawn)

    return broken


VALUE, BYTES, PACKING, HEAD, FRAMING = range(5)
STEPS: dict[str, tuple[int, DraftStep]] = {
    **{f"document: {name}": (VALUE, _on_document(step)) for name, step in VALUE_STEPS.items()},
    **{f"bytes: {name}": (BYTES, _on_bytes(step)) for name, step in BYTES_STEPS.items()},
    **{f"packed: {name}": (PACKING, _packed(step)) for name, step in PACKED.items()},
    **{name: (HEAD, step) for name, step in HEAD_STEPS.items()},
    **{name: (FRAMING, _broken(step)) for name, step in FRAMING_STEPS.items()},
}
"""Every step by its name, and in which order they are done."""

DEAR = {"explanation", "readyz", "openapi", "opa_config"}
"""They take ten times as long as the others, whatever is wrong with a request: a run has time for few of them."""

_OF_STAGE = {
    stage: tuple(name for name, (its, _) in STEPS.items() if its == stage) for stage in range(5)
}


@dataclass(frozen=True)
class Requests:
    """Makes requests to these operations; `documents` are good bodies, by the operation that takes them."""

    operations: tuple[Operation, ...]
    documents: Mapping[str, tuple[Any, ...]]

    def draw(self, seed: str) -> Item:
        """An item, the same for the same seed."""
        drawn = chance(seed)
        kind = drawn.random()
        takes_body = kind > 0.6 or drawn.random() < 0.3
        among = [each for each in self.operations if each.takes_body == takes_body]
        if kind < 0.3:
            stages = [FRAMING] * drawn.choice((1, 1, 2)) + [HEAD] * drawn.choice((0, 0, 1))
        elif kind < 0.6:
            stages = [HEAD] * drawn.choice((1, 2, 2, 3))
        else:
            stages = [
                drawn.choice((VALUE, VALUE, VALUE, BYTES))
                for _ in range(drawn.choice((1, 1, 2, 4)))
            ]
            stages += [PACKING] * (drawn.random() < 0.15) + [HEAD] * (drawn.random() < 0.2)
        names = [drawn.choice(_OF_STAGE[stage]) for stage in stages]
        steps = tuple(Step(name, drawn.getrandbits(32)) for name in names)
        weights = [1 if each.id in DEAR else 4 for each in among]
        [operation] = drawn.choices(among, weights)
        return Item(operation.id, drawn.getrandbits(32), steps)

    def make(self, item: Item) -> Request:
        """The item's request."""
        operation = next(each for each in self.operations if each.id == item.base)
        draft = self._good(operation, chance(item.seed))
        steps = sorted(item.steps, key=lambda step: STEPS[step.name][0])
        is_bytes = not draft.has_body
        for step in steps:
            stage, change = STEPS[step.name]
            if stage > VALUE and not is_bytes:
                draft.body, is_bytes = dumps(draft.document), True
            change(draft, chance(step.seed))
        if not is_bytes:
            draft.body = dumps(draft.document)
        return draft.finish()

    def _good(self, operation: Operation, drawn: Random) -> Draft:
        draft = Draft(operation, operation.method.encode(), operation.target.encode())
        draft.lines = [b"Host: 127.0.0.1"]
        if operation.takes_body:
            pool = self.documents.get(operation.id) or tuple(
                document for documents in self.documents.values() for document in documents
            )
            # Large ones stand last, and are rare.
            document = pool[0] if drawn.random() < 0.97 else drawn.choice(pool)
            draft.document, draft.has_body = copy.deepcopy(document), True
            draft.lines.append(b"Content-Type: application/json")
        return draft


def as_shown(request: Request) -> str:
    """The request's bytes for whoever reads of it."""
    return json.dumps(request.wire[:600].decode("latin-1"))
