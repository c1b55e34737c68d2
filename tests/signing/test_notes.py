"""Signed notes as C2SP and Go's `sumdb/note` have them, to the byte; and whose signatures count."""

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.errors import InvalidInputError, NoteError
from tejun.signing.notes import (
    MAX_BYTES,
    MAX_SIGNATURES,
    MAX_TIME,
    KeyKind,
    Note,
    NoteKey,
    Signature,
    Verified,
    cosign_note,
    make_note,
    make_note_signer,
    read_note,
    read_note_key,
    read_note_signer,
    sign_note,
    verify_note,
)

# The example of golang.org/x/mod/sumdb/note, and the second key of its tests.
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PETER_TEXT = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PETER_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZIn"
    "NIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ENOCH_TEXT = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
ENOCH_LINE = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n"
    "2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)
PETER, ENOCH = read_note_key(PETER_TEXT), read_note_key(ENOCH_TEXT)
SIGNER = read_note_signer(PETER_PRIVATE)
WITNESS = make_note_signer("witness.example.com/w1", KeyKind.COSIGNATURE, bytes(range(32)))
NOON = 1_679_315_147

# The example of c2sp.org/signed-note.
FOO_TEXT = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
FOO_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)


def noted(*lines: str, text: str = TEXT) -> Note:
    return read_note("".join([text, "\n", *lines]).encode())


def cosigned(at: int = NOON) -> Note:
    return make_note(TEXT, [cosign_note(TEXT, WITNESS, at=at)])


# --- the examples --------------------------------------------------------------------------------


def test_gos_example_is_signed_to_the_byte() -> None:
    note = make_note(TEXT, [sign_note(TEXT, SIGNER)])
    assert note.data == f"{TEXT}\n{PETER_LINE}".encode()


def test_gos_example_is_read_and_verified() -> None:
    note = noted(PETER_LINE)
    assert note.text == TEXT
    assert note.data == f"{TEXT}\n{PETER_LINE}".encode()
    assert verify_note(note, [PETER]) == (Verified(PETER),)


def test_the_example_of_c2sp_is_verified() -> None:
    key = read_note_key(FOO_TEXT)
    assert (key.name, key.id, key.kind) == ("example.com/foo", "530d903a", KeyKind.ED25519)
    assert verify_note(read_note(FOO_NOTE.encode()), [key]) == (Verified(key),)


def test_a_text_may_have_empty_lines_and_any_script() -> None:
    """The other example of c2sp.org/signed-note."""
    text = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n"
    line = (
        "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9o"
        "JKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
    )
    note = noted(line, text=text)
    assert note.text == text
    assert [(each.name, each.id) for each in note.signatures] == [
        ("quasimodo.example/salvatore", "367ba04b")
    ]


# --- whose signatures count ----------------------------------------------------------------------


def test_signatures_of_unknown_keys_are_ignored() -> None:
    note = noted(PETER_LINE, ENOCH_LINE)
    assert verify_note(note, [PETER]) == (Verified(PETER),)
    assert verify_note(note, [ENOCH, PETER]) == (Verified(PETER), Verified(ENOCH))


def test_a_note_that_no_known_key_has_signed_is_refused_and_names_who_has() -> None:
    with pytest.raises(NoteError, match="PeterNeumann, EnochRoot"):
        verify_note(noted(PETER_LINE, ENOCH_LINE), [WITNESS.key])
    with pytest.raises(NoteError):
        verify_note(noted(PETER_LINE), [])


def test_one_false_signature_of_a_known_key_spoils_the_note() -> None:
    false = ENOCH_LINE.replace("n2tiOHp", "n3tiOHp")
    assert verify_note(noted(PETER_LINE, false), [PETER]) == (Verified(PETER),)
    for lines in ((PETER_LINE, false), (PETER_LINE, ENOCH_LINE, false)):
        with pytest.raises(NoteError, match=r"EnochRoot \(af0cfe78\)"):
            verify_note(noted(*lines), [PETER, ENOCH])


def test_a_key_that_signed_twice_counts_once() -> None:
    assert verify_note(noted(PETER_LINE, PETER_LINE), [PETER, PETER]) == (Verified(PETER),)


def test_a_known_name_with_another_id_and_a_known_id_with_another_name_are_unknown() -> None:
    [signature] = noted(PETER_LINE).signatures
    for other in (replace(signature, id="c74f20a4"), replace(signature, name="PeterNeuman")):
        with pytest.raises(NoteError, match="None of the keys"):
            verify_note(Note(TEXT, (other,)), [PETER])


def test_two_keys_of_one_name_and_id_are_refused() -> None:
    class Colliding(NoteKey):
        @property
        def id(self) -> str:
            return PETER.id

    other = Colliding(PETER.name, KeyKind.ED25519, ENOCH.public)
    with pytest.raises(NoteError, match="Two of the keys"):
        verify_note(noted(PETER_LINE), [PETER, other])


@given(st.integers(0, len(TEXT.encode()) - 1), st.integers(1, 255))
def test_no_byte_of_the_text_can_be_changed(at: int, change: int) -> None:
    data = bytearray(noted(PETER_LINE).data)
    data[at] ^= change
    with pytest.raises(NoteError):
        verify_note(read_note(bytes(data)), [PETER])


@given(st.integers(0, 63), st.integers(1, 255))
def test_no_byte_of_a_signature_can_be_changed(at: int, change: int) -> None:
    [signature] = noted(PETER_LINE).signatures
    value = bytearray(signature.value)
    value[at] ^= change
    with pytest.raises(NoteError):
        verify_note(Note(TEXT, (replace(signature, value=bytes(value)),)), [PETER])


@pytest.mark.parametrize("change", [lambda value: value[:-1], lambda value: value + b"\0"])
def test_a_signature_of_another_length_is_false(change: object) -> None:
    assert callable(change)
    for note, key in ((noted(PETER_LINE), PETER), (cosigned(), WITNESS.key)):
        [signature] = note.signatures
        altered = replace(signature, value=change(signature.value))
        with pytest.raises(NoteError):
            verify_note(Note(TEXT, (altered,)), [key])


# --- cosignatures --------------------------------------------------------------------------------


def test_a_cosignature_tells_its_time() -> None:
    assert verify_note(cosigned(), [WITNESS.key]) == (Verified(WITNESS.key, NOON),)
    assert verify_note(cosigned(0), [WITNESS.key]) == (Verified(WITNESS.key, 0),)
    assert verify_note(cosigned(MAX_TIME), [WITNESS.key]) == (Verified(WITNESS.key, MAX_TIME),)


def test_a_cosignature_is_over_the_header_the_time_and_the_text() -> None:
    """c2sp.org/tlog-cosignature, Ed25519 signed message: eight bytes of time, then the signature."""
    [signature] = cosigned().signatures
    assert signature.value[:8] == NOON.to_bytes(8, "big")
    message = f"cosignature/v1\ntime {NOON}\n{TEXT}".encode()
    WITNESS.private.public_key().verify(signature.value[8:], message)


@given(st.integers(0, 71), st.integers(1, 255))
def test_no_byte_of_a_cosignature_can_be_changed_its_time_least_of_all(
    at: int, change: int
) -> None:
    [signature] = cosigned().signatures
    value = bytearray(signature.value)
    value[at] ^= change
    with pytest.raises(NoteError):
        verify_note(Note(TEXT, (replace(signature, value=bytes(value)),)), [WITNESS.key])


def test_a_time_past_all_times_is_refused() -> None:
    at = MAX_TIME + 1
    signed = WITNESS.private.sign(f"cosignature/v1\ntime {at}\n{TEXT}".encode())
    signature = Signature(WITNESS.key.name, WITNESS.key.id, at.to_bytes(8, "big") + signed)
    with pytest.raises(NoteError):
        verify_note(make_note(TEXT, [signature]), [WITNESS.key])
    with pytest.raises(ValueError, match=str(at)):
        cosign_note(TEXT, WITNESS, at=at)


def test_a_key_signs_in_its_own_way_only() -> None:
    with pytest.raises(ValueError, match="4"):
        sign_note(TEXT, WITNESS)
    with pytest.raises(ValueError, match="1"):
        cosign_note(TEXT, SIGNER, at=NOON)


def test_one_private_key_has_another_id_for_each_kind() -> None:
    seed = bytes(range(32))
    log = make_note_signer(WITNESS.key.name, KeyKind.ED25519, seed)
    assert log.key.public == WITNESS.key.public
    assert log.key.id != WITNESS.key.id


# --- putting signatures together -----------------------------------------------------------------


def test_a_signature_replaces_the_one_by_the_same_key_and_comes_last() -> None:
    false = Signature(PETER.name, PETER.id, b"\0" * 64)
    enoch = noted(ENOCH_LINE).signatures[0]
    note = make_note(TEXT, [false, enoch]).with_signature(sign_note(TEXT, SIGNER))
    assert note.data == f"{TEXT}\n{ENOCH_LINE}{PETER_LINE}".encode()
    verified = verify_note(note.with_signature(cosign_note(TEXT, WITNESS, at=NOON)), [PETER, ENOCH])
    assert verified == (Verified(ENOCH), Verified(PETER))


# --- what is no note -----------------------------------------------------------------------------

NO_NOTES = {
    "no signatures": TEXT,
    "only the empty line": f"{TEXT}\n",
    "no newline at the end": f"{TEXT}\n{PETER_LINE[:-1]}",
    "a control character": f"\x01{TEXT}\n{PETER_LINE}",
    "a carriage return": f"{TEXT}\n{PETER_LINE}".replace("\n", "\r\n"),
    "a blank in the name": f"{TEXT}\n{PETER_LINE.replace('PeterNeumann', 'Peter Neumann')}",
    "a wide blank in the name": f"{TEXT}\n{PETER_LINE.replace('PeterNeumann', 'Peter　Neumann')}",
    "a plus in the name": f"{TEXT}\n{PETER_LINE.replace('PeterNeumann', 'Peter+Neumann')}",
    "no name": f"{TEXT}\n— x08go/ZJ\n",
    "an empty name": f"{TEXT}\n—  x08go/ZJ\n",
    "no base64": f"{TEXT}\n— PeterNeumann x08go_ZJ\n",
    "only an id": f"{TEXT}\n— PeterNeumann x08gow==\n",
    "base64 that is not the one": f"{TEXT}\n— PeterNeumann x08go/Z=\n",
    "a hyphen for the dash": f"{TEXT}\n{PETER_LINE.replace('—', '-')}",
    "no dash": f"{TEXT}\n{PETER_LINE.removeprefix('— ')}",
    "no blank behind the dash": f"{TEXT}\n{PETER_LINE.replace('— ', '—')}",
    "no signature behind the name": f"{TEXT}\n— PeterNeumann\n",
    "another line": f"{TEXT}\n{PETER_LINE}Unexpected line.\n",
    "an empty line at the end": f"{TEXT}\n{PETER_LINE}\n",
    "too many signatures": f"{TEXT}\n{PETER_LINE * (MAX_SIGNATURES + 1)}",
    "too long": f"{'x' * MAX_BYTES}\n\n{PETER_LINE}",
    "nothing": "",
}


@pytest.mark.parametrize("what", NO_NOTES)
def test_what_is_no_note_is_refused(what: str) -> None:
    with pytest.raises(NoteError):
        read_note(NO_NOTES[what].encode())


def test_what_is_not_utf_8_is_refused() -> None:
    with pytest.raises(NoteError, match="UTF-8"):
        read_note(b"\xff" + noted(PETER_LINE).data)


def test_as_many_signatures_as_there_may_be_are_read() -> None:
    assert len(noted(PETER_LINE * MAX_SIGNATURES).signatures) == MAX_SIGNATURES


@pytest.mark.parametrize("text", ["", "no newline", "a\tb\n", "\ud800\n"])
def test_a_text_that_no_note_may_have_is_not_signed(text: str) -> None:
    with pytest.raises(NoteError):
        sign_note(text, SIGNER)
    with pytest.raises(NoteError):
        cosign_note(text, WITNESS, at=NOON)


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_what_is_read_is_written_so(data: bytes) -> None:
    data = data + b"\n\n" + PETER_LINE.encode()
    try:
        note = read_note(data)
    except NoteError:
        return
    assert note.data == data


# --- keys ----------------------------------------------------------------------------------------


def test_keys_are_written_as_they_are_read() -> None:
    assert PETER.text == PETER_TEXT
    assert ENOCH.text == ENOCH_TEXT
    assert SIGNER.text == PETER_PRIVATE
    assert SIGNER.key == PETER
    assert read_note_key(WITNESS.key.text) == WITNESS.key
    assert read_note_signer(WITNESS.text) == WITNESS


@pytest.mark.parametrize(
    ("key", "read"), [(PETER_TEXT, read_note_key), (PETER_PRIVATE, read_note_signer)]
)
def test_no_part_of_a_key_and_no_altered_one_is_taken(key: str, read: object) -> None:
    assert callable(read)
    parts = {key[i:j] for i in range(len(key)) for j in range(i + 1, len(key) + 1)} - {key}
    altered = {f"{key[:i]}{chr(ord(key[i]) + 1)}{key[i + 1 :]}" for i in range(len(key))}
    for text in parts | altered:
        with pytest.raises(InvalidInputError):
            read(text)


@pytest.mark.parametrize(
    "text",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        PETER_TEXT.replace("c74f20a3", "C74F20A3"),
        PETER_TEXT + "\n",
        " " + PETER_TEXT,
        "",
    ],
)
def test_a_key_of_another_length_kind_or_form_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        read_note_key(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\u3000b", "a\nb", "\ud800"])
def test_a_name_that_no_key_may_have_is_refused(name: str) -> None:
    with pytest.raises(InvalidInputError, match="name"):
        make_note_signer(name, KeyKind.ED25519, bytes(32))


def test_a_private_key_is_never_shown() -> None:
    secret = PETER_PRIVATE.removeprefix("PRIVATE+KEY+PeterNeumann+c74f20a3+")
    assert secret not in repr(SIGNER)
    assert base64.b64decode(secret).hex() not in repr(SIGNER)
    with pytest.raises(InvalidInputError) as caught:
        read_note_signer(PETER_PRIVATE[:-4] + "AAAA")
    assert secret[:8] not in caught.value.detail.in_("en")
