"""Recorded decisions, their explanations and their receipts.

Always holds: a decision is answered with the very bytes that were recorded; an explanation is made from the
record and the catalog of the edition that decided, and evaluates nothing. A trace does, by OPA, and a replay, a
comparison and a remedy, by the service's engine; none records anything. A comparison says where facts changed, never
what stands there. A trace and a remedy show no more of the facts than the decision's reader may know, and no cache
keeps them. No receipt has the input, which is given by itself.

May not know: how an explanation is worded.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import JSONResponse, Response

from tejun.api import problems
from tejun.api.comparison_shapes import Comparison
from tejun.api.languages import language_asked, wants_html, wants_markdown
from tejun.api.log import of_a_usable_key
from tejun.api.parameters import (
    DecisionListParameters,
    ExplanationParameters,
    LanguageParameters,
    ReceiptParameters,
)
from tejun.api.recalling import IN_TURN, Clock, WhileEvaluating, WhileExplaining
from tejun.api.record_shapes import DecisionList, Receipt, RecordedInput, Replay
from tejun.api.state import Parts, ServiceParts
from tejun.audit.causes import Limits
from tejun.explain import Explanation, explanation_as_json
from tejun.model.decision import Decision, DecisionCodes
from tejun.operations.comparing import compare_recorded
from tejun.operations.filing import file_recorded
from tejun.operations.listing import Selection, list_decisions
from tejun.operations.receipts import cose_receipt_of, log_proof_of, receipt_of
from tejun.operations.recorded import (
    explain_recorded,
    find_codes,
    find_record,
    titles_of,
    trace_recorded,
)
from tejun.operations.remedying import Bounds, RemedyView, remedy_recorded
from tejun.operations.replaying import replay_decision
from tejun.operations.workplace import Workplace
from tejun.present.comparison import ComparisonPresentation
from tejun.present.decisions import csv_of, json_line, page_as_json
from tejun.present.explanation import to_markdown
from tejun.present.filing import FilingPresentation
from tejun.present.remedy import remedy_to_markdown
from tejun.present.replay import replay_as_json
from tejun.present.trace_markdown import trace_to_markdown
from tejun.trace.view import TraceView
from tejun.words import Language

router = APIRouter()

DecisionId = Annotated[
    str, Path(description="the decision's id (UUIDv7)", json_schema_extra={"format": "uuid"})
]

OtherId = Annotated[
    str,
    Path(
        description="the id of the other decision, of the same application",
        json_schema_extra={"format": "uuid"},
    ),
]


JSON_LINES, CSV = "application/jsonl", "text/csv; charset=utf-8"
COSE = "application/cose"
PLAIN = "text/plain; charset=utf-8"
_LIMITS = Limits(evaluations=400, seconds=10.0, changes=1000)
"""Of a comparison: somebody waits for it, and others want to be decided."""
REMEDY_BOUNDS = Bounds(evaluations=1000, seconds=10.0)
"""A caller waits, and others wait for the engine."""

_PRIVATE = {"Cache-Control": "no-store"}


@router.get(
    "/v1/decisions",
    operation_id="decisions",
    dependencies=IN_TURN,
    summary="The recorded decisions, by what they are of and what they came to",
    response_model=DecisionList,
    response_description="The decisions, the newest first.",
    responses={
        200: {
            "content": {
                JSON_LINES: {"schema": {"type": "string"}},
                "text/csv": {"schema": {"type": "string"}},
            },
        },
    },
)
def decisions(
    request: Request, asked: Annotated[DecisionListParameters, Query()], parts: Parts
) -> Response:
    """By their codes, so that one that was erased is listed, too. One that was altered is listed as that. A list proves
    nothing of what is not in it.

    A cursor goes on with the parameters that it was given for, and is refused with others.
    """
    language = language_asked(request.scope)
    given = asked.model_dump(exclude={"lang", "cursor", "limit", "latest", "export"})
    selection = Selection(**given, latest=asked.latest == "true")
    page = list_decisions(parts.workplace, selection, limit=asked.limit, cursor=asked.cursor)
    if asked.export is None:
        return _answer(page_as_json(page.decisions, page.next_cursor, language), language)
    if asked.export == "csv":
        titles = titles_of(parts.workplace)
        lines, media_type = (
            csv_of(page.decisions, language, titles, goes_on=bool(asked.cursor)),
            CSV,
        )
    else:
        lines, media_type = (json_line(each, language) for each in page.decisions), JSON_LINES
    headers = {**_PRIVATE, "Content-Language": language, "Vary": "Accept-Language"}
    if page.next_cursor is not None:
        following = request.url.include_query_params(cursor=page.next_cursor).query
        headers["Link"] = f'<?{following}>; rel="next"'
    return Response(b"".join(lines), media_type=media_type, headers=headers)


@router.get(
    "/v1/decisions/{decision_id}",
    operation_id="decision",
    dependencies=IN_TURN,
    summary="A recorded decision, as it was answered",
    response_model=Decision,
    response_description="The decision, byte for byte as recorded.",
)
def decision(
    decision_id: DecisionId, _: Annotated[LanguageParameters, Query()], parts: Parts
) -> Response:
    """Gives the recorded bytes: canonical JSON (RFC 8785)."""
    record = find_record(parts.workplace, decision_id)
    return Response(record.decision, media_type="application/json", headers=_PRIVATE)


@router.get(
    "/v1/decisions/{decision_id}/input",
    operation_id="recorded_input",
    dependencies=IN_TURN,
    summary="What a recorded decision was made over, as it was evaluated",
    response_model=RecordedInput,
    response_description="The input document, byte for byte as recorded: the facts are in it.",
)
def recorded_input(
    decision_id: DecisionId, _: Annotated[LanguageParameters, Query()], parts: Parts
) -> Response:
    """Gives the recorded bytes: canonical JSON (RFC 8785), held to the decision's digests."""
    record = find_record(parts.workplace, decision_id)
    return Response(record.input, media_type="application/json", headers=_PRIVATE)


@router.get(
    "/v1/decisions/{decision_id}/codes",
    operation_id="codes",
    summary="What a recorded decision came to, in codes alone; also of one that was erased",
    response_model=DecisionCodes,
    response_description="The codes, byte for byte as the log's entry commits to them.",
)
def codes(
    decision_id: DecisionId, _: Annotated[LanguageParameters, Query()], parts: Parts
) -> Response:
    """Gives the recorded bytes: canonical JSON (RFC 8785). Nothing in them was written by a submitter."""
    found = find_codes(parts.workplace, decision_id)
    return Response(found.codes, media_type="application/json", headers=_PRIVATE)


@router.get(
    "/v1/decisions/{decision_id}/explanation",
    operation_id="explanation",
    summary="A recorded decision, explained in ja or en; or one requirement of it, traced; or what would settle it",
    response_model=Explanation | TraceView | RemedyView,
    response_description="The explanation, by clause of the source; with depth, the trace or the remedy.",
    responses={
        200: {
            "content": {
                "text/markdown": {"schema": {"type": "string"}},
                "text/html": {"schema": {"type": "string"}},
            }
        },
    },
)
def explanation(
    request: Request,
    decision_id: DecisionId,
    parameters: Annotated[ExplanationParameters, Query()],
    parts: Parts,
    *,
    clock: WhileExplaining,
) -> Response:
    """JSON, or Markdown where `Accept` likes text/markdown better.

    Where it likes text/html best: one page in both languages, to be filed or printed, with the rules and the digest of
    the receipt; without the table of the facts that were read, and without traces. Names of people and institutions of
    whom findings speak stand in it, as in every explanation.
    """
    _see_what_is_asked(parameters)
    language = language_asked(request.scope)
    accept = request.headers.get("accept")
    markdown = wants_markdown(accept)
    if parameters.depth == "remedy":
        remedy = _remedy(parts, decision_id, parameters, language=language, clock=clock)
        return _answer(remedy_to_markdown(remedy) if markdown else asdict(remedy), language)
    if parameters.requirement is None and wants_html(accept):
        return _page(parts.workplace, decision_id, language)
    if parameters.requirement is not None:
        view = trace_recorded(
            parts.workplace,
            decision_id,
            parameters.requirement,
            subject=parameters.subject,
            language=language,
        )
        return _answer(trace_to_markdown(view) if markdown else asdict(view), language)
    explanation = explain_recorded(parts.workplace, decision_id, language).explanation
    return _answer(
        to_markdown(explanation) if markdown else explanation_as_json(explanation), language
    )


def _remedy(
    parts: ServiceParts,
    decision_id: str,
    parameters: ExplanationParameters,
    *,
    language: Language,
    clock: Clock,
) -> RemedyView:
    return remedy_recorded(
        parts.workplace,
        decision_id,
        language=language,
        requirement=parameters.requirement,
        subject=parameters.subject,
        bounds=REMEDY_BOUNDS,
        clock=clock,
    )


@router.get(
    "/v1/decisions/{decision_id}/receipt",
    operation_id="receipt",
    dependencies=IN_TURN,
    summary="A recorded decision's receipt, which is verified without the service",
    response_model=Receipt,
    response_description="The receipt; with format, the proof alone in another form.",
    responses={
        200: {
            "content": {
                "text/plain": {"schema": {"type": "string"}},
                COSE: {"schema": {"type": "string", "format": "binary"}},
            }
        },
    },
)
def receipt(
    decision_id: DecisionId, parameters: Annotated[ReceiptParameters, Query()], parts: Parts
) -> Response:
    """Under a checkpoint that witnesses have cosigned, where there is one with the decision; without the input."""
    make, media_type = _RECEIPTS[parameters.format]
    with of_a_usable_key():
        content = make(parts.workplace, decision_id)
    return Response(content, media_type=media_type, headers=_PRIVATE)


@router.post(
    "/v1/decisions/{decision_id}/replay",
    operation_id="replay",
    summary="A recorded decision, evaluated again: whether the same comes out",
    response_model=Replay,
    response_description="What came of it; nothing is recorded.",
)
def replay(
    request: Request,
    decision_id: DecisionId,
    _: Annotated[LanguageParameters, Query()],
    parts: Parts,
    *,
    _place: WhileEvaluating,
) -> Response:
    """By the service's own engine, over the recorded input, by the edition that decided.

    A decision that was erased, or whose edition is not at hand, is `unreplayable`, with the reason.
    """
    language = language_asked(request.scope)
    with parts.workplace.turn():
        found = replay_decision(parts.workplace, decision_id)
    return _answer(replay_as_json(found, language), language)


@router.get(
    "/v1/decisions/{decision_id}/compare/{other}",
    operation_id="compare",
    summary="Two recorded decisions of one application: what changed, and which change moved which finding",
    response_model=Comparison,
    response_description="The comparison: where facts changed, by places and ids, and no name; nothing is recorded.",
)
def compare(
    request: Request,
    decision_id: DecisionId,
    other: OtherId,
    _: Annotated[LanguageParameters, Query()],
    parts: Parts,
    *,
    clock: WhileEvaluating,
) -> Response:
    """By evaluating the later decision's input again with changes undone, within limits: `stopped` says which ended it.

    `before` is the decision that was recorded earlier, whichever is named first.

    A change is named where undoing it alone brings the earlier finding back; where only several together do, those are.
    """
    language = language_asked(request.scope)
    found = compare_recorded(parts.workplace, decision_id, other, limits=_LIMITS, clock=clock)
    return _answer(ComparisonPresentation(found, language).document(), language)


_RECEIPTS: Mapping[str, tuple[Callable[[Workplace, str], bytes], str]] = {
    "json": (lambda workplace, name: receipt_of(workplace, name).data, "application/json"),
    "tlog-proof": (lambda workplace, name: log_proof_of(workplace, name).data, PLAIN),
    "cose": (cose_receipt_of, COSE),
}
"""How each form is made, and its type."""


def _page(workplace: Workplace, decision_id: str, language: Language) -> Response:
    filed = file_recorded(workplace, decision_id, language)
    headers = {
        **_PRIVATE,
        "Content-Language": ", ".join(each.language for each in filed.explanations),
        "Content-Security-Policy": _OF_A_PAGE,
        "Vary": "Accept, Accept-Language",
    }
    page = FilingPresentation(filed, with_facts=False).html()
    return Response(page, media_type="text/html", headers=headers)


_OF_A_PAGE = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""A page is whole by itself: a browser fetches and runs nothing for it."""


def _see_what_is_asked(parameters: ExplanationParameters) -> None:
    """A trace is of a requirement, a remedy may be of one, and nothing else is."""
    is_of_one = parameters.requirement is not None
    is_wrong = {
        "trace": not is_of_one,
        "remedy": parameters.subject is not None and not is_of_one,
        "full": is_of_one or parameters.subject is not None,
    }
    if is_wrong[parameters.depth]:
        raise problems.trace_of_what(depth=parameters.depth)


def _answer(content: str | dict[str, Any], language: Language) -> Response:
    headers = {**_PRIVATE, "Content-Language": language, "Vary": "Accept, Accept-Language"}
    if isinstance(content, str):
        return Response(content, media_type="text/markdown", headers=headers)
    return JSONResponse(content, headers=headers)
