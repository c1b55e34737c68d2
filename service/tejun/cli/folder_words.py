"""The words of `tejun check DIR`, in ja and en."""

from collections.abc import Mapping

from tejun.present.rows import Style
from tejun.words import Message, Template

NOT_CHECKED = "not_checked"
"""Stands where an outcome would, for a file on which there is no decision."""

LABELS: Mapping[str, Message] = {
    NOT_CHECKED: Message("cli.labels.not_checked"),
    "action_required": Message("cli.labels.action_required"),
    "information_required": Message("cli.labels.information_required"),
    "consultation_required": Message("cli.labels.consultation_required"),
    "prepared": Message("cli.labels.prepared"),
    "replaced": Message("cli.labels.replaced"),
    "out_of_scope": Message("cli.labels.out_of_scope"),
}
"""Worst first."""

STYLES: Mapping[str, Style] = {
    NOT_CHECKED: "unsatisfied",
    "action_required": "unsatisfied",
    "information_required": "missing_information",
    "consultation_required": "consult_fa",
    "prepared": "satisfied",
    "replaced": "satisfied",
    "out_of_scope": "not_applicable",
}

TABLE = Template("cli.table", "count")
LEFT_ASIDE = Template("cli.left_aside", "count", "names")
NEXT = Template("cli.next", "file")
WHO_DECIDES = Message("cli.who_decides")
RECORDED = Template("cli.recorded", "count", "database")
