"""Each reason that leaves something to do has acts, or it is said why there are none."""

from collections.abc import Iterator

from tejun.audit.remedy.proposals import PROPOSALS
from tejun.audit.remedy.vocabulary import ACTS, NAMES, OF_ITEMS, acts_on, cause_without_acts
from tejun.bundle.archive import Bundle
from tejun.terms import OPEN


def open_reasons(bundles: dict[str, Bundle]) -> Iterator[tuple[str, str, str]]:
    """The requirement, reason and status of every reason that leaves something to do."""
    for bundle in bundles.values():
        for name, requirement in bundle.requirements.items():
            for code, reason in requirement["reasons"].items():
                if reason["status"] in OPEN:
                    yield name, code, reason["status"]


def test_every_reason_has_acts_or_a_cause_that_is_known(bundles: dict[str, Bundle]) -> None:
    unknown = {
        (requirement, reason)
        for requirement, reason, status in open_reasons(bundles)
        if not acts_on(requirement, reason)
        and cause_without_acts(requirement, reason, status) == "unknown"
    }
    assert unknown == set()


def test_every_name_of_the_vocabulary_is_a_reason(bundles: dict[str, Bundle]) -> None:
    reasons = {
        name
        for requirement, reason, status in open_reasons(bundles)
        if status != "consult_fa"
        for name in (reason, f"{requirement}/{reason}")
    }
    assert {*NAMES} - reasons == set()


def test_no_reason_has_both_acts_and_a_cause() -> None:
    assert len(NAMES) == len({*NAMES})


def test_only_the_fa_settles_what_is_put_to_it(bundles: dict[str, Bundle]) -> None:
    causes = {
        cause_without_acts(requirement, reason, status)
        for requirement, reason, status in open_reasons(bundles)
        if status == "consult_fa"
    }
    assert causes == {"fa"}


def test_an_act_that_is_named_has_its_proposals() -> None:
    assert {*PROPOSALS} == {*ACTS}
    assert OF_ITEMS not in ACTS


def test_a_reason_that_nobody_knows_has_no_known_steps() -> None:
    assert acts_on("XX-01", "of_another_program") == ()
    assert cause_without_acts("XX-01", "of_another_program", "missing_information") == "unknown"
