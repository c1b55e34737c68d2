"""Publishing an edition: what is refused, each with its reason, and that what is published is in force at once."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tejun import canonical
from tejun.authoring.build import build_archive
from tejun.authoring.effects import effects_of_base
from tejun.authoring.module import compile_module
from tejun.bundle.archive import CATALOG, DATA, MANIFEST, SIGNATURES, WASM, pack, read_archive
from tejun.bundle.signatures import add_signature
from tejun.errors import (
    PublicationError,
    RegistryError,
    SignatureError,
    TejunError,
    UnknownProgramError,
)
from tejun.policytest import Fixtures
from tejun.reading import read_json
from tejun.registry import Registry

from tests.support.agency import (
    CONFIG,
    NOW,
    PAPERS,
    PROGRAM,
    Agency,
    EditionBuilder,
    config,
    new_key,
    refusal_reasons,
    write_fixtures,
)
from tests.support.bundles import TREE, sealed, write_tree

DAY = date(2026, 11, 20)


def altered(archive: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The archive with its files changed and a revision that fits them, unsigned."""
    files = {path: data for path, data in read_archive(archive).files.items() if path != SIGNATURES}
    change(files)
    manifest = read_json(files.pop(MANIFEST))
    manifest.pop("revision")
    return pack(sealed(files, manifest))


def refused(fa: Agency, archive: bytes, **context: Any) -> list[str]:
    """The reasons for which it is refused; nothing has changed then."""
    before = fa.registry.log(PROGRAM)
    with pytest.raises(PublicationError, match="cannot be published") as caught:
        fa.publish(archive, **context)
    fa.registry.refresh()
    assert fa.registry.log(PROGRAM) == before
    assert [place.message.in_("en") for place in caught.value.places] == refusal_reasons(fa.checks)
    assert all(place.message.in_("ja") for place in caught.value.places)
    return refusal_reasons(fa.checks)


# --- what is published ---------------------------------------------------------------------------


def test_an_edition_that_holds_is_in_force_at_once_and_every_check_has_run(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    published = fa.publish(build_edition())
    assert fa.registry.bundle(PROGRAM, DAY).revision == published.revision
    assert [(check.name, check.ran) for check in fa.checks] == [
        ("signature", True),
        ("order", True),
        ("decides", True),
        ("compiled", True),
        ("fixtures", True),
        ("loosened", True),
    ]


def test_the_previous_edition_is_in_force_until_the_next_begins(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    fa.publish(build_edition())
    fa.publish(build_edition("2", "2027-01-01"))
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [fa.registry.in_force(PROGRAM, day).edition for day in days] == ["1", "2"]


def test_an_edition_for_days_gone_by_says_how_many_they_are(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    fa.publish(build_edition())
    assert "233 days back" in fa.find_check("order").note.in_("en")
    assert "233日さかのぼります" in fa.find_check("order").note.in_("ja")
    fa.publish(build_edition("2", "2027-01-01"))
    assert "back" not in fa.find_check("order").note.in_("en")


def test_a_check_that_cannot_run_says_so_and_is_not_passed_over(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    fa.publish(build_edition(), opa=None, fixtures=None, registry=None)
    notes = {check.name: check.note.in_("en") for check in fa.checks if not check.ran}
    assert notes.keys() == {"compiled", "fixtures", "loosened"}
    assert "no opa here" in notes["compiled"]
    assert "no fixtures here" in notes["fixtures"]


# --- signatures: nothing else is looked at where they do not hold --------------------------------


def test_an_archive_that_is_not_signed_is_refused(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    with pytest.raises(SignatureError, match="not signed"):
        fa.send(fa.sign_statement(build_edition()), build_edition())
    assert fa.checks == []


def test_an_archive_signed_by_somebody_else_is_refused(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    archive = add_signature(build_edition(), new_key())
    with pytest.raises(SignatureError, match="not trusted"):
        fa.send(fa.sign_statement(archive), archive)
    assert fa.checks == []


def test_a_statement_signed_by_somebody_else_is_refused(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    archive = add_signature(build_edition(), fa.key)
    stranger = replace(fa, key=new_key())
    with pytest.raises(SignatureError, match="not trusted"):
        fa.send(stranger.sign_statement(archive), archive)
    assert fa.checks == []


def test_an_archive_that_was_changed_after_it_was_signed_is_refused(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    files = dict(read_archive(add_signature(build_edition(), fa.key)).files)
    signatures = files.pop(SIGNATURES)
    changed = read_archive(altered(pack(files), lambda files: files.update({WASM: b"\0asm"})))
    archive = pack({**changed.files, SIGNATURES: signatures})
    with pytest.raises(SignatureError, match="not the one that was signed"):
        fa.send(fa.sign_statement(archive), archive)
    assert fa.checks == []


@pytest.mark.parametrize(
    "other",
    [
        {"effective_from": "2027-01-01"},
        {"call": "another call"},
        {"effective_until": "2027-03-31"},
        {"archive": "sha256:" + "0" * 64},
    ],
)
def test_a_statement_about_another_archive_is_refused(
    fa: Agency, build_edition: EditionBuilder, other: dict[str, str]
) -> None:
    archive = add_signature(build_edition(), fa.key)
    with pytest.raises(SignatureError, match=f"not about this archive: {next(iter(other))}"):
        fa.send(fa.sign_statement(archive, **other), archive)
    assert fa.checks == []


def test_a_statement_that_leaves_out_the_end_of_an_edition_is_refused(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    archive = add_signature(build_edition(effective_until="2027-03-31"), fa.key)
    with pytest.raises(SignatureError, match="not about this archive: effective_until"):
        fa.send(fa.sign_statement(archive, effective_until=None), archive)


def test_a_statement_of_an_edition_without_its_archive_is_refused(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    statement = fa.sign_statement(add_signature(build_edition(), fa.key))
    with pytest.raises(SignatureError, match="comes with its archive"):
        fa.send(statement, None)


# --- the order of editions -----------------------------------------------------------------------


def test_a_sequence_that_does_not_rise_is_refused(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    fa.publish(build_edition("2"))
    [reason] = refused(fa, build_edition("1", "2027-01-01"))
    assert reason == "Its sequence, 1, is not above 2, the highest that was published."


def test_an_edition_is_never_published_twice(fa: Agency, build_edition: EditionBuilder) -> None:
    fa.publish(build_edition())
    [reason] = refused(fa, build_edition("1", "2027-01-01", sequence=2))
    assert "never changes" in reason


def test_a_period_that_overlaps_is_refused(fa: Agency, build_edition: EditionBuilder) -> None:
    fa.publish(build_edition("1", "2027-01-01"))
    [reason] = refused(fa, build_edition("2", "2026-12-01"))
    assert reason.startswith("Its period overlaps that of edition 1")


def test_a_statement_of_another_hour_is_refused(fa: Agency, build_edition: EditionBuilder) -> None:
    archive = add_signature(build_edition(), fa.key)
    fa.write_golden(archive)
    with pytest.raises(PublicationError):
        fa.send(fa.sign_statement(archive, published_at=NOW - timedelta(minutes=6)), archive)
    [reason] = refusal_reasons(fa.checks)
    assert "more than 300 seconds off (TEJUN_CLOCK_SKEW_SECONDS)" in reason
    with pytest.raises(PublicationError):
        fa.send(fa.sign_statement(archive, published_at=NOW + timedelta(minutes=6)), archive)
    statement = fa.sign_statement(archive, published_at=NOW - timedelta(minutes=4))
    with pytest.raises(PublicationError):
        fa.send(statement, archive, skew=timedelta(minutes=3))
    fa.send(fa.sign_statement(archive, published_at=NOW - timedelta(minutes=4)), archive)


# --- what it decides -----------------------------------------------------------------------------


def test_a_fixture_that_fails_is_listed_with_what_was_expected_and_found(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    assert fa.fixtures is not None
    write_fixtures(fa.fixtures.folder, expect="unsatisfied")
    [reason] = refused(fa, build_edition())
    assert fa.find_check("fixtures").refusals[0].pointer == PAPERS
    assert '"status":"unsatisfied"' in reason.splitlines()[0]
    assert '"status":"satisfied"' in reason.splitlines()[1]
    assert fa.find_check("fixtures").note.in_("en") == "1 of 2 came out as expected"


def test_a_whole_application_that_comes_out_otherwise_is_listed_with_the_lines_that_differ(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    fa.publish(build_edition())
    archive = add_signature(build_edition("2", "2027-01-01"), fa.key)
    with pytest.raises(PublicationError):
        fa.send(fa.sign_statement(archive), archive)
    [reason] = refusal_reasons(fa.checks)
    assert [line.split(":")[:2] for line in reason.splitlines()] == [
        ["expected", " result"],
        ["found", " result"],
    ]


def test_fixtures_that_have_nothing_of_the_program_are_refused(
    fa: Agency, build_edition: EditionBuilder, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "fixtures.yaml").write_text('as_of: "2026-11-20"\nprogram: other-2026\n')
    [reason] = refused(fa, build_edition(), fixtures=Fixtures.open(tmp_path / "empty"))
    assert "not one fixture" in reason


def test_a_module_that_is_not_its_regos_is_refused(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    other = read_archive(build_edition("1", sequence=2)).wasm
    exchanged = bytearray(other)
    exchanged[-1] ^= 1
    archive = altered(build_edition(), lambda files: files.update({WASM: bytes(exchanged)}))
    reasons = refused(fa, archive, fixtures=None)
    assert "policy.wasm is not what the Rego in the same archive compiles to." in reasons


def test_a_built_in_that_asks_the_host_is_refused_with_opa_and_without(
    fa: Agency, build_edition: EditionBuilder, opa: Path
) -> None:
    def late(files: dict[str, bytes]) -> None:
        path = "tiny_2026_1/decision.rego"
        text = files[path].decode().replace('"prepared"', "outcome")
        files[path] = f'{text}\noutcome := "prepared" if time.now_ns() > 0\n'.encode()
        files[WASM] = compile_module(files, "tiny_2026_1", opa=opa, capabilities=None)

    archive = altered(build_edition(), late)
    reasons = refused(replace(fa, fixtures=None), archive)
    assert len(reasons) == 2
    assert all("time.now_ns" in reason for reason in reasons)
    [reason] = refused(replace(fa, fixtures=None), archive, opa=None)
    assert "calls host functions: time.now_ns" in reason


# --- only tightening -----------------------------------------------------------------------------


def test_a_parameter_that_asks_less_than_before_is_refused(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    fa.publish(build_edition())
    [reason] = refused(fa, build_edition("2", "2027-01-01", parameters={"look_back_years": 4}))
    assert fa.find_check("loosened").refusals[0].pointer == "parameters/look_back_years"
    assert "5 → 4" in reason
    fa.publish(build_edition("2", "2027-01-01", parameters={"look_back_years": 6}))


def test_a_base_that_asks_less_under_its_old_name_and_words_is_refused(
    fa: Agency, build_edition: EditionBuilder, opa: Path, tmp_path: Path
) -> None:
    """Its publisher has even brought the case in line."""
    assert fa.fixtures is not None
    case = fa.fixtures.folder / "cases" / "RS-P1-03" / "absent.yaml"
    case.write_text(
        "remove: [/application]\nexpect: {subject: application, status: missing_information}\n"
    )
    fa.publish(build_edition())
    assert "changed under the same name" not in fa.find_check("loosened").note.in_("en")
    rules = TREE["lib/collected.rego"].replace("is_object(fact)", "fact != 0")
    changed = {CONFIG: config("2", "2027-01-01"), "lib/collected.rego": rules}
    archive = build_archive(write_tree(tmp_path / "policies", changed), PROGRAM, opa=opa)
    case.write_text(case.read_text().replace("missing_information", "satisfied"))
    case.rename(case.with_name("provided.nothing.yaml"))
    [reason] = refused(fa, archive)
    assert reason.splitlines() == [
        "expected: RS-P1-03 application missing_information absent binding",
        "found: RS-P1-03 application satisfied provided binding",
    ]
    assert "under the same name (lib/collected.rego)" in fa.find_check("loosened").note.in_("en")
    assert fa.find_check("fixtures").refusals == ()


def freeing(files: dict[str, bytes]) -> None:
    """A reason more, which ends the scope, in the catalog and in the data."""
    catalog, data = read_json(files[CATALOG]), read_json(files[DATA])
    reasons = catalog["requirements"][0]["reasons"]
    words = {"ja": "対象外です", "en": "out of scope"}
    reasons["outside"] = {"status": "not_applicable", "outcome": "out_of_scope", "message": words}
    [root] = data
    data[root]["effects"] = {"RS-P1-03": {"outside": "out_of_scope"}}
    files |= {CATALOG: canonical.dumps(catalog), DATA: canonical.dumps(data)}


def test_an_outcome_that_the_base_does_not_have_is_refused_of_a_first_edition_too(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    """Nothing was published before: the base that is named is known here."""
    archive = altered(build_edition(), freeing)
    says = "The reason “outside” of RS-P1-03 brings about the outcome out_of_scope by itself"
    other = {"procedure-2025-06-11": {"RS-P1-03": {"outside": "replaced"}}}
    for context in (
        {"effects_of_base": effects_of_base},
        {"effects_of_base": effects_of_base, "registry": None},
        {"effects_of_base": other.get},
    ):
        [reason] = refused(fa, archive, **context)
        assert reason.startswith(says)
    same = {"procedure-2025-06-11": {"RS-P1-03": {"outside": "out_of_scope"}}}
    fa.publish(archive, effects_of_base=same.get)


def test_a_base_that_is_not_known_here_is_said_to_be_so(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    fa.publish(build_edition(), effects_of_base=lambda _: None)
    assert (
        fa.find_check("loosened")
        .note.in_("en")
        .endswith(
            "; the base edition procedure-2025-06-11 is not known here, so the outcomes that its "
            "reasons bring about were not compared"
        )
    )


def test_a_base_whose_rules_are_written_otherwise_and_ask_the_same_is_taken(
    fa: Agency, build_edition: EditionBuilder, opa: Path, tmp_path: Path
) -> None:
    fa.publish(build_edition())
    rules = TREE["lib/collected.rego"].replace("is_object(fact)", "is_object(fact)\n\tfact != 0")
    changed = {CONFIG: config("2", "2027-01-01"), "lib/collected.rego": rules}
    fa.publish(build_archive(write_tree(tmp_path / "policies", changed), PROGRAM, opa=opa))
    assert "2 fixtures were asked whether less is left to do" in fa.find_check("loosened").note.in_(
        "en"
    )


def test_another_call_has_days_and_numbers_of_its_own(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    """The procedure's part still binds it, and its own next edition is held to it again."""
    call = {
        "reference": "来年度の公募要領",
        "opens": "2027-09-01",
        "closes": "2027-12-18",
        "review": "with_application",
    }
    fa.publish(build_edition())
    fa.publish(build_edition("2", "2027-04-01", call=call, parameters={"look_back_years": 4}))
    [reason] = refused(
        fa, build_edition("3", "2027-05-01", call=call, parameters={"look_back_years": 3})
    )
    assert "4 → 3" in reason
    [reason] = refused(fa, build_edition("3", "2027-05-01", parameters={"look_back_years": 4}))
    assert "5 → 4" in reason


def test_a_first_edition_is_held_to_the_base_as_another_program_has_it(
    fa: Agency, build_edition: EditionBuilder, opa: Path, tmp_path: Path
) -> None:
    fa.publish(build_edition())
    folder = write_tree(tmp_path / "policies")
    (folder / "programs" / PROGRAM).rename(folder / "programs" / "other-2026")
    path = folder / "programs" / "other-2026" / "program.yaml"
    text = path.read_text("utf-8").replace("slug: tiny-2026", "slug: other-2026")
    path.write_text(text.replace("look_back_years: 5", "look_back_years: 1"), "utf-8")
    papers = folder / "procedure" / "people" / "papers" / "papers.rego"
    papers.write_text(papers.read_text("utf-8").replace("binding", "advisory"), "utf-8")
    archive = add_signature(build_archive(folder, "other-2026", opa=opa), fa.key)
    statement = fa.sign_statement(archive, number=1, previous=None)
    with pytest.raises(PublicationError):
        fa.send(statement, archive, log=(), fixtures=None)
    assert [place.pointer for place in fa.find_check("loosened").refusals] == [
        "requirements/RS-P1-03/enforcement"
    ]


def test_one_refusal_has_every_reason(fa: Agency, build_edition: EditionBuilder) -> None:
    assert fa.fixtures is not None
    fa.publish(build_edition())
    write_fixtures(fa.fixtures.folder, expect="unsatisfied")
    refused(fa, build_edition("2", "2026-10-01", parameters={"look_back_years": 4}))
    assert [check.name for check in fa.checks if check.refusals] == ["fixtures", "loosened"]
    assert len(refusal_reasons(fa.checks)) == 2


def test_what_cannot_follow_is_refused_before_anything_dear_is_done(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    """What was published is public: whoever sends it again must not have it compiled and run."""
    fa.publish(build_edition())
    refused(fa, build_edition("1", "2026-03-01", parameters={"look_back_years": 4}))
    assert [check.name for check in fa.checks] == ["signature", "order"]
    assert len(refusal_reasons(fa.checks)) == 3


# --- in one step ---------------------------------------------------------------------------------


def test_of_two_who_publish_at_once_one_wins_and_the_other_gets_an_error(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    fa.publish(build_edition())
    archives = [
        add_signature(build_edition("2", "2027-01-01"), fa.key),
        add_signature(build_edition("2", "2027-02-01"), fa.key),
    ]
    statements = [fa.sign_statement(archive) for archive in archives]
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def send(index: int) -> None:
        place = Registry.load(fa.registry.location, fa.registry.trusted)
        own = replace(fa, registry=place, checks=[], fixtures=None, opa=None)
        publishing = place.publish

        def together(*arguments: Any) -> Any:
            barrier.wait(timeout=30)
            return publishing(*arguments)

        place.publish = together  # type: ignore[assignment,method-assign]
        try:
            outcomes.append(own.send(statements[index], archives[index]).effective_from)
        except PublicationError as error:
            outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=send, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    fa.registry.refresh()
    won, lost = sorted(outcomes)
    assert lost == "PublicationError"
    assert fa.registry.edition(PROGRAM, "2").effective_from == won


def test_a_crash_between_archive_and_statement_leaves_nothing_in_force_and_can_be_repeated(
    fa: Agency, build_edition: EditionBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = fa.registry._storage
    create = place.create

    def crashing(name: str, content: bytes) -> None:
        if name.endswith(".json"):
            raise KeyboardInterrupt
        create(name, content)

    monkeypatch.setattr(place, "create", crashing)
    with pytest.raises(KeyboardInterrupt):
        fa.publish(build_edition())
    assert [name for name in place.names() if name.endswith(".tar.gz")] != []
    for registry in (fa.registry, Registry.load(fa.registry.location, fa.registry.trusted)):
        registry.refresh()
        with pytest.raises(UnknownProgramError):
            registry.bundle(PROGRAM, DAY)
    monkeypatch.undo()
    assert fa.publish(build_edition()).edition == "1"


def test_readers_meet_the_old_edition_or_the_new_one_and_never_neither(
    fa: Agency, build_edition: EditionBuilder
) -> None:
    fa.publish(build_edition())
    done, seen, failed = threading.Event(), set[str](), list[TejunError]()
    reader_of = Registry.load(fa.registry.location, fa.registry.trusted)

    def read() -> None:
        while not done.is_set():
            try:
                reader_of.refresh()
                seen.add(reader_of.bundle(PROGRAM, date(2027, 6, 1)).edition)
                seen.add(fa.registry.bundle(PROGRAM, date(2027, 6, 1)).edition)
            except TejunError as error:
                failed.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(2, 5):
        fa.publish(build_edition(str(number), f"2027-0{number}-01"), opa=None)
    done.set()
    reader.join()
    assert failed == []
    assert seen >= {"1"}
    assert seen <= {"1", "2", "3", "4"}
    assert fa.registry.bundle(PROGRAM, date(2027, 6, 1)).edition == "4"


def test_a_registry_out_of_reach_publishes_nothing(
    fa: Agency, build_edition: EditionBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tejun.registry.storage.os.link", full)
    with pytest.raises(RegistryError, match="No space left"):
        fa.publish(build_edition())
    monkeypatch.undo()
    assert fa.registry.log(PROGRAM) == ()
