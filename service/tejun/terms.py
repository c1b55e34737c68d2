"""The words that decisions and catalogs are made of, the zone of their days, and the names of the document forms.

Always holds: nothing but constants and types, so that a word costs no library to import. `tejun.model.decision`
builds the shape of a decision from them.

May not know: shapes, or how a word is shown to a person.
"""

from datetime import timedelta, timezone
from typing import Literal, get_args

Status = Literal["unsatisfied", "missing_information", "consult_fa", "satisfied", "not_applicable"]
Outcome = Literal[
    "action_required",
    "information_required",
    "consultation_required",
    "prepared",
    "replaced",
    "out_of_scope",
]
Enforcement = Literal["binding", "advisory", "fa_duty"]
Layer = Literal["procedure", "program"]
Mode = Literal["precheck", "formal"]

STATUSES: tuple[Status, ...] = (
    "unsatisfied",
    "missing_information",
    "consult_fa",
    "satisfied",
    "not_applicable",
)
"""Worst first."""

OPEN: frozenset[Status] = frozenset({"unsatisfied", "missing_information", "consult_fa"})
"""The statuses that leave something to do."""

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
ENFORCEMENTS: tuple[Enforcement, ...] = get_args(Enforcement)
LAYERS: tuple[Layer, ...] = get_args(Layer)

ACTORS = ("lead", "joint", "institution", "fa", "researcher")
STAGES = ("call", "routine", "collection", "judgement", "measures", "after_start")
CLASSES = ("research_integrity", "governance", "research_security", "technology_area")
SUBJECT_KINDS = (
    "application",
    "lead",
    "joint",
    "institution",
    "person",
    "co_pi",
    "supporter",
    "measure",
    "indicator",
)
DESIGNATIONS = ("designated", "not_designated", "pending")
REVIEWS = ("with_application", "for_interview", "after_interview")
ASKED_OF = ("person",)
RETAINED_FROM = ("decision", "end")
"""The codes of a catalog: who acts, at which step, of which class, of whom; when a program reviews, whom a form asks,
and from when a period of retention counts. METADATA and program.yaml have them, and every archive is held to them."""

MOST_RETAINED_YEARS = 100

HOLDS: frozenset[Outcome] = frozenset({"prepared", "replaced", "out_of_scope"})
"""The outcomes for which `tejun check` exits with 0."""

EFFECTS: dict[Outcome, Status] = {"out_of_scope": "not_applicable", "replaced": "satisfied"}
"""The outcomes beside the scale, which a reason brings about by declaring so, and the status that such a reason has;
the first comes before the second, and both before the scale."""

ANSWERED_AT = ("subject", "institution", "indicator", "waiting", "indicators", "consultations")
"""Of what the FA's answer is that settles a point, where a reason says so: see `tejun.explain.answers`."""

JST = timezone(timedelta(hours=9), "JST")
"""Asia/Tokyo, which has had no other offset since 1951: the funding agencies' days."""

FACTS_SCHEMA_ID = "tejun/facts/2"
EARLIER_FACTS_SCHEMA_ID = "tejun/facts/1"
"""`tejun convert` brings documents of this form over."""
INPUT_SCHEMA_ID = "tejun/input/2"
RESULT_SCHEMA_ID = "tejun/result/1"
DECISION_SCHEMA_ID = "tejun/decision/1"
CODES_SCHEMA_ID: Literal["tejun/decision-codes/1"] = "tejun/decision-codes/1"
"""What stays readable of a decision that was erased (`tejun.decide.codes`)."""
EXPLANATION_SCHEMA_ID: Literal["tejun/explanation/1"] = "tejun/explanation/1"
TRACE_SCHEMA_ID: Literal["tejun/trace/1"] = "tejun/trace/1"
CATALOG_SCHEMA_ID = "tejun/catalog/4"
CATALOG_BEFORE_EFFECTS = "tejun/catalog/2"
"""Of archives whose reasons do not say which outcome they bring about."""
EARLIER_CATALOG_SCHEMA_IDS = frozenset({"tejun/catalog/3", CATALOG_BEFORE_EFFECTS})
"""Of archives whose policies read facts of form 1: read and explained, but not decided with."""
