"""A record with some decisions, and receipts of them, as the tests of receipts and of their verifiers take them.

Always holds: the decisions are those of `tests.support.earlier`, and the log's key is made of fixed bytes.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from tejun import canonical
from tejun.audit.receipt import OpenedPart, Receipt, make_receipt
from tejun.operations.workplace import Workplace, open_workplace
from tejun.settings import Settings
from tejun.signing.notes import KeyKind, NoteSigner, cosign_note, make_note_signer, read_note
from tejun.transparency.checkpoint import Checkpoint, sign_checkpoint
from tejun.transparency.proof import LogProof

from tests.support import earlier
from tests.support.stores import open_store

LOG = make_note_signer("tejun.example/log", KeyKind.ED25519, bytes(range(32)))
OTHER_LOG = make_note_signer("tejun.example/log", KeyKind.ED25519, bytes(32))
WITNESS = make_note_signer("witness.example", KeyKind.COSIGNATURE, bytes([7]) * 32)
DECISION = earlier.record().decision_id
AT = 1_800_000_000


@contextmanager
def recording(folder: Path, before: int = 2, after: int = 4) -> Iterator[Workplace]:
    """A record with the decision, others before and after it, whose log signs with LOG."""
    settings = Settings(database=folder / "tejun.db", log_key=LOG.text)
    with open_store(settings.database) as store:
        store.append_all(earlier.records(before))
        store.append(earlier.record())
        store.append_all(earlier.records(before + after)[before:])
    with open_workplace(settings) as workplace:
        yield workplace


def cosigned(data: bytes, witness: NoteSigner = WITNESS) -> bytes:
    """The checkpoint as a witness has cosigned it."""
    note = read_note(data)
    return note.with_signature(cosign_note(note.text, witness, at=AT)).data


Edit = Callable[[dict[str, Any]], object]


def edited(receipt: bytes, edit: Edit) -> bytes:
    """The receipt, to which somebody has done this."""
    value = json.loads(receipt)
    edit(value)
    return json.dumps(value, ensure_ascii=False).encode()


def replacing(name: str, old: str, new: str) -> Edit:
    """An edit that puts other words into one of the receipt's texts; they must be there."""

    def edit(value: dict[str, Any]) -> None:
        assert old in value[name], old
        value[name] = value[name].replace(old, new, 1)

    return edit


# --- attacks on a receipt with its input ---------------------------------------------------------


def keyed(**values: Any) -> Edit:
    return lambda receipt: receipt.update(values)


def without(name: str) -> Edit:
    return lambda receipt: receipt.pop(name)


def of_part(part: str, name: str, value: str) -> Edit:
    return lambda receipt: receipt[part].update({name: value})


def in_part(part: str, old: str, new: str) -> Edit:
    """An edit that puts other words into the text of a part; they must be there."""

    def edit(value: dict[str, Any]) -> None:
        replacing("document", old, new)(value[part])

    return edit


ZEROS = "sha256:" + "0" * 64
ATTACKS: Mapping[str, Edit] = {
    "the outcome is another": replacing("codes", '"outcome":"replaced"', '"outcome":"prepared"'),
    "the id is another": replacing("codes", DECISION[:8], "11111111"),
    "a byte is added to the codes": lambda receipt: receipt.update(codes=receipt["codes"] + " "),
    "the codes are no JSON": keyed(codes="x"),
    "it has no codes": without("codes"),
    "the decision's outcome is another": in_part(
        "decision", '"outcome":"replaced"', '"outcome":"prepared"'
    ),
    "the decision's application is another": in_part("decision", '"title":"', '"title":"x'),
    "a byte is added to the decision": lambda receipt: receipt["decision"].update(
        document=receipt["decision"]["document"] + " "
    ),
    "the decision is no JSON": of_part("decision", "document", "x"),
    "the decision's salt is another": of_part("decision", "salt", "0" * 64),
    "the decision is a text": keyed(decision="{}"),
    "the decision is nothing": keyed(decision=None),
    "the decision has the input's place": lambda receipt: receipt.update(
        decision=receipt["input"], input=receipt["decision"]
    ),
    "the decision is left out, and the input is not": without("decision"),
    "the opening names another decision": replacing("opening", DECISION[:8], "11111111"),
    "the opening is of another kind": replacing(
        "opening", '"kind":"decision"', '"kind":"statement"'
    ),
    "the opening has another salt": replacing("opening", '"salt":"', '"salt":"0'),
    "the opening is written otherwise": replacing("opening", ",", ", "),
    "the opening has a key twice": replacing(
        "opening", '"kind":"decision"', '"kind":"decision","kind":"decision"'
    ),
    "the bundle is another": lambda receipt: receipt["bundle"].update(revision=ZEROS),
    "the archive is another": lambda receipt: receipt["bundle"].update(digest=ZEROS),
    "the place in the log is another": replacing("proof", "index 2\n", "index 3\n"),
    "what is added is no base64": replacing("proof", "index 2\n", "extra zzz\nindex 2\n"),
    "what is added is nothing": replacing("proof", "index 2\n", "extra \nindex 2\n"),
    "something is added twice": replacing("proof", "index 2\n", "extra eA==\n" * 2 + "index 2\n"),
    "the size is another": replacing("proof", "\n7\n", "\n8\n"),
    "the checkpoint is of another log": replacing("proof", "tejun.example/log\n7", "else\n7"),
    "a hash is left out": lambda receipt: receipt.update(
        proof="\n".join(receipt["proof"].split("\n")[:2] + receipt["proof"].split("\n")[3:])
    ),
    "the input is another": of_part("input", "document", "{}"),
    "the input's salt is another": of_part("input", "salt", "0" * 64),
    "the input's salt is none": of_part("input", "salt", "٣" * 64),
    "the input is a list": keyed(input=[]),
    "the input is nothing": keyed(input=None),
    "it is of another form": keyed(schema="tejun/receipt/2"),
    "it has more in it": keyed(more=1),
    "it has no proof": without("proof"),
    "the proof is no text": keyed(proof=1),
    "the proof is cut": lambda receipt: receipt.update(proof=receipt["proof"][:-30]),
    "the signature is another's": replacing("proof", "example/log 3uLC", "example/log 3uLD"),
}

HARMLESS: Mapping[str, Callable[[bytes], bytes]] = {
    "as it is": lambda receipt: receipt,
    "saved by an editor with a byte order mark": lambda receipt: b"\xef\xbb\xbf" + receipt,
    "with something added that nobody has signed": lambda receipt: edited(
        receipt, replacing("proof", "index 2\n", "extra eA==\nindex 2\n")
    ),
}
"""What may be done to a receipt: it proves what it proved."""
"""Each finds what it changes, and no receipt to which it was done proves anything."""


# --- what a log signs that lies ------------------------------------------------------------------


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """Codes in which this stands in the place of that."""

    def change(codes: bytes) -> bytes:
        assert old.encode() in codes, old
        return codes.replace(old.encode(), new.encode(), 1)

    return change


LIES: Mapping[str, Callable[[bytes], bytes]] = {
    "another outcome": replaced('"outcome":"replaced"', '"outcome":"prepared"'),
    "an outcome that there is not": replaced('"outcome":"replaced"', '"outcome":"approved"'),
    "another day": replaced('"as_of":"2026-11-20"', '"as_of":"2026-11-21"'),
    "a count of its own": replaced('"satisfied":1', '"satisfied":2'),
    "another reason": replaced('"reason":"', '"reason":"x'),
    "the findings of nobody": replaced('"subject":"application"', '"subject":"person:#1"'),
    "another form": replaced("tejun/decision-codes/1", "tejun/decision-codes/2"),
    "more in it": replaced('"mode":', '"more":1,"mode":'),
}
"""Codes that are not those of the decision beside them; whoever runs the log can enter them."""


_HOLDS = r"\nok    evaluated again by wasm: the same result\nThe receipt holds."
_EDITION = json.loads(earlier.DECISION)["bundle"]
SPOOFS: Mapping[str, Callable[[bytes], bytes]] = {
    "a day with lines of the verifier's": replaced(
        '"as_of":"2026-11-20', f'"as_of":"2026-11-20{_HOLDS}'
    ),
    "a day that no calendar has": replaced('"as_of":"2026-11-20"', '"as_of":"2026-02-30"'),
    "a day as another writes it": replaced('"as_of":"2026-11-20"', '"as_of":"20261120"'),
    "a day of the week": replaced('"as_of":"2026-11-20"', '"as_of":"2026-W47-5"'),
    "a day with a line end": replaced('"as_of":"2026-11-20', r'"as_of":"2026-11-20\n'),
    "a day in other digits": replaced('"as_of":"2026-11-20"', '"as_of":"２０２６-11-20"'),
    "a moment that steers a terminal": replaced('"decided_at":"', r'"decided_at":"\u001b[2J'),
    "a moment without its zone": replaced("03:04:05.000Z", "03:04:05.000"),
    "a moment in another zone": replaced("03:04:05.000Z", "03:04:05.000+09:00"),
    "a moment to the second": replaced("03:04:05.000Z", "03:04:05Z"),
    "a moment that no clock has": replaced("03:04:05.000Z", "24:00:00.000Z"),
    "a moment before all years": replaced("2026-11-20T03", "0000-11-20T03"),
    "a moment with a line end": replaced("03:04:05.000Z", r"03:04:05.000Z\n"),
    "a bundle with lines of the verifier's": replaced(
        _EDITION["revision"], rf"{_EDITION['revision']}{_HOLDS}"
    ),
    "a revision that is no digest": replaced(_EDITION["revision"], "sha256:x"),
    "a digest in capitals": replaced(
        _EDITION["digest"], f"sha256:{_EDITION['digest'][7:].upper()}"
    ),
    "a digest that is too short": replaced(_EDITION["digest"], _EDITION["digest"][:-1]),
}
"""Codes in which something else stands where a verifier shows a day, a moment or a digest."""


def spoofing_receipt(folder: Path, spoof: Callable[[bytes], bytes]) -> Receipt:
    """A receipt of the codes alone, as of a decision that was erased: whatever they say, they contradict nothing."""
    return replace(lying_receipt(folder, spoof), decision=None)


def receipt_with_digest(folder: Path, digest: str) -> Receipt:
    """A receipt of a decision which says that this is the digest of its input, and which the log has signed for."""
    decision = json.loads(earlier.DECISION)
    decision["digests"]["input"] = digest
    forged = canonical.dumps(decision)
    truth = earlier.record()
    with open_store(folder / "forged.db") as store:
        store.append(replace(truth, decision=forged))
        proven = store.log.prove(DECISION)
    assert proven.opened is not None
    return make_receipt(
        proven.codes.codes,
        proven.opening,
        LogProof(0, (), sign_checkpoint(Checkpoint(LOG.key.name, proven.head), LOG).data),
        decision=OpenedPart(forged, proven.opened.salts["decision"]),
    )


def lying_receipt(folder: Path, lie: Callable[[bytes], bytes]) -> Receipt:
    """A receipt of a log that has signed for codes that are not the decision's."""
    truth = earlier.record()
    codes = lie(truth.description.codes)
    with open_store(folder / "lie.db") as store:
        store.append(replace(truth, description=replace(truth.description, codes=codes)))
        proven = store.log.prove(DECISION)
    assert proven.opened is not None
    note = sign_checkpoint(Checkpoint(LOG.key.name, proven.head), LOG)
    return make_receipt(
        codes,
        proven.opening,
        LogProof(0, (), note.data),
        decision=OpenedPart(earlier.DECISION, proven.opened.salts["decision"]),
    )
