"""Checkpoints as c2sp.org/tlog-checkpoint has them, and on which of them one may rely."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.base64_text import write_base64
from tejun.errors import CheckpointError, NoteError
from tejun.signing.notes import (
    KeyKind,
    Note,
    NoteSigner,
    Verified,
    cosign_note,
    make_note,
    make_note_signer,
    read_note,
    sign_note,
)
from tejun.transparency.checkpoint import (
    Checkpoint,
    Log,
    read_checkpoint,
    read_number,
    sign_checkpoint,
    verify_checkpoint,
)
from tejun.transparency.tree import MAX_SIZE, TreeHead

ORIGIN = "example.com/behind-the-sofa"
ROOT = write_base64(bytes(range(32)))
HEAD = TreeHead(20_852_163, bytes(range(32)))
TEXT = f"{ORIGIN}\n20852163\n{ROOT}\n"

# The example of c2sp.org/tlog-cosignature; its keys are not given.
WITNESS_LINE = (
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZ"
    "qhf5nNo0xUe+mbIUBkBIfZ+qnA=="
)
EXAMPLE = f"""{ORIGIN}
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— {ORIGIN} Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
{WITNESS_LINE}
"""


def signer(name: str, kind: KeyKind = KeyKind.ED25519, *, seed: int = 1) -> NoteSigner:
    return make_note_signer(name, kind, bytes([seed]) * 32)


LOG_KEY = signer(ORIGIN)
NEW_LOG_KEY = signer(ORIGIN, seed=2)
WITNESSES = [signer(f"witness{n}.example", KeyKind.COSIGNATURE, seed=n) for n in (11, 12, 13)]
LOG = Log(ORIGIN, (LOG_KEY.key,))
WITNESSED = Log(ORIGIN, (LOG_KEY.key,), tuple(witness.key for witness in WITNESSES), quorum=2)


def cosigned(*witnesses: NoteSigner, note: Note | None = None) -> bytes:
    note = note or sign_checkpoint(Checkpoint(ORIGIN, HEAD), LOG_KEY)
    for witness in witnesses:
        note = note.with_signature(cosign_note(note.text, witness, at=1_679_315_147))
    return note.data


# --- the text ------------------------------------------------------------------------------------


def test_a_checkpoint_is_three_lines() -> None:
    checkpoint = Checkpoint(ORIGIN, HEAD)
    assert checkpoint.text == TEXT
    assert read_checkpoint(TEXT) == checkpoint


def test_the_example_of_c2sp_is_read() -> None:
    note = read_note(EXAMPLE.encode())
    checkpoint = read_checkpoint(note.text)
    assert (checkpoint.origin, checkpoint.head.size) == (ORIGIN, 20_852_163)
    assert checkpoint.head.root.hex().startswith("0ac5186a91863e8e")
    log, witness = note.signatures
    assert (log.id, witness.id) == ("033de0ae", "8d66cf3f")
    assert int.from_bytes(witness.value[:8], "big") == 1_679_315_147
    assert note.data == EXAMPLE.encode()


def test_lines_that_extend_it_are_kept_as_they_are() -> None:
    checkpoint = Checkpoint(ORIGIN, HEAD, ("one more", "and another"))
    assert read_checkpoint(f"{TEXT}one more\nand another\n") == checkpoint
    assert checkpoint.text == f"{TEXT}one more\nand another\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        TEXT[:-1],
        f"{ORIGIN}\n20852163\n",
        f"\n20852163\n{ROOT}\n",
        f"{TEXT}\n",
        f"{TEXT}\nmore\n",
        f"{ORIGIN}\n\n{ROOT}\n",
        f"{ORIGIN}\n020\n{ROOT}\n",
        f"{ORIGIN}\n+20\n{ROOT}\n",
        f"{ORIGIN}\n-1\n{ROOT}\n",
        f"{ORIGIN}\n0x14\n{ROOT}\n",
        f"{ORIGIN}\n 20\n{ROOT}\n",
        f"{ORIGIN}\n٢٠\n{ROOT}\n",
        f"{ORIGIN}\n{MAX_SIZE + 1}\n{ROOT}\n",
        f"{ORIGIN}\n{'9' * 5000}\n{ROOT}\n",
        f"{ORIGIN}\n20\n{ROOT[:-4]}\n",
        f"{ORIGIN}\n20\n{ROOT} \n",
        f"{ORIGIN}\n20\n{ROOT[:-1]}\n",
        f"{ORIGIN}\n20\n{write_base64(bytes(33))}\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(CheckpointError):
        read_checkpoint(text)


@given(st.integers(0, MAX_SIZE))
def test_sizes_are_read_as_they_are_written(size: int) -> None:
    assert read_number(str(size)) == size
    assert read_number(f"0{size}") is None


@given(st.text(st.sampled_from("0123456789+/=AZaz. \n"), max_size=60))
def test_what_is_read_is_written_so(text: str) -> None:
    for whole in (text, f"{ORIGIN}\n{text}\n{ROOT}\n", f"{TEXT}{text}\n"):
        with suppress(CheckpointError):
            assert read_checkpoint(whole).text == whole


@pytest.mark.parametrize(
    "checkpoint",
    [
        Checkpoint("", HEAD),
        Checkpoint("a\nb", HEAD),
        Checkpoint(ORIGIN, TreeHead(-1, HEAD.root)),
        Checkpoint(ORIGIN, TreeHead(1, b"short")),
        Checkpoint(ORIGIN, HEAD, ("",)),
        Checkpoint(ORIGIN, HEAD, ("a\nb",)),
    ],
)
def test_what_could_not_be_read_again_is_not_signed(checkpoint: Checkpoint) -> None:
    with pytest.raises(CheckpointError):
        sign_checkpoint(checkpoint, LOG_KEY)


# --- on which one may rely -----------------------------------------------------------------------


def test_a_checkpoint_that_its_log_has_signed_holds() -> None:
    signed = verify_checkpoint(cosigned(), LOG)
    assert signed.checkpoint == Checkpoint(ORIGIN, HEAD)
    assert signed.verified == (Verified(LOG_KEY.key),)
    assert signed.note.data == cosigned()


def test_a_log_may_change_its_key_and_sign_with_both_for_a_while() -> None:
    note = sign_checkpoint(Checkpoint(ORIGIN, HEAD), LOG_KEY)
    both = note.with_signature(sign_note(note.text, NEW_LOG_KEY)).data
    for keys in ((LOG_KEY,), (NEW_LOG_KEY,), (LOG_KEY, NEW_LOG_KEY)):
        log = Log(ORIGIN, tuple(signer.key for signer in keys))
        assert [each.key for each in verify_checkpoint(both, log).verified] == [*log.keys]
    with pytest.raises(NoteError, match="None of the keys"):
        verify_checkpoint(note.data, Log(ORIGIN, (NEW_LOG_KEY.key,)))


def test_a_checkpoint_of_another_log_with_the_same_key_is_refused() -> None:
    data = sign_checkpoint(Checkpoint("example.com/other", HEAD), LOG_KEY).data
    with pytest.raises(CheckpointError, match=r"example\.com/other"):
        verify_checkpoint(data, LOG)


def test_witnesses_alone_do_not_make_a_checkpoint() -> None:
    data = cosigned(*WITNESSES, note=make_note(TEXT, ()))
    with pytest.raises(CheckpointError, match="the log itself has not"):
        verify_checkpoint(data, WITNESSED)


def test_as_many_witnesses_as_asked_for_must_have_cosigned() -> None:
    for witnesses in ([], WITNESSES[:1]):
        with pytest.raises(CheckpointError, match="2 are needed"):
            verify_checkpoint(cosigned(*witnesses), WITNESSED)
    verified = verify_checkpoint(cosigned(*WITNESSES[1:]), WITNESSED).verified
    assert [each.at for each in verified] == [None, 1_679_315_147, 1_679_315_147]


def test_an_unknown_witness_does_not_count_and_does_no_harm() -> None:
    unknown = signer("witness.elsewhere", KeyKind.COSIGNATURE, seed=99)
    assert verify_checkpoint(cosigned(unknown), LOG).verified == (Verified(LOG_KEY.key),)
    with pytest.raises(CheckpointError, match="1 of the known witnesses"):
        verify_checkpoint(cosigned(unknown, WITNESSES[0]), WITNESSED)


def test_a_key_under_two_names_is_one_witness() -> None:
    """A cosignature does not name its witness: whoever has one could add it under any name."""
    twin = signer("twin.example", KeyKind.COSIGNATURE, seed=11)
    log = Log(ORIGIN, (LOG_KEY.key,), (WITNESSES[0].key, twin.key), quorum=2)
    with pytest.raises(CheckpointError, match="1 of the known witnesses"):
        verify_checkpoint(cosigned(WITNESSES[0], twin), log)


def test_a_log_is_no_witness_of_its_own() -> None:
    key = signer(ORIGIN, KeyKind.COSIGNATURE)
    data = cosigned(key, note=make_note(TEXT, ()))
    assert verify_checkpoint(data, Log(ORIGIN, (key.key,))).verified[0].at == 1_679_315_147
    with pytest.raises(CheckpointError, match="0 of the known witnesses"):
        verify_checkpoint(data, Log(ORIGIN, (key.key,), (WITNESSES[0].key,), quorum=1))


def test_a_signature_without_a_time_is_no_cosignature() -> None:
    plain = signer("witness11.example", seed=11)
    note = read_note(cosigned())
    data = note.with_signature(sign_note(note.text, plain)).data
    with pytest.raises(CheckpointError, match="0 of the known witnesses"):
        verify_checkpoint(data, Log(ORIGIN, (LOG_KEY.key,), (plain.key,), quorum=1))


def test_a_false_cosignature_of_a_known_witness_spoils_the_checkpoint() -> None:
    data = cosigned(*WITNESSES).replace(b"20852163", b"20852164")
    with pytest.raises(NoteError, match="not that key's"):
        verify_checkpoint(data, WITNESSED)


def test_a_signed_note_that_is_no_checkpoint_is_refused() -> None:
    text = "This is an example message.\n"
    data = make_note(text, [sign_note(text, LOG_KEY)]).data
    with pytest.raises(CheckpointError, match="a line for the log's origin"):
        verify_checkpoint(data, LOG)


@given(st.integers(0, len(TEXT.encode()) - 1), st.integers(1, 255))
def test_no_byte_of_a_checkpoint_can_be_changed(at: int, change: int) -> None:
    data = bytearray(cosigned())
    data[at] ^= change
    with pytest.raises((NoteError, CheckpointError)):
        verify_checkpoint(bytes(data), LOG)
