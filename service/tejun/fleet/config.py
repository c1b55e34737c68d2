"""The configuration with which a stock OPA pulls a program's bundle from this service, verifies it, and reports.

Always holds: pure; only public keys are in it; a bundle without a signature is refused by an OPA that has it. With one
key, `keyid` names it: OPA before 1.21.3 took an unsigned bundle where none was named (GHSA-g2pf-6v5v-qcc8). With
several, OPA goes by the `kid` of the signature, so that a new key can come before the old one goes.

May not know: HTTP; what stands in the registry.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import yaml

from tejun.errors import Text
from tejun.signing import PublicKey

SERVICE = "tejun"
LONG_POLL_SECONDS = 30
UPLOAD_BYTES = 256 * 1024
"""A decision on forty people is larger than OPA's own limit of 32 KB, and OPA drops what is over its limit."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a configuration is for. `url` is this service's, without a slash at its end."""

    program: str
    url: str
    keys: Sequence[PublicKey]
    call: str | None = None
    logs: bool = True


@dataclass(frozen=True)
class _Section:
    about: Text
    part: dict[str, Any]


def as_json(wanted: Wanted) -> dict[str, Any]:
    """The configuration as plain JSON, which OPA reads too."""
    return {key: value for one in _sections(wanted) for key, value in one.part.items()}


def as_yaml(wanted: Wanted) -> str:
    """The configuration, with what each part does in ja and en."""
    sections = [f"{_comment(one.about)}{_dumped(one.part)}" for one in _sections(wanted)]
    return "\n".join([_comment(_head(wanted)), *sections])


def _sections(wanted: Wanted) -> Iterator[_Section]:
    yield _Section(_SERVICES, {"services": {SERVICE: _service(wanted)}})
    yield _Section(_KEYS, {"keys": {key.id: _key(key) for key in wanted.keys}})
    yield _Section(_bundle_words(wanted.keys), {"bundles": {wanted.program: _bundle(wanted)}})
    if wanted.logs:
        yield _Section(_LOGS, {"decision_logs": _logs()})
    yield _Section(_NO_LOGS if not wanted.logs else _STATUS, {"status": {"service": SERVICE}})
    yield _Section(_LABELS, {"labels": {"app": SERVICE, "program": wanted.program}})


def _service(wanted: Wanted) -> dict[str, Any]:
    return {"url": wanted.url, "response_header_timeout_seconds": LONG_POLL_SECONDS + 15}


def _key(key: PublicKey) -> dict[str, str]:
    return {"algorithm": key.algorithm, "key": key.pem}


def _bundle(wanted: Wanted) -> dict[str, Any]:
    signing = {"scope": wanted.program}
    if len(wanted.keys) == 1:
        signing = {"keyid": wanted.keys[0].id, **signing}
    call = "" if wanted.call is None else f"?call={quote(wanted.call, safe='')}"
    return {
        "service": SERVICE,
        "resource": f"bundles/{wanted.program}.tar.gz{call}",
        "polling": {
            "long_polling_timeout_seconds": LONG_POLL_SECONDS,
            "min_delay_seconds": 2,
            "max_delay_seconds": 8,
        },
        "signing": signing,
    }


def _logs() -> dict[str, Any]:
    return {
        "service": SERVICE,
        "reporting": {
            "min_delay_seconds": 2,
            "max_delay_seconds": 5,
            "upload_size_limit_bytes": UPLOAD_BYTES,
        },
    }


# --- words ---------------------------------------------------------------------------------------


def _head(wanted: Wanted) -> Text:
    entrypoint = f"/v1/data/system/bundles/{wanted.program}/manifest/metadata/entrypoint"
    return Text(
        ja=f"""OPA の設定: {wanted.program}
起動: opa run --server --addr 127.0.0.1:8181 --config-file opa.yaml
判定のパス: GET {entrypoint}
判定: POST /v1/data/<そのパス>?strict-builtin-errors=true に {{"input": <入力文書>}} を送る。
result のない 200 は「判定なし」であり、問題がないという意味ではない。""",
        en=f"""Configuration of an OPA: {wanted.program}
Run it: opa run --server --addr 127.0.0.1:8181 --config-file opa.yaml
The path that decides: GET {entrypoint}
Decide: POST {{"input": <input document>}} to /v1/data/<that path>?strict-builtin-errors=true
A 200 without a result is no decision: it does not mean that all is well.""",
    )


_SERVICES = Text(ja="版の取得元、報告の送信先", en="Where bundles come from and reports go")
_KEYS = Text(
    ja="版の署名を検証する公開鍵。別の経路で配布元に確認してから使うこと",
    en="The public keys that signatures are held to. Confirm them with the publisher by another way first",
)
_LOGS = Text(
    ja="""機関の外に送られるもの: 判定のたびに、入力文書（申請の記載内容、個人情報を含む）と結果の全体。
受け取った側はダイジェストだけを保存する。送らない場合は ?logs=false の設定を使うか、この節を消すこと""",
    en="""What leaves the institution: with each decision the whole input document (the facts of the application,
personal data among them) and the result. The receiver keeps digests only. To send nothing of it, ask for
?logs=false or delete this section""",
)
_STATUS = Text(
    ja="機関の外に送られるもの: 使用中の版、取得・検証の成否、ラベル。入力や結果は含まれない",
    en="What leaves the institution: which edition is in use, what went wrong, the labels. No input and no result",
)
_NO_LOGS = Text(
    ja=f"判定は機関の外に送られない（decision_logs がない）。\n{_STATUS.ja}",
    en=f"No decision leaves the institution: there is no decision_logs.\n{_STATUS.en}",
)
_LABELS = Text(
    ja="一覧（/v1/fleet）での見分け方。institution などを加えてよい",
    en="How to tell this OPA from others in /v1/fleet; add an institution or whatever helps",
)


def _bundle_words(keys: Sequence[PublicKey]) -> Text:
    told = Text(
        ja="有効な版。新しい版が公開されると、数秒のうちに切り替わる",
        en="The edition in force; when another is published, it takes its place within seconds",
    )
    if any(key.is_example for key in keys):
        told = _joined(
            told,
            Text(
                ja="注意: 例示用の鍵が信頼されている。この鍵では誰でも署名できるため、実際の公募には使えない",
                en="Beware: the example key is trusted, with which anybody can sign; it is for trying things out",
            ),
        )
    if len(keys) > 1:
        told = _joined(
            told,
            Text(
                ja="鍵が複数あるため keyid がない。\nOPA 1.21.3 以降を使うこと（以前のものは署名のない版も受け入れる）",
                en="There are several keys and so no keyid: use OPA from 1.21.3 (earlier ones take unsigned bundles)",
            ),
        )
    return told


def _joined(one: Text, other: Text) -> Text:
    return Text(ja=f"{one.ja}\n{other.ja}", en=f"{one.en}\n{other.en}")


# --- YAML ----------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Texts of several lines (PEM) stand as they are."""


def _represent(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", value, style="|" if "\n" in value else None
    )


_Dumper.add_representer(str, _represent)


def _dumped(part: dict[str, Any]) -> str:
    dumped: str = yaml.dump(part, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
    return dumped


def _comment(text: Text) -> str:
    return "".join(f"# {line}\n" for line in (*text.ja.splitlines(), *text.en.splitlines()))
