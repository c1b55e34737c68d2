"""Publishing an edition, rolling back to an earlier one, withdrawing one: here, or at a service elsewhere.

Always holds: what `tejun.operations.publisher` holds. A rollback and a withdrawal are of what was published before.

May not know: how a step is shown.
"""

from datetime import date
from pathlib import Path

from tejun.authoring.build import build_archive
from tejun.authoring.module import find_capabilities
from tejun.bundle.signatures import add_signature
from tejun.operations.archives import read_file
from tejun.operations.publisher import (
    OnStep,
    PublishRequest,
    open_publisher,
    publish_archive,
    publish_statement,
)
from tejun.operations.workplace import Workplace
from tejun.publish import build_rollback, next_edition
from tejun.publish.steps import Ending, PublicationRefused, Step
from tejun.registry import errors, publication, timeline
from tejun.toolchain import find_opa
from tejun.words import Message

__all__ = [
    "Ending",
    "OnStep",
    "PublicationRefused",
    "PublishRequest",
    "Step",
    "publish_file",
    "publish_sources",
    "roll_back",
    "withdraw",
]


def publish_sources(
    workplace: Workplace, program: str, policies: Path, request: PublishRequest, *, on_step: OnStep
) -> Ending:
    """Builds the program's edition from the folder of policies, signs it and publishes it.

    Raises InvalidInputError, BundleError, RegistryError or ToolMissingError where it cannot be looked at.
    """
    publisher = open_publisher(workplace, request, on_step)
    archive = add_signature(build_archive(policies, program, opa=find_opa()), publisher.key)
    return publish_archive(
        publisher,
        program,
        archive,
        source=Message("operations.publishing.built", policies=policies),
    )


def publish_file(
    workplace: Workplace, program: str, file: Path, request: PublishRequest, *, on_step: OnStep
) -> Ending:
    """Publishes the signed archive in the file. Raises what `publish_sources` raises, or OSError."""
    publisher = open_publisher(workplace, request, on_step)
    return publish_archive(
        publisher,
        program,
        read_file(file),
        source=Message("operations.publishing.given", file=file),
    )


def roll_back(
    workplace: Workplace,
    program: str,
    edition: str,
    request: PublishRequest,
    *,
    effective_from: date,
    on_step: OnStep,
) -> Ending:
    """Publishes the earlier edition's content again, as a new and later one. Raises what `publish_sources` raises."""
    publisher = open_publisher(workplace, request, on_step)
    published = timeline.editions(publisher.known_log(program))
    earlier = next((found for found in published if found.edition == edition), None)
    if earlier is None:
        raise errors.unknown_edition(program, edition, published)
    content = build_rollback(
        workplace.registry.open(earlier),
        next_edition(published, effective_from),
        opa=find_opa(),
        capabilities=find_capabilities(),
    )
    archive = add_signature(content, publisher.key)
    return publish_archive(
        publisher,
        program,
        archive,
        source=Message("operations.publishing.restored", earlier=edition),
    )


def withdraw(
    workplace: Workplace, program: str, edition: str, request: PublishRequest, *, on_step: OnStep
) -> Ending:
    """Takes the edition back: from now on it is in force on no day. Raises what `publish_sources` raises."""
    publisher = open_publisher(workplace, request, on_step, runs_fixtures=False)
    statement = publication.of_withdrawal(
        edition,
        publisher.known_log(program),
        published_at=publisher.now,
        reason=request.reason,
    )
    return publish_statement(publisher, statement, None)
