"""Which recorded decisions can be evaluated again with something changed in them: those of facts in this tejun's form.

What an earlier tejun recorded is read, explained, traced and replayed as it stands. To change something in it takes
making the input document anew, and that this tejun does of its own form alone.

May not know: what is changed, or why.
"""

from collections.abc import Mapping
from typing import Any

from tejun.errors import EarlierFormError
from tejun.terms import INPUT_SCHEMA_ID
from tejun.words import Message


def require_this_form(decision_id: str, input_document: Mapping[str, Any]) -> None:
    """That the facts of the decision are in the form of today. Raises EarlierFormError."""
    if input_document["schema"] != INPUT_SCHEMA_ID:
        raise EarlierFormError(
            Message("audit.forms.detail", id=decision_id, schema=input_document["schema"]),
            Message("audit.forms.advice"),
        )
