"""The OPA engine on real OPA servers: decisions, and everything that must not become one."""

import json
import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.engine.server import reasons
from tejun.engine.server.client import Client, NoAnswerError, Target
from tejun.engine.server.opa import OpaEngine
from tejun.errors import EngineUnavailableError

from tests.support.bundles import DECISION
from tests.support.faulty import FAULTS, OPA_ERROR, FaultyProxy, echo, faulty_proxy
from tests.support.opa import managed_opa, opa_engine
from tests.support.server import free_port

pytestmark = pytest.mark.opa

SOON = 2.0
"""More than any deadline here, on a machine that does other things too, and much less than what is cut off takes."""

Built = Callable[[str], Bundle]

INPUT = canonical.dumps({"facts": {"application": {"id": "a1"}}, "mode": "precheck"})
NAME = "山田花子"
PERSON = canonical.dumps(
    {"facts": {"application": {"id": "0097", "title": NAME}}, "mode": "precheck"}
)
BROKEN = DECISION.replace(
    '"indicators": [],', '"indicators": [to_number(input.facts.application.title)],'
)
UNDEFINED = DECISION.replace("}\n", '} if input.mode == "formal"\n')


@pytest.fixture(scope="module")
def tiny(built_tree: Built) -> Bundle:
    return built_tree(DECISION)


@pytest.fixture(scope="module")
def asked(tiny: Bundle) -> Iterator[OpaEngine]:
    """The engine, with an OPA that has the small edition."""
    with opa_engine([tiny]) as engine:
        yield engine


@pytest.fixture(scope="module")
def proxy(tiny: Bundle) -> Iterator[FaultyProxy]:
    with managed_opa(lambda: [tiny]) as kept, faulty_proxy(kept.target) as proxy:
        yield proxy


@pytest.fixture
def proxied(proxy: FaultyProxy) -> Iterator[OpaEngine]:
    """The engine behind a proxy, with half a second for each answer."""
    proxy.fault = None
    with closing(OpaEngine(proxy.target, deadline_seconds=0.5)) as engine:
        yield engine


def refused(engine: Engine, bundle: Bundle, document: bytes = INPUT) -> EngineUnavailableError:
    with pytest.raises(EngineUnavailableError) as refusal:
        engine.evaluate(bundle, document)
    return refusal.value


def test_it_gives_the_embedded_engines_result_and_says_which_opa_it_was(
    asked: OpaEngine, tiny: Bundle, engine: WasmEngine
) -> None:
    evaluation = asked.evaluate(tiny, INPUT)
    assert evaluation.result == engine.evaluate(tiny, INPUT).result
    assert evaluation.result["findings"][0]["status"] == "satisfied"
    assert (evaluation.engine, evaluation.version) == ("opa", asked.version)
    assert asked.version.startswith("1.")
    assert evaluation.instead_of is None


def test_threads_get_their_own_answers(asked: OpaEngine, tiny: Bundle) -> None:
    documents = [INPUT, canonical.dumps({"facts": {}, "mode": "precheck"})] * 40
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda item: asked.evaluate(tiny, item).result, documents))
    statuses = [result["findings"][0]["status"] for result in results]
    assert statuses == ["satisfied", "missing_information"] * 40


@pytest.mark.parametrize("name", FAULTS)
def test_whatever_comes_back_that_is_no_decision_is_an_error_of_its_own(
    name: str, proxy: FaultyProxy, proxied: OpaEngine, tiny: Bundle
) -> None:
    proxied.evaluate(tiny, INPUT)
    proxy.fault, why = FAULTS[name]
    begun = time.monotonic()
    error = refused(proxied, tiny)
    assert time.monotonic() - begun < SOON
    assert error.why == why
    assert error.detail.in_("ja")
    assert error.advice.in_("en")
    proxy.fault = None
    assert proxied.evaluate(tiny, INPUT).result["outcome"] == "prepared"


@pytest.mark.parametrize("name", ["hung", "trickling", "trickling from its head on"])
def test_the_exchange_itself_ends_in_time_so_that_no_thread_stays_behind(
    name: str, proxy: FaultyProxy, tiny: Bundle
) -> None:
    proxy.fault, _ = FAULTS[name]
    begun = time.monotonic()
    with Client(proxy.target()) as client, pytest.raises(NoAnswerError, match="timeout"):
        client.decision(tiny.entrypoint, {}, 0.3)
    assert time.monotonic() - begun < SOON


def test_nobody_is_asked_twice(proxy: FaultyProxy, proxied: OpaEngine, tiny: Bundle) -> None:
    for name in ("an error of OPA's", "a redirect", "cut off"):
        proxy.fault, _ = FAULTS[name]
        before = proxy.asked
        refused(proxied, tiny)
        assert proxy.asked == before + 1, name


def test_where_nobody_listens_it_is_unreachable(tiny: Bundle) -> None:
    nobody = Target(f"http://127.0.0.1:{free_port()}")
    with closing(OpaEngine(lambda: nobody, deadline_seconds=5)) as engine:
        assert refused(engine, tiny).why == "unreachable"


def test_where_there_is_no_opa_at_present_it_is_unreachable(tiny: Bundle) -> None:
    with closing(OpaEngine(lambda: None, deadline_seconds=5)) as engine:
        assert refused(engine, tiny).why == "unreachable"


def test_a_name_that_takes_long_to_look_up_holds_nobody(
    tiny: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> None:
        time.sleep(3)
        raise OSError("no such host")

    monkeypatch.setattr("socket.getaddrinfo", slow)
    with closing(OpaEngine(lambda: Target("http://opa.invalid"), deadline_seconds=0.2)) as engine:
        begun = time.monotonic()
        assert refused(engine, tiny).why == "timeout"
        assert time.monotonic() - begun < SOON


def test_a_proxy_of_the_environment_is_not_used(
    asked: OpaEngine, tiny: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    with ThreadPoolExecutor(1) as pool:  # a thread of its own, and with it a client of its own
        assert pool.submit(asked.evaluate, tiny, INPUT).result().engine == "opa"


def test_closed_it_answers_nothing(tiny: Bundle) -> None:
    engine = OpaEngine(lambda: Target("http://127.0.0.1:1"), deadline_seconds=5)
    engine.close()
    assert refused(engine, tiny).why == "unreachable"


# --- over TLS ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1's own, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "opa")])
    host = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(host, critical=False)
        .sign(key, SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "opa.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + signed.public_bytes(pem))
    return file


@pytest.fixture
def tls(proxy: FaultyProxy, certificate: Path) -> Iterator[FaultyProxy]:
    """The proxy before the same OPA, speaking TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with faulty_proxy(proxy.opa, context) as proxied:
        yield proxied


def test_over_tls_it_is_the_same_and_as_much_in_time(
    tls: FaultyProxy, tiny: Bundle, certificate: Path
) -> None:
    with Client(tls.target()) as client:
        client._session.verify = str(certificate)
        assert "result" in client.decision(tiny.entrypoint, {"facts": {}}, 10)
        tls.fault, _ = FAULTS["trickling"]
        begun = time.monotonic()
        with pytest.raises(NoAnswerError, match="timeout"):
            client.decision(tiny.entrypoint, {"facts": {}}, 0.3)
        assert time.monotonic() - begun < SOON


def test_a_server_whose_certificate_nobody_vouches_for_is_told_nothing(
    tls: FaultyProxy, tiny: Bundle
) -> None:
    with closing(OpaEngine(tls.target, deadline_seconds=5)) as engine:
        assert refused(engine, tiny).why == "unreachable"
    assert tls.asked == 0


# --- what is OPA's own -------------------------------------------------------------------------


def test_an_edition_that_opa_does_not_have_is_not_loaded(asked: OpaEngine, tiny: Bundle) -> None:
    other = replace(tiny, entrypoint="other_2026_1/decision/result", revision="sha256:" + "1" * 64)
    assert refused(asked, other).why == "not_loaded"


def test_another_revision_of_the_edition_is_stale(asked: OpaEngine, tiny: Bundle) -> None:
    assert refused(asked, replace(tiny, revision="sha256:" + "1" * 64)).why == "stale"


def test_an_undefined_decision_is_undefined(built_tree: Built) -> None:
    bundle = built_tree(UNDEFINED)
    with opa_engine([bundle]) as engine:
        assert refused(engine, bundle).why == "undefined"


def test_an_error_of_a_built_in_is_an_error_and_repeats_nothing_of_a_person(
    built_tree: Built,
) -> None:
    bundle = built_tree(BROKEN)
    with opa_engine([bundle]) as engine:
        error = refused(engine, bundle, PERSON)
    assert error.why == "http_500"
    assert "eval_builtin_error" in error.detail.in_("en")
    assert "decision.rego" in error.detail.in_("en")
    assert NAME not in error.detail.in_("en") + error.detail.in_("ja")


def test_opas_error_body_is_kept(proxy: FaultyProxy, proxied: OpaEngine, tiny: Bundle) -> None:
    proxy.fault, _ = FAULTS["an error of OPA's"]
    detail = refused(proxied, tiny).detail.in_("en")
    assert "HTTP 500" in detail
    assert "internal_error error(s) occurred while evaluating query" in detail
    assert "eval_conflict_error complete rules must not produce multiple outputs" in detail
    assert "decision.rego:7" in detail


def test_an_error_body_that_repeats_the_input_is_left_out(
    proxy: FaultyProxy, proxied: OpaEngine, tiny: Bundle
) -> None:
    proxy.fault = echo(500)
    detail = refused(proxied, tiny, PERSON).detail
    assert NAME not in detail.in_("ja") + detail.in_("en")
    assert "0097" not in detail.in_("ja") + detail.in_("en")


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("policy is broken", True),
        (f"no such person {NAME}", False),
        ("no such person yamada TARO", False),
        (f"strconv: parsing {NAME}", True),  # what follows a colon is never kept
    ],
)
def test_what_stands_in_the_input_is_not_told(message: str, kept: bool) -> None:
    given = canonical.dumps({"people": [{"name": NAME, "kana": "Yamada Taro", "grants": 3}]})
    said = reasons.said(json.dumps({**OPA_ERROR, "message": message}).encode(), given)
    assert (message.partition(":")[0] in said) is kept
    assert NAME not in said
    assert "eval_conflict_error" in said


def test_an_error_body_is_cut() -> None:
    long = {"code": "internal_error", "message": "m" * 10_000}
    assert len(reasons.said(json.dumps(long).encode(), b"null")) == reasons.MAX_SAID


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"code": 1}', b"[" * 100_000])
def test_an_error_body_that_is_not_opas_is_not_kept(body: bytes) -> None:
    assert reasons.said(body, b"null") == ""
